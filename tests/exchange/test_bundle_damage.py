"""Damage on the way and attacks from outside: every changed, cut or lengthened file is refused before it is opened."""

from __future__ import annotations

import random
import subprocess
from dataclasses import replace
from typing import Any

import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import unsealer


@pytest.fixture
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail if anything is handed to the child process: the outer checks must have refused before."""

    def forbidden(*_: Any, **__: Any) -> subprocess.Popen[bytes]:
        raise AssertionError("the child process was started for a damaged file")

    monkeypatch.setattr(unsealer.subprocess, "Popen", forbidden)


def refusal(world: Any, data: bytes) -> str:
    """The code with which the kabupaten refuses these bytes."""
    with pytest.raises(BundleError) as refused:
        world.open(data).close()
    return refused.value.code


def test_that_every_flipped_bit_in_the_outer_part_is_refused(world: Any, no_child: None) -> None:
    """Each byte of magic, length, header and signature, one bit after the other."""
    good = world.seal().path.read_bytes()
    end = 7 + int.from_bytes(good[5:7], "big") + 64
    for at in range(end):
        for bit in range(8):
            assert refusal(world, flipped(good, at, bit)), (at, bit)


def test_that_every_flipped_bit_in_the_ciphertext_and_tail_is_refused(world: Any, no_child: None) -> None:
    good = world.seal().path.read_bytes()
    end = 7 + int.from_bytes(good[5:7], "big") + 64
    chosen = random.Random(20260301)
    places = {(chosen.randrange(end, len(good)), chosen.randrange(8)) for _ in range(400)}
    places |= {(at, bit) for at in range(len(good) - 40, len(good)) for bit in range(8)}
    for at, bit in sorted(places):
        assert refusal(world, flipped(good, at, bit)) == "ciphertext_changed"


def test_that_a_bundle_cut_at_any_length_is_refused(world: Any, no_child: None) -> None:
    good = world.seal().path.read_bytes()
    codes = {refusal(world, good[:length]) for length in range(len(good))}
    assert codes <= {"truncated", "bad_magic"}


@pytest.mark.parametrize("tail", [b"\x00", b"\n", b"MZ\x90\x00" * 1000, b"SKPB1"])
def test_that_a_bundle_with_anything_after_it_is_refused(world: Any, no_child: None, tail: bytes) -> None:
    assert refusal(world, world.seal().path.read_bytes() + tail) == "trailing_bytes"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04" + bytes(500), "bad_magic"),
        (b"%PDF-1.7" + bytes(500), "bad_magic"),
        (bytes(500), "bad_magic"),
        (b"age-encryption.org/v1\n" + bytes(500), "bad_magic"),
        (b"", "truncated"),
        (b"SKPB1", "truncated"),
        (b"SKPB1\xff\xff" + bytes(100_000), "header_too_large"),
        (b"SKPB1\x00\x00" + bytes(100), "strict_json"),
        (b"SKPB2" + bytes(500), "newer_format"),
        (b"U0tQQjEA" * 100, "text_armor"),
        (b"Content-Type: application/octet-stream\n\nU0tQQjEA", "text_armor"),
    ],
)
def test_that_what_is_no_bundle_is_named(world: Any, no_child: None, data: bytes, code: str) -> None:
    assert refusal(world, data) == code


def test_that_an_unknown_senders_bundle_is_not_opened(world: Any, stranger: Any, no_child: None) -> None:
    """Signed by a device of another kabupaten, sealed to us: anybody can do that."""
    sealed = world.seal(unit=stranger)
    assert refusal(world, sealed.path.read_bytes()) == "unknown_sender"


def test_that_nobody_is_known_where_no_trust_document_is(world: Any, no_child: None) -> None:
    with pytest.raises(BundleError) as refused:
        world.open(world.seal().path, replace(world.inbox, trust=None))
    assert refused.value.code == "unknown_sender"


def test_that_a_borrowed_certificate_does_not_help(world: Any, stranger: Any, no_child: None) -> None:
    """The stranger strips the outer part and signs anew under the victim's certificate."""
    forge = world.forge(world.seal())
    forge.signer = stranger.keys.signing
    assert refusal(world, forge.put_together()) == "bad_outer_signature"


def test_that_a_certificate_made_at_home_does_not_help(world: Any, stranger: Any, no_child: None) -> None:
    forge = world.forge(world.seal())
    envelope = forge.header["certificate"]
    envelope["signatures"][0]["sig"] = "A" * 86 + "=="
    assert refusal(world, forge.put_together()) == "unknown_sender"
    envelope["signatures"] = []
    assert refusal(world, forge.put_together()) == "unknown_sender"


def test_that_an_up_bundle_is_no_answer_and_an_answer_no_up_bundle(world: Any, no_child: None) -> None:
    with pytest.raises(BundleError) as refused:
        world.open(world.seal().path, world.desk)
    assert refused.value.code == "wrong_direction"
    with pytest.raises(BundleError) as refused:
        world.open(world.answer().path, world.inbox)
    assert refused.value.code == "wrong_direction"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"fmt": 2}, "newer_format"),
        ({"fmt": 2, "neu": {"a": [1]}}, "newer_format"),
        ({"fmt": 0}, "header_damaged"),
        ({"kind": "recover"}, "newer_format"),
        ({"epoch": "xyz"}, "header_damaged"),
        ({"epoch": "0E" * 16}, "header_damaged"),
        ({"epoch": "0e" * 16 + "\n"}, "header_damaged"),
        ({"seq": 0}, "header_damaged"),
        ({"seq": "1"}, "header_damaged"),
        ({"seq": True}, "header_damaged"),
        ({"ct_len": 1}, "trailing_bytes"),
        ({"ct_len": 2**53 - 1}, "truncated"),
        ({"ct_len": -5}, "header_damaged"),
        ({"ct_sha256": "0" * 64}, "ciphertext_changed"),
        ({"certificate": None}, "header_damaged"),
        ({"certificate": {"type": "x"}}, "header_damaged"),
        ({"delegation": {"type": "x", "payload": "", "signatures": []}}, "header_damaged"),
    ],
)
def test_that_a_signed_header_that_lies_is_refused(
    world: Any, no_child: None, change: dict[str, Any], code: str
) -> None:
    forge = world.forge(world.seal())
    forge.keep_header = change
    assert refusal(world, forge.put_together()) == code


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"fmt":1,"fmt":1}', b'{"fmt":1.0}', b'{"a":' * 3000, b"\xff\xfe"])
def test_that_a_header_outside_the_strict_form_is_refused(world: Any, no_child: None, body: bytes) -> None:
    forge = world.forge(world.seal())
    forge.header_bytes = body
    assert refusal(world, forge.put_together()) == "strict_json"


def test_that_a_key_unknown_to_this_version_is_passed_over(world: Any) -> None:
    forge = world.forge(world.seal())
    forge.keep_header = {"hari_esok": {"a": 1}}
    forge.manifest["hari_esok"] = [1, 2]
    with world.open(forge.put_together()) as bundle:
        assert bundle.manifest.counts.revisions == 2


def test_that_age_oddities_are_refused_before_the_library_sees_them(world: Any, no_child: None) -> None:
    forge = world.forge(world.seal())
    scrypt = b"-> scrypt ajMFur+EJLGaohv/dLRGnw 23\n8SHBz/ldWnjyGFQqfjat6uNBarWqqEMDS7W8X7+Xq5Q\n"
    forge.ciphertext = b"age-encryption.org/v1\n" + scrypt + b"--- " + b"A" * 43 + b"\n" + bytes(200)
    assert refusal(world, forge.put_together()) == "age_header"


def flipped(data: bytes, at: int, bit: int) -> bytes:
    """``data`` with one bit turned over."""
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)

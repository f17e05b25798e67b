"""Attacks from inside: the content is changed, then framed, signed and sealed again with real keys, so that the
checks behind the outer signature are reached."""

from __future__ import annotations

import hashlib
import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyrage
import pytest
import zstandard

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import Attachment
from desktop_app.exchange.frames import frame_prefix
from desktop_app.vault import SigningKey

MIB = 1024 * 1024


def refusal(world: Any, data: bytes, context: Any = None) -> str:
    """The code with which these bytes are refused, at most five seconds later."""
    began = time.monotonic()
    with pytest.raises(BundleError) as refused:
        world.open(data, context).close()
    assert time.monotonic() - began < 5
    return refused.value.code


def test_that_the_forge_makes_an_acceptable_bundle_when_nothing_is_changed(world: Any) -> None:
    with world.open(world.forge(world.seal()).put_together()) as bundle:
        assert bundle.standing == "new"


def manifest(**fields: Any) -> Callable[[Any], None]:
    """A change of the manifest's fields."""
    return lambda forge: forge.manifest.update(fields)


def count(**fields: Any) -> Callable[[Any], None]:
    """A change of the manifest's counts."""
    return lambda forge: forge.manifest["counts"].update(fields)


def entry(place: int, value: Any) -> Callable[[Any], None]:
    """A change of one field of the first segment's entry."""
    return lambda forge: forge.manifest["segments"][0].__setitem__(place, value)


def raw(content: bytes, **told: int) -> Callable[[Any], None]:
    """Another content of the first segment, truly described."""
    return lambda forge: forge.set_segment(0, content, **told)


def manifest_bytes(content: bytes) -> Callable[[Any], None]:
    """Other manifest bytes altogether, signed."""
    return lambda forge: setattr(forge, "manifest_bytes", content)


LIES: dict[str, tuple[Callable[[Any], None], str]] = {
    "other sender": (manifest(sender="ab" * 16), "sender_mismatch"),
    "other number": (manifest(seq=2), "sender_mismatch"),
    "other epoch": (manifest(epoch="aa" * 16), "sender_mismatch"),
    "other kind": (manifest(kind="return"), "sender_mismatch"),
    "other office": (manifest(office={"code": "33.73.01", "name": "X", "agency": "Y"}), "sender_mismatch"),
    "no recipients": (manifest(recipients=[]), "not_for_this_office"),
    "doubled recipients": (lambda f: f.manifest.update(recipients=f.recipients * 2), "not_for_this_office"),
    "other scope": (manifest(scope="33.73.01"), "scope_exceeded"),
    "scope like a prefix": (manifest(scope="33.73.041"), "scope_exceeded"),
    "wider scope": (manifest(scope="33.73"), "scope_exceeded"),
    "newer reader": (manifest(min_reader=2), "newer_format"),
    "newer schema": (manifest(schema=2), "newer_format"),
    "newer segment type": (entry(0, 7), "newer_format"),
    "newer codec": (entry(1, 2), "newer_format"),
    "missing field": (lambda f: f.manifest.pop("audit"), "manifest_damaged"),
    "wrong type": (manifest(seq="1"), "manifest_damaged"),
    "negative": (count(documents=-1), "manifest_damaged"),
    "acknowledgement in an up bundle": (
        manifest(acknowledgements=[{"device_id": "ab" * 16, "epoch": "ab" * 16, "seq": 1, "sha256": "ab" * 32}]),
        "manifest_damaged",
    ),
    "more revisions told": (count(revisions=3), "manifest_damaged"),
    "fewer revisions told": (count(revisions=1), "manifest_damaged"),
    "attachments told": (count(attachments=1), "manifest_damaged"),
    "too many revisions": (count(revisions=200_001), "too_many"),
    "raw length zero": (entry(3, 0), "manifest_damaged"),
    "raw length too long": (entry(3, 4 * MIB + 1), "bomb"),
    "raw length off by one": (lambda f: entry(3, f.manifest["segments"][0][3] + 1)(f), "bomb"),
    "stored length off by one": (lambda f: entry(2, f.manifest["segments"][0][2] + 1)(f), "frame_damaged"),
    "other hash": (entry(4, "00" * 32), "segment_damaged"),
    "hash in capitals": (entry(4, "AB" * 32), "manifest_damaged"),
    "stored under zstd": (entry(1, 0), "manifest_damaged"),
    "too many segments": (lambda f: f.manifest["segments"].extend([[3, 0, 1, 1, "00" * 32, ""]] * 6_000), "too_many"),
    "manifest twice a key": (manifest_bytes(b'{"fmt":1,"fmt":1}'), "strict_json"),
    "manifest with a float": (manifest_bytes(b'{"min_reader":1.0}'), "strict_json"),
    "manifest no object": (manifest_bytes(b"[1]"), "strict_json"),
    "manifest very deep": (manifest_bytes(b'{"a":' + b"[" * 400_000), "strict_json"),
    "manifest too large": (manifest_bytes(b'{"a":"' + b"x" * 600_000 + b'"}'), "frame_damaged"),
    "float in a revision": (raw(b'{"a":1.5}'), "strict_json"),
    "duplicate key in a revision": (raw(b'{"a":1,"a":2}'), "strict_json"),
    "deep revision": (raw(b'{"a":' * 100_000), "strict_json"),
    "huge revision": (raw(b'{"a":"' + b"x" * 300_000 + b'"}'), "strict_json"),
    "huge number": (raw(b'{"a":' + b"9" * 200_000 + b"}"), "strict_json"),
    "empty line": (raw(b'{"a":1}\n\n{"a":2}'), "strict_json"),
    "line feed at the end": (raw(b'{"a":1}\n'), "strict_json"),
    "no revision at all": (raw(b"\n"), "strict_json"),
    "binary": (raw(os.urandom(5000)), "strict_json"),
}


@pytest.mark.parametrize(("change", "code"), LIES.values(), ids=LIES.keys())
def test_that_a_signed_lie_inside_is_refused(world: Any, change: Callable[[Any], None], code: str) -> None:
    forge = world.forge(world.seal())
    change(forge)
    assert refusal(world, forge.put_together()) == code


def test_that_the_inside_must_be_signed_by_the_sender(world: Any) -> None:
    forge = world.forge(world.seal())
    forge.inner_signer = SigningKey(b"\x77" * 32)
    assert refusal(world, forge.put_together()) == "bad_inner_signature"
    forge.inner = bytes(64)
    assert refusal(world, forge.put_together()) == "bad_inner_signature"


def test_that_an_enrolled_colleague_cannot_pass_on_anothers_inside_as_their_own(world: Any) -> None:
    """Strip and re-sign: the colleague opens nothing, but wraps the victim's frames under an own outer part."""
    colleague = world.enrol(type(world.unit.keys)(SigningKey(b"\x44" * 32), world.unit.keys.return_identity), serial=2)
    forge = world.forge(world.seal())
    victim = forge.signer
    forge.signer, forge.inner_signer = colleague.keys.signing, victim
    forge.header["certificate"] = json.loads(colleague.certificate.raw)
    assert refusal(world, forge.put_together()) == "bad_inner_signature"
    forge.inner_signer = None
    assert refusal(world, forge.put_together()) == "sender_mismatch"


def test_that_a_bundle_sealed_anew_to_another_office_is_refused_there(world: Any) -> None:
    """Surreptitious forwarding: the first reader seals the signed inside to a third office."""
    elsewhere = pyrage.x25519.Identity.generate()
    forge = world.forge(world.seal())
    forge.recipients = [str(elsewhere.to_public())]
    context = replace(world.inbox, identities=[str(elsewhere)])
    assert refusal(world, forge.put_together(), context) == "not_for_this_office"
    assert refusal(world, forge.put_together()) == "not_for_this_office"


def test_that_an_answer_for_another_device_is_refused(world: Any) -> None:
    sealed = world.answer()
    other = replace(world.desk, me="ab" * 16)
    assert refusal(world, sealed.path.read_bytes(), other) == "not_for_this_office"


def two_segments(world: Any) -> Any:
    """A forge of a bundle with one segment of revisions and two attachments of equal length."""
    forge = world.forge(
        world.seal(attachments=[Attachment(b"satu" * 30, "image/png"), Attachment(b"dua!" * 30, "image/png")])
    )
    for row, data in zip(forge.manifest["segments"][1:], (b"satu" * 30, b"dua!" * 30), strict=True):
        stored = zstandard.ZstdCompressor(level=3).compress(data)
        assert row[2] == len(stored)
        forge.stored.append(stored)
    return forge


def test_that_swapped_doubled_lost_and_foreign_segments_are_refused(world: Any) -> None:
    forge = two_segments(world)
    with world.open(forge.put_together()) as bundle:
        assert len(list(bundle.attachments())) == 2
    good = list(forge.stored)
    forge.stored = [good[0], good[2], good[1]]
    assert refusal(world, forge.put_together()) in {"segment_damaged", "frame_damaged"}
    forge.stored = good[:2]
    assert refusal(world, forge.put_together()) == "frame_damaged"
    forge.stored = [good[0], good[1], good[1]]
    assert refusal(world, forge.put_together()) in {"segment_damaged", "frame_damaged"}
    forge.stored = good
    forge.manifest["segments"].reverse()
    forge.stored.reverse()
    assert refusal(world, forge.put_together()) == "manifest_damaged"


def test_that_frames_come_in_one_order_only(world: Any) -> None:
    forge = world.forge(world.seal())
    told = json.dumps(forge.manifest, separators=(",", ":")).encode()
    inner = bytes(64)
    segment = forge.stored[0]
    orders: list[list[tuple[int, bytes]]] = [
        [(2, inner), (1, told), (3, segment), (9, b"")],
        [(1, told), (1, told), (2, inner), (3, segment), (9, b"")],
        [(3, segment), (1, told), (2, inner), (9, b"")],
        [(1, told), (2, inner + b"x"), (3, segment), (9, b"")],
        [(9, b"")],
        [(1, b"")],
        [(0, told)],
        [(255, told)],
    ]
    for frames in orders:
        forge.frames = frames
        assert refusal(world, forge.put_together()) == "frame_damaged"


def test_that_the_end_is_the_end(world: Any) -> None:
    sealed = world.seal()
    with world.open(sealed.path) as bundle:
        [segment] = bundle.segments()
    forge = world.forge(sealed)
    plain = plain_of(world, forge)
    assert segment.data
    for tail in (b"\x00", frame_prefix(0, 9), frame_prefix(5, 3) + b"hello", os.urandom(100)):
        forge.plain = plain + tail
        assert refusal(world, forge.put_together()) == "frame_damaged"
    for cut in (1, 5, 6, 40, len(plain) - 3):
        forge.plain = plain[:-cut]
        assert refusal(world, forge.put_together()) == "frame_damaged"
    forge.plain = plain[:-5] + frame_prefix(2, 9) + b"ok"
    assert refusal(world, forge.put_together()) == "frame_damaged"
    forge.plain = frame_prefix(2**32 - 1, 1) + plain[5:]
    assert refusal(world, forge.put_together()) == "frame_damaged"


def plain_of(world: Any, forge: Any) -> bytes:
    """The frames of an honest bundle."""
    data = forge.put_together()
    offset = 7 + int.from_bytes(data[5:7], "big") + 64
    opened: bytes = pyrage.decrypt(data[offset:], [pyrage.x25519.Identity.from_str(world.office.inbox_identity)])
    return opened


def test_that_random_damage_inside_is_refused_or_changes_nothing(world: Any) -> None:
    """Bytes of the frames are changed, then sealed and signed outside again: the inner signature and hashes hold."""
    forge = world.forge(world.seal())
    plain = plain_of(world, forge)
    chosen = random.Random(5)
    for _ in range(15):
        changed = bytearray(plain)
        for _ in range(chosen.choice((1, 1, 2, 8))):
            changed[chosen.randrange(len(changed))] ^= 1 << chosen.randrange(8)
        forge.plain = bytes(changed)
        assert refusal(world, forge.put_together()) in {
            "bad_inner_signature",
            "frame_damaged",
            "segment_damaged",
            "bomb",
        }


def test_that_a_broken_ciphertext_under_a_good_signature_is_refused(world: Any) -> None:
    forge = world.forge(world.seal())
    data = forge.put_together()
    good = data[7 + int.from_bytes(data[5:7], "big") + 64 :]
    for at in (30, 90, 140, 175, 190, -1):
        changed = bytearray(good)
        changed[at] ^= 1
        forge.ciphertext = bytes(changed)
        assert refusal(world, forge.put_together()) in {"decrypt_failed", "not_for_this_office", "age_header"}
    forge.ciphertext = good[:-20]
    assert refusal(world, forge.put_together()) == "decrypt_failed"
    forge.ciphertext = good + bytes(20)
    assert refusal(world, forge.put_together()) == "decrypt_failed"


def test_that_nothing_hides_behind_the_compressed_content(world: Any) -> None:
    """Two files of one content must not differ: no second frame, no rest, no skippable frame, truly described."""
    raw_bytes = b'{"a":1}\n{"a":2}'
    packed = zstandard.ZstdCompressor(level=3).compress(raw_bytes)
    skippable = b"\x50\x2a\x4d\x18" + (3).to_bytes(4, "little") + b"abc"
    forge = world.forge(world.seal())
    for stored in (packed + b"sisa", packed + packed, packed + skippable, skippable + packed):
        forge.stored = [stored]
        digest = hashlib.sha256(raw_bytes).hexdigest()
        forge.manifest["segments"][0][1:5] = [1, len(stored), len(raw_bytes), digest]
        assert refusal(world, forge.put_together()) in {"segment_damaged", "bomb"}
    forge.stored = [packed]
    forge.manifest["segments"][0][2] = len(packed)
    with world.open(forge.put_together()) as bundle:
        assert [len(chunk) for chunk in bundle.revision_chunks()] == [2]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda m: m.pop("trust"), "manifest_damaged"),
        (lambda m: m["trust"].update(roots=[]), "trust_damaged"),
        (lambda m: m["trust"].update(delegations=[]), "trust_damaged"),
        (lambda m: m["trust"]["statement"].update(signatures=[]), "trust_damaged"),
        (lambda m: m["trust"]["statement"].update(type="application/vnd.skp-luring.root+json.v1"), "trust_damaged"),
        (lambda m: m["certificate"].update(signatures=[]), "unknown_sender"),
    ],
)
def test_that_an_answer_with_broken_trust_is_refused(world: Any, change: Callable[[Any], Any], code: str) -> None:
    sealed = world.answer(certificate=world.unit.certificate.raw)
    forge = world.forge(sealed, [])
    forge.signer = world.office.issuer
    forge.stored = []
    with world.open(forge.put_together(), world.desk) as bundle:
        assert bundle.granted is not None
    change(forge.manifest)
    assert refusal(world, forge.put_together(), world.desk) == code

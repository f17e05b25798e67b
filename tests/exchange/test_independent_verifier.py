"""A reader written from the text alone says the same as the program, about every vector, golden, lie and mutant."""

from __future__ import annotations

import ast
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zstandard

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import (
    Attachment,
    Marks,
    OpenContext,
    UnsealerPool,
    four_words,
    read_request,
    read_trust,
    receipt_code,
    strict_json,
)
from desktop_app.exchange.words import WORDS
from tests import independent_forms, independent_trust, independent_verifier, independent_zstd
from tests.exchange import mutants
from tests.exchange.both import GOLDEN, PAIRS, RELEASES, ROOT, ask_both, ask_program, ask_verifier, golden, taken_apart
from tests.exchange.mutations import LAYERS, damage
from tests.exchange.test_bundle_forgery import LIES
from tests.exchange.test_strict_json import REFUSED

OWN = [independent_forms, independent_trust, independent_verifier, independent_zstd]
VECTOR = ROOT / "tests" / "vectors" / "bundle-v1"


@pytest.fixture(scope="module")
def pool() -> Iterator[UnsealerPool]:
    """Children that are forked where they can be, so that a hundred refusals do not start a hundred programs."""
    with mutants.quick_pool() as made:
        yield made


def test_that_it_uses_the_standard_library_and_pynacl_alone() -> None:
    allowed = {*sys.stdlib_module_names, "nacl"}
    for module in OWN:
        assert module.__file__ is not None
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert all(one.split(".")[0] in allowed or one.startswith("tests.independent_") for one in names), names


def test_that_both_read_the_vectors(tmp_path: Path, pool: UnsealerPool) -> None:
    told = json.loads((VECTOR / "expected.json").read_text(encoding="utf-8"))
    raw = (VECTOR / "permintaan.skpe").read_bytes()
    request = read_request(raw)
    identity = [told["keys"]["return_identity"]]
    desk = OpenContext("return", request.device_id, identity, None, 1, Marks(0, 0), request=request)
    program, verifier = ask_both((VECTOR / "balasan.skpb").read_bytes(), tmp_path, desk, pool)
    assert (program.code, program) == ("", verifier)
    answer = independent_verifier.verify((VECTOR / "balasan.skpb").read_bytes(), both_context(desk))
    document = answer.manifest["trust"]
    trust = read_trust(strict_json.encode(document), pinned=None)
    inbox = OpenContext("up", told["issuer_id"], [told["keys"]["inbox_identity"]], trust, 1)
    data = (VECTOR / "up.skpb").read_bytes()
    program, verifier = ask_both(data, tmp_path, inbox, pool)
    assert (program.code, program) == ("", verifier)
    found = independent_verifier.verify(data, both_context(inbox))
    assert found.revisions == [told["revision"].encode()]
    assert found.attachments == [(told["attachment"].encode(), "image/png")]
    assert independent_verifier.four_words(found.file_sha256) == told["up"]["words"]
    assert independent_verifier.receipt(found.manifest_sha256) == told["up"]["receipt"]
    assert independent_trust.fingerprint("enrol-request+json", raw) == told["request_fingerprint"]
    root = independent_forms.payload_of(document["roots"][-1])
    assert independent_trust.fingerprint("root+json", root) == told["root_fingerprint"]


def both_context(context: OpenContext) -> independent_verifier.Context:
    """The receiver in the verifier's terms."""
    from tests.exchange.both import translated

    return translated(context)


@pytest.mark.parametrize("release", PAIRS)
def test_that_both_read_what_every_release_wrote(release: str, tmp_path: Path, pool: UnsealerPool) -> None:
    for kind in ("up", "return"):
        data, context = golden(release, kind)
        program, verifier = ask_both(data, tmp_path, context, pool)
        assert (program.code, program) == ("", verifier)
        again = taken_apart(release, kind).put_together()
        program, verifier = ask_both(again, tmp_path, context, pool)
        assert (program.code, program) == ("", verifier)


@pytest.mark.parametrize("release", RELEASES)
def test_that_both_read_the_requests_of_every_release(release: str) -> None:
    asked = (GOLDEN / release / "permintaan.skpe").read_bytes()
    told = json.loads((GOLDEN / release / "expected.json").read_text(encoding="utf-8"))
    assert independent_trust.read_request(asked)["signing_key"] == read_request(asked).payload.signing_key
    assert independent_trust.fingerprint("enrol-request+json", asked) == told["request_fingerprint"]


def test_that_both_refuse_every_signed_lie_with_the_same_code(world: Any, pool: UnsealerPool) -> None:
    differing = {}
    for name, (change, code) in LIES.items():
        forge = world.forge(world.seal())
        change(forge)
        program, verifier = ask_both(forge.put_together(), world.folder, world.inbox, pool)
        if not program.code == verifier.code == code:
            differing[name] = (program.code, verifier.code, code)
    assert not differing


def test_that_both_refuse_the_same_outer_parts_with_the_same_code(world: Any, pool: UnsealerPool) -> None:
    data = world.seal().path.read_bytes()
    other = world.answer().path.read_bytes()
    cases = {
        b"": "truncated", b"S": "truncated", b"SKPB1": "truncated", b"XKPB1" + data[5:]: "bad_magic",
        b"SKPB2" + data[5:]: "newer_format", b"SKPB0" + data[5:]: "bad_magic", data[:-1]: "truncated",
        data + b"\n": "trailing_bytes", data[:5] + b"\x40\x01" + data[7:]: "header_too_large",
        b"U0tQQjE" + data: "text_armor", b"-----BEGIN" + data: "text_armor", other: "wrong_direction",
        data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]: "ciphertext_changed",
    }  # fmt: skip
    for changed, code in cases.items():
        program, verifier = ask_both(changed, world.folder, world.inbox, pool)
        assert (program.code, verifier.code) == (code, code), changed[:12]


def test_that_both_read_attachments_compressed_content_and_standing_alike(world: Any, pool: UnsealerPool) -> None:
    text = json.dumps([{"nama": f"Pegawai Contoh {n}"} for n in range(4000)]).encode()
    sealed = world.seal(attachments=[Attachment(text, "text/plain"), Attachment(random.Random(1).randbytes(900), "")])
    data = sealed.path.read_bytes()
    known = world.known(sealed)
    older, twin = known._replace(seq=9, file_sha256="ab" * 32), known._replace(file_sha256="cd" * 32)
    revoked = world.new_trust(revocations=[revocation(world)])
    contexts = (
        world.inbox, replace(world.inbox, known=[known]), replace(world.inbox, known=[older]),
        replace(world.inbox, known=[twin]), replace(world.inbox, known=[twin], keep_twin=True),
        replace(world.inbox, known=[known._replace(epoch="ff" * 16, file_sha256="ef" * 32)]),
        replace(world.inbox, trust=revoked), replace(world.inbox, trust=revoked, known=[known]),
        replace(world.inbox, trust=revoked, admit_revoked=frozenset({sealed.file_sha256})),
        replace(world.inbox, schema=0), replace(world.inbox, trust=None), replace(world.inbox, me="00" * 16),
    )  # fmt: skip
    codes = set()
    for context in contexts:
        program, verifier = ask_both(data, world.folder, context, pool)
        assert program == verifier
        codes.add(program.code)
    assert codes == {"", "twin_detected", "revoked_device", "newer_format", "unknown_sender"}


def revocation(world: Any) -> Any:
    """A revocation of the unit."""
    from desktop_app.exchange import Revocation

    return Revocation(world.unit.keys.device_id, 1)


@pytest.mark.parametrize("name", REFUSED)
def test_that_both_refuse_the_same_json(name: str) -> None:
    with pytest.raises(independent_forms.Refused) as refused:
        independent_forms.strict(REFUSED[name], 256 * 1024)
    assert refused.value.code == "strict_json"


def test_that_both_judge_damaged_requests_alike() -> None:
    chance = random.Random(3)
    good = (GOLDEN / "0.5.0" / "permintaan.skpe").read_bytes()
    cases = [good, good + b"x", b"SKPE2" + good[5:], b"SKPB1" + good[5:], good[:7], b""]
    cases += [damage(chance, good) for _ in range(300)]
    for case in cases:
        said = []
        for read, error in (
            (read_request, BundleError),
            (independent_trust.read_request, independent_forms.Refused),
        ):
            try:
                read(case)
            except error as refused:
                said.append(refused.code)  # type: ignore[attr-defined]
            else:
                said.append("")
        assert said[0] == said[1], case[:40]


def test_that_the_numbers_for_people_are_the_same() -> None:
    printed = independent_verifier.SPEC.joinpath("words.md").read_text(encoding="utf-8")
    assert tuple(printed.split("```")[1].split()) == WORDS
    for number in range(200):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        assert independent_verifier.receipt(digest) == receipt_code(digest)
        assert independent_verifier.four_words(digest) == " ".join(four_words(digest))


@pytest.mark.parametrize("level", [1, 3, 19])
def test_that_its_own_zstd_reads_what_the_library_writes_and_refuses_what_it_refuses(level: int) -> None:
    chance = random.Random(level)
    for size in (1, 50, 3000, 40_000):
        raw = json.dumps([{"n": chance.randrange(99), "nama": f"Contoh {n}"} for n in range(size // 25 + 1)]).encode()
        packed = zstandard.ZstdCompressor(level=level, write_checksum=level == 1).compress(raw)
        assert independent_zstd.decompress(packed, len(raw)) == raw
        for _ in range(40 if size < 4000 else 5):
            changed = damage(chance, packed)
            try:
                facts = zstandard.get_frame_parameters(changed)
                library = zstandard.ZstdDecompressor().decompress(
                    changed, max_output_size=len(raw), allow_extra_data=False
                )
            except zstandard.ZstdError:
                continue
            if facts.content_size != len(raw) or library != raw:
                continue
            assert independent_zstd.decompress(changed, len(raw)) == raw


@pytest.mark.parametrize(("release", "kind"), [("0.1.0", "up"), ("0.5.0", "return"), (PAIRS[-1], "up")])
def test_that_three_goldens_cut_at_any_length_are_refused(release: str, kind: str, tmp_path: Path) -> None:
    data, context = golden(release, kind)
    path = tmp_path / "putus.skpb"
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert ask_program(path, context).code == "truncated", length
        assert length % 50 or ask_verifier(data[:length], context).code == "truncated", length


def test_that_a_share_of_the_mutants_finds_nothing() -> None:
    """The long run is ``python -m tests.exchange.mutants``."""
    found = mutants.run(11, 0, 160)
    assert found["faults"] == {}, found["examples"]
    assert set(found["layers"]) == {"outer bytes", *LAYERS}
    assert len(found["codes"]) > 12
    assert found["slowest_refusal_seconds"] < mutants.SECONDS


def test_that_the_run_notices_a_verifier_that_believes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.exchange.opening.is_signed", lambda *_: True)
    found = mutants.run(11, 0, 40)
    assert found["faults"].get("false accept", 0) > 0

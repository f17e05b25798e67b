"""The vector of the format: today's program reads it, makes it again, and the specification shows its very bytes.

A released version stays readable for ever, so the files' hashes stand here as well.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pyrage
import pytest

from desktop_app.exchange import (
    Attachment,
    Marks,
    OpenContext,
    check_receipt,
    key_id,
    limits,
    open_bundle,
    passport,
    read_request,
    read_trust,
    receipt_code,
)
from desktop_app.exchange.strict_json import encode
from desktop_app.messages import exchange as sentences
from desktop_app.messages import load_sentences
from desktop_app.vault import SigningKey

ROOT = Path(__file__).parent.parent.parent
VECTOR = ROOT / "tests" / "vectors" / "bundle-v1"
RELEASED = {
    "up.skpb": "f1f8e60ecbbcda140ca40479348becd7d55de8e445135126cf14dd927e2a89b2",
    "balasan.skpb": "8599367b36101cb5aaf8cfac8853e7ec5fb493ea484cd6d2243069b89115b6b6",
    "permintaan.skpe": "299a06c5dd6c9b55ab3135d7639627f4db4bf997ac4bdf3785e26bedb65f8fcd",
}


@pytest.fixture
def expected() -> dict[str, Any]:
    """What a reader of the vector must find."""
    found: dict[str, Any] = json.loads((VECTOR / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def spec() -> str:
    """The specification."""
    return (ROOT / "docs" / "spec" / "bundle-v1.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "digest"), RELEASED.items())
def test_that_the_released_vector_never_changes(name: str, digest: str) -> None:
    assert hashlib.sha256((VECTOR / name).read_bytes()).hexdigest() == digest


def contexts(expected: dict[str, Any]) -> tuple[OpenContext, OpenContext]:
    """The kabupaten's view and the waiting unit's, from the vector's own files."""
    keys = expected["keys"]
    request = read_request((VECTOR / "permintaan.skpe").read_bytes())
    desk = OpenContext("return", request.device_id, [keys["return_identity"]], None, 1, Marks(0, 0), request=request)
    with open_bundle(VECTOR / "balasan.skpb", desk) as answer:
        trust = answer.trust
    return OpenContext("up", expected["issuer_id"], [keys["inbox_identity"]], trust, 1), desk


def test_that_the_vector_is_read_to_the_last_byte(expected: dict[str, Any]) -> None:
    inbox, desk = contexts(expected)
    told = expected["up"]
    with open_bundle(VECTOR / "up.skpb", inbox) as bundle:
        assert list(bundle.revision_chunks()) == [[expected["revision"].encode()]]
        assert list(bundle.attachments()) == [Attachment(expected["attachment"].encode(), "image/png")]
        assert bundle.sender == expected["device_id"]
        assert (bundle.file_sha256, bundle.size) == (told["file_sha256"], told["size"])
        assert bundle.manifest_sha256 == told["manifest_sha256"]
        assert " ".join(passport(bundle.manifest, bundle.file_sha256).words) == told["words"]
        assert receipt_code(bundle.manifest_sha256) == told["receipt"]
        assert check_receipt(told["receipt"], bundle.manifest_sha256)
    with open_bundle(VECTOR / "balasan.skpb", desk) as answer:
        assert answer.granted is not None
        assert answer.trust is not None
        assert answer.granted.device_id == expected["device_id"]
        assert answer.trust.root_fingerprint == expected["root_fingerprint"]
        assert [ack.sha256 for ack in answer.acknowledgements] == ["cd" * 32]
        assert read_trust(answer.trust.raw, pinned=answer.trust.pin).marks == Marks(1, 1)
    assert read_request((VECTOR / "permintaan.skpe").read_bytes()).fingerprint == expected["request_fingerprint"]


def test_that_the_script_makes_the_same_inside_again(expected: dict[str, Any], tmp_path: Path) -> None:
    module_spec = importlib.util.spec_from_file_location("make_bundle_vector", VECTOR / "make_bundle_vector.py")
    assert module_spec is not None
    assert module_spec.loader is not None
    module = importlib.util.module_from_spec(module_spec)
    module_spec.loader.exec_module(module)
    made = module.make(tmp_path)
    for name in ("up", "balasan"):
        for varies in ("file_sha256", "words"):
            made[name].pop(varies, None)
            expected[name].pop(varies, None)
    assert made == expected
    assert (tmp_path / "permintaan.skpe").read_bytes() == (VECTOR / "permintaan.skpe").read_bytes()


def block(spec: str, after: str) -> str:
    """The content of the fenced block that follows ``after``, its lines put together."""
    found = re.search(r"```\w+\n(.*?)```", spec.split(after, 1)[1], re.DOTALL)
    assert found
    return found[1].replace("\n", "")


def test_that_the_specification_shows_the_vectors_bytes(spec: str, expected: dict[str, Any]) -> None:
    file = bytes.fromhex(block(spec, "The whole file:"))
    assert file == (VECTOR / "up.skpb").read_bytes()
    length = int.from_bytes(file[5:7], "big")
    header = file[7 : 7 + length]
    assert f"the length `{file[5:7].hex()}`" in spec
    assert block(spec, "The header (after") == header.decode()
    certificate = base64.b64decode(json.loads(header)["certificate"]["payload"], validate=True)
    assert block(spec, "The payload of its certificate") == certificate.decode()
    identity = pyrage.x25519.Identity.from_str(expected["keys"]["inbox_identity"])
    plain = pyrage.decrypt(file[7 + length + 64 :], [identity])
    manifest = block(spec, "The manifest, in the frame").encode()
    assert f"begins with `{plain[:5].hex()}`" in spec
    assert plain[5 : 5 + len(manifest)] == manifest
    assert encode(json.loads(manifest)) == manifest
    for line in ("file_sha256", "manifest_sha256", "words", "receipt"):
        assert f"    {expected['up'][line]}\n" in spec
    assert hashlib.sha256(manifest).hexdigest() == expected["up"]["manifest_sha256"]
    assert key_id(SigningKey(bytes.fromhex(expected["keys"]["device_seed"])).public) == expected["device_id"]


def codes_in(text: str) -> set[str]:
    """Return the codes that stand in brackets behind the rules."""
    return {code for group in re.findall(r"\((`[a-z_`, …]+)\)", text) for code in re.findall(r"`([a-z_]+)`", group)}


def test_that_the_specifications_codes_and_limits_are_the_programs(spec: str) -> None:
    text = spec.split("## Example")[0]
    before, records = text.split("## Records")
    records, after = records.split("## Limits")
    named = codes_in(before + after)
    assert len(named) > 25
    assert named <= set(sentences.SENTENCES), named - set(sentences.SENTENCES)
    held = codes_in(records) - {"dev"}
    assert len(held) > 6
    assert held <= set(load_sentences()), held - set(load_sentences())
    told = {
        "header | 16 KiB": limits.HEADER_MAX == 16 * 1024,
        "manifest | 512 KiB": limits.MANIFEST_MAX == 512 * 1024,
        "file | 2 GiB": limits.BUNDLE_MAX == 2 * 1024**3,
        "one revision | 256 KiB": limits.REVISION_MAX == 256 * 1024,
        "raw | 4 MiB": limits.SEGMENT_RAW_MAX == 4 * 1024**2,
        "attachment | 25 MiB": limits.ATTACHMENT_MAX == 25 * 1024**2,
        "200,000 / 5,000 / 6,000": (limits.REVISIONS_MAX, limits.ATTACHMENTS_MAX, limits.SEGMENTS_MAX)
        == (200_000, 5_000, 6_000),
        "all segments, raw | 8 GiB": limits.RAW_TOTAL_MAX == 8 * 1024**3,
        "signed document, trust document | 256 KiB": limits.SIGNED_DOCUMENT_MAX == 256 * 1024,
        "at most 100 × `len`": limits.RATIO_MAX == 100,
        "65,536 code points": limits.TEXT_MAX == 65_536,
    }
    for words, holds in told.items():
        assert words in text
        assert holds, words

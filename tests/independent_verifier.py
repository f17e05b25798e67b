"""A second, minimal reader of bundles, written from the text of docs/spec alone: standard library and PyNaCl only.

It shares no line with the program. Where the two disagree, the text or one of them is wrong; the tests beside it hold
both to the same vectors, goldens and mutants. Numbers in comments are the rules of docs/spec/bundle-v1.md.

    python -m tests.independent_verifier FILE CONTEXT.json
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.independent_forms import (
    CLAIMED,
    COUNT,
    DOCUMENT,
    FROM_ONE,
    HASH,
    HASH_OR_NONE,
    ID,
    ID_OR_NONE,
    KIB,
    OFFICE,
    TEXT,
    TYPE,
    Refused,
    age_header,
    age_open,
    is_signed,
    items,
    key_id,
    members,
    number,
    optional,
    payload_of,
    recipient_of,
    require,
    strict,
)
from tests.independent_trust import (
    CERTIFICATE,
    TRUST_DOCUMENT,
    Document,
    Trust,
    check_certificate,
    check_delegation,
    check_roots,
    check_trust,
    covers,
    nothing_or,
    read_trust,
)
from tests.independent_zstd import Damaged, decompress, frame_facts

MIB = 1024 * KIB
SPEC = Path(__file__).parent.parent / "docs" / "spec"

HEADER = members(
    fmt=FROM_ONE, kind=TEXT, epoch=ID, seq=FROM_ONE, ct_len=FROM_ONE, ct_sha256=HASH,
    certificate=nothing_or(DOCUMENT), roots=optional(items(DOCUMENT)), delegation=nothing_or(DOCUMENT),
)  # fmt: skip
AUDIT = members(count=COUNT, head=HASH_OR_NONE)
ACK = members(device_id=ID, epoch=ID, seq=FROM_ONE, sha256=HASH, audit=nothing_or(AUDIT))


def is_entry(value: Any) -> bool:
    """The shape of one entry of ``segments``: five or six members, more are passed over."""
    shapes = (number(), number(), FROM_ONE, FROM_ONE, HASH, lambda mime: TEXT(mime) and len(mime) <= 100)
    return isinstance(value, list) and len(value) >= 5 and all(s(v) for s, v in zip(shapes, value, strict=False))


MANIFEST = members(
    fmt=FROM_ONE, min_reader=FROM_ONE, schema=COUNT, program=TEXT, kind=TEXT, sender=ID, office=OFFICE,
    recipients=items(TEXT), addressee=ID_OR_NONE, epoch=ID, parent_epoch=ID_OR_NONE, seq=FROM_ONE,
    previous=HASH_OR_NONE, root_version_seen=COUNT, trust_seq_seen=COUNT, audit=AUDIT, claimed=CLAIMED, scope=TEXT,
    counts=members(documents=COUNT, revisions=COUNT, heads=COUNT, tombstones=COUNT, attachments=COUNT),
    kinds=lambda value: isinstance(value, dict) and all(COUNT(one) for one in value.values()),
    segments=items(is_entry), acknowledgements=optional(items(ACK)), trust=nothing_or(TRUST_DOCUMENT),
    certificate=nothing_or(DOCUMENT), objections=optional(AUDIT), missing=optional(items(HASH)),
    renew=optional(items(HASH)), answers=optional(items(HASH)),
)  # fmt: skip


@dataclass(frozen=True)
class Context:
    """What the receiver knows: its id, identities, accepted trust, marks, files received before, own request."""

    accepts: str
    me: str
    identities: list[str]
    schema: int
    trust: Trust | None = None
    marks: tuple[int, int] = (0, 0)
    known: list[tuple[str, str, int, str]] = field(default_factory=list)
    request: Document | None = None
    keep_twin: bool = False
    admitted_files: frozenset[str] = frozenset()
    register: dict[str, Document] = field(default_factory=dict)


@dataclass(frozen=True)
class Bundle:
    """What was verified: the manifest, its content, how it stands to the files before, what an answer brought."""

    manifest: Document
    manifest_sha256: str
    file_sha256: str
    revisions: list[bytes]
    attachments: list[tuple[bytes, str]]
    standing: str
    gap: bool
    new_epoch: bool
    trust: Trust | None
    granted: Document | None


def four_words(file_sha256: str) -> str:
    """Return the four words of a file, from the list as the specification prints it."""
    words = (SPEC / "words.md").read_text(encoding="utf-8").split("```")[1].split()
    return " ".join(words[byte] for byte in bytes.fromhex(file_sha256)[:4])


def receipt(manifest_sha256: str) -> str:
    """Return the receipt code of a bundle."""
    letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
    digest = hashlib.sha256(b"skp-luring receipt v1\x00" + bytes.fromhex(manifest_sha256)).digest()
    left = int.from_bytes(digest, "big") % 23**11
    values = [left // 23**place % 23 for place in range(11)]
    values.append(sum((place + 2) * value for place, value in enumerate(values)) % 23)
    code = "".join(letters[value] for value in values)
    return "-".join((code[:4], code[4:8], code[8:]))


def verify(data: bytes, context: Context) -> Bundle:
    """Return what a bundle holds, verified in the order of the section Verification; ``Refused`` with its code."""
    header, body, signature, ciphertext = _outer(data)
    require(header["kind"] == context.accepts, "wrong_direction")
    public, office, certificate = _sender(header, context)
    require(is_signed(public, "bundle-outer", body, signature), "bad_outer_signature")
    require(hashlib.sha256(ciphertext).hexdigest() == header["ct_sha256"], "ciphertext_changed")
    file_sha256 = hashlib.sha256(data).hexdigest()
    _revoked(certificate, file_sha256, context)
    stanzas, _ = age_header(ciphertext)
    frames = _frames(age_open(ciphertext, context.identities))
    raw, inner = frames[0][1], frames[1][1]
    require(is_signed(public, "bundle-manifest", raw, inner), "bad_inner_signature")
    manifest = _manifest(raw)
    _binding(manifest, header, key_id(public), office, len(stanzas), context)
    standing, gap, new_epoch = _counters(manifest, file_sha256, context)
    require(manifest["schema"] <= context.schema, "newer_format")
    require(certificate is None or covers(certificate, manifest["scope"]), "scope_exceeded")
    trust, granted = _answer(manifest, public, context)
    revisions, attachments = _segments(manifest, frames[2:])
    return Bundle(
        manifest, hashlib.sha256(raw).hexdigest(), file_sha256, revisions, attachments, standing, gap, new_epoch,
        trust, granted,
    )  # fmt: skip


def _outer(data: bytes) -> tuple[Document, bytes, bytes, bytes]:
    """Take the outer part off (20)."""
    require(len(data) <= 2048 * MIB, "too_large")
    require(not data.startswith((b"U0tQQj", b"-----BE", b"Content", b"MIME-Ve")), "text_armor")
    require(re.match(rb"SKPB[2-9]", data) is None, "newer_format")
    require(data[:5] == b"SKPB1"[: len(data)], "bad_magic")
    require(len(data) >= 7, "truncated")
    length = int.from_bytes(data[5:7], "big")
    require(length <= 16 * KIB, "header_too_large")
    body, signature = data[7 : 7 + length], data[7 + length : 71 + length]
    require(len(signature) == 64, "truncated")
    header = strict(body, 16 * KIB)
    require(not (isinstance(header.get("fmt"), int) and header["fmt"] > 1), "newer_format")
    require(HEADER(header), "header_damaged")
    require(header["kind"] in ("up", "return"), "newer_format")
    shown = header.get("certificate") is not None, header.get("delegation") is not None
    require(shown == (header["kind"] == "up", header["kind"] == "return"), "header_damaged")
    whole = 71 + length + header["ct_len"]
    require(len(data) >= whole, "truncated")
    require(len(data) == whole, "trailing_bytes")
    return header, body, signature, data[71 + length :]


def _sender(header: Document, context: Context) -> tuple[bytes, str, Document | None]:
    """Return the key that has to have signed, the office that it stands for, and a device's certificate."""
    if header["kind"] == "up":
        require(context.trust is not None, "unknown_sender")
        assert context.trust is not None
        certificate = _present(header["certificate"], context.trust.issuers, context)
        return bytes.fromhex(certificate["signing_key"]), certificate["office"]["code"], certificate
    require(context.trust is not None or context.request is not None, "unknown_sender")
    pinned = None if context.trust is None else context.trust.root.document
    root = check_roots(header.get("roots", []), pinned, context.marks)
    delegation = check_delegation(header["delegation"], root)
    return bytes.fromhex(delegation["issuer"]), delegation["office"]["code"], None


def _present(shown: Document, issuers: list[bytes], context: Context) -> Document:
    """Return the certificate that counts: the one shown, or the register's where a former issuer signed it (19)."""
    try:
        return check_certificate(shown, issuers)
    except Refused as refusal:
        if refusal.code != "unknown_sender":
            raise
        require(shown["type"] == TYPE.format("certificate+json"), "certificate_damaged")
        claimed = strict(payload_of(shown), 16 * KIB)
        require(CERTIFICATE(claimed), "certificate_damaged")
        present = context.register.get(claimed["device_id"])
        if present is None:
            raise
        certificate = check_certificate(present, issuers)
        require(certificate["signing_key"] == claimed["signing_key"], "unknown_sender")
        return certificate


def _revoked(certificate: Document | None, file_sha256: str, context: Context) -> None:
    if certificate is None or context.trust is None:
        return
    for one in context.trust.statement["revocations"]:
        if one["device_id"] == certificate["device_id"]:
            accepted = {known[3] for known in context.known} | {one.get("head", "")} | context.admitted_files
            require(file_sha256 in accepted, "revoked_device")
            return


def _frames(plain: bytes) -> list[tuple[int, bytes]]:
    """Cut the plaintext into its frames (24); whether they are the manifest's is checked with the segments."""
    frames, at = [], 0
    while at < len(plain):
        length, kind = int.from_bytes(plain[at : at + 4], "big"), plain[at + 4 : at + 5]
        fits = len(plain) >= at + 5 + length and len(kind) == 1
        if not fits and len(frames) >= 2:
            frames.append((-1, b""))
            return frames
        require(fits, "frame_damaged")
        place = len(frames)
        require(place != 0 or (kind == b"\x01" and 2 <= length <= 512 * KIB), "frame_damaged")
        require(place != 1 or (kind == b"\x02" and length == 64), "frame_damaged")
        frames.append((kind[0], plain[at + 5 : at + 5 + length]))
        at += 5 + length
    require(len(frames) >= 2, "frame_damaged")
    return frames


def _manifest(raw: bytes) -> Document:
    """Return the manifest with its own limits checked (29-31)."""
    manifest = strict(raw, 512 * KIB)
    require(not (isinstance(manifest.get("min_reader"), int) and manifest["min_reader"] > 1), "newer_format")
    require(MANIFEST(manifest), "manifest_damaged")
    entries, counts = manifest["segments"], manifest["counts"]
    require(len(entries) <= 6_000, "too_many")
    require([one[0] for one in entries] == sorted(one[0] for one in entries), "manifest_damaged")
    for kind, codec, length, raw_length, *_ in entries:
        require(kind in (3, 4) and codec in (0, 1), "newer_format")
        most = 4 * MIB if kind == 3 else 25 * MIB
        require(codec != 0 or length == raw_length, "manifest_damaged")
        require(max(length, raw_length) <= most and raw_length <= 100 * length, "bomb")
    require(sum(one[3] for one in entries) <= 8192 * MIB, "bomb")
    require(sum(one[0] == 4 for one in entries) == counts["attachments"], "manifest_damaged")
    require(counts["attachments"] <= 5_000 and counts["revisions"] <= 200_000, "too_many")
    for name, most in (("missing", 2_000), ("renew", 64), ("answers", 64)):
        require(len(manifest.get(name, [])) <= most, "too_many")
    require(manifest.get("objections", {"count": 0})["count"] <= 100_000, "too_many")
    return manifest


def _binding(manifest: Document, header: Document, sender: str, office: str, stanzas: int, context: Context) -> None:
    """Hold the inside against the outside and against the receiver (23, 26, 27)."""
    same = all(manifest[name] == header[name] for name in ("kind", "epoch", "seq")) and manifest["sender"] == sender
    require(same and manifest["office"]["code"] == office, "sender_mismatch")
    mine = {recipient_of(one) for one in context.identities}
    require(mine & set(manifest["recipients"]) and stanzas == len(manifest["recipients"]), "not_for_this_office")
    require(manifest["kind"] != "return" or manifest["addressee"] == context.me, "not_for_this_office")


def _counters(manifest: Document, file_sha256: str, context: Context) -> tuple[str, bool, bool]:
    """Return how the bundle stands to the files received before, whether one is missing, whether the epoch is new."""
    known = [one for one in context.known if one[0] == manifest["sender"]]
    gap = bool(manifest["previous"]) and manifest["previous"] not in {one[3] for one in known}
    if file_sha256 in {one[3] for one in known}:
        return "already_received", gap, False
    numbers = [one[2] for one in known if one[1] == manifest["epoch"]]
    if manifest["seq"] in numbers:
        require(context.keep_twin, "twin_detected")
        return "twin", gap, False
    older = bool(numbers) and manifest["seq"] < max(numbers)
    return ("older" if older else "new"), gap, bool(known) and not numbers


def _answer(manifest: Document, public: bytes, context: Context) -> tuple[Trust | None, Document | None]:
    """Verify what a return bundle brings: trust document and certificate (11-16, 19)."""
    brought = manifest.get("trust"), manifest.get("certificate")
    if manifest["kind"] == "up":
        require(brought == (None, None) and not manifest.get("acknowledgements"), "manifest_damaged")
        return None, None
    require(brought[0] is not None, "manifest_damaged")
    pinned = None if context.trust is None else context.trust.root.document
    trust = check_trust(brought[0], pinned, context.marks)
    require(public in trust.issuers, "unknown_issuer")
    granted = None if brought[1] is None else check_certificate(brought[1], trust.issuers)
    if granted is not None:
        require(granted["device_id"] == context.me, "certificate_not_ours")
        same = ("signing_key", "return_recipient", "nonce")
        ours = context.request is None or all(granted[name] == context.request[name] for name in same)
        require(ours, "certificate_not_ours")
    require(context.trust is not None or granted is not None, "certificate_missing")
    return trust, granted


def _segments(manifest: Document, frames: list[tuple[int, bytes]]) -> tuple[list[bytes], list[tuple[bytes, str]]]:
    """Verify every segment once, to the end frame (24, 30-33)."""
    revisions: list[bytes] = []
    attachments: list[tuple[bytes, str]] = []
    for place, entry in enumerate(manifest["segments"]):
        kind, codec, length, raw_length, sha256 = entry[:5]
        fits = place < len(frames) and frames[place][0] == kind and len(frames[place][1]) == length
        require(fits, "frame_damaged")
        raw = _expand(frames[place][1], raw_length) if codec else frames[place][1]
        require(len(raw) == raw_length and hashlib.sha256(raw).hexdigest() == sha256, "segment_damaged")
        if kind == 4:
            attachments.append((raw, entry[5] if len(entry) > 5 else ""))
            continue
        for one in raw.split(b"\n"):
            strict(one, 256 * KIB)
            revisions.append(one)
    require(frames[len(manifest["segments"]) :] == [(9, b"")], "frame_damaged")
    require(len(revisions) == manifest["counts"]["revisions"], "manifest_damaged")
    return revisions, attachments


def _expand(stored: bytes, raw_length: int) -> bytes:
    """Return what one zstd frame holds (32)."""
    try:
        _, size, window, dictionary, _ = frame_facts(stored)
        require(size == raw_length and window <= 32 * MIB and not dictionary, "bomb")
        return decompress(stored, raw_length)
    except (Damaged, IndexError):
        raise Refused("segment_damaged") from None


def main() -> int:
    """Verify a file by a context ``{accepts, me, identities, schema, trust}`` and print what it is."""
    given = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    trust = read_trust(json.dumps(given.pop("trust"), separators=(",", ":")).encode())
    try:
        bundle = verify(Path(sys.argv[1]).read_bytes(), Context(trust=trust, **given))
    except Refused as refusal:
        print(refusal.code)
        return 1
    print(f"{four_words(bundle.file_sha256)} · {receipt(bundle.manifest_sha256)} · {len(bundle.revisions)} revisions")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

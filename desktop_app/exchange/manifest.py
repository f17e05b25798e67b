"""The two documents of a bundle: the outer header in clear and the manifest inside (docs/spec/bundle-v1.md)."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import strict_json
from desktop_app.exchange.limits import (
    ANSWERS_MAX,
    ATTACHMENT_MAX,
    ATTACHMENTS_MAX,
    HEADER_MAX,
    MANIFEST_MAX,
    MISSING_MAX,
    OBJECTIONS_MAX,
    RATIO_MAX,
    RAW_TOTAL_MAX,
    READER,
    RENEW_MAX,
    REVISIONS_MAX,
    SEGMENT_RAW_MAX,
    SEGMENTS_MAX,
)
from desktop_app.exchange.signing import Envelope
from desktop_app.exchange.trust import Claimed, Office, TrustDocument

MAGIC: Final = b"SKPB1"
STORED: Final = 0
ZSTD: Final = 1
REVISIONS: Final = 3
ATTACHMENT: Final = 4

Kind = Literal["up", "return"]
Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
HashOrNone = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?\Z")]
Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
IdOrNone = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{32})?\Z")]
Count = Annotated[int, msgspec.Meta(ge=0)]
Sequence1 = Annotated[int, msgspec.Meta(ge=1)]


class Header(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The outer header: who sends (``up``: certificate, ``return``: delegation), which number, the exact ciphertext."""

    fmt: Sequence1
    kind: str
    epoch: Id
    seq: Sequence1
    ct_len: Sequence1
    ct_sha256: Hash
    certificate: Envelope | None = None
    roots: tuple[Envelope, ...] = ()
    delegation: Envelope | None = None


class AuditHead(msgspec.Struct, frozen=True):
    """How many rows the sender's audit chain had, and the hash of the last."""

    count: Count
    head: HashOrNone


class Objections(msgspec.Struct, frozen=True):
    """How many objections the sender has sealed, and the hash of the last one's sealed bytes."""

    count: Count
    head: HashOrNone


class Counts(msgspec.Struct, frozen=True):
    """What the bundle holds, as its sender counted it; the receiver recounts revisions and attachments."""

    documents: Count
    revisions: Count
    heads: Count
    tombstones: Count
    attachments: Count


class Ack(msgspec.Struct, frozen=True, omit_defaults=True):
    """A bundle that the kabupaten has merged: whose, which number, and the hash of the file.

    ``audit`` is what that bundle said of its sender's audit chain: so the kabupaten's signature stands witness to it.
    """

    device_id: Id
    epoch: Id
    seq: Sequence1
    sha256: Hash
    audit: AuditHead | None = None


class SegmentEntry(msgspec.Struct, frozen=True, array_like=True):
    """One segment: type (3 revisions, 4 attachment), codec (0 stored, 1 zstd), lengths, SHA-256 of the raw bytes."""

    type: int
    codec: int
    len: Sequence1
    raw_len: Sequence1
    sha256: Hash
    mime: Annotated[str, msgspec.Meta(max_length=100)] = ""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the sender says about the bundle, signed inside. ``recipients`` binds whom it was sealed to.

    ``objections`` is left out where none was ever sealed, and ``missing`` (the attachments that the sender's documents
    name and that it has not got) where nothing is, so that bundles without any are written as before. ``renew`` names,
    in an answer, files whose maker is asked to take a new identity, because another computer has the same one.
    ``answers`` names, in a bundle that goes up, the answers that its sender has taken.
    """

    fmt: Sequence1
    min_reader: Sequence1
    schema: Count
    program: str
    kind: str
    sender: Id
    office: Office
    recipients: tuple[str, ...]
    addressee: IdOrNone
    epoch: Id
    parent_epoch: IdOrNone
    seq: Sequence1
    previous: HashOrNone
    root_version_seen: Count
    trust_seq_seen: Count
    audit: AuditHead
    claimed: Claimed
    scope: str
    counts: Counts
    kinds: dict[str, Count]
    segments: tuple[SegmentEntry, ...]
    acknowledgements: tuple[Ack, ...] = ()
    trust: TrustDocument | None = None
    certificate: Envelope | None = None
    objections: Objections | msgspec.UnsetType = msgspec.UNSET
    missing: tuple[Hash, ...] | msgspec.UnsetType = msgspec.UNSET
    renew: tuple[Hash, ...] | msgspec.UnsetType = msgspec.UNSET
    answers: tuple[Hash, ...] | msgspec.UnsetType = msgspec.UNSET


def decode_header(raw: bytes) -> Header:
    """Return the header; ``BundleError`` ``newer_format``, ``header_damaged``, ``strict_json``."""
    fields = strict_json.check(raw, limit=HEADER_MAX)
    _refuse_newer(fields.get("fmt"))
    header = strict_json.decode(raw, Header, limit=HEADER_MAX, code="header_damaged")
    if header.kind not in ("up", "return"):
        raise BundleError("newer_format", needs=header.kind)
    if (header.certificate is None) == (header.delegation is None) or (header.kind == "up") != (
        header.certificate is not None
    ):
        raise BundleError("header_damaged", detail="credentials")
    return header


def decode_manifest(raw: bytes) -> Manifest:
    """Return the manifest with every limit on its segments checked.

    Raises ``BundleError``: ``newer_format``, ``manifest_damaged``, ``bomb``, ``too_many``, ``strict_json``.
    """
    fields = strict_json.check(raw, limit=MANIFEST_MAX)
    _refuse_newer(fields.get("min_reader"))
    manifest = strict_json.decode(raw, Manifest, limit=MANIFEST_MAX, code="manifest_damaged")
    check_segments(manifest.segments)
    attachments = sum(entry.type == ATTACHMENT for entry in manifest.segments)
    if attachments != manifest.counts.attachments:
        raise BundleError("manifest_damaged", detail="attachments")
    if attachments > ATTACHMENTS_MAX or manifest.counts.revisions > REVISIONS_MAX:
        raise BundleError("too_many", revisions=manifest.counts.revisions, attachments=attachments)
    if manifest.missing is not msgspec.UNSET and len(manifest.missing) > MISSING_MAX:
        raise BundleError("too_many", missing=len(manifest.missing))
    if manifest.renew is not msgspec.UNSET and len(manifest.renew) > RENEW_MAX:
        raise BundleError("too_many", renew=len(manifest.renew))
    if manifest.answers is not msgspec.UNSET and len(manifest.answers) > ANSWERS_MAX:
        raise BundleError("too_many", answers=len(manifest.answers))
    if manifest.objections is not msgspec.UNSET and manifest.objections.count > OBJECTIONS_MAX:
        raise BundleError("too_many", objections=manifest.objections.count)
    return manifest


def check_segments(segments: tuple[SegmentEntry, ...]) -> None:
    """Refuse a list that breaks a limit of order, type, length, ratio, total.

    Raises ``BundleError``: ``manifest_damaged``, ``newer_format``, ``bomb``, ``too_many``.
    """
    if len(segments) > SEGMENTS_MAX:
        raise BundleError("too_many", segments=len(segments))
    if [entry.type for entry in segments] != sorted(entry.type for entry in segments):
        raise BundleError("manifest_damaged", detail="segment order")
    for entry in segments:
        largest = {REVISIONS: SEGMENT_RAW_MAX, ATTACHMENT: ATTACHMENT_MAX}.get(entry.type)
        if largest is None or entry.codec not in (STORED, ZSTD):
            raise BundleError("newer_format", needs=f"segment {entry.type}/{entry.codec}")
        if entry.codec == STORED and entry.len != entry.raw_len:
            raise BundleError("manifest_damaged", detail="segment length")
        if entry.raw_len > largest or entry.len > largest or entry.raw_len > RATIO_MAX * entry.len:
            raise BundleError("bomb", raw=entry.raw_len, stored=entry.len)
    if sum(entry.raw_len for entry in segments) > RAW_TOTAL_MAX:
        raise BundleError("bomb", raw=RAW_TOTAL_MAX)


def _refuse_newer(needs: object) -> None:
    if isinstance(needs, int) and needs > READER:
        raise BundleError("newer_format", needs=needs)

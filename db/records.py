"""The plain records that the store hands out and takes in."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from db.kinds import FieldConflict, Json
from db.revision import Claim


class Working(msgspec.Struct, frozen=True):
    """What a person has typed and not yet saved as a revision; local, it never travels.

    ``parents`` are the heads it was begun from; ``body`` is the raw JSON of an object.
    """

    doc_id: str
    who: str
    kind: str
    scope: str
    schema: int
    parents: tuple[str, ...]
    body: bytes
    at: Claim


class Document(msgspec.Struct, frozen=True):
    """The current state of a document; with several heads ``body`` is their merged view.

    A deleted document shows the body it had last, so that it can be named and restored.
    """

    doc_id: str
    kind: str
    scope: str
    label: str
    body: bytes
    heads: tuple[str, ...]
    conflicts: tuple[FieldConflict, ...]
    deleted: bool


class Found(msgspec.Struct, frozen=True):
    """One document in a list: its declared columns and the number of disputed fields."""

    doc_id: str
    label: str
    columns: Mapping[str, Json]
    body: bytes
    conflicts: int
    scope: str = ""
    deleted: bool = False


class AddReport(msgspec.Struct, frozen=True):
    """What became of the revisions given to one ``add``: new + known + waiting + quarantined = given.

    ``erased`` are those of the known ones whose bodies were erased here; ``released`` counts those that had waited
    from earlier calls and entered the log now; ``doc_ids`` are the documents that changed, sorted. ``restored`` are
    those that a record had named falsely as erased and that may come in now; what was held back by it counts as new.
    """

    new: int
    known: int
    waiting: int
    released: int
    doc_ids: tuple[str, ...]
    quarantined: int = 0
    erased: int = 0
    restored: tuple[str, ...] = ()


class WaitingRevision(msgspec.Struct, frozen=True):
    """A revision whose parents have not all come, and which of them are missing."""

    rev_id: str
    doc_id: str
    kind: str
    device: str
    source: str
    missing: tuple[str, ...]


class QuarantinedRecord(msgspec.Struct, frozen=True):
    """Bytes that were kept but not applied, the reason and where they came from."""

    rev_id: str
    reason: str
    source: str
    raw: bytes


class AttachmentFacts(msgspec.Struct, frozen=True):
    """What is known of a kept file without reading it: SHA-256, media type, bytes."""

    sha: str
    mime: str
    size: int


class Attachment(msgspec.Struct, frozen=True):
    """A file kept by the hash of its bytes."""

    sha: str
    mime: str
    data: bytes


class AuditRow(msgspec.Struct, frozen=True):
    """One link of the audit chain; ``hash`` = SHA-256(hash of the row before, then ``raw``).

    ``first`` and ``last`` are the sequence numbers of the revisions that the transaction wrote (0, 0 for
    none) and ``rev_hash`` is the SHA-256 of their rev_ids in that order.
    """

    seq: int
    act: str
    who: str
    at: Claim
    doc_id: str
    detail: Mapping[str, Json]
    first: int
    last: int
    rev_hash: str
    raw: bytes
    hash: str


class Finding(msgspec.Struct, frozen=True):
    """Something that the check found unsound: a code and the facts that its sentence needs."""

    code: str
    facts: Mapping[str, object]

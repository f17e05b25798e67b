"""Current documents: computed from their revisions, stored in one row, read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from db.driver import Connection
from db.graph import heads as heads_of
from db.graph import maximal_common_ancestors, split_heads
from db.kinds import FieldConflict, KindSpec, Merge
from db.records import Document
from db.revision import EMPTY_BODY, Envelope, body_slice, decode_envelope, document_key

BATCH = 1024

Row: TypeAlias = tuple[Any, ...]
"""A row as SQLite gives it."""

DocumentRow: TypeAlias = tuple[int, bytes, str, str, int, int, int, bytes, bytes | None, bytes | None]
"""num, doc_id, kind, scope, deleted, head, shown, heads, merged, conflicts."""

ROW_COLUMNS = "num, doc_id, kind, scope, deleted, head, shown, heads, merged, conflicts"

INSERT_ROW = (
    f"INSERT INTO document({ROW_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(num) DO UPDATE SET "
    "kind = excluded.kind, scope = excluded.scope, deleted = excluded.deleted, head = excluded.head, "
    "shown = excluded.shown, heads = excluded.heads, merged = excluded.merged, conflicts = excluded.conflicts"
)

INSERT_PLAIN_ROW = (
    "INSERT INTO document(num, doc_id, kind, scope, deleted, head, shown, heads) "
    "VALUES (?1, ?2, ?3, ?4, 0, ?5, ?5, ?6) ON CONFLICT(num) DO UPDATE SET "
    "kind = excluded.kind, scope = excluded.scope, deleted = 0, head = excluded.head, "
    "shown = excluded.head, heads = excluded.heads, merged = NULL, conflicts = NULL"
)
"""The row of a document with one living head: num, doc_id, kind, scope, head, heads.

Bulk statements bind ``bytearray`` and never ``None``: the driver looks an adapter up for every ``bytes``
and ``None`` it binds, which costs more than the insert itself.
"""

_conflicts = msgspec.json.Decoder(tuple[FieldConflict, ...]).decode


class _Known(msgspec.Struct, frozen=True):
    seq: int
    raw: bytes
    envelope: Envelope
    parents: tuple[bytes, ...]


def among(connection: Connection, sql: str, keys: Sequence[object]) -> list[Row]:
    """Run a query whose ``{}`` becomes a list of placeholders, in batches, and return all rows."""
    rows: list[Row] = []
    for at in range(0, len(keys), BATCH):
        part = keys[at : at + BATCH]
        values = [bytearray(key) if isinstance(key, bytes) else key for key in part]
        rows += connection.execute(sql.format(",".join("?" * len(part))), values).fetchall()
    return rows


def resolve(connection: Connection, num: int, doc_id: bytes, merge: Merge) -> DocumentRow:
    """Compute the row of a document from all of its revisions: heads, merged view, what to show."""
    return _row_from(_history(connection, num), num, doc_id, merge)


def resolve_range(connection: Connection, first: int, last: int, merge: Merge) -> Iterator[DocumentRow]:
    """Compute the rows of all documents numbered ``first`` to ``last`` from the log, in order."""
    history: dict[bytes, _Known] = {}
    now = 0
    for num, rev_id, seq, raw in connection.execute(
        "SELECT doc, rev_id, seq, raw FROM revision WHERE doc BETWEEN ? AND ? ORDER BY doc, seq",
        (first, last),
    ):
        if num != now and history:
            yield _row_from(history, now, _doc_id(history), merge)
            history = {}
        now = num
        history[rev_id] = _known(seq, raw)
    if history:
        yield _row_from(history, now, _doc_id(history), merge)


def _doc_id(history: Mapping[bytes, _Known]) -> bytes:
    return bytes.fromhex(next(iter(history.values())).envelope.doc)


def _history(connection: Connection, num: int) -> dict[bytes, _Known]:
    return {
        rev_id: _known(seq, raw)
        for rev_id, seq, raw in connection.execute(
            "SELECT rev_id, seq, raw FROM revision WHERE doc = ? ORDER BY seq", (num,)
        )
    }


def _known(seq: int, raw: bytes) -> _Known:
    envelope = decode_envelope(raw)
    return _Known(seq, raw, envelope, tuple(map(bytes.fromhex, envelope.parents)))


def _row_from(history: Mapping[bytes, _Known], num: int, doc_id: bytes, merge: Merge) -> DocumentRow:
    parents_of = {rev_id: known.parents for rev_id, known in history.items()}
    tips = sorted(heads_of(parents_of))
    lead = history[tips[0]]
    envelope = lead.envelope
    shown = _last_living(history, lead)
    packed = b"".join(tips)
    if len(tips) == 1:
        deleted = int(envelope.deleted)
        head = (num, doc_id, envelope.kind, envelope.scope, deleted, lead.seq, shown.seq, packed)
        return (*head, None, None)
    bases = [_body(history[tip]) for tip in sorted(maximal_common_ancestors(parents_of, tips))]
    view = merge(envelope.kind, bases, [(tip.hex(), _body(history[tip])) for tip in tips])
    # A view of tombstones alone has an empty body; the last living one still names the document.
    body = bytes(shown.envelope.body) if view.deleted and view.body == EMPTY_BODY else view.body
    return (
        num,
        doc_id,
        envelope.kind,
        envelope.scope,
        int(view.deleted),
        lead.seq,
        shown.seq,
        packed,
        b'{"body":' + body + b"}",
        msgspec.json.encode(view.conflicts),
    )


def _body(known: _Known) -> bytes | None:
    return None if known.envelope.deleted else bytes(known.envelope.body)


def _last_living(history: Mapping[bytes, _Known], tip: _Known) -> _Known:
    """Return the tip, or for a tombstone the nearest revision above it that has a body."""
    known = tip
    while known.envelope.deleted and known.parents:
        known = history[known.parents[0]]
    return tip if known.envelope.deleted else known


def read_many(connection: Connection, kinds: Mapping[str, KindSpec], doc_ids: Iterable[str]) -> dict[str, Document]:
    """Return the current documents of these ids; unknown ids are left out."""
    rows = among(connection, _READ + " WHERE d.doc_id IN ({})", list(map(document_key, doc_ids)))
    return {document.doc_id: document for document in _documents(connection, kinds, rows)}


def in_conflict(connection: Connection, kinds: Mapping[str, KindSpec], kind: str | None) -> list[Document]:
    """Return every document with several heads and at least one disputed field, in order of arrival."""
    rows = connection.execute(
        _READ + " WHERE d.merged IS NOT NULL AND d.conflicts <> x'5B5D' AND coalesce(?, d.kind) = d.kind"
        " ORDER BY d.num",
        (kind,),
    ).fetchall()
    return _documents(connection, kinds, rows)


def disputed(connection: Connection) -> set[str]:
    """Return the ids of every document with a disputed field, without reading any body."""
    rows = connection.execute(
        "SELECT doc_id FROM document WHERE merged IS NOT NULL AND conflicts <> x'5B5D'"
    ).fetchall()
    return {doc_id.hex() for (doc_id,) in rows}


_READ = (
    "SELECT d.num, d.doc_id, d.kind, d.scope, d.deleted, d.heads, d.merged, d.conflicts, r.raw "
    "FROM document d JOIN revision r ON r.seq = d.shown"
)


def _documents(connection: Connection, kinds: Mapping[str, KindSpec], rows: Sequence[Row]) -> list[Document]:
    labels: dict[object, str] = {}
    for kind in {str(row[2]) for row in rows} & set(kinds):
        nums = [row[0] for row in rows if row[2] == kind]
        for num, label in among(connection, f'SELECT num, label FROM "cur_{kind}" WHERE num IN ({{}})', nums):
            labels[num] = str(label)
    return [_document(row, labels.get(row[0], "")) for row in rows]


def _document(row: Row, label: str) -> Document:
    _, doc_id, kind, scope, deleted, packed, merged, conflicts, raw = row
    return Document(
        doc_id=doc_id.hex(),
        kind=kind,
        scope=scope,
        label=label,
        body=body_slice(raw) if merged is None else merged_body(merged),
        heads=tuple(head.hex() for head in split_heads(packed)),
        conflicts=() if conflicts is None else _conflicts(conflicts),
        deleted=bool(deleted),
    )


def merged_body(merged: bytes) -> bytes:
    """Return the body inside a stored merged view, which is wrapped as ``{"body":…}``."""
    return merged[len(b'{"body":') : -1]

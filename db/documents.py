"""Current documents: computed from their revisions, stored in one row, read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from db.driver import Connection
from db.errors import StoreError
from db.graph import MAX_HEADS, maximal_common_ancestors, split_heads
from db.graph import heads as heads_of
from db.kinds import FieldConflict, KindSpec, Merge
from db.records import Document
from db.revision import EMPTY_BODY, body_slice, decode_envelope, document_key

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


MAX_WALK = 1024
"""So many revisions of one document are looked at to find what its heads have in common, or its last body.

Beyond it, or with more than ``MAX_HEADS`` bases, the heads count as having nothing in common, which can only
make more conflicts, never fewer. How many must be looked at depends on the order of arrival as well, so two
replicas may then differ in what they show as disputed; what they hold is the same.
"""


class _Link(msgspec.Struct, frozen=True, gc=False):
    """What a revision says about its place in its document; never its body, which may be large."""

    seq: int
    kind: str
    scope: str
    deleted: bool
    parents: tuple[bytes, ...]


class _Lineage:
    """The revisions of one document, each read from the log when it is asked for."""

    def __init__(self, connection: Connection, links: dict[bytes, _Link]) -> None:
        self._connection = connection
        self._links = links

    def link(self, rev_id: bytes) -> _Link:
        """Return one revision's place in the document."""
        link = self._links.get(rev_id)
        if link is None:
            link = self._links[rev_id] = _link(*self._read(rev_id))
        return link

    def look(self, rev_id: bytes) -> tuple[int, tuple[bytes, ...]]:
        """Return the place of a revision in the order of arrival and its parents."""
        link = self.link(rev_id)
        return link.seq, link.parents

    def body(self, rev_id: bytes) -> bytes:
        """Return one revision's body."""
        return bytes(decode_envelope(self._read(rev_id)[1]).body)

    def side(self, rev_id: bytes) -> bytes | None:
        """Return what a revision brings into a merge: its body, None for a tombstone."""
        return None if self.link(rev_id).deleted else self.body(rev_id)

    def _read(self, rev_id: bytes) -> tuple[int, bytes]:
        row = self._connection.execute("SELECT seq, raw FROM revision WHERE rev_id = ?", (rev_id,)).fetchone()
        if row is None:
            raise StoreError("damaged", reason=f"no revision {rev_id.hex()}")
        return row[0], row[1]


def among(connection: Connection, sql: str, keys: Sequence[object]) -> list[Row]:
    """Run a query whose ``{}`` becomes a list of placeholders, in batches, and return all rows."""
    rows: list[Row] = []
    for at in range(0, len(keys), BATCH):
        part = keys[at : at + BATCH]
        values = [bytearray(key) if isinstance(key, bytes) else key for key in part]
        rows += connection.execute(sql.format(",".join("?" * len(part))), values).fetchall()
    return rows


def resolve(connection: Connection, num: int, doc_id: bytes, tips: Sequence[bytes], merge: Merge) -> DocumentRow:
    """Compute the row of a document from its heads: merged view, what to show.

    Reads the heads and what lies between them and what they have in common, at most ``MAX_WALK`` revisions.
    """
    return _row_from(_Lineage(connection, {}), num, doc_id, tips, merge)


def resolve_range(connection: Connection, first: int, last: int, merge: Merge) -> Iterator[DocumentRow]:
    """Compute the rows of all documents numbered ``first`` to ``last`` from the whole log, in order."""
    links: dict[bytes, _Link] = {}
    now, doc_id = 0, b""
    for num, rev_id, seq, raw in connection.execute(
        "SELECT doc, rev_id, seq, raw FROM revision WHERE doc BETWEEN ? AND ? ORDER BY doc, seq",
        (first, last),
    ):
        if num != now:
            if links:
                yield _row_from_all(connection, links, now, doc_id, merge)
            links = {}
            now, doc_id = num, bytes.fromhex(decode_envelope(raw).doc)
        links[rev_id] = _link(seq, raw)
    if links:
        yield _row_from_all(connection, links, now, doc_id, merge)


def _row_from_all(
    connection: Connection, links: dict[bytes, _Link], num: int, doc_id: bytes, merge: Merge
) -> DocumentRow:
    tips = sorted(heads_of({rev_id: link.parents for rev_id, link in links.items()}))
    return _row_from(_Lineage(connection, links), num, doc_id, tips, merge)


def _link(seq: int, raw: bytes) -> _Link:
    envelope = decode_envelope(raw)
    parents = tuple(map(bytes.fromhex, envelope.parents))
    return _Link(seq, envelope.kind, envelope.scope, envelope.deleted, parents)


def _row_from(lineage: _Lineage, num: int, doc_id: bytes, tips: Sequence[bytes], merge: Merge) -> DocumentRow:
    lead = lineage.link(tips[0])
    last_living = _last_living(lineage, tips[0])
    shown = lineage.link(last_living).seq
    packed = b"".join(tips)
    if len(tips) == 1:
        return num, doc_id, lead.kind, lead.scope, int(lead.deleted), lead.seq, shown, packed, None, None
    found = maximal_common_ancestors(tips, lineage.look, MAX_WALK)
    bases = sorted(found) if found is not None and len(found) <= MAX_HEADS else []
    view = merge(lead.kind, list(map(lineage.side, bases)), [(tip.hex(), lineage.side(tip)) for tip in tips])
    # A view of tombstones alone has an empty body; the last living one still names the document.
    body = lineage.body(last_living) if view.deleted and view.body == EMPTY_BODY else view.body
    return (
        num,
        doc_id,
        lead.kind,
        lead.scope,
        int(view.deleted),
        lead.seq,
        shown,
        packed,
        b'{"body":' + body + b"}",
        msgspec.json.encode(view.conflicts),
    )


def _last_living(lineage: _Lineage, tip: bytes) -> bytes:
    """Return the tip, or for a tombstone the nearest revision above it that has a body."""
    rev_id = tip
    for _ in range(MAX_WALK):
        link = lineage.link(rev_id)
        if not link.deleted:
            return rev_id
        if not link.parents:
            break
        rev_id = link.parents[0]
    return tip


def read_many(connection: Connection, kinds: Mapping[str, KindSpec], doc_ids: Iterable[str]) -> dict[str, Document]:
    """Return the current documents of these ids; unknown ids are left out."""
    rows = among(connection, _READ + " WHERE d.doc_id IN ({})", list(map(document_key, doc_ids)))
    return {document.doc_id: document for document in _documents(connection, kinds, rows)}


def joined(connection: Connection, doc_id: bytes, tips: Sequence[bytes], merge: Merge) -> Document | None:
    """Return what a document would be with these revisions as its heads, or None where one of them is not of it."""
    row = connection.execute("SELECT num FROM document WHERE doc_id = ?", (doc_id,)).fetchone()
    homes = among(connection, "SELECT doc FROM revision WHERE rev_id IN ({})", tips)
    if row is None or not tips or [home for (home,) in homes] != [row[0]] * len(tips):
        return None
    num, _, kind, scope, deleted, _, shown, heads, merged, conflicts = resolve(connection, row[0], doc_id, tips, merge)
    (raw,) = connection.execute("SELECT raw FROM revision WHERE seq = ?", (shown,)).fetchone()
    return _document((num, doc_id, kind, scope, deleted, heads, merged, conflicts, raw), "")


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


def heads_known(connection: Connection, doc_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the heads of these documents by id, without reading any body; unknown ids are left out."""
    keys = list(map(document_key, doc_ids))
    rows = among(connection, "SELECT doc_id, heads FROM document WHERE doc_id IN ({})", keys)
    return {doc_id.hex(): tuple(head.hex() for head in split_heads(packed)) for doc_id, packed in rows}


def labels(connection: Connection, kind: str, doc_ids: Iterable[str]) -> dict[str, str]:
    """Return the labels of those of these documents that are of one kind, by id, without reading any body."""
    rows = among(
        connection,
        f'SELECT d.doc_id, c.label FROM document d JOIN "cur_{kind}" c ON c.num = d.num WHERE d.doc_id IN ({{}})',
        list(map(document_key, doc_ids)),
    )
    return {doc_id.hex(): str(label) for doc_id, label in rows}


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

"""The audit chain: one row for each transaction, each bound to the row before by its hash.

``hash = SHA-256(hash before ‖ exact bytes of the row)``; before the first row stand 32 zero bytes. A row
also names the revisions that its transaction wrote and the hash of their rev_ids, so that a revision that
is taken out of the log or slipped into it no longer fits its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

import msgspec

from db.driver import Connection
from db.kinds import Json
from db.records import AuditRow
from db.revision import Claim

START = bytes(32)
NO_REVISIONS = sha256(b"").hexdigest()


class _Row(msgspec.Struct):
    seq: int
    act: str
    who: str
    t: str
    doubt: bool
    doc: str
    detail: dict[str, Json]
    first: int
    last: int
    rev_hash: str


_decode = msgspec.json.Decoder(_Row).decode


def head(connection: Connection) -> tuple[int, bytes]:
    """Return how many rows the chain has and the hash of its last one."""
    row = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, START) if row is None else (row[0], row[1])


def append(
    connection: Connection,
    *,
    act: str,
    who: str,
    at: Claim,
    doc_id: str,
    detail: Mapping[str, Json],
    first: int = 0,
    last: int = 0,
    rev_hash: str = NO_REVISIONS,
) -> None:
    """Add the row of the running transaction to the chain."""
    count, before = head(connection)
    row = _Row(count + 1, act, who, at.t, at.doubt, doc_id, dict(detail), first, last, rev_hash)
    raw = msgspec.json.encode(row)
    connection.execute(
        "INSERT INTO audit(seq, act, doc_id, raw, hash) VALUES (?, ?, ?, ?, ?)",
        (count + 1, act, _doc_bytes(doc_id), raw, sha256(before + raw).digest()),
    )


def rows(connection: Connection, *, limit: int, offset: int, act: str | None, doc_id: str | None) -> list[AuditRow]:
    """Return rows of the chain, newest first, of one act or one document where these are given."""
    conditions = ["1"]
    values: list[object] = []
    if act is not None:
        conditions.append("act = ?")
        values.append(act)
    if doc_id is not None:
        conditions.append("doc_id = ?")
        values.append(_doc_bytes(doc_id))
    cursor = connection.execute(
        f"SELECT raw, hash FROM audit WHERE {' AND '.join(conditions)} ORDER BY seq DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [decoded(raw, digest) for raw, digest in cursor.fetchall()]


def decoded(raw: bytes, digest: bytes) -> AuditRow:
    """Build the public row from its bytes; raises ``msgspec.DecodeError`` when they were damaged."""
    row = _decode(raw)
    return AuditRow(
        seq=row.seq,
        act=row.act,
        who=row.who,
        at=Claim(row.t, row.doubt),
        doc_id=row.doc,
        detail=row.detail,
        first=row.first,
        last=row.last,
        rev_hash=row.rev_hash,
        raw=raw,
        hash=digest.hex(),
    )


def faults(connection: Connection) -> Iterator[tuple[int, str]]:
    """Yield (seq, what is wrong) for every row that does not fit the chain or the log."""
    before = START
    expected = 1
    covered = 0
    for seq, act, doc_id, raw, digest in connection.execute(
        "SELECT seq, act, doc_id, raw, hash FROM audit ORDER BY seq"
    ):
        if seq != expected:
            yield expected, "missing"
        expected = seq + 1
        if sha256(before + raw).digest() != digest:
            yield seq, "hash"
        before = digest
        try:
            row = _decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            yield seq, "unreadable"
            continue
        if (row.seq, row.act, _doc_bytes(row.doc)) != (seq, act, doc_id):
            yield seq, "columns"
        if row.last:
            if row.first != covered + 1 or _rev_hash(connection, row.first, row.last) != row.rev_hash:
                yield seq, "revisions"
            covered = row.last
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM revision").fetchone()[0]
    if last != covered:
        yield expected, "uncovered_revisions"


def _rev_hash(connection: Connection, first: int, last: int) -> str:
    running = sha256()
    for (rev_id,) in connection.execute(
        "SELECT rev_id FROM revision WHERE seq BETWEEN ? AND ? ORDER BY seq", (first, last)
    ):
        running.update(rev_id)
    return running.hexdigest()


def _doc_bytes(doc_id: str) -> bytes:
    """Return the looked-up form of the id; an act that concerns no single document has none."""
    return doc_id.encode()

"""The audit chain: one row for each transaction, each bound to the row before by its hash.

``hash = SHA-256(hash before ‖ exact bytes of the row)``; before the first row stand 32 zero bytes. A row
also names the revisions that its transaction wrote and the hash of their rev_ids, so that a revision that
is taken out of the log or slipped into it no longer fits its row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import TypeAlias

import msgspec

from db.driver import Connection
from db.kinds import Json
from db.records import AuditRow
from db.revision import Claim
from db.withdrawing import HIGHEST, PLACES

START = bytes(32)
NO_REVISIONS = sha256(b"").hexdigest()
PAGE_ROWS = 1000


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


Chosen: TypeAlias = tuple[str, tuple[object, ...]]
"""A condition on rows of the chain as SQL, and its values."""

# A row that somebody has damaged must not keep the others from being read.
_AS_JSON = "CASE WHEN json_valid(CAST(raw AS TEXT)) THEN CAST(raw AS TEXT) ELSE '{}' END"
_WHO = f"json_extract({_AS_JSON}, '$.who')"
_AT = f"json_extract({_AS_JSON}, '$.t')"
_DOUBT = f"json_extract({_AS_JSON}, '$.doubt')"
_DETAIL = f"coalesce(json_extract({_AS_JSON}, '$.detail'), '')"


def chosen(
    act: str | Collection[str] | None,
    doc_id: str | None,
    doc_ids: Collection[str] | None,
    who: str | Collection[str] | None,
    after_seq: int,
    before_seq: int | None,
    text: str,
    at: str,
    doubt: bool | None,
) -> Chosen:
    """Return the condition for these filters; see ``Store.audit_rows``."""
    conditions = ["seq > ?"]
    values: list[object] = [after_seq]
    if before_seq is not None:
        conditions.append("seq < ?")
        values.append(before_seq)
    if act is not None:
        conditions.append("act IN (SELECT value FROM json_each(?))")
        values.append(_as_list(act))
    if doc_id is not None or doc_ids is not None:
        conditions.append("doc_id IN (SELECT CAST(value AS BLOB) FROM json_each(?))")
        values.append(_as_list([*(doc_ids or ()), *([] if doc_id is None else [doc_id])]))
    if who is not None:
        conditions.append(f"{_WHO} IN (SELECT value FROM json_each(?))")
        values.append(_as_list(who))
    if text:
        conditions.append(f"instr(lower({_DETAIL}), lower(?)) > 0")
        values.append(text)
    if at:
        conditions.append(f"{_AT} >= ? AND {_AT} < ?")
        values += [at, at + "\U0010ffff"]
    if doubt is not None:
        conditions.append(f"{_DOUBT} = ?")
        values.append(int(doubt))
    return " AND ".join(conditions), tuple(values)


def rows(connection: Connection, chosen: Chosen, *, limit: int | None, offset: int) -> list[AuditRow]:
    """Return the chosen rows of the chain, newest first."""
    condition, values = chosen
    cursor = connection.execute(
        f"SELECT seq, act, raw, hash FROM audit WHERE {condition} ORDER BY seq DESC LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [_readable(*row) for row in cursor.fetchall()]


def _readable(seq: int, act: str, raw: bytes, digest: bytes) -> AuditRow:
    """Return the row, or what the columns still say of one whose bytes were damaged, with ``doubt`` and no ``who``."""
    try:
        return decoded(raw, digest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        damaged = Claim("", doubt=True)
        return AuditRow(seq, act, "", damaged, "", {}, 0, 0, "", raw=bytes(raw), hash=digest.hex())


def stream(
    connection: Connection, reading: Callable[[], AbstractContextManager[None]], after: int
) -> Iterator[tuple[int, bytes, str]]:
    """Yield (seq, raw, hash) after ``after`` in order, a page at a time."""
    while True:
        with reading():
            page = connection.execute(
                "SELECT seq, raw, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?", (after, PAGE_ROWS)
            ).fetchall()
        for seq, raw, digest in page:
            yield seq, bytes(raw), digest.hex()
        if len(page) < PAGE_ROWS:
            return
        after = page[-1][0]


def acts(connection: Connection) -> list[str]:
    """Return every act that the chain names."""
    return [act for (act,) in connection.execute("SELECT DISTINCT act FROM audit ORDER BY act")]


def whos(connection: Connection) -> list[str]:
    """Return everybody whom the chain names as acting."""
    found = connection.execute(f"SELECT DISTINCT {_WHO} FROM audit").fetchall()
    return sorted(who for (who,) in found if isinstance(who, str))


def hash_at(connection: Connection, count: int) -> bytes | None:
    """Return the hash of the row of this number, the start of the chain for 0, None where there is none."""
    if count == 0:
        return START
    row = connection.execute("SELECT hash FROM audit WHERE seq = ?", (count,)).fetchone()
    return None if row is None else bytes(row[0])


def of_revision(connection: Connection, seq: int) -> AuditRow | None:
    """Return the row of the transaction that brought the revision of this number, None where there is none (yet).

    Rows that write revisions name ever higher ones, so the row is found by halving.
    """
    low, high = 1, head(connection)[0]
    sql = (
        f"SELECT seq, json_extract({_AS_JSON}, '$.last') AS last FROM audit "
        "WHERE seq <= ? AND last > 0 ORDER BY seq DESC LIMIT 1"
    )
    while low < high:
        middle = (low + high) // 2
        row = connection.execute(sql, (middle,)).fetchone()
        if row is None or row[1] < seq:
            low = middle + 1
        else:
            high = row[0]
    row = connection.execute("SELECT act, raw, hash FROM audit WHERE seq = ?", (low,)).fetchone()
    found = None if row is None else _readable(low, *row)
    return found if found is not None and found.first <= seq <= found.last else None


def _as_list(given: str | Collection[str]) -> str:
    return msgspec.json.encode([given] if isinstance(given, str) else list(given)).decode()


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
    last = connection.execute(HIGHEST).fetchone()[0]
    if last != covered:
        yield expected, "uncovered_revisions"


def _rev_hash(connection: Connection, first: int, last: int) -> str:
    running = sha256()
    for (rev_id,) in connection.execute(
        f"SELECT rev_id FROM {PLACES} WHERE seq BETWEEN ? AND ? ORDER BY seq", (first, last)
    ):
        running.update(rev_id)
    return running.hexdigest()


def _doc_bytes(doc_id: str) -> bytes:
    """Return the looked-up form of the id; an act that concerns no single document has none."""
    return doc_id.encode()

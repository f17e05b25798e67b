"""Reading the log of revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from db.documents import among
from db.driver import Connection
from db.revision import Revision, decode_envelope, from_envelope
from db.withdrawing import HIGHEST, PLACES

PAGE_ROWS = 1000


def revision(connection: Connection, rev_id: bytes) -> Revision | None:
    """Return one revision, or None."""
    row = connection.execute(
        "SELECT r.raw, e.num FROM revision r LEFT JOIN erased e ON e.rev_id = r.rev_id WHERE r.rev_id = ?", (rev_id,)
    ).fetchone()
    return None if row is None else _revision(rev_id, *row)


def history(connection: Connection, doc_id: bytes) -> list[Revision]:
    """Return all revisions of a document in the order in which they arrived."""
    rows = connection.execute(
        "SELECT r.rev_id, r.raw, e.num FROM document d JOIN revision r ON r.doc = d.num "
        "LEFT JOIN erased e ON e.rev_id = r.rev_id WHERE d.doc_id = ? ORDER BY r.seq",
        (doc_id,),
    ).fetchall()
    return [_revision(*row) for row in rows]


def with_several(connection: Connection, doc_ids: Sequence[bytes]) -> set[str]:
    """Return those of the documents that have more than one revision, by the index of documents alone."""
    rows = among(
        connection,
        "SELECT lower(hex(d.doc_id)) FROM document d JOIN revision r INDEXED BY revision_by_doc ON r.doc = d.num "
        "WHERE d.doc_id IN ({}) GROUP BY d.num HAVING COUNT(*) > 1",
        doc_ids,
    )
    return {str(row[0]) for row in rows}


def known(connection: Connection, rev_ids: Sequence[bytes]) -> set[str]:
    """Return those of the ids that are in the log, as hexadecimal text."""
    rows = among(connection, "SELECT lower(hex(rev_id)) FROM revision WHERE rev_id IN ({})", rev_ids)
    return {str(row[0]) for row in rows}


def between(connection: Connection, first: bytes, last: bytes, limit: int) -> list[tuple[int, bytes]]:
    """Return (seq, rev_id) of the revisions whose ids lie between two, both included, at most ``limit``."""
    sql = "SELECT seq, rev_id FROM revision WHERE rev_id BETWEEN ? AND ? ORDER BY rev_id LIMIT ?"
    return [(int(seq), bytes(rev_id)) for seq, rev_id in connection.execute(sql, (first, last, limit)).fetchall()]


def last_seq(connection: Connection) -> int:
    """Return the sequence number of the newest revision, 0 for none."""
    return int(connection.execute(HIGHEST).fetchone()[0])


def by_document(connection: Connection, seq: int) -> list[tuple[str, str, str, int, int]]:
    """Return doc_id, kind, scope, how many revisions, and the last of them, of each document with any after ``seq``.

    The index of documents answers it alone, so that no revision is read however many there are. What was erased is left
    out.
    """
    sql = (
        "SELECT d.doc_id, d.kind, d.scope, r.count, r.last FROM (SELECT doc, COUNT(*) AS count, MAX(seq) AS last "
        "FROM revision INDEXED BY revision_by_doc WHERE seq > ? AND seq NOT IN (SELECT x.seq FROM erased e "
        "JOIN revision x ON x.rev_id = e.rev_id) GROUP BY doc) r JOIN document d ON d.num = r.doc ORDER BY r.last"
    )
    rows = connection.execute(sql, (seq,)).fetchall()
    return [(bytes(doc).hex(), str(kind), str(scope), int(count), int(last)) for doc, kind, scope, count, last in rows]


def after(
    connection: Connection,
    reading: Callable[[], AbstractContextManager[None]],
    seq: int,
    *,
    upto: int | None,
    not_devices: Sequence[bytes],
    scope_prefix: str,
) -> Iterator[tuple[int, str, bytes]]:
    """Yield (seq, rev_id, raw) in order, a page at a time, so that memory does not grow with the answer.

    What was erased is left out: its bytes are no revision that anybody could take in.
    """
    limit = upto
    if limit is None:
        with reading():
            limit = last_seq(connection)
    devices = ",".join("?" * len(not_devices))
    while seq < limit:
        with reading():
            rows = connection.execute(
                "SELECT seq, rev_id, raw FROM revision WHERE seq > ? AND seq <= ? "
                f"AND dev NOT IN ({devices}) AND substr(scope, 1, ?) = ? "
                "AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.rev_id = revision.rev_id) ORDER BY seq LIMIT ?",
                (seq, limit, *not_devices, len(scope_prefix), scope_prefix, PAGE_ROWS),
            ).fetchall()
        for number, rev_id, raw in rows:
            yield number, rev_id.hex(), raw
        if len(rows) < PAGE_ROWS:
            return
        seq = rows[-1][0]


def rev_ids(
    connection: Connection, reading: Callable[[], AbstractContextManager[None]], seq: int
) -> Iterator[tuple[int, str]]:
    """Yield (seq, rev_id) of every place of the log after ``seq`` in order, erased ones too, a page at a time."""
    while True:
        with reading():
            rows = connection.execute(
                f"SELECT seq, rev_id FROM {PLACES} WHERE seq > ? ORDER BY seq LIMIT ?", (seq, PAGE_ROWS)
            ).fetchall()
        for number, rev_id in rows:
            yield number, rev_id.hex()
        if len(rows) < PAGE_ROWS:
            return
        seq = rows[-1][0]


def numbers(
    connection: Connection, reading: Callable[[], AbstractContextManager[None]], device: bytes | None
) -> Iterator[tuple[str, str, str, int]]:
    """Yield (rev_id, device, epoch, n) in order of arrival, erased ones too, a page at a time; see ``Readings``."""
    seq = 0
    while True:
        with reading():
            rows = connection.execute(
                "SELECT seq, rev_id, raw FROM revision WHERE seq > ?1 AND (?2 IS NULL OR dev = ?2) "
                "ORDER BY seq LIMIT ?3",
                (seq, device, PAGE_ROWS),
            ).fetchall()
        for _, rev_id, raw in rows:
            envelope = decode_envelope(raw)
            yield rev_id.hex(), envelope.dev, envelope.epoch, envelope.n
        if len(rows) < PAGE_ROWS:
            return
        seq = rows[-1][0]


def _revision(rev_id: bytes, raw: bytes, erasure: int | None) -> Revision:
    return from_envelope(rev_id.hex(), raw, decode_envelope(raw), erased=erasure is not None)

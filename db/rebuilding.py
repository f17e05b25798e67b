"""Everything that is not the log, computed anew from the log."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from db import naming, projection
from db.documents import INSERT_ROW, resolve_range
from db.driver import Connection
from db.errors import StoreError
from db.kinds import KindSpec, Merge
from db.revision import decode_envelope

CHUNK = 5000


def rebuild(connection: Connection, kinds: Mapping[str, KindSpec], merge: Merge) -> None:
    """Recompute the log's own columns, the documents and the generated tables inside a transaction.

    Raises ``damaged`` when the log itself cannot be read; then nothing is changed.
    """
    try:
        _renumber(connection)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("damaged", reason=str(error)) from error
    connection.execute("DELETE FROM document")
    last = int(connection.execute("SELECT coalesce(max(doc), 0) FROM revision").fetchone()[0])
    for first in range(1, last + 1, CHUNK):
        rows = list(resolve_range(connection, first, first + CHUNK - 1, merge))
        connection.executemany(INSERT_ROW, rows)
    projection.fill_all(connection, kinds)
    naming.fill(connection, kinds)


def _renumber(connection: Connection) -> None:
    """Number the documents by first arrival and repair the columns that repeat what the bytes say."""
    nums: dict[str, int] = {}
    last = 0
    while rows := connection.execute(
        "SELECT seq, doc, dev, scope, raw FROM revision WHERE seq > ? ORDER BY seq LIMIT ?", (last, CHUNK)
    ).fetchall():
        last = rows[-1][0]
        wrong = []
        for seq, doc, dev, scope, raw in rows:
            envelope = decode_envelope(raw)
            right = (nums.setdefault(envelope.doc, len(nums) + 1), bytes.fromhex(envelope.dev), envelope.scope)
            if right != (doc, dev, scope):
                wrong.append((*right, seq))
        connection.executemany("UPDATE revision SET doc = ?, dev = ?, scope = ? WHERE seq = ?", wrong)

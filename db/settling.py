"""The rows, columns and search text of documents that a transaction has touched, written in one go."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from db import projection
from db.documents import INSERT_PLAIN_ROW, INSERT_ROW, DocumentRow, resolve
from db.driver import Connection
from db.graph import ID_BYTES, split_heads
from db.kinds import KindSpec, Merge

MAX_MERGED_BYTES = 8 * 1024 * 1024
"""So much of merged views is held in memory before their rows are written."""


class State(msgspec.Struct, frozen=True, gc=False):
    """A document that this transaction has touched: its row as far as the arrivals tell it."""

    num: int
    kind: str
    scope: str
    deleted: bool
    seq: int
    heads: bytes
    fresh: bool


def write_documents(
    connection: Connection,
    kinds: Mapping[str, KindSpec],
    merge: Merge,
    states: dict[str, State],
    moved: list[tuple[int, str]],
) -> None:
    """Write the rows of these documents (by doc_id) and what is projected from them.

    ``moved`` names documents by number with the kind that they were of before. Both are emptied.
    """
    rows: list[DocumentRow] = []
    plain: list[tuple[int, bytearray, str, str, int, bytearray]] = []
    fresh: dict[str, list[tuple[int]]] = {}
    changed: dict[str, list[tuple[int]]] = {}
    size = 0
    for doc, state in states.items():
        num, kind = state.num, state.kind
        if len(state.heads) == ID_BYTES and not state.deleted:
            doc_id, heads = bytearray.fromhex(doc), bytearray(state.heads)
            plain.append((num, doc_id, kind, state.scope, state.seq, heads))
        else:
            row = resolve(connection, num, bytes.fromhex(doc), split_heads(state.heads), merge)
            kind = row[2]
            if kind != state.kind:
                moved.append((num, state.kind))
            rows.append(row)
            size += len(row[8] or b"") + len(row[9] or b"")
            if size > MAX_MERGED_BYTES:
                connection.executemany(INSERT_ROW, rows)
                rows, size = [], 0
        (fresh if state.fresh else changed).setdefault(kind, []).append((num,))
    # What is not needed any more makes room for what is being written.
    states.clear()
    connection.executemany(INSERT_PLAIN_ROW, plain)
    connection.executemany(INSERT_ROW, rows)
    for num, kind in moved:
        if kind in kinds:
            projection.forget(connection, kinds[kind], [(num,)])
    moved.clear()
    for kind, nums in fresh.items():
        if kind in kinds:
            projection.refresh(connection, kinds[kind], nums, fresh=True)
    for kind, nums in changed.items():
        if kind in kinds:
            projection.refresh(connection, kinds[kind], nums, fresh=False)

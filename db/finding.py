"""Lists of documents of one kind: filters on declared columns, prefix search, order, a page of results."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from db.documents import merged_body
from db.driver import Connection
from db.errors import StoreError
from db.kinds import Json, KindSpec
from db.records import Found
from db.revision import body_slice

_WORD = re.compile(r"[^\W_]+")
_BODY = ("d.merged, r.raw", "CROSS JOIN revision r ", "AND r.seq = d.shown ")
_NO_BODY = ("NULL, x''", "", "")
"""What a list reads of the log: the text of each document with its join, or nothing at all."""


def match_text(text: str) -> str | None:
    """Turn what a person typed into an FTS5 query of word prefixes that must all occur, or None.

    Only letters and digits reach FTS5, each word quoted, so quotation marks and operators mean nothing. A
    number typed in groups, as a NIP is printed, is also looked for as one word.
    """
    words = _WORD.findall(text)
    if not words:
        return None
    every = " AND ".join(f'"{word}"*' for word in words)
    if len(words) > 1 and all(word.isdecimal() for word in words):
        return f'("{"".join(words)}"*) OR ({every})'
    return every


def find(
    connection: Connection,
    spec: KindSpec,
    *,
    where: Mapping[str, Json],
    text: str,
    order: Sequence[str],
    limit: int | None,
    offset: int,
    deleted: bool,
    bodies: bool = True,
) -> list[Found]:
    """Return documents of a kind; see ``Store.find``."""
    condition, values = _condition(spec, where, text, deleted)
    sorting = ", ".join(_sorting(spec, name) for name in order)
    sorting = f"{sorting}, c.num" if sorting else "c.label COLLATE NOCASE, c.num"
    columns = "".join(f', c."{name}"' for name in spec.columns)
    # The page is chosen on the narrow table alone; only its rows are looked up in the log, if at all.
    said, log, shown = _BODY if bodies else _NO_BODY
    rows = connection.execute(
        f"SELECT d.doc_id, c.label, c.scope, c.deleted, c.conflicts, {said}{columns} "
        f'FROM (SELECT c.num AS num FROM "cur_{spec.kind}" c WHERE {condition} '
        f'ORDER BY {sorting} LIMIT ? OFFSET ?) p CROSS JOIN "cur_{spec.kind}" c CROSS JOIN document d '
        f"{log}WHERE c.num = p.num AND d.num = p.num {shown}ORDER BY {sorting}",
        (*values, -1 if limit is None else limit, offset),
    ).fetchall()
    names = tuple(spec.columns)
    return [
        Found(
            doc_id=row[0].hex(),
            label=row[1],
            columns=dict(zip(names, row[7:], strict=True)),
            body=_body(row[5], row[6]),
            conflicts=row[4],
            scope=row[2],
            deleted=bool(row[3]),
        )
        for row in rows
    ]


def _body(merged: bytes | None, raw: bytes) -> bytes:
    if merged is not None:
        return merged_body(merged)
    return body_slice(raw) if raw else b""


def count(connection: Connection, spec: KindSpec, *, where: Mapping[str, Json], text: str, deleted: bool) -> int:
    """Return how many documents ``find`` would return without a limit."""
    condition, values = _condition(spec, where, text, deleted)
    row = connection.execute(f'SELECT count(*) FROM "cur_{spec.kind}" c WHERE {condition}', values).fetchone()
    return int(row[0])


def _condition(spec: KindSpec, where: Mapping[str, Json], text: str, deleted: bool) -> tuple[str, list[Json]]:
    parts = ["c.deleted = ?"]
    values: list[Json] = [int(deleted)]
    for name, value in where.items():
        column = _column(spec, name)
        if isinstance(value, (list, tuple, set, frozenset)):
            parts.append(f"{column} IN ({','.join('?' * len(value))})")
            values += list(value)
        else:
            parts.append(f"{column} IS ?")
            values.append(value)
    query = match_text(text)
    if query is not None:
        if not spec.search:
            raise StoreError("unknown_column", kind=spec.kind, column="search")
        parts.append(f'c.num IN (SELECT rowid FROM "fts_{spec.kind}" WHERE "fts_{spec.kind}" MATCH ?)')
        values.append(query)
    return " AND ".join(parts), values


def _sorting(spec: KindSpec, name: str) -> str:
    descending = name.startswith("-")
    return f"{_column(spec, name.removeprefix('-'))} COLLATE NOCASE{' DESC' if descending else ''}"


def _column(spec: KindSpec, name: str) -> str:
    """Return the SQL of a declared column, or of one that every kind has; raises ``unknown_column``."""
    if name not in spec.columns and name not in {"label", "scope", "conflicts"}:
        raise StoreError("unknown_column", kind=spec.kind, column=name)
    return f'c."{name}"'

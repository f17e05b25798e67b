"""The tables, views and search indexes that are generated from the kinds of documents.

For each kind ``k``: ``cur_k`` holds one row a document (label, scope, declared columns, searched text),
``fts_k`` indexes the searched text by prefix, and ``v_k`` is the readable view for people with SQL tools.
All of it is computed by SQL from the log and can be thrown away at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from db.driver import Connection
from db.kinds import KindSpec

# ``merged`` is wrapped like an envelope, so one expression serves single and several heads.
_JSON = "CAST(coalesce(d.merged, r.raw) AS TEXT)"
REFRESH_CHUNK = 10_000
_FIXED = ("num", "label", "scope", "deleted", "conflicts", "search")


class ViewColumn(msgspec.Struct, frozen=True):
    """One column of a readable view: its name and the JSON path or the fixed meaning it shows."""

    name: str
    source: str


def view_columns(spec: KindSpec) -> tuple[ViewColumn, ...]:
    """Return the documented columns of the view ``v_<kind>`` in their order, for the data dictionary."""
    fixed = (
        ViewColumn("doc_id", "document id, 32 hexadecimal digits"),
        ViewColumn("label", f"label {spec.label}".strip()),
        ViewColumn("scope", "scope of the revision shown"),
    )
    declared = tuple(ViewColumn(name, path) for name, path in spec.columns.items())
    return (
        *fixed,
        *declared,
        ViewColumn("conflicts", "number of disputed fields"),
        ViewColumn("deleted", "1 when the document is deleted"),
        ViewColumn("body", "the whole document as JSON"),
    )


def view_sql(spec: KindSpec) -> str:
    """Return the statement that creates the readable view, each column with its source as a comment."""
    expressions = {
        "doc_id": "lower(hex(d.doc_id))",
        "body": f"json_extract({_JSON}, '$.body')",
    }
    lines = [
        f'  {expressions.get(column.name, _quoted("c", column.name))} AS "{column.name}"' + "{comma}"
        f" -- {column.source}"
        for column in view_columns(spec)
    ]
    last = len(lines) - 1
    listed = "\n".join(line.replace("{comma}", "" if at == last else ",") for at, line in enumerate(lines))
    return (
        f'CREATE VIEW "v_{spec.kind}" AS SELECT\n{listed}\n'
        f'FROM "cur_{spec.kind}" c JOIN document d ON d.num = c.num JOIN revision r ON r.seq = d.shown'
    )


def generated_names(connection: Connection) -> list[tuple[str, str]]:
    """Return (type, name) of every generated object in the file, views first."""
    rows: list[tuple[str, str]] = connection.execute(
        "SELECT type, name FROM sqlite_schema WHERE (type = 'view' AND name GLOB 'v_*')"
        " OR (type = 'table' AND (name GLOB 'cur_*'"
        " OR (name GLOB 'fts_*' AND sql LIKE 'CREATE VIRTUAL TABLE%')))"
        " ORDER BY type DESC, name DESC"
    ).fetchall()
    return rows


def drop_all(connection: Connection) -> None:
    """Drop every generated object, also those of kinds that are no longer declared."""
    for kind, name in generated_names(connection):
        connection.execute(f'DROP {kind} "{name}"')


def create_all(connection: Connection, kinds: Mapping[str, KindSpec]) -> None:
    """Create the empty tables, indexes and views of every kind."""
    for spec in kinds.values():
        columns = "".join(f', "{name}" ANY' for name in spec.columns)
        connection.execute(
            f'CREATE TABLE "cur_{spec.kind}"(num INTEGER PRIMARY KEY, label TEXT NOT NULL, '
            f"scope TEXT NOT NULL, deleted INTEGER NOT NULL, conflicts INTEGER NOT NULL, "
            f"search TEXT NOT NULL{columns}) STRICT"
        )
        for name in spec.index:
            connection.execute(f'CREATE INDEX "cur_{spec.kind}_{name}" ON "cur_{spec.kind}"("{name}")')
        if spec.search:
            connection.execute(
                f'CREATE VIRTUAL TABLE "fts_{spec.kind}" USING fts5(search, content="cur_{spec.kind}", '
                "content_rowid=num, columnsize=0, prefix='1 2 3', "
                'tokenize="unicode61 remove_diacritics 2")'
            )
        connection.execute(view_sql(spec))


def select_sql(spec: KindSpec) -> str:
    """Return the SELECT that computes the rows of ``cur_<kind>`` from the log, without its WHERE."""

    def at(path: str) -> str:
        return f"json_extract({_JSON}, '$.body{path[1:]}')"

    label = f"coalesce(CAST({at(spec.label)} AS TEXT), '')" if spec.label else "''"
    search = "concat_ws(' ', " + ", ".join(map(at, spec.search)) + ")" if spec.search else "''"
    conflicts = "coalesce(json_array_length(CAST(d.conflicts AS TEXT)), 0)"
    columns = "".join(", " + at(path) for path in spec.columns.values())
    return (
        f"SELECT d.num, {label}, d.scope, d.deleted, {conflicts}, {search}{columns} "
        "FROM document d JOIN revision r ON r.seq = d.shown"
    )


def column_names(spec: KindSpec) -> tuple[str, ...]:
    """Return the columns of ``cur_<kind>`` in their stored order."""
    return (*_FIXED, *spec.columns)


def refresh(connection: Connection, spec: KindSpec, nums: Iterable[tuple[int]], *, fresh: bool) -> None:
    """Compute anew the rows of these documents of one kind, by their numbers as 1-tuples.

    ``fresh`` promises that none of them has a row yet, which saves looking for old search text.
    """
    connection.execute("DELETE FROM temp.touched")
    connection.executemany("INSERT INTO temp.touched(num) VALUES (?)", nums)
    if not fresh:
        _forget_touched(connection, spec)
    names = ", ".join(f'"{name}"' for name in column_names(spec))
    # CROSS JOIN keeps SQLite from reordering: walk the touched numbers, look the rest up by rowid.
    chosen = select_sql(spec).replace("FROM document d", "FROM temp.touched t CROSS JOIN document d")
    connection.execute(f'INSERT INTO "cur_{spec.kind}"({names}) {chosen} WHERE d.num = t.num')
    if spec.search:
        connection.execute(
            f'INSERT INTO "fts_{spec.kind}"(rowid, search) SELECT c.num, c.search '
            f'FROM temp.touched t CROSS JOIN "cur_{spec.kind}" c WHERE c.num = t.num'
        )


def forget(connection: Connection, spec: KindSpec, nums: Iterable[tuple[int]]) -> None:
    """Take the rows of documents away that no longer are of this kind."""
    connection.execute("DELETE FROM temp.touched")
    connection.executemany("INSERT INTO temp.touched(num) VALUES (?)", nums)
    _forget_touched(connection, spec)


def _forget_touched(connection: Connection, spec: KindSpec) -> None:
    if spec.search:
        # An index without its own copy of the text must be told the old text to forget it.
        connection.execute(
            f'INSERT INTO "fts_{spec.kind}"("fts_{spec.kind}", rowid, search) '
            f"SELECT 'delete', c.num, c.search "
            f'FROM temp.touched t CROSS JOIN "cur_{spec.kind}" c WHERE c.num = t.num'
        )
    connection.execute(f'DELETE FROM "cur_{spec.kind}" WHERE num IN (SELECT num FROM temp.touched)')


def prepare(connection: Connection) -> None:
    """Create the temporary table through which numbers of documents reach the statements above."""
    connection.execute("CREATE TEMP TABLE touched(num INTEGER PRIMARY KEY)")


def _quoted(table: str, column: str) -> str:
    return f'{table}."{column}"'


def fill_all(connection: Connection, kinds: Mapping[str, KindSpec]) -> None:
    """Drop the generated tables and fill them again from the current documents."""
    drop_all(connection)
    create_all(connection, kinds)
    for spec in kinds.values():
        last = 0
        while nums := connection.execute(
            "SELECT num FROM document WHERE kind = ? AND num > ? ORDER BY num LIMIT ?",
            (spec.kind, last, REFRESH_CHUNK),
        ).fetchall():
            refresh(connection, spec, nums, fresh=True)
            last = nums[-1][0]

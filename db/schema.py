"""What a sound file of this program holds, to notice a planted trigger, view or table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from db import migrations, projection
from db.driver import Connection, connect_in_memory
from db.errors import StoreError
from db.kinds import KindSpec
from db.migrations import Migration

_Shape: TypeAlias = tuple[str, tuple[tuple[str, str], ...], str, tuple[str, ...], tuple[str, ...]]
"""What of a kind the schema follows from: kind, columns with their paths, label, searched paths, indexes."""


def expected_schema(kinds: Mapping[str, KindSpec], steps: Sequence[Migration]) -> dict[str, str]:
    """Return name → SQL of everything that a sound file of this program holds."""
    shapes = tuple((one.kind, tuple(one.columns.items()), one.label, one.search, one.index) for one in kinds.values())
    return dict(_sound_schema(shapes, tuple(steps)))


# It follows from the program alone and takes longer than opening a file: a program that opens several makes it once.
@lru_cache(maxsize=8)
def _sound_schema(shapes: tuple[_Shape, ...], steps: tuple[Migration, ...]) -> dict[str, str]:
    kinds = {
        kind: KindSpec(kind=kind, columns=dict(columns), label=label, search=search, index=index)
        for kind, columns, label, search, index in shapes
    }
    memory = connect_in_memory()
    try:
        migrations.apply(memory, steps)
        projection.create_all(memory, kinds)
        return schema_of(memory)
    finally:
        memory.close()


def schema_of(connection: Connection) -> dict[str, str]:
    """Return name → SQL of every object of a database, but for what ANALYZE keeps."""
    return {
        f"{kind} {name}": sql or ""
        for kind, name, sql in connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat*'"
        )
    }


def refuse_changed_schema(connection: Connection, kinds: Mapping[str, KindSpec], steps: Sequence[Migration]) -> None:
    """Raise ``schema_changed`` when a table, view, index or trigger was added, altered or taken away."""
    expected = expected_schema(kinds, steps)
    found = schema_of(connection)
    if found != expected:
        differing = sorted(name for name in {*expected, *found} if expected.get(name) != found.get(name))
        raise StoreError("schema_changed", objects=", ".join(differing))

"""What a sound file of this program holds, to notice a planted trigger, view or table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db import migrations, projection
from db.driver import Connection, connect_in_memory
from db.errors import StoreError
from db.kinds import KindSpec
from db.migrations import Migration


def expected_schema(kinds: Mapping[str, KindSpec], steps: Sequence[Migration]) -> dict[str, str]:
    """Return name → SQL of everything that a sound file of this program holds."""
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

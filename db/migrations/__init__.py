"""Every migration in its order; a released one is frozen and stays for ever."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

from db.migrations.m0001_first import m0001_first
from db.migrations.m0002_erasure import m0002_erasure
from db.migrations.m0003_naming import m0003_naming

Migration: TypeAlias = Callable[[Database], None]

ALL: tuple[Migration, ...] = (m0001_first, m0002_erasure, m0003_naming)


def pending(connection: object, steps: Sequence[Migration]) -> tuple[str, ...]:
    """Return the names of the migrations that this file has not seen, in order."""
    return tuple(step.name for step in _set(steps).pending(_database(connection)))


def unknown(connection: object, steps: Sequence[Migration]) -> tuple[str, ...]:
    """Return the names of migrations that the file has seen and this program does not know."""
    known = {step.__name__ for step in steps}
    seen = _set(steps).applied(_database(connection))
    return tuple(step.name for step in seen if step.name not in known)


def apply(connection: object, steps: Sequence[Migration]) -> None:
    """Apply what is pending, each migration and its record in one transaction."""
    _set(steps).apply(_database(connection))


def _set(steps: Sequence[Migration]) -> Migrations:
    migrations = Migrations("db")
    for step in steps:
        migrations(name=step.__name__)(step)
    return migrations


def _database(connection: object) -> Database:
    return Database(connection, strict=True, execute_plugins=False)  # type: ignore[arg-type]

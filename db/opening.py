"""Creating and opening the file: key, pragmas read back, version gate, backup before migration."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from db import migrations, naming, projection
from db.copying import copy_to, remove_file, require_whole, sync_folder
from db.documents import INSERT_ROW, resolve
from db.driver import Connection, keyed, translated
from db.errors import StoreError
from db.graph import split_heads
from db.kinds import KindSpec, Merge, checked_kinds, fingerprint
from db.migrations import Migration
from db.revision import document_key
from db.schema import refuse_changed_schema
from db.store import Store

APPLICATION_ID = 0x534B504C
"""Written into the header of the file, "SKPL"."""

# Order matters: the lock before the journal, the journal before how it is synced (exchange.md, "Store and
# keys"). Each pragma is read back, because SQLite answers a refused one with silence.
_PRAGMAS: tuple[tuple[str, str, str], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("secure_delete", "ON", "1"),
)


def create_store(
    path: Path,
    key: bytes,
    *,
    device: str,
    epoch: str,
    kinds: Sequence[KindSpec],
    merge: Merge,
    merge_version: int = 0,
) -> Store:
    """Create an empty store for a device and its first epoch (32 hexadecimal digits each) and open it.

    The file appears under its name only when it is complete. Raises ``already_exists``.
    """
    document_key(device)
    document_key(epoch)
    if path.exists():
        raise StoreError("already_exists", path=str(path))
    checked_kinds(kinds)
    part = path.with_name(path.name + ".part")
    remove_file(part)
    _touch_private(part)
    connection = keyed(part, key)
    try:
        with translated():
            _set_pragmas(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _migrate(connection, migrations.ALL)
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO meta(key, value) VALUES (?, ?)",
                [("device", device), ("epoch", epoch), ("n", "0"), ("projection", "")],
            )
            connection.execute("COMMIT")
    finally:
        connection.close()
    require_whole(part)
    part.replace(path)
    sync_folder(path.parent)
    return open_store(path, key, kinds=kinds, merge=merge, merge_version=merge_version)


def open_store(
    path: Path,
    key: bytes,
    *,
    kinds: Sequence[KindSpec],
    merge: Merge,
    backup_dir: Path | None = None,
    merge_version: int = 0,
    steps: Sequence[Migration] = migrations.ALL,
) -> Store:
    """Open a store with its raw 256-bit key, in the thread that will use it.

    An older file is copied to ``backup_dir`` (its own folder by default), the copy is proved, and then the
    file is migrated. ``merge_version`` is raised by the program when its merge answers differently, so that
    merged views are made anew. Raises ``not_found``, ``wrong_key``, ``locked``, ``newer_file``,
    ``not_a_store``, ``schema_changed``.
    """
    by_name = checked_kinds(kinds)
    if not path.is_file():
        raise StoreError("not_found", path=str(path))
    if path.stat().st_size == 0:
        # SQLite would take an empty file for a new database, whatever the key.
        raise StoreError("not_a_store", path=str(path))
    connection = keyed(path, key)
    try:
        with translated():
            _prove_key(connection)
            _refuse_foreign(connection, path, steps)
            _set_pragmas(connection)
            path.chmod(0o600)
            if migrations.pending(connection, steps):
                backup_before_migration(connection, path, key, backup_dir or path.parent)
                _migrate(connection, steps)
            projection.prepare(connection)
            _project(connection, by_name, merge, fingerprint(by_name, merge_version))
            refuse_changed_schema(connection, by_name, steps)
            facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        return Store(
            connection,
            path=path,
            key=key,
            device=facts["device"],
            epoch=facts["epoch"],
            kinds=by_name,
            merge=merge,
            steps=steps,
        )
    except BaseException:
        connection.close()
        raise


def _prove_key(connection: Connection) -> None:
    """Read the first page under an exclusive lock; raises ``wrong_key`` or ``locked``."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _refuse_foreign(connection: Connection, path: Path, steps: Sequence[Migration]) -> None:
    """Refuse a database that is not a store, or one that a newer program has written."""
    if connection.execute("PRAGMA application_id").fetchone()[0] not in (APPLICATION_ID, str(APPLICATION_ID)):
        raise StoreError("not_a_store", path=str(path))
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    beyond = migrations.unknown(connection, steps)
    if found > len(steps) or beyond:
        raise StoreError("newer_file", found=found, known=len(steps), path=str(path))


def _set_pragmas(connection: Connection) -> None:
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
        answer = connection.execute(f"PRAGMA {name}").fetchone()
        if answer is None or str(answer[0]).lower() != expected:
            raise StoreError("pragma_refused", pragma=name, answer=str(answer))
    # The lock is taken now, not at the first save, so that a second program is told at once.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")


def _migrate(connection: Connection, steps: Sequence[Migration]) -> None:
    """Apply all pending migrations in one transaction, so that a power cut leaves the old or the new layout."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(connection, steps)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def backup_before_migration(connection: Connection, path: Path, key: bytes, folder: Path) -> Path:
    """Copy the file under a name of its own and prove the copy; raises ``backup_failed``."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    number = 1
    while (target := folder / f"{path.stem}.v{version}-{number}{path.suffix}").exists():
        number += 1
    folder.mkdir(parents=True, exist_ok=True)
    copy_to(connection, lambda copy: keyed(copy, key), target)
    return target


def _project(connection: Connection, kinds: dict[str, KindSpec], merge: Merge, mark: str) -> None:
    """Make the generated tables anew when kinds, merge or their layout differ from the file's."""
    if connection.execute("SELECT value FROM meta WHERE key = 'projection'").fetchone() == (mark,):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for num, doc_id, heads in connection.execute(
            "SELECT num, doc_id, heads FROM document WHERE merged IS NOT NULL"
        ).fetchall():
            connection.execute(INSERT_ROW, resolve(connection, num, doc_id, split_heads(heads), merge))
        projection.fill_all(connection, kinds)
        naming.fill(connection, kinds)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'projection'", (mark,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _touch_private(path: Path) -> None:
    """Create an empty file that only its owner can read, before anything is written into it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))

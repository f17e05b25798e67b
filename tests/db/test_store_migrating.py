"""Migrations: frozen, after a proved backup, in one transaction."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlite_utils.db import Database

import db
from db import migrations, opening

FROZEN = {
    "m0001_first.py": "2209111edc562d655884ed9bac78be83c4fcbb451e5fed555eddf06ae1b6fcd6",
    "m0002_erasure.py": "e16407d1f0ef8af719cbd9b8cf09b39fa74b42230da29b4c9ae19a37c683961a",
    "m0003_naming.py": "853702424d3ced97818a62c103acab720f73b71156830885bff01cc01350385e",
}


def m0004_more(database: Database) -> None:
    database.table("more").create({"num": int, "text": str}, pk="num", strict=True)


def m0004_broken(database: Database) -> None:
    database.table("more").create({"num": int}, pk="num", strict=True)
    database.execute("INSERT INTO no_such_table VALUES (1)")


def test_that_released_migrations_never_change() -> None:
    folder = Path(migrations.__file__).parent
    found = {
        path.name: hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        for path in folder.glob("m*.py")
    }
    assert found == FROZEN


def test_that_migrations_are_numbered_without_gaps() -> None:
    assert [step.__name__[:5] for step in migrations.ALL] == [f"m{n:04}" for n in range(1, len(migrations.ALL) + 1)]


def test_that_an_older_file_is_copied_before_it_is_migrated(desk: Any) -> None:
    store = desk.new("kantor.db")
    desk.save(store, "a" * 32, nama="Sebelum")
    before = desk.content(store)
    store.close()
    backups = desk.folder / "cadangan"
    steps = (*migrations.ALL, m0004_more)
    newer = desk.open(store.path, backup_dir=backups, steps=steps)
    assert desk.content(newer) == before
    assert newer._connection.execute("SELECT count(*) FROM more").fetchone() == (0,)
    assert newer.check() == []
    newer.close()
    with pytest.raises(db.StoreError, match="newer_file"):
        desk.open(store.path)
    (copy,) = backups.iterdir()
    old = desk.open(copy)
    assert desk.content(old) == before


def test_that_a_failing_migration_leaves_the_old_file_usable(desk: Any) -> None:
    store = desk.new()
    desk.save(store, "a" * 32, nama="Tetap")
    before = desk.content(store)
    store.close()
    with pytest.raises(db.StoreError):
        desk.open(store.path, steps=(*migrations.ALL, m0004_broken))
    assert desk.content(desk.open(store.path)) == before


def test_that_a_backup_that_cannot_be_made_prevents_the_migration(desk: Any) -> None:
    store = desk.new()
    store.close()
    blocked = desk.folder / "berkas"
    blocked.write_bytes(b"")
    with pytest.raises((db.StoreError, OSError)):
        desk.open(store.path, backup_dir=blocked, steps=(*migrations.ALL, m0004_more))
    desk.open(store.path)


def test_that_a_file_of_the_first_layout_is_carried_over_and_can_be_erased_from(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is made and filled with the first migration alone, as the first release did."""
    path = desk.folder / "lama.db"
    with monkeypatch.context() as first:
        first.setattr(migrations, "ALL", (migrations.m0001_first,))
        first.setattr(opening, "open_store", lambda *_args, **_given: None)
        opening.create_store(path, desk.key, device="1" * 32, epoch="e" * 32, kinds=desk.kinds, merge=desk.merge)
    old = desk.open(path, steps=(migrations.m0001_first,))
    tables = {row[0] for row in old._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert "erased" not in tables
    made = [desk.save(old, "a" * 32, nama=f"Versi {n}") for n in range(2)]
    chain = list(old.audit_raw())
    old.close()
    backups = desk.folder / "cadangan"
    store = desk.open(path, backup_dir=backups)
    assert (store.history("a" * 32), list(store.audit_raw()), store.check()) == (made, chain, [])
    (copy,) = backups.iterdir()
    assert copy.name == "lama.v1-1.db"
    with store.write(act="hapus_data", who="x", at=desk.at) as tx:
        body = json.dumps({"revisi": [msgspec.to_builtins(db.skeleton_of(made[0]))]}).encode()
        record = tx.save("penghapusan", "c" * 32, body, scope="", schema=1)
        assert tx.erase([db.skeleton_of(made[0])], by=record.rev_id).erased == 1
    assert store.check() == []
    assert desk.add(store, [made[0].raw]).erased == 1

"""Backups: complete, encrypted, proved before they count."""

from __future__ import annotations

import os
import stat
from typing import Any

import pytest

import db
from db import copying, driver

DOC = "a" * 32


def test_that_a_backup_opens_with_the_same_key_and_says_the_same(desk: Any, store: db.Store) -> None:
    for n in range(50):
        desk.save(store, f"{n:032x}", nama=f"Orang {n}")
    store.put_working(db.Working(DOC, "x", "pegawai", "", 1, (), b"{}", desk.at))
    target = desk.folder / "cadangan" / "satu.db"
    target.parent.mkdir()
    store.backup(target)
    assert [path.name for path in target.parent.iterdir()] == ["satu.db"]
    assert b"Orang" not in target.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    copy = desk.open(target)
    assert desk.content(copy) == desk.content(store)
    assert (copy.audit_head(), copy.workings()) == (store.audit_head(), store.workings())
    assert copy.check() == []


def test_that_a_backup_of_a_reopened_store_can_be_read(desk: Any) -> None:
    store = desk.new()
    desk.save(store, DOC, nama="A")
    store.close()
    store = desk.open(store.path)
    store.backup(desk.folder / "b.db")
    assert desk.open(desk.folder / "b.db").document(DOC) == store.document(DOC)


def test_that_no_backup_overwrites_another(desk: Any, store: db.Store) -> None:
    target = desk.folder / "b.db"
    target.write_bytes(b"old")
    with pytest.raises(db.StoreError, match="already_exists"):
        store.backup(target)
    assert target.read_bytes() == b"old"


def test_that_a_failed_backup_leaves_no_file_and_the_store_working(desk: Any, store: db.Store) -> None:
    with pytest.raises(db.StoreError) as caught:
        store.backup(desk.folder / "tiada" / "b.db")
    assert caught.value.code in {"io_error", "cannot_open"}
    desk.save(store, DOC, nama="A")
    assert sorted(path.name for path in desk.folder.iterdir() if "b.db" in path.name) == []


@pytest.mark.parametrize("page", [0, 5, 9])
def test_that_a_copy_that_came_out_damaged_does_not_count(desk: Any, store: db.Store, page: int) -> None:
    """The disk damages the copy after it was written and before it is compared."""
    desk.save(store, DOC, nama="A")
    target = desk.folder / "b.db"
    opened = 0

    def open_copy(part: Any) -> Any:
        nonlocal opened
        opened += 1
        if opened == 2:
            data = bytearray(part.read_bytes())
            data[page * 16384 + 1000] ^= 1
            part.write_bytes(data)
        return driver.keyed(part, desk.key)

    with pytest.raises(db.StoreError, match="backup_failed"):
        copying.copy_to(store._connection, open_copy, target)
    assert opened == 2
    assert [path.name for path in desk.folder.iterdir() if "b.db" in path.name] == []


def test_that_a_sound_copy_of_something_else_does_not_count(desk: Any, store: db.Store) -> None:
    desk.save(store, DOC, nama="A")
    other = desk.new()
    opened = 0

    def open_copy(part: Any) -> Any:
        nonlocal opened
        opened += 1
        return driver.keyed(part, desk.key) if opened == 1 else driver.keyed(empty, desk.key)

    empty = desk.folder / "kosong.db"
    other.backup(empty)
    with pytest.raises(db.StoreError, match="backup_failed"):
        copying.copy_to(store._connection, open_copy, desk.folder / "b.db")

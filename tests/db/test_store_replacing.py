"""Another key and another file: a copy is proved, and what stood there before is never half of anything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import db
from db import copying

NEW_KEY = bytes(range(100, 132))
DOC = "a" * 32


@pytest.fixture
def ready(desk: Any, store: db.Store) -> Path:
    """A closed store with one document, and beside it the copy under another key."""
    desk.save(store, DOC, nama="Kenanga Fiktif")
    store.copy_with_key(desk.folder / "baru.db", NEW_KEY)
    store.close()
    return Path(desk.folder / "baru.db")


def test_that_a_copy_under_another_key_opens_with_that_key_alone(desk: Any, store: db.Store) -> None:
    for n in range(40):
        desk.save(store, f"{n:032x}", nama=f"Orang {n}")
    before, head = desk.content(store), store.audit_head()
    target = desk.folder / "baru.db"
    store.copy_with_key(target, NEW_KEY)
    with pytest.raises(db.StoreError, match="wrong_key"):
        desk.open(target)
    copy = desk.open(target, key=NEW_KEY)
    assert (desk.content(copy), copy.audit_head(), copy.check()) == (before, head, [])
    desk.save(store, DOC, nama="Masih dengan kunci lama")
    assert sorted(path.name for path in desk.folder.iterdir() if "part" in path.name) == []


def test_that_a_key_of_another_length_makes_no_copy(desk: Any, store: db.Store) -> None:
    with pytest.raises(db.StoreError, match="bad_key"):
        store.copy_with_key(desk.folder / "baru.db", b"short")
    assert not (desk.folder / "baru.db").exists()


def test_that_the_copy_takes_the_place_of_the_closed_store(desk: Any, store: db.Store, ready: Path) -> None:
    db.replace_store(store.path, ready)
    assert sorted(path.name for path in desk.folder.iterdir()) == [store.path.name]
    assert desk.open(store.path, key=NEW_KEY).document(DOC).label == "Kenanga Fiktif"


def test_that_a_store_that_was_not_closed_is_not_replaced(desk: Any, store: db.Store, ready: Path) -> None:
    before = store.path.read_bytes()
    Path(f"{store.path}-wal").write_bytes(b"committed pages")
    with pytest.raises(db.StoreError, match="not_closed"):
        db.replace_store(store.path, ready)
    assert store.path.read_bytes() == before
    assert Path(f"{store.path}-wal").read_bytes() == b"committed pages"


def test_that_the_old_file_is_kept_with_its_log_where_that_is_asked(desk: Any, store: db.Store, ready: Path) -> None:
    before = store.path.read_bytes()
    Path(f"{store.path}-wal").write_bytes(b"committed pages")
    keep = desk.folder / "lama.db"
    db.replace_store(store.path, ready, keep)
    assert sorted(path.name for path in desk.folder.iterdir()) == ["lama.db", "lama.db-wal", store.path.name]
    assert (keep.read_bytes(), Path(f"{keep}-wal").read_bytes()) == (before, b"committed pages")
    assert desk.open(store.path, key=NEW_KEY).check() == []


@pytest.mark.parametrize("step", range(3))
def test_that_replacing_finishes_when_it_is_called_again_after_a_power_cut(
    desk: Any, store: db.Store, ready: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(f"{store.path}-wal").write_bytes(b"committed pages")
    keep = desk.folder / "lama.db"
    rename = copying._rename
    done = 0

    def cut(part: Path, target: Path) -> None:
        nonlocal done
        if done == step:
            raise KeyboardInterrupt
        done += 1
        rename(part, target)

    monkeypatch.setattr(copying, "_rename", cut)
    with pytest.raises(KeyboardInterrupt):
        db.replace_store(store.path, ready, keep)
    monkeypatch.undo()
    assert ready.exists()
    db.replace_store(store.path, ready, keep)
    assert desk.open(store.path, key=NEW_KEY).check() == []
    assert Path(f"{keep}-wal").exists()


def test_that_nothing_is_replaced_by_a_file_that_is_missing_or_over_one_that_is_kept(
    desk: Any, store: db.Store, ready: Path
) -> None:
    with pytest.raises(db.StoreError, match="not_found"):
        db.replace_store(store.path, desk.folder / "tiada.db")
    (desk.folder / "lama.db").write_bytes(b"older")
    with pytest.raises(db.StoreError, match="already_exists"):
        db.replace_store(store.path, ready, desk.folder / "lama.db")
    assert (desk.folder / "lama.db").read_bytes() == b"older"
    assert desk.open(store.path).document(DOC).label == "Kenanga Fiktif"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_that_a_folder_that_cannot_be_written_is_named(desk: Any, store: db.Store, ready: Path) -> None:
    desk.folder.chmod(0o500)
    try:
        with pytest.raises(db.StoreError) as caught:
            db.replace_store(store.path, ready)
    finally:
        desk.folder.chmod(0o700)
    assert (caught.value.code, caught.value.facts["path"]) == ("io_error", str(store.path))


def test_that_the_versions_of_the_libraries_are_told() -> None:
    found = db.versions()
    assert sorted(found) == ["provider", "sqlcipher", "sqlite"]
    assert all(text.strip() for text in found.values())
    assert tuple(map(int, found["sqlite"].split("."))) >= (3, 51, 3)

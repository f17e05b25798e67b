"""Opening: key, pragmas, one program at a time, versions, files."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils.db import Database

import db
from db import driver


def code_of(call: Any) -> str:
    with pytest.raises(db.StoreError) as caught:
        call()
    return caught.value.code


def test_that_every_pragma_of_the_open_file_has_its_value(store: db.Store) -> None:
    expected = {
        "locking_mode": "exclusive", "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1,
        "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2, "secure_delete": 1, "page_size": 16384,
        "cipher_page_size": 16384,
    }  # fmt: skip
    found = {name: store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}
    assert {name: str(value) for name, value in found.items()} == {name: str(value) for name, value in expected.items()}


def test_that_a_closed_store_is_one_private_file_without_readable_text(desk: Any) -> None:
    store = desk.new("kantor.db")
    desk.save(store, "a" * 32, nama="Kenanga Fiktif")
    store.close()
    assert [path.name for path in desk.folder.iterdir()] == ["kantor.db"]
    path = desk.folder / "kantor.db"
    assert b"Kenanga" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format 3")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_identity_and_content_survive_a_reopening(desk: Any) -> None:
    store = desk.new(device="1" * 32)
    desk.save(store, "a" * 32, nama="Melati")
    before = desk.content(store)
    store.close()
    again = desk.open(store.path)
    assert (again.device, again.epoch) == ("1" * 32, "e" * 32)
    assert desk.content(again) == before
    assert desk.save(again, "a" * 32, nama="Mawar").n == 2


def test_that_a_wrong_key_is_refused_and_leaves_the_file_alone(desk: Any, capfd: Any) -> None:
    store = desk.new()
    store.close()
    before = store.path.read_bytes()
    assert code_of(lambda: desk.open(store.path, key=b"x" * 32)) == "wrong_key"
    assert store.path.read_bytes() == before
    assert capfd.readouterr().err == ""


def test_that_a_key_of_another_length_is_refused(desk: Any, store: db.Store) -> None:
    assert code_of(lambda: desk.open(store.path, key=b"short")) == "bad_key"


def test_that_a_second_program_is_refused_while_the_first_has_it_open(desk: Any, store: db.Store) -> None:
    script = (
        "import sys, db; from pathlib import Path\n"
        "try: db.open_store(Path(sys.argv[1]), bytes(range(32)), kinds=(), merge=None)\n"
        "except db.StoreError as error: print(error.code)\n"
    )
    root = Path(db.__file__).parent.parent
    run = subprocess.run(
        [sys.executable, "-c", script, str(store.path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "locked"
    desk.save(store, "a" * 32, nama="Tetap bisa menulis")


def test_that_missing_present_empty_and_foreign_files_are_told_apart(desk: Any, store: db.Store) -> None:
    assert code_of(lambda: desk.open(desk.folder / "tiada.db")) == "not_found"
    assert code_of(lambda: desk.new(store.path.name)) == "already_exists"
    empty = desk.folder / "kosong.db"
    empty.touch()
    assert code_of(lambda: desk.open(empty)) == "not_a_store"
    foreign = desk.folder / "asing.db"
    connection = driver.keyed(foreign, desk.key)
    connection.execute("CREATE TABLE t(x)")
    connection.close()
    assert code_of(lambda: desk.open(foreign)) == "not_a_store"


def test_that_a_file_of_a_newer_program_is_refused_unchanged(desk: Any) -> None:
    store = desk.new()
    store._connection.execute("PRAGMA user_version = 99")
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(db.StoreError) as caught:
        desk.open(store.path)
    assert (caught.value.code, caught.value.facts["found"]) == ("newer_file", 99)
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER jebakan AFTER INSERT ON revision BEGIN DELETE FROM space; END",
        "CREATE VIEW v_titipan AS SELECT 1",
        "DROP INDEX audit_by_act",
    ],
)
def test_that_a_planted_or_missing_object_is_refused(desk: Any, sql: str) -> None:
    store = desk.new()
    store._connection.execute(sql)
    assert "schema_changed" in {finding.code for finding in store.check(deep=False)}
    store.close()
    assert code_of(lambda: desk.open(store.path)) == "schema_changed"


def test_that_an_unfinished_creation_does_not_stand_in_the_way(desk: Any) -> None:
    (desk.folder / "kantor.db.part").write_bytes(b"half")
    desk.new("kantor.db").close()
    assert [path.name for path in desk.folder.iterdir()] == ["kantor.db"]


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 6, 23), True), ((3, 7, 0), False), ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True),
        ((3, 50, 6), False), ((3, 50, 7), True), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True),
    ],
)  # fmt: skip
def test_that_sqlite_with_the_wal_reset_defect_is_refused(version: tuple[int, int, int], sound: bool) -> None:
    if sound:
        driver.refuse_unsound(version)
    else:
        assert code_of(lambda: driver.refuse_unsound(version)) == "unsafe_sqlite"


def test_that_sqlite_utils_works_on_the_encrypted_connection(tmp_path: Path) -> None:
    """The shim is what makes sqlite-utils catch the errors of this driver; without it this test fails."""
    connection = driver.keyed(tmp_path / "x.db", bytes(32))
    database = Database(connection, execute_plugins=False)
    database.table("t").insert({"a": 1})
    database.table("t").insert({"a": 2, "b": "new column"}, alter=True)
    assert list(database.query("INSERT INTO t(a) VALUES (3) RETURNING a")) == [{"a": 3}]
    assert not connection.in_transaction
    connection.close()


def test_that_a_changed_declaration_of_kinds_makes_the_columns_anew(desk: Any) -> None:
    store = desk.new()
    desk.save(store, "a" * 32, nama="Dahlia", nip="19900101", golongan="III/a")
    store.close()
    kinds = (db.KindSpec(kind="pegawai", columns={"golongan": "$.golongan"}, label="$.nip"),)
    again = desk.open(store.path, kinds=kinds)
    (found,) = again.find("pegawai", where={"golongan": "III/a"})
    assert (found.label, found.columns) == ("19900101", {"golongan": "III/a"})
    assert again.check() == []


def test_that_a_new_merge_version_makes_merged_views_anew(desk: Any) -> None:
    store = desk.new()
    first = desk.save(store, "a" * 32, nama="A")
    for name in "BC":
        desk.save(store, "a" * 32, nama=name, parents=[first.rev_id])
    store.close()

    def other(kind: str, bases: Any, sides: Any) -> db.MergedView:
        return db.MergedView(b'{"nama":"baru"}', False, ())

    assert desk.open(store.path, merge=other).document("a" * 32).label != "baru"
    desk.close()
    assert desk.open(store.path, merge=other, merge_version=1).document("a" * 32).label == "baru"


@pytest.mark.parametrize(
    "spec",
    [
        db.KindSpec(kind="Pegawai"),
        db.KindSpec(kind="p", columns={'x"; DROP TABLE revision; --': "$.a"}),
        db.KindSpec(kind="p", columns={"body": "$.a"}),
        db.KindSpec(kind="p", columns={"a": "$.a') FROM x --"}),
        db.KindSpec(kind="p", index=("tiada",)),
    ],
)
def test_that_a_kind_that_cannot_be_plain_sql_is_refused(desk: Any, spec: db.KindSpec, store: db.Store) -> None:
    assert code_of(lambda: desk.open(store.path, kinds=(spec,))) == "bad_kind"

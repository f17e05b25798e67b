"""Failing disks, failing commits, kills: nothing acknowledged is lost, nothing half-done stays."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

import db
from db import driver

DOC = "a" * 32
posix = pytest.mark.skipif(os.name != "posix", reason="limits and signals of POSIX")


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Let every write beyond this size fail, as a failing disk does."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@posix
def test_that_after_a_failed_commit_nothing_is_written_until_the_store_is_reopened(desk: Any) -> None:
    store = desk.new()
    desk.save(store, DOC, nama="Tersimpan")
    before, rows = desk.content(store), store.audit_head()
    wal = store.path.with_name(store.path.name + "-wal")
    with files_no_longer_than(wal.stat().st_size), pytest.raises(db.StoreError) as caught:
        desk.save(store, DOC, nama="Gagal")
    assert caught.value.code in {"io_error", "disk_full"}
    for attempt in (
        lambda: desk.save(store, DOC, nama="Lagi"),
        lambda: store.put_working(db.Working(DOC, "x", "pegawai", "", 1, (), b"{}", desk.at)),
        store.rebuild,
    ):
        with pytest.raises(db.StoreError, match="store_must_reopen"):
            attempt()
    assert desk.content(store) == before
    store.close()
    again = desk.open(store.path)
    assert (desk.content(again), again.audit_head()) == (before, rows)
    assert again.check() == []
    desk.save(again, DOC, nama="Berhasil")


def test_that_any_commit_that_fails_stops_the_writing(desk: Any, store: db.Store) -> None:
    """A foreign key that is checked at the end makes COMMIT itself fail, without any fault of the disk."""
    connection = store._connection
    connection.execute("CREATE TABLE induk(id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE anak(id INTEGER REFERENCES induk(id) DEFERRABLE INITIALLY DEFERRED)")

    def save_orphan() -> None:
        with store.write(act="simpan", who="x", at=desk.at) as tx:
            tx.save("pegawai", DOC, b"{}", scope="", schema=1)
            connection.execute("INSERT INTO anak VALUES (7)")

    with pytest.raises(db.StoreError, match="FOREIGN KEY"):
        save_orphan()
    with pytest.raises(db.StoreError, match="store_must_reopen"):
        desk.save(store, DOC, nama="A")
    assert (store.last_seq(), store.audit_head()[0]) == (0, 0)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (dbapi2.OperationalError("database or disk is full"), "disk_full"),
        (dbapi2.OperationalError("disk I/O error"), "io_error"),
        (sqlite3.OperationalError("database is locked"), "locked"),
        (sqlite3.DatabaseError("database disk image is malformed"), "damaged"),
        (dbapi2.DatabaseError("file is not a database"), "wrong_key"),
        (dbapi2.OperationalError("unable to open database file"), "cannot_open"),
        (dbapi2.OperationalError("attempt to write a readonly database"), "read_only"),
        (dbapi2.IntegrityError("something new"), "database_error"),
        (MemoryError(), "out_of_memory"),
    ],
)
def test_that_errors_of_both_libraries_become_one_kind(error: Exception, code: str) -> None:
    with pytest.raises(db.StoreError) as caught, driver.translated():
        raise error
    assert (caught.value.code, caught.value.__cause__) == (code, error)


def test_that_a_full_disk_while_adding_leaves_nothing_behind(desk: Any, store: db.Store) -> None:
    desk.save(store, DOC, nama="Tersimpan")
    before = desk.content(store)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    many = [desk.revision(f"{n:032x}", body=b'{"nama":"%s"}' % (b"x" * 2000)).raw for n in range(500)]
    with pytest.raises(db.StoreError) as caught:
        desk.add(store, many)
    assert caught.value.code == "disk_full"
    assert desk.content(store) == before
    store._connection.execute("PRAGMA max_page_count = 1000000")
    assert desk.add(store, many).new == 500
    assert store.check() == []


def test_that_another_thread_is_refused_with_a_code(store: db.Store) -> None:
    codes: list[str] = []

    def ask() -> None:
        try:
            store.last_seq()
        except db.StoreError as error:
            codes.append(error.code)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert codes == ["wrong_thread"]


def test_that_a_closed_store_says_so(store: db.Store) -> None:
    store.close()
    store.close()
    with pytest.raises(db.StoreError, match="store_closed"):
        store.last_seq()


CHILD = """
import json, sys
from pathlib import Path
import db

def merge(kind, bases, sides):
    return db.MergedView(sides[0][1] or b"{}", False, ())

kinds = (db.KindSpec(kind="pegawai", columns={"nama": "$.nama"}, label="$.nama", search=("$.nama",)),)
store = db.open_store(Path(sys.argv[1]), bytes(range(32)), kinds=kinds, merge=merge)
at = db.Claim("2026-01-01T00:00:00+07:00")
start = store.last_seq()
print("open", start, flush=True)
for n in range(start + 1, start + 100000):
    body = json.dumps({"nama": f"Orang {n}"}).encode()
    if n % 5 == 0:
        foreign = [
            db.encode_revision(kind="pegawai", doc_id=f"{n:016x}{k:016x}", parents=(), device="f" * 32,
                epoch="e" * 32, n=n, who="x", at=at, schema=1, scope="33", why="", deleted=False, body=body).raw
            for k in range(3)
        ]
        with store.write(act="impor", who="x", at=at) as tx:
            tx.add(foreign, source="x")
        print("add", n, flush=True)
    else:
        with store.write(act="simpan", who="x", at=at) as tx:
            rev_id = tx.save("pegawai", f"{n % 7:032x}", body, scope="33", schema=1).rev_id
        print("save", rev_id, flush=True)
        store.put_working(db.Working("a" * 32, "x", "pegawai", "", 1, (), body, at))
        print("type", n, flush=True)
"""


@posix
@pytest.mark.slow
def test_that_killing_the_program_twenty_times_loses_no_acknowledged_save(desk: Any) -> None:
    store = desk.new()
    store.close()
    root = Path(db.__file__).parent.parent
    rng = random.Random(20)
    kinds = (db.KindSpec(kind="pegawai", columns={"nama": "$.nama"}, label="$.nama", search=("$.nama",)),)
    saved: set[str] = set()
    added = killed = 0
    for _ in range(20):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(store.path)], cwd=root, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline().startswith("open")
        time.sleep(rng.uniform(0.0, 0.15))
        child.send_signal(signal.SIGKILL)
        lines = [line.split() for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        killed += child.wait() == -signal.SIGKILL
        child.stdout.close()
        saved |= {words[1] for words in lines if words[0] == "save"}
        added += 3 * sum(words[0] == "add" for words in lines)
        typed = [int(words[1]) for words in lines if words[0] == "type"]
        reopened = desk.open(store.path, kinds=kinds)
        assert reopened.known(saved) == saved
        assert reopened.last_seq() >= len(saved) + added
        if typed:
            working = reopened.working("a" * 32, "x")
            assert working is not None
            assert int(working.body.split(b"Orang ")[1].rstrip(b'"}')) >= typed[-1]
        assert reopened.check() == []
        reopened.close()
    assert killed == 20
    assert len(saved) > 20

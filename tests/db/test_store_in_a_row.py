"""Large transactions one after the other: each is durable, and the log is folded in after the last or an erasure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

import db

DOC, RECORD = "a" * 32, "c" * 32


def log_size(store: db.Store) -> int:
    """Bytes of the write-ahead log beside the file."""
    return Path(f"{store.path}-wal").stat().st_size


def take_in(desk: Any, store: db.Store, n: int) -> None:
    """Bring in one revision from elsewhere."""
    there = desk.new()
    raw = desk.save(there, f"{n:032x}", nama=f"Melati {n}").raw
    with store.write(act="impor", who="penguji", at=desk.at) as tx:
        tx.add([raw], source="paket")


def test_that_the_log_is_folded_in_after_the_last_of_a_row(desk: Any, store: db.Store) -> None:
    take_in(desk, store, 1)
    assert log_size(store) == 0
    with store.in_a_row():
        take_in(desk, store, 2)
        with store.in_a_row():
            take_in(desk, store, 3)
        assert log_size(store) > 0
    assert log_size(store) == 0
    assert store.count("pegawai") == 3
    assert store.check() == []


def test_that_a_row_that_breaks_off_keeps_what_was_committed(desk: Any, store: db.Store) -> None:
    try:
        with store.in_a_row():
            take_in(desk, store, 1)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert log_size(store) == 0
    assert store.count("pegawai") == 1


def test_that_an_erasure_leaves_the_log_at_once(desk: Any, store: db.Store) -> None:
    said = desk.save(store, DOC, nama="Melati")
    named = [db.skeleton_of(said)]
    body = json.dumps({"revisi": msgspec.to_builtins(named)}).encode()
    with store.in_a_row():
        take_in(desk, store, 1)
        with store.write(act="hapus_data", who="admin", at=desk.at, doc_id=RECORD) as tx:
            by = tx.save("penghapusan", RECORD, body, scope="33.73.04", schema=1)
            tx.erase(named, by=by.rev_id)
        assert log_size(store) == 0

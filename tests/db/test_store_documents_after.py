"""What came after a point of the log, counted by document without reading it; what was erased is not counted."""

from __future__ import annotations

from typing import Any

from db import Store

A, B, C = ("a" * 32, "b" * 32, "c" * 32)


def test_that_the_revisions_after_a_point_are_counted_by_document(desk: Any, store: Store) -> None:
    for doc_id in (A, B, A, C, A):
        desk.save(store, doc_id, isi=str(store.last_seq()))
    kind, scope = store.document(A).kind, store.document(A).scope  # type: ignore[union-attr]
    assert store.documents_after(0) == [(B, kind, scope, 1, 2), (C, kind, scope, 1, 4), (A, kind, scope, 3, 5)]
    assert [(doc, count) for doc, _, _, count, _ in store.documents_after(3)] == [(C, 1), (A, 1)]
    assert store.documents_after(5) == []


def test_that_it_counts_what_reading_the_log_finds(desk: Any, store: Store) -> None:
    for number in range(7):
        desk.save(store, f"{number % 3:032x}", isi=str(number))
    desk.tamper(store, "INSERT INTO erased (rev_id, by_rev) SELECT rev_id, rev_id FROM revision WHERE seq = 2")
    for start in range(8):
        found = list(store.revisions_after(start))
        assert sum(count for *_, count, _ in store.documents_after(start)) == len(found)

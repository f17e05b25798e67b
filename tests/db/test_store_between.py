"""Revisions whose ids lie between two: what a short code on paper names."""

from __future__ import annotations

from typing import Any

from db import Store

LAST = "f" * 64
FIRST = "0" * 64


def _save(desk: Any, store: Store, number: int) -> str:
    with store.write(act="uji", who="u", at=desk.at) as tx:
        return tx.save("catatan", f"{number:032x}", b'{"isi":"%d"}' % number, scope="99.01", schema=1).rev_id


def test_that_only_revisions_between_two_ids_are_returned_with_their_place(desk: Any) -> None:
    store = desk.new()
    ids = [_save(desk, store, number) for number in range(5)]
    every = store.between(FIRST, LAST)
    assert [rev.rev_id for _, rev in every] == sorted(ids)
    assert {rev.rev_id: seq for seq, rev in every} == {rev_id: place for place, rev_id in enumerate(ids, 1)}
    for rev_id in ids:
        assert [rev.rev_id for _, rev in store.between(rev_id, rev_id)] == [rev_id]
    low = sorted(ids)[1]
    assert [rev.rev_id for _, rev in store.between(low, LAST)] == sorted(ids)[1:]
    assert len(store.between(FIRST, LAST, limit=2)) == 2

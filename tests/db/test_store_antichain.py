"""A revision joins versions that stand beside each other: one that names a version and its successor is refused."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

import db
from db import antichain
from db.graph import related
from tests.db.test_store_limits import raws_of, read_in, reasons

DOC = "a" * 32


def line(desk: Any, length: int) -> list[db.Revision]:
    """Make revisions of which each has the one before as its parent."""
    made: list[db.Revision] = []
    for n in range(1, length + 1):
        parents = (made[-1].rev_id,) if made else ()
        made.append(desk.revision(DOC, parents, n, body=json.dumps({"nama": f"V{n}"}).encode()))
    return made


def test_that_a_version_named_beside_its_successor_is_refused_in_every_order(desk: Any) -> None:
    first, second, third = line(desk, 3)
    back = desk.revision(DOC, sorted((first.rev_id, third.rev_id)), 9, body=first.body)
    after = desk.revision(DOC, (back.rev_id,), 10, body=first.body)
    for order in itertools.permutations((first, second, third, back, after)):
        store = desk.new()
        for one in order:
            desk.add(store, [one.raw])
        document = store.document(DOC)
        assert document is not None
        assert (document.heads, document.body) == ((third.rev_id,), third.body)
        assert [(one.rev_id, one.reason) for one in store.quarantined()] == [(back.rev_id, "related_parents")]
        assert [one.rev_id for one in store.waiting()] == [after.rev_id], "what builds on it never comes in"
        assert store.check() == []


def test_that_sending_it_again_changes_nothing(desk: Any, store: db.Store) -> None:
    first, second = line(desk, 2)
    back = desk.revision(DOC, sorted((first.rev_id, second.rev_id)), 9)
    desk.add(store, raws_of([first, second, back]))
    before = desk.content(store)
    report = desk.add(store, raws_of([back, second, first]))
    assert (report.new, report.waiting, desk.content(store)) == (0, 0, before)


def test_that_our_own_saving_refuses_it_and_writes_nothing(desk: Any, store: db.Store) -> None:
    first = desk.save(store, DOC, nama="A")
    second = desk.save(store, DOC, nama="B")
    with pytest.raises(db.StoreError) as refusal:
        desk.save(store, DOC, nama="A", parents=[first.rev_id, second.rev_id])
    assert refusal.value.code == "related_parents"
    assert (store.last_seq(), store.quarantined()) == (2, [])


def test_that_versions_beside_each_other_are_joined_also_when_others_joined_them_first(
    desk: Any, store: db.Store
) -> None:
    root = desk.save(store, DOC, nama="A")
    left, right = (desk.save(store, DOC, nama=name, parents=[root.rev_id]) for name in "BC")
    for name in "DE":
        desk.save(store, DOC, nama=name, parents=[left.rev_id, right.rev_id])
    document = store.document(DOC)
    assert document is not None
    assert (len(document.heads), store.quarantined(), store.check()) == (2, [], [])


def test_that_a_parent_far_above_is_found_within_one_bundle(desk: Any, store: db.Store) -> None:
    made = line(desk, 300)
    back = desk.revision(DOC, sorted((made[3].rev_id, made[-1].rev_id)), 999)
    desk.add(store, raws_of([*made, back]))
    assert (store.last_seq(), reasons(store)) == (300, ["related_parents"])


def test_that_joining_heads_reads_nothing_and_a_second_look_reads_nothing_twice(
    desk: Any, store: db.Store, monkeypatch: Any
) -> None:
    made = line(desk, 40)
    side = desk.revision(DOC, (made[0].rev_id,), 500)
    desk.add(store, raws_of([*made, side]))
    join = desk.revision(DOC, sorted((side.rev_id, made[-1].rev_id)), 501)
    with read_in(monkeypatch, antichain) as read:
        desk.add(store, [join.raw])
    assert read == []
    late = [desk.revision(DOC, sorted((made[0].rev_id, made[-1].rev_id)), n) for n in range(600, 620)]
    with read_in(monkeypatch, antichain) as read:
        desk.add(store, raws_of(late))
    assert len(read) <= 40
    assert reasons(store) == ["related_parents"] * 20


def test_that_a_walk_ends_at_its_limit_and_what_is_too_far_counts_as_unproved(
    desk: Any, store: db.Store, monkeypatch: Any
) -> None:
    made = line(desk, 30)
    desk.add(store, raws_of(made))
    ends = [made[0].rev_id, made[-1].rev_id]
    assert not store.are_apart(ends)
    monkeypatch.setattr(antichain, "MAX_WALK", 10)
    with read_in(monkeypatch, antichain) as read:
        assert not store.are_apart(ends)
    assert len(read) <= 10
    report = desk.add(store, [desk.revision(DOC, sorted(ends), 99).raw])
    assert (report.new, report.quarantined) == (1, 0), "nobody can make a document impossible to join"
    assert related([1, 2], {1: (1, []), 2: (2, [])}.__getitem__, 2) is False


def test_that_being_apart_is_told_of_versions_and_what_they_would_be_together(desk: Any, store: db.Store) -> None:
    root = desk.save(store, DOC, nama="A", nip="1")
    left, right = (desk.save(store, DOC, nama=name, nip="1", parents=[root.rev_id]) for name in "BC")
    desk.save(store, DOC, nama="D", nip="1")
    assert store.are_apart([left.rev_id, right.rev_id])
    assert not store.are_apart([root.rev_id, right.rev_id])
    both = store.joined(DOC, [left.rev_id, right.rev_id])
    assert both is not None
    assert ([one.path for one in both.conflicts], set(both.heads)) == (["nama"], {left.rev_id, right.rev_id})
    alone = store.joined(DOC, [root.rev_id])
    assert alone is not None
    assert (json.loads(alone.body), alone.conflicts) == ({"nama": "A", "nip": "1"}, ())
    assert store.joined(DOC, ["f" * 64]) is None
    assert store.joined("b" * 32, [root.rev_id]) is None

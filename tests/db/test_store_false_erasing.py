"""A record of erasure that lies about a revision which has not come yet: the revision comes in all the same."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import msgspec

import db

DOC, FALSE, RECORD = "a" * 32, "b" * 32, "c" * 32


def record_of(desk: Any, *named: db.Skeleton, doc: str = RECORD) -> bytes:
    """Return the bytes of a record that names these skeletons."""
    body = json.dumps({"revisi": msgspec.to_builtins(named)}).encode()
    raw: bytes = desk.revision(doc, kind="penghapusan", n=900, body=body).raw
    return raw


def carry_out(desk: Any, store: db.Store, raw: bytes) -> db.ErasureReport:
    record = db.decode_revision(raw)
    named = [msgspec.convert(one, db.Skeleton) for one in json.loads(record.body)["revisi"]]
    with store.write(act="impor", who="penguji", at=desk.at) as tx:
        tx.add([raw], source="paket")
        return tx.erase(named, by=record.rev_id)


def lie(revision: db.Revision, **facts: Any) -> db.Skeleton:
    """Return a skeleton that puts a revision into another document."""
    return msgspec.structs.replace(db.skeleton_of(revision), **{"doc_id": FALSE, "parents": (), **facts})


def test_that_what_a_record_lied_about_comes_in_and_with_it_what_was_held_back(desk: Any, store: db.Store) -> None:
    first = desk.revision(DOC, n=1, body=b'{"nama":"Satu"}')
    second = desk.revision(DOC, [first.rev_id], 2, body=b'{"nama":"Dua"}')
    third = desk.revision(DOC, [second.rev_id], 3, body=b'{"nama":"Tiga"}')
    assert carry_out(desk, store, record_of(desk, lie(second))).placed == 1
    desk.add(store, [first.raw, third.raw])
    assert [one.reason for one in store.quarantined()] == ["parent_of_other_document"]
    report = desk.add(store, [second.raw])
    assert report.restored == (second.rev_id,)
    assert (report.new, report.known, report.erased) == (2, 0, 0)
    document = store.document(DOC)
    assert document is not None
    assert (document.label, document.heads) == ("Tiga", (third.rev_id,))
    assert store.document(FALSE) is None
    assert store.quarantined() == store.waiting() == []
    assert store.erased([second.rev_id]) == {}
    assert store.check() == []
    before = desk.content(store)
    store.rebuild()
    assert (desk.content(store), store.check()) == (before, [])


def test_that_replicas_agree_about_a_lie_in_whatever_order_they_learn(desk: Any, new_desk: Callable[[], Any]) -> None:
    """Beside the lie there is a child that its author hung below the false place, and a document that was there."""
    first = desk.revision(DOC, n=1, body=b'{"nama":"Satu"}')
    second = desk.revision(DOC, [first.rev_id], 2, body=b'{"nama":"Dua"}')
    third = desk.revision(DOC, [second.rev_id], 3, body=b'{"nama":"Tiga"}')
    there = desk.revision(FALSE, n=4, body=b'{"nama":"Lain"}')
    hung = desk.revision(FALSE, [second.rev_id], 5, body=b'{"nama":"Gantung"}')
    record = record_of(desk, lie(second, parents=(there.rev_id,)))
    steps = [first.raw, second.raw, third.raw, there.raw, hung.raw, record]
    expected: dict[str, Any] = {}
    for order in list(itertools.permutations(range(len(steps))))[::7]:
        with new_desk() as other:
            replica = other.new()
            for at in order:
                carry_out(other, replica, record) if steps[at] is record else other.add(replica, [steps[at]])
            found = other.content(replica)
            expected = expected or found
            assert found == expected, order
            assert replica.check(deep=order[0] == 5) == [], order
    assert expected["documents"][DOC].label == "Tiga"
    assert expected["documents"][FALSE].label == "Lain"
    assert expected["quarantined"] == [hung.rev_id]


def test_that_a_true_record_beside_a_false_one_keeps_a_body_out(desk: Any, store: db.Store) -> None:
    one = desk.revision(DOC, n=1, body=b'{"nama":"Kenarirahasia"}')
    other = desk.new()
    false, true = record_of(desk, lie(one)), record_of(desk, db.skeleton_of(one), doc="d" * 32)
    for replica, order in ((store, (false, true)), (other, (true, false))):
        for raw in order:
            carry_out(desk, replica, raw)
        report = desk.add(replica, [one.raw])
        assert (report.known, report.erased, report.restored) == (1, 1, ())
        document = replica.document(DOC)
        assert document is not None
        assert (document.deleted, replica.document(FALSE)) == (True, None)
        assert replica.check() == []
    assert desk.content(store) == desk.content(other)


def test_that_a_false_place_that_waits_is_taken_back_too(desk: Any, store: db.Store) -> None:
    one = desk.revision(DOC, n=1)
    carry_out(desk, store, record_of(desk, lie(one, parents=("e" * 64,))))
    assert [waiting.rev_id for waiting in store.waiting()] == [one.rev_id]
    assert desk.add(store, [one.raw]).new == 1
    assert store.waiting() == []
    assert store.check() == []

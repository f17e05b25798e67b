"""A whole import is set aside and taken back: nothing is lost, nothing comes back by itself, redone it is as before."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import db
from tests.db.test_store_union import SLOW, STEPS, build

DOC, OTHER, RECORD = "a" * 32, "b" * 32, "c" * 32


def set_aside(desk: Any, store: db.Store, source: str) -> tuple[str, ...]:
    """Take an import back, as one transaction."""
    origins = store.origins()
    with store.write(act="batal", who="penguji", at=desk.at) as tx:
        return tx.set_aside(source, spans=origins.spans(source), origins=origins)


def take_back(desk: Any, store: db.Store, source: str) -> db.AddReport:
    """Take in again what was set aside of a source, as one transaction."""
    with store.write(act="lagi", who="penguji", at=desk.at) as tx:
        return tx.add(tx.taking_back(source), source=source)


def plan(store: db.Store, source: str) -> db.AsidePlan:
    return store.plan_aside(source, store.origins().spans(source))


def state(desk: Any, store: db.Store) -> tuple[Any, Any]:
    """Return content and reasons; the store must be sound."""
    assert store.check() == []
    return desk.content(store), sorted((one.rev_id, one.reason, one.source) for one in store.quarantined())


@SLOW
@given(STEPS, st.data())
def test_that_what_is_set_aside_and_taken_back_in_any_order_is_exactly_as_before(
    new_desk: Callable[[], Any], steps: list[Any], data: st.DataObject
) -> None:
    """Bundles share revisions, come in any order and also while others are aside; a person writes on the way."""
    with new_desk() as desk:
        made = build(desk, steps)
        packed = data.draw(st.lists(st.sets(st.sampled_from(range(len(made)))), min_size=2, max_size=4))
        bundles = {f"paket-{n}": [made[at].raw for at in sorted(chosen)] for n, chosen in enumerate(packed)}
        store, control = desk.new(device="1" * 32), desk.new(device="2" * 32)
        here: set[str] = set()
        aside: list[str] = []
        for name in data.draw(st.permutations([*bundles, *bundles])):
            desk.add(control, bundles[name], name)
            desk.add(store, bundles[name], name)
            here.add(name)
            if data.draw(st.booleans()):
                victim = data.draw(st.sampled_from(sorted(here)))
                if victim not in aside:
                    set_aside(desk, store, victim)
                    aside.append(victim)
                assert store.check() == []
        every = {db.decode_revision(raw).rev_id for raws in bundles.values() for raw in raws}
        content = desk.content(store)
        assert {*content["revisions"], *content["waiting"], *content["quarantined"]} == every
        for name in data.draw(st.permutations(aside)):
            take_back(desk, store, name)
        assert state(desk, store)[0] == desk.content(control)
        assert {reason for _, reason, _ in state(desk, store)[1]} <= {"related_parents"}


@pytest.fixture
def two(desk: Any, store: db.Store) -> tuple[db.Store, list[db.Revision]]:
    """A store with one person from paket-a, edited by paket-b, and edited here on top."""
    first = desk.revision(DOC, (), 1, body=b'{"nama":"Satu"}')
    second = desk.revision(DOC, (first.rev_id,), 2, body=b'{"nama":"Dua"}')
    desk.add(store, [first.raw], "paket-a")
    desk.add(store, [first.raw, second.raw], "paket-b")
    third = desk.save(store, DOC, nama="Tiga")
    return store, [first, second, third]


def test_that_the_older_of_two_imports_takes_what_was_built_on_it_into_the_waiting_room(
    desk: Any, two: tuple[db.Store, list[db.Revision]]
) -> None:
    store, (first, second, third) = two
    before, chain = state(desk, store), list(store.audit_raw())
    expected = db.AsidePlan((db.LeavingDocument(DOC, "pegawai", 1, 2, 1, 0),), 0, 0, 0)
    assert plan(store, "paket-a") == expected
    assert state(desk, store) == before
    assert set_aside(desk, store, "paket-a") == (DOC,)
    assert store.document(DOC) is None
    assert store.find("pegawai") == []
    assert [(one.rev_id, one.source) for one in store.waiting()] == [(second.rev_id, "paket-b"), (third.rev_id, "")]
    assert [(one.rev_id, one.reason, one.raw) for one in store.quarantined()] == [
        (first.rev_id, db.SET_ASIDE, first.raw)
    ]
    assert list(store.audit_raw())[: len(chain)] == chain
    assert [seq for seq, _ in store.rev_ids()] == [1, 2, 3]
    again = desk.add(store, [first.raw, second.raw], "paket-c")
    assert (again.new, again.known, again.quarantined) == (0, 1, 1)
    assert store.quarantined()[0].source == "paket-a"
    assert take_back(desk, store, "paket-a").new == 1
    assert state(desk, store) == before
    assert store.document(DOC).heads == (third.rev_id,)  # type: ignore[union-attr]


def test_that_what_is_released_keeps_the_source_it_came_with(
    desk: Any, two: tuple[db.Store, list[db.Revision]]
) -> None:
    store, (first, second, third) = two
    set_aside(desk, store, "paket-a")
    take_back(desk, store, "paket-a")
    assert plan(store, "paket-a").documents == (db.LeavingDocument(DOC, "pegawai", 1, 2, 1, 0),)
    assert plan(store, "paket-b").documents == (db.LeavingDocument(DOC, "pegawai", 1, 1, 1, 1),)
    set_aside(desk, store, "paket-b")
    assert store.document(DOC).heads == (first.rev_id,)  # type: ignore[union-attr]
    assert [one.rev_id for one in store.waiting()] == [third.rev_id]
    set_aside(desk, store, "paket-a")
    assert {one.rev_id for one in store.quarantined()} == {first.rev_id, second.rev_id}
    assert store.count_aside() == {"paket-a": 1, "paket-b": 1}
    take_back(desk, store, "paket-b")
    assert [one.rev_id for one in store.waiting()] == [third.rev_id, second.rev_id]
    take_back(desk, store, "paket-a")
    assert store.document(DOC).heads == (third.rev_id,)  # type: ignore[union-attr]
    assert store.check() == []


def test_that_what_waited_goes_aside_too_and_does_not_come_in_with_its_parent(desk: Any, store: db.Store) -> None:
    first = desk.revision(DOC, (), 1)
    second = desk.revision(DOC, (first.rev_id,), 2, body=b'{"nama":"Dua"}')
    desk.add(store, [second.raw], "paket-b")
    assert plan(store, "paket-b") == db.AsidePlan((), 1, 0, 0)
    set_aside(desk, store, "paket-b")
    assert store.waiting() == []
    desk.add(store, [first.raw], "paket-a")
    assert store.document(DOC).heads == (first.rev_id,)  # type: ignore[union-attr]
    take_back(desk, store, "paket-b")
    assert store.document(DOC).heads == (second.rev_id,)  # type: ignore[union-attr]
    assert store.check() == []


def test_that_erased_bodies_and_the_records_of_erasure_stay(desk: Any, store: db.Store) -> None:
    first = desk.revision(DOC, (), 1)
    other = desk.revision(OTHER, (), 2)
    named = [db.skeleton_of(first)]
    record = desk.revision(
        RECORD, (), 3, kind="penghapusan", body=json.dumps({"revisi": msgspec.to_builtins(named)}).encode()
    )
    with store.write(act="impor", who="x", at=desk.at) as tx:
        tx.add([first.raw, other.raw, record.raw], source="paket-a")
        tx.erase(named, by=record.rev_id)
    assert plan(store, "paket-a") == db.AsidePlan((db.LeavingDocument(OTHER, "pegawai", 1, 0, 0, 0),), 0, 1, 1)
    set_aside(desk, store, "paket-a")
    assert store.check() == []
    assert store.erased([first.rev_id]) == {first.rev_id: record.rev_id}
    assert store.document(OTHER) is None
    take_back(desk, store, "paket-a")
    assert store.check() == []
    assert [found.doc_id for found in store.find("pegawai")] == [OTHER]


def test_that_an_erasure_reaches_what_was_set_aside(desk: Any, store: db.Store) -> None:
    first = desk.revision(DOC, (), 1, body=b'{"nama":"Kenarirahasia"}')
    desk.add(store, [first.raw], "paket-a")
    set_aside(desk, store, "paket-a")
    named = [db.skeleton_of(first)]
    with store.write(act="hapus", who="x", at=desk.at) as tx:
        body = json.dumps({"revisi": msgspec.to_builtins(named)}).encode()
        by = tx.save("penghapusan", RECORD, body, scope="33.73.04", schema=1)
        tx.erase(named, by=by.rev_id)
    assert store.quarantined() == []
    assert take_back(desk, store, "paket-a").new == 0
    assert store.check() == []


def test_that_an_error_on_the_way_leaves_everything_as_it_was(
    desk: Any, two: tuple[db.Store, list[db.Revision]]
) -> None:
    store, _ = two
    before = state(desk, store), list(store.audit_raw()), store.origins().spans("paket-a")
    origins = store.origins()

    def stopped() -> None:
        with store.write(act="batal", who="x", at=desk.at) as tx:
            tx.set_aside("paket-a", spans=origins.spans("paket-a"), origins=origins)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stopped()
    assert (state(desk, store), list(store.audit_raw()), store.origins().spans("paket-a")) == before


def test_that_older_places_take_their_source_from_the_caller_until_the_store_knows_it() -> None:
    origins = db.Origins([(1, "lama"), (5, ""), (9, "baru")], 12)
    assert [origins.of(seq) for seq in (1, 4, 5, 9, 12)] == ["lama", "lama", "", "baru", "baru"]
    assert origins.spans("lama") == ((1, 4),)
    assert origins.spans("baru") == ((9, 12),)
    assert origins.spans("tidak ada") == ()


def test_that_a_store_rebuilt_while_an_import_is_aside_is_sound(
    desk: Any, two: tuple[db.Store, list[db.Revision]]
) -> None:
    store, _ = two
    before = state(desk, store)
    set_aside(desk, store, "paket-a")
    store.rebuild()
    assert store.check() == []
    take_back(desk, store, "paket-a")
    store.rebuild()
    assert state(desk, store) == before


def test_that_a_changed_byte_of_what_was_set_aside_is_named_and_does_not_come_in_again(
    desk: Any, store: db.Store
) -> None:
    desk.add(store, [desk.revision(DOC, body=b'{"nama":"Melati"}').raw], source="paket-a")
    set_aside(desk, store, "paket-a")
    with store.write(act="tahan", who="penguji", at=desk.at) as tx:
        tx.quarantine(desk.revision(OTHER, body=b'{"nama":"Mawar"}').raw, "di_luar_wewenang", "paket-b")
    (aside,) = [one.rev_id for one in store.quarantined() if one.source == "paket-a"]
    assert store.check() == []
    for name in ("Melati", "Mawar"):
        changed = f"raw = CAST(replace(CAST(raw AS TEXT), '{name}', 'Delima') AS BLOB)"
        desk.tamper(store, f"UPDATE quarantine SET {changed} WHERE CAST(raw AS TEXT) LIKE '%{name}%'")
    found = {one.code: one.facts for one in store.check()}
    assert set(found) == {"aside_changed", "quarantine_changed"}
    assert found["aside_changed"] == {"rev_id": aside, "source": "paket-a"}
    before = desk.content(store)
    with pytest.raises(db.StoreError, match="aside_damaged"):
        take_back(desk, store, "paket-a")
    assert desk.content(store) == before
    assert len(store.quarantined()) == 2

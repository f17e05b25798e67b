"""Histories in which something was lost once, or in which a rule is easily broken; each is one schedule, done again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from desktop_app.services.paket import acknowledged_upto
from tests.invariants.carried import bundle_of
from tests.invariants.lifted import Lifted
from tests.invariants.schedule import Schedule
from tests.invariants.world import World


@pytest.fixture
def schedule(lifted: Lifted) -> Iterator[Schedule]:
    """A fresh world."""
    found = Schedule(lifted, 4)
    yield found
    found.world.close()


def do(schedule: Schedule, *steps: tuple[str, dict[str, Any]]) -> World:
    """Do some steps."""
    for name, given in steps:
        schedule.do(name, given)
    return schedule.world


def both_write(who: int, what: str = "nama") -> list[tuple[str, dict[str, Any]]]:
    """Two computers of one office write in the same record, apart from each other."""
    return [("write", {"pc": pc, "who": who, "what": what}) for pc in (0, 1)]


EXPORT_AND_MERGE: list[tuple[str, dict[str, Any]]] = [
    ("export", {"pc": 0}),
    ("export", {"pc": 1}),
    ("merge", {"order": (0, 1)}),
]
ANSWER: list[tuple[str, dict[str, Any]]] = [
    ("answer", {}),
    *(("receive", {"pc": pc, "which": 0}) for pc in (0, 1)),
]


def settled_and_restored(schedule: Schedule) -> tuple[World, set[str]]:
    """The kabupaten settles conflicts, answers, and goes back to a backup from before; return what it lost."""
    do(schedule, *both_write(0), *both_write(1), *EXPORT_AND_MERGE, ("kabupaten_backs_up", {}))
    settle = ("resolve", {"which": 0, "theirs": True})
    world = do(schedule, settle, settle, *ANSWER, ("write", {"pc": 0, "who": 0, "what": "catatan"}))
    own = set(world.thoughts.answers)
    do(schedule, ("kabupaten_restores", {"which": 0}))
    assert own
    assert not own & world.kabupaten.revisions()
    return world, own


def test_that_what_a_restored_kabupaten_had_written_comes_back_with_what_was_built_on_it(schedule: Schedule) -> None:
    world, own = settled_and_restored(schedule)
    schedule.finish(clocks_too=True)
    assert own <= world.kabupaten.revisions()
    assert world.kabupaten.store.quarantined() == []


@pytest.mark.parametrize("epoch", ["present", "foreign"])
def test_that_nobody_writes_in_the_name_of_a_restored_kabupaten(schedule: Schedule, epoch: str) -> None:
    world, own = settled_and_restored(schedule)
    unit, kabupaten = world.unit(0), world.kabupaten
    lost = next(rev for rev in map(unit.store.revision, own) if rev is not None)
    false = lost.raw.replace(lost.epoch.encode(), (kabupaten.store.epoch if epoch == "present" else "f" * 32).encode())
    assert false != lost.raw
    bundle = bundle_of(unit, 99, [false])
    assert world.take_up(kabupaten, bundle) == "merged"
    assert [one.reason for one in kabupaten.store.quarantined()] == ["penulis_palsu"]


def test_that_a_lost_stick_costs_nothing(schedule: Schedule) -> None:
    world = do(schedule, *both_write(0), ("export", {"pc": 0}), ("lose", {"which": 0}), ("export", {"pc": 0}))
    do(schedule, ("merge", {"order": (0,)}), *ANSWER)
    assert acknowledged_upto(world.unit(0).kantor) == world.unit(0).store.last_seq()
    schedule.finish(clocks_too=False)


def test_that_a_restored_kabupatens_receipt_speaks_of_that_bundle_alone(schedule: Schedule) -> None:
    """It has what came after its backup was made and not what came before; both must reach it in the end."""
    first = [("export", {"pc": 0}), ("merge", {"order": (0,)}), *ANSWER]
    write = ("write", {"pc": 0, "who": 0, "what": "nama"})
    do(schedule, ("kabupaten_backs_up", {}), write, *first, ("kabupaten_restores", {"which": 0}))
    later = [("write", {"pc": 0, "who": 1, "what": "nama"}), ("export", {"pc": 0}), ("lose", {"which": 0})]
    world = do(schedule, *later, ("merge", {"order": (0,)}), *ANSWER)
    assert acknowledged_upto(world.unit(0).kantor) == 0
    schedule.finish(clocks_too=True)


def test_that_a_unit_that_went_back_gets_everything_again_even_where_it_has_nothing_new_to_send(
    schedule: Schedule,
) -> None:
    """The kabupaten hears of a new epoch by a bundle alone: one has to go out, or what is missing never comes back."""
    sent = [("export", {"pc": 2}), ("merge", {"order": (0, 1)}), ("answer", {}), ("receive", {"pc": 2, "which": 0})]
    do(schedule, *sent, ("back_up", {"pc": 2}), ("write", {"pc": 2, "who": 0, "what": "nama"}), *sent)
    world = do(schedule, ("put_back_by_hand", {"pc": 2, "which": 0}))
    before = world.exported["b"] - world.unit(2).revisions()
    schedule.finish(clocks_too=False)
    assert before
    assert before <= world.unit(2).revisions()

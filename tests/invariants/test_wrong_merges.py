"""The machine can fail: run against programs that are wrong in one place, it finds the loss, by the right invariant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.invariants.lifted import Lifted
from tests.invariants.promise import BrokenPromise
from tests.invariants.schedule import Schedule, machine
from tests.invariants.seam import HONEST, Rules
from tests.invariants.wrong_rules import WRONG

pytestmark = pytest.mark.slow

DRAWN = ("last writer wins", "once by device and counter")
"""Found by what Hypothesis draws; the others, and these, by the one history below."""

EVENTFUL: list[tuple[str, dict[str, Any]]] = [
    ("write_as_newer", {"pc": 0, "who": 0}),
    ("write", {"pc": 1, "who": 0, "what": "catatan"}),
    ("write", {"pc": 0, "who": 1, "what": "nama"}),
    ("write", {"pc": 1, "who": 1, "what": "nama"}),
    ("write", {"pc": 0, "who": 2, "what": "nama"}),
    ("export", {"pc": 0}),
    ("export", {"pc": 1}),
    ("fail_a_merge", {"which": 0, "at": 5}),
    ("merge", {"order": (1, 0)}),
    ("forge", {"pc": 2, "how": "scope"}),
    ("kabupaten_backs_up", {}),
    ("resolve", {"which": 0, "theirs": False}),
    ("unresolve", {"which": 0}),
    ("resolve", {"which": 0, "theirs": True}),
    ("resolve", {"which": 0, "theirs": True}),
    ("answer", {}),
    ("raise_trust", {}),
    ("answer", {}),
    ("receive", {"pc": 0, "which": 0}),
    ("receive", {"pc": 0, "which": 1}),
    ("receive", {"pc": 1, "which": 0}),
    # One deletes what the other edits; one stick of them is lost.
    ("write", {"pc": 1, "who": 2, "what": "catatan"}),
    ("delete", {"pc": 0, "who": 2}),
    ("export", {"pc": 0}),
    ("lose", {"which": 3}),
    ("write", {"pc": 0, "who": 0, "what": "catatan"}),
    ("export", {"pc": 0}),
    ("export", {"pc": 1}),
    ("merge", {"order": (3, 4)}),
    # A computer goes back and counts the same numbers again.
    ("back_up", {"pc": 2}),
    ("write", {"pc": 2, "who": 0, "what": "nama"}),
    ("export", {"pc": 2}),
    ("merge", {"order": (5,)}),
    ("restore", {"pc": 2, "which": 0}),
    ("write", {"pc": 2, "who": 1, "what": "nama"}),
    ("export", {"pc": 2}),
    ("merge", {"order": (6,)}),
    # The image of a disk runs on two machines with one mark: the same number twice.
    ("clone", {"pc": 0, "same_machine": True}),
    ("add", {"pc": 0}),
    ("add", {"pc": 3}),
    ("export", {"pc": 0}),
    ("export", {"pc": 3}),
    ("merge", {"order": (7, 8)}),
    ("undo_import", {"which": 1}),
]


def run_eventful(lifted: Lifted, rules: Rules, clocks_from: int = 4) -> None:
    """Let the one history happen under these rules."""
    schedule = Schedule(lifted, clocks_from, rules=rules)
    try:
        for name, given in EVENTFUL:
            schedule.do(name, given)
        schedule.finish(clocks_too=True)
    finally:
        schedule.world.close()


def run_under_several_clocks(lifted: Lifted, rules: Rules) -> None:
    """Let the history happen again and again: two clocks may agree on who was first, ten do not."""
    for clocks_from in range(4, 14):
        run_eventful(lifted, rules, clocks_from)


def test_that_the_program_itself_keeps_the_promise_in_the_eventful_history(lifted: Lifted) -> None:
    run_eventful(lifted, HONEST)


@pytest.mark.parametrize("name", sorted(WRONG))
def test_that_each_wrong_program_is_found_by_its_invariant(lifted: Lifted, name: str) -> None:
    rules, numbers = WRONG[name]
    with pytest.raises(BrokenPromise) as caught:
        run_under_several_clocks(lifted, rules)
    assert caught.value.number in numbers


@pytest.mark.parametrize("name", DRAWN)
def test_that_hypothesis_finds_the_loss_of_a_wrong_merge(lifted: Lifted, name: str) -> None:
    rules, numbers = WRONG[name]
    with pytest.raises(BrokenPromise) as caught:
        run_state_machine_as_test(
            machine(lifted, rules),
            settings=settings(
                max_examples=60,
                stateful_step_count=40,
                deadline=None,
                derandomize=True,
                database=None,
                # The smallest counterexample is of no interest here.
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
                print_blob=False,
            ),
        )
    assert caught.value.number in numbers

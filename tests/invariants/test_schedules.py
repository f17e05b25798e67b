"""Schedules in memory, drawn by Hypothesis: the real store, merge, sieve, ledgers and lineage under anything.

What each level covers: docs/spec/invariants.md. ``python -m tests.invariants.long`` runs the long numbers.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.invariants.lifted import Lifted
from tests.invariants.promise import INVARIANTS
from tests.invariants.schedule import machine

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("SKP_SCHEDULES", "16"))


def test_that_no_schedule_breaks_the_promise(lifted: Lifted) -> None:
    assert sorted(INVARIANTS) == list(range(1, 21))
    run_state_machine_as_test(
        machine(lifted),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )

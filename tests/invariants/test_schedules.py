"""Schedules in memory, drawn by Hypothesis: the real store, merge, sieve, ledgers and lineage under anything.

What each level covers: docs/spec/invariants.md. ``python -m tests.invariants.long`` runs the long numbers.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.invariants.lifted import Lifted
from tests.invariants.promise import INVARIANTS
from tests.invariants.schedule import machine

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = int(os.environ.get("SKP_SCHEDULES", "16"))


def test_that_the_specification_says_where_each_invariant_is_looked_at() -> None:
    lines = (ROOT / "docs" / "spec" / "invariants.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    table = {int(row[0]): row[1] for row in cells if len(row) == 4 and row[0].isdigit() and row[2] and row[3]}
    assert {number: text.replace("`", "") for number, text in table.items()} == INVARIANTS


def test_that_no_schedule_breaks_the_promise(lifted: Lifted) -> None:
    run_state_machine_as_test(
        machine(lifted),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )

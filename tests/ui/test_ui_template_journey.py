"""Criterion of speed: someone new makes a correct SKP of a pelaksana from a template in under three minutes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.benchmarks.journey import KEY_WORST, clock, outcome, prepare, run


def test_that_a_pelaksana_has_his_skp_handed_in_by_few_keys_and_in_under_three_minutes(
    start: Any, tmp_path: Path
) -> None:
    home = tmp_path / "kantor"
    prepare(home)
    hands = start(home, clock)
    keys, minds = run(hands.session)
    hands.close()
    count = outcome(home, keys, minds)
    assert count.status == "diajukan"
    assert (count.findings, count.clicks) == (0, 0)
    assert count.keys <= 16
    assert count.words > 150
    # Whoever never typed before, and reads every word of the sheet.
    assert count.seconds(KEY_WORST) < 180

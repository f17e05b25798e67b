"""Rotten bits: in every kind of file each flip, cut or hole is noticed, or the content is proved to be the same.

A share; ``python3 dev.py faults`` flips ten thousand times.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.faults.bit_flips import damage, flip

FLIPS = int(os.environ.get("SKP_FLIPS", "250"))


@pytest.mark.slow
def test_that_no_damage_changes_anything_in_silence() -> None:
    found = flip(FLIPS, seed=20261201)
    assert {kind: tally.silent for kind, tally in found.items() if tally.silent} == {}
    # A damaged store, bundle or backup is always noticed; of a slot file there are two, and an anchor only warns.
    assert all(found[kind].noticed == FLIPS // 5 for kind in ("basis data", "paket", "cadangan"))
    assert found["slot kunci"].noticed + found["slot kunci"].harmless == FLIPS // 5


def test_that_damage_changes_the_bytes() -> None:
    chance, whole = random.Random(1), random.Random(2).randbytes(5000)
    damaged = [damage(whole, chance)[0] for _ in range(200)]
    assert sum(data != whole for data in damaged) > 190
    assert {len(data) < len(whole) for data in damaged} == {True, False}

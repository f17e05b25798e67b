"""kill -9 during a backup, a restore, a change of password and a change of the store's key."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.call_failer import Plan
from tests.faults.crash_states import settings_in
from tests.faults.failing_calls import Bench, find_partial
from tests.faults.fault_world import scratch_folder
from tests.faults.test_kill import KILLS, Zygote
from tests.faults.user_deeds import DEEDS, take

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL"),
]
DEADLY = ("cadangkan", "pulihkan", "ganti kata sandi", "hapus akun")


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    """A folder in memory with settings of its own."""
    folder = scratch_folder()
    with settings_in(folder / "kerja"):
        yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def bench(scratch: Path) -> Bench:
    """The prepared offices and the questions that are asked of what is left."""
    return Bench(scratch)


@pytest.fixture(scope="module")
def killer(scratch: Path) -> Iterator[Zygote]:
    """Starts deeds and kills them, with the settings of these tests."""
    one = Zygote()
    yield one
    one.close()


@pytest.mark.parametrize("name", DEADLY)
def test_that_a_kill_at_any_moment_leaves_an_office_that_opens(bench: Bench, killer: Zygote, name: str) -> None:
    deed, chance = DEEDS[name], random.Random(name)
    job = {"job": "deed", "deed": name, "home": str(bench.root)}
    take(bench.template, deed, bench.root)
    began = time.monotonic()
    assert killer.run(job, None) == 0
    whole = time.monotonic() - began
    killed = 0
    for _ in range(max(5, KILLS // 8)):
        take(bench.template, deed, bench.root)
        killed += killer.run(job, chance.uniform(0.0, 1.0) * whole) == -9
        bench.acknowledged.reset()
        assert find_partial(bench.root) == ""
        assert bench.judge(name, deed, "killed", Plan()) == ""
    assert killed > 0

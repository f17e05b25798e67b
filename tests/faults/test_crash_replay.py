"""Power cuts: of what an operation has done to the disk, every lawful rest opens and lacks nothing acknowledged.

A share of the states, drawn anew by each run; ``python3 dev.py faults`` goes through the long numbers. See
docs/spec/faults.md.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from tests.faults.crash_campaigns import CAMPAIGNS, Effort, cut_power, cut_power_twice, lie_about_flush
from tests.faults.disk_model import Disk, Model
from tests.faults.record_calls import record, strace_works
from tests.faults.trace_reader import Tree

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not strace_works(), reason="needs strace and the right to trace"),
]
STATES = int(os.environ.get("SKP_CRASH_STATES", "80"))
"""About so many states of each operation, shared by the two models."""
SEED = int(os.environ.get("SKP_CRASH_SEED", "0")) or random.SystemRandom().randrange(1, 1 << 31)
"""Draws the states: what one run leaves out another one tries. A loss says which seed repeats it."""
AGAIN = f"repeat with SKP_CRASH_SEED={SEED} SKP_CRASH_STATES={STATES}"


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_that_a_power_cut_loses_nothing_acknowledged_and_leaves_nothing_half(name: str) -> None:
    tally = cut_power(name, Effort(draws=2, most=STATES // 2, seed=SEED))
    assert tally.losses == [], AGAIN
    assert tally.states > 30, AGAIN


@pytest.mark.parametrize("sync", ["NORMAL", "OFF"])
def test_that_the_harness_finds_the_losses_of_a_store_that_syncs_less(sync: str) -> None:
    tally = cut_power("simpan", Effort(draws=1, most=120), sync=sync)
    assert len(tally.losses) > tally.states / 10
    assert any("acknowledged" in loss for loss in tally.losses)


def test_that_a_second_cut_during_the_repair_of_the_first_loses_nothing() -> None:
    tally = cut_power_twice(Effort(draws=2, most=STATES // 4, seed=SEED), starts=2)
    assert tally.losses == [], AGAIN
    assert tally.states > 30, AGAIN


def test_that_a_disk_that_lies_about_flushing_costs_at_most_the_newest_work() -> None:
    tally, behind = lie_about_flush(Effort(draws=2, most=STATES // 2, seed=SEED))
    assert tally.losses == [], AGAIN
    assert behind > 0


def test_that_the_record_holds_what_a_program_did(tmp_path: Path) -> None:
    root, said = tmp_path / "root", tmp_path / "said"
    root.mkdir()
    (root / "ada").write_bytes(b"lama")
    script = (
        "import os, sys\n"
        "root, said = sys.argv[1:]\n"
        "with open(root + '/baru, \"x\"', 'wb') as file:\n"
        "    file.write(b'isi'); file.flush(); os.fsync(file.fileno())\n"
        "os.rename(root + '/baru, \"x\"', root + '/akhir')\n"
        "with open(root + '/ada', 'ab') as file: file.write(b'lagi')\n"
        "os.truncate(root + '/ada', 6)\n"
        "folder = os.open(root, os.O_RDONLY); os.fsync(folder)\n"
        "with open(said, 'ab') as file: file.write(b'selesai')\n"
    )
    taken = record([sys.executable, "-c", script, str(root), str(said)], root, said)
    told = [(event.kind, event.name or event.name_to, event.data) for event in taken.events]
    assert told == [
        ("link", 'baru, "x"', b"file"),
        ("write", "", b"isi"),
        ("sync", "", b""),
        ("move", 'baru, "x"', b""),
        ("write", "", b"lagi"),
        ("truncate", "", b""),
        ("sync", "", b""),
        ("say", "", b"selesai"),
    ]
    assert taken.start == Tree({0: {"ada": 1}}, {1: b"lama"})


def test_that_the_models_forget_what_they_may_and_keep_what_was_synced(tmp_path: Path) -> None:
    root, said = tmp_path / "root", tmp_path / "said"
    root.mkdir()
    script = (
        "import os, sys\n"
        "root = sys.argv[1]\n"
        "file = os.open(root + '/a', os.O_CREAT | os.O_WRONLY); os.write(file, b'satu'); os.fsync(file)\n"
        "os.write(file, b'DUA')\n"
        "os.rename(root + '/a', root + '/b')\n"
    )
    taken = record([sys.executable, "-c", script, str(root)], root, said)
    found: dict[Model, set[tuple[tuple[str, bytes], ...]]] = {}
    for model in Model:
        disk = Disk(taken, model)
        for _ in taken.events:
            disk.step()
        found[model] = {
            tuple(crash.files.items()) for crash in disk.crashes(random.Random(1), 20, set()) if crash.files
        }
        assert all(data.startswith(b"satu") for state in found[model] for _, data in state)
        # The rename may be lost, the appended bytes too, each without the other.
        assert {(("a", b"satu"),), (("b", b"satu"),), (("b", b"satuDUA"),)} <= found[model]
    # Only the harsh disk leaves garbage or zeros where a file grew.
    assert found[Model.HARSH] - found[Model.JOURNAL]

"""The night size of the invariants: ``python -m tests.invariants.long [--examples 10000] [--minutes M] [--seed S]``.

Runs schedules in memory drawn with consecutive seeds, as many as are asked for or as the time allows, and every wrong
program until it is found. Prints a JSON report (also to ``--out FILE``) and ends with 1 when anything was lost or a
wrong program was not found. A seed that failed is run again alone by ``--examples 1 --seed S --steps N --no-wrong``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

WORKERS = max(1, min(8, os.cpu_count() or 1))
CHUNK = 10
WRONG_TRIES = 200


def run_seeds(first: int, count: int, steps: int) -> dict[str, Any]:
    """Run schedules of consecutive seeds; return how many steps they had and what was broken, with the steps."""
    from tests.invariants.promise import BrokenPromise
    from tests.invariants.schedule import Schedule, draw

    done, broken = 0, []
    for seed in range(first, first + count):
        schedule = Schedule(_lifted(), *(drawn := draw(seed, steps)).opening)
        try:
            for name, given in drawn.steps:
                schedule.do(name, given)
            schedule.finish(clocks_too=drawn.clocks_too)
        except BrokenPromise as error:
            broken.append({"seed": seed, "invariant": error.number, "what": str(error), "steps": schedule.steps})
        except Exception as error:
            broken.append({"seed": seed, "invariant": 0, "what": repr(error), "steps": schedule.steps})
        finally:
            schedule.world.close()
        done += len(schedule.steps)
    return {"steps": done, "broken": broken}


def find_wrong(name: str, first: int, steps: int) -> dict[str, Any]:
    """Run one wrong program until the machine finds its loss; say by which seed and which invariant."""
    from tests.invariants.promise import BrokenPromise
    from tests.invariants.schedule import run_random
    from tests.invariants.wrong_rules import WRONG

    rules, numbers = WRONG[name]
    for tries, seed in enumerate(range(first, first + WRONG_TRIES), start=1):
        try:
            run_random(_lifted(), seed, steps, rules)
        except BrokenPromise as error:
            return {"schedules": tries, "seed": seed, "invariant": error.number, "as_meant": error.number in numbers}
    return {"schedules": WRONG_TRIES, "seed": None, "invariant": None, "as_meant": False}


def _lifted() -> Any:
    """Return the founded world of this process."""
    if not _WORLD:
        from tests.invariants.lifted import lift_world

        _WORLD.append(lift_world())
    return _WORLD[0]


_WORLD: list[Any] = []


def run_all(examples: int, minutes: float | None, seed: int, steps: int, wrong: bool) -> dict[str, Any]:
    """Run everything on all cores and return the report."""
    started = time.monotonic()
    until = None if minutes is None else started + minutes * 60
    report: dict[str, Any] = {"seed": seed, "steps_each": steps, "schedules": 0, "steps": 0, "broken": []}
    with ProcessPoolExecutor(WORKERS) as pool:
        first = seed
        while first < seed + examples and (until is None or time.monotonic() < until):
            parts = [(at, min(CHUNK, seed + examples - at)) for at in range(first, seed + examples, CHUNK)][:WORKERS]
            for (_, count), part in zip(
                parts, pool.map(run_seeds, *zip(*((at, n, steps) for at, n in parts), strict=True)), strict=True
            ):
                report["schedules"] += count
                report["steps"] += part["steps"]
                report["broken"] += part["broken"]
            first = parts[-1][0] + parts[-1][1]
        if wrong:
            from tests.invariants.wrong_rules import WRONG

            names = sorted(WRONG)
            tries = pool.map(find_wrong, names, [seed] * len(names), [steps] * len(names))
            report["wrong_programs"] = dict(zip(names, tries, strict=True))
    report["seconds"] = round(time.monotonic() - started, 1)
    return report


def main(arguments: Sequence[str]) -> int:
    """Read the arguments, run, print the report; 1 when a promise was broken or a wrong program not found."""
    parser = argparse.ArgumentParser(prog="python -m tests.invariants.long")
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--seed", type=int, default=20_261_201)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--no-wrong", action="store_true", help="only the program itself")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    scratch = Path(tempfile.mkdtemp(prefix="skp-jadwal-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(scratch / name.lower())
    tempfile.tempdir = str(scratch)
    try:
        report = run_all(options.examples, options.minutes, options.seed, options.steps, not options.no_wrong)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    text = json.dumps(report, ensure_ascii=False)
    if options.out is not None:
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text)
    found = all(one["as_meant"] for one in report.get("wrong_programs", {}).values())
    return 0 if not report["broken"] and found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Every system call of export and import fails in turn, or a kill comes before it: before or after, never between.

``python -m tests.faults.exchange_calls`` tries every case: each call of each deed in five ways, EIO and ENOSPC, once
and from then on, and kill -9. It prints one line of JSON and ends with 1 when anything was wrong.

* ``--table`` only counts the calls; ``--deed NAME`` (again and again) takes those deeds alone.
* ``--share X``, ``--seconds S``: every call comes in one way before any comes in two, drawn by ``--seed N``.
* ``--cases N``: so many, each deed and each kind of call as often as the other, as the suite does.
* ``--state FILE``: verdicts are kept there, and the next run goes on; what was wrong is tried again.
* ``--shard K/N``: the K-th of N runs beside each other; they may share the file.

What must hold afterwards: docs/spec/faults.md, section Export and import.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.faults.call_failer import Step
from tests.faults.crash_states import settings_in
from tests.faults.exchange_bench import WAYS, Case, ExchangeBench
from tests.faults.exchange_deeds import EXCHANGE, TAKEN
from tests.faults.fault_world import scratch_folder


@dataclass
class Report:
    """What a run through the cases found; ``losses`` names each case with what was wrong."""

    possible: int = 0
    cases: int = 0
    earlier: int = 0
    unreached: int = 0
    seed: int = 0
    seconds: float = 0.0
    ends: Counter[str] = field(default_factory=Counter)
    by_deed: Counter[str] = field(default_factory=Counter)
    by_call: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)

    def add(self, case: Case, end: str, wrong: str, reached: bool) -> None:
        """Count one case."""
        self.cases += 1
        self.ends[end] += 1
        self.by_deed[case.deed] += 1
        self.by_call[case.call] += 1
        self.unreached += not reached
        if wrong:
            self.losses.append(f"{case.key} | {case.file}: {wrong}")
        elif not reached:
            self.losses.append(f"{case.key} | {case.file}: this call did not come")


def all_cases(recorded: dict[str, list[Step]]) -> list[Case]:
    """Return every case of the recorded calls."""
    cases = []
    for deed, steps in recorded.items():
        counted: Counter[tuple[str, bool]] = Counter()
        for step in steps:
            counted[(step.kind, step.of_child)] += 1
            nth = counted[(step.kind, step.of_child)]
            cases += [Case(deed, step.kind, nth, way, step.file, step.of_child) for way in WAYS]
    return cases


def drawn(cases: Sequence[Case], seed: int, count: int | None = None) -> list[Case]:
    """Return the cases in an order drawn by the seed, or ``count`` of them: of every deed as many, of each any call.

    The whole comes in rounds: first every call in one of its ways, then every call in another. Of a small number rare
    calls get as many as common ones: a kind is drawn first, then one of its calls and a way.
    """
    lot = random.Random(seed)
    if count is None:
        mixed = list(cases)
        lot.shuffle(mixed)
        rounds: Counter[tuple[str, str, int, bool]] = Counter()
        order = []
        for case in mixed:
            call = (case.deed, case.call, case.nth, case.of_child)
            order.append((rounds[call], case))
            rounds[call] += 1
        return [case for _, case in sorted(order, key=lambda one: one[0])]
    groups: dict[str, dict[str, list[Case]]] = {}
    for case in cases:
        groups.setdefault(case.deed, {}).setdefault(case.call, []).append(case)
    chosen: dict[str, Case] = {}
    deeds = list(groups)
    for number in range(min(count, len(cases))):
        kinds = groups[deeds[number % len(deeds)]]
        case = lot.choice(kinds[lot.choice(list(kinds))])
        chosen[case.key] = case
    return list(chosen.values())


class State:
    """The verdicts of earlier runs, one line of JSON each, appended, so that shards may share a file.

    What was wrong is tried again, and so is every case of a deed whose calls are no longer those that were recorded.
    """

    def __init__(self, path: Path | None, recorded: dict[str, list[Step]]) -> None:
        """Read what is there."""
        self._path = path
        self._marks = {deed: sha256(repr(steps).encode()).hexdigest()[:16] for deed, steps in recorded.items()}
        self.done: dict[str, dict[str, Any]] = {}
        if path is not None and path.is_file():
            for line in path.read_text().splitlines():
                told = json.loads(line)
                if self._marks.get(told["deed"]) == told["mark"] and told["reached"] and not told["wrong"]:
                    self.done[told["key"]] = told

    def keep(self, case: Case, end: str, wrong: str, reached: bool) -> None:
        """Write down one verdict."""
        if self._path is not None:
            told = {"deed": case.deed, "mark": self._marks[case.deed], "key": case.key, "end": end, "wrong": wrong}
            with self._path.open("a") as file:
                file.write(json.dumps({**told, "reached": reached}) + "\n")


@dataclass(frozen=True)
class Choice:
    """Which of the cases are tried: a share or a number drawn by the seed, within a time, one shard of some."""

    seed: int
    share: float | None = None
    count: int | None = None
    seconds: float | None = None
    shard: tuple[int, int] = (1, 1)

    def of(self, cases: Sequence[Case]) -> list[Case]:
        """Return the cases in their drawn order."""
        chosen = drawn(cases, self.seed, self.count)
        if self.share is not None:
            chosen = chosen[: max(1, round(self.share * len(chosen)))]
        return chosen[self.shard[0] - 1 :: self.shard[1]]


@contextmanager
def prepared(deeds: Sequence[str] = tuple(EXCHANGE)) -> Iterator[ExchangeBench]:
    """Prepare the world in a scratch folder, which is gone afterwards."""
    scratch = scratch_folder()
    try:
        with settings_in(scratch / "kerja"):
            yield ExchangeBench(scratch, deeds)
    finally:
        shutil.rmtree(scratch)


def go_through(bench: ExchangeBench, choice: Choice, state: Path | None = None) -> Report:
    """Try the chosen cases and return what was found; what ``state`` knows to be well is counted and not tried."""
    report, started = Report(seed=choice.seed), time.monotonic()
    recorded = {name: bench.steps(name) for name in bench.deeds}
    cases = all_cases(recorded)
    report.possible = len(cases)
    kept = State(state, recorded)
    for number, case in enumerate(choice.of(cases)):
        told = kept.done.get(case.key)
        if told is not None:
            report.add(case, told["end"], told["wrong"], told["reached"])
            report.earlier += 1
        elif choice.seconds is None or time.monotonic() - started < choice.seconds:
            verdict = bench.try_case(case, number)
            kept.keep(case, verdict.end, verdict.wrong, verdict.reached)
            report.add(case, verdict.end, verdict.wrong, verdict.reached)
            if verdict.wrong or not verdict.reached:
                print(report.losses[-1], file=sys.stderr, flush=True)
    report.seconds = time.monotonic() - started
    return report


def show(recorded: dict[str, list[Step]]) -> None:
    """Print how many calls of each kind each deed makes, and on which files."""
    total = sum(len(steps) for steps in recorded.values())
    for deed, steps in recorded.items():
        print(f"{deed}: {len(steps)} calls: {_counted(step.kind for step in steps)}")
    print(f"files: {_counted(_group(step.file) for steps in recorded.values() for step in steps)}")
    print(f"{total} calls, {total * len(WAYS)} cases")


def _counted(names: Iterable[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in Counter(names).most_common())


def _group(file: str) -> str:
    """Return which part of the world a file belongs to."""
    first, _, rest = file.partition("/")
    if first in ("stick", TAKEN, "balasan", "cetak"):
        return "stick"
    part = rest.partition("/")[0] or "the folder itself"
    return "anchor" if "jangkar" in file else part


def main() -> int:
    """Read the arguments, run, print the report as one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--deed", action="append", choices=sorted(EXCHANGE))
    parser.add_argument("--share", type=float, help="a share of all cases, drawn by the seed")
    parser.add_argument("--cases", type=int, help="so many cases, rare calls as often as common ones")
    parser.add_argument("--seed", type=int, default=20261201)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--state", type=Path, help="keep verdicts here, and go on from those that stand here")
    parser.add_argument("--shard", default="1/1", help="K/N: the K-th of N runs that share the cases out")
    parser.add_argument("--table", action="store_true", help="only count the calls")
    options = parser.parse_args()
    shard, shards = (int(part) for part in options.shard.split("/"))
    with prepared(options.deed or tuple(EXCHANGE)) as bench:
        if options.table:
            show({name: bench.steps(name) for name in bench.deeds})
            return 0
        choice = Choice(options.seed, options.share, options.cases, options.seconds, (shard, shards))
        report = go_through(bench, choice, options.state)
    print(json.dumps(report.__dict__), flush=True)
    return 1 if report.losses else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    sys.exit(main())

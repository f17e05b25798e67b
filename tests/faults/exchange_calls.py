"""Every system call of export and import fails in turn, or a kill comes before it: before or after, never between.

``python -m tests.faults.exchange_calls [--stride N] [--offset K] [--seconds S] [--deed NAME]`` prints one JSON line.
Each call of each deed is tried five ways: EIO and ENOSPC, once and from then on, and kill -9. What must hold
afterwards: docs/spec/faults.md, section Export and import.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from db import Store, StoreError
from desktop_app.domain.errors import LuringError
from desktop_app.services.jangkar import read_induk
from tests.faults.call_failer import MORE_CALLS, Plan, run_failing
from tests.faults.crash_states import open_raw, settings_in
from tests.faults.exchange_deeds import EXCHANGE, UNDONE_ALREADY, make_exchange_world, missing_files, picture
from tests.faults.failing_calls import ERRORS, Acknowledged, Report, find_partial, work_of
from tests.faults.fault_world import open_home, scratch_folder, store_key
from tests.faults.user_deeds import OUTPUT, Deed, take

AGAIN_EVERY = 4
"""After so many failures one deed is done again with nothing failing; after a kill always."""
UNREADABLE = ("openat", "read", "close")
"""Calls without which no copy of the anchor can be read; a new epoch is the safe answer to that, and loses nothing."""
PAGES = ("pread64", "pwrite64")
FAILING = [(error, onwards, False) for error in ERRORS.values() for onwards in (False, True)]
WAYS = (*FAILING, (errno.EIO, False, True))
"""Error, whether from then on, whether the program is killed instead."""


class ExchangeBench:
    """Runs cases in a scratch folder and judges what they leave."""

    def __init__(self, scratch: Path, deeds: Sequence[str]) -> None:
        self.template, self.root = scratch / "dunia", scratch / "kerja"
        make_exchange_world(self.template)
        self.acknowledged = Acknowledged()
        self.deeds = {name: EXCHANGE[name] for name in deeds}
        self._stations: dict[str, list[str]] = {}
        self._rows: dict[str, int] = {}
        for name, deed in self.deeds.items():
            self._stations[name] = self._walk(deed)

    def _walk(self, deed: Deed) -> list[str]:
        """Do a deed undisturbed and return what stood after each transaction: no other state may ever be found."""
        take(self.template, deed, self.root)
        office = deed.offices[0]
        with open_raw(self.root / office, store_key(self.root / office)) as store:
            stations = [picture(store)]
            self._rows[office] = store.audit_head()[0]
        commit = Store._commit

        def committed(store: Store) -> None:
            commit(store)
            stations.append(picture(store))

        Store._commit = committed  # type: ignore[method-assign]
        try:
            deed.do(self.root)
        finally:
            Store._commit = commit  # type: ignore[method-assign]
        return list(dict.fromkeys(stations))

    def _watched(self, deed: Deed) -> list[Path]:
        return [self.root / name for name in (*deed.offices, *deed.folders, OUTPUT, "config")]

    def calls(self, name: str) -> Counter[str]:
        """Return how many calls of each kind a deed makes on its folders when nothing fails."""
        deed = self.deeds[name]
        take(self.template, deed, self.root)
        outcome = run_failing(lambda: work_of(deed, self.root), Plan(), self._watched(deed))
        if json.loads(outcome.said)["end"] != "ok":
            raise RuntimeError(f"the deed fails by itself: {outcome.said!r}")
        return outcome.seen

    def case(self, name: str, plan: Plan, number: int) -> tuple[str, str]:
        """Run one case; return how the deed ended and what is wrong, empty for nothing."""
        deed = self.deeds[name]
        take(self.template, deed, self.root)
        self.acknowledged.reset()
        outcome = run_failing(lambda: work_of(deed, self.root), plan, self._watched(deed))
        if plan.kill and not outcome.said:
            told = {"end": "killed"}
        else:
            try:
                told = json.loads(outcome.said)
            except ValueError:
                return "trace", f"ended with {outcome.status}: {outcome.said[:200]!r}"
        end = str(told["end"])
        if end == "trace":
            return end, "trace: " + str(told["trace"])[-900:]
        if end == "error" and not told["known"]:
            return end, f"no sentence for {told['code']}"
        if told.get("strays"):
            return end, f"noise: {told['strays']}"
        wrong = find_partial(self.root) or self.judge(name, end, plan)
        if wrong or end == "ok":
            return end, wrong
        if end == "killed" or number % AGAIN_EVERY == 0:
            wrong = self.again(name)
        return end, wrong

    def judge(self, name: str, end: str, plan: Plan) -> str:
        """Return what is wrong with the office that is left."""
        office = self.deeds[name].offices[0]
        try:
            kantor = open_home(self.root / office)
        except (LuringError, StoreError) as error:
            return f"does not open afterwards: {error.code} {error.facts}"
        try:
            if findings := kantor.store.check(deep=False):
                return f"unsound afterwards: {findings[:2]}"
            count, known = kantor.store.audit_head()[0], max(self.acknowledged.count, self._rows[office])
            if not known <= count <= known + 2:
                return f"{known} acts acknowledged, {count} there"
            induk = read_induk(kantor.store)
            if induk is not None and not (induk.sebab == "jangkar_hilang" and plan.call in UNREADABLE):
                return f"a failure is taken for data that went back: {induk.sebab}"
            if (seen := picture(kantor.store)) not in self._stations[name]:
                return "between: " + _difference(seen, self._stations[name][-1])
            if end == "ok" and seen != self._stations[name][-1]:
                return "told as done, and not done: " + _difference(seen, self._stations[name][-1])
            return missing_files(kantor)
        finally:
            kantor.close()

    def again(self, name: str) -> str:
        """Do the deed once more with nothing failing."""
        told = json.loads(work_of(self.deeds[name], self.root))
        if told["end"] != "ok" and told.get("code") not in UNDONE_ALREADY:
            return f"cannot be done again: {told}"
        return find_partial(self.root)


def _difference(seen: str, wanted: str) -> str:
    one, other = json.loads(seen), json.loads(wanted)
    return "; ".join(f"{key}: {str(one[key])[:120]} | {str(other[key])[:120]}" for key in one if one[key] != other[key])


def cases(bench: ExchangeBench, stride: int, offset: int, report: Report) -> Iterator[tuple[str, Plan]]:
    """Yield every ``stride``-th case, counting all that there are."""
    number = offset
    for name in bench.deeds:
        seen = bench.calls(name)
        for call in MORE_CALLS:
            for nth in range(1, seen[call] + 1):
                for error, onwards, kill in WAYS:
                    report.possible += 1
                    number += 1
                    if number % stride == 0:
                        yield name, Plan(call, nth, error, onwards, kill)


def run(stride: int, offset: int = 0, seconds: float | None = None, deeds: Sequence[str] = tuple(EXCHANGE)) -> Report:
    """Go through the cases and return what was found."""
    report, scratch, started = Report(), scratch_folder(), time.monotonic()
    try:
        with settings_in(scratch / "kerja"):
            bench = ExchangeBench(scratch, deeds)
            todo = list(cases(bench, stride, offset, report))
            if seconds is not None:
                # Against the clock every deed has its turn, and reading and writing pages of the store comes last.
                random.Random(offset).shuffle(todo)
                todo.sort(key=lambda case: case[1].call in PAGES)
            for name, plan in todo:
                end, wrong = bench.case(name, plan, report.cases)
                report.cases += 1
                report.by_deed[name] = report.by_deed.get(name, 0) + 1
                report.refused += end == "error"
                report.pages += plan.call in PAGES
                report.killed += end == "killed"
                if wrong:
                    how = "kill" if plan.kill else f"{errno.errorcode[plan.error]} {'on' if plan.onwards else 'once'}"
                    report.losses.append(f"{name}: {plan.call} {plan.nth} {how}: {wrong}")
                    print(report.losses[-1], file=sys.stderr, flush=True)
                if seconds is not None and time.monotonic() - started > seconds:
                    break
    finally:
        shutil.rmtree(scratch)
    report.seconds = time.monotonic() - started
    return report


def main() -> int:
    """Read the arguments, run, print the report as one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stride", type=int, default=1)
    parser.add_argument("--offset", type=int, default=0)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--deed", action="append", choices=sorted(EXCHANGE))
    options = parser.parse_args()
    report = run(options.stride, options.offset, options.seconds, options.deed or tuple(EXCHANGE))
    print(json.dumps(report.__dict__), flush=True)
    return 1 if report.losses else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    sys.exit(main())

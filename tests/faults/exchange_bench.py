"""Runs one case of the exchange in a scratch folder, lets one call fail, and judges what that leaves."""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from db import Store, StoreError
from desktop_app.domain.errors import LuringError
from desktop_app.services.jangkar import read_induk
from desktop_app.services.kantor import BERKAS_STORE
from tests.faults.call_failer import Outcome, Plan, Step, run_failing
from tests.faults.crash_states import open_raw
from tests.faults.exchange_deeds import EXCHANGE, TAKEN, UNDONE_ALREADY, make_exchange_world, missing_files, picture
from tests.faults.failing_calls import ERRORS, Acknowledged, find_partial, work_of
from tests.faults.fault_world import open_home, store_key
from tests.faults.forked_worker import forking
from tests.faults.user_deeds import FACTS, OUTPUT, Deed

AGAIN_EVERY = 4
"""After so many failures one deed is done again with nothing failing; after a kill always."""
ANCHOR = "jangkar"
"""Part of the name of each copy of the anchor. When none can be read, a new epoch is safe and loses nothing."""
DEEP_EVERY = 4
"""Of so many stores that are checked one is checked to the last hash of every revision and file."""
ASKING = ("stat", "fstat", "lseek", "ioctl", "fcntl", "read", "pread64", "getdents64", "access", "statfs", "fadvise64")
CHECK_EVERY = 8
"""Of stores after a failure of a call that only asks, so many are opened and compared for one that is checked whole."""
COPIES = ".skpc"
WAYS: dict[str, tuple[int, bool, bool]] = {
    **{f"{name} once": (error, False, False) for name, error in ERRORS.items()},
    **{f"{name} on": (error, True, False) for name, error in ERRORS.items()},
    "kill": (errno.EIO, False, True),
}
"""Error, whether from then on, whether the program is killed instead."""


@dataclass(frozen=True)
class Case:
    """One call of one deed failing in one way; ``file`` is where the recording saw that call go."""

    deed: str
    call: str
    nth: int
    way: str
    file: str
    of_child: bool = False

    @property
    def key(self) -> str:
        """The case in one line."""
        return f"{self.deed} | {'child ' if self.of_child else ''}{self.call} {self.nth} | {self.way}"

    @property
    def plan(self) -> Plan:
        """What the failer is told."""
        return Plan(self.call, self.nth, *WAYS[self.way], of_child=self.of_child)


@dataclass
class Verdict:
    """How a deed ended (ok, error, killed, trace), what is wrong (empty for nothing), whether the call came at all."""

    end: str
    wrong: str
    reached: bool = True


class ExchangeBench:
    """Runs cases in a scratch folder and judges what they leave."""

    def __init__(self, scratch: Path, deeds: Sequence[str] = tuple(EXCHANGE), *, forked: bool = True) -> None:
        """Make the world, do every deed once undisturbed, and keep what stood after each of its transactions."""
        self.template, self.root = scratch / "dunia", scratch / "kerja"
        make_exchange_world(self.template)
        self.acknowledged = Acknowledged()
        self.forked = forked
        self.deeds = {name: EXCHANGE[name] for name in deeds}
        self._copies = {path.stat().st_ino: _stamp(path) for path in self.template.rglob("*" + COPIES)}
        self._stations: dict[str, list[str]] = {}
        self._rows: dict[str, int] = {}
        self._stores = self._before = 0
        for name, deed in self.deeds.items():
            self._stations[name] = self._walk(deed)
        # What has been loaded so far stays: no child goes through it in search of rings, and none copies it.
        gc.collect()
        gc.freeze()

    def _walk(self, deed: Deed) -> list[str]:
        """Do a deed undisturbed and return what stood after each transaction: no other state may ever be found."""
        self.lay_out(deed)
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

    def lay_out(self, deed: Deed) -> None:
        """Copy what a deed needs out of the prepared world; backups, which nobody writes into, are linked."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir()
        shutil.copy(self.template / FACTS, self.root / FACTS)
        for name in (*deed.offices, *deed.folders):
            shutil.copytree(self.template / name, self.root / name, copy_function=_copy_or_link)

    def watched(self, deed: Deed) -> list[Path]:
        """Return the folders whose files' calls fail: the office, the stick, and the settings with their anchor."""
        return [self.root / name for name in (*deed.offices, *deed.folders, OUTPUT, "config")]

    def run(self, deed: Deed, plan: Plan) -> Outcome:
        """Do a deed in a child under a plan; the folder that holds all counts too (names are synced there)."""
        with forking() if self.forked else nullcontext():
            return run_failing(lambda: work_of(deed, self.root), plan, self.watched(deed), [self.root], self._note)

    def _note(self) -> None:
        self._before = self.acknowledged.count

    def steps(self, name: str) -> list[Step]:
        """Return the calls that a deed makes when nothing fails; twice the same, or ``RuntimeError``.

        First those of its own process in their order, then those of the processes that it starts in theirs.
        """
        found = []
        for _ in range(2):
            self.lay_out(self.deeds[name])
            outcome = self.run(self.deeds[name], Plan())
            if json.loads(outcome.said)["end"] != "ok":
                raise RuntimeError(f"the deed fails by itself: {outcome.said!r}")
            found.append(sorted(outcome.steps, key=lambda step: step.of_child))
        if found[0] != found[1]:
            at = next((n for n, pair in enumerate(zip(*found, strict=False)) if pair[0] != pair[1]), -1)
            raise RuntimeError(f"{name}: two recordings differ at call {at}: {found[0][at]} | {found[1][at]}")
        return found[0]

    def try_case(self, case: Case, number: int) -> Verdict:
        """Run one case and judge it."""
        deed, plan = self.deeds[case.deed], case.plan
        self.lay_out(deed)
        self.acknowledged.reset()
        outcome = self.run(deed, plan)
        end, wrong = self._ended(case, outcome)
        wrong = wrong or self._trusted_a_bad_sync(case, outcome)
        if not wrong:
            wrong = self._partial() or self._judge(case, end)
        if not wrong and end != "ok" and (end == "killed" or number % AGAIN_EVERY == 0):
            wrong = self._again(case.deed)
        return Verdict(end, wrong, outcome.hit == case.file)

    def _ended(self, case: Case, outcome: Outcome) -> tuple[str, str]:
        """Return how the deed ended, and what is wrong with the way it told so."""
        if case.plan.kill and not outcome.said:
            return "killed", ""
        try:
            told = json.loads(outcome.said)
        except ValueError:
            return "trace", f"ended with {outcome.status}: {outcome.said[:200]!r}"
        end = str(told["end"])
        if end == "trace":
            return end, "trace: " + str(told["trace"])[-900:]
        if end == "error" and not told["known"]:
            return end, f"no sentence for {told['code']}"
        return end, f"noise: {told['strays']}" if told.get("strays") else ""

    def _trusted_a_bad_sync(self, case: Case, outcome: Outcome) -> str:
        """After a failed sync of the store or its log nothing more may be acknowledged (of an anchor it may)."""
        store = BERKAS_STORE in outcome.hit and case.call in ("fsync", "fdatasync")
        if store and self.acknowledged.count > self._before:
            return f"acknowledged after a failed sync: {self._before} acts before, {self.acknowledged.count} after"
        return ""

    def _partial(self) -> str:
        return find_partial(self.root, lambda path: self._copies.get(path.stat().st_ino) == _stamp(path))

    def _judge(self, case: Case, end: str) -> str:
        """Return what is wrong with the office that is left."""
        office = self.deeds[case.deed].offices[0]
        try:
            kantor = open_home(self.root / office)
        except (LuringError, StoreError) as error:
            return f"does not open afterwards: {error.code} {error.facts}"
        try:
            self._stores += 1
            whole = case.plan.kill or case.call not in ASKING or self._stores % CHECK_EVERY == 0
            if whole and (findings := kantor.store.check(deep=self._stores % DEEP_EVERY == 0)):
                return f"unsound afterwards: {findings[:2]}"
            count, known = kantor.store.audit_head()[0], max(self.acknowledged.count, self._rows[office])
            if not known <= count <= known + 2:
                return f"{known} acts acknowledged, {count} there"
            induk = read_induk(kantor.store)
            if induk is not None and not (induk.sebab == "jangkar_hilang" and self._hides_anchor(case)):
                return f"a failure is taken for data that went back: {induk.sebab}"
            if (seen := picture(kantor.store)) not in self._stations[case.deed]:
                return "between: " + _difference(seen, self._stations[case.deed][-1])
            if end == "ok" and seen != self._stations[case.deed][-1]:
                return "told as done, and not done: " + _difference(seen, self._stations[case.deed][-1])
            return missing_files(kantor) or self._on_stick(case.deed, end, kantor.home)
        finally:
            kantor.close()

    def _hides_anchor(self, case: Case) -> bool:
        return ANCHOR in case.file or WAYS[case.way][1]

    def _on_stick(self, name: str, end: str, home: Path) -> str:
        """What lay on the stick is as it was; after a success what was to lie there is the outbox's, byte for byte."""
        outbox = {path.read_bytes() for path in (home / "keluar").glob("*.skpb")}
        for folder in self.deeds[name].folders:
            before = list((self.template / folder).iterdir())
            for path in before:
                there = self.root / folder / path.name
                if not there.is_file() or there.read_bytes() != path.read_bytes():
                    return f"{path.name} lay on the stick and is no longer what it was"
            added = [
                path
                for path in (self.root / folder).glob("*.skpb")
                if not (self.template / folder / path.name).exists()
            ]
            if folder in (OUTPUT, TAKEN) and end == "ok" and not added:
                return "told as done, and nothing is on the stick"
            if any(path.read_bytes() not in outbox for path in added):
                return f"{added[0].name} on the stick is not the one in the outbox"
        return ""

    def _again(self, name: str) -> str:
        """Do the deed once more with nothing failing."""
        with forking() if self.forked else nullcontext():
            told = json.loads(work_of(self.deeds[name], self.root))
        if told["end"] != "ok" and told.get("code") not in UNDONE_ALREADY:
            return f"cannot be done again: {told}"
        return self._partial()


def _copy_or_link(source: str, target: str) -> str:
    if source.endswith(COPIES):
        os.link(source, target)
        return target
    return str(shutil.copy2(source, target))


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _difference(seen: str, wanted: str) -> str:
    one, other = json.loads(seen), json.loads(wanted)
    return "; ".join(f"{key}: {str(one[key])[:120]} | {str(other[key])[:120]}" for key in one if one[key] != other[key])

"""Lets every system call of every deed fail, one after the other, and says what each failure broke.

``python -m tests.faults.failing_calls --stride N --offset K`` tries every N-th case (all with 1) and prints one JSON
line at its end; ``long_run.py`` and the suite read it.
"""

from __future__ import annotations

import argparse
import errno
import json
import mmap
import os
import random
import shutil
import struct
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from db import Store, StoreError
from desktop_app.domain.errors import LuringError, UserError
from desktop_app.exchange.container import prove_parts, read_container
from desktop_app.messages import load_sentences
from desktop_app.services.berkas_auditor_uji import prove_pack
from desktop_app.services.jangkar import read_induk
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah
from desktop_app.vault import waits
from tests.faults.call_failer import CALLS, Plan, run_failing
from tests.faults.crash_states import open_raw, settings_in
from tests.faults.fault_world import open_home, scratch_folder, store_key
from tests.faults.user_deeds import DEEDS, OUTPUT, SANDI_BARU, Deed, enter, facts, make_world, take

ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}
SIGNATURE = 64
"""Bytes of the signature after the header of a bundle (docs/spec/bundle-v1.md)."""
UNREADABLE = ("openat", "read")
"""Calls without which no copy of the anchor can be read; a new epoch is the safe answer to that, and loses nothing."""
DONE_ALREADY = ("hapus_tidak_ada",)
"""What a repetition is told when the deed was done and only what follows it failed."""
PACK, UNFINISHED = "berkas-auditor-", ".sementara"
REPEAT_EVERY = 8
"""After so many failures one deed is done again on what is left, with nothing failing."""


@dataclass
class Report:
    """What a run through the cases found."""

    cases: int = 0
    possible: int = 0
    refused: int = 0
    killed: int = 0
    pages: int = 0
    losses: list[str] = field(default_factory=list)
    seconds: float = 0.0
    by_deed: dict[str, int] = field(default_factory=dict)


class Acknowledged:
    """How many audit rows the child's stores have acknowledged, in memory that parent and child share."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 8)
        commit = Store._commit

        def committed(store: Store) -> None:
            commit(store)
            try:
                count, _ = store.audit_head()
            except StoreError:
                return
            self._shared[:8] = struct.pack("q", count)

        Store._commit = committed  # type: ignore[method-assign]

    def reset(self) -> None:
        """Forget the last run."""
        self._shared[:8] = struct.pack("q", 0)

    @property
    def count(self) -> int:
        """The newest acknowledged audit row, 0 for none."""
        return int(struct.unpack("q", self._shared[:8])[0])


def work_of(deed: Deed, root: Path) -> bytes:
    """Do a deed and say how it ended, as JSON: ok, an error of the house, or a trace of anything else."""
    strays: list[str] = []
    threading.excepthook = lambda args: strays.append(f"thread: {args.exc_value!r}")
    sys.unraisablehook = lambda args: strays.append(f"unraisable: {args.exc_value!r}")
    try:
        deed.do(root)
        told: dict[str, object] = {"end": "ok"}
    except LuringError as error:
        told = {"end": "error", "code": error.code, "known": error.code in load_sentences()}
    except BaseException:
        told = {"end": "trace", "trace": traceback.format_exc()}
    return json.dumps({**told, "strays": strays}).encode()


class Bench:
    """Runs cases in a scratch folder and judges what they leave."""

    def __init__(self, scratch: Path) -> None:
        self.template = scratch / "dunia"
        self.root = scratch / "kerja"
        make_world(self.template)
        self.acknowledged = Acknowledged()
        self._counts: dict[str, int] = {}
        self._keys = {"akun": self._key_of_accounts()}
        for name in ("unit", "unit-2", "kabupaten", "kabupaten-2", "akun"):
            with self._raw(self.template, name) as store:
                self._counts[name] = store.audit_head()[0]

    def _key_of_accounts(self) -> bytes:
        kantor = enter(self.template)
        try:
            assert kantor.kunci is not None
            return kantor.kunci.key
        finally:
            kantor.close()

    def _raw(self, root: Path, name: str) -> Store:
        key = self._keys.get(name) or store_key(self.template / name)
        return open_raw(root / name, key)

    def _watched(self, deed: Deed) -> list[Path]:
        return [self.root / name for name in (*deed.offices, *deed.folders, OUTPUT, "config")]

    def calls(self, deed: Deed) -> Counter[str]:
        """Return how many calls of each kind a deed makes on its folders when nothing fails."""
        take(self.template, deed, self.root)
        outcome = run_failing(lambda: work_of(deed, self.root), Plan(), self._watched(deed))
        told = json.loads(outcome.said)
        if told["end"] != "ok":
            raise RuntimeError(f"the deed fails by itself: {told}")
        return outcome.seen

    def case(self, name: str, plan: Plan, number: int) -> tuple[str, str]:
        """Run one case; return how the deed ended and what is wrong, empty for nothing."""
        deed = DEEDS[name]
        take(self.template, deed, self.root)
        self.acknowledged.reset()
        outcome = run_failing(lambda: work_of(deed, self.root), plan, self._watched(deed))
        try:
            told = json.loads(outcome.said)
        except ValueError:
            return "trace", f"ended with {outcome.status}: {outcome.said[:200]!r}"
        end = str(told["end"])
        if end == "trace":
            return end, "trace: " + str(told["trace"])[-900:]
        if end == "error" and not told["known"]:
            return end, f"no sentence for {told['code']}"
        if told["strays"]:
            return end, f"noise: {told['strays']}"
        return end, find_partial(self.root) or self.judge(name, deed, end, plan) or self._again(deed, end, number)

    def judge(self, name: str, deed: Deed, end: str, plan: Plan) -> str:
        office = deed.offices[0]
        try:
            kantor = self._open(office)
        except (LuringError, StoreError) as error:
            return f"does not open afterwards: {error.code} {error.facts}"
        try:
            if findings := kantor.store.check(deep=False):
                return f"unsound afterwards: {findings[:2]}"
            if kantor.store.attachments_named(here=False):
                return "a document names a file that is not there"
            if not deed.replaces_store:
                count, known = kantor.store.audit_head()[0], max(self.acknowledged.count, self._counts[office])
                if not known <= count <= known + 2:
                    return f"{known} acts acknowledged, {count} there"
                induk = read_induk(kantor.store)
                if induk is not None and not (induk.sebab == "jangkar_hilang" and plan.call in UNREADABLE):
                    return f"a failure is taken for data that went back: {induk.sebab}"
            if end == "ok" and name == "ketik naskah":
                naskah = open_naskah(kantor, facts(self.root)["staf"])
                if getattr(naskah.isi, "nama", "") != "Nama Baru":
                    return "what was typed and acknowledged is not there"
        finally:
            kantor.close()
        return ""

    def _open(self, office: str) -> Kantor:
        if office != "akun":
            return open_home(self.root / office)
        try:
            return enter(self.root)
        except UserError:
            # The other password is tried without the wait, which the children of this process would inherit too.
            waits._UNTIL.clear()
            (self.root / office / waits.WAIT_FILE).unlink(missing_ok=True)
            return enter(self.root, SANDI_BARU)
        finally:
            waits._UNTIL.clear()

    def _again(self, deed: Deed, end: str, number: int) -> str:
        if end == "ok" or number % REPEAT_EVERY or deed.offices == ("akun",):
            return ""
        told = json.loads(work_of(deed, self.root))
        done = told["end"] == "ok" or told.get("code") in DONE_ALREADY
        return "" if done else f"cannot be done again: {told}"


def find_partial(root: Path, known: Callable[[Path], bool] = lambda path: False) -> str:
    """Return the first file with a final name that is not whole; ``known`` names files that are so for certain."""
    for path in root.rglob("*"):
        if (path.is_file() and known(path)) or any(part.endswith(UNFINISHED) for part in path.parts):
            continue
        if path.name.startswith(PACK):
            try:
                prove_pack(path, registered=True)
            except LuringError as error:
                return f"{path.name}: {error.facts}"
        if path.suffix == ".pdf" and not path.read_bytes().rstrip().endswith(b"%%EOF"):
            return f"{path.name} is not whole"
        if path.suffix in (".skpb", ".skpc") and (fault := _container_fault(path)):
            return f"{path.name}: {fault}"
    return ""


def _container_fault(path: Path) -> str:
    """Return why a bundle or a backup is not whole, by its own header's lengths and hashes; empty where it is."""
    if path.suffix == ".skpc":
        try:
            prove_parts(read_container(path))
        except LuringError as error:
            return error.code
        return ""
    raw = path.read_bytes()
    length = int.from_bytes(raw[5:7], "big")
    header, sealed = raw[7 : 7 + length], raw[7 + length + SIGNATURE :]
    try:
        said = json.loads(header)
    except ValueError:
        return "not whole"
    whole = len(sealed) == said["ct_len"] and sha256(sealed).hexdigest() == said["ct_sha256"]
    return "" if whole else "not whole"


def cases(bench: Bench, stride: int, offset: int, report: Report) -> Iterator[tuple[str, Plan]]:
    """Yield every ``stride``-th case, counting all that there are."""
    number = offset
    for name, deed in DEEDS.items():
        calls = bench.calls(deed)
        for call in CALLS:
            for nth in range(1, calls[call] + 1):
                for error in ERRORS.values():
                    for onwards in (False, True):
                        report.possible += 1
                        number += 1
                        if number % stride == 0:
                            yield name, Plan(call, nth, error, onwards)


def run(stride: int, offset: int = 0, seconds: float | None = None) -> Report:
    """Go through the cases and return what was found."""
    report, scratch, started = Report(), scratch_folder(), time.monotonic()
    try:
        with settings_in(scratch / "kerja"):
            bench = Bench(scratch)
            todo = list(cases(bench, stride, offset, report))
            if seconds is not None:
                # Against the clock every deed has its turn.
                random.Random(offset).shuffle(todo)
            for name, plan in todo:
                end, wrong = bench.case(name, plan, report.cases)
                report.cases += 1
                report.by_deed[name] = report.by_deed.get(name, 0) + 1
                report.refused += end == "error"
                if wrong:
                    how = "from then on" if plan.onwards else "once"
                    report.losses.append(f"{name}: {plan.call} {plan.nth} {errno.errorcode[plan.error]} {how}: {wrong}")
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
    options = parser.parse_args()
    # What the deeds print (nothing, as a rule) must not mix with the report.
    report = run(options.stride, options.offset, options.seconds)
    print(json.dumps(report.__dict__), flush=True)
    return 1 if report.losses else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    sys.exit(main())

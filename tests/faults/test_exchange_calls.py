"""Every system call of export and import: that every one is known, that the judge can say no, and a share of the cases.

``python -m tests.faults.exchange_calls`` tries them all. See docs/spec/faults.md, section Export and import.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import LuringError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange.stick import Section, place_file, write_safely
from desktop_app.services.berkas import free_path
from desktop_app.services.paket import check_place
from desktop_app.services.pegawai import create_pegawai
from tests.faults.call_failer import Plan, can_fail_calls, fork, run_failing
from tests.faults.call_table import KERNEL_NAMES
from tests.faults.exchange_bench import WAYS, Case, ExchangeBench
from tests.faults.exchange_calls import Choice, State, all_cases, drawn, go_through, prepared
from tests.faults.exchange_deeds import EXCHANGE, TAKEN
from tests.faults.failing_calls import work_of
from tests.faults.fault_world import open_home
from tests.faults.forked_worker import forking
from tests.faults.record_calls import strace_works
from tests.faults.user_deeds import OUTPUT, Deed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fail_calls(), reason="needs seccomp user notification"),
]
CASES = int(os.environ.get("SKP_EXCHANGE_CASES", "70"))
SEED = int(os.environ.get("SKP_EXCHANGE_SEED", "0")) or random.SystemRandom().randrange(1, 1 << 31)
_LINE = re.compile(r"\d+ +(\w+)\((.*)")


@pytest.fixture(scope="module")
def bench() -> Iterator[ExchangeBench]:
    with prepared() as made:
        yield made


def test_that_export_and_import_stand_before_or_after_whichever_call_fails_or_is_the_last(
    bench: ExchangeBench, capsys: pytest.CaptureFixture[str]
) -> None:
    report = go_through(bench, Choice(SEED, count=CASES))
    with capsys.disabled():
        print(f" seed {SEED}: {report.cases} of {report.possible} cases, {dict(report.ends)} ", end="")
    assert report.losses == []
    assert set(report.by_deed) == set(EXCHANGE)
    assert all(report.ends[end] for end in ("ok", "error", "killed"))


def _traced(bench: ExchangeBench, deed: Deed, log: Path) -> Counter[str]:
    """Do a deed under strace, which knows by itself what takes a file; count the calls that name the world's."""
    bench.lay_out(deed)
    waits, goes = os.pipe()
    pid = fork()
    if pid == 0:
        os.read(waits, 1)
        with forking():
            os._exit(json.loads(work_of(deed, bench.root))["end"] != "ok")
    command = ["strace", "-f", "-y", "-s", "0", "-e", "trace=%file,%desc", "-e", "signal=none", "-o", str(log)]
    tracer = subprocess.Popen([*command, "-p", str(pid)], stderr=subprocess.PIPE)
    assert tracer.stderr is not None
    assert b"attached" in tracer.stderr.readline()
    os.write(goes, b"!")
    _, status = os.waitpid(pid, 0)
    tracer.wait(20)
    tracer.stderr.close()
    os.close(waits)
    os.close(goes)
    assert status == 0
    root, places = str(bench.root), tuple(str(path) for path in bench.watched(deed))
    calls: Counter[str] = Counter()
    for line in log.read_text().splitlines():
        found = _LINE.match(line)
        if found is not None and (
            any(f"{path}{end}" in found[2] for path in places for end in '/">')
            or any(f"{root}{end}" in found[2] for end in '">')
        ):
            calls[KERNEL_NAMES.get(found[1], f"{found[1]}, which never fails")] += 1
    return calls


@pytest.mark.skipif(not strace_works(), reason="needs strace")
@pytest.mark.parametrize("name", ["gabung", "terima balasan", "taruh di flashdisk"])
def test_that_the_calls_that_fail_are_all_that_there_are(bench: ExchangeBench, name: str, tmp_path: Path) -> None:
    made = Counter(step.kind for step in bench.steps(name))
    assert made["pread64"] > 20
    assert made["pwrite64"] > 10
    assert _traced(bench, bench.deeds[name], tmp_path / "strace") == made


@pytest.mark.parametrize("name", ["gabung", "terima balasan"])
def test_that_a_forked_worker_makes_the_calls_of_a_started_one(bench: ExchangeBench, name: str) -> None:
    forked = bench.steps(name)
    assert any(step.of_child for step in forked)
    bench.forked = False
    try:
        assert bench.steps(name) == forked
    finally:
        bench.forked = True


def _instead(bench: ExchangeBench, name: str, work: Callable[[Path], object], call: str = "rename 99") -> str:
    """Let a deed do something else than it does while a call fails, and return what the judge says."""
    honest = bench.deeds[name]
    kind, nth = call.split()
    bench.deeds[name] = Deed(lambda root: work(root) and None, honest.offices, honest.folders)
    try:
        return bench.try_case(Case(name, kind, int(nth), "EIO once", ""), 1).wrong
    finally:
        bench.deeds[name] = honest


def _something_else(root: Path) -> None:
    kantor = open_home(root / "unit")
    create_pegawai(kantor, Pegawai(nama="Orang Uji Lain"))
    kantor.close()


def _sync_badly(root: Path) -> None:
    with (root / "unit" / "luring.db").open("rb") as store, contextlib.suppress(OSError):
        os.fsync(store.fileno())
    _something_else(root)


def _half(root: Path) -> None:
    whole = next((root / "tersegel" / "keluar").glob("*.skpb"))
    (root / OUTPUT / whole.name).write_bytes(whole.read_bytes()[:-1])


def _bury(root: Path) -> None:
    (root / TAKEN / next((root / TAKEN).glob("*.pdf")).name).write_bytes(b"%PDF-1.4\n%%EOF\n")


def _fail(root: Path) -> None:
    raise OSError(errno.EIO, "a failure without a sentence")


def test_that_the_judge_says_no(bench: ExchangeBench) -> None:
    assert _instead(bench, "segel", lambda root: None).startswith("told as done, and not done")
    assert _instead(bench, "segel", _something_else).startswith("between")
    assert _instead(bench, "segel", _sync_badly, "fsync 1").startswith("acknowledged after a failed sync")
    assert _instead(bench, "segel", _fail).startswith("trace")
    assert _instead(bench, "taruh di flashdisk", lambda root: None) == "told as done, and nothing is on the stick"
    assert "not whole" in _instead(bench, "taruh di flashdisk", _half)
    buried = _instead(bench, "taruh di samping berkas lain", _bury)
    assert "is no longer what it was" in buried
    lost = _instead(bench, "gabung", lambda root: (root / "kabupaten" / "luring.db").unlink())
    assert lost.startswith("does not open afterwards")
    assert _instead(bench, "segel", lambda root: os.kill(os.getpid(), signal.SIGKILL)).startswith("ended with -9")


def test_that_a_call_that_does_not_come_is_no_success(bench: ExchangeBench) -> None:
    assert not bench.try_case(Case("segel", "rename", 99, "EIO once", "unit/keluar"), 1).reached


def test_that_a_run_goes_on_where_one_ended_and_tries_again_what_was_wrong(
    bench: ExchangeBench, tmp_path: Path
) -> None:
    recorded = {"segel": bench.steps("segel")}
    # Another run has another world: a name drawn by lot in it would make its record another.
    assert not [step for step in recorded["segel"] if re.search("[0-9a-f]{6}", step.file)]
    one, two, three = drawn(all_cases(recorded), 7)[:3]
    state = State(tmp_path / "state", recorded)
    state.keep(one, "error", "", reached=True)
    state.keep(two, "trace", "wrong", reached=True)
    state.keep(three, "error", "", reached=False)
    assert set(State(tmp_path / "state", recorded).done) == {one.key}
    assert not State(tmp_path / "state", {"segel": recorded["segel"][:-1]}).done


def test_that_a_seed_draws_a_share_of_every_deed_and_rare_calls_as_often_as_common_ones(bench: ExchangeBench) -> None:
    recorded = {name: bench.steps(name) for name in ("segel", "balas")}
    cases = all_cases(recorded)
    assert len(cases) == 5 * sum(len(steps) for steps in recorded.values())
    assert len({case.key for case in cases}) == len(cases)
    few = drawn(cases, 5, 200)
    assert few == drawn(cases, 5, 200) != drawn(cases, 6, 200)
    assert {case.deed for case in few} == set(recorded)
    assert {case.call for case in few} == {case.call for case in cases}
    whole = drawn(cases, 5)
    assert sorted(case.key for case in whole) == sorted(case.key for case in cases)
    calls = [(case.deed, case.call, case.nth) for case in whole]
    assert len(set(calls[: len(cases) // 5])) == len(cases) // 5
    assert {case.way for case in whole[: len(cases) // 5]} == set(WAYS)


def test_that_a_name_that_cannot_be_looked_up_is_not_taken_for_a_free_one(tmp_path: Path) -> None:
    taken = tmp_path / "paket.skpb"
    taken.write_bytes(b"dari kantor lain")

    def section(file: Any) -> list[Section]:
        file.write(b"isi")
        return [Section(3, sha256(b"isi").hexdigest())]

    works: dict[str, Callable[[], object]] = {
        "by hand": lambda: place_file(b"isi", taken),
        "by the ritual": lambda: write_safely(tmp_path, "paket", 3, section),
        "check": lambda: check_place(taken),
        "print": lambda: free_path(taken).write_bytes(b"isi"),
    }
    for name, work in works.items():
        for onwards in (False, True):

            def tell(work: Callable[[], object] = work) -> bytes:
                try:
                    work()
                except LuringError as error:
                    return type(error).__name__.encode()
                return b"done"

            outcome = run_failing(tell, Plan("stat", 1, errno.EIO, onwards), [taken])
            assert outcome.hit, name
            assert (outcome.said == b"SystemProblem", taken.read_bytes()) == (
                True,
                b"dari kantor lain",
            ), name

"""Two programs on one office, owners that die, folders that cannot be written to, processes that sleep or starve."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import Store, StoreError
from desktop_app.domain.errors import LuringError, SystemProblem
from desktop_app.domain.pegawai import Pegawai
from desktop_app.messages import load_sentences, sentence
from desktop_app.services.kantor import BERKAS_STORE
from desktop_app.services.pegawai import create_pegawai
from tests.faults.call_failer import Plan, can_fail_calls, fork, run_failing
from tests.faults.fault_world import make_unit, open_home

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")

OWNER = """
import sys, time
from pathlib import Path
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.pegawai import create_pegawai
from tests.faults.fault_world import open_home
kantor = open_home(Path(sys.argv[1]))
print("buka", flush=True)
if len(sys.argv) > 2:
    for nomor in range(int(sys.argv[2])):
        create_pegawai(kantor, Pegawai(nama=f"Orang {nomor}"))
        print(kantor.store.last_seq(), flush=True)
else:
    time.sleep(600)
"""


@contextmanager
def owner(home: Path, saves: int | None = None) -> Iterator[subprocess.Popen[str]]:
    """Run another program that holds the office open, or saves so many times."""
    more = [] if saves is None else [str(saves)]
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(home), *more],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "buka\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _count(home: Path) -> int:
    kantor = open_home(home)
    try:
        assert kantor.store.check(deep=True) == []
        return kantor.store.count("pegawai")
    finally:
        kantor.close()


def test_that_a_second_program_is_refused_at_once_and_let_in_when_the_first_is_killed(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    with owner(home) as first:
        began = time.monotonic()
        with pytest.raises(SystemProblem) as caught:
            open_home(home)
        assert time.monotonic() - began < 2
        assert caught.value.code == "store_locked"
        assert "program lain" in sentence(caught.value)
        first.kill()
        first.wait()
        assert _count(home) == 2


def test_that_files_that_a_dead_program_left_are_no_lock(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    for name in (f"{BERKAS_STORE}-shm", f"{BERKAS_STORE}.lock", "luring.lock", ".luring.db.lck"):
        # A number that some other process has by now.
        (home / name).write_text(f"{os.getpid()}\n{os.uname().nodename}\n")
    assert _count(home) == 2


def test_that_a_program_that_sleeps_in_the_middle_of_saving_loses_nothing(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    with owner(home, saves=60) as process:
        assert process.stdout is not None
        for pause in (0.05, 0.2, 0.1, 0.3):
            time.sleep(0.02)
            process.send_signal(signal.SIGSTOP)
            time.sleep(pause)
            # While it sleeps in a transaction or between two, nobody else gets in.
            with pytest.raises(SystemProblem):
                open_home(home)
            process.send_signal(signal.SIGCONT)
        told = process.stdout.read().split()
        assert process.wait() == 0
    assert len(told) == 60
    assert _count(home) == 62


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_that_a_folder_or_file_that_cannot_be_written_to_is_told_in_a_sentence(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    _read_only_is_told(home)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_that_what_cannot_be_written_to_is_told_in_a_sentence_to_a_user_without_rights(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    # Everybody may enter the system's own folder for such files; above a checkout somebody may have shut a door.
    folder = Path(tempfile.mkdtemp(prefix="skp-luring-", dir="/tmp"))
    request.addfinalizer(lambda: shutil.rmtree(folder))
    folder.chmod(0o755)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "setelan"))
    home = make_unit(folder)
    for path in folder.rglob("*"):
        os.chown(path, 65534, 65534)
    pid = fork()
    if pid == 0:
        code = 1
        try:
            os.setgid(65534)
            os.setuid(65534)
            _read_only_is_told(home)
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _read_only_is_told(home: Path) -> None:
    for locked in ([home], [home / BERKAS_STORE], [home, home / BERKAS_STORE]):
        before = {path: path.stat().st_mode & 0o777 for path in locked}
        whole = (home / BERKAS_STORE).read_bytes()
        for path in locked:
            path.chmod(before[path] & 0o555)
        try:
            told = _refusal(home)
            if told:
                assert told in load_sentences()
                assert told in ("store_read_only", "store_cannot_open", "store_io_error", "berkas_gagal")
                assert (home / BERKAS_STORE).read_bytes() == whole
        finally:
            for path, mode in before.items():
                path.chmod(mode)
        open_home(home).close()


def _refusal(home: Path) -> str:
    """Return the code with which a save is refused; empty where the owner's file could be made writable again."""
    try:
        kantor = open_home(home)
    except LuringError as error:
        return error.code
    create_pegawai(kantor, Pegawai(nama="Tetap Bisa"))
    kantor.close()
    return ""


@pytest.mark.skipif(not can_fail_calls(), reason="needs seccomp user notification")
def test_that_after_a_failed_sync_nothing_is_acknowledged_until_the_office_is_opened_again(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    shutil.copytree(home, tmp_path / "dulu")

    def work() -> bytes:
        told = []
        kantor = open_home(home)
        for nomor in range(4):
            try:
                create_pegawai(kantor, Pegawai(nama=f"Orang {nomor}"))
            except SystemProblem as error:
                told.append(error.code)
            else:
                told.append("ok")
        try:
            kantor.close()
        except StoreError as error:
            told.append(error.code)
        return " ".join(told).encode()

    syncs = run_failing(work, Plan("fsync"), [home]).seen["fsync"]
    assert syncs >= 4
    stopped = 0
    for nth in range(1, syncs + 1):
        shutil.rmtree(home)
        shutil.copytree(tmp_path / "dulu", home)
        said = run_failing(work, Plan("fsync", nth), [home]).said.decode().split()
        if "store_io_error" in said:
            stopped += 1
            at = said.index("store_io_error")
            assert set(said[at + 1 : 4]) <= {"store_must_reopen"}
            # The failed one may be there or not; what was acknowledged is, and nothing that came after.
            assert _count(home) - 2 in (at, at + 1)
    assert stopped >= 4


STARVING = """
import resource, sys
from pathlib import Path
from desktop_app.domain.errors import LuringError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.pegawai import create_pegawai
from tests.faults.fault_world import open_home
pages = int(Path("/proc/self/statm").read_text().split()[0])
room = pages * resource.getpagesize() + int(sys.argv[2]) * 1024
resource.setrlimit(resource.RLIMIT_AS, (room, room))
try:
    kantor = open_home(Path(sys.argv[1]))
    for nomor in range(20):
        create_pegawai(kantor, Pegawai(nama=f"Sempit {nomor}", catatan="x" * 60_000))
        print(nomor, flush=True)
    kantor.close()
except LuringError as error:
    print(error.code, flush=True)
except MemoryError:
    print("MemoryError", flush=True)
"""


def test_that_a_program_without_memory_leaves_a_sound_office(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    ends, saved = set(), 2
    for kib in (0, 1000, 4000, 32_000):
        run = subprocess.run(
            [sys.executable, "-c", STARVING, str(home), str(kib)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        words = run.stdout.split()
        ends.add(words[-1] if words else f"code {run.returncode}")
        done = sum(word.isdecimal() for word in words)
        there = _count(home)
        assert there - saved in (done, done + 1), run.stderr
        saved = there
    assert "19" in ends
    assert ends & {"store_out_of_memory", "MemoryError"}


def test_that_a_store_refuses_a_second_connection_of_the_same_program(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    kantor = open_home(home)
    try:
        with pytest.raises(SystemProblem) as caught:
            open_home(home)
        assert caught.value.code == "store_locked"
        assert isinstance(kantor.store, Store)
        create_pegawai(kantor, Pegawai(nama="Pemilik"))
    finally:
        kantor.close()
    assert _count(home) == 3

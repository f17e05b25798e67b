"""Every system call of every deed fails in turn: a sentence, a sound office, nothing acknowledged lost.

A share of the cases; ``python3 dev.py faults`` tries them all. See docs/spec/faults.md.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.faults.call_failer import Plan, can_fail_calls, run_failing
from tests.faults.long_run import injections
from tests.faults.user_deeds import DEEDS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fail_calls(), reason="needs seccomp user notification"),
]
STRIDE = int(os.environ.get("SKP_CALL_STRIDE", "97"))
"""No multiple of 4: there are four ways in which a call fails, and each has to have its turn."""


def test_that_a_failing_call_ends_in_a_sentence_and_leaves_a_sound_office(capsys: pytest.CaptureFixture[str]) -> None:
    report = injections(STRIDE)
    with capsys.disabled():
        print(f" {report['cases']} of {report['possible']} cases ", end="")
    assert report["losses"] == []
    assert set(report["by_deed"]) == set(DEEDS)
    assert report["refused"] > report["cases"] / 4


def test_that_a_kill_comes_before_the_call(tmp_path: Path) -> None:
    def work() -> bytes:
        (tmp_path / "satu").write_bytes(b"isi")
        (tmp_path / "dua").write_bytes(b"isi")
        return b"selesai"

    outcome = run_failing(work, Plan("write", 2, kill=True), [tmp_path])
    assert (outcome.said, outcome.status) == (b"", -9)
    assert ((tmp_path / "satu").read_bytes(), (tmp_path / "dua").read_bytes()) == (b"isi", b"")


def test_that_the_call_that_is_to_fail_fails_in_threads_and_below_the_folder_only(tmp_path: Path) -> None:
    inside, outside = tmp_path / "dalam", tmp_path / "luar"
    inside.mkdir()
    outside.mkdir()

    def work() -> bytes:
        told = []
        for place in (outside, inside, inside, outside, inside):
            try:
                (place / "berkas").write_bytes(b"isi")
            except OSError as error:
                told.append(str(error.errno))
            else:
                told.append("ok")
        return " ".join(told).encode()

    full = str(errno.ENOSPC)
    assert run_failing(work, Plan(), [inside]).said == b"ok ok ok ok ok"
    assert run_failing(work, Plan("write", 2, errno.ENOSPC), [inside]).said == f"ok ok {full} ok ok".encode()
    assert run_failing(work, Plan("openat", 2, errno.ENOSPC, True), [inside]).said == f"ok ok {full} ok {full}".encode()

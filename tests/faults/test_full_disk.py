"""A disk that is really full: a sentence with what is left, the text kept, nothing half, and it goes on with room."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.messages import sentence
from desktop_app.services import ruang_disk
from tests.faults.fault_world import scratch_folder
from tests.faults.user_deeds import make_world

ROOT = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=1)
def _unshare() -> list[str] | None:
    """Return the command that gives a process mounts of its own, or None where that is not allowed."""
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        return None
    for options in (["-m"], ["-rm"]):
        probe = ["unshare", *options, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return ["unshare", *options]
    return None


@pytest.fixture(scope="module")
def told() -> Iterator[dict[str, Any]]:
    """What came of every deed on full disks."""
    command = _unshare()
    if command is None:
        pytest.skip("needs mounts of its own (unshare -m)")
    scratch = scratch_folder()
    try:
        make_world(scratch / "dunia")
        (scratch / "disk").mkdir()
        run = subprocess.run(
            [*command, sys.executable, "-m", "tests.faults.full_disk_works", scratch / "dunia", scratch / "disk"],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert run.returncode == 0, run.stderr[-3000:]
        yield json.loads(run.stdout.splitlines()[-1])
    finally:
        shutil.rmtree(scratch)


def test_that_a_save_on_a_full_disk_keeps_what_was_there_and_works_again_with_room(told: dict[str, Any]) -> None:
    saving = told["saving"]
    full = [saving[f"simpan, sisa {rest} KiB"] for rest in (0, 40, 100, 300)]
    assert full[0]["end"] == "disk_penuh_habis"
    assert full[0]["sentence"].startswith("Disk penuh. Sisa 0 MB. Data belum disimpan")
    assert {one["kept"] for one in full} == {"True"}
    assert {one["end"] for one in full} <= {"disk_penuh_habis", "ok"}
    assert {one["commit"] for one in full} <= {"disk_penuh_habis", "ok"}
    assert {saving[f"simpan lagi sesudah {rest} KiB"]["end"] for rest in (0, 40, 100, 300)} == {"ok"}
    assert saving["utuh"] == {"end": "ok"}


def test_that_merge_backup_and_print_on_a_full_disk_leave_nothing_half(told: dict[str, Any]) -> None:
    writing = told["writing"]
    for name in ("gabung", "cadangkan", "cetak"):
        answers = [writing[f"{name}, sisa {rest} KiB"] for rest in (0, 60, 200)]
        assert answers[0]["end"] != "ok"
        assert all("penuh" in one["sentence"].lower() for one in answers if one["end"] != "ok")
        assert {one["half"] for one in answers} == {"False"}
        assert all(".part" not in one["files"] for one in answers)
        assert writing[f"{name} lagi"] == {"end": "ok"}
    assert ".pdf" not in writing["cetak, sisa 0 KiB"]["files"]
    assert "000003" not in writing["cadangkan, sisa 0 KiB"]["files"]
    assert writing["unit utuh"] == writing["kabupaten utuh"] == {"end": "ok"}


def test_that_an_export_to_a_full_stick_leaves_no_file_with_a_final_name(told: dict[str, Any]) -> None:
    stick = told["stick"]
    assert {stick[f"ekspor, sisa {rest} KiB"]["end"] for rest in (0, 8)} == {"stick_full"}
    assert {stick[f"ekspor, sisa {rest} KiB"]["files"] for rest in (0, 8)} == {""}
    assert stick["ekspor lagi"] == {"end": "ok"}
    assert stick["utuh"] == {"end": "ok"}


def test_that_the_reserve_lets_the_next_save_through(told: dict[str, Any]) -> None:
    reserve = told["reserve"]
    assert (reserve["there"], reserve["gone"]) == (True, True)
    assert reserve["first"]["end"] == "disk_penuh"
    assert "20 MB baru saja dibuka" in reserve["first"]["sentence"]
    assert reserve["second"] == reserve["utuh"] == {"end": "ok"}


def test_that_a_disk_with_plenty_of_room_needs_no_reserve_and_a_nearly_full_one_gets_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for free in (ruang_disk.MULAI_MENYISIHKAN, 3 * ruang_disk.CADANGAN):
        monkeypatch.setattr(ruang_disk, "free_bytes", lambda _, free=free: free)
        ruang_disk.keep_reserve(tmp_path)
        assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(ruang_disk, "free_bytes", lambda _: ruang_disk.MULAI_MENYISIHKAN - 1)
    ruang_disk.keep_reserve(tmp_path)
    assert ruang_disk.release_reserve(tmp_path) == ruang_disk.CADANGAN
    assert ruang_disk.release_reserve(tmp_path) == 0


def test_that_a_merge_that_needs_more_room_than_there_is_is_refused_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruang_disk, "free_bytes", lambda _: 299 * ruang_disk.MIB)
    with pytest.raises(SystemProblem) as caught:
        ruang_disk.require_room(tmp_path, 100 * ruang_disk.MIB)
    assert sentence(caught.value).startswith("Disk penuh, penggabungan dibatalkan: perlu sekitar 301 MB, sisa 299 MB.")
    ruang_disk.require_room(tmp_path, 99 * ruang_disk.MIB)

"""kill -9 at random moments during save and merge: what was acknowledged is there, what was not is whole or absent."""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL"),
]
KILLS = int(os.environ.get("SKP_KILLS", "30"))
ROOT = Path(__file__).resolve().parents[2]


def _clock() -> datetime:
    return datetime(2026, 12, 1, 8, tzinfo=UTC)


class Zygote:
    """Starts workers and kills them after a while."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def run(self, job: dict[str, str], seconds: float | None) -> int:
        """Run one job; kill it after ``seconds`` (None: let it end) and return its exit code, -9 if killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline())
        if seconds is not None:
            # One that ends by itself before its time is not waited for.
            select.select([self._process.stdout], [], [], seconds)
            # The zygote has not waited for a worker that ended meanwhile only while it still runs; a worker that
            # ended by itself is reaped and its pid is gone.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return int(self._process.stdout.readline().split()[1])

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def zygote() -> Iterator[Zygote]:
    satu = Zygote()
    yield satu
    satu.close()


def _unit(home: Path, kode: str = "99.01.01") -> Kantor:
    profil = Profil(peran=Peran.UNIT, kode=kode, nama="Kecamatan Uji", instansi="PEMERINTAH KABUPATEN UJI")
    return found_office(home, profil, jam=_clock, who="uji")


def test_that_a_save_once_acknowledged_survives_kill_9(tmp_path: Path, zygote: Zygote) -> None:
    home, log = tmp_path / "unit", tmp_path / "diakui.txt"
    _unit(home).close()
    chance = random.Random(20261201)
    job = {"job": "save", "home": str(home), "log": str(log)}
    span = _time_for_some_saves(zygote, job, log)
    killed = acknowledged = 0
    for _ in range(KILLS):
        killed += zygote.run(job, chance.uniform(0.0, span)) == -9
        if chance.random() < 0.2:
            acknowledged = _every_acknowledged_save_is_there(home, log)
    acknowledged = _every_acknowledged_save_is_there(home, log)
    assert killed >= KILLS * 0.9
    assert acknowledged > KILLS


def _time_for_some_saves(zygote: Zygote, job: dict[str, str], log: Path) -> float:
    """Return seconds in which a worker opens and saves several times, on this computer, as busy as it is."""
    span = 0.12
    while True:
        before = len(log.read_text().split()) if log.exists() else 0
        assert zygote.run(job, span) == -9
        if log.exists() and len(log.read_text().split()) - before >= 16:
            return span
        assert span < 10, "no worker saves anything"
        span *= 1.5


def _every_acknowledged_save_is_there(home: Path, log: Path) -> int:
    ids = log.read_text().split() if log.exists() else []
    kantor = open_kantor(home, jam=_clock, who="uji")
    try:
        known = kantor.store.known(ids)
        assert [satu for satu in ids if satu not in known] == []
        assert kantor.store.check(deep=True) == []
    finally:
        kantor.close()
    return len(ids)


def test_that_a_merge_killed_at_any_moment_is_whole_or_absent_and_can_be_repeated(
    tmp_path: Path, zygote: Zygote
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    unit, before = _unit(tmp_path / "unit"), tmp_path / "kabupaten"
    profil = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Uji", instansi="PEMERINTAH KABUPATEN UJI")
    kabupaten = found_office(before, profil, jam=_clock, who="uji")
    request_enrolment(unit, stick / "minta.skpe")
    approve_enrolment(kabupaten, stick / "minta.skpe", stick / "jawab.skpb")
    accept_enrolment(unit, stick / "jawab.skpb")
    for nomor in range(150):
        create_pegawai(unit, Pegawai(nama=f"Orang Uji {nomor}"))
    paket = export_bundle(unit, stick)
    revisi = {rev_id for _, rev_id, _ in unit.store.revisions_after(0)}
    unit.close()
    awal = {rev_id for _, rev_id, _ in kabupaten.store.revisions_after(0)}
    kabupaten.close()

    log = tmp_path / "diakui.txt"
    job = {"job": "merge", "home": str(tmp_path / "k"), "log": str(log), "bundle": str(paket.path)}
    shutil.copytree(before, tmp_path / "k")
    mulai = time.monotonic()
    assert zygote.run(job, None) == 0
    lama = time.monotonic() - mulai
    chance = random.Random(20261202)
    absent = whole = killed = 0
    for _ in range(KILLS):
        shutil.rmtree(tmp_path / "k")
        shutil.copytree(before, tmp_path / "k")
        log.unlink(missing_ok=True)
        mulai = time.monotonic()
        is_killed = zygote.run(job, chance.uniform(0.3, 1.0) * lama) == -9
        killed += is_killed
        # The first one may have met a busy computer; then most would end before they are killed.
        lama = lama if is_killed else min(lama, time.monotonic() - mulai)
        kantor = open_kantor(tmp_path / "k", jam=_clock, who="uji")
        ada = {rev_id for _, rev_id, _ in kantor.store.revisions_after(0)} - awal
        assert ada in (set(), revisi)
        if "digabung" in (log.read_text() if log.exists() else ""):
            assert ada == revisi
        assert kantor.store.check(deep=False) == []
        absent, whole = absent + (not ada), whole + bool(ada)
        (lagi,) = merge_bundles(kantor, [paket.path])
        assert lagi.nasib is (NasibPaket.SUDAH_DITERIMA if ada else NasibPaket.DIGABUNG)
        assert {rev_id for _, rev_id, _ in kantor.store.revisions_after(0)} - awal == revisi
        kantor.close()
    assert killed > 0
    assert absent > 0

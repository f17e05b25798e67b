"""A power cut in the middle of typing an evaluation loses at most the character being typed.

The real window runs in a process of its own; somebody types into a realisation, quickly but as a person does, and the
process is killed at a moment that nobody chose (``kill -9``: nothing of it runs any more). Then the office is opened
again and the working copy is read, as the window would.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Target
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendirian import found_office
from desktop_app.services.penilaian import create_penilaian
from desktop_app.services.skp import advance_skp, create_skp, get_skp, new_hasil
from desktop_app.services.waktu import now

KALIMAT = "Melayani_seratus_dua_belas_warga_dan_mencatat_setiap_berkas_dengan_rapi_sampai_sore_" * 4
"""Without spaces, which are trimmed at the end of what is typed so far."""
JEDA_MS = 60
"""Sixteen characters a second: faster than anybody types."""

TYPES = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from desktop_app import app

home, doc_id, field, text, log, pause = sys.argv[1:7]
out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

class Typist(app.Session):
    def __init__(self, *places, **options):
        super().__init__(*places, **options)
        self.window_ready.connect(self._begin_typing)
        self._at = 0
        self._timer = QTimer(interval=int(pause))
        self._timer.timeout.connect(self._press)

    def _begin_typing(self, window):
        window.show_page("penilaian")
        window.current_page().show_document(doc_id)
        self._timer.start()

    def _press(self):
        found = self.window.findChild(QWidget, field)
        if found is None or not found.isVisible():
            return
        if self._at == 0:
            found.setFocus()
            os.write(out, b"s")
        # The key is counted before it is pressed: it is the character being typed until the next one follows.
        os.write(out, b".")
        QTest.keyClick(found, text[self._at])
        self._at += 1

app.Session = Typist
sys.exit(app.run_window(Path(home)))
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An office without passwords, with one evaluation that is a draft."""
    home = tmp_path_factory.mktemp("mati_listrik") / "kantor"
    profil = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kecamatan Contoh", instansi="PEMERINTAH KABUPATEN CONTOH")
    kantor = found_office(home, profil, jam=now)
    doc_id = _draft(kantor)
    kantor.close()
    return home, doc_id


def _draft(kantor: Kantor) -> str:
    camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
    post = RiwayatJabatan(id="awal", mulai=date(2020, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
    budi, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))
    tahun = now().year
    skp, _ = create_skp(kantor, budi, tahun)
    hasil = new_hasil(JenisHasil.UTAMA)
    indikator = msgspec.structs.replace(hasil.indikator[0], id="i1", teks="Jumlah berkas", target=Target(teks="12"))
    hasil = msgspec.structs.replace(hasil, teks="Terlayaninya warga", indikator=(indikator,))
    write_naskah(kantor, skp, msgspec.structs.replace(get_skp(kantor, skp), hasil=(hasil,)))
    commit_naskah(kantor, skp)
    advance_skp(kantor, skp, "ajukan")
    advance_skp(kantor, skp, "tetapkan", tanggal=min(now().date(), date(tahun, 1, 20)))
    return create_penilaian(kantor, skp, f"{tahun}-TW1")[0]


def _typed_until_killed(home: Path, doc_id: str, log: Path, after: float) -> int:
    """Let somebody type, kill the process ``after`` seconds of typing, and return how many keys were pressed."""
    command = [sys.executable, "-c", TYPES, str(home), doc_id, "realisasi-i1", KALIMAT, str(log), str(JEDA_MS)]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    try:
        deadline = time.monotonic() + 60
        while not (log.exists() and log.stat().st_size):
            assert child.poll() is None, child.stderr.read() if child.stderr else ""
            assert time.monotonic() < deadline, "nobody began to type"
            time.sleep(0.005)
        time.sleep(after)
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=30)
    return log.read_bytes().count(b".")


@pytest.mark.slow
@pytest.mark.parametrize("kali", range(int(os.environ.get("SKP_TYPING_KILLS", "3"))))
def test_that_a_power_cut_while_typing_loses_at_most_the_character_being_typed(
    office: tuple[Path, str], tmp_path: Path, kali: int
) -> None:
    home, doc_id = office
    with closing(open_kantor(home, jam=now)) as kantor:
        before = _realisasi(kantor, doc_id)
    pressed = _typed_until_killed(home, doc_id, tmp_path / "log", random.Random(kali).uniform(0.1, 1.6))
    with closing(open_kantor(home, jam=now)) as kantor:
        kept = _realisasi(kantor, doc_id)
    # A killed window leaves its text; the next one finds the field filled and goes on typing before it.
    fresh = kept.removesuffix(before) if before else kept
    assert KALIMAT.startswith(fresh)
    assert pressed - 1 <= len(fresh) <= pressed


def _realisasi(kantor: Kantor, doc_id: str) -> str:
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, Penilaian)
    return isi.realisasi_untuk("i1").realisasi

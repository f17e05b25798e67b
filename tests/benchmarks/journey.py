"""Someone new makes the SKP of a pelaksana by keyboard, in the real window: counted, and told in human seconds.

``run`` drives the window by key events alone and counts them; a shifted or Ctrl key counts twice. Seconds are those of
the keystroke-level model (Card, Moran, Newell: The Keystroke-Level Model for User Performance Time with Interactive
Systems, CACM 23/7, 1980): 1.35 s to make up one's mind, and for a key 0.28 s (average non-secretary) or 1.20 s (their
worst typist, unfamiliar with the keyboard). Reading is no part of that model: every word of the sheet is read once, at
a slow 120 words a minute.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from PySide6.QtCore import QCoreApplication, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop_app.app import Session, make_application  # noqa: E402
from desktop_app.domain.format_indonesia import format_target  # noqa: E402
from desktop_app.domain.istilah import JenisJabatan  # noqa: E402
from desktop_app.domain.kelengkapan import check_skp  # noqa: E402
from desktop_app.domain.mutu import check_mutu  # noqa: E402
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan  # noqa: E402
from desktop_app.domain.skp import Skp  # noqa: E402
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor  # noqa: E402
from desktop_app.services.pegawai import create_pegawai  # noqa: E402
from desktop_app.services.pendirian import found_office  # noqa: E402
from desktop_app.services.skp import get_skp, list_skp  # noqa: E402
from desktop_app.services.templat import create_from_templat  # noqa: E402

MENTAL = 1.35
KEY_AVERAGE = 0.28
KEY_WORST = 1.20
WORDS_A_SECOND = 120 / 60
YEAR = 2026
PATIENCE = 20.0
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Count:
    """What the journey took: keys, clicks, times of making up one's mind, words read, findings left (all, blocking)."""

    keys: int
    clicks: int
    minds: int
    words: int
    findings: int
    blocking: int
    status: str

    def seconds(self, key: float) -> float:
        """Return human seconds, if one key takes ``key`` seconds."""
        return self.keys * key + self.minds * MENTAL + self.words / WORDS_A_SECOND


def clock() -> datetime:
    """A day that this program believes."""
    return datetime(YEAR, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=7)))


def prepare(home: Path) -> None:
    """Make an office in ``home``: a head of section with his SKP, and a clerk at the counter without one."""
    profile = Profil(
        peran=Peran.UNIT,
        kode="99.01.05",
        nama="Kecamatan Contoh",
        instansi="PEMERINTAH KABUPATEN CONTOH",
        tempat="Contoh",
    )
    kantor = found_office(home, profile, jam=clock)
    try:
        camat = _person(kantor, "Camat Contoh", "Camat", JenisJabatan.ADMINISTRATOR, "")
        kasi = _person(kantor, "Kasi Contoh", "Kepala Seksi Pelayanan Umum", JenisJabatan.PENGAWAS, camat)
        _person(kantor, "Bunga Contoh", "Petugas Loket", JenisJabatan.PELAKSANA, kasi)
        create_from_templat(kantor, "bawaan/kasi-pelayanan-umum", kasi, YEAR)
    finally:
        kantor.close()


def _person(kantor: Kantor, name: str, post: str, kind: JenisJabatan, penilai: str) -> str:
    held = RiwayatJabatan(id="awal", mulai=date(YEAR, 1, 1), jabatan=post, jenis_jabatan=kind, penilai_id=penilai)
    return create_pegawai(kantor, Pegawai(nama=name, riwayat=(held,)))[0]


class Typist:
    """Presses keys on whatever has the keyboard, and counts them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.keys = 0
        self.minds = 0

    def think(self) -> None:
        """Make up one's mind once."""
        self.minds += 1

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        self.keys += 1 if modifier is Qt.KeyboardModifier.NoModifier else 2
        QTest.keyClick(target, key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Type letters and digits."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        self.keys += len(text)
        QTest.keyClicks(target, text)
        self.settle()

    def settle(self) -> None:
        """Wait until the worker has nothing to do and the window shows it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            QTest.qWait(1)
            if not self._session.runner.busy:
                QCoreApplication.processEvents()
                if not self._session.runner.busy:
                    return
        raise TimeoutError("the window did not come to rest")

    def awaits(self, name: str) -> None:
        """Wait for the dialog with this object name to have the keyboard."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            dialog = QApplication.activeModalWidget()
            focus = QApplication.focusWidget()
            if dialog is not None and dialog.objectName() == name and focus is not None and dialog.isAncestorOf(focus):
                return
            QTest.qWait(1)
        raise TimeoutError(name)


def run(session: Session) -> tuple[int, int]:
    """Make the SKP from the list to its handing in; return keys and times of making up one's mind.

    The office is that of ``prepare`` and its window is open.
    """
    window = session.window
    assert window is not None
    window.activateWindow()
    typist = Typist(session)
    window.show_page("skp")
    typist.settle()
    # Who it is for: the first letters of the name, and Enter.
    typist.think()
    typist.write("bun")
    typist.think()
    typist.press(Qt.Key.Key_Return)
    # The template of the post is chosen already.
    typist.awaits("skp-buat")
    typist.think()
    typist.press(Qt.Key.Key_Return)
    # A platform without a window manager does not give the keyboard back by itself.
    window.activateWindow()
    typist.settle()
    # One target is made one's own: 450 requests instead of 600.
    typist.think()
    for _step in range(12):
        if _focus_name().endswith("-target-nilai"):
            break
        typist.press(Qt.Key.Key_Tab)
    assert _focus_name().endswith("-target-nilai"), _focus_name()
    typist.think()
    typist.write("450")
    typist.think()
    typist.press(Qt.Key.Key_Return, CTRL)
    typist.settle()
    return typist.keys, typist.minds


def _focus_name() -> str:
    widget: QWidget | None = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def outcome(home: Path, keys: int, minds: int) -> Count:
    """Return the count with what the store says of the SKP that was made."""
    kantor = open_kantor(home, jam=clock)
    try:
        (row,) = [one for one in list_skp(kantor, YEAR) if one.nama == "Bunga Contoh"]
        skp = get_skp(kantor, row.skp_id)
    finally:
        kantor.close()
    assert skp.hasil[0].indikator[0].target.nilai == "450"
    found = (*check_skp(skp), *check_mutu(skp))
    return Count(keys, 0, minds, words_of(skp), len(found), sum(one.penting for one in found), skp.status.value)


def words_of(skp: Skp) -> int:
    """Return how many words stand on the sheet: results, expectations, annex."""
    texts = [one.teks for one in skp.hasil] + [one.intervensi.teks for one in skp.hasil]
    texts += [text for one in skp.hasil for i in one.indikator for text in (i.teks, format_target(i.target))]
    texts += [line.teks for one in skp.perilaku for line in one.ekspektasi]
    annex = skp.lampiran
    texts += [line.teks for line in (*annex.sumber_daya, *annex.skema, *annex.konsekuensi)]
    return sum(len(text.split()) for text in texts)


def main() -> int:
    """Run the journey in a new office and print the count as JSON."""
    with tempfile.TemporaryDirectory(prefix="skp-luring-journey-") as folder:
        home = Path(folder) / "kantor"
        prepare(home)
        application = make_application(["journey"])
        application.setQuitOnLastWindowClosed(False)
        session = Session(home, clock=clock)
        session.begin()
        end = time.monotonic() + PATIENCE
        while session.window is None and time.monotonic() < end:
            QTest.qWait(5)
        keys, minds = run(session)
        assert session.window is not None
        session.window.close()
        session.finish()
        session.drop_windows()
        count = outcome(home, keys, minds)
    worst, average = count.seconds(KEY_WORST), count.seconds(KEY_AVERAGE)
    print(json.dumps({**asdict(count), "seconds_average": average, "seconds_worst": worst}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

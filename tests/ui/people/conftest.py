"""Homes with people and passwords, and hands that log in, lock and hand over as people do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desktop_app.app import Session
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.akun import create_akun
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendirian_akun import found_with_akun
from desktop_app.services.pintu import masuk, read_pintu
from desktop_app.vault import FLOOR
from tests.ui.conftest import activate

AGENCY = "PEMERINTAH KABUPATEN CONTOH"
UNIT = Profil(peran=Peran.UNIT, kode="99.01.04", nama="Kecamatan Contoh Makmur", instansi=AGENCY, tempat="Contoh")
ABOVE = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Contoh", instansi=AGENCY, tempat="Contoh")
SANDI = {
    "Rini Contoh": "gunung biru tujuh pintu",
    "Bayu Contoh": "kursi rotan lima jendela",
    "Dewi Contoh": "sungai kecil empat lampu",
}
"""Passwords of people who do not exist."""
SHOTS = os.environ.get("SKP_LURING_SHOTS", "")


def clock() -> datetime:
    """A day after this program was made."""
    return datetime(2026, 11, 21, 10, 32, tzinfo=timezone(timedelta(hours=7)))


class Crew:
    """Drives a session with passwords; keys go to whatever has the focus."""

    def __init__(self, home: Path, qtbot: Any, idle_ms: int | None = None) -> None:
        self.home = home
        self.qtbot = qtbot
        self.closed = False
        self.session = Session(home, clock=clock, idle_ms=idle_ms)

    def begin(self) -> None:
        """Start the program; returns when something is there to be answered."""
        self.session.begin()
        self.qtbot.waitUntil(lambda: self.top() is not None, timeout=10_000)

    def top(self) -> QWidget | None:
        """Return the window that is there now."""
        session = self.session
        return session.first_start or session.door or session.window

    def settle(self) -> None:
        """Wait until the worker has nothing to do and Qt has shown it."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.session.runner.busy, timeout=20_000)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QTest.qWait(1)

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        """Return the widget with an object name in the dialog or window that is there."""
        roots = [QApplication.activeModalWidget(), self.top()]
        for root in roots:
            found = root.findChild(kind, name) if root is not None else None
            if found is not None:
                return found
        raise AssertionError(name)

    def type(self, name: str, text: str) -> None:
        """Type into one field."""
        line = self.find(name, QLineEdit)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(line, text)

    def press(self, name: str) -> None:
        """Click a button with the mouse."""
        button = self.find(name, QAbstractButton)
        assert button.isEnabled(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def focused(self, name: str) -> bool:
        """Return whether the keys go to the widget with this name."""
        target = QApplication.focusWidget()
        return target is not None and target.objectName() == name

    def said(self, row: str) -> str:
        """Return what stands under a field."""
        return str(self.find(row).finding())

    def choose(self, name: str) -> None:
        """Choose a name at the login by typing its first letters."""
        names = self.find("masuk-nama")
        if names.property("searched"):
            # Letters that follow each other quickly belong to one name.
            QTest.qWait(QApplication.keyboardInputInterval() + 50)
        names.setProperty("searched", True)
        names.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(names, name[:3])
        QTest.keyClick(names, Qt.Key.Key_Return)
        assert self.find("masuk-terpilih").text() == name

    def login(self, name: str, sandi: str = "") -> None:
        """Log in and wait for the window."""
        self.choose(name)
        self.type("masuk-sandi", sandi or SANDI[name])
        QTest.keyClick(self.find("masuk-sandi"), Qt.Key.Key_Return)
        self.entered()

    def entered(self) -> None:
        """Wait until the window is there and shows its page."""
        self.qtbot.waitUntil(lambda: self.session.window is not None and self.session.door is None, timeout=20_000)
        window = self.session.window
        assert window is not None
        window.resize(1366, 728)
        activate(window, self.qtbot)
        self.settle()

    def locked(self) -> None:
        """Wait until the store is closed and a name is asked for."""
        self.qtbot.waitUntil(lambda: self.session.door is not None and self.session.window is None, timeout=20_000)
        activate(self.session.door, self.qtbot)

    def page(self, key: str, doc_id: str = "") -> Any:
        """Show a page and return it."""
        window = self.session.window
        assert window is not None
        window.show_page(key, doc_id)
        self.settle()
        return window.current_page()

    def shot(self, name: str) -> None:
        """Keep a picture of what is there where somebody asked for pictures."""
        if SHOTS:
            QTest.qWait(60)
            widget = QApplication.activeModalWidget() or self.top()
            assert widget is not None
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(Path(SHOTS) / f"{name}.png"))

    def close(self) -> None:
        """End the program."""
        session = self.session
        if self.closed:
            return
        self.closed = True
        for dialog in QApplication.topLevelWidgets():
            if dialog.isModal() and dialog.isVisible():
                dialog.close()
        if session.door is not None:
            session.door.close()
        elif session.window is not None and not session.runner.closing:
            session.window.close()
            self.qtbot.waitUntil(lambda: not session.runner.busy, timeout=20_000)
        session.finish()
        QCoreApplication.processEvents()
        for widget in (session.window, session.first_start, session.door):
            if widget is not None:
                widget.deleteLater()
        session.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def crew(qtbot: Any) -> Iterator[Callable[..., Crew]]:
    """Return a function that starts the program on a home; whatever it started is closed at the end."""
    started: list[Crew] = []

    def make(home: Path, idle_ms: int | None = None) -> Crew:
        made = Crew(home, qtbot, idle_ms)
        started.append(made)
        made.begin()
        return made

    yield make
    for one in started:
        one.close()


def person(kantor: Kantor, nama: str) -> str:
    post = RiwayatJabatan(id="r1", mulai=datetime(2024, 1, 1).date(), jabatan="Pengadministrasi")
    return create_pegawai(kantor, Pegawai(nama=nama, riwayat=(post,)))[0]


@pytest.fixture(scope="session")
def founded_with_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: the office that ``home`` copies."""
    folder = tmp_path_factory.mktemp("bersandi") / "unit"
    kantor = found_with_akun(
        folder,
        UNIT,
        "Rini Contoh",
        SANDI["Rini Contoh"],
        jam=clock,
        peran=(PeranPengguna.ADMIN, PeranPengguna.OPERATOR),
        biaya=FLOOR,
    )
    bayu = person(kantor, "Bayu Contoh")
    person(kantor, "Tani Contoh")
    create_akun(kantor, "Bayu Contoh", {PeranPengguna.PEGAWAI}, SANDI["Bayu Contoh"], bayu)
    create_akun(kantor, "Dewi Contoh", {PeranPengguna.OPERATOR}, SANDI["Dewi Contoh"])
    kantor.close()
    return folder


@pytest.fixture
def home(founded_with_people: Path, tmp_path: Path) -> Path:
    """A kecamatan: Rini is admin and operator, Dewi operator, Bayu an employee with a record of his own."""
    return Path(shutil.copytree(founded_with_people, tmp_path / "unit"))


@pytest.fixture
def opened() -> Callable[..., Kantor]:
    """Return a function that opens a home as one of its people."""

    def open_as(home: Path, nama: str) -> Kantor:
        akun_id = next(one.akun_id for one in read_pintu(home).orang if one.nama == nama)
        return masuk(home, akun_id, SANDI[nama], jam=clock)

    return open_as

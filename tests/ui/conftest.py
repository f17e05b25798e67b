"""Fixtures of the window: a themed application, an office in a temporary home, and hands that drive it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop_app.app import Session, make_application
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.pendirian import found_office
from desktop_app.ui.page import Page
from desktop_app.ui.theme import dress
from desktop_app.ui.window import MainWindow

UNIT = Profil(
    peran=Peran.UNIT,
    kode="99.01.04",
    nama="Kecamatan Contoh Makmur",
    instansi="PEMERINTAH KABUPATEN CONTOH",
    tempat="Contoh Makmur",
)
KABUPATEN = Profil(
    peran=Peran.KABUPATEN,
    kode="99.01",
    nama="Kabupaten Contoh",
    instansi="PEMERINTAH KABUPATEN CONTOH",
    tempat="Contoh",
)


def clock() -> datetime:
    """A day in the last quarter, after this program was made."""
    return datetime(2026, 11, 21, 10, 32, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="session")
def qapp_cls() -> Any:
    """Give pytest-qt the themed application."""
    return lambda arguments: make_application(arguments)


@pytest.fixture(scope="session", autouse=True)
def typed_letters_only() -> Iterator[None]:
    """Let a test fail that types what QTest has no key for: Qt ends the interpreter there, and all tests with it."""
    click = QTest.keyClicks

    def checked(widget: QWidget, text: str, *rest: Any) -> None:
        assert text.isascii(), f"QTest has no keys for {text!r}: paste it, or insert it into the field"
        click(widget, text, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QTest, "keyClicks", checked)
        yield


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """Let a part that a test shows without a window wear what it wears in one."""
    add = qtbot.addWidget

    def add_dressed(widget: QWidget, **options: Any) -> None:
        dress(widget)
        add(widget, **options)

    qtbot.addWidget = add_dressed
    return qtbot


@pytest.fixture(autouse=True)
def no_qt_message(qtlog: Any) -> Iterator[None]:
    """Fail on any message of Qt; a platform without a screen tells what it cannot do, which is no fault."""
    yield
    # Nor is it ours which scripts the fonts of this computer can draw.
    known = ("This plugin does not support", "OpenType support missing")
    bad = [record.message for record in qtlog.records if not any(one in record.message for one in known)]
    assert not bad, bad


def activate(window: QWidget, qtbot: Any) -> None:
    """Let the keys go to a window: one that a busy computer has not shown yet does not take them, so ask again."""

    def is_active() -> bool:
        if not window.isActiveWindow():
            window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_active, timeout=10_000)


class Hands:
    """Drives a session as a person would: keys go to whatever has the focus."""

    def __init__(self, home: Path, qtbot: Any, jam: Callable[[], datetime] = clock) -> None:
        self.home = home
        self.qtbot = qtbot
        self.session = Session(home, clock=jam)

    @property
    def window(self) -> MainWindow:
        assert self.session.window is not None
        return self.session.window

    def begin(self) -> None:
        """Start the program; returns when the window or the first question is there."""
        self.session.begin()
        self.qtbot.waitUntil(lambda: self.session.window is not None or self.session.first_start is not None)
        if self.session.window is not None:
            self.window.resize(1366, 728)
            activate(self.window, self.qtbot)
            self.settle()

    def settle(self) -> None:
        """Wait until the worker has nothing to do and Qt has shown it."""
        self.qtbot.waitUntil(lambda: not self.session.runner.busy, timeout=10_000)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: not self.session.runner.busy, timeout=10_000)

    def page(self, key: str) -> Page:
        """Show a page and return it."""
        self.window.show_page(key)
        self.settle()
        return self.window.current_page()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key on what has the focus."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)

    def type(self, text: str) -> None:
        """Type ASCII text into what has the focus (other letters would end the interpreter)."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def find(self, name: str) -> QWidget:
        """Return the widget with an object name."""
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def focus_name(self) -> str:
        """Return the object name of what has the focus."""
        target = QApplication.focusWidget()
        return target.objectName() if target is not None else ""

    def dialog(self) -> QWidget:
        """Return the dialog that is open."""
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        found = QApplication.activeModalWidget()
        assert found is not None
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    def back(self) -> None:
        """Wait until the window is the one that gets the keys again."""
        self.settle()
        # A window manager does this when a dialog closes; a platform without a screen has none.
        activate(self.window, self.qtbot)

    def close(self) -> None:
        """Close the window and wait for the worker to end."""
        if self.session.window is not None and not self.session.runner.closing:
            self.window.close()
            self.qtbot.waitUntil(lambda: not self.session.runner.busy, timeout=10_000)
        self.session.finish()
        QCoreApplication.processEvents()

    def stored(self, question: Callable[[Kantor], Any]) -> Any:
        """Close the program and ask its store; the office is then opened by nobody else."""
        self.close()
        kantor = open_kantor(self.home, jam=clock)
        try:
            return question(kantor)
        finally:
            kantor.close()


@pytest.fixture
def start(qtbot: Any) -> Iterator[Callable[..., Hands]]:
    """Return a function that makes hands for a home; whatever it started is closed at the end."""
    started: list[Hands] = []

    def make(home: Path, jam: Callable[[], datetime] = clock) -> Hands:
        hands = Hands(home, qtbot, jam)
        started.append(hands)
        hands.begin()
        return hands

    yield make
    for hands in started:
        hands.close()
        for widget in (hands.session.window, hands.session.first_start):
            if widget is not None:
                widget.deleteLater()
        hands.session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def founded_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: a kecamatan without people, to be copied."""
    home = tmp_path_factory.mktemp("founded") / "unit"
    found_office(home, UNIT, jam=clock).close()
    return home


@pytest.fixture
def unit_home(founded_unit: Path, tmp_path: Path) -> Path:
    """A kecamatan without people, for one test."""
    return Path(shutil.copytree(founded_unit, tmp_path / "unit"))


@pytest.fixture
def fill(unit_home: Path) -> Callable[[Callable[[Kantor], Any]], Any]:
    """Return a function that writes into the kecamatan's store before the window opens it."""

    def write(act: Callable[[Kantor], Any]) -> Any:
        kantor = open_kantor(unit_home, jam=clock)
        try:
            return act(kantor)
        finally:
            kantor.close()

    return write


@pytest.fixture
def type_into() -> Callable[[QPlainTextEdit, str], None]:
    """Return a function that types into a field and moves on."""

    def type_text(field: QPlainTextEdit, text: str) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(field, text)
        field.clearFocus()

    return type_text

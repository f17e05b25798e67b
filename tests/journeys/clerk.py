"""A clerk at a computer: opens the window of an office and does everything by keys on controls with names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QTableView,
    QTabWidget,
    QWidget,
)

from desktop_app.app import Session
from tests.ui.conftest import Hands

PATIENCE = 120_000
"""Milliseconds that a step may take on a busy computer; none is waited for longer than it takes."""
CTRL = Qt.KeyboardModifier.ControlModifier


class Clerk(Hands):
    """``texts`` collects every text that was typed into an answer, so that each can be looked for at the end."""

    def __init__(self, home: Path, qtbot: Any, jam: Callable[[], datetime], who: str, texts: list[str]) -> None:
        self.home = home
        self.qtbot = qtbot
        self.session = Session(home, clock=jam, who=who)
        self.texts = texts

    def begin(self) -> None:
        """Start the program and wait for the window or the first question."""
        self.session.begin()
        self.wait(lambda: self.session.window is not None or self.session.first_start is not None)
        if self.session.window is not None:
            self._take_window()

    def found(self, role: str, code: str, name: str) -> None:
        """Answer the two sheets of an empty home; the office works without passwords."""
        sheet = self.session.first_start
        assert sheet is not None
        self.push(f"mulai-peran-{role}")
        for field, text in (
            ("mulai-kode", code),
            ("mulai-nama", name),
            ("mulai-instansi", "PEMERINTAH KABUPATEN CONTOH"),
            ("mulai-tempat", "Contoh"),
        ):
            self.write(field, text)
        self.push("mulai-buat")
        self.push("mulai-cara-tanpa")
        self.push("mulai-buat")
        self.wait(lambda: self.session.window is not None)
        self._take_window()

    def _take_window(self) -> None:
        self.window.resize(1366, 728)
        self.back()

    def wait(self, true: Callable[[], object]) -> None:
        """Wait until something is so, as long as it takes."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def settle(self) -> None:
        """Wait until the worker has nothing to do and Qt has shown what it brought."""
        for _ in range(2):
            self.wait(lambda: not self.session.runner.busy)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QTest.qWait(1)

    def top(self) -> QWidget:
        """Return the window that gets the keys now: the dialog that is open, or the window of the office."""
        above = QApplication.activeModalWidget() or self.session.first_start
        return above if above is not None else self.window

    def seen(self, name: str, kind: type[QWidget] = QWidget) -> Any:
        """Return the control with a name that can be seen and used now."""

        def ready() -> list[QWidget]:
            return [one for one in self.top().findChildren(kind, name) if one.isVisible() and one.isEnabled()]

        try:
            self.wait(ready)
        except Exception as error:
            shown = sorted({one.objectName() for one in self.top().findChildren(QWidget) if one.isVisible()})
            raise AssertionError(f"nobody can use {name!r}; seen: {shown}; said: {self.said()}") from error
        return ready()[0]

    def said(self) -> str:
        """Return every text that can be read now."""
        return "\n".join(one.text() for one in self.top().findChildren(QLabel) if one.isVisible() and one.text())

    def read(self, name: str) -> str:
        """Return the words of a label, also of a code of several words."""
        found = self.top().findChild(QWidget, name)
        assert found is not None, name
        return str(found.text())  # type: ignore[attr-defined]

    def push(self, name: str) -> None:
        """Go to a button and press Space."""
        button = self.seen(name, QAbstractButton)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        if self.session.window is not None:
            self.settle()

    def asked(self, name: str) -> None:
        """Wait until the dialog with a name is open and gets the keys."""

        def open_and_active() -> bool:
            top = self.top()
            # A window manager does this when a dialog above it closes; a platform without a screen has none.
            if top.objectName() == name and not top.isActiveWindow():
                top.activateWindow()
            return top.objectName() == name and top.isActiveWindow()

        self.wait(open_and_active)

    def go(self, page: str) -> Any:
        """Choose a page in the bar on the left."""
        self.push(f"nav-{page}")
        self.settle()
        return self.window.current_page()

    def section(self, bar: str, title: str) -> None:
        """Choose the tab whose title begins so, going there by the arrow keys."""
        tabs: QTabWidget = self.seen(bar, QTabWidget)
        strip = tabs.tabBar()
        strip.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(strip, Qt.Key.Key_Home)
        for _ in range(tabs.count()):
            if tabs.tabText(tabs.currentIndex()).startswith(title):
                self.settle()
                return
            QTest.keyClick(strip, Qt.Key.Key_Right)
        raise AssertionError(f"{bar} has no {title}: {[tabs.tabText(one) for one in range(tabs.count())]}")

    def choose(self, name: str, text: str) -> None:
        """Choose the answer of a list that begins with ``text``, going down from its first by keys."""
        box: QComboBox = self.seen(name, QComboBox)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText().startswith(text):
                self.settle()
                return
            QTest.keyClick(box, Qt.Key.Key_Down)
        raise AssertionError(f"{name} has no {text}: {[box.itemText(one) for one in range(box.count())]}")

    def write(self, name: str, text: str, *, keep: bool = False) -> None:
        """Type into a field in place of what stands there; with ``keep`` it is looked for at the end."""
        field = self.seen(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()
        else:
            QTest.keyClick(field, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(field, text)
        if keep:
            self.texts.append(text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key on what has the focus, once the window in front gets the keys."""
        self.asked(self.top().objectName())
        super().key(key, modifier)

    def type(self, text: str) -> None:
        """Type into what has the focus, once the window in front gets the keys."""
        self.asked(self.top().objectName())
        super().type(text)

    def say(self, text: str) -> None:
        """Type a text that is to be found at the end into what has the focus."""
        self.type(text)
        self.texts.append(text)

    def row(self, name: str, text: str) -> None:
        """Go to the row of a table that has ``text`` in one of its cells, by the arrow keys, and stay there."""
        table: QTableView = self.seen(name, QTableView)
        table.setFocus(Qt.FocusReason.TabFocusReason)
        model = table.model()
        self.wait(model.rowCount)
        QTest.keyClick(table, Qt.Key.Key_Home, CTRL)
        for _ in range(model.rowCount()):
            at = table.currentIndex().row()
            if any(text in str(model.index(at, one).data() or "") for one in range(model.columnCount())):
                return
            QTest.keyClick(table, Qt.Key.Key_Down)
        raise AssertionError(f"{name} has no row with {text}: {self.cells(name)}")

    def cells(self, name: str) -> list[list[str]]:
        """Return every cell of a table as text."""
        table = self.top().findChild(QTableView, name)
        assert table is not None, name
        model = table.model()
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def file(self, path: Path) -> None:
        """Paste a path into the file dialog that is open and press Enter."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.selectAll()
        QApplication.clipboard().setText(str(path))
        QTest.keyClick(line, Qt.Key.Key_V, CTRL)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.wait(lambda: QApplication.activeModalWidget() is not dialog)
        self.settle()

    def back(self) -> None:
        """Wait until the window gets the keys again."""
        self.settle()

        def active() -> bool:
            if not self.window.isActiveWindow():
                self.window.activateWindow()
            return self.window.isActiveWindow()

        self.wait(active)

    def close(self) -> None:
        """Close the window, as with its cross, and wait until the program has ended."""
        if self.session.window is not None and not self.session.runner.closing:
            self.window.close()
            self.wait(lambda: not self.session.runner.busy)
        self.session.finish()
        QCoreApplication.processEvents()
        self.session.drop_windows()
        self.session.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

"""MainWindow: the navigation bar, the pages, the status line; passes changes on and closes without loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.ui.desk import Desk
from desktop_app.ui.errors import present_error
from desktop_app.ui.icons import icon
from desktop_app.ui.page import Page
from desktop_app.ui.personbar import LOCK_KEYS, PersonBar
from desktop_app.ui.statusline import StatusLine
from desktop_app.ui.theme import Colour, State, dress
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.navigation import NavigationBar, NavigationEntry
from desktop_app.ui.widgets.stack import PageStack

BUSY_SHOWN_AFTER_MS = 400
PREPARE_EVERY_MS = 350
"""Pages that nobody has opened yet are built in quiet moments, so that opening one takes one frame."""


class PageSpec(NamedTuple):
    """One page of the window: its key, text, icon, and how it is built when it is first shown.

    It is there for who may do ``perlu`` as far as ``jangkauan`` at least. ``asal`` is the page from which it is reached
    where it has no entry of its own in the bar; that page's entry stays marked.
    """

    key: str
    text: str
    icon: str
    make: Callable[[Desk], Page]
    perlu: Wewenang = Wewenang.RINGKASAN
    jangkauan: Jangkauan = Jangkauan.SENDIRI
    asal: str = ""


class MainWindow(QMainWindow):
    """Built after the office was opened; ``closing`` is emitted once, before the runner closes."""

    page_shown = Signal(str)
    changed = Signal(object)
    """``Changed``: something in the office changed; who shows counts asks for them again."""
    closing = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()
    own_wanted = Signal()
    first_user_wanted = Signal(object)
    """``FirstUser``: the office works without passwords and is to get its first one."""

    def __init__(self, desk: Desk, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self.desk = desk
        self._specs = {spec.key: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._may_close = False
        dress(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("jendela-utama")
        self.setWindowTitle(f"{self.desk.profil.nama} – SKP Luring")
        self.setWindowIcon(icon("luring", Colour.ACCENT, size=32))
        room = self.screen().availableGeometry().size()
        # Large text makes a small screen smaller still: 1366 pixels at 150 % are 910.
        self.setMinimumSize(QSize(1024, 640).boundedTo(room))
        self.resize(QSize(1280, 720).boundedTo(room))
        entries = [NavigationEntry(spec.key, spec.text, spec.icon) for spec in self._specs.values() if not spec.asal]
        self.navigation = NavigationBar("navigasi", _("Halaman"), entries)
        self.person = PersonBar()
        if self.desk.attended:
            self.person.show_person(self.desk.pelaku)
        else:
            self.person.show_unattended()
        self.notice = Banner("pesan-mulai")
        self.banner = Banner("pesan-jendela")
        self.status = StatusLine(self.desk.profil)
        self._stack = PageStack("halaman", _("Isi halaman"))
        column = QVBoxLayout()
        column.setSpacing(0)
        for above in (self.person, self.notice, self.banner):
            column.addWidget(above)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        middle = QWidget()
        middle.setObjectName("isi-jendela")
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(column, 1)
        self.setCentralWidget(middle)
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(BUSY_SHOWN_AFTER_MS)
        self._prepare_timer = QTimer(self)
        self._prepare_timer.setInterval(PREPARE_EVERY_MS)

    def _connect(self) -> None:
        runner = self.desk.runner
        self.navigation.chosen.connect(self.show_page)
        self.person.lock_wanted.connect(self.lock_wanted)
        self.person.switch_wanted.connect(self.switch_wanted)
        self.person.own_wanted.connect(self.own_wanted)
        self.person.data_wanted.connect(self._open_own_data)
        if self.desk.attended:
            keys = QShortcut(QKeySequence(LOCK_KEYS), self)
            # Queued: the key is taken before the window that got it goes away.
            keys.activated.connect(self.lock_wanted, Qt.ConnectionType.QueuedConnection)
        self._busy_timer.timeout.connect(lambda: self.status.show_busy(True))
        self._prepare_timer.timeout.connect(self._prepare_page)
        self.page_shown.connect(lambda _key: self._prepare_timer.start())
        runner.busy_changed.connect(self._on_busy)
        runner.failed.connect(self.show_error)
        runner.closed.connect(self._on_runner_closed)

    def _open_own_data(self) -> None:
        """Ask where everything that is kept about who is logged in is to be written."""
        from desktop_app.ui.person_export import ExportPerson

        pelaku = self.desk.pelaku
        said = _("Data Anda ditulis ke {folder}. Isinya tidak dikunci: simpan baik-baik.")
        ExportPerson(
            self,
            self.desk.runner,
            pelaku.pegawai_id,
            pelaku.nama,
            lambda hasil: self.show_notice(said.format(folder=hasil.folder), state=State.OK),
        ).open()

    def show_page(self, key: str, doc_id: str = "") -> None:
        """Leave the page that is shown and enter ``key``; the same page again only shows ``doc_id``."""
        if key not in self._specs:
            return
        if key != self._current:
            if self._current:
                self._pages[self._current].leave()
            self._current = key
            page = self._page(key)
            self._stack.show_page(page)
            self.navigation.set_current(self._specs[key].asal or key)
            page.enter()
            self.page_shown.emit(key)
        if doc_id:
            self._pages[key].show_document(doc_id)

    def leave_page(self) -> None:
        """Let the page that is shown keep what was typed; it stays where it is."""
        if self._current:
            self._pages[self._current].leave()

    def page_keys(self) -> tuple[str, ...]:
        """Return the keys of all pages in the order of the navigation bar."""
        return tuple(key for key, spec in self._specs.items() if not spec.asal)

    def has_page(self, key: str) -> bool:
        """Return whether this window has a page, in the bar or under one of its pages."""
        return key in self._specs

    def current_page(self) -> Page:
        """Return the page that is shown."""
        return self._pages[self._current]

    def tell_changed(self, changed: Changed) -> None:
        """Let every page judge whether it is stale."""
        if self.desk.runner.closing or not (changed.doc_ids or changed.kinds):
            return
        for page in self._pages.values():
            page.refresh(changed)
        if "profil" in changed.kinds or "*" in changed.kinds:
            self.setWindowTitle(f"{self.desk.profil.nama} – SKP Luring")
            self.status.show_office(self.desk.profil)
        self.changed.emit(changed)

    def show_error(self, error: BaseException) -> None:
        """Show an error that belongs to no page."""
        present_error(self, error, self.banner)

    def show_notice(self, text: str, *, state: State = State.INFO) -> None:
        """Say one line when the program has started (what was saved last, what comes next); it is not an error."""
        self.notice.show_message(state, text)

    def place(self) -> tuple[str, str]:
        """Return the page that is shown and the document on it, to come back to."""
        return (self._current, self._pages[self._current].document()) if self._current else ("", "")

    def set_badge(self, key: str, count: int) -> None:
        """Show ``count`` beside the page ``key``, where this window has that page."""
        if key in self.page_keys():
            self.navigation.set_badge(key, count)

    def geometry_bytes(self) -> bytes:
        """Return size and place of the window for the settings of the office."""
        return bytes(self.saveGeometry().data())

    def restore_geometry_bytes(self, geometry: bytes) -> None:
        """Take size and place from the settings; what cannot be read is passed over."""
        self.restoreGeometry(QByteArray(geometry))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is open, wait for the running job, then close: nothing typed is lost."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        if self.desk.runner.closing:
            return
        self.leave_page()
        self.closing.emit()
        self.setEnabled(False)
        self.status.show_busy(True)
        self.desk.runner.close()

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._specs[key].make(self.desk)
            page.changed.connect(self.tell_changed)
            page.navigate.connect(self.show_page)
            self._pages[key] = page
            self._stack.add_page(page)
        return self._pages[key]

    def _prepare_page(self) -> None:
        # Stopped first: a page that cannot be built is told once, not again and again.
        self._prepare_timer.stop()
        # Those of the bar first: they are opened sooner than what lies behind them.
        left = [key for key in (*self.page_keys(), *self._specs) if key not in self._pages]
        if not left or self.desk.runner.closing:
            return
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._page(left[0])
        self._prepare_timer.start()

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._busy_timer.start()
        else:
            self._busy_timer.stop()
            self.status.show_busy(False)

    def _on_runner_closed(self) -> None:
        self._may_close = True
        self.close()

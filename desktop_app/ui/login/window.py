"""DoorWindow: stands before the main window of an office with passwords; knows nothing that is encrypted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.services.pintu import Pintu, masuk, read_pintu
from desktop_app.ui.errors import present_error
from desktop_app.ui.icons import icon, pixmap
from desktop_app.ui.login.forgotten import CARD, GRANT, REQUEST, ForgottenPart
from desktop_app.ui.login.parts import DoorPart, WayPart
from desktop_app.ui.login.people import PeoplePart
from desktop_app.ui.personbar import POWER_KEYS
from desktop_app.ui.runner import Runner
from desktop_app.ui.theme import Colour, State, dress
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.elided import ElidedLabel

AT_THE_FIELD = ("sandi_salah", "sandi_tunggu", "akun_tanpa_peran")
"""What is told under the password; ``detik`` among the facts is how long the next try has to wait."""


class DoorWindow(QWidget):
    """``open_wanted`` carries what makes the opened office, and whether its recovery card is used up by that.

    The session runs it and tells ``show_error`` if it fails.
    """

    open_wanted = Signal(object, bool)
    closed = Signal()
    """The person left without logging in."""
    restore_wanted = Signal()
    """The data do not open, or an older state is wanted: restore from a backup."""

    def __init__(self, home: Path, clock: Callable[[], datetime], runner: Runner, pintu: Pintu) -> None:
        super().__init__()
        self.setObjectName("jendela-masuk")
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Masuk – SKP Luring"))
        self.setAccessibleName(_("Masuk"))
        self.setWindowIcon(icon("luring", Colour.ACCENT, size=32))
        self._home, self._clock = home, clock
        self._runner, self._pintu = runner, pintu
        self.ways: dict[str, WayPart] = {}
        self._done = False
        self._build(pintu)
        dress(self)
        self._connect()

    def _build(self, pintu: Pintu) -> None:
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(QSize(760, 460).boundedTo(room))
        self.resize(QSize(900, 560).boundedTo(room))
        self.banner = Banner("masuk-pesan")
        self.people = PeoplePart(pintu.orang)
        self.forgotten = ForgottenPart()
        self._stack = QStackedWidget()
        self._stack.setObjectName("masuk-bagian")
        for part in (self.people, self.forgotten):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 22)
        column.setSpacing(14)
        column.addLayout(_brand(pintu.nama_kantor))
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self._restore = make_button("masuk-pulihkan", _("Pulihkan dari cadangan…"), kind="quiet")
        self._restore.clicked.connect(self.restore_wanted)
        column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.people.entry_wanted.connect(self._enter)
        self.people.forgotten.connect(lambda _akun_id: self._show_forgotten())
        self.forgotten.back.connect(lambda: self._show_people())
        self.forgotten.chosen.connect(self._show_way)
        # The power fails here too; everything was saved when the office was locked. Queued: the key is taken first.
        keys = QShortcut(QKeySequence(POWER_KEYS), self)
        keys.activated.connect(self.close, Qt.ConnectionType.QueuedConnection)

    def choose(self, akun_id: str = "", notice: str = "") -> None:
        """Begin with a person chosen, and say why the window is here (it was locked)."""
        if notice:
            self.banner.show_message(State.INFO, notice)
        self.people.choose(akun_id)

    def show_error(self, error: BaseException) -> None:
        """Say why the door stays shut, where it was tried."""
        part = self._stack.currentWidget()
        if isinstance(part, DoorPart):
            part.show_error(error)
        elif isinstance(error, UserError) and error.code in AT_THE_FIELD:
            seconds = error.facts.get("detik", 0)
            self.people.show_error(error, float(seconds) if isinstance(seconds, int | float) else 0.0)
        else:
            self.people.show_busy(False)
            present_error(self, error, self.banner)

    def finish(self) -> None:
        """Go away because the office is open."""
        self._done = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that nobody wants to log in."""
        event.accept()
        if not self._done:
            self._done = True
            self.closed.emit()

    def _enter(self, akun_id: str, sandi: str) -> None:
        self.banner.hide()
        self.open_wanted.emit(partial(masuk, self._home, akun_id, sandi, jam=self._clock), False)

    def _open(self, way: WayPart, factory: Callable[[], object]) -> None:
        self.open_wanted.emit(factory, way is self.ways.get(CARD))

    def _show_people(self) -> None:
        self._stack.setCurrentWidget(self.people)
        self.people.take_focus_password()

    def _show_forgotten(self) -> None:
        self.banner.hide()
        # Read again: a request that was just made can be answered.
        self._pintu = read_pintu(self._home)
        self.forgotten.show_pintu(self._pintu)
        self.forgotten.show_person(self.people.nama())
        self._stack.setCurrentWidget(self.forgotten)
        self.forgotten.take_focus()

    def _way(self, key: str) -> WayPart:
        if key not in self.ways:
            way = _make_way(key, self._home, self._clock, self._runner)
            way.office = self._pintu.nama_kantor
            way.back.connect(self._show_forgotten)
            way.open_wanted.connect(partial(self._open, way))
            self._stack.addWidget(way)
            self.ways[key] = way
        return self.ways[key]

    def _show_way(self, key: str) -> None:
        way = self._way(key)
        asked = self._pintu.permintaan
        if key == GRANT and asked is not None:
            way.show_person(asked.akun_id, asked.nama)
        else:
            way.show_person(self.people.akun_id(), self.people.nama())
        self._stack.setCurrentWidget(way)
        way.take_focus()


def _make_way(key: str, home: Path, clock: Callable[[], datetime], runner: Runner) -> WayPart:
    # Loaded by who needs it: nobody waits for it at the door.
    from desktop_app.ui.login.ways import CardPart, GrantPart, RequestPart

    if key == CARD:
        return CardPart(home, clock)
    return RequestPart(home, clock, runner) if key == REQUEST else GrantPart(home, clock)


def _brand(office: str) -> QHBoxLayout:
    picture = QLabel()
    picture.setPixmap(pixmap("luring", Colour.ACCENT, 26))
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(picture)
    row.addWidget(ElidedLabel(office or "SKP Luring", role="section", name="masuk-kantor"), 1)
    return row

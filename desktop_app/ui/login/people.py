"""PeoplePart: choose one's name, type one's password; a wrong one is told at the field and waits calmly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.pintu import OrangPintu
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField

ROW = 44


class NameList(QListWidget):
    """A letter jumps to the next name that begins with it, arrows move, Enter takes the name."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current name with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.taken.emit()
            return
        super().keyPressEvent(event)


class PeoplePart(QWidget):
    """``entry_wanted`` carries the account and the password; ``forgotten`` the account."""

    entry_wanted = Signal(str, str)
    forgotten = Signal(str)

    def __init__(self, people: Sequence[OrangPintu]) -> None:
        super().__init__()
        self.setObjectName("masuk-orang")
        self._people = tuple(sorted(people, key=lambda one: one.nama.casefold()))
        self._wait_ms = 0
        self._waited = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._build()
        self._connect()
        self._show_person()

    def _build(self) -> None:
        self._names = NameList()
        self._names.setObjectName("masuk-nama")
        self._names.setAccessibleName(_("Nama Anda"))
        self._names.setProperty("people", True)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self._people:
            item = QListWidgetItem(one.nama)
            item.setSizeHint(QSize(0, ROW))
            item.setToolTip(one.nama)
            self._names.addItem(item)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(make_label(_("Siapa yang bekerja?"), "title"))
        left.addWidget(make_label(_("Pilih nama Anda: ketik huruf pertamanya, atau panah dan Enter."), "muted"))
        left.addWidget(self._names, 1)
        self._person = make_label("", "title", name="masuk-terpilih", wrap=True)
        self._password = PasswordField("masuk-sandi", _("Sandi"))
        self._row = FormRow("masuk-baris-sandi", _("Sandi"), self._password, stacked=True)
        self._enter = make_button("masuk-buka", _("Masuk"), kind="primary")
        self._forgot = make_button("masuk-lupa", _("Lupa sandi?"), kind="quiet")
        self._busy = make_label("", "muted", name="masuk-tunggu", wrap=True)
        card = Card("masuk-kartu")
        card.box.setContentsMargins(22, 20, 22, 18)
        card.box.setSpacing(12)
        card.box.addWidget(self._person)
        card.box.addWidget(self._row)
        buttons = QHBoxLayout()
        buttons.addWidget(self._forgot)
        buttons.addStretch(1)
        buttons.addWidget(self._enter)
        card.box.addLayout(buttons)
        card.box.addWidget(self._busy)
        card.box.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 1)
        row.addWidget(card, 1)

    def _connect(self) -> None:
        self._names.currentRowChanged.connect(lambda _row: self._show_person())
        self._names.taken.connect(self.take_focus_password)
        self._names.itemClicked.connect(lambda _item: self.take_focus_password())
        self._password.entered.connect(self._try)
        self._password.edited.connect(self._on_typed)
        self._enter.clicked.connect(self._try)
        self._forgot.clicked.connect(lambda: self.forgotten.emit(self.akun_id()))
        self._timer.timeout.connect(self._count)

    def choose(self, akun_id: str) -> None:
        """Choose a person and put the keyboard on the password; one who is not there leaves it on the names."""
        at = next((number for number, one in enumerate(self._people) if one.akun_id == akun_id), -1)
        if at < 0 and len(self._people) == 1:
            at = 0
        self._names.setCurrentRow(max(at, 0))
        if at >= 0:
            self.take_focus_password()
        else:
            self._names.setFocus(Qt.FocusReason.OtherFocusReason)

    def akun_id(self) -> str:
        """Return the account of the chosen person, or an empty text."""
        at = self._names.currentRow()
        return self._people[at].akun_id if 0 <= at < len(self._people) else ""

    def nama(self) -> str:
        """Return the name of the chosen person, or an empty text."""
        at = self._names.currentRow()
        return self._people[at].nama if 0 <= at < len(self._people) else ""

    def take_focus_password(self) -> None:
        """Put the keyboard into the password."""
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        """Say that the office is being opened; nothing can be pressed twice."""
        for part in (self._names, self._password, self._enter, self._forgot):
            part.setEnabled(not busy)
        self._busy.setText(_("Memeriksa sandi dan membuka data…") if busy else "")

    def show_error(self, error: UserError, seconds: float = 0.0) -> None:
        """Say under the field why the door stays shut; with ``seconds`` count down until the next try."""
        self.show_busy(False)
        self._password.clear()
        self._row.show_finding(State.ERROR, sentence(error))
        if seconds > 0:
            self._wait_ms = round(seconds * 1000)
            self._waited.start()
            self._timer.start()
            self._count()
        else:
            self.take_focus_password()

    def _show_person(self) -> None:
        self._end_wait()
        self._person.setText(self.nama())
        self._password.clear()
        self._row.clear_finding()
        self._forgot.setEnabled(bool(self.nama()))

    def _on_typed(self, text: str) -> None:
        if text and self._row.finding():
            self._row.clear_finding()

    def _try(self) -> None:
        if not self._enter.isEnabled() or not self.akun_id():
            return
        if not self._password.text():
            self._row.show_finding(State.ERROR, sentence(UserError("masuk_sandi_kosong")))
            self.take_focus_password()
            return
        self._row.clear_finding()
        typed = self._password.text()
        self._password.clear()
        self.show_busy(True)
        self.entry_wanted.emit(self.akun_id(), typed)

    def _count(self) -> None:
        left = self._wait_ms - self._waited.elapsed()
        if left <= 0:
            # What went wrong stays said until the next letter: a short wait is over before it is read.
            self._end_wait()
            self.take_focus_password()
            return
        self._password.setEnabled(False)
        self._enter.setEnabled(False)
        self._busy.setText(wait_text(-(-left // 1000)))

    def _end_wait(self) -> None:
        self._timer.stop()
        self._password.setEnabled(True)
        self._enter.setEnabled(True)
        self._busy.setText("")


def wait_text(seconds: int) -> str:
    """Return how long it still takes until the next try, in minutes where there are any."""
    left = _("{m} menit {s} detik").format(m=seconds // 60, s=seconds % 60) if seconds >= 60 else ""
    left = left or _("{s} detik").format(s=seconds)
    return _("Boleh dicoba lagi dalam {lama}. Data tetap aman; tidak ada yang terkunci selamanya.").format(lama=left)

"""FindingsList: what a document still lacks, each line a button that leads to the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.temuan import Temuan
from desktop_app.i18n import _
from desktop_app.ui.icons import icon
from desktop_app.ui.theme import STATE_LOOKS, State
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.words import temuan_text


class FindingsList(QWidget):
    """``wanted`` carries the path of the field; what must be mended before the next step comes first."""

    wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._buttons: list[QPushButton] = []
        self._title = make_label(_("Saran mutu"), "section", name=f"{name}-saran")
        self._hint = make_label(_("Hanya saran; tidak menghalangi pengajuan."), "muted", name=f"{name}-saran-kata")
        self._scroll = ScrollColumn(f"{name}-gulir", _("Yang masih kurang"))
        self._scroll.box.setSpacing(6)
        for label in (self._title, self._hint):
            self._scroll.box.addWidget(label)
            label.hide()
        self._empty = EmptyState(f"{name}-beres", _("Lengkap"), _("Tidak ada yang kurang."), icon_name="ok")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self._scroll)
        column.addWidget(self._empty)

    def show_findings(self, findings: Sequence[tuple[Temuan, str]], advice: Sequence[tuple[Temuan, str]] = ()) -> None:
        """Show findings, each with the words of where it is (``Hasil kerja 2``); ``advice`` stands apart below them."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for label in (self._title, self._hint):
            self._scroll.box.removeWidget(label)
            label.setVisible(bool(advice))
        ordered = sorted(findings, key=lambda one: not one[0].penting)
        for finding, where in ordered:
            self._add(finding, where, State.ERROR if finding.penting else State.INFO)
        if advice:
            self._scroll.box.insertWidget(len(self._buttons), self._title)
            self._scroll.box.insertWidget(len(self._buttons) + 1, self._hint)
        for finding, where in advice:
            self._add(finding, where, State.INFO, after=2)
        shown = bool(findings or advice)
        self._scroll.setVisible(shown)
        self._empty.setVisible(not shown)
        if self._scroll.box.count() == len(self._buttons) + (2 if advice else 0):
            self._scroll.box.addStretch(1)

    def _add(self, finding: Temuan, where: str, state: State, *, after: int = 0) -> None:
        number = len(self._buttons)
        look = STATE_LOOKS[state]
        text = f"{where}: {temuan_text(finding)}" if where else temuan_text(finding)
        button = QPushButton(f"  {text}")
        button.setObjectName(f"{self.objectName()}-{number}")
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setProperty("kind", "task")
        button.setIcon(icon(look.icon, look.ink))
        button.setIconSize(QSize(20, 20))
        button.setMinimumWidth(120)
        # Outside of a dialog only such a button is pressed by Enter.
        button.setAutoDefault(True)
        button.clicked.connect(lambda _checked=False, path=finding.jalur: self.wanted.emit(path))
        self._scroll.box.insertWidget(number + after, button)
        self._buttons.append(button)

    def take_focus(self) -> None:
        """Put the keyboard on the first line."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

"""LeaderField: the leader's result that a result serves, typed or chosen from his SKP (A.1.7, column 2)."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.skp import HasilIntervensi
from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.text import GrowingTextEdit


class LeaderField(QWidget):
    """``answered`` carries a ``HasilIntervensi``; ``pick_wanted`` asks for the results of the leader's SKP."""

    answered = Signal(object)
    pick_wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}-pimpinan")
        self._leader = HasilIntervensi()
        self._locked = False
        self._build(name)
        self._connect()

    def _build(self, name: str) -> None:
        self._pick = make_button(
            f"{name}-pilih", _("Pilih…"), kind="quiet", label=_("Pilih dari SKP pimpinan"), compact=True
        )
        self._pick.setToolTip(_("Pilih dari SKP pimpinan  (Ctrl+Shift+L)"))
        self._pick.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._more = make_button(f"{name}-iki-pimpinan", _("+ Indikator pimpinan"), kind="quiet", compact=True)
        self._words = GrowingTextEdit(
            f"{name}-intervensi", _("Rencana hasil kerja pimpinan yang diintervensi"), least_lines=2
        )
        self._indicator = GrowingTextEdit(
            f"{name}-intervensi-indikator",
            _("Indikator kinerja individu pimpinan"),
            hint=_("Indikator kinerja individu pimpinan"),
            least_lines=1,
        )
        head = QHBoxLayout()
        title = ElidedLabel(_("Hasil kerja pimpinan"), role="label")
        # As high as with its buttons, so that the words begin beside those of the result when nothing can be typed.
        title.setMinimumHeight(self.head_height())
        head.addWidget(title, 1)
        head.addWidget(self._more)
        head.addWidget(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._indicator)
        column.addStretch(1)
        self.setFocusProxy(self._words)

    def _connect(self) -> None:
        # Own words are no longer the words of the document they were chosen from.
        self._words.answered.connect(lambda text: self._change(teks=text, skp_id="", hasil_id="", indikator_id=""))
        self._indicator.answered.connect(lambda text: self._change(indikator=text))
        self._more.clicked.connect(self._show_indicator)
        self._pick.clicked.connect(self.pick_wanted)

    def set_answer(self, leader: HasilIntervensi) -> None:
        """Show a known answer without telling it."""
        self._leader = leader
        self._words.set_answer(leader.teks)
        self._indicator.set_answer(leader.indikator)
        self._indicator.setVisible(bool(leader.indikator))
        self._more.setVisible(not self._locked and not leader.indikator)

    def set_locked(self, locked: bool) -> None:
        """Let the field be read only."""
        self._locked = locked
        self._words.setReadOnly(locked)
        self._indicator.setReadOnly(locked)
        self._pick.setVisible(not locked)
        self._more.setVisible(not locked and not self._leader.indikator)

    def tab_widgets(self) -> list[QWidget]:
        """Return the fields in the order in which Tab walks through them."""
        return [self._words, self._indicator]

    def head_height(self) -> int:
        """Return the height of the line above the words, in pixels."""
        return self._pick.sizeHint().height()

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        self._words.flush()
        self._indicator.flush()

    def _show_indicator(self) -> None:
        self._more.hide()
        self._indicator.show()
        self._indicator.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, **changes: Any) -> None:
        self._leader = msgspec.structs.replace(self._leader, **changes)
        self.answered.emit(self._leader)

"""IndicatorRow: one indicator of a result: aspect, words, target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.istilah import Aspek
from desktop_app.domain.skp import Indikator
from desktop_app.i18n import _
from desktop_app.ui.skp.target import TargetField
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.text import GrowingTextEdit

ASPECT_WIDTH = 118
TARGET_WIDTH = 352


class IndicatorRow(QWidget):
    """``answered`` carries the changed ``Indikator``; ``removed`` asks to take it away."""

    answered = Signal(object)
    removed = Signal(str)

    def __init__(self, indikator: Indikator, aspects: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName(f"indikator-{indikator.id}")
        self.indikator = indikator
        self._build(aspects)
        self._connect()
        self._show()

    def _build(self, aspects: Sequence[tuple[str, str]]) -> None:
        name = self.objectName()
        self._aspect = ComboField(f"{name}-aspek", _("Aspek"), aspects)
        self._aspect.setFixedWidth(ASPECT_WIDTH)
        self._words = GrowingTextEdit(
            f"{name}-teks", _("Indikator kinerja individu"), hint=_("Indikator kinerja individu"), least_lines=1
        )
        self._target = TargetField(f"{name}-target")
        self._target.setFixedWidth(TARGET_WIDTH)
        self._remove = make_button(
            f"{name}-hapus", "", kind="quiet", icon_name="hapus", label=_("Hapus indikator"), compact=True
        )
        self._remove.setFixedWidth(36)
        # Ctrl+Delete does the same, so that Tab goes from answer to answer.
        self._remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._remove.setToolTip(_("Hapus indikator  (Ctrl+Del)"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._aspect, 0, 0, top)
        self._grid.addWidget(self._words, 0, 1, top)
        self._grid.addWidget(self._target, 0, 2, top)
        self._grid.addWidget(self._remove, 0, 3, top)
        self.setFocusProxy(self._words)

    def _connect(self) -> None:
        self._aspect.answered.connect(lambda key: self._change(aspek=Aspek(key)))
        self._words.answered.connect(lambda text: self._change(teks=text))
        self._target.answered.connect(lambda target: self._change(target=target))
        self._remove.clicked.connect(lambda: self.removed.emit(self.indikator.id))

    def set_narrow(self, narrow: bool) -> None:
        """Put the target below the words, or beside them again."""
        where = (1, 1) if narrow else (0, 2)
        self._grid.addWidget(self._target, *where, Qt.AlignmentFlag.AlignTop)

    def set_locked(self, locked: bool) -> None:
        """Let the row be read only."""
        self._aspect.setEnabled(not locked)
        self._words.setReadOnly(locked)
        self._target.set_locked(locked)
        self._remove.setVisible(not locked)

    def tab_widgets(self) -> list[QWidget]:
        """Return the fields in the order in which Tab walks through them."""
        return [self._aspect, self._words, *self._target.tab_widgets()]

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        self._words.flush()
        self._target.flush()

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field that a finding is about."""
        field = self._target if path.startswith("target") else self._words
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_indikator(self, indikator: Indikator) -> None:
        """Show another state of the same indicator."""
        self.indikator = indikator
        self._show()

    def _show(self) -> None:
        self._aspect.set_answer(self.indikator.aspek.value)
        self._words.set_answer(self.indikator.teks)
        self._target.set_answer(self.indikator.target)

    def _change(self, **changes: Any) -> None:
        self.indikator = msgspec.structs.replace(self.indikator, **changes)
        self.answered.emit(self.indikator)

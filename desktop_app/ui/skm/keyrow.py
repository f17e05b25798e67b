"""KeyRow: one field of the sheet that is being keyed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from desktop_app.i18n import _
from desktop_app.ui.theme import restyle
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.elided import ElidedLabel

VALUE_WIDTH = 130


class KeyRow(QFrame):
    """Its words, cut where there is no room, and what stands in it; the one that waits is framed and marked."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("option", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 3, 8, 3)
        line.setSpacing(8)
        self._mark = make_label("", "label")
        self._mark.setFixedWidth(14)
        words = ElidedLabel(title)
        words.setToolTip(title)
        self._value = make_label("", "label", name=f"{name}-nilai")
        self._value.setFixedWidth(VALUE_WIDTH)
        line.addWidget(self._mark)
        line.addWidget(words, 1)
        line.addWidget(self._value)

    def show_value(self, text: str, *, waiting: bool) -> None:
        """Show what stands in the field and whether it waits for a key."""
        shown = text or ("…" if waiting else "–")
        self._value.setText(self._value.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, VALUE_WIDTH))
        self._value.setToolTip(text)
        self._mark.setText("▸" if waiting else "")
        self.setAccessibleDescription(text or _("kosong"))
        if self.property("chosen") != waiting:
            self.setProperty("chosen", waiting)
            restyle(self)

"""ComboField: one of many words; typing the first letters finds, the wheel never changes it by accident."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.ui.widgets.pageundo import is_for_page


class ComboField(QComboBox):
    """``answered`` carries the key that a person chose; a key that is not in the list is added as it stands."""

    answered = Signal(str)

    def __init__(
        self, name: str, label: str, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices)
        self.activated.connect(lambda _index: self.answered.emit(self.answer()))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other (key, text) pairs; the chosen key stays chosen where it is still there."""
        chosen = self.answer()
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        if chosen:
            self.set_answer(chosen)

    def answer(self) -> str:
        """Return the chosen key, or an empty text."""
        return str(self.currentData() or "")

    def set_answer(self, key: str) -> None:
        """Show ``key`` as chosen without telling it."""
        index = self.findData(key)
        if index < 0 and key:
            self.addItem(key, key)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo to the page where that has its own, instead of looking for an answer that begins with Z."""
        if is_for_page(self, event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

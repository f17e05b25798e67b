"""ChoiceRow: a few answers side by side; arrow keys or the digits 1–9 choose, Tab moves on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget


class Choice(NamedTuple):
    """One answer: the key that the caller knows, its text, and an explanation shown as a tip."""

    key: str
    text: str
    tip: str = ""


class ChoiceRow(QWidget):
    """Segmented radio buttons; ``chosen`` carries the key when a person (not the program) chose.

    ``per_line`` breaks the row after so many answers; 0 keeps all in one line.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[Choice],
        *,
        per_line: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._choices = tuple(choices)
        self._buttons: dict[str, QRadioButton] = {}
        self._build(label, per_line or max(len(self._choices), 1))

    def _build(self, label: str, per_line: int) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        row = QHBoxLayout()
        self._group = QButtonGroup(self)
        for at, choice in enumerate(self._choices):
            if at % per_line == 0:
                row = QHBoxLayout()
                row.setSpacing(6)
                row.addStretch(1)
                lines.addLayout(row)
            button = QRadioButton(choice.text)
            button.setObjectName(f"{self.objectName()}-{choice.key}")
            button.setAccessibleName(f"{label}: {choice.text}")
            button.setAccessibleDescription(choice.tip)
            button.setToolTip(choice.tip)
            button.installEventFilter(self)
            button.clicked.connect(lambda _checked=False, key=choice.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[choice.key] = button
            row.insertWidget(at % per_line, button)
        if self._buttons:
            self.setFocusProxy(next(iter(self._buttons.values())))

    def value(self) -> str | None:
        """Return the chosen key, or nothing."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, key: str | None) -> None:
        """Show ``key`` as chosen without telling it; ``None`` (or a key that is not here) shows no choice."""
        self._group.setExclusive(False)
        for at, button in self._buttons.items():
            button.setChecked(at == key)
        self._group.setExclusive(True)
        first = self._buttons.get(key or "", next(iter(self._buttons.values())))
        self.setFocusProxy(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a digit as the choice at that place."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            digit = event.key() - Qt.Key.Key_0
            if 1 <= digit <= len(self._choices) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                button = self._buttons[self._choices[digit - 1].key]
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                button.click()
                return True
        return super().eventFilter(watched, event)

"""FieldChoice: one field that differs: what it was, and each version's value to choose by mouse or by a letter."""

from __future__ import annotations

import html
from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import Colour, restyle
from desktop_app.ui.widgets.controls import Card, make_label

NONE = Qt.KeyboardModifier.NoModifier
MANY_WORDS = 400
"""Texts with more words are not compared word by word: the eye gains nothing and the comparison takes long."""


class FieldChoice(Card):
    """Letters A, B, … or Left and Right choose; Tab, Up and Down move on."""

    chosen = Signal(int)
    """The number of the version that a person chose."""
    stepped = Signal(int)
    """1 for the field below, -1 for the field above."""

    def __init__(self, name: str, title: str, base: str, values: Sequence[str], letters: Sequence[str]) -> None:
        super().__init__(name)
        self.setAccessibleName(title)
        self._letters = tuple(letters)
        self.options: list[ValueOption] = []
        self._build(title, base, values)

    def _build(self, title: str, base: str, values: Sequence[str]) -> None:
        self.box.addWidget(make_label(title, "label", name=f"{self.objectName()}-nama", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        self._group = QButtonGroup(self)
        former = QVBoxLayout()
        former.setContentsMargins(0, 8, 0, 0)
        former.setSpacing(6)
        former.addWidget(make_label(_("Semula"), "muted"))
        former.addWidget(make_label(base or _("(belum ada)"), name=f"{self.objectName()}-semula", wrap=True))
        former.addStretch(1)
        grid.addLayout(former, 0, 0)
        grid.setColumnStretch(0, 2)
        for number, (letter, value) in enumerate(zip(self._letters, values, strict=True)):
            other = base or next((text for at, text in enumerate(values) if at != number), "")
            option = ValueOption(f"{self.objectName()}-{letter}", letter, value, marked(value, other), self)
            option.taken.connect(lambda number=number: self.choose(number, told=True))
            option.radio.installEventFilter(self)
            self._group.addButton(option.radio)
            grid.addWidget(option, 0, number + 1)
            grid.setColumnStretch(number + 1, 3)
            self.options.append(option)
        self.setFocusProxy(self.options[0].radio)
        self.box.addLayout(grid)

    def choice(self) -> int | None:
        """Return the number of the chosen version, or nothing."""
        return next((number for number, option in enumerate(self.options) if option.radio.isChecked()), None)

    def choose(self, number: int, *, told: bool = False) -> None:
        """Choose a version; ``told`` says that a person did."""
        self.options[number].radio.setChecked(True)
        for option in self.options:
            option.redraw()
        self.setFocusProxy(self.options[number].radio)
        if told:
            self.chosen.emit(number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a letter as the choice of that version, arrows as the way to a neighbour."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        turns = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        letter = event.text().upper()
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in turns:
            at = next((n for n, option in enumerate(self.options) if option.radio.hasFocus()), 0)
            self._take(min(max(at + turns[key], 0), len(self.options) - 1))
        elif letter and letter in self._letters and event.modifiers() in (NONE, Qt.KeyboardModifier.ShiftModifier):
            self._take(self._letters.index(letter))
        else:
            return False
        return True

    def _take(self, number: int) -> None:
        self.options[number].radio.setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(number, told=True)


class ValueOption(QFrame):
    """One value in a frame that is clicked as a whole; what differs from the former value is marked."""

    taken = Signal()

    def __init__(self, name: str, letter: str, value: str, rich: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("option", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.radio = QRadioButton(_("Versi {huruf}").format(huruf=letter))
        self.radio.setObjectName(f"{name}-pilih")
        self.radio.setAccessibleName(_("Versi {huruf}: {nilai}").format(huruf=letter, nilai=value))
        self.radio.installEventFilter(self)
        self.radio.clicked.connect(self.taken)
        self.radio.toggled.connect(lambda _on: self.redraw())
        self.text = QLabel(rich)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setObjectName(f"{name}-isi")
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 8)
        column.setSpacing(2)
        column.addWidget(self.radio)
        column.addWidget(self.text, 1)

    def redraw(self) -> None:
        """Show whether it is chosen and whether the keyboard is here."""
        self.setProperty("chosen", self.radio.isChecked())
        self.setProperty("focused", self.radio.hasFocus())
        restyle(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose on a click anywhere in the frame."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.taken.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus around the whole frame."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        return super().eventFilter(watched, event)


def marked(value: str, other: str) -> str:
    """Return ``value`` as rich text in which the words that ``other`` does not have are marked; nothing is a tag."""
    new, old = value.split(" "), other.split(" ")
    if max(len(new), len(old)) > MANY_WORDS:
        return _escaped(value)
    parts = []
    for tag, _from, _to, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        text = _escaped(" ".join(new[first:last]))
        if not text:
            continue
        style = f"background-color:{Colour.WARNING_SOFT}; font-weight:600"
        parts.append(text if tag == "equal" else f'<span style="{style}">{text}</span>')
    return " ".join(parts)


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")

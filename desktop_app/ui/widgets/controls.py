"""Plain controls with what every control must have: an object name and an accessible name."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.icons import icon
from desktop_app.ui.theme import Colour, Size, restyle

ButtonKind = Literal["plain", "primary", "danger", "quiet"]
LabelRole = Literal["body", "title", "section", "label", "muted", "hint", "number", "code", "code-small", "mono"]

_ICON_COLOURS = {
    "plain": Colour.ACCENT,
    "primary": Colour.ON_ACCENT,
    "danger": Colour.ERROR,
    "quiet": Colour.ACCENT,
}


def make_button(
    name: str,
    text: str,
    *,
    kind: ButtonKind = "plain",
    icon_name: str = "",
    shortcut: str = "",
    label: str = "",
    compact: bool = False,
) -> QPushButton:
    """Return a button; ``label`` is its accessible name where the text alone does not say enough (an icon
    only)."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(label or text.replace("&", ""))
    button.setProperty("kind", kind)
    button.setProperty("compact", compact)
    button.setAutoDefault(kind == "primary")
    if icon_name:
        button.setIcon(icon(icon_name, _ICON_COLOURS[kind], size=18))
        button.setIconSize(QSize(18, 18))
    if shortcut:
        add_shortcut(button, shortcut)
    tip = label if label and not text else ""
    if shortcut:
        tip = f"{tip or button.accessibleName()}  ({shortcut})"
    button.setToolTip(tip)
    return button


def set_kind(button: QPushButton, kind: ButtonKind) -> None:
    """Give a button another weight: one step of a page is the primary one, whatever its state."""
    button.setProperty("kind", kind)
    button.setAutoDefault(kind == "primary")
    restyle(button)


def add_shortcut(button: QPushButton, keys: str) -> None:
    """Press ``button`` by ``keys`` at once; Qt's own shortcut of a button waits a tenth of a second."""
    shortcut = QShortcut(QKeySequence(keys), button)
    shortcut.activated.connect(button.click)


def make_label(text: str, role: LabelRole = "body", *, name: str = "", wrap: bool = False) -> QLabel:
    """Return a label that shows ``text`` literally: what people typed is never read as rich text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    if name:
        label.setObjectName(name)
    return label


def make_line_edit(name: str, label: str, *, hint: str = "", limit: int = 500) -> QLineEdit:
    """Return a one-line field; ``hint`` stands in it while it is empty, ``limit`` counts characters."""
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(label)
    field.setPlaceholderText(hint)
    field.setMaxLength(limit)
    return field


def make_rule() -> QFrame:
    """Return a thin horizontal line."""
    rule = QFrame()
    rule.setProperty("rule", True)
    return rule


class Card(QFrame):
    """A white sheet with a thin edge; put things into ``box``."""

    def __init__(self, name: str, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("card", True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 14, 16, 14)
        self.box.setSpacing(Size.GAP)
        if title:
            self.setAccessibleName(title)
            self.box.addWidget(make_label(title, "section", name=f"{name}-judul"))

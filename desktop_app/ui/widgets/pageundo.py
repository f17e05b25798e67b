"""Undo that belongs to a whole page: its text fields leave Ctrl+Z to it instead of undoing letters of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

PROPERTY = "takesUndo"
"""A widget with this property set gets the undo keys of everything inside it (``keyPressEvent``)."""


def undo_key(event: QKeyEvent) -> int:
    """Return -1 for Ctrl+Z, 1 for Ctrl+Shift+Z and Ctrl+Y, 0 for any other key."""
    control = Qt.KeyboardModifier.ControlModifier
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() == Qt.Key.Key_Z and modifiers == control:
        return -1
    if event.key() == Qt.Key.Key_Z and modifiers == control | Qt.KeyboardModifier.ShiftModifier:
        return 1
    return 1 if event.key() == Qt.Key.Key_Y and modifiers == control else 0


def is_for_page(field: QWidget, event: QKeyEvent) -> bool:
    """Tell whether ``event`` is an undo key that a page around ``field`` wants to have."""
    return bool(undo_key(event)) and has_page_undo(field)


def has_page_undo(field: QWidget) -> bool:
    """Tell whether a page around ``field`` has undo of its own."""
    around = field.parentWidget()
    while around is not None and not around.property(PROPERTY):
        around = around.parentWidget()
    return around is not None

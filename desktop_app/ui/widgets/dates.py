"""DateField: a date typed by its parts, shown with the month's Indonesian name."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QWidget


class DateField(QDateEdit):
    """``answered`` carries a ``date`` when the person moves on after a change; Up and Down count."""

    answered = Signal(object)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        self.setDisplayFormat("d MMMM yyyy")
        self.setDateRange(QDate(1945, 8, 17), QDate(2199, 12, 31))
        # The style sheet hides the arrows; without any Qt 6.12 lays out the text in one pixel.
        self.setFixedWidth(190)
        self.lineEdit().setTextMargins(7, 0, 0, 0)
        self._known = self.answer()

    def set_answer(self, day: date) -> None:
        """Show a known answer without telling it."""
        self._known = day
        self.setDate(QDate(day.year, day.month, day.day))

    def answer(self) -> date:
        """Return the date that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def flush(self) -> None:
        """Tell the answer now, if it is new."""
        if self.answer() != self._known:
            self._known = self.answer()
            self.answered.emit(self._known)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the answer when the person moves on."""
        super().focusOutEvent(event)
        self.flush()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a date must not change by accident."""
        event.ignore()

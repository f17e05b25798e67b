"""DateField: a date typed in digits or words, shown with the month's name in the language of the window."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.i18n import SOURCE_LANGUAGE, _, chosen_language
from desktop_app.ui.widgets.fieldmenu import open_field_menu
from desktop_app.ui.widgets.pageundo import is_for_page

FIRST, LAST = date(1945, 8, 17), date(2199, 12, 31)
LOCALES = {
    SOURCE_LANGUAGE: QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
"""Whose names of months are shown; those of all of them can be typed."""
_DIGITS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})", re.ASCII)
_RUN = re.compile(r"(\d\d)(\d\d)(\d{4})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,})\s+(\d{4})", re.ASCII)


class DateField(QLineEdit):
    """``answered`` carries a ``date`` when the person moves on after a change; Up and Down go by a day."""

    answered = Signal(object)
    judged = Signal(str)
    """What is wrong with the words that were left, as a sentence; an empty text where they are a date."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setMaxLength(40)
        self.setFixedWidth(190)
        self.setPlaceholderText(_("hh/bb/tttt"))
        self.setToolTip(_("Ketik seperti 01/07/2024, 01072024, atau 1 Juli 2024"))
        self._known = date(2000, 1, 1)
        self._unknown = False
        self._show(self._known)
        self.editingFinished.connect(self.flush)

    def set_answer(self, day: date) -> None:
        """Show a known answer without telling it."""
        self._known, self._unknown = day, False
        self._show(day)
        self.judged.emit("")

    def set_empty(self) -> None:
        """Begin without a day: none is known, and whoever asks looks at ``is_readable`` before ``answer``."""
        self._known, self._unknown = date(2000, 1, 1), True
        self.clear()
        self.judged.emit("")

    def answer(self) -> date:
        """Return the date that is shown; the one before where the words are no date."""
        return read_date(self.text()) or self._known

    def is_readable(self) -> bool:
        """Return whether the words in the field are a date."""
        return read_date(self.text()) is not None

    def flush(self) -> None:
        """Tell the answer now, if it is new; words that are no date stay there and are told as wrong."""
        day = read_date(self.text())
        if day is None and self._unknown:
            typed = self.text().strip()
            self.judged.emit(_("Bukan tanggal. Ketik seperti 01/07/2024.") if typed else "")
            return
        if day is None:
            self.judged.emit(_("Bukan tanggal. Ketik seperti 01/07/2024; tanggal lama masih dipakai."))
            return
        self._show(day)
        self.judged.emit("")
        if day != self._known or self._unknown:
            self._known, self._unknown = day, False
            self.answered.emit(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave undo to the page here too."""
        open_field_menu(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the day before or after by Down and Up."""
        if is_for_page(self, event):
            event.ignore()
            return
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        day = read_date(self.text())
        if not step or day is None or self.isReadOnly():
            super().keyPressEvent(event)
        elif FIRST <= day + timedelta(days=step) <= LAST:
            self._show(day + timedelta(days=step))
            self.selectAll()

    def _show(self, day: date) -> None:
        text = LOCALES[chosen_language()].toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
        if self.text() != text:
            self.setText(text)


def read_date(text: str) -> date | None:
    """Return the date that ``01/07/2024``, ``01072024`` or ``1 Juli 2024`` names; None for anything else."""
    words = text.strip()
    found = _DIGITS.fullmatch(words) or _RUN.fullmatch(words) or _WORDS.fullmatch(words)
    if found is None:
        return None
    day, month, year = found.groups()
    number = int(month) if month.isdigit() else _month(month)
    try:
        named = date(int(year), number, int(day))
    except ValueError:
        return None
    return named if FIRST <= named <= LAST else None


def _month(word: str) -> int:
    """Return the number of a month by the beginning of its name, 0 for no month."""
    names = ((at, one.monthName(at).lower()) for one in LOCALES.values() for at in range(1, 13))
    return next((at for at, name in names if name.startswith(word.lower())), 0)

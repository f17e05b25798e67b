"""CardField: the eight rows of a key card, typed from paper; a wrong row says so before the next one is begun."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop_app.i18n import _
from desktop_app.services.upacara import BARIS, HURUF, row_is_wrong
from desktop_app.ui.theme import restyle
from desktop_app.ui.widgets.controls import make_label, make_line_edit

HALF = BARIS // 2


class CardField(QWidget):
    """``complete`` is sent when every row is there and sound; the keyboard goes from row to row by itself."""

    complete = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.rows: list[QLineEdit] = []
        self._build(name)
        self.setFocusProxy(self.rows[0])

    def _build(self, name: str) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for number in range(BARIS):
            field = make_line_edit(f"{name}-{number + 1}", _("Baris {n} kartu").format(n=number + 1), limit=HURUF + 6)
            field.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhSensitiveData)
            field.setMaximumWidth(150)
            label = make_label(f"{number + 1}.", "label")
            label.setBuddy(field)
            column = 0 if number < HALF else 2
            grid.addWidget(label, number % HALF, column)
            grid.addWidget(field, number % HALF, column + 1)
            field.textEdited.connect(lambda text, at=number: self._on_typed(at, text))
            field.returnPressed.connect(lambda at=number: self._step(at))
            self.rows.append(field)
        grid.setColumnStretch(4, 1)
        self._said = make_label(
            _("Ketik delapan huruf tiap baris; huruf besar atau kecil sama saja."),
            "hint",
            name=f"{name}-kata",
            wrap=True,
        )
        grid.addWidget(self._said, HALF, 0, 1, 5)

    def text(self) -> str:
        """Return what was typed, row after row."""
        return " ".join(field.text() for field in self.rows)

    def clear(self) -> None:
        """Empty every row and the memory of their earlier letters."""
        for field in self.rows:
            field.setText("")
            self._mark(field, wrong=False)

    def _on_typed(self, at: int, text: str) -> None:
        letters = sum(one.isalnum() for one in text)
        if letters < HURUF:
            self._mark(self.rows[at], wrong=False)
            return
        wrong = row_is_wrong(at, text)
        self._mark(self.rows[at], wrong=wrong)
        if wrong:
            self._said.setText(_("Baris {n} tidak cocok dengan huruf pemeriksanya; ketik ulang.").format(n=at + 1))
            return
        self._said.setText(_("Baris {n} terbaca.").format(n=at + 1))
        self._step(at)

    def _step(self, at: int) -> None:
        for field in self.rows[at + 1 :]:
            if not field.text():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if not any(row_is_wrong(number, field.text()) for number, field in enumerate(self.rows)):
            self.complete.emit()

    def _mark(self, field: QLineEdit, *, wrong: bool) -> None:
        field.setProperty("state", "error" if wrong else "")
        field.setAccessibleDescription(_("Baris ini salah ketik.") if wrong else "")
        restyle(field)

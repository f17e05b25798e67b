"""ComponentRows: the rows of a determination, each with what there was, what is new, and a remark."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.angka_kredit import KomponenAngkaKredit
from desktop_app.domain.format_indonesia import format_angka, parse_angka, read_angka
from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.text import AnswerLine

_FIELDS = ("lama", "baru", "keterangan")
COMPUTED = ("konversi", "baru")
"""The sum of the conversions is no matter of typing."""


class ComponentRows(QWidget):
    """``changed`` carries all rows after an answer; numbers are typed with a comma and stored with a point."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("angka-kredit-komponen")
        self._rows: tuple[KomponenAngkaKredit, ...] = ()
        self._fields: dict[tuple[str, str], AnswerLine] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(3, 2)

    def show_rows(self, rows: tuple[KomponenAngkaKredit, ...], *, editable: bool) -> None:
        """Show the rows; fields that are there already keep the keyboard."""
        if [one.id for one in rows] != [one.id for one in self._rows]:
            self._rebuild(rows)
        self._rows = rows
        for one in rows:
            for name in _FIELDS:
                field = self._fields[one.id, name]
                field.set_answer(_shown(getattr(one, name)) if name != "keterangan" else one.keterangan)
                field.setEnabled(editable and (one.id, name) != COMPUTED)

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        for field in self._fields.values():
            field.flush()

    def _rebuild(self, rows: tuple[KomponenAngkaKredit, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._fields = {}
        for column, words in enumerate((_("Uraian"), _("Lama"), _("Baru"), _("Keterangan"))):
            self._grid.addWidget(make_label(words, "label", name=f"angka-kredit-komponen-judul-{column}"), 0, column)
        for number, one in enumerate(rows, 1):
            label = make_label(one.nama, "body", name=f"angka-kredit-komponen-{one.id}", wrap=True)
            self._grid.addWidget(label, number, 0)
            for column, name in enumerate(_FIELDS, 1):
                field = AnswerLine(f"angka-kredit-komponen-{one.id}-{name}", f"{one.nama}: {name}", limit=120)
                if name != "keterangan":
                    field.setFixedWidth(110)
                field.answered.connect(lambda text, key=one.id, member=name: self._on_answer(key, member, text))
                self._fields[one.id, name] = field
                self._grid.addWidget(field, number, column)

    def _on_answer(self, key: str, name: str, text: str) -> None:
        value = text.strip()
        if name != "keterangan" and (number := parse_angka(value)) is not None:
            value = format(number, "f")
        self._rows = tuple(
            msgspec.structs.replace(one, **{name: value}) if one.id == key else one for one in self._rows
        )
        self.changed.emit(self._rows)


def _shown(text: str) -> str:
    number = read_angka(text)
    return text if number is None else format_angka(number)

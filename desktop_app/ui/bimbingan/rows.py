"""RowsBox: the rows of one part of a guidance form, each with its fields; rows are added and taken away."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dates import read_date
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit


@dataclass(frozen=True)
class FieldSpec:
    """One field of a row: its member, its label, and whether it is words, a day or a tick."""

    kode: str
    label: str
    jenis: str = "teks"


class RowsBox(QWidget):
    """``changed`` carries the rows as Structs of ``tipe`` whenever one of them is typed into."""

    changed = Signal(object)

    def __init__(
        self, name: str, title: str, note: str, tipe: type[msgspec.Struct], fields: Sequence[FieldSpec]
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._name, self._tipe, self._specs = name, tipe, tuple(fields)
        self._rows: list[Any] = []
        self._cards: list[QWidget] = []
        self._editors: list[GrowingTextEdit | AnswerLine] = []
        self._editable = False
        self._box = QVBoxLayout()
        self._box.setSpacing(6)
        self._add = make_button(f"{name}-tambah", _("Tambah baris"), icon_name="tambah", compact=True)
        self._add.clicked.connect(self._on_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(make_label(title, "section", name=f"{name}-judul"))
        column.addWidget(make_label(note, "muted", name=f"{name}-catatan", wrap=True))
        column.addLayout(self._box)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rows(self, rows: Sequence[Any], *, editable: bool) -> None:
        """Show these rows; the fields are made anew only where rows came, went, or changed from elsewhere."""
        same = [self._plain(satu) for satu in rows] == [self._plain(satu) for satu in self._rows]
        self._add.setVisible(editable)
        if same and editable == self._editable and len(self._cards) == len(rows):
            return
        self._editable = editable
        self._rows = list(rows)
        self._rebuild()

    def _plain(self, satu: Any) -> Any:
        return msgspec.to_builtins(satu)

    def flush(self) -> None:
        """Let every field tell what is being typed in it."""
        for editor in list(self._editors):
            editor.flush()

    def _rebuild(self) -> None:
        for card in self._cards:
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._editors = []
        self._cards = [self._card(number, satu) for number, satu in enumerate(self._rows)]
        for card in self._cards:
            self._box.addWidget(card)

    def _card(self, number: int, satu: Any) -> QWidget:
        card = QWidget()
        card.setObjectName(f"{self._name}-{number}")
        grid = QGridLayout(card)
        grid.setContentsMargins(0, 0, 0, 6)
        grid.setHorizontalSpacing(12)
        for place, spec in enumerate(self._specs):
            grid.addWidget(self._field(number, spec, getattr(satu, spec.kode)), place // 2, place % 2)
        if self._editable:
            line = QHBoxLayout()
            line.addStretch(1)
            label = _("Hapus baris {nomor}").format(nomor=number + 1)
            take = make_button(f"{self._name}-{number}-hapus", label, kind="quiet", icon_name="hapus", compact=True)
            take.clicked.connect(partial(self._on_take, number))
            line.addWidget(take)
            grid.addLayout(line, (len(self._specs) + 1) // 2, 0, 1, 2)
        return card

    def _field(self, number: int, spec: FieldSpec, nilai: Any) -> QWidget:
        name = f"{self._name}-{number}-{spec.kode}"
        if spec.jenis == "ya":
            tick = QCheckBox(spec.label)
            tick.setObjectName(name)
            tick.setAccessibleName(spec.label)
            tick.setChecked(bool(nilai))
            tick.setEnabled(self._editable)
            tick.toggled.connect(partial(self._set, number, spec.kode))
            return tick
        if spec.jenis == "hari":
            line = AnswerLine(name, spec.label, hint=_("hh/bb/tttt"), limit=40)
            line.set_answer(format_tanggal(nilai) if nilai else "")
            line.setEnabled(self._editable)
            line.answered.connect(lambda text: self._set(number, spec.kode, read_date(text)))
            self._editors.append(line)
            return FormRow(f"{name}-baris", spec.label, line, stacked=True)
        field = GrowingTextEdit(name, spec.label, least_lines=2, limit_bytes=4000)
        field.set_answer(nilai)
        field.setReadOnly(not self._editable)
        field.answered.connect(partial(self._set, number, spec.kode))
        self._editors.append(field)
        return FormRow(f"{name}-baris", spec.label, field, stacked=True)

    def _set(self, number: int, kode: str, nilai: Any) -> None:
        if number < len(self._rows):
            self._rows[number] = msgspec.structs.replace(self._rows[number], **{kode: nilai})
            self.changed.emit(tuple(self._rows))

    def _on_add(self) -> None:
        self.flush()
        self._rows.append(self._tipe(id=secrets.token_hex(8)))
        self._rebuild()
        self.changed.emit(tuple(self._rows))
        first = self.findChild(QWidget, f"{self._name}-{len(self._rows) - 1}-{self._specs[0].kode}")
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_take(self, number: int) -> None:
        self.flush()
        del self._rows[number]
        self._rebuild()
        self.changed.emit(tuple(self._rows))

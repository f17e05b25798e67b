"""PasteRows: what rows from a spreadsheet would become, line by line, before they are added to an SKP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.i18n import _
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.tempel import HasilTempel, parse_rows
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


@dataclass(frozen=True)
class Line:
    """One line of the preview: an indicator with the result it belongs to (named once), or something doubtful."""

    place: str
    result: str
    aspect: str
    indicator: str
    target: str


class PasteRows(Dialog):
    """``on_taken`` gets the results; with nothing readable on the clipboard the rows are pasted into the field."""

    def __init__(self, parent: QWidget, text: str, on_taken: Callable[[tuple[RencanaHasilKerja, ...]], object]) -> None:
        super().__init__(parent, name="tempel-baris", title=_("Tempel baris dari lembar kerja"))
        self._on_taken = on_taken
        self._read: HasilTempel | None = None
        self._length = 0
        self._fill()
        self._field.setPlainText(text if "\t" in text or "\n" in text else "")
        self._parse()

    def _fill(self) -> None:
        self._field = QPlainTextEdit()
        self._field.setObjectName("tempel-baris-teks")
        self._field.setAccessibleName(_("Baris yang disalin dari lembar kerja"))
        self._field.setPlaceholderText(_("Salin barisnya di Excel atau LibreOffice, lalu tekan Ctrl+V di sini"))
        self._field.setTabChangesFocus(True)
        self._field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._field.setFixedHeight(104)
        self._model: RowModel[Line] = RowModel(
            [
                Column(_("Bagian"), lambda row: row.place),
                Column(_("Rencana hasil kerja"), lambda row: row.result),
                Column(_("Aspek"), lambda row: row.aspect),
                Column(_("Indikator"), lambda row: row.indicator),
                Column(_("Target"), lambda row: row.target),
            ],
            self,
        )
        empty = EmptyState(
            "tempel-baris-kosong", _("Belum ada baris"), _("Kolom: rencana hasil kerja, indikator, target.")
        )
        self._table = DataTable("tempel-baris-tabel", _("Yang akan ditambahkan"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((112, 260, 104, 260, 150), 3)
        self._table.setMinimumSize(640, 110)
        self._told = make_label("", "muted", wrap=True, name="tempel-baris-jumlah")
        self._doubts = QPlainTextEdit()
        self._doubts.setObjectName("tempel-baris-keraguan")
        self._doubts.setAccessibleName(_("Yang perlu dilihat lagi"))
        self._doubts.setReadOnly(True)
        self._doubts.setTabChangesFocus(True)
        self._doubts.setFixedHeight(72)
        for widget in (self._field, self._told, self._table, self._doubts):
            self.content.addWidget(widget)
        self.prefer_size(1000, 640)
        self.add_button("batal", _("Batal"))
        self._yes = self.add_button("ya", _("Tambahkan"), self._take, default=True, closes=False)
        self._field.textChanged.connect(self._parse)

    def _parse(self) -> None:
        self._read = None
        self._doubts.hide()
        try:
            self._read = parse_rows(self._field.toPlainText())
        except UserError as error:
            empty = not self._field.toPlainText().strip()
            self._told.setText("" if empty else sentence(error))
            self._model.set_rows([])
        else:
            self._show(self._read)
        self._yes.setEnabled(self._read is not None)
        # Who pastes wants to go on; who types letter by letter wants to stay.
        length = len(self._field.toPlainText())
        pasted, self._length = length > self._length + 1, length
        if self._read is None or pasted:
            (self._yes if pasted and self._read else self._field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, read: HasilTempel) -> None:
        lines = [line for one in read.hasil for line in _lines(one)]
        self._model.set_rows(lines)
        indicators = sum(len(one.indikator) for one in read.hasil)
        said = _("{n} hasil kerja dengan {m} indikator ditambahkan di bawah yang sudah ada.")
        self._told.setText(said.format(n=len(read.hasil), m=indicators))
        doubts = [
            _("Baris {n}: {pesan}").format(n=one.jalur.partition("/")[2], pesan=sentence_for(one.kode, one.fakta))
            for one in read.keraguan
        ]
        self._doubts.setPlainText("\n".join(doubts))
        self._doubts.setVisible(bool(doubts))
        if doubts:
            self._told.setText(self._told.text() + " " + _("{n} hal perlu dilihat lagi.").format(n=len(doubts)))

    def _take(self) -> None:
        if self._read is not None and self.isVisible():
            read = self._read
            self.accept()
            self._on_taken(read.hasil)


def _lines(hasil: RencanaHasilKerja) -> list[Line]:
    kind = _("Utama") if hasil.jenis is JenisHasil.UTAMA else _("Tambahan")
    return [
        Line(
            kind if at == 0 else "",
            hasil.teks if at == 0 else "",
            _(one.aspek.value.capitalize()),
            one.teks,
            format_target(one.target),
        )
        for at, one in enumerate(hasil.indikator)
    ]

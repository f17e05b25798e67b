"""SettledList: conflicts that were settled on this computer, and the step that opens one again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.services.konflik_urung import BarisSelesai, KeadaanSelesai
from desktop_app.ui.exchange_words import moment_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


def state_words(state: KeadaanSelesai) -> str:
    """Return in words what became of a settled conflict."""
    return {
        KeadaanSelesai.BERLAKU: _("berlaku"),
        KeadaanSelesai.DIUBAH: _("sudah diubah lagi"),
        KeadaanSelesai.DIBUKA: _("sedang terbuka"),
    }[state]


class SettledList(Dialog):
    """``on_undo`` gets the document whose question is to be opened again."""

    def __init__(
        self, parent: QWidget, rows: tuple[BarisSelesai, ...], on_undo: Callable[[BarisSelesai], object]
    ) -> None:
        super().__init__(parent, name="konflik-daftar-selesai", title=_("Konflik yang sudah diselesaikan"))
        self._on_undo = on_undo
        self._model: RowModel[BarisSelesai] = RowModel(
            [
                Column(_("Dokumen"), lambda row: row.judul, tip=lambda row: row.judul),
                Column(_("Diselesaikan oleh"), lambda row: row.siapa or _("tanpa nama"), tip=lambda row: row.siapa),
                Column(_("Waktu"), lambda row: moment_text(row.waktu, row.ragu)),
                Column(_("Isian"), lambda row: str(row.kolom), right=True),
                Column(
                    _("Keadaan"),
                    lambda row: state_words(row.keadaan),
                    state=lambda row: State.WARNING if row.keadaan is KeadaanSelesai.DIBUKA else State.OK,
                ),
            ],
            self,
        )
        self._model.set_rows(rows)
        self.content.addWidget(
            make_label(
                _(
                    "Mengurungkan memunculkan lagi versi-versi lama untuk dipilih. Tidak ada yang dihapus; bila "
                    "dokumennya sudah diubah sesudah itu, isinya yang sekarang ikut menjadi pilihan."
                ),
                wrap=True,
                name="konflik-daftar-selesai-teks",
            )
        )
        empty = EmptyState(
            "konflik-daftar-selesai-kosong",
            _("Belum ada"),
            _("Konflik yang diselesaikan di komputer ini akan tercantum di sini."),
        )
        self._table = DataTable("konflik-daftar-selesai-tabel", _("Konflik yang sudah diselesaikan"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((200, 150, 190, 60, 150), 0)
        self._table.setMinimumSize(640, 220)
        self.content.addWidget(self._table)
        self.prefer_size(960, 540)
        self.add_button("tutup", _("Tutup"), default=True)
        self._undo = self.add_button("urung", _("Urungkan"), self._take, closes=False)
        self._table.selected.connect(self._judge)
        self._table.opened.connect(lambda _row: self._take())
        if rows:
            self._table.select_row(0)
        self._judge(0)
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, number: int) -> None:
        row = self._model.row_at(number)
        self._undo.setEnabled(row is not None and row.keadaan is not KeadaanSelesai.DIBUKA)

    def _take(self) -> None:
        row = self._model.row_at(self._table.current_row())
        if row is not None and self._undo.isEnabled():
            self.accept()
            self._on_undo(row)

"""GroupAnswer: one answer for the same field of many documents, by the version of one office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.services.konflik_asal import Asal
from desktop_app.services.konflik_kelompok import Kelompok
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


@dataclass(frozen=True)
class Offer:
    """One field of one kind, answered by one office for so many documents."""

    group: Kelompok
    office: Asal
    count: int


class GroupAnswer(Dialog):
    """``on_taken`` gets kind, field and office of the line that was chosen."""

    def __init__(
        self, parent: QWidget, groups: tuple[Kelompok, ...], on_taken: Callable[[str, str, str], object]
    ) -> None:
        super().__init__(parent, name="konflik-kelompok", title=_("Jawab sekaligus"))
        self._on_taken = on_taken
        self._model: RowModel[Offer] = RowModel(
            [
                Column(_("Isian"), lambda row: row.group.nama, tip=lambda row: row.group.nama),
                Column(_("Ambil dari"), lambda row: row.office.nama, tip=lambda row: row.office.nama),
                Column(
                    _("Dokumen"),
                    lambda row: _("{n} dari {m}").format(n=row.count, m=row.group.dokumen),
                    right=True,
                ),
            ],
            self,
        )
        self._model.set_rows([Offer(group, *one) for group in groups for one in group.asal])
        self.content.addWidget(
            make_label(
                _(
                    "Isian yang sama di beberapa dokumen dapat dijawab dengan versi satu kantor. Dokumen yang sudah "
                    "ditandatangani atau dihapus di salah satu versi tidak ikut; jawablah satu per satu."
                ),
                wrap=True,
                name="konflik-kelompok-teks",
            )
        )
        empty = EmptyState(
            "konflik-kelompok-kosong",
            _("Tidak ada yang dapat dijawab sekaligus"),
            _("Isian yang sama belum berbeda di dua dokumen. Jawablah satu per satu."),
        )
        self._table = DataTable("konflik-kelompok-tabel", _("Isian yang dapat dijawab sekaligus"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((300, 220, 110), 0)
        self._table.setMinimumSize(600, 200)
        self.content.addWidget(self._table)
        self.prefer_size(860, 520)
        self.add_button("batal", _("Batal"))
        self._yes = self.add_button("ya", _("Jawab sekaligus"), self._take, default=True, closes=False)
        self._yes.setEnabled(bool(self._model.rows()))
        self._table.selected.connect(self._name)
        self._table.opened.connect(lambda _row: self._take())
        if self._model.rows():
            self._table.select_row(0)
            self._name(0)
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self._yes.setText(_("Jawab {n} dokumen").format(n=row.count))

    def _take(self) -> None:
        row = self._model.row_at(self._table.current_row())
        if row is not None:
            self.accept()
            self._on_taken(row.group.kind, row.group.isian, row.office.kode)

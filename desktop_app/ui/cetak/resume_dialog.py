"""Two dialogs of a run of many forms: from where to go on, and what could not be printed and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFormLayout, QSpinBox

from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.cetak_rangkaian import Rangkaian
from desktop_app.services.cetak_susun import AlasanTidak
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class ResumeDialog(Dialog):
    """From which form and page to go on: only who holds the sheets knows what the printer gave out."""

    def __init__(
        self, page: Page, run: Rangkaian, on_resume: Callable[[int, int], object], on_drop: Callable[[], object]
    ) -> None:
        super().__init__(
            page.window(),
            name="cetak-lanjut",
            title=_("Lanjutkan cetakan"),
            text=_("Tercatat {n} dari {m} formulir sudah keluar. Cocokkan dengan lembar di tangan Anda.").format(
                n=run.selesai, m=run.jumlah
            )
            if not run.folder
            else _("{n} dari {m} formulir sudah tersimpan di {folder}.").format(
                n=run.selesai, m=run.jumlah, folder=run.folder
            ),
        )
        self._done = _number("cetak-lanjut-formulir", _("Formulir yang sudah lengkap"), run.jumlah, run.selesai)
        self._pages = _number("cetak-lanjut-halaman", _("Halaman berikutnya yang sudah keluar"), 99, run.halaman)
        form = QFormLayout()
        form.setSpacing(10)
        if not run.folder:
            form.addRow(make_label(_("Formulir yang sudah lengkap"), "label"), self._done)
            form.addRow(make_label(_("Halaman formulir berikutnya yang sudah keluar"), "label"), self._pages)
        self.content.addLayout(form)
        self.add_button("buang", _("Buang sisanya"), on_drop, kind="danger")
        self.add_button("nanti", _("Nanti"))
        self.add_button(
            "lanjut", _("Lanjutkan"), lambda: on_resume(self._done.value(), self._pages.value()), default=True
        )


def _number(name: str, label: str, most: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setRange(0, most)
    box.setValue(value)
    return box


class ReasonsDialog(Dialog):
    """What was left out of a run: whose form, which one, and why; nothing to decide here."""

    def __init__(self, page: Page, reasons: Sequence[AlasanTidak]) -> None:
        super().__init__(
            page.window(),
            name="cetak-tidak",
            title=_("Yang tidak tercetak"),
            text=_("{n} formulir tidak tercetak. Perbaiki sebabnya, lalu cetak lagi.").format(n=len(reasons)),
        )
        model: RowModel[AlasanTidak] = RowModel(
            [
                Column(_("Nama"), lambda row: row.nama),
                Column(_("Formulir"), lambda row: row.formulir),
                Column(_("Sebab"), _reason, tip=_reason),
            ],
            self,
        )
        model.set_rows(reasons)
        empty = EmptyState("cetak-tidak-kosong", _("Semua tercetak"))
        table = DataTable("cetak-tidak-tabel", _("Yang tidak tercetak"), empty)
        table.set_model(model)
        table.set_columns((220, 130, 420), 2)
        table.setMinimumSize(560, 140)
        self.content.addWidget(table, 1)
        self.prefer_size(960, 460)
        self.add_button("tutup", _("Tutup"), default=True)


def _reason(row: AlasanTidak) -> str:
    return sentence_for(row.sebab, row.fakta)

"""TemplateMany: beginning the SKPs of many people: who gets one, who does not and why, then how it went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.templat import PilihanTemplat, list_templat
from desktop_app.services.templat_banyak import (
    SESUAI_JABATAN,
    TAHUN_LALU,
    BarisBanyak,
    NasibOrang,
    create_banyak,
    preview_banyak,
)
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.runner import CancelledError, Ticket
from desktop_app.ui.template_words import fate_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.progress import ProgressPanel
from desktop_app.ui.widgets.table import DataTable

Index = QModelIndex | QPersistentModelIndex
SESUAI = "sesuai"
"""The key of "as each post says" in the choice, whose keys are never empty."""


def read_plan(kantor: Kantor, year: int, templat_id: str) -> tuple[tuple[PilihanTemplat, ...], tuple[BarisBanyak, ...]]:
    """Return the templates to choose from and what would happen to everybody; runs in the worker thread."""
    return list_templat(kantor), preview_banyak(kantor, year, templat_id)


class PeopleModel(RowModel[BarisBanyak]):
    """Rows of people; who can get an SKP has a check box, and Space turns it."""

    def __init__(self, parent: Any, reasons: Mapping[JenisKeadaan, str]) -> None:
        self._reasons = reasons
        columns = [
            Column[BarisBanyak](_("Nama"), lambda row: row.nama),
            Column[BarisBanyak](_("Jabatan"), lambda row: row.jabatan or "–"),
            Column[BarisBanyak](
                _("Templat"), lambda row: _("SKP sebelumnya") if row.templat_id == TAHUN_LALU else row.templat
            ),
            Column[BarisBanyak](_("Yang terjadi"), self._fate, tip=_reason, state=self._mark),
        ]
        super().__init__(columns, parent)
        self.left_out: set[str] = set()
        self.finished = False

    def _fate(self, row: BarisBanyak) -> str:
        if self.finished and row.nasib is NasibOrang.BARU:
            return _("sudah dibuat")
        return fate_text(row, self._reasons)

    def _mark(self, row: BarisBanyak) -> State:
        if row.nasib is NasibOrang.GAGAL:
            return State.ERROR
        if row.nasib is NasibOrang.BARU:
            return State.WARNING if row.tanpa_penilai else State.OK
        return State.INFO

    def chosen(self) -> list[str]:
        """Return the people who are checked."""
        return [
            row.pegawai_id
            for row in self.rows()
            if row.nasib is NasibOrang.BARU and row.pegawai_id not in self.left_out
        ]

    def set_all(self, checked: bool) -> None:
        """Check everybody who can be, or nobody."""
        self.left_out = set() if checked else {row.pegawai_id for row in self.rows()}
        if self.rows():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def _checkable(self, index: Index) -> BarisBanyak | None:
        row = self.row_at(index.row())
        fits = row is not None and row.nasib is NasibOrang.BARU and index.column() == 0 and not self.finished
        return row if fits else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the names of those be checked who can get an SKP."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._checkable(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the state of a check box too."""
        if role == Qt.ItemDataRole.CheckStateRole:
            row = self._checkable(index)
            if row is None:
                return None
            return Qt.CheckState.Unchecked if row.pegawai_id in self.left_out else Qt.CheckState.Checked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a check."""
        row = self._checkable(index)
        if role != Qt.ItemDataRole.CheckStateRole or row is None:
            return False
        change = self.left_out.discard if Qt.CheckState(value) == Qt.CheckState.Checked else self.left_out.add
        change(row.pegawai_id)
        self.dataChanged.emit(index, index)
        return True


class TemplateMany(Dialog):
    """Space checks a person, the default button begins; stopping keeps what is done, and a second run goes on."""

    def __init__(self, page: Page, year: int) -> None:
        super().__init__(page.window(), name="skp-banyak-tanya", title=_("Buat banyak SKP {tahun}").format(tahun=year))
        self._page = page
        self._year = year
        self._ticket: Ticket | None = None
        self._fill()
        self._ask_plan()

    def _fill(self) -> None:
        choices = [(SESUAI, _("Templat menurut jabatan masing-masing")), (TAHUN_LALU, _("SKP tahun sebelumnya"))]
        self._from = ComboField("skp-banyak-dari", _("Isi dari"), choices)
        self._from.setMinimumWidth(340)
        self._all = make_button("skp-banyak-semua", _("Pilih semua"), kind="quiet", compact=True)
        self._none = make_button("skp-banyak-kosong", _("Kosongkan pilihan"), kind="quiet", compact=True)
        self._model = PeopleModel(self, self._page.desk.aturan.perencanaan.label_keadaan)
        empty = EmptyState("skp-banyak-tanpa", _("Tidak ada pegawai"), _("Tambahkan pegawai lebih dulu."))
        self._table = DataTable("skp-banyak-tabel", _("Pegawai"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((230, 220, 200, 270), 1)
        self._table.setMinimumSize(640, 150)
        self._told = make_label("", "muted", name="skp-banyak-jumlah", wrap=True)
        self.progress = ProgressPanel("skp-banyak-maju")
        bar = QHBoxLayout()
        bar.addWidget(make_label(_("Isi dari"), "label"))
        bar.addWidget(self._from)
        bar.addStretch(1)
        bar.addWidget(self._all)
        bar.addWidget(self._none)
        self.content.addLayout(bar)
        for widget in (self._table, self._told, self.progress):
            self.content.addWidget(widget)
        self.prefer_size(1040, 580)
        self._close = self.add_button("batal", _("Tutup"))
        self._yes = self.add_button("ya", _("Buat SKP"), self._begin, default=True, closes=False)
        self._yes.setEnabled(False)
        self._from.answered.connect(lambda _key: self._ask_plan())
        self._all.clicked.connect(lambda: self._model.set_all(True))
        self._none.clicked.connect(lambda: self._model.set_all(False))
        self._model.dataChanged.connect(lambda *_where: self._count())
        self.progress.cancelled.connect(self._cancel)

    def reject(self) -> None:
        """Stop a run between two people before the window is left."""
        self._cancel()
        super().reject()

    def _templat(self) -> str:
        key = self._from.answer()
        return SESUAI_JABATAN if key == SESUAI else key

    def _ask_plan(self) -> None:
        self._yes.setEnabled(False)
        self._page.ask(read_plan, self._year, self._templat(), on_done=lambda read: self._show_plan(*read))

    def _show_plan(self, templates: tuple[PilihanTemplat, ...], rows: tuple[BarisBanyak, ...]) -> None:
        first = self._from.count() == 2
        if first:
            for one in templates:
                self._from.addItem(one.isi.nama, one.id)
        self._model.finished = False
        self._model.left_out.clear()
        self._model.set_rows(rows)
        self._table.select_row(0)
        self._count()
        if first and rows:
            # Only now is the table there to be walked through.
            self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        chosen, rows = len(self._model.chosen()), self._model.rows()
        others = sum(1 for row in rows if row.nasib is not NasibOrang.BARU)
        if self._model.finished:
            return
        said = _("{n} SKP akan dibuat; {m} orang dilewati, alasannya di kolom kanan. Spasi: pilih atau batal pilih.")
        self._told.setText(said.format(n=chosen, m=others))
        self._yes.setText(_("Buat {n} SKP").format(n=chosen))
        self._yes.setEnabled(chosen > 0)

    def _begin(self) -> None:
        chosen = self._model.chosen()
        self._yes.setEnabled(False)
        self._from.setEnabled(False)
        self.progress.start(_("Membuat SKP"), _("orang"))
        self._ticket = self._page.ask(
            create_banyak,
            self._year,
            self._templat(),
            chosen,
            on_done=lambda done: self._show_done(*done),
            on_error=self._on_error,
            on_progress=self.progress.update_to,
            writes=True,
        )

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def _show_done(self, rows: tuple[BarisBanyak, ...], changed: Changed) -> None:
        self._end()
        self._model.finished = True
        self._model.set_rows(rows)
        made = sum(1 for row in rows if row.nasib is NasibOrang.BARU)
        failed = sum(1 for row in rows if row.nasib is NasibOrang.GAGAL)
        said = _("{n} SKP dibuat.").format(n=made)
        if failed:
            said += " " + _("{n} gagal; sebabnya di kolom kanan. Jalankan lagi untuk mencoba yang gagal.").format(
                n=failed
            )
        self._told.setText(said)
        self._yes.hide()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.changed.emit(changed)

    def _end(self) -> None:
        self._ticket = None
        self.progress.hide()
        self._from.setEnabled(True)

    def _on_error(self, error: BaseException) -> None:
        self._end()
        # What was made before the stop is there: the plan is asked for anew, and the lists show it.
        self._ask_plan()
        self._page.changed.emit(Changed((), ("skp",)))
        if not isinstance(error, CancelledError):
            self._page.show_error(error)


def _reason(row: BarisBanyak) -> str:
    return sentence(row.galat) if row.galat is not None else ""

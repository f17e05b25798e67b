"""StandarPage: what posts require of competencies; the kabupaten's hold in all its offices, the office's own here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.standar_kompetensi import AsalStandar, PilihanStandar, delete_standar, list_standar
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.rights import permit
from desktop_app.ui.standar.dialog import StandardDialog
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import jenis_jabatan_text


class StandarPage(Page):
    """Enter changes a standard of this office; another's is only read."""

    kinds = ("standar_kompetensi",)

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-standar", _("Standar kompetensi"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader(
            "standar-kepala", _("Standar kompetensi"), _("Level 1 sampai 5 yang dipersyaratkan jabatan")
        )
        self._new = make_button("standar-baru", _("Tambah standar…"), kind="primary", icon_name="tambah")
        permit(self._new, self.desk, Wewenang.UBAH_KETENTUAN)
        header.add_action(self._new)
        self._model: RowModel[PilihanStandar] = RowModel(
            [
                Column(_("Nama"), lambda row: row.isi.nama),
                Column(_("Asal"), _source_text),
                Column(_("Untuk"), _posts_text),
                Column(_("Level"), _levels_text),
            ],
            self,
        )
        empty = EmptyState(
            "standar-kosong",
            _("Belum ada standar"),
            _("Sampai ada, program mengusulkan level menurut jenis jabatannya: kelaziman, bukan ketentuan."),
            icon_name="penilaian",
        )
        self._table = DataTable("standar-tabel", _("Standar kompetensi"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((230, 110, 240, 360), 3)
        self._change = make_button("standar-ubah", _("Ubah…"))
        self._delete = make_button("standar-hapus", _("Hapus…"), kind="danger")
        acts = QHBoxLayout()
        for button in (self._change, self._delete):
            permit(button, self.desk, Wewenang.UBAH_KETENTUAN)
            acts.addWidget(button)
        acts.addStretch(1)
        hint = make_label(
            _("Yang menyebut nama jabatan didahulukan dari yang untuk jenisnya; milik kabupaten dari milik kantor."),
            "muted",
            name="standar-petunjuk",
            wrap=True,
        )
        self.box.addWidget(header)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._table, 1)
        self.box.addLayout(acts)
        self.box.addWidget(hint)

    def _connect(self) -> None:
        self._new.clicked.connect(lambda: StandardDialog(self, None, self.tell).open())
        self._table.selected.connect(lambda _row: self._enable())
        self._table.opened.connect(lambda _row: self._change_current())
        self._change.clicked.connect(self._change_current)
        self._delete.clicked.connect(self._ask_delete)

    def load(self) -> None:
        """Ask for the standards that hold here."""
        self.ask(list_standar, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard into the list, or on the button while there is nothing."""
        super().enter()
        target = self._table.view if self._model.rowCount() else self._new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, changed: Changed) -> None:
        """Say that something was kept and show it."""
        self.banner.show_message(State.OK, _("Tersimpan."))
        self.changed.emit(changed)
        self.load()

    def _show(self, rows: tuple[PilihanStandar, ...]) -> None:
        current = self._table.current_row()
        self._model.set_rows(rows)
        self._table.select_row(max(current, 0))
        self._enable()

    def _current(self) -> PilihanStandar | None:
        return self._model.row_at(self._table.current_row())

    def _own(self) -> PilihanStandar | None:
        row = self._current()
        may = self.desk.may(Wewenang.UBAH_KETENTUAN)
        return row if row is not None and row.milik_sendiri and not row.konflik and may else None

    def _enable(self) -> None:
        for button in (self._change, self._delete):
            button.setEnabled(self._own() is not None)

    def _change_current(self) -> None:
        row = self._own()
        if row is not None:
            StandardDialog(self, row, self.tell).open()

    def _ask_delete(self) -> None:
        row = self._own()
        if row is None:
            return
        ask_reason(
            self,
            name="standar-hapus-tanya",
            title=_("Hapus standar “{nama}”?").format(nama=row.isi.nama),
            text=_("Penilaian yang sudah dibuat menurut standar ini tidak berubah. Riwayatnya tetap tersimpan."),
            yes=_("Hapus"),
            on_reason=lambda reason: self.ask(delete_standar, row.id, reason, on_done=self.tell, writes=True),
            danger=True,
        )


def _source_text(row: PilihanStandar) -> str:
    if row.konflik:
        return _("Berbeda versi")
    return _("Kabupaten") if row.asal is AsalStandar.KABUPATEN else _("Kantor ini")


def _posts_text(row: PilihanStandar) -> str:
    if row.isi.jabatan:
        return ", ".join(row.isi.jabatan)
    return jenis_jabatan_text(row.isi.jenis_jabatan) if row.isi.jenis_jabatan is not None else "–"


def _levels_text(row: PilihanStandar) -> str:
    return ", ".join(f"{one.nama or one.id} {one.level}" for one in row.isi.syarat)

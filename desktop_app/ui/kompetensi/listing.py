"""CompetencyList: who was assessed and when, and how many competencies were below the standard of the post."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kompetensi import BarisDaftarKompetensi, list_kompetensi
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable


class CompetencyList(QWidget):
    """Enter opens a sheet; ``wanted`` asks for a new one, ``left`` for the development plans."""

    opened = Signal(str)
    wanted = Signal()
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("kompetensi-daftar")
        self._page = page
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader(
            "kompetensi-kepala", _("Kompetensi"), _("Penilaian terhadap standar jabatan, formulir B.1.9")
        )
        self._back = make_button(
            "kompetensi-ke-pengembangan", _("Pengembangan"), kind="quiet", icon_name="panah-kiri", compact=True
        )
        header.insert_action(self._back)
        self._new = make_button(
            "kompetensi-baru", _("Nilai kompetensi…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        permit(self._new, self._page.desk, Wewenang.ISI_KOMPETENSI)
        header.add_action(self._new)
        empty = EmptyState(
            "kompetensi-kosong",
            _("Belum ada penilaian kompetensi"),
            _("Sesudah bimbingan kinerja, pimpinan atau pihak lain yang ditugasi menilai kompetensi pegawai."),
            icon_name="penilaian",
        )
        self._model: RowModel[BarisDaftarKompetensi] = RowModel(_columns(), self)
        self._table = DataTable("kompetensi-tabel", _("Daftar penilaian kompetensi"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((280, 230, 150, 110, 170, 150), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(header)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._new.clicked.connect(self.wanted)
        self._table.opened.connect(self._open_row)

    def load(self) -> None:
        """Ask for the assessments."""
        self._page.ask(list_kompetensi, on_done=self._show)

    def take_focus(self) -> None:
        """Put the keyboard into the list, or on the button while there is nothing."""
        target = self._table.view if self._model.rowCount() else self._new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, rows: tuple[BarisDaftarKompetensi, ...]) -> None:
        current = self._table.current_row()
        had = self.isAncestorOf(self.window().focusWidget() or self._page)
        self._model.set_rows(rows)
        self._table.select_row(max(current, 0))
        if had and self.isVisible():
            self.take_focus()

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row.id)


def _columns() -> list[Column[BarisDaftarKompetensi]]:
    def status(row: BarisDaftarKompetensi) -> str:
        if row.konflik:
            return _("Berbeda versi")
        return _("Selesai") if row.status is StatusPembinaan.SELESAI else _("Draf")

    def mark(row: BarisDaftarKompetensi) -> State | None:
        if row.konflik:
            return State.ERROR
        return State.OK if row.status is StatusPembinaan.SELESAI else State.WARNING

    def below(row: BarisDaftarKompetensi) -> str:
        return _("{jumlah} kompetensi").format(jumlah=row.celah) if row.celah else _("Tidak ada")

    return [
        Column(_("Nama"), lambda row: row.nama),
        Column(_("Jabatan"), lambda row: row.jabatan),
        Column(_("Tanggal"), lambda row: format_tanggal(row.tanggal) if row.tanggal else "–"),
        Column(_("Dinilai"), lambda row: f"{row.dinilai} / {row.jumlah}", right=True),
        Column(_("Di bawah standar"), below),
        Column(_("Keadaan"), status, state=mark),
    ]

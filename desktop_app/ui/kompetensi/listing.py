"""CompetencyList: who was assessed and when, and how many competencies were below the standard of the post."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kompetensi import BarisDaftarKompetensi, list_kompetensi
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState


class CompetencyList(RowList[BarisDaftarKompetensi]):
    """Enter opens a sheet; ``wanted`` asks for a new one, ``left`` for the development plans."""

    wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "kompetensi", _("Kompetensi"), _("Penilaian terhadap standar jabatan, formulir B.1.9"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add_back("kompetensi-ke-pengembangan", _("Pengembangan"))
        self._new = make_button(
            "kompetensi-baru", _("Nilai kompetensi…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        permit(self._new, self._page.desk, Wewenang.ISI_KOMPETENSI)
        self._header.add_action(self._new)
        empty = EmptyState(
            "kompetensi-kosong",
            _("Belum ada penilaian kompetensi"),
            _("Sesudah bimbingan kinerja, pimpinan atau pihak lain yang ditugasi menilai kompetensi pegawai."),
            icon_name="penilaian",
        )
        self._add_table(_("Daftar penilaian kompetensi"), _columns(), (280, 230, 150, 110, 170, 150), 0, empty)

    def _connect(self) -> None:
        self._new.clicked.connect(self.wanted)

    def load(self) -> None:
        """Ask for the assessments."""
        self._page.ask(list_kompetensi, on_done=self._show)

    def _beginning(self) -> QWidget:
        return self._new

    def _show(self, rows: tuple[BarisDaftarKompetensi, ...]) -> None:
        self._fill(rows, refocus=True)


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

"""FollowUpList: what follows evaluations, the overdue first, with a filter and a search."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.tindak_lanjut import BarisTindakLanjut, SaringTindakLanjut, list_tindak_lanjut
from desktop_app.services.tindak_lanjut_kata import jenis_text, status_text
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.search import SearchField


class FollowUpList(RowList[BarisTindakLanjut]):
    """Enter opens one; ``wanted`` asks for a new one, ``print_wanted`` carries which ones are to be printed."""

    wanted = Signal()
    print_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "tindak-lanjut", _("Tindak lanjut"), _("Yang menyusul sesudah evaluasi"))
        self._search_text = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add_back("tindak-lanjut-ke-pengembangan", _("Pengembangan"))
        self._filter = ComboField(
            "tindak-lanjut-saring",
            _("Yang mana"),
            [
                (SaringTindakLanjut.TERBUKA.value, _("Yang terbuka")),
                (SaringTindakLanjut.LEWAT.value, _("Lewat tenggat")),
                (SaringTindakLanjut.SAYA.value, _("Tugas saya")),
                (SaringTindakLanjut.SEMUA.value, _("Semua")),
            ],
        )
        self._filter.set_answer(SaringTindakLanjut.TERBUKA.value)
        self._search = SearchField("tindak-lanjut-cari", _("Cari"), hint=_("Nama atau isi"))
        self._print = make_button("tindak-lanjut-cetak-daftar", _("Cetak…"), icon_name="cetak")
        self._new = make_button(
            "tindak-lanjut-tambah", _("Tambah…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        permit(self._new, self._page.desk, Wewenang.KELOLA_TINDAK_LANJUT)
        for widget in (self._search, self._filter, self._print, self._new):
            self._header.add_action(widget)
        empty = EmptyState(
            "tindak-lanjut-kosong",
            _("Tidak ada tindak lanjut"),
            _("Sesudah penilaian final, catat apa yang menyusul dengan Tambah."),
            icon_name="ok",
        )
        self._add_table(_("Tindak lanjut"), _columns(), (190, 130, 300, 150, 180, 160), 2, empty)

    def _connect(self) -> None:
        self._filter.answered.connect(lambda _key: self.load())
        self._search.searched.connect(self._on_search)
        self._print.clicked.connect(lambda: self.print_wanted.emit(self._which()))
        self._new.clicked.connect(self.wanted)

    def _which(self) -> SaringTindakLanjut:
        return SaringTindakLanjut(self._filter.answer())

    def load(self) -> None:
        """Ask for what the filter and the search leave."""
        self._page.ask(list_tindak_lanjut, self._which(), cari=self._search_text, on_done=self._show)

    def _on_search(self, text: str) -> None:
        self._search_text = text
        self.load()

    def _show(self, rows: tuple[BarisTindakLanjut, ...]) -> None:
        self._fill(rows)
        self._print.setEnabled(bool(rows))


def _columns() -> list[Column[BarisTindakLanjut]]:
    def mark(row: BarisTindakLanjut) -> State | None:
        if row.konflik or row.lewat:
            return State.ERROR
        return None

    def state(row: BarisTindakLanjut) -> str:
        if row.konflik:
            return _("Berbeda versi")
        return _("Lewat {hari} hari").format(hari=row.lewat) if row.lewat else status_text(row.isi.status)

    return [
        Column(_("Pegawai"), lambda row: row.nama),
        Column(_("Jenis"), lambda row: jenis_text(row.isi.jenis)),
        Column(_("Yang dilakukan"), lambda row: row.isi.uraian),
        Column(_("Tenggat"), lambda row: format_tanggal(row.isi.tenggat) if row.isi.tenggat else ""),
        Column(_("Penanggung jawab"), lambda row: row.oleh),
        Column(_("Keadaan"), state, state=mark),
    ]

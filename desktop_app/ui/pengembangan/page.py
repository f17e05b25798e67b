"""PengembanganPage: hours and open steps of everybody, and the development plan of one person."""

from __future__ import annotations

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.pengembangan import BarisPengembangan, create_pengembangan
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.pengembangan.listing import DevelopmentList
from desktop_app.ui.pengembangan.sheet import DevelopmentSheet
from desktop_app.ui.theme import State


class PengembanganPage(ListPage[DevelopmentList, DevelopmentSheet]):
    """Shows the list or a plan; the plan is committed whenever it is left. ``available`` are the pages one has."""

    kinds = (
        "rencana_pengembangan",
        "evaluasi_kompetensi",
        "penilaian",
        "umpan_balik",
        "coaching",
        "mentoring",
        "survei_skm",
        "pegawai",
    )

    def __init__(self, desk: Desk, available: frozenset[str] = frozenset()) -> None:
        super().__init__(
            "halaman-pengembangan",
            _("Pengembangan"),
            desk,
            lambda page: DevelopmentList(page, available),
            lambda page: DevelopmentSheet(page, available),
        )
        self.listing.opened.connect(self._on_row)

    def _on_row(self, row: BarisPengembangan) -> None:
        """Open a plan; the first one of a person and year is begun where who is logged in may."""
        year = self.listing.year()
        if row.id:
            self.show_document(row.id)
        elif self.desk.may(Wewenang.SUSUN_PENGEMBANGAN):
            self.ask(create_pengembangan, row.pegawai_id, year, on_done=self.show_made, writes=True)
        else:
            text = _("Belum ada rencana pengembangan {tahun} untuk {nama}.").format(tahun=year, nama=row.nama)
            self.banner.show_message(State.INFO, text)

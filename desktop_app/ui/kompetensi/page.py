"""KompetensiPage: assessments of competencies; it is reached from the development plans."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.kompetensi import create_kompetensi
from desktop_app.ui.desk import Desk
from desktop_app.ui.kompetensi.listing import CompetencyList
from desktop_app.ui.kompetensi.sheet import CompetencySheet
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.picker import PersonList


class KompetensiPage(ListPage[CompetencyList, CompetencySheet]):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("evaluasi_kompetensi", "standar_kompetensi", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-kompetensi", _("Kompetensi"), desk, CompetencyList, CompetencySheet)
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(lambda row: self.show_document(row.id))
        self.listing.wanted.connect(self._ask_person)
        self.listing.left.connect(lambda: self.navigate.emit("pengembangan", ""))

    def _ask_person(self) -> None:
        PersonList(self.window(), _("Kompetensi siapa yang dinilai?"), self.desk.runner, self._begin).open()

    def _begin(self, pegawai_id: str, _name: str) -> None:
        self.ask(create_kompetensi, pegawai_id, on_done=self.show_made, writes=True)

"""SerahTerimaPage: the list of hand-overs and the sheet of one; it is reached from the people."""

from __future__ import annotations

from datetime import date

from desktop_app.i18n import _
from desktop_app.services.serah_terima import Calon, create_serah_terima, list_penyerah
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.serah_terima.listing import NewSerahTerima, SerahTerimaList
from desktop_app.ui.serah_terima.sheet import SerahTerimaSheet
from desktop_app.ui.theme import State


class SerahTerimaPage(ListPage[SerahTerimaList, SerahTerimaSheet]):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("serah_terima", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-serah-terima", _("Serah terima"), desk, SerahTerimaList, SerahTerimaSheet)
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(lambda row: self.show_document(row.id))
        self.listing.new_wanted.connect(self.ask_new)
        self.listing.left.connect(lambda: self.navigate.emit("pegawai", ""))

    def ask_new(self) -> None:
        """Ask who leaves and from when on somebody else assesses."""

        def show(people: tuple[Calon, ...]) -> None:
            if people:
                NewSerahTerima(self.window(), people, self.desk.proposed_day(), self._create).open()
            else:
                text = _("Belum ada yang menjadi pejabat penilai. Isi penilai pada lembar pegawai dulu.")
                self.banner.show_message(State.INFO, text)

        self.ask(list_penyerah, on_done=show)

    def _create(self, pegawai_id: str, day: date) -> None:
        self.ask(create_serah_terima, pegawai_id, day, on_done=self.show_made, writes=True)

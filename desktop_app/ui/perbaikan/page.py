"""PerbaikanPage: the improvements of the unit and the sheet of one; it is reached from the surveys."""

from __future__ import annotations

from desktop_app.domain.pengaduan import PerbaikanLayanan
from desktop_app.i18n import _
from desktop_app.services.perbaikan import create_perbaikan
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.perbaikan.listing import NewPerbaikan, PerbaikanList
from desktop_app.ui.perbaikan.sheet import PerbaikanSheet


class PerbaikanPage(ListPage[PerbaikanList, PerbaikanSheet]):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("perbaikan_layanan", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-perbaikan", _("Perbaikan layanan"), desk, PerbaikanList, PerbaikanSheet)
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(lambda row: self.show_document(row.id))
        self.listing.new_wanted.connect(self.ask_new)
        self.listing.left.connect(lambda: self.navigate.emit("skm", ""))

    def ask_new(self) -> None:
        """Ask what is to be improved."""
        NewPerbaikan(self.window(), self._create).open()

    def _create(self, isi: PerbaikanLayanan) -> None:
        self.ask(create_perbaikan, isi, on_done=self.show_made, writes=True)

"""AdendumPage: the list of addenda and the sheet of one."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.adendum import create_adendum
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import show_dokumen
from desktop_app.ui.adendum.listing import AdendumList
from desktop_app.ui.adendum.sheet import AdendumSheet
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_page import ListPage


def kind_of_id(kantor: Kantor, doc_id: str) -> str:
    """Return the kind of a document; runs in the worker thread."""
    return show_dokumen(kantor, doc_id).jenis


class AdendumPage(ListPage[AdendumList, AdendumSheet]):
    """Shows the list, of the office or of one SKP, or a sheet; the sheet is committed whenever it is left."""

    kinds = ("adendum", "skp", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-adendum", _("Adendum"), desk, AdendumList, AdendumSheet)
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(self._show_sheet)
        self.listing.wanted.connect(
            lambda skp_id: self.ask(create_adendum, skp_id, on_done=self.show_made, writes=True)
        )
        self.listing.sheet_wanted.connect(lambda skp_id: self.navigate.emit("skp", skp_id))

    def document(self) -> str:
        """Return the id of the open sheet, or of the SKP whose addenda are listed."""
        return self.sheet.doc_id if self.is_sheet_open else self.listing.skp_id

    def show_document(self, doc_id: str) -> None:
        """Show an addendum, or the addenda of an SKP."""

        def show(kind: str) -> None:
            if kind == "adendum":
                self._show_sheet(doc_id)
            else:
                self.show_list()
                self.listing.show_skp(doc_id)

        self.ask(kind_of_id, doc_id, on_done=show)

    def _begin(self, skp_id: str) -> None:
        self.ask(create_adendum, skp_id, on_done=self.show_made, writes=True)

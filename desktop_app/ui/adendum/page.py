"""AdendumPage: the list of addenda and the sheet of one."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop_app.i18n import _
from desktop_app.services.adendum import create_adendum
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.lihat import show_dokumen
from desktop_app.ui.adendum.listing import AdendumList
from desktop_app.ui.adendum.sheet import AdendumSheet
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page


def kind_of_id(kantor: Kantor, doc_id: str) -> str:
    """Return the kind of a document; runs in the worker thread."""
    return show_dokumen(kantor, doc_id).jenis


class AdendumPage(Page):
    """Shows the list, of the office or of one SKP, or a sheet; the sheet is committed whenever it is left."""

    kinds = ("adendum", "skp", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-adendum", _("Adendum"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = AdendumList(self)
        self.sheet = AdendumSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("adendum-bagian")
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(self._show_sheet)
        self.listing.wanted.connect(lambda skp_id: self.ask(create_adendum, skp_id, on_done=self._on_made, writes=True))
        self.listing.sheet_wanted.connect(lambda skp_id: self.navigate.emit("skp", skp_id))
        self.sheet.left.connect(self.show_list)

    def load(self) -> None:
        """Load the list."""
        self.listing.load()

    def enter(self) -> None:
        """Load; a sheet that was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.open(self.sheet.doc_id)
        else:
            self.listing.take_focus()

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        self.sheet.commit()

    def document(self) -> str:
        """Return the id of the open sheet, or of the SKP whose addenda are listed."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else self.listing.skp_id

    def show_document(self, doc_id: str) -> None:
        """Show an addendum, or the addenda of an SKP."""

        def show(kind: str) -> None:
            if kind == "adendum":
                self._show_sheet(doc_id)
            else:
                self.show_list()
                self.listing.show_skp(doc_id)

        self.ask(kind_of_id, doc_id, on_done=show)

    def show_list(self) -> None:
        """Leave the sheet for the list."""
        self.sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.take_focus()

    def _show_sheet(self, doc_id: str) -> None:
        self.sheet.commit()
        self.banner.hide()
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self._show_sheet(doc_id)

"""KompetensiPage: assessments of competencies; it is reached from the development plans."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.kompetensi import create_kompetensi
from desktop_app.ui.desk import Desk
from desktop_app.ui.kompetensi.listing import CompetencyList
from desktop_app.ui.kompetensi.sheet import CompetencySheet
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonList


class KompetensiPage(Page):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("evaluasi_kompetensi", "standar_kompetensi", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-kompetensi", _("Kompetensi"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = CompetencyList(self)
        self.sheet = CompetencySheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("kompetensi-bagian")
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(self.show_document)
        self.listing.wanted.connect(self._ask_person)
        self.listing.left.connect(lambda: self.navigate.emit("pengembangan", ""))
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
        """Return the id of the open sheet."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Show one assessment."""
        self.sheet.commit()
        self.banner.hide()
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Leave the sheet for the list."""
        self.sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.take_focus()

    def _ask_person(self) -> None:
        PersonList(self.window(), _("Kompetensi siapa yang dinilai?"), self.desk.runner, self._begin).open()

    def _begin(self, pegawai_id: str, _name: str) -> None:
        self.ask(create_kompetensi, pegawai_id, on_done=self._on_made, writes=True)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_document(doc_id)

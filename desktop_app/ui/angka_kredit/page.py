"""AngkaKreditPage: the credit points of a year and the sheet of one document; it is reached from the evaluations."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.istilah_kinerja import JenisAngkaKredit
from desktop_app.i18n import _
from desktop_app.services.angka_kredit import BarisAngkaKredit, create_konversi, create_penetapan
from desktop_app.services.kantor import Changed
from desktop_app.ui.angka_kredit.listing import AngkaKreditList
from desktop_app.ui.angka_kredit.sheet import AngkaKreditSheet
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State


class AngkaKreditPage(Page):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("angka_kredit", "penilaian", "putusan_keberatan", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-angka-kredit", _("Angka kredit"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = AngkaKreditList(self)
        self.sheet = AngkaKreditSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("angka-kredit-bagian")
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(self._on_row)
        self.listing.sum_wanted.connect(self._on_sum)
        self.listing.left.connect(lambda: self.navigate.emit("penilaian", ""))
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
        """Show one conversion or determination."""
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

    def _on_row(self, row: BarisAngkaKredit) -> None:
        """Open a document, or prepare the conversion of an evaluation that waits for one."""
        if row.id:
            self.show_document(row.id)
        else:
            self.ask(create_konversi, row.penilaian_id, on_done=self._on_made, writes=True)

    def _on_sum(self, row: BarisAngkaKredit, year: int) -> None:
        if row.jenis is JenisAngkaKredit.PENETAPAN and row.id:
            self.show_document(row.id)
        else:
            self.ask(create_penetapan, row.pegawai_id, year, on_done=self._on_made, writes=True)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_document(doc_id)

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.banner.show_message(State.OK, text)

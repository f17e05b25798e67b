"""PengaduanPage: the register of complaints and the sheet of one; it is reached from the surveys."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.i18n import _
from desktop_app.services.dokumen_evaluasi_cetak import LembarKantor, note_lembar
from desktop_app.services.kantor import Changed
from desktop_app.services.pengaduan import create_pengaduan
from desktop_app.services.pengaduan_cetak import print_pengaduan
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.pengaduan.listing import NewPengaduan, PengaduanList
from desktop_app.ui.pengaduan.sheet import PengaduanSheet


class PengaduanPage(Page):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("pengaduan", "pegawai", "skp")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-pengaduan", _("Pengaduan"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = PengaduanList(self)
        self.sheet = PengaduanSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pengaduan-bagian")
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(self.show_document)
        self.listing.new_wanted.connect(self.ask_new)
        self.listing.print_wanted.connect(self._print)
        self.listing.left.connect(lambda: self.navigate.emit("skm", ""))
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
        """Show one complaint."""
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

    def ask_new(self) -> None:
        """Ask what was said."""
        NewPengaduan(self.window(), self.desk.proposed_day(), self._create).open()

    def _create(self, isi: Pengaduan) -> None:
        self.ask(create_pengaduan, isi, on_done=self._on_made, writes=True)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_document(doc_id)

    def _print(self, period: str) -> None:
        def show(pages: LembarKantor) -> None:
            sheet = show_pdf(self, pages.judul, pages.nama_berkas)(pages.pdf)
            sheet.output.given.connect(lambda: self.ask(note_lembar, pages, writes=True))

        self.ask(print_pengaduan, period, on_done=show)

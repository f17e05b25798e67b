"""PengaduanPage: the register of complaints and the sheet of one; it is reached from the surveys."""

from __future__ import annotations

from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.i18n import _
from desktop_app.services.dokumen_evaluasi_cetak import LembarKantor, note_lembar
from desktop_app.services.pengaduan import create_pengaduan
from desktop_app.services.pengaduan_cetak import print_pengaduan
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.pengaduan.listing import NewPengaduan, PengaduanList
from desktop_app.ui.pengaduan.sheet import PengaduanSheet


class PengaduanPage(ListPage[PengaduanList, PengaduanSheet]):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("pengaduan", "pegawai", "skp")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-pengaduan", _("Pengaduan"), desk, PengaduanList, PengaduanSheet)
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(lambda row: self.show_document(row.id))
        self.listing.new_wanted.connect(self.ask_new)
        self.listing.print_wanted.connect(self._print)
        self.listing.left.connect(lambda: self.navigate.emit("skm", ""))

    def ask_new(self) -> None:
        """Ask what was said."""
        NewPengaduan(self.window(), self.desk.proposed_day(), self._create).open()

    def _create(self, isi: Pengaduan) -> None:
        self.ask(create_pengaduan, isi, on_done=self.show_made, writes=True)

    def _print(self, period: str) -> None:
        def show(pages: LembarKantor) -> None:
            sheet = show_pdf(self, pages.judul, pages.nama_berkas)(pages.pdf)
            sheet.output.given.connect(lambda: self.ask(note_lembar, pages, writes=True))

        self.ask(print_pengaduan, period, on_done=show)

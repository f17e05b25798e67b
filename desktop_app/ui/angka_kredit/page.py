"""AngkaKreditPage: the credit points of a year and the sheet of one document; it is reached from the evaluations."""

from __future__ import annotations

from desktop_app.domain.istilah_kinerja import JenisAngkaKredit
from desktop_app.i18n import _
from desktop_app.services.angka_kredit import BarisAngkaKredit, create_konversi, create_penetapan
from desktop_app.ui.angka_kredit.listing import AngkaKreditList
from desktop_app.ui.angka_kredit.sheet import AngkaKreditSheet
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.theme import State


class AngkaKreditPage(ListPage[AngkaKreditList, AngkaKreditSheet]):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("angka_kredit", "penilaian", "putusan_keberatan", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-angka-kredit", _("Angka kredit"), desk, AngkaKreditList, AngkaKreditSheet)
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(self._on_row)
        self.listing.sum_wanted.connect(self._on_sum)
        self.listing.left.connect(lambda: self.navigate.emit("penilaian", ""))

    def _on_row(self, row: BarisAngkaKredit) -> None:
        """Open a document, or prepare the conversion of an evaluation that waits for one."""
        if row.id:
            self.show_document(row.id)
        else:
            self.ask(create_konversi, row.penilaian_id, on_done=self.show_made, writes=True)

    def _on_sum(self, row: BarisAngkaKredit, year: int) -> None:
        if row.jenis is JenisAngkaKredit.PENETAPAN and row.id:
            self.show_document(row.id)
        else:
            self.ask(create_penetapan, row.pegawai_id, year, on_done=self.show_made, writes=True)

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.banner.show_message(State.OK, text)

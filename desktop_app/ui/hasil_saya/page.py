"""HasilSayaPage: one's own results of all periods, and everything about one of them; reached from the evaluations."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.hasil_saya.listing import ResultList
from desktop_app.ui.hasil_saya.sheet import ResultSheet
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.theme import State


class HasilSayaPage(ListPage[ResultList, ResultSheet]):
    """Shows the list or what explains one result."""

    kinds = ("penilaian", "putusan_keberatan", "tindak_lanjut", "dokumen_evaluasi", "angka_kredit", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-hasil-saya", _("Hasil saya"), desk, ResultList, ResultSheet)
        self.listing.opened.connect(lambda row: self.show_document(row.penilaian_id))
        self.listing.left.connect(lambda: self.navigate.emit("penilaian", ""))

    def show_list(self) -> None:
        """Go back to the periods of the person whose result was explained."""
        self.listing.choose(self.sheet.pegawai_id)
        super().show_list()

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.banner.show_message(State.OK, text)

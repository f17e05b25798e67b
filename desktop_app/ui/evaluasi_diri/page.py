"""EvaluasiDiriPage: the periods that a person may write of himself, and the sheet of one; reached from evaluations."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.evaluasi_diri import BarisEvaluasiDiri, create_evaluasi_diri
from desktop_app.ui.desk import Desk
from desktop_app.ui.evaluasi_diri.listing import SelfList
from desktop_app.ui.evaluasi_diri.sheet import SelfSheet
from desktop_app.ui.list_page import ListPage


class EvaluasiDiriPage(ListPage[SelfList, SelfSheet]):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("evaluasi_diri", "skp", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-evaluasi-diri", _("Evaluasi diri"), desk, SelfList, SelfSheet)
        self.listing.opened.connect(self._on_row)
        self.listing.left.connect(lambda: self.navigate.emit("penilaian", ""))

    def _on_row(self, row: BarisEvaluasiDiri) -> None:
        """Open a self-evaluation, or begin one that is not there yet."""
        if row.doc_id:
            self.show_document(row.doc_id)
        else:
            self.ask(create_evaluasi_diri, row.skp_id, row.periode, on_done=self.show_made, writes=True)

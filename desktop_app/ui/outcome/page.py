"""OutcomePage: the outcome indicators of a year, and the sheet of one; reached from the SKPs."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.outcome import create_outcome
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.outcome.listing import NewOutcome, OutcomeList, Plans, read_plans
from desktop_app.ui.outcome.sheet import OutcomeSheet
from desktop_app.ui.theme import State


class OutcomePage(ListPage[OutcomeList, OutcomeSheet]):
    """Enter opens one; "Tambah" names the outcome of a planned result."""

    kinds = ("indikator_outcome", "skp", "jurnal", "survei_skm", "lembar_skm", "pengaduan", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-outcome", _("Outcome"), desk, OutcomeList, OutcomeSheet)
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(lambda row: self.show_document(row.id))
        self.listing.wanted.connect(lambda year: self.ask(read_plans, year, on_done=self._ask_new))
        self.listing.left.connect(lambda: self.navigate.emit("skp", ""))

    def _ask_new(self, plans: Plans) -> None:
        if not any(skp.hasil for _id, _name, skp in plans):
            self.banner.show_message(State.INFO, _("Belum ada SKP dengan hasil kerja pada tahun ini."))
            return
        NewOutcome(self.window(), plans, self.leave_new).open()

    def leave_new(self, skp_id: str, hasil_id: str, name: str) -> None:
        """Name the outcome of a result and show its sheet."""
        self.ask(create_outcome, skp_id, hasil_id, name, on_done=self.show_made, writes=True)

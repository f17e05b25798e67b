"""TindakLanjutPage: what follows evaluations, the overdue first, and the sheet of one."""

from __future__ import annotations

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.mengapa_cetak import LEMBAR_TINDAK_LANJUT, print_tindak_lanjut
from desktop_app.services.tindak_lanjut import SaringTindakLanjut, create_tindak_lanjut
from desktop_app.services.tindak_lanjut_pilihan import PilihanNama, list_penanggung_jawab, list_sumber
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_page import ListPage
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.theme import State
from desktop_app.ui.tindak_lanjut.dialogs import NewFollowUp
from desktop_app.ui.tindak_lanjut.listing import FollowUpList
from desktop_app.ui.tindak_lanjut.sheet import FollowUpSheet


class TindakLanjutPage(ListPage[FollowUpList, FollowUpSheet]):
    """Enter opens one; the id of an evaluation opens the list with a new follow-up of it."""

    kinds = ("tindak_lanjut", "penilaian", "pegawai", "rencana_pengembangan")

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "halaman-tindak-lanjut",
            _("Tindak lanjut"),
            desk,
            FollowUpList,
            lambda page: FollowUpSheet(page, self.owners),
        )
        self._sources: tuple[PilihanNama, ...] = ()
        self._owners: tuple[PilihanNama, ...] = ()
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(lambda row: self._show_sheet(row.id))
        self.listing.wanted.connect(lambda: self.ask_new(""))
        self.listing.print_wanted.connect(self._on_print)
        self.listing.left.connect(lambda: self.navigate.emit("pengembangan", ""))

    def load(self) -> None:
        """Load the list, and what a new one can be chosen from."""
        super().load()
        if self.desk.may(Wewenang.KELOLA_TINDAK_LANJUT):
            self.ask(list_sumber, on_done=self._on_sources)
            self.ask(list_penanggung_jawab, on_done=self._on_owners)

    def show_document(self, doc_id: str) -> None:
        """Show one follow-up; of an evaluation the dialog for a new one."""
        self.sheet.commit()
        self.banner.hide()
        if self.desk.may(Wewenang.KELOLA_TINDAK_LANJUT):
            self.ask(list_sumber, on_done=lambda found: self._on_wanted(doc_id, found))
        else:
            self._show_sheet(doc_id)

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.banner.show_message(State.OK, text)

    def ask_new(self, penilaian_id: str) -> None:
        """Ask for a new follow-up, of this evaluation where one is named."""
        if not self._sources:
            text = _("Belum ada penilaian final dari pegawai yang Anda kelola. Finalkan dulu penilaiannya.")
            self.banner.show_message(State.INFO, text)
            return
        NewFollowUp(self, self._sources, self._owners, penilaian_id, self.leave_new).open()

    def leave_new(self, dialog: NewFollowUp) -> None:
        """Leave what the dialog says."""
        self.ask(
            create_tindak_lanjut,
            dialog.source.answer(),
            dialog.kind(),
            dialog.text.answer(),
            on_done=self.show_made,
            writes=True,
            dasar=dialog.basis.answer(),
            penanggung_jawab_id=dialog.owner.answer(),
            tenggat=dialog.due.answer(),
        )

    def owners(self) -> tuple[PilihanNama, ...]:
        """Return who may see to a follow-up; nobody where who is logged in may not choose."""
        return self._owners

    def _on_wanted(self, doc_id: str, found: tuple[PilihanNama, ...]) -> None:
        self._sources = found
        if any(one.id == doc_id for one in found):
            self._show_new(doc_id)
        else:
            self._show_sheet(doc_id)

    def _show_new(self, doc_id: str) -> None:
        self._stack.setCurrentWidget(self.listing)
        self.ask_new(doc_id)

    def _on_sources(self, found: tuple[PilihanNama, ...]) -> None:
        self._sources = found

    def _on_owners(self, found: tuple[PilihanNama, ...]) -> None:
        self._owners = found

    def _on_print(self, which: SaringTindakLanjut) -> None:
        def show(printed: tuple[str, bytes]) -> None:
            show_pdf(self, LEMBAR_TINDAK_LANJUT, printed[0])(printed[1])

        self.ask(print_tindak_lanjut, which, on_done=show)

"""KonselingPage: the list of cases, one case, and the sheet on which a section is written."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.istilah_pengembangan import BagianKonseling
from desktop_app.i18n import _
from desktop_app.services.konseling import BagianDisegel
from desktop_app.services.konseling_buka import BarisKonseling, OrangDilapor, list_dilaporkan
from desktop_app.services.konseling_cetak import print_daftar_konseling
from desktop_app.ui.desk import Desk
from desktop_app.ui.konseling.case import CaseSheet
from desktop_app.ui.konseling.form import SectionSheet
from desktop_app.ui.konseling.listing import CaseList
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow


class KonselingPage(Page):
    """Shows one of three parts; what was typed or opened is forgotten when the page is left."""

    kinds = ("konseling", "pegawai", "pengguna")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-konseling", _("Konseling"), desk)
        self.listing = CaseList(self)
        self.case = CaseSheet(self)
        self.writing = SectionSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("konseling-halaman")
        for part in (self.listing, self.case, self.writing):
            self._stack.addWidget(part)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)
        self.listing.opened.connect(lambda row: self.show_document(row.id))
        self.listing.wanted.connect(self._ask_people)
        self.listing.print_wanted.connect(self._print_list)
        self.listing.left.connect(lambda: self.navigate.emit("pengembangan", ""))
        self.case.left.connect(self.show_list)
        self.case.wanted.connect(self._write_step)
        self.writing.left.connect(self._leave_writing)
        self.writing.sealed.connect(self._on_sealed)

    def load(self) -> None:
        """Load the list."""
        self.listing.load()

    def enter(self) -> None:
        """Load; the keyboard begins in the list."""
        super().enter()
        if self._stack.currentWidget() is self.listing:
            self.listing.take_focus()

    def leave(self) -> None:
        """Keep what was typed and show the list when the page is shown again."""
        self.writing.close_sheet()
        self.case.close_sheet()
        self._stack.setCurrentWidget(self.listing)
        self._stale = True

    def show_document(self, doc_id: str) -> None:
        """Show one case."""
        self.banner.hide()
        self._stack.setCurrentWidget(self.case)
        self.case.open(doc_id)

    def show_list(self) -> None:
        """Leave a sheet for the list."""
        self.writing.close_sheet()
        self.case.close_sheet()
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.take_focus()

    def _leave_writing(self) -> None:
        doc_id = self.writing.doc_id
        self.writing.close_sheet()
        if doc_id:
            self.show_document(doc_id)
        else:
            self.show_list()

    def _write_step(self, jenis: BagianKonseling, row: BarisKonseling) -> None:
        self.banner.hide()
        self.case.close_sheet()
        self._stack.setCurrentWidget(self.writing)
        self.writing.open_step(jenis, row)

    def _ask_people(self) -> None:
        self.ask(list_dilaporkan, on_done=self._choose_person)

    def _choose_person(self, people: tuple[OrangDilapor, ...]) -> None:
        if not people:
            text = _("Tidak ada pegawai yang Anda nilai hari ini, jadi tidak ada yang dapat Anda laporkan.")
            self.banner.show_message(State.INFO, text)
            return
        dialog = Dialog(
            self.window(),
            name="konseling-siapa",
            title=_("Laporkan siapa?"),
            text=_(
                "Laporan dibuat bila perilaku tidak berubah sesudah Anda membicarakannya dengan pegawai. Yang dapat "
                "membacanya hanya Anda dan unit kepegawaian."
            ),
        )
        who = ComboField("konseling-siapa-pilih", _("Pegawai"))
        who.set_choices([(satu.id, satu.nama) for satu in people])
        dialog.content.addWidget(FormRow("konseling-siapa-baris", _("Pegawai"), who))
        nama = {satu.id: satu.nama for satu in people}
        dialog.add_button("batal", _("Batal"))

        def begin() -> None:
            self._stack.setCurrentWidget(self.writing)
            self.writing.open_report(who.answer(), nama[who.answer()])

        dialog.add_button("tulis", _("Tulis laporan"), begin, default=True)
        dialog.open()

    def _print_list(self) -> None:
        self.ask(print_daftar_konseling, on_done=show_printed(self, secret=True))

    def _on_sealed(self, made: BagianDisegel) -> None:
        self.changed.emit(made.changed)
        self.show_document(made.doc_id)
        text = _("Tersegel. Kode bagian: {kode}. Bacakan kode ini bila unit kepegawaian ingin mencocokkan.")
        self.banner.show_message(State.OK, text.format(kode=made.kode))

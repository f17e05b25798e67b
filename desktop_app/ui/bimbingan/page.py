"""BimbinganPage: the list, the sheet of a coaching or mentoring, and that of the feedback on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.bimbingan import create_coaching, create_mentoring
from desktop_app.services.bimbingan_cetak import print_laporan_bimbingan
from desktop_app.services.kantor import Changed
from desktop_app.services.umpan_bimbingan import create_umpan_bimbingan
from desktop_app.ui.bimbingan.listing import GuidanceList, GuidanceRow
from desktop_app.ui.bimbingan.sheet import GuidanceSheet
from desktop_app.ui.bimbingan.umpan import UmpanSheet
from desktop_app.ui.desk import Desk
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.picker import PersonList

Made = tuple[str, Changed]


class BimbinganPage(Page):
    """Shows the list or one of two sheets; a sheet is committed whenever it is left."""

    kinds = ("coaching", "mentoring", "umpan_balik_bimbingan", "pegawai", "skp")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-bimbingan", _("Bimbingan kinerja"), desk)
        self.listing = GuidanceList(self)
        self.sheet = GuidanceSheet(self)
        self.umpan = UmpanSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("bimbingan-bagian")
        for part in (self.listing, self.sheet, self.umpan):
            self._stack.addWidget(part)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)
        self.listing.opened.connect(self._open_row)
        self.listing.coaching.connect(lambda: self._begin(create_coaching, _("Coaching untuk siapa?")))
        self.listing.mentoring.connect(lambda: self._begin(create_mentoring, _("Mentoring untuk siapa?")))
        self.listing.cover.connect(self._print_cover)
        self.listing.left.connect(lambda: self.navigate.emit("pengembangan", ""))
        self.sheet.left.connect(self.show_list)
        self.sheet.umpan_wanted.connect(self._begin_umpan)
        self.umpan.left.connect(self.show_list)

    def load(self) -> None:
        """Load the list."""
        self.listing.load()

    def _sheet(self) -> DraftSheet | None:
        current = self._stack.currentWidget()
        return current if isinstance(current, DraftSheet) else None

    def enter(self) -> None:
        """Load; a sheet that was left open is read again."""
        super().enter()
        sheet = self._sheet()
        if sheet is not None and sheet.doc_id:
            sheet.open(sheet.doc_id)
        else:
            self.listing.take_focus()

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        sheet = self._sheet()
        if sheet is not None:
            sheet.commit()

    def document(self) -> str:
        """Return the id of the open sheet."""
        sheet = self._sheet()
        return sheet.doc_id if sheet is not None else ""

    def show_document(self, doc_id: str) -> None:
        """Show one coaching or mentoring."""
        self._show(self.sheet, doc_id)

    def show_list(self) -> None:
        """Leave a sheet for the list."""
        for sheet in (self.sheet, self.umpan):
            sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.take_focus()

    def _show(self, sheet: DraftSheet, doc_id: str) -> None:
        for one in (self.sheet, self.umpan):
            one.commit()
        self.banner.hide()
        self._stack.setCurrentWidget(sheet)
        sheet.open(doc_id)

    def _open_row(self, row: GuidanceRow) -> None:
        self._show(self.umpan if row.umpan else self.sheet, row.id)

    def _begin(self, create: Callable[..., Made], title: str) -> None:
        """Ask for whom it is; who reaches nobody but himself begins his own."""
        siapa = self.desk.pelaku
        if siapa is not None and siapa.reach(Wewenang.ISI_BIMBINGAN) is Jangkauan.SENDIRI and siapa.pegawai_id:
            self.ask(create, siapa.pegawai_id, on_done=self._on_made, writes=True)
            return

        def chosen(pegawai_id: str, _name: str) -> None:
            self.ask(create, pegawai_id, on_done=self._on_made, writes=True)

        PersonList(self.window(), title, self.desk.runner, chosen).open()

    def _on_made(self, made: Made) -> None:
        self.changed.emit(made[1])
        self.show_document(made[0])

    def _begin_umpan(self, bimbingan_id: str) -> None:
        self.ask(create_umpan_bimbingan, bimbingan_id, on_done=self._on_umpan, writes=True)

    def _on_umpan(self, made: Made) -> None:
        self.changed.emit(made[1])
        self._show(self.umpan, made[0])

    def _print_cover(self) -> None:
        self.ask(print_laporan_bimbingan, on_done=show_printed(self))

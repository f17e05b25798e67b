"""PengembanganPage: hours and open steps of everybody, and the development plan of one person."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.pengembangan import BarisPengembangan, create_pengembangan
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.pengembangan.listing import DevelopmentList
from desktop_app.ui.pengembangan.sheet import DevelopmentSheet
from desktop_app.ui.theme import State


class PengembanganPage(Page):
    """Shows the list or a plan; the plan is committed whenever it is left. ``available`` are the pages one has."""

    kinds = (
        "rencana_pengembangan",
        "evaluasi_kompetensi",
        "penilaian",
        "umpan_balik",
        "coaching",
        "mentoring",
        "survei_skm",
        "pegawai",
    )

    def __init__(self, desk: Desk, available: frozenset[str] = frozenset()) -> None:
        super().__init__("halaman-pengembangan", _("Pengembangan"), desk)
        self._build(available)
        self._connect()

    def _build(self, available: frozenset[str]) -> None:
        self.listing = DevelopmentList(self, available)
        self.sheet = DevelopmentSheet(self, available)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pengembangan-bagian")
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(self._on_row)
        self.sheet.left.connect(self.show_list)

    def load(self) -> None:
        """Load the list."""
        self.listing.load()

    def enter(self) -> None:
        """Load; a plan that was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.open(self.sheet.doc_id)
        else:
            self.listing.take_focus()

    def leave(self) -> None:
        """Make a revision of the open plan."""
        self.sheet.commit()

    def document(self) -> str:
        """Return the id of the open plan."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Show one plan."""
        self.sheet.commit()
        self.banner.hide()
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Leave the plan for the list."""
        self.sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.take_focus()

    def _on_row(self, row: BarisPengembangan, year: int) -> None:
        """Open a plan; the first one of a person and year is begun where who is logged in may."""
        if row.id:
            self.show_document(row.id)
        elif self.desk.may(Wewenang.SUSUN_PENGEMBANGAN):
            self.ask(create_pengembangan, row.pegawai_id, year, on_done=self._on_made, writes=True)
        else:
            text = _("Belum ada rencana pengembangan {tahun} untuk {nama}.").format(tahun=year, nama=row.nama)
            self.banner.show_message(State.INFO, text)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_document(doc_id)

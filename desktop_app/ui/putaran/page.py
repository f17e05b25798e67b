"""PutaranPage: sheets to answer, results, and for who manages rounds their list and the sheet of one."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.hitung_putaran import AMBANG_TERKECIL
from desktop_app.domain.putaran import PutaranUmpanBalik
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.putaran import BarisPutaran, change_putaran, create_putaran, list_putaran
from desktop_app.services.templat_pertanyaan import PilihanPertanyaan, list_pertanyaan
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.putaran.asked import AskedPart
from desktop_app.ui.putaran.code import CodeSheet
from desktop_app.ui.putaran.questions import QuestionSets
from desktop_app.ui.putaran.results import ResultsPart
from desktop_app.ui.putaran.rounds import NewRound, RoundsPart
from desktop_app.ui.putaran.sheet import RoundSheet
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.header import PageHeader


def read_sources(kantor: Kantor) -> tuple[tuple[PilihanPertanyaan, ...], tuple[BarisPutaran, ...]]:
    """Return what a new round may begin with: sets of questions and earlier rounds; runs in the worker thread."""
    return list_pertanyaan(kantor), list_putaran(kantor)


class PutaranPage(Page):
    """Tabs by what one may; a round that is looked at takes the whole page."""

    kinds = ("putaran", "hasil_putaran", "templat_pertanyaan", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-putaran", _("Putaran umpan balik"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader(
            "putaran-kepala",
            _("Putaran umpan balik"),
            _("Dari segala sisi; informasi, bukan unsur predikat"),
        )
        self._back = make_button(
            "putaran-ke-umpan-balik", _("Umpan balik"), kind="quiet", icon_name="panah-kiri", compact=True
        )
        header.insert_action(self._back)
        self._code = make_button("putaran-dengan-kode", _("Jawab dengan kode…"))
        header.add_action(self._code)
        self.asked = AskedPart(self)
        self.results = ResultsPart(self)
        self.rounds = RoundsPart(self)
        self.sheet = RoundSheet(self)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("putaran-tab")
        self.tabs.setAccessibleName(_("Putaran umpan balik"))
        self.tabs.setDocumentMode(True)
        if self.desk.pelaku.pegawai_id and not self.desk.pelaku.tanpa_sandi:
            self.tabs.addTab(self.asked, _("Yang saya jawab"))
        if self.desk.may(Wewenang.LIHAT_PENILAIAN):
            self.tabs.addTab(self.results, _("Hasil"))
        if self.desk.may(Wewenang.KELOLA_PUTARAN):
            self.tabs.addTab(self.rounds, _("Kelola putaran"))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(header)
        column.addWidget(self.tabs, 1)
        self._stack = QStackedWidget()
        self._stack.setObjectName("putaran-bagian")
        self._stack.addWidget(whole)
        self._stack.addWidget(self.sheet)
        for part in self._parts(hidden=True):
            part.setParent(self)
            part.hide()
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _parts(self, *, hidden: bool = False) -> list[AskedPart | ResultsPart | RoundsPart]:
        parts: tuple[AskedPart | ResultsPart | RoundsPart, ...] = (self.asked, self.results, self.rounds)
        return [part for part in parts if (self.tabs.indexOf(part) < 0) is hidden]

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.navigate.emit("umpan_balik", ""))
        self._code.clicked.connect(lambda: CodeSheet(self).open())
        self.rounds.opened.connect(self.show_document)
        self.rounds.new_wanted.connect(self._ask_new)
        self.rounds.questions_wanted.connect(lambda: QuestionSets(self).open())
        self.sheet.left.connect(self.show_list)
        self.sheet.change_wanted.connect(self._ask_change)
        for part in self._parts():
            part.shown.connect(self._take_focus)

    def load(self) -> None:
        """Load what the tabs show, and the open round."""
        for part in self._parts():
            part.load()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.open(self.sheet.doc_id)

    def enter(self) -> None:
        """Load, and put the keyboard into the tab that is shown."""
        self._stale = True
        super().enter()
        if self._stack.currentWidget() is not self.sheet:
            self._take_focus()

    def document(self) -> str:
        """Return the id of the open round."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Show one round; without an id the sheets that wait."""
        self.banner.hide()
        if not doc_id:
            self.show_list()
            if self.tabs.indexOf(self.asked) >= 0:
                self.tabs.setCurrentWidget(self.asked)
            return
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Leave the round for the tabs."""
        self._stack.setCurrentIndex(0)
        for part in self._parts():
            part.load()
        self._take_focus()

    def _take_focus(self) -> None:
        """Put the keyboard into the tab that is shown, unless a round or a dialog has it."""
        part = self.tabs.currentWidget()
        if QApplication.activeModalWidget() is not None or self._stack.currentWidget() is self.sheet:
            return
        if self.isVisible() and isinstance(part, AskedPart | ResultsPart | RoundsPart):
            part.take_focus()

    def _ask_new(self) -> None:
        def show(found: tuple[tuple[PilihanPertanyaan, ...], tuple[BarisPutaran, ...]]) -> None:
            NewRound(self.window(), self.desk.proposed_day(), *found, self._create).open()

        self.ask(read_sources, on_done=show)

    def _create(self, name: str, first: date, last: date, source: str, least: int = AMBANG_TERKECIL) -> None:
        self.ask(
            create_putaran,
            name,
            mulai=first,
            selesai=last,
            sumber=source,
            ambang=least,
            on_done=self._on_made,
            writes=True,
        )

    def _ask_change(self, before: PutaranUmpanBalik) -> None:
        doc_id = self.sheet.doc_id

        def change(name: str, first: date, last: date, source: str, least: int) -> None:
            self.ask(
                change_putaran,
                doc_id,
                nama=name,
                mulai=first,
                selesai=last,
                sumber=source,
                ambang=least,
                on_done=self._on_changed,
                writes=True,
            )

        def show(found: tuple[tuple[PilihanPertanyaan, ...], tuple[BarisPutaran, ...]]) -> None:
            NewRound(self.window(), self.desk.proposed_day(), *found, change, before).open()

        self.ask(read_sources, on_done=show)

    def _on_changed(self, changed: Changed) -> None:
        self.changed.emit(changed)
        self.sheet.open(self.sheet.doc_id)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_document(doc_id)

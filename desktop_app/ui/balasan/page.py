"""BalasanPage: at the kabupaten, everything that goes to the offices, what the next answers carry, what arrived."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.domain.dari_kabupaten import KeadaanPermintaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.balas_rencana import BalasanKeluar, RencanaBalasan, list_returns, preview_returns
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.muat_aturan import BarisAturan, list_aturan
from desktop_app.services.mutasi_laksana import BarisMutasi, list_mutasi
from desktop_app.services.permintaan import BarisPermintaan, list_permintaan
from desktop_app.ui.arriving import focus_first, may_take_focus
from desktop_app.ui.balasan.answers import NextAnswers, Written
from desktop_app.ui.balasan.moves import Moves
from desktop_app.ui.balasan.requests import Requests
from desktop_app.ui.balasan.rules import Rules
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.header import PageHeader


class ForOffices(NamedTuple):
    """Everything that the page shows."""

    plans: tuple[RencanaBalasan, ...]
    written: tuple[BalasanKeluar, ...]
    requests: tuple[BarisPermintaan, ...]
    moves: tuple[BarisMutasi, ...]
    rules: tuple[BarisAturan, ...]


def read_for_offices(kantor: Kantor) -> ForOffices:
    """Return what goes to the offices; runs in the worker thread."""
    boleh = kantor.pelaku.reach(Wewenang.BALAS)
    return ForOffices(
        preview_returns(kantor) if boleh else (),
        list_returns(kantor) if boleh else (),
        list_permintaan(kantor, semua=True),
        list_mutasi(kantor),
        list_aturan(kantor),
    )


class BalasanPage(Page):
    """Five tabs; what is recorded in them goes with the next answers."""

    kinds = ("permintaan_perbaikan", "jawaban_perbaikan", "mutasi", "berkas_aturan", "paket", "perangkat", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-balasan", _("Untuk kantor"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader(
            "balasan-kepala",
            _("Untuk kantor"),
            _("Yang dicatat di sini berangkat bersama balasan berikutnya."),
        )
        self.answers = NextAnswers(self)
        self.requests = Requests(self)
        self.moves = Moves(self)
        self.rules = Rules(self)
        self.written = Written(self)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("balasan-tab")
        self._tabs.setAccessibleName(_("Bagian untuk kantor"))
        self._tabs.setDocumentMode(True)
        self._parts: tuple[QWidget, ...] = (self.answers, self.requests, self.moves, self.rules, self.written)
        titles = (_("Balasan berikutnya"), _("Perbaikan diminta"), _("Mutasi"), _("Aturan"), _("Balasan yang ditulis"))
        for part, text in zip(self._parts, titles, strict=True):
            self._tabs.addTab(part, text)
        self.box.addWidget(header)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        for signal in (self.requests.changed, self.moves.changed, self.rules.changed, self.answers.written):
            signal.connect(self._on_changed)

    def load(self) -> None:
        """Ask for everything that goes to the offices."""
        self.ask(read_for_offices, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard where work begins."""
        super().enter()
        focus_first(self._tabs)

    def show_document(self, doc_id: str) -> None:
        """Show the requests, where a request is looked for."""
        self._tabs.setCurrentWidget(self.requests)
        self._stale = True
        self.load()

    def _show(self, found: ForOffices) -> None:
        self.answers.show_plans(found.plans)
        self.written.show_written(found.written)
        self.requests.show_requests(found.requests)
        self.moves.show_moves(found.moves)
        self.rules.show_rules(found.rules)
        due = sum(1 for one in found.plans if one.ditunggu)
        said = sum(1 for one in found.requests if one.keadaan in (KeadaanPermintaan.SUDAH, KeadaanPermintaan.TIDAK))
        title, asked = _("Balasan berikutnya"), _("Perbaikan diminta")
        self._tabs.setTabText(0, f"{title} ({due})" if due else title)
        self._tabs.setTabText(1, f"{asked} ({said})" if said else asked)
        if may_take_focus(self._tabs):
            focus_first(self._tabs)

    def _on_changed(self, changed: Changed) -> None:
        self.changed.emit(changed)
        self.load()

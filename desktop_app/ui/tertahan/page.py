"""HeldPage: everything that is kept aside, on both sides: files, records, the waiting room, and what was decided."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QTabWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.ditahan import BerkasDitahan, list_berkas, list_putusan
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.karantina_banyak import CatatanDitahan, list_catatan
from desktop_app.services.putusan_ditahan import Putusan
from desktop_app.services.ruang_ditahan import RuangDitahan, read_ruang
from desktop_app.services.ruang_tunggu import Menunggu, list_menunggu
from desktop_app.ui.arriving import focus_first, may_take_focus
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.tertahan.files import HeldFiles
from desktop_app.ui.tertahan.lists import Decisions, WaitingRoom
from desktop_app.ui.tertahan.records import HeldRecords
from desktop_app.ui.widgets.header import PageHeader


class Held(NamedTuple):
    """Everything that the page shows."""

    files: tuple[BerkasDitahan, ...]
    records: tuple[CatatanDitahan, ...]
    waiting: tuple[Menunggu, ...]
    decisions: tuple[Putusan, ...]
    room: RuangDitahan | None = None


def read_held(kantor: Kantor) -> Held:
    """Return everything that the page shows; runs in the worker thread."""
    above = kantor.profil.peran is Peran.KABUPATEN and kantor.pelaku.reach(Wewenang.DAFTARKAN_KANTOR)
    return Held(
        list_berkas(kantor) if above else (),
        list_catatan(kantor),
        list_menunggu(kantor),
        list_putusan(kantor),
        read_ruang(kantor) if above else None,
    )


class HeldPage(Page):
    """Tabs with their counts; a unit keeps no files aside and has no tab for them."""

    kinds = ("pegawai", "skp", "penilaian", "paket", "perangkat", "*")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-tertahan", _("Tertahan"), desk)
        self._above = desk.profil.peran is Peran.KABUPATEN
        self._wanted = ""
        self._build()

    def _build(self) -> None:
        self.box.addWidget(
            PageHeader(
                "tertahan-kepala",
                _("Tertahan"),
                _("Semua yang datang tetapi belum dihitung. Tidak ada yang pernah dihapus; orang yang memutuskan."),
            )
        )
        self.box.addWidget(self.banner)
        self.files = HeldFiles(self)
        self.records = HeldRecords(self)
        self.waiting = WaitingRoom()
        self.decisions = Decisions()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("tertahan-tab")
        self._tabs.setAccessibleName(_("Bagian Tertahan"))
        self._tabs.setDocumentMode(True)
        if self._above:
            self._tabs.addTab(self.files, "")
        for part in (self.records, self.waiting, self.decisions):
            self._tabs.addTab(part, "")
        self._name_tabs(Held((), (), (), ()))
        self.box.addWidget(self._tabs, 1)

    def load(self) -> None:
        """Ask for everything that is kept aside."""
        self.ask(read_held, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard where work begins."""
        super().enter()
        focus_first(self._tabs)

    def show_document(self, doc_id: str) -> None:
        """Show the files of one computer, given by its id."""
        self._wanted = doc_id
        if self._above:
            self._tabs.setCurrentWidget(self.files)
            self.files.choose_device(doc_id)

    def show_part(self, part: str) -> None:
        """Show a part by its name: ``berkas``, ``catatan``, ``menunggu`` or ``putusan``."""
        widgets = {
            "berkas": self.files,
            "catatan": self.records,
            "menunggu": self.waiting,
            "putusan": self.decisions,
        }
        self._tabs.setCurrentWidget(widgets[part])

    def _show(self, held: Held) -> None:
        self.files.show_files(held.files)
        if held.room is not None:
            self.files.room.show_room(held.room)
        self.records.show_records(held.records)
        self.waiting.show_waiting(held.waiting)
        self.decisions.show_decisions(held.decisions)
        self._name_tabs(held)
        if self._wanted:
            self.files.choose_device(self._wanted)
        if may_take_focus(self._tabs):
            focus_first(self._tabs)

    def _name_tabs(self, held: Held) -> None:
        texts = [
            *([_("Berkas ({n})").format(n=len(held.files))] if self._above else []),
            _("Catatan ({n})").format(n=len(held.records)),
            _("Ruang tunggu ({n})").format(n=sum(one.jumlah for one in held.waiting)),
            _("Keputusan ({n})").format(n=len(held.decisions)),
        ]
        for number, text in enumerate(texts):
            self._tabs.setTabText(number, text)

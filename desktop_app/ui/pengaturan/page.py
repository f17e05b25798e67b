"""PengaturanPage: the office, its forms, this computer, the integrity of the data, the program; and tabs of others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.bahasa import keep_bahasa, read_bahasa
from desktop_app.services.kantor import Changed, Kantor, Peran, Profil
from desktop_app.services.kepercayaan import require_trust
from desktop_app.services.pengaturan import (
    Komputer,
    Pengaturan,
    read_komputer,
    read_lambang,
    read_pengaturan,
    write_pengaturan,
    write_profil,
)
from desktop_app.services.periksa import check_store
from desktop_app.ui.desk import Desk
from desktop_app.ui.draft import clock_text
from desktop_app.ui.page import Page
from desktop_app.ui.pengaturan.computer import AboutCard, CheckCard, ComputerCard, RootCard
from desktop_app.ui.pengaturan.language import LanguageCard
from desktop_app.ui.pengaturan.lock import LockCard
from desktop_app.ui.pengaturan.office import FormsCard, OfficeCard
from desktop_app.ui.runner import CancelledError, Ticket
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.tabrows import TabRows
from desktop_app.ui.widgets.turning import TurningRow
from desktop_app.ui.window import PageSpec


class Stored(NamedTuple):
    """Everything that the page shows."""

    profil: Profil
    settings: Pengaturan
    computer: Komputer
    root: str
    """The fingerprint of the kabupaten's own root; empty in a unit."""
    language: str


def read_stored(kantor: Kantor) -> Stored:
    """Return everything that the page shows; runs in the worker thread."""
    above = kantor.profil.peran is Peran.KABUPATEN
    root = require_trust(kantor).root_fingerprint if above else ""
    return Stored(kantor.profil, read_pengaturan(kantor), read_komputer(kantor), root, read_bahasa())


def keep_settings(kantor: Kantor, settings: Pengaturan) -> Changed:
    """Keep what this page decides and leave the geometry of the window as it is; runs in the worker thread."""
    return write_pengaturan(kantor, msgspec.structs.replace(settings, geometri=read_pengaturan(kantor).geometri))


def keep_language(_kantor: Kantor, code: str) -> Changed:
    """Keep the language of the next start, for whoever uses this computer; runs in the worker thread."""
    keep_bahasa(code)
    return Changed()


class PengaturanPage(Page):
    """Each answer is saved as it is given; the mark in the header says so.

    ``sections`` are further tabs, each a ``Page`` that is built when it is first shown; without any there is no tab.
    ``show_document`` takes the key of a tab.
    """

    kinds = ("pengaturan", "profil")

    def __init__(self, desk: Desk, sections: Sequence[PageSpec] = ()) -> None:
        super().__init__("halaman-pengaturan", _("Pengaturan"), desk)
        self._specs = tuple(sections)
        self._sections: dict[int, Page] = {}
        self._places: list[QVBoxLayout] = []
        self._shown: Page | None = None
        self._settings = Pengaturan()
        self._check_ticket: Ticket | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("pengaturan-kepala", _("Pengaturan"))
        self._saved = SavedIndicator("pengaturan-tersimpan")
        self._header.add_action(self._saved)
        self.office = OfficeCard(self.desk.profil)
        self.forms = FormsCard()
        self.computer = ComputerCard()
        self.root = RootCard()
        self.root.hide()
        self.check = CheckCard()
        self.lock = LockCard()
        self.language = LanguageCard()
        may_change = self.desk.may(Wewenang.UBAH_PENGATURAN)
        for changed in (self.office, self.forms, self.lock):
            changed.setEnabled(may_change)
            changed.setToolTip("" if may_change else _("Hanya admin yang dapat mengubah pengaturan kantor."))
        if not self.desk.attended:
            # Nobody would be asked for a password.
            self.lock.hide()
        if not self.desk.may(Wewenang.PERIKSA):
            self.check.hide()
        about = AboutCard(_("Aturan: {nama}").format(nama=self.desk.aturan.nama))
        right_cards: tuple[Card, ...] = (self.root, self.computer, self.check, about)
        left_cards: tuple[Card, ...] = (self.office, self.forms, self.lock, self.language)
        left, right = QWidget(), QWidget()
        for side, cards in ((left, left_cards), (right, right_cards)):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(14)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        columns = TurningRow("pengaturan-kolom", [(left, 3), (right, 2)], turn_at=860)
        scroll = ScrollColumn("pengaturan-isi", _("Pengaturan"))
        if self._specs:
            scroll.box.setContentsMargins(0, 10, 10, 8)
        if not may_change:
            scroll.box.addWidget(
                make_label(_("Hanya admin yang dapat mengubah pengaturan kantor."), "muted", name="pengaturan-baca")
            )
        scroll.box.addWidget(columns, 1)
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("pengaturan-tab")
        self._tabs.setAccessibleName(_("Bagian pengaturan"))
        self._tabs.setTabBar(TabRows())
        self._tabs.tabBar().setAutoHide(True)
        # A kabupaten has twelve of them, and all are to be seen: in one row on the usual screen, else in two.
        self._tabs.setProperty("crowded", True)
        self._tabs.addTab(scroll, _("Umum"))
        for spec in self._specs:
            tab = QWidget()
            place = QVBoxLayout(tab)
            place.setContentsMargins(0, 10, 0, 0)
            self._places.append(place)
            self._tabs.addTab(tab, spec.text)
        self.box.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        self.office.answered.connect(self._write_profil)
        self.forms.answered.connect(self._write_settings)
        self.forms.emblem_chosen.connect(self.take_emblem)
        self.lock.answered.connect(
            lambda minutes: self._write_settings(msgspec.structs.replace(self._settings, kunci_menit=minutes))
        )
        self.language.answered.connect(self._write_language)
        self.check.wanted.connect(self.start_check)
        self.check.cancelled.connect(self._cancel_check)
        self._tabs.currentChanged.connect(self._on_tab)

    def load(self) -> None:
        """Ask for what is stored."""
        self.ask(read_stored, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard into the first field."""
        super().enter()
        self._shown = self._section()
        if self._shown is None:
            self.office.take_focus()
        else:
            self._shown.enter()

    def leave(self) -> None:
        """Write what was typed last."""
        self.office.flush()
        if self._shown is not None:
            self._shown.leave()

    def document(self) -> str:
        """Return the key of the tab that is shown (empty: the general one)."""
        at = self._tabs.currentIndex()
        return self._specs[at - 1].key if at > 0 else ""

    def show_document(self, doc_id: str) -> None:
        """Show the tab with this key."""
        for at, spec in enumerate(self._specs, start=1):
            if spec.key == doc_id:
                self._tabs.setCurrentIndex(at)

    def refresh(self, changed: Changed) -> None:
        """Load again what has changed, in the tabs as well."""
        super().refresh(changed)
        for section in self._sections.values():
            section.refresh(changed)

    def take_emblem(self, path: Path) -> None:
        """Read a picture and keep it as the emblem."""
        self.banner.hide()

        def keep(data: bytes) -> None:
            self._write_settings(msgspec.structs.replace(self._settings, lambang=data))

        self.ask(read_lambang, path, on_done=keep)

    def start_check(self) -> None:
        """Check the integrity of everything that is stored."""
        self.check.begin()
        self._check_ticket = self.ask(
            check_store,
            on_done=self.check.show_result,
            on_error=self._on_check_failed,
            on_progress=self.check.progress.update_to,
            dalam=True,
        )

    def _section(self) -> Page | None:
        """Return the tab that is shown, built where it is not yet; nothing for the general one."""
        at = self._tabs.currentIndex()
        if at < 1:
            return None
        if at not in self._sections:
            section = self._specs[at - 1].make(self.desk)
            section.box.setContentsMargins(0, 0, 0, 0)
            section.changed.connect(self.changed)
            section.navigate.connect(self.navigate)
            self._places[at - 1].addWidget(section)
            self._sections[at] = section
        return self._sections[at]

    def _on_tab(self, _at: int) -> None:
        if self.isVisible():
            self.leave()
            self.enter()

    def _show(self, stored: Stored) -> None:
        self._settings = stored.settings
        self.office.show_profil(stored.profil)
        self.forms.show_settings(stored.settings)
        self.lock.show_minutes(stored.settings.kunci_menit)
        self.language.show_language(stored.language)
        self.computer.show_computer(stored.computer, self.desk.attended)
        self.root.show_root(stored.root)

    def _write_profil(self, profil: Profil) -> None:
        self._saved.show_saving()
        self.ask(write_profil, profil, on_done=self._on_written, on_error=self._on_failed, writes=True)

    def _write_settings(self, settings: Pengaturan) -> None:
        self._settings = settings
        self.forms.show_settings(settings)
        self.lock.show_minutes(settings.kunci_menit)
        self._saved.show_saving()
        self.ask(keep_settings, settings, on_done=self._on_written, on_error=self._on_failed, writes=True)

    def _write_language(self, code: str) -> None:
        self._saved.show_saving()
        self.ask(keep_language, code, on_done=self._on_written, on_error=self._on_failed, writes=True)

    def _on_written(self, changed: Changed) -> None:
        self.banner.hide()
        self._saved.show_saved(clock_text(self.desk.now().isoformat()))
        self.changed.emit(changed)

    def _on_failed(self, error: BaseException) -> None:
        self._saved.show_unsaved()
        self.show_error(error)
        self.load()

    def _cancel_check(self) -> None:
        if self._check_ticket is not None:
            self._check_ticket.cancel()

    def _on_check_failed(self, error: BaseException) -> None:
        self.check.finish()
        if not isinstance(error, CancelledError):
            self.show_error(error)

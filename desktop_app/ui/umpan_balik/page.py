"""UmpanBalikPage: what was said, what waits for an answer, what one gave, what one asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.umpan_balik import (
    Rekan,
    ask_umpan_balik,
    cancel_permintaan,
    decline_umpan_balik,
    list_rekan,
    withdraw_umpan_balik,
)
from desktop_app.services.umpan_balik_baca import BarisUmpanBalik, list_diberikan, list_diminta, list_permintaan
from desktop_app.services.umpan_balik_draf import (
    BarisDraf,
    DrafUmpanBalik,
    list_umpan_balik_draft,
    read_umpan_balik_draft,
)
from desktop_app.services.umpan_balik_isian import BahanUmpanBalik, prepare_umpan_balik
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.umpan_balik.colleague import ColleagueList, ask_whom
from desktop_app.ui.umpan_balik.entry import UmpanBalikEntry
from desktop_app.ui.umpan_balik.lists import OwnList, make_asked, make_given, make_own_requests
from desktop_app.ui.umpan_balik.request import RequestSheet
from desktop_app.ui.umpan_balik.told import ToldPart
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.header import PageHeader


class UmpanBalikPage(Page):
    """Four lists; each is read again when a feedback changes."""

    kinds = ("umpan_balik", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-umpan-balik", _("Umpan balik"), desk)
        self._entry: UmpanBalikEntry | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader(
            "umpan-balik-kepala", _("Umpan balik"), _("Percakapan tentang kerja sepanjang tahun, bukan skor")
        )
        self._ask_button = make_button("umpan-balik-minta", _("Minta…"), label=_("Minta umpan balik"))
        self._give = make_button(
            "umpan-balik-beri", _("Beri umpan balik…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        may_give = permit(self._give, self.desk, Wewenang.BERI_UMPAN_BALIK)
        self._ask_button.setVisible(may_give and bool(self.desk.pelaku.pegawai_id))
        self._rounds = make_button("umpan-balik-ke-putaran", _("Putaran 360°"), icon_name="panah-kanan")
        header.add_action(self._rounds)
        header.add_action(self._ask_button)
        header.add_action(self._give)
        self.told = ToldPart(self)
        self.asked = make_asked(self, list_diminta)
        self.given = make_given(self, list_diberikan)
        self.requests = make_own_requests(self, list_permintaan)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("umpan-balik-tab")
        self.tabs.setAccessibleName(_("Umpan balik"))
        self.tabs.setDocumentMode(True)
        others = self.desk.pelaku.reach(Wewenang.LIHAT_PENILAIAN) is not Jangkauan.SENDIRI
        self.tabs.addTab(self.told, _("Per pegawai") if others else _("Tentang saya"))
        if may_give:
            self.tabs.addTab(self.asked, _("Menunggu jawaban"))
            self.tabs.addTab(self.given, _("Yang saya berikan"))
            if self.desk.pelaku.pegawai_id:
                self.tabs.addTab(self.requests, _("Permintaan saya"))
        for part in (self.asked, self.given, self.requests):
            if self.tabs.indexOf(part) < 0:
                part.setParent(self)
                part.hide()
        self.box.addWidget(header)
        self.box.addWidget(self.banner)
        self.box.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self._rounds.clicked.connect(lambda: self.navigate.emit("putaran", ""))
        self._give.clicked.connect(self._choose_whom)
        self._ask_button.clicked.connect(self._ask_people)
        self.told.give_wanted.connect(lambda who: self.begin(who))
        self.asked.wanted.connect(self._on_asked)
        self.given.wanted.connect(self._on_given)
        self.requests.wanted.connect(self._on_request)

    def load(self) -> None:
        """Load every list; they are short."""
        self.told.load()
        for part in (self.asked, self.given, self.requests):
            if self.tabs.indexOf(part) >= 0:
                part.load()
        self._tell_drafts()

    def enter(self) -> None:
        """Load, and put the keyboard into the list that is shown."""
        super().enter()
        shown = self.tabs.currentWidget()
        if not (isinstance(shown, ToldPart | OwnList) and shown.take_focus()):
            self._give.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_document(self, doc_id: str) -> None:
        """Show the feedback about one person; without one, what waits for an answer."""
        if doc_id:
            self.tabs.setCurrentWidget(self.told)
            self.told.show_person(doc_id)
        elif self.tabs.indexOf(self.asked) >= 0:
            self.tabs.setCurrentWidget(self.asked)

    def begin(self, pegawai_id: str, doc_id: str = "") -> None:
        """Open the form for feedback about a person, for the answer to a request, or for a correction."""

        def prepare(draf: DrafUmpanBalik | None) -> None:
            giver = draf.isi.pemberi_id if draf is not None and not doc_id else ""
            self.ask(
                prepare_umpan_balik, pegawai_id, doc_id, giver, on_done=lambda made: self._open(made, doc_id, draf)
            )

        self.ask(read_umpan_balik_draft, pegawai_id, doc_id, on_done=prepare)

    def _open(self, material: BahanUmpanBalik, doc_id: str, draf: DrafUmpanBalik | None) -> None:
        self.banner.hide()
        entry = UmpanBalikEntry(self, material, doc_id, self._saved, draf)
        entry.finished.connect(lambda _result: self._tell_drafts())
        self._entry = entry
        entry.open()

    def leave(self) -> None:
        """Keep what was typed last in a form that is open."""
        if self._entry is not None and shiboken6.isValid(self._entry):
            self._entry.flush()

    def _tell_drafts(self) -> None:
        """Offer what the person wrote and did not give, the last of it first."""
        if self.tabs.indexOf(self.given) >= 0:
            self.ask(list_umpan_balik_draft, on_done=self._show_drafts)

    def _show_drafts(self, rows: Sequence[BarisDraf]) -> None:
        if not rows:
            return
        first = rows[0]
        names = ", ".join(dict.fromkeys(one.pegawai for one in rows))
        self.banner.show_message(
            State.INFO,
            _("Belum disimpan: umpan balik tentang {nama}. Hanya Anda yang melihatnya.").format(nama=names),
            action=_("Lanjutkan"),
            on_action=lambda: self.begin(first.pegawai_id, first.doc_id),
        )

    def _choose_whom(self) -> None:
        ColleagueList(self, _("Umpan balik tentang siapa?"), lambda one: self.begin(one.id)).open()

    def _saved(self, changed: Changed) -> None:
        self.banner.show_message(State.OK, _("Umpan balik tersimpan."))
        self._changed(changed)

    def _changed(self, changed: Changed) -> None:
        self.load()
        self.changed.emit(changed)

    def _ask_people(self) -> None:
        def show(people: tuple[Rekan, ...]) -> None:
            if people:
                ask_whom(self, people, lambda ids: RequestSheet(self, ids, self._request).open())
            else:
                self.banner.show_message(State.INFO, _("Belum ada pegawai lain di kantor ini."))

        self.ask(list_rekan, on_done=show)

    def _request(self, ids: tuple[str, ...], words: str, result: str, value: str) -> None:
        def done(made: tuple[tuple[str, ...], Changed]) -> None:
            self.banner.show_message(State.OK, _("{n} permintaan dicatat.").format(n=len(made[0])))
            self._changed(made[1])

        nilai = NilaiDasar(value) if value else None
        self.ask(ask_umpan_balik, ids, words, hasil_id=result, nilai=nilai, on_done=done, writes=True)

    def _on_asked(self, act: str, row: BarisUmpanBalik) -> None:
        if act == "jawab":
            self.begin(row.pegawai_id, row.id)
        else:
            self.ask(decline_umpan_balik, row.id, on_done=self._changed, writes=True)

    def _on_given(self, act: str, row: BarisUmpanBalik) -> None:
        if act == "perbaiki":
            self.begin(row.pegawai_id, row.id)
            return
        ask_reason(
            self,
            name="umpan-balik-cabut",
            title=_("Cabut umpan balik ini?"),
            text=_("Yang sudah dikutip dalam penilaian tetap di sana."),
            yes=_("Cabut"),
            on_reason=partial(self._withdraw, row.id),
            danger=True,
        )

    def _withdraw(self, doc_id: str, reason: str) -> None:
        self.ask(withdraw_umpan_balik, doc_id, reason, on_done=self._changed, writes=True)

    def _on_request(self, _act: str, row: BarisUmpanBalik) -> None:
        self.ask(cancel_permintaan, row.id, on_done=self._changed, writes=True)

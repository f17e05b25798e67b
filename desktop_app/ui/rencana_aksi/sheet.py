"""ActionSheet: the steps of each planned result and what came of them, with what the journal proposes beside it."""

from __future__ import annotations

from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_angka
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.kelengkapan_jurnal import check_rencana_aksi
from desktop_app.domain.realisasi import UsulanRealisasi
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.domain.skp import find_indikator
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.services.rencana_aksi import RincianAksi, delete_rencana_aksi, read_rencana_aksi
from desktop_app.services.rencana_aksi_cetak import print_rencana_aksi
from desktop_app.ui.draft import Draft
from desktop_app.ui.findings import FindingsList
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.reason import ask_reason, ask_signature
from desktop_app.ui.rencana_aksi.card import ResultCard
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.words import periode_text


class ActionSheet(QWidget):
    """One action plan; ``left`` asks for the list again."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("aksi-lembar")
        self.page = page
        self._cards: dict[str, ResultCard] = {}
        self._details: RincianAksi | None = None
        self._locked = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header = PageHeader("aksi-kepala", _("Rencana aksi"), " ")
        back = make_button(
            "aksi-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        back.clicked.connect(self.left)
        self.header.insert_action(back)
        saved = SavedIndicator("aksi-tersimpan")
        self.draft = Draft(self.page.desk.runner, saved, self)
        self._delete = make_button("aksi-hapus", "", kind="quiet", icon_name="hapus", label=_("Hapus rencana aksi…"))
        self._date = make_button("aksi-tanggal", _("Tempat dan tanggal…"), kind="quiet")
        self._print = make_button("aksi-cetak", _("Cetak B.1.1…"), icon_name="cetak", shortcut="Ctrl+P")
        self._print_done = make_button("aksi-cetak-dokumentasi", _("Cetak B.1.2…"), icon_name="cetak")
        for action in (saved, self._print, self._print_done):
            self.header.add_action(action)
        self._scroll = ScrollColumn("aksi-gulir", _("Rencana aksi"))
        self._scroll.setViewportMargins(0, 10, 0, 0)
        self._scroll.box.addStretch(1)
        self.findings = FindingsList("aksi-periksa")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("aksi-tab")
        self.tabs.setAccessibleName(_("Rencana aksi"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._scroll, _("Rencana aksi dan realisasi"))
        self.tabs.addTab(self.findings, _("Periksa"))
        # Beside the tabs: in the heading they would leave no room for the person's name.
        seldom = QWidget()
        seldom.setObjectName("aksi-jarang")
        line = QHBoxLayout(seldom)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._date)
        line.addWidget(self._delete)
        self.tabs.setCornerWidget(seldom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.draft.opened.connect(self._on_opened)
        self.draft.committed.connect(self.page.changed)
        self.draft.failed.connect(self.page.show_error)
        self._delete.clicked.connect(self._ask_delete)
        self._date.clicked.connect(self._ask_date)
        self._print.clicked.connect(lambda: self._show_pdf(documented=False))
        self._print_done.clicked.connect(lambda: self._show_pdf(documented=True))
        self.findings.wanted.connect(lambda _path: self.tabs.setCurrentIndex(0))
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.commit)

    @property
    def doc_id(self) -> str:
        """The plan that is open, or an empty text."""
        return self.draft.doc_id

    def open(self, doc_id: str) -> None:
        """Show one action plan."""

        def show(details: RincianAksi) -> None:
            self._details = details
            self.draft.open(doc_id)

        self.page.ask(read_rencana_aksi, doc_id, on_done=show)

    def commit(self) -> None:
        """Make one revision of what was typed."""
        for card in self._cards.values():
            card.flush()
        if self.draft.content is not None:
            self.draft.commit()

    def close_draft(self) -> None:
        """Commit and forget the plan."""
        self.commit()
        self.draft.forget()

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        if self._cards:
            next(iter(self._cards.values())).take_focus()

    def _content(self) -> RencanaAksi | None:
        content = self.draft.content
        return content if isinstance(content, RencanaAksi) else None

    def _on_opened(self, opened: Naskah) -> None:
        self._locked = not opened.boleh_ubah
        details, content = self._details, self._content()
        if details is None or content is None:
            return
        self.page.banner.hide()
        if opened.konflik:
            text = _("Rencana aksi ini berbeda versi. Pilih dulu versi yang benar di halaman Konflik.")
            self.page.banner.show_message(State.WARNING, text)
        elif opened.tertahan:
            self.draft.tell_held(self.page.banner)
        self.header.set_title(details.nama or _("Rencana aksi"))
        self.header.set_subtitle(" · ".join(p for p in (periode_text(content.periode), details.jabatan) if p))
        for button in (self._delete, self._date):
            button.setVisible(not self._locked)
        for card in self._cards.values():
            card.deleteLater()
        self._cards = {}
        skp = details.skp
        results = [one for kind in JenisHasil for one in skp.hasil_jenis(kind)] if skp is not None else []
        for number, result in enumerate(results, 1):
            card = ResultCard(self.page, number, result)
            card.changed.connect(self._on_changed)
            card.adopt_wanted.connect(self._adopt)
            self._cards[result.id] = card
            self._scroll.box.insertWidget(number - 1, card)
            card.show_rows(
                opened.doc_id,
                [one for one in content.aksi if one.hasil_id == result.id],
                [one for one in content.realisasi if one.hasil_id == result.id],
                locked=self._locked,
            )
            card.show_proposal("; ".join(self._said(one, share=True) for one in self._proposals(result.id)))
        self._show_findings()
        self.take_focus()

    def _proposals(self, result_id: str) -> list[UsulanRealisasi]:
        usulan = self._details.usulan if self._details is not None else ()
        return [one for one in usulan if one.hasil_id == result_id and one.teks]

    def _adopt(self, result_id: str) -> None:
        self._cards[result_id].add_result("; ".join(self._said(one) for one in self._proposals(result_id)))

    def _said(self, one: UsulanRealisasi, *, share: bool = False) -> str:
        """Return a proposal with the words of its indicator, and with ``share`` how far that is."""
        skp = self._details.skp if self._details is not None else None
        indicator = find_indikator(skp, one.id) if skp is not None else None
        words = f"{indicator.teks}: {one.teks}" if indicator is not None and indicator.teks else one.teks
        if share and one.capaian is not None:
            words += _(" ({persen}% dari target)").format(persen=format_angka(one.capaian))
        return words

    def _on_changed(self) -> None:
        content = self._content()
        if content is None or self._locked:
            return
        strange_steps = [one for one in content.aksi if one.hasil_id not in self._cards]
        strange = [one for one in content.realisasi if one.hasil_id not in self._cards]
        steps = [one for card in self._cards.values() for one in card.steps]
        reached = [one for card in self._cards.values() for one in card.reached]
        self.draft.change(
            msgspec.structs.replace(content, aksi=(*steps, *strange_steps), realisasi=(*reached, *strange))
        )
        self._show_findings()

    def _show_findings(self) -> None:
        content, details = self._content(), self._details
        found = check_rencana_aksi(content, details.skp) if content is not None and details is not None else ()
        self.findings.show_findings([(one, "") for one in found])
        self.tabs.setTabText(1, _("Periksa ({n})").format(n=len(found)) if found else _("Periksa"))

    def _ask_date(self) -> None:
        content = self._content()
        if content is None:
            return
        documented = bool(content.realisasi)
        known = content.tanggal_dokumentasi if documented else content.tanggal

        def take(place: str, day: date) -> None:
            member = "tanggal_dokumentasi" if documented else "tanggal"
            now = self._content()
            if now is not None:
                self.draft.change(msgspec.structs.replace(now, tempat=place, **{member: day}))

        ask_signature(
            self,
            name="aksi-tanda",
            title=_("Tempat dan tanggal"),
            text=_("Dicetak di atas tanda tangan pada {form}.").format(form="B.1.2" if documented else "B.1.1"),
            yes=_("Pakai"),
            place=content.tempat,
            day=known or self.page.desk.proposed_day(),
            on_answer=take,
        )

    def _show_pdf(self, *, documented: bool) -> None:
        for card in self._cards.values():
            card.flush()
        self.draft.push()
        self.page.ask(print_rencana_aksi, self.doc_id, dokumentasi=documented, on_done=show_printed(self))

    def _ask_delete(self) -> None:
        ask_reason(
            self,
            name="aksi-hapus-tanya",
            title=_("Hapus rencana aksi ini?"),
            text=_("Riwayatnya tetap tersimpan. Jurnal dan SKP tidak ikut terhapus."),
            yes=_("Hapus"),
            on_reason=self._delete_now,
            danger=True,
        )

    def _delete_now(self, reason: str) -> None:
        def done(changed: Changed) -> None:
            self.draft.forget()
            self.page.changed.emit(changed)
            self.left.emit()

        self.page.ask(delete_rencana_aksi, self.doc_id, reason, on_done=done, writes=True)

"""PenilaianEditor: one evaluation: what was reached, conduct, ratings; every answer is saved as it is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.kelengkapan_penilaian import check_penilaian
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.realisasi import UsulanRealisasi
from desktop_app.domain.skp import find_indikator
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.services.outcome import read_samping
from desktop_app.services.penilaian import advance_penilaian
from desktop_app.services.pola_unit import PolaUnit, read_pola
from desktop_app.services.usulan_realisasi import read_usulan
from desktop_app.ui.draft import Draft
from desktop_app.ui.findings import FindingsList
from desktop_app.ui.page import Page
from desktop_app.ui.paper import ask_paper
from desktop_app.ui.penilaian.ground import Ground, read_ground
from desktop_app.ui.penilaian.hasil import OutcomeTab
from desktop_app.ui.penilaian.perilaku import ConductTab
from desktop_app.ui.penilaian.rating import RatingTab
from desktop_app.ui.penilaian.words import readable
from desktop_app.ui.reason import ask_reason, ask_signature
from desktop_app.ui.request_note import tell_requests
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.words import official_text, periode_text, signature_text, status_penilaian_text

STATE_MS = 400
"""How long typing pauses before head and findings are shown anew."""


class PenilaianEditor(QWidget):
    """``left`` asks for the list again."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("penilaian-lembar")
        self._page = page
        self._ground: Ground | None = None
        self._fresh = False
        self._later = QTimer(self, singleShot=True, interval=STATE_MS)
        self._later.timeout.connect(self._show_state)
        self._build()
        self._connect()

    @property
    def doc_id(self) -> str:
        """The document that is open, or an empty text."""
        return self._draft.doc_id

    def _build(self) -> None:
        self._header = PageHeader("penilaian-lembar-kepala", _("Penilaian"), " ")
        self._back = make_button(
            "penilaian-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(self._back)
        saved = SavedIndicator("penilaian-tersimpan")
        self._draft = Draft(self._page.desk.runner, saved, self)
        self._why = make_button("penilaian-mengapa", _("Mengapa?"), kind="quiet")
        self._follow = make_button("penilaian-tindak-lanjut", _("Tindak lanjut…"), kind="quiet")
        self._print = make_button("penilaian-cetak", _("Cetak"), icon_name="cetak")
        self._correct = make_button("penilaian-koreksi", _("Koreksi…"))
        self._paper = make_button("penilaian-catat-kertas", _("Catat dari kertas…"))
        self._finish = make_button("penilaian-finalkan", _("Finalkan…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (saved, self._why, self._follow, self._print, self._correct, self._paper, self._finish):
            self._header.add_action(widget)
        self.outcome = OutcomeTab(self._page)
        self.conduct = ConductTab(self._page)
        self.rating = RatingTab()
        self.findings = FindingsList("penilaian-periksa")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("penilaian-tab")
        self.tabs.setAccessibleName(_("Bagian penilaian"))
        self.tabs.setDocumentMode(True)
        for tab, text in (
            (self.outcome, _("Hasil kerja")),
            (self.conduct, _("Perilaku kerja")),
            (self.rating, _("Rating dan predikat")),
            (self.findings, _("Periksa")),
        ):
            self.tabs.addTab(tab, text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._header)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self._draft.opened.connect(self._on_opened)
        self._draft.committed.connect(self._page.changed)
        self._draft.failed.connect(self._page.show_error)
        for tab in (self.outcome, self.conduct, self.rating):
            tab.changed.connect(self._on_changed)
        self.findings.wanted.connect(self.focus_path)
        self.tabs.currentChanged.connect(self._on_tab)
        self._back.clicked.connect(self.left)
        self._print.clicked.connect(lambda: self._page.navigate.emit("cetak", self.doc_id))
        self._why.clicked.connect(lambda: self._page.navigate.emit("hasil_saya", self.doc_id))
        self._follow.clicked.connect(lambda: self._page.navigate.emit("tindak_lanjut", self.doc_id))
        self._finish.clicked.connect(self._on_finish)
        self._correct.clicked.connect(self._ask_correct)
        self._paper.clicked.connect(self._ask_paper)

    def open(self, doc_id: str) -> None:
        """Show one evaluation, its results first."""
        self._fresh = doc_id != self.doc_id
        self._draft.open(doc_id)
        tell_requests(self._page, doc_id)

    def commit(self) -> None:
        """Tell what is being typed and make one revision of the sheet."""
        if self._draft.content is not None:
            self._flush()
            self._draft.commit()

    def close_draft(self) -> None:
        """Commit and forget the evaluation."""
        self.commit()
        self._draft.forget()

    def take_focus(self) -> None:
        """Put the keyboard on the first field of the tab."""
        tab = self.tabs.currentWidget()
        if isinstance(tab, OutcomeTab | ConductTab | RatingTab | FindingsList):
            tab.take_focus()

    def focus_path(self, path: str) -> None:
        """Show the tab of a finding and put the keyboard on its field."""
        tab = self.outcome if path.startswith("realisasi") else self.rating
        self.tabs.setCurrentWidget(tab)
        tab.focus_path(path)

    def _penilaian(self) -> Penilaian:
        assert isinstance(self._draft.content, Penilaian)
        return self._draft.content

    def _on_tab(self, _index: int) -> None:
        # Who walks along the tabs with the arrow keys stays there; everybody else wants to type.
        if not self.tabs.tabBar().hasFocus():
            self.take_focus()

    def _flush(self) -> None:
        for tab in (self.outcome, self.conduct, self.rating):
            tab.flush()

    def _on_opened(self, opened: Naskah) -> None:
        penilaian = self._penilaian()
        conflict = opened.konflik > 0
        decides = opened.boleh_memutuskan and not conflict
        self._finish.setVisible(penilaian.status is StatusPenilaian.DRAFT and decides)
        self._paper.setVisible(opened.boleh_catat_kertas)
        self._correct.setVisible(penilaian.status is StatusPenilaian.FINAL and decides)
        final = penilaian.status is StatusPenilaian.FINAL and not conflict
        self._why.setVisible(final)
        self._follow.setVisible(final and self._page.desk.may(Wewenang.KELOLA_TINDAK_LANJUT))
        self._page.banner.hide()
        if conflict:
            text = _("Penilaian ini berbeda versi. Pilih dulu versi yang benar di halaman konflik.")
            self._page.banner.show_message(State.WARNING, text)
        elif opened.tertahan:
            self._draft.tell_held(self._page.banner)
        locked = not opened.boleh_ubah
        judged = locked or not opened.boleh_menilai
        self._page.ask(
            read_ground,
            penilaian,
            self.doc_id,
            on_done=lambda ground: self._show(opened.doc_id, ground, locked, judged),
        )

    def _show(self, doc_id: str, ground: Ground, locked: bool, judged: bool) -> None:
        """Show the sheet; ``locked`` for all of it, ``judged`` for what the assessor says."""
        if doc_id != self.doc_id or self._draft.content is None:
            return
        self._ground = ground
        penilaian = self._penilaian()
        self.outcome.show_penilaian(doc_id, penilaian, ground, locked, judged)
        self.conduct.show_penilaian(doc_id, penilaian, ground, judged)
        self.outcome.show_beside((), ground.diri)
        self.conduct.show_beside(ground.diri)
        self._ask_proposals(penilaian, ground)
        self.rating.show_penilaian(penilaian, ground, judged)
        self._ask_pattern(penilaian, judged=judged)
        self._show_head(penilaian)
        self._show_findings(penilaian)
        if self._fresh:
            self._fresh = False
            self.tabs.setCurrentWidget(self.outcome)
            self.take_focus()

    def _show_head(self, penilaian: Penilaian) -> None:
        assert self._ground is not None
        self._header.set_title(self._ground.pegawai.nama)
        rules = self._ground.aturan
        predikat = rules.predikat(penilaian)
        shown = official_text(rules.aturan.label_predikat[predikat]) if predikat else _("belum ada")
        parts = [
            _("Penilaian {periode}").format(periode=periode_text(penilaian.periode)),
            status_penilaian_text(penilaian.status),
            signature_text(self._ground.tanda) if self._ground.tanda else "",
            _("Predikat: {predikat}").format(predikat=shown),
            self._ground.pegawai.jabatan,
        ]
        self._header.set_subtitle(" · ".join(part for part in parts if part))

    def _show_findings(self, penilaian: Penilaian) -> None:
        assert self._ground is not None
        beside = [readable(one) for one in self._ground.temuan]
        found = [*check_penilaian(penilaian, self._ground.skp), *beside]
        self.findings.show_findings([(one, self._where(one.jalur)) for one in found])
        must = sum(1 for one in found if one.penting)
        self.tabs.setTabText(3, _("Periksa ({n})").format(n=must) if must else _("Periksa"))

    def _ask_proposals(self, penilaian: Penilaian, ground: Ground) -> None:
        """Ask what the journal proposes, after the sheet is there: nobody waits for it."""
        doc_id = self.doc_id

        def show(proposals: tuple[UsulanRealisasi, ...]) -> None:
            if doc_id == self.doc_id:
                self.outcome.show_beside(proposals, ground.diri)

        arguments = (penilaian.pegawai_id, penilaian.skp_id, penilaian.periode)
        self._page.ask(read_usulan, *arguments, on_done=show)

        def show_facts(facts: Mapping[str, tuple[str, ...]]) -> None:
            if doc_id == self.doc_id:
                self.outcome.show_facts(facts)

        self._page.ask(read_samping, doc_id, on_done=show_facts)

    def _ask_pattern(self, penilaian: Penilaian, *, judged: bool) -> None:
        """Ask for the spread of the assessor's people, which nobody else looks at; his own fairness stands below."""
        desk = self._page.desk
        his = penilaian.penilai_id == desk.pelaku.pegawai_id or desk.pelaku.tanpa_sandi
        shown = his and not judged and desk.may(Wewenang.LIHAT_SEBARAN)
        self.rating.spread.setVisible(shown)
        if not shown:
            return
        doc_id = self.doc_id

        def show(pola: PolaUnit) -> None:
            if doc_id == self.doc_id:
                self.rating.show_pattern(pola)

        self._page.ask(read_pola, doc_id, penilaian, on_done=show)
        self.rating.spread.ask(self._page, penilaian.periode, penilaian.penilai_id)

    def _where(self, path: str) -> str:
        parts = path.split("/")
        if self._ground is None or len(parts) < 2:
            return ""
        child = parts[1].removeprefix("#")
        indikator = find_indikator(self._ground.skp, child)
        if indikator is not None:
            return indikator.teks
        return next((one.teks for one in self._ground.skp.hasil if one.id == child), "")

    def _on_changed(self, penilaian: Penilaian) -> None:
        for tab in (self.outcome, self.conduct, self.rating):
            tab.take(penilaian)
        before = self._draft.content
        self._draft.change(penilaian)
        if isinstance(before, Penilaian) and _rated(before) != _rated(penilaian):
            self._ask_pattern(penilaian, judged=False)
            self._show_state()
        else:
            # Every character of a text arrives here: what is counted beside it can wait for a pause.
            self._later.start()

    def _show_state(self) -> None:
        """Show head and findings of what is typed by now."""
        self._later.stop()
        if self._ground is None or self._draft.content is None:
            return
        penilaian = self._penilaian()
        self._show_head(penilaian)
        self._show_findings(penilaian)

    def _on_finish(self) -> None:
        if self._ground is None:
            return
        self._flush()
        penilaian = self._penilaian()
        must = [one for one in check_penilaian(penilaian, self._ground.skp) if one.penting]
        if must:
            text = _("Belum dapat difinalkan: {n} hal masih kurang.").format(n=len(must))
            self._page.banner.show_message(State.ERROR, text)
            self._show_state()
            self.tabs.setCurrentWidget(self.findings)
            self.findings.take_focus()
            return
        frozen = _("Predikat, aturan, nama, dan jabatan dibekukan menurut tanggal ini dan tercetak di formulir.")
        ask_signature(
            self,
            name="penilaian-final-tanya",
            title=_("Finalkan penilaian?"),
            text="\n\n".join(part for part in (frozen, self._ground.aturan.told()) if part),
            yes=_("Finalkan"),
            place=penilaian.tempat or self._page.desk.profil.tempat,
            day=self._page.desk.proposed_day(),
            on_answer=lambda place, day: self._advance("finalkan", "", day, place),
        )

    def _ask_paper(self) -> None:
        self._flush()
        self._draft.push()
        ask_paper(self, self._page, "penilaian", self.doc_id, self._penilaian().tempat, self._on_advanced)

    def _ask_correct(self) -> None:
        ask_reason(
            self,
            name="penilaian-koreksi-tanya",
            title=_("Koreksi penilaian yang sudah final?"),
            text=_("Penilaian menjadi draf dan harus difinalkan lagi. Versi lama tetap tersimpan dengan alasan ini."),
            yes=_("Koreksi"),
            on_reason=lambda reason: self._advance("koreksi", reason),
            danger=True,
        )

    def _advance(self, step: str, reason: str = "", day: date | None = None, place: str = "") -> None:
        self._draft.push()
        self._page.ask(
            advance_penilaian,
            self.doc_id,
            step,
            on_done=self._on_advanced,
            writes=True,
            alasan=reason,
            tanggal=day,
            tempat=place,
        )

    def _on_advanced(self, changed: Changed) -> None:
        self._page.changed.emit(changed)
        self._draft.open(self.doc_id)


def _rated(penilaian: Penilaian) -> tuple[object, ...]:
    """Return what the spread of the unit depends on."""
    return (
        penilaian.rating_hasil,
        penilaian.rating_perilaku,
        penilaian.capaian_organisasi,
        penilaian.tidak_dinilai,
        penilaian.studi,
        penilaian.periodik,
    )

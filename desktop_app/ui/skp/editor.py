"""SkpEditor: one SKP, tab by tab as form A.1.7 prints it; every answer is saved as it is given."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.istilah import JenisHasil, StatusSkp
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.skp import HasilIntervensi, Skp
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.naskah import Naskah
from desktop_app.services.skp import advance_skp, identity_of, list_hasil_pimpinan
from desktop_app.services.tanda_tangan import HasilTandaTangan, check_signature
from desktop_app.ui.draft import Draft
from desktop_app.ui.findings import FindingsList
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason, ask_signature
from desktop_app.ui.skp.lampiran import AnnexTab
from desktop_app.ui.skp.leader import LeaderResults
from desktop_app.ui.skp.perilaku import BehaviourTab
from desktop_app.ui.skp.results import ResultsTab
from desktop_app.ui.skp.umum import GeneralTab
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.words import signature_text, status_skp_text


class People(NamedTuple):
    """Employee and assessor as the form would print them today; a determined SKP with how its signature stands."""

    pegawai: Identitas
    penilai: Identitas
    tanda: HasilTandaTangan | None = None


def read_people(kantor: Kantor, skp: Skp, doc_id: str) -> People:
    """Return both identities and the signature; runs in the worker thread."""
    today = skp.tanggal or kantor.jam().date()
    return People(
        skp.pegawai or identity_of(kantor, skp.pegawai_id, today),
        skp.penilai or identity_of(kantor, skp.penilai_id, today),
        check_signature(kantor, doc_id) if skp.status is StatusSkp.DITETAPKAN else None,
    )


class SkpEditor(QWidget):
    """``left`` asks for the list again."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("skp-lembar")
        self._page = page
        self._fresh = False
        self._build()
        self._connect()

    @property
    def doc_id(self) -> str:
        """The document that is open, or an empty text."""
        return self._draft.doc_id

    def _build(self) -> None:
        self._header = PageHeader("skp-lembar-kepala", _("SKP"), " ")
        self._back = make_button(
            "skp-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(self._back)
        saved = SavedIndicator("skp-tersimpan")
        self._draft = Draft(self._page.desk.runner, saved, self)
        self._print = make_button("skp-cetak", _("Cetak"), icon_name="cetak")
        self._reopen = make_button("skp-buka-kembali", _("Buka kembali…"))
        self._return = make_button("skp-kembalikan", _("Kembalikan…"))
        self._submit = make_button("skp-ajukan", _("Ajukan"), kind="primary", shortcut="Ctrl+Return")
        self._fix = make_button("skp-tetapkan", _("Tetapkan…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (saved, self._print, self._reopen, self._return, self._submit, self._fix):
            self._header.add_action(widget)
        self.results = ResultsTab(self._page.desk)
        self.behaviour = BehaviourTab(self._page.desk)
        self.annex = AnnexTab()
        self.general = GeneralTab(self._page.desk)
        self.findings = FindingsList("skp-periksa")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("skp-tab")
        self.tabs.setAccessibleName(_("Bagian SKP"))
        self.tabs.setDocumentMode(True)
        for tab, text in (
            (self.results, _("Hasil kerja")),
            (self.behaviour, _("Perilaku kerja")),
            (self.annex, _("Lampiran")),
            (self.general, _("Keterangan")),
            (self.findings, _("Periksa")),
        ):
            self.tabs.addTab(tab, text)
        self.tabs.tabBar().setToolTip(_("Ctrl+Tab: bagian berikutnya"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._header)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self._draft.opened.connect(self._on_opened)
        self._draft.committed.connect(self._page.changed)
        self._draft.failed.connect(self._page.show_error)
        for tab in (self.results, self.behaviour, self.annex, self.general):
            tab.changed.connect(self._on_changed)
        self.results.pick_wanted.connect(self._pick)
        self.findings.wanted.connect(self.focus_path)
        self.tabs.currentChanged.connect(self._on_tab)
        self._back.clicked.connect(self.left)
        self._print.clicked.connect(lambda: self._page.navigate.emit("cetak", self.doc_id))
        self._submit.clicked.connect(self._on_submit)
        self._return.clicked.connect(self._ask_return)
        self._fix.clicked.connect(self._ask_fix)
        self._reopen.clicked.connect(self._ask_reopen)

    def open(self, doc_id: str) -> None:
        """Show one SKP, its results first."""
        self._fresh = doc_id != self.doc_id
        self._draft.open(doc_id)

    def commit(self) -> None:
        """Tell what is being typed and make one revision of the sheet."""
        if self._draft.content is not None:
            self._flush()
            self._draft.commit()

    def close_draft(self) -> None:
        """Commit and forget the SKP."""
        self.commit()
        self._draft.forget()

    def take_focus(self) -> None:
        """Put the keyboard on the first field of the tab."""
        tab = self.tabs.currentWidget()
        if isinstance(tab, ResultsTab | BehaviourTab | AnnexTab | GeneralTab | FindingsList):
            tab.take_focus()

    def focus_path(self, path: str) -> None:
        """Show the tab of a finding and put the keyboard on its field."""
        tab = self.results if path.startswith("hasil") else self.general
        self.tabs.setCurrentWidget(tab)
        tab.focus_path(path)

    def _skp(self) -> Skp:
        assert isinstance(self._draft.content, Skp)
        return self._draft.content

    def _on_tab(self, _index: int) -> None:
        # Who walks along the tabs with the arrow keys stays there; everybody else wants to type.
        if not self.tabs.tabBar().hasFocus():
            self.take_focus()

    def _flush(self) -> None:
        for tab in (self.results, self.behaviour, self.annex, self.general):
            tab.flush()

    def _on_opened(self, opened: Naskah) -> None:
        skp = self._skp()
        locked = not opened.boleh_ubah
        self.results.show_skp(skp, locked)
        self.behaviour.show_skp(skp, locked)
        self.annex.show_skp(skp, locked)
        self._show_steps(skp, opened)
        self._show_findings(skp)
        self._page.banner.hide()
        if opened.konflik:
            text = _("SKP ini berbeda versi. Pilih dulu versi yang benar di halaman konflik.")
            self._page.banner.show_message(State.WARNING, text)
        elif opened.tertahan:
            self._draft.tell_held(self._page.banner)
        elif skp.catatan_pengembalian and skp.status is StatusSkp.DRAFT:
            text = _("Dikembalikan: {alasan}").format(alasan=skp.catatan_pengembalian)
            self._page.banner.show_message(State.WARNING, text)
        self._page.ask(read_people, skp, self.doc_id, on_done=lambda people: self._show_people(skp, opened, people))
        if self._fresh:
            self._fresh = False
            self.tabs.setCurrentWidget(self.results)
            self.take_focus()

    def _show_people(self, skp: Skp, opened: Naskah, people: People) -> None:
        kini = self._skp() if self._draft.content else skp
        chooses = opened.boleh_pilih_penilai
        self.general.show_skp(kini, not opened.boleh_ubah, people.penilai.nama, chooses=chooses)
        # The name comes first, because the end of a long title is cut.
        self._header.set_title(people.pegawai.nama)
        penilai = people.penilai.nama or _("belum ada pejabat penilai")
        parts = [
            _("SKP {tahun}").format(tahun=skp.mulai.year),
            status_skp_text(skp.status),
            signature_text(people.tanda) if people.tanda else "",
            people.pegawai.jabatan,
            _("Penilai: {nama}").format(nama=penilai),
        ]
        self._header.set_subtitle(" · ".join(part for part in parts if part))

    def _show_steps(self, skp: Skp, opened: Naskah) -> None:
        """Offer the steps that the state allows and that are this person's to take."""
        status = None if opened.konflik else skp.status
        decided = status if opened.boleh_memutuskan else None
        self._submit.setVisible(status is StatusSkp.DRAFT and opened.boleh_ubah)
        self._fix.setVisible(decided is StatusSkp.DIAJUKAN)
        self._return.setVisible(decided is StatusSkp.DIAJUKAN)
        self._reopen.setVisible(decided is StatusSkp.DITETAPKAN)

    def _show_findings(self, skp: Skp) -> None:
        found = check_skp(skp)
        self.findings.show_findings([(one, where_in(skp, one.jalur)) for one in found])
        must = sum(1 for one in found if one.penting)
        self.tabs.setTabText(4, _("Periksa ({n})").format(n=must) if must else _("Periksa"))
        self.tabs.setTabText(0, _("Hasil kerja ({n})").format(n=len(skp.hasil)))

    def _on_changed(self, skp: Skp) -> None:
        for tab in (self.behaviour, self.annex, self.general):
            tab.take(skp)
        self.results.take(skp)
        self._draft.change(skp)
        self._show_findings(skp)

    def _pick(self, hasil_id: str) -> None:
        def choose(results: tuple[HasilIntervensi, ...]) -> None:
            if results:
                LeaderResults(
                    self.window(), results, lambda chosen: self.results.set_leader_result(hasil_id, chosen)
                ).open()
            else:
                text = _("Pejabat penilai belum mempunyai SKP tahun ini di kantor ini. Ketik hasil kerjanya langsung.")
                self._page.banner.show_message(State.INFO, text)

        self._page.ask(list_hasil_pimpinan, self._skp(), on_done=choose)

    def _on_submit(self) -> None:
        self._flush()
        must = [one for one in check_skp(self._skp()) if one.penting]
        if must:
            text = _("Belum dapat diajukan: {n} hal masih kurang.").format(n=len(must))
            self._page.banner.show_message(State.ERROR, text)
            self.tabs.setCurrentWidget(self.findings)
            self.findings.take_focus()
            return
        self._advance("ajukan")

    def _ask_return(self) -> None:
        ask_reason(
            self,
            name="skp-kembalikan-tanya",
            title=_("Kembalikan kepada pegawai?"),
            text=_("SKP menjadi draf lagi dan dapat diketik. Alasannya ditampilkan di lembar ini."),
            yes=_("Kembalikan"),
            on_reason=lambda reason: self._advance("kembalikan", reason),
        )

    def _ask_fix(self) -> None:
        skp = self._skp()
        ask_signature(
            self,
            name="skp-tetapkan-tanya",
            title=_("Tetapkan SKP?"),
            text=_("Nama, pangkat, dan jabatan dibekukan menurut tanggal ini dan tercetak di formulir."),
            yes=_("Tetapkan"),
            place=skp.tempat or self._page.desk.profil.tempat,
            day=self._page.desk.proposed_day(),
            on_answer=lambda place, day: self._advance("tetapkan", "", day, place),
        )

    def _ask_reopen(self) -> None:
        ask_reason(
            self,
            name="skp-buka-tanya",
            title=_("Buka kembali SKP yang sudah ditetapkan?"),
            text=_("SKP menjadi draf dan harus ditetapkan lagi. Riwayat lama tetap tersimpan."),
            yes=_("Buka kembali"),
            on_reason=lambda reason: self._advance("buka_kembali", reason),
            danger=True,
        )

    def _advance(self, step: str, reason: str = "", day: date | None = None, place: str = "") -> None:
        self._flush()
        self._draft.push()
        self._page.ask(
            advance_skp,
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


def where_in(skp: Skp, path: str) -> str:
    """Return the words for the place of a finding: ``Hasil kerja utama 2``."""
    if not path.startswith("hasil/#"):
        return ""
    hasil_id = path.split("/")[1].removeprefix("#")
    for kind, words in ((JenisHasil.UTAMA, _("Hasil utama {n}")), (JenisHasil.TAMBAHAN, _("Hasil tambahan {n}"))):
        for number, hasil in enumerate(skp.hasil_jenis(kind), start=1):
            if hasil.id == hasil_id:
                return words.format(n=number)
    return ""

"""SkpEditor: one SKP, tab by tab as its form prints it; every answer is saved as it is given, and can be undone."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.istilah import KelompokSkp, StatusSkp
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.pendekatan import change_kelompok
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.lembar_skp import LembarSkp, read_kalimat_lain, read_lembar
from desktop_app.services.naskah import Naskah
from desktop_app.services.skp import advance_skp
from desktop_app.ui.draft import Draft
from desktop_app.ui.findings import FindingsList
from desktop_app.ui.page import Page
from desktop_app.ui.request_note import tell_requests
from desktop_app.ui.skp.acts import ActsMenu
from desktop_app.ui.skp.changes import Change
from desktop_app.ui.skp.lampiran import AnnexTab
from desktop_app.ui.skp.leader import choose_leader_result
from desktop_app.ui.skp.perilaku import BehaviourTab
from desktop_app.ui.skp.places import subtitle_of, where_in
from desktop_app.ui.skp.quality import QualityHelp
from desktop_app.ui.skp.results import ResultsTab
from desktop_app.ui.skp.roles import tell_roles
from desktop_app.ui.skp.steps import StepsBar
from desktop_app.ui.skp.umum import GeneralTab
from desktop_app.ui.skp.undo import History
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.pageundo import PROPERTY, undo_key
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.words import temuan_text

NARROW = 760
"""Pixels of width below which the sign of a button stands without its word."""


class SkpEditor(QWidget):
    """``left`` asks for the list again."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("skp-lembar")
        self.setProperty(PROPERTY, True)
        self.page = page
        self._fresh = False
        self._opened: Naskah | None = None
        self._history = History(time.monotonic)
        self._due: KelompokSkp | None = None
        self._post = ""
        self._advice: tuple[Temuan, ...] = ()
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
        self._draft = Draft(self.page.desk.runner, saved, self)
        self._undo = _small("skp-urungkan", "urungkan", _("Urungkan"))
        self._redo = _small("skp-ulangi", "ulangi", _("Ulangi"))
        self._print = make_button("skp-cetak", _("Cetak"), icon_name="cetak")
        self._print.setToolTip(_("Cetak"))
        self._acts = ActsMenu(self)
        self._steps = StepsBar(self, self.page.desk)
        for widget in (saved, self._print, *self._acts.widgets(), *self._steps.widgets()):
            self._header.add_action(widget)
        self.results = ResultsTab(self.page.desk)
        self.behaviour = BehaviourTab(self.page.desk)
        self.annex = AnnexTab()
        self.general = GeneralTab(self.page.desk)
        self.findings = FindingsList("skp-periksa")
        self._quality = QualityHelp(self, self._known_skp, self.results.typed_path)
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
        corner = QWidget()
        beside = QHBoxLayout(corner)
        beside.setContentsMargins(0, 0, 0, 4)
        beside.setSpacing(2)
        beside.addWidget(self._undo)
        beside.addWidget(self._redo)
        self.tabs.setCornerWidget(corner)
        self.tabs.tabBar().setToolTip(_("Ctrl+Tab: bagian berikutnya"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._header)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self._draft.opened.connect(self._on_opened)
        self._draft.committed.connect(self.page.changed)
        self._draft.failed.connect(self.page.show_error)
        for tab in (self.results, self.behaviour, self.annex, self.general):
            tab.changed.connect(self._on_changed)
        self.results.pick_wanted.connect(self._pick)
        self.results.bar.adjust_wanted.connect(self._adjust)
        self._quality.found.connect(self._on_advice)
        self.findings.wanted.connect(self.focus_path)
        self.tabs.currentChanged.connect(self._on_tab)
        self._back.clicked.connect(self.left)
        self._print.clicked.connect(lambda: self.page.navigate.emit("cetak", self.doc_id))
        self._undo.clicked.connect(lambda: self.undo())
        self._redo.clicked.connect(lambda: self.redo())
        self._steps.wanted.connect(self._on_step)

    def open(self, doc_id: str) -> None:
        """Show one SKP, its results first."""
        self._fresh = doc_id != self.doc_id
        if self._fresh:
            # Nothing looks as if it could be pressed or typed into before it is there.
            self._header.set_title(_("SKP"))
            self._header.set_subtitle(_("Membuka…"))
            self._steps.hide()
            self._acts.button.hide()
            self.tabs.setEnabled(False)
        self._draft.open(doc_id)
        tell_requests(self.page, doc_id)

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
        if not path:
            return
        owners: dict[str, ResultsTab | BehaviourTab | AnnexTab] = {
            **dict.fromkeys(("hasil", "pendekatan", "kelompok"), self.results),
            "perilaku": self.behaviour,
            "lampiran": self.annex,
        }
        tab = owners.get(path.split("/")[0], self.general)
        self.tabs.setCurrentWidget(tab)
        tab.focus_path(path)

    def current(self) -> Skp:
        """Return the SKP with what is still being typed."""
        self._flush()
        return self._skp()

    def reload(self) -> None:
        """Read the document again after a service has changed it."""
        self._draft.open(self.doc_id)

    def is_locked(self) -> bool:
        """Return whether nothing can be typed here."""
        return self._opened is None or not self._opened.boleh_ubah

    def replace(self, skp: Skp, label: str) -> None:
        """Take a whole new SKP as one step that can be undone; ``label`` names it ("Terapkan templat").

        Begin from ``current()``. A locked sheet stays as it is.
        """
        if self._draft.content is None or self.is_locked():
            return
        self._history.note(skp, label)
        self._show_state(skp)

    def undo(self) -> None:
        """Take back the last change, whatever part of the sheet it was in."""
        self._walk(self._history.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._walk(self._history.redo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the name room where the window is narrow or the text is large."""
        super().resizeEvent(event)
        self._print.setText("" if self.width() < NARROW else _("Cetak"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of undo from every field of the sheet."""
        way = undo_key(event)
        if not way:
            super().keyPressEvent(event)
        else:
            (self.undo if way < 0 else self.redo)()

    def _walk(self, step: Callable[[], tuple[Skp, Change] | None]) -> None:
        if self._draft.content is None or self.is_locked():
            return
        self._flush()
        found = step()
        if found is not None:
            skp, change = found
            self._show_state(skp)
            self.focus_path(change.path)

    def _show_state(self, skp: Skp) -> None:
        """Show a state that came from elsewhere than the fields, and save it as if it had been typed."""
        assert self._opened is not None
        other = skp.penilai_id != self._skp().penilai_id
        self._draft.change(skp)
        self._show_tabs(skp)
        self._show_findings(skp)
        self._show_undo()
        if other:
            self._ask_people(skp)

    def _show_undo(self) -> None:
        for button, word, what, keys in (
            (self._undo, _("Urungkan"), self._history.undo_label(), "Ctrl+Z"),
            (self._redo, _("Ulangi"), self._history.redo_label(), "Ctrl+Shift+Z"),
        ):
            button.setVisible(not self.is_locked())
            button.setEnabled(bool(what))
            text = f"{word}: {what}" if what else word
            button.setToolTip(f"{text}  ({keys})")
            button.setAccessibleName(text)

    def _known_skp(self) -> Skp | None:
        return self._draft.content if isinstance(self._draft.content, Skp) else None

    def _skp(self) -> Skp:
        assert isinstance(self._draft.content, Skp)
        return self._draft.content

    def _on_tab(self, _index: int) -> None:
        # Who walks along the tabs with the arrow keys stays there; everybody else wants to type.
        if not self.tabs.tabBar().hasFocus():
            self.take_focus()
        if self.tabs.currentWidget() is self.findings and self._draft.content is not None:
            # A role may have been put into the plan by hand since.
            self._draft.push()
            self._ask_roles()

    def _flush(self) -> None:
        for tab in (self.results, self.behaviour, self.annex, self.general):
            tab.flush()

    def _on_opened(self, opened: Naskah) -> None:
        skp = self._skp()
        self._opened = opened
        self.tabs.setEnabled(True)
        self._history.begin(skp)
        self._quality.forget()
        self.results.bar.show_due(None)
        self._show_tabs(skp)
        self._steps.show_for(skp, opened)
        self._acts.show_for(skp, opened)
        self._show_undo()
        self._show_findings(skp)
        self.page.banner.hide()
        if opened.konflik:
            text = _("SKP ini berbeda versi. Pilih dulu versi yang benar di halaman konflik.")
            self.page.banner.show_message(State.WARNING, text)
        elif opened.tertahan:
            self._draft.tell_held(self.page.banner)
        elif skp.catatan_pengembalian and skp.status is StatusSkp.DRAFT:
            text = _("Dikembalikan: {alasan}").format(alasan=skp.catatan_pengembalian)
            self.page.banner.show_message(State.WARNING, text)
        self._ask_people(skp)
        if opened.boleh_ubah:
            self.page.ask(read_kalimat_lain, self.doc_id, on_done=lambda sama: self._quality.know(sama=sama))
        self._ask_roles()
        if self._fresh:
            self._fresh = False
            self.tabs.setCurrentWidget(self.results)
            self.take_focus()

    def _show_tabs(self, skp: Skp) -> None:
        locked = self.is_locked()
        for tab in (self.results, self.behaviour, self.annex, self.general):
            tab.show_skp(skp, locked)

    def _ask_people(self, skp: Skp) -> None:
        doc_id = self.doc_id
        self.page.ask(read_lembar, doc_id, skp, on_done=lambda found: self._show_lembar(doc_id, skp, found))

    def _show_lembar(self, doc_id: str, skp: Skp, lembar: LembarSkp) -> None:
        if doc_id != self.doc_id or self._opened is None:
            return
        self._due, self._post = lembar.kelompok, lembar.penilai.jabatan
        self.results.show_penugasan(self._post)
        self.results.bar.show_due(self._due)
        may = {"chooses": self._opened.boleh_pilih_penilai, "agency": self._opened.boleh_instansi}
        self.general.show_penilai(lembar.penilai.nama, **may)
        # The name comes first, because the end of a long title is cut.
        self._header.set_title(lembar.pegawai.nama)
        self._header.set_subtitle(subtitle_of(skp, lembar))
        self._quality.know(jabatan=lembar.jabatan, orang=lembar.orang)

    def _ask_roles(self) -> None:
        tell_roles(self, lambda found: self._quality.know(peran=found))

    def _adjust(self) -> None:
        """Take the layout that the person's post and the agency's setting ask for now."""
        if self._due is not None:
            self.replace(change_kelompok(self.current(), self._due, self._post), _("Sesuaikan bentuk SKP"))

    def _show_findings(self, skp: Skp) -> None:
        found = check_skp(skp)
        self.findings.show_findings(
            [(one, where_in(skp, one.jalur)) for one in found],
            [(one, where_in(skp, one.jalur)) for one in self._advice],
        )
        self._quality.start()
        must = sum(1 for one in found if one.penting)
        self.tabs.setTabText(4, _("Periksa ({n})").format(n=must) if must else _("Periksa"))
        self.tabs.setTabText(0, _("Hasil kerja ({n})").format(n=len(skp.hasil)))

    def _on_advice(self, found: tuple[Temuan, ...]) -> None:
        skp = self._known_skp()
        if skp is None:
            return
        hints: dict[str, list[str]] = {}
        for one in found:
            hints.setdefault(one.jalur, []).append(temuan_text(one))
        self.results.show_hints(hints)
        if found != self._advice:
            self._advice = found
            self._show_findings(skp)

    def _on_changed(self, skp: Skp) -> None:
        for tab in (self.behaviour, self.annex, self.general):
            tab.take(skp)
        self.results.take(skp)
        other = skp.penilai_id != self._skp().penilai_id
        self._history.note(skp)
        self._draft.change(skp)
        if other:
            self._ask_people(skp)
        self._show_findings(skp)
        self._show_undo()

    def _pick(self, hasil_id: str) -> None:
        choose_leader_result(self.page, self._skp(), lambda chosen: self.results.set_leader_result(hasil_id, chosen))

    def _on_step(self, step: str, reason: str, day: date | None, place: str) -> None:
        self._flush()
        must = [one for one in check_skp(self._skp()) if one.penting] if step == "ajukan" else []
        if must:
            text = _("Belum dapat diajukan: {n} hal masih kurang.").format(n=len(must))
            self.page.banner.show_message(State.ERROR, text)
            self.tabs.setCurrentWidget(self.findings)
            self.findings.take_focus()
            return
        self._draft.push()
        facts: dict[str, Any] = {"alasan": reason, "tanggal": day, "tempat": place}
        self.page.ask(advance_skp, self.doc_id, step, on_done=self._on_advanced, writes=True, **facts)

    def _on_advanced(self, changed: Changed) -> None:
        self.page.changed.emit(changed)
        self.reload()


def _small(name: str, icon_name: str, label: str) -> QPushButton:
    return make_button(name, "", kind="quiet", icon_name=icon_name, label=label, compact=True)

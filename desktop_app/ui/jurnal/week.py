"""WeekSheet: the week of one person, typed entry by entry, with his progress and what is still missing beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.jurnal import EntriJurnal, Jurnal, carry_over, monday_of
from desktop_app.domain.kelengkapan_jurnal import check_jurnal
from desktop_app.domain.temuan import Temuan
from desktop_app.i18n import _
from desktop_app.services.jurnal import RincianMinggu, delete_jurnal, look_minggu, new_entri, open_minggu
from desktop_app.services.jurnal_pilihan import choices_between, unit_for
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.services.usulan_realisasi import read_kemajuan
from desktop_app.ui.draft import Draft
from desktop_app.ui.findings import FindingsList
from desktop_app.ui.jurnal.charts import ProgressTab
from desktop_app.ui.jurnal.entry import EntryCard
from desktop_app.ui.jurnal.weekbar import WeekBar
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.words import temuan_text


class WeekSheet(QWidget):
    """``left`` asks for the list again, ``sheet_wanted`` for the spreadsheet of the person who is shown."""

    left = Signal()
    sheet_wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("jurnal-minggu")
        self.page = page
        self.details: RincianMinggu | None = None
        self._cards: dict[str, EntryCard] = {}
        self._locked = True
        self._after_open: Callable[[], object] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header = PageHeader("jurnal-minggu-kepala", _("Jurnal"), " ")
        self.back = make_button(
            "jurnal-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self.header.insert_action(self.back)
        saved = SavedIndicator("jurnal-tersimpan")
        self.draft = Draft(self.page.desk.runner, saved, self)
        self._copy = make_button("jurnal-salin", _("Salin minggu lalu"), kind="quiet", icon_name="salin")
        self._sheet = make_button("jurnal-lembar", _("Lembar Excel…"), kind="quiet", icon_name="berkas")
        self._delete = make_button("jurnal-hapus", "", kind="quiet", icon_name="hapus", label=_("Hapus minggu ini…"))
        for action in (saved, self._copy, self._sheet, self._delete):
            self.header.add_action(action)
        self.bar = WeekBar("jurnal-minggu-bilah")
        self._scroll = ScrollColumn("jurnal-gulir", _("Catatan minggu ini"))
        self._scroll.box.setSpacing(8)
        self._scroll.box.addStretch(1)
        self._empty = EmptyState(
            "jurnal-kosong",
            _("Belum ada catatan minggu ini"),
            _("Tulis hasil yang selesai, hari demi hari atau sekaligus untuk seminggu."),
            icon_name="rencana",
            action=_("Tulis catatan"),
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._empty, 1)
        self._charts = ProgressTab("jurnal-kemajuan")
        self.findings = FindingsList("jurnal-periksa")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("jurnal-tab")
        self.tabs.setAccessibleName(_("Jurnal"))
        self.tabs.setDocumentMode(True)
        for page, title in ((body, _("Catatan")), (self._charts, _("Kemajuan")), (self.findings, _("Periksa"))):
            self.tabs.addTab(page, title)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.header)
        whole.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.draft.opened.connect(self._on_opened)
        self.draft.committed.connect(self.page.changed)
        self.draft.failed.connect(self.page.show_error)
        self.findings.wanted.connect(self._on_wanted)
        self.back.clicked.connect(self.left)
        self.bar.wanted.connect(self._go_to)
        self.bar.add_wanted.connect(self.add_entry)
        self._empty.acted.connect(self.add_entry)
        self._copy.clicked.connect(self._copy_last)
        self._sheet.clicked.connect(self._want_sheet)
        self._delete.clicked.connect(self._ask_delete)
        self.tabs.currentChanged.connect(self._on_tab)
        for keys, act in (("Ctrl+N", self.add_entry), ("Ctrl+S", self.save)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    @property
    def doc_id(self) -> str:
        """The week that is open, or an empty text."""
        return self.draft.doc_id

    def open_week(self, pegawai_id: str, day: date, then: Callable[[], object] | None = None) -> None:
        """Show the week of a day of one person; nothing is made by looking."""
        self.commit()
        self._after_open = then
        self.page.ask(look_minggu, pegawai_id, day, on_done=self._on_details)

    def reload(self) -> None:
        """Read the shown week again."""
        if self.details is not None:
            self.open_week(self.details.pegawai_id, self.details.minggu)

    def save(self) -> None:
        """Make one revision of what was typed, and go on."""
        self.commit()

    def commit(self) -> None:
        """Make one revision of what was typed."""
        for card in self._cards.values():
            card.flush()
        if self.draft.content is not None:
            self.draft.commit()

    def close_week(self) -> None:
        """Commit and forget the week."""
        self.commit()
        self.draft.forget()
        self.details = None

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        if self._cards:
            next(reversed(self._cards.values())).take_focus()
        elif self._empty.isVisible():
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)
            self._empty.focusNextChild()

    def add_entry(self) -> None:
        """Add an entry after the last one; the week's document is made with its first entry."""
        if self.details is None or not self.details.boleh_mengisi:
            return
        if not self.doc_id:
            self._make_then(self.add_entry)
            return
        content = self._content()
        if content is None or self._locked:
            return
        last = content.entri[-1] if content.entri else None
        day = last.tanggal if last is not None else self._today()
        entry = new_entri(day)
        if last is not None:
            entry = msgspec.structs.replace(entry, hasil_id=last.hasil_id, indikator_id=last.indikator_id)
            entry = msgspec.structs.replace(entry, satuan=last.satuan)
        self._take((*content.entri, entry))
        self._show_cards()
        self._cards[entry.id].take_focus()

    def _today(self) -> date:
        """Return today where it lies in the week, else its Monday."""
        assert self.details is not None
        day = self.page.desk.proposed_day()
        return day if monday_of(day) == self.details.minggu else self.details.minggu

    def _content(self) -> Jurnal | None:
        content = self.draft.content
        return content if isinstance(content, Jurnal) else None

    def _on_details(self, details: RincianMinggu) -> None:
        self.details = details
        self._show_frame()
        if details.doc_id:
            self.draft.open(details.doc_id)
            return
        self.draft.forget()
        self._locked = not details.boleh_mengisi
        self._show_cards()
        self._run_after()

    def _show_frame(self) -> None:
        assert self.details is not None
        details = self.details
        self.header.set_title(details.nama or _("Jurnal"))
        self.header.set_subtitle(details.jabatan)
        self.bar.show_week(details.minggu, may_write=details.boleh_mengisi)
        self._copy.setVisible(details.boleh_mengisi)
        self._copy.setEnabled(bool(details.lalu))
        words = _("Tulis hasil yang selesai, hari demi hari atau sekaligus untuk seminggu.")
        if details.boleh_mengisi:
            self._empty.set_words(_("Belum ada catatan minggu ini"), words, _("Tulis catatan"))
        else:
            self._empty.set_words(_("Belum ada catatan minggu ini"), "", "")

    def _on_opened(self, opened: Naskah) -> None:
        self._locked = not opened.boleh_ubah
        self.page.banner.hide()
        if opened.konflik:
            text = _("Minggu ini berbeda versi. Pilih dulu versi yang benar di halaman Konflik.")
            self.page.banner.show_message(State.WARNING, text)
        elif opened.tertahan:
            self.draft.tell_held(self.page.banner)
        self._show_cards()
        self._run_after()
        if self.tabs.currentIndex() == 1:
            self._load_charts()

    def _run_after(self) -> None:
        then, self._after_open = self._after_open, None
        if then is not None:
            then()

    def _show_cards(self) -> None:
        """Show one card for each entry; cards that stay keep their fields and the keyboard."""
        content = self._content()
        entries = content.entri if content is not None else ()
        assert self.details is not None
        last = self.details.minggu + timedelta(days=6)
        plans = [skp for _id, skp in self.details.skp]
        choices = [("", _("(pilih hasil kerja)")), *choices_between(plans, self.details.minggu, last)]
        for entry_id in [one for one in self._cards if one not in {e.id for e in entries}]:
            self._cards.pop(entry_id).deleteLater()
        for at, entry in enumerate(entries):
            card = self._cards.get(entry.id)
            if card is None or card.property("minggu") != self.doc_id:
                if card is not None:
                    card.deleteLater()
                card = self._make_card(entry)
            self._scroll.box.insertWidget(at, card)
            card.show_entry(entry, choices, locked=self._locked)
        self._cards = {entry.id: self._cards[entry.id] for entry in entries}
        self._scroll.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        self._delete.setVisible(bool(self.doc_id) and not self._locked)
        self._show_findings()

    def _make_card(self, entry: EntriJurnal) -> EntryCard:
        assert self.details is not None
        card = EntryCard(self.page.desk, self.doc_id, entry, self.details.minggu)
        card.setProperty("minggu", self.doc_id)
        card.changed.connect(self._on_changed)
        card.finished.connect(self._on_finished)
        card.deleted.connect(self._on_deleted)
        card.entered.connect(self._on_bound)
        self._cards[entry.id] = card
        return card

    def _take(self, entries: Sequence[EntriJurnal]) -> None:
        content = self._content()
        if content is not None:
            self.draft.change(msgspec.structs.replace(content, entri=tuple(entries)))

    def _on_changed(self, entry_id: str) -> None:
        content = self._content()
        card = self._cards.get(entry_id)
        if content is None or card is None:
            return
        self._take([card.entry if one.id == entry_id else one for one in content.entri])
        self._show_findings(entry_id)

    def _on_bound(self, entry_id: str) -> None:
        card = self._cards.get(entry_id)
        if card is not None and self.details is not None:
            card.take_unit(unit_for([skp for _id, skp in self.details.skp], card.entry.indikator_id))

    def _on_finished(self, entry_id: str) -> None:
        ids = list(self._cards)
        at = ids.index(entry_id)
        if at + 1 < len(ids):
            self._cards[ids[at + 1]].take_focus()
        else:
            self.add_entry()

    def _on_deleted(self, entry_id: str) -> None:
        content = self._content()
        if content is not None and not self._locked:
            self._take([one for one in content.entri if one.id != entry_id])
            self._show_cards()
            self.take_focus()

    def _copy_last(self) -> None:
        if self.details is None or not self.details.lalu:
            return
        if not self.doc_id:
            self._make_then(self._copy_last)
            return
        content = self._content()
        if content is None or self._locked:
            return
        fresh = [carry_over(one, new_entri(one.tanggal).id, self.details.minggu) for one in self.details.lalu]
        self._take((*content.entri, *fresh))
        self._show_cards()
        self._cards[fresh[0].id].take_focus()

    def _make_then(self, act: Callable[[], object]) -> None:
        assert self.details is not None
        person, monday = self.details.pegawai_id, self.details.minggu

        def made(result: tuple[str, Changed]) -> None:
            self.page.changed.emit(result[1])
            self.open_week(person, monday, act)

        self.page.ask(open_minggu, person, monday, on_done=made, writes=True)

    def _show_findings(self, typed: str = "") -> None:
        content = self._content()
        found: tuple[Temuan, ...] = ()
        if content is not None and self.details is not None:
            found = check_jurnal(content, [skp for _id, skp in self.details.skp], self.details.hari, sedang=typed)
        by_entry: dict[str, list[str]] = {}
        for one in found:
            if one.kode == "jurnal_tanpa_bukti":
                # Said in the list of what is missing; beside every entry it would be noise.
                continue
            by_entry.setdefault(_entry_of(one.jalur), []).append(temuan_text(one))
        for entry_id, card in self._cards.items():
            card.show_findings(by_entry.get(entry_id, [])[:2] if entry_id != typed else [])
        number = {entry_id: n for n, entry_id in enumerate(self._cards, 1)}
        where = [(one, _("Catatan {n}").format(n=number.get(_entry_of(one.jalur), 0))) for one in found]
        self.findings.show_findings(where)
        self.tabs.setTabText(2, _("Periksa ({n})").format(n=len(found)) if found else _("Periksa"))

    def _on_wanted(self, path: str) -> None:
        card = self._cards.get(_entry_of(path))
        if card is not None:
            self.tabs.setCurrentIndex(0)
            card.focus_path(path.rpartition("/")[2])

    def _go_to(self, day: date) -> None:
        if self.details is not None:
            self.open_week(self.details.pegawai_id, day)

    def _on_tab(self, index: int) -> None:
        if index == 1:
            self.commit()
            self._load_charts()

    def _load_charts(self) -> None:
        details = self.details
        if details is None:
            return
        last = details.minggu + timedelta(days=6)
        plan = next((one for one, skp in details.skp if skp.mulai <= last and skp.akhir >= details.minggu), "")
        if plan:
            self.page.ask(read_kemajuan, details.pegawai_id, plan, on_done=self._charts.show_charts)
        else:
            self._charts.show_charts(())

    def _want_sheet(self) -> None:
        if self.details is not None:
            self.commit()
            self.sheet_wanted.emit(self.details.pegawai_id)

    def _ask_delete(self) -> None:
        ask_reason(
            self,
            name="jurnal-hapus-tanya",
            title=_("Hapus catatan minggu ini?"),
            text=_("Semua catatan minggu ini dihapus. Riwayatnya tetap tersimpan."),
            yes=_("Hapus"),
            on_reason=self._delete_now,
            danger=True,
        )

    def _delete_now(self, reason: str) -> None:
        assert self.details is not None
        person, monday = self.details.pegawai_id, self.details.minggu

        def done(changed: Changed) -> None:
            self.draft.forget()
            self.page.changed.emit(changed)
            self.open_week(person, monday)

        self.page.ask(delete_jurnal, self.doc_id, reason, on_done=done, writes=True)


def _entry_of(path: str) -> str:
    """Return the entry that the path of a finding is about."""
    parts = path.split("/")
    return parts[1].removeprefix("#") if len(parts) > 1 else ""

"""DevelopmentSheet: the plan of one person and year: hours, proposals, steps, events, effect; printed and agreed."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusButir
from desktop_app.domain.pengembangan import ButirPengembangan, PelaksanaanPengembangan, RencanaPengembangan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kebutuhan_pengembangan import Kebutuhan, needs_of
from desktop_app.services.naskah import Naskah
from desktop_app.services.pengembangan import (
    PengembanganTerbuka,
    agree_pengembangan,
    read_pengembangan,
    step_from,
    with_step,
)
from desktop_app.services.pengembangan_cetak import print_pengembangan
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.pengembangan.dialogs import EventDialog, StepDialog
from desktop_app.ui.pengembangan.needs import NeedsPanel
from desktop_app.ui.pengembangan.steps import StepsPanel
from desktop_app.ui.pengembangan.words import hours_text
from desktop_app.ui.reason import ask_day
from desktop_app.ui.widgets.controls import make_button, make_label, set_kind
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit


class DevelopmentSheet(DraftSheet):
    """What is typed is saved as it is given. ``left`` asks for the list."""

    def __init__(self, page: Page, available: frozenset[str]) -> None:
        super().__init__(page, "pengembangan", _("Pengembangan"))
        self._available = available
        self._shown: PengembanganTerbuka | None = None
        self._needs: tuple[Kebutuhan, ...] = ()
        self._editable = False
        self._may_plan = False
        self._fresh = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._print = make_button("pengembangan-cetak", _("Cetak…"), icon_name="cetak", shortcut="Ctrl+P")
        self._agree = make_button("pengembangan-sepakati", _("Disepakati…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (self._print, self._agree):
            self._header.add_action(widget)
        self._hours = make_label("", "number", name="pengembangan-jp", wrap=True)
        self._basis = make_label("", "muted", name="pengembangan-dasar", wrap=True)
        self.needs = NeedsPanel()
        self.steps = StepsPanel()
        self._direction = AnswerLine(
            "pengembangan-arah", _("Arah karier"), hint=_("misalnya: menyiapkan diri menjadi pengawas"), limit=300
        )
        self._note = GrowingTextEdit("pengembangan-catatan", _("Catatan"), least_lines=2)
        scroll = ScrollColumn("pengembangan-gulir", _("Isi rencana pengembangan"))
        box: QVBoxLayout = scroll.box
        for part in (
            self._hours,
            self._basis,
            self.needs,
            self.steps,
            FormRow("pengembangan-baris-arah", _("Arah karier"), self._direction),
            FormRow("pengembangan-baris-catatan", _("Catatan"), self._note),
        ):
            box.addWidget(part)
        box.addStretch(1)
        self._column.setSpacing(10)
        self._column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._direction.answered.connect(lambda text: self._change(arah_karier=text))
        self._note.answered.connect(lambda text: self._change(catatan=text))
        self.needs.chosen.connect(self._take_up)
        self.needs.source_wanted.connect(self._go_to_source)
        self.steps.add_wanted.connect(self._ask_new_step)
        self.steps.change_wanted.connect(self._ask_step)
        self.steps.remove_wanted.connect(self._ask_remove)
        self.steps.event_wanted.connect(self._ask_event)
        self.steps.event_removed.connect(self._remove_event)
        self._print.clicked.connect(self._on_print)
        self._agree.clicked.connect(self._ask_agree)

    def open(self, doc_id: str) -> None:
        """Show one plan."""
        self._fresh = doc_id != self.doc_id
        self._needs = ()
        super().open(doc_id)

    def close_draft(self) -> None:
        """Commit and forget the document."""
        super().close_draft()
        self._shown = None

    def _flush(self) -> None:
        self._direction.flush()
        self._note.flush()

    def _content(self) -> RencanaPengembangan | None:
        isi = self.draft.content
        return isi if isinstance(isi, RencanaPengembangan) else None

    def _on_opened(self, opened: Naskah) -> None:
        isi = self._content()
        if isi is None:
            return
        self._editable = opened.boleh_ubah
        desk = self._page.desk
        others = isi.pegawai_id != desk.pelaku.pegawai_id or not desk.attended
        may = desk.pelaku.reach(Wewenang.SUSUN_PENGEMBANGAN) > Jangkauan.SENDIRI
        self._agree.setVisible(self._editable and others and may)
        set_kind(self._agree, "plain" if isi.disepakati else "primary")
        self._direction.setReadOnly(not self._editable)
        self._note.setReadOnly(not self._editable)
        self._direction.set_answer(isi.arah_karier)
        self._note.set_answer(isi.catatan)
        self._tell_state(opened)
        self._ask_shown()
        self._page.ask(needs_of, isi.pegawai_id, isi.tahun, on_done=self._on_needs)

    def _ask_shown(self) -> None:
        isi = self._content()
        if isi is not None:
            self._page.ask(read_pengembangan, self.doc_id, isi, on_done=self._show)

    def _on_needs(self, needs: tuple[Kebutuhan, ...]) -> None:
        self._needs = needs
        self._show_needs()

    def _show_needs(self) -> None:
        """Show the proposals; one that a step on the screen took up counts at once."""
        isi = self._content()
        if isi is None:
            return
        taken = {(one.sumber, one.kode, one.acuan_id) for one in isi.butir}
        needs = tuple(
            Kebutuhan(
                kunci=one.kunci,
                sumber=one.sumber,
                kode=one.kode,
                acuan_id=one.acuan_id,
                kebutuhan=one.kebutuhan,
                penjelasan=one.penjelasan,
                halaman=one.halaman,
                dipilih=(one.sumber, one.kode, one.acuan_id) in taken,
            )
            for one in self._needs
        )
        self.needs.show_needs(needs, editable=self._editable and self._may_plan, pages=self._available)

    def _show(self, shown: PengembanganTerbuka) -> None:
        self._shown = shown
        isi = shown.isi
        self._header.set_title(shown.pegawai.nama or _("Pengembangan"))
        agreed = (
            _("disepakati {tanggal}").format(tanggal=format_tanggal(isi.disepakati))
            if isi.disepakati
            else _("belum disepakati")
        )
        self._header.set_subtitle(_("Rencana pengembangan {tahun} · {keadaan}").format(tahun=isi.tahun, keadaan=agreed))
        self._hours.setText(hours_text(shown.jam))
        self._basis.setText(
            _("Menurut {dasar}; 1 JP = {menit} menit.").format(dasar=shown.aturan.nama, menit=shown.aturan.menit_per_jp)
        )
        self._may_plan = shown.boleh_kebutuhan
        self.steps.show_steps(isi.butir, editable=self._editable, may_plan=self._may_plan)
        self._show_needs()
        if self._fresh:
            self._fresh = False
            target: QWidget = self.steps.table.view if isi.butir else self._direction
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_up(self, need: Kebutuhan) -> None:
        isi = self._content()
        if isi is not None:
            self._change(butir=(*isi.butir, step_from(need)))
            self._show_needs()

    def _go_to_source(self, need: Kebutuhan) -> None:
        self._page.navigate.emit(need.halaman, need.acuan_id)

    def _ask_new_step(self) -> None:
        if self._shown is not None:
            StepDialog(self._page, None, self._shown, self._add_step).open()

    def _ask_step(self, step: ButirPengembangan) -> None:
        if self._shown is not None:
            StepDialog(self._page, step, self._shown, self._put_step).open()

    def _add_step(self, step: ButirPengembangan) -> None:
        isi = self._content()
        if isi is not None:
            self._change(butir=(*isi.butir, step))

    def _put_step(self, step: ButirPengembangan) -> None:
        isi = self._content()
        if isi is not None:
            self._change(butir=with_step(isi, step).butir)
            self._show_needs()

    def _ask_remove(self, step: ButirPengembangan) -> None:
        text = _("Kegiatan yang sudah dicatat pada langkah ini ikut hilang dari hitungan JP.")
        confirm(
            self.window(),
            name="pengembangan-langkah-hapus-tanya",
            title=_("Hapus langkah “{kebutuhan}”?").format(kebutuhan=step.kebutuhan),
            text=text if step.pelaksanaan else "",
            yes=_("Hapus"),
            on_yes=lambda: self._remove_step(step),
        )

    def _remove_step(self, step: ButirPengembangan) -> None:
        isi = self._content()
        if isi is not None:
            self._change(butir=tuple(one for one in isi.butir if one.id != step.id))
            self._show_needs()

    def _ask_event(self, step: ButirPengembangan, event: PelaksanaanPengembangan | None) -> None:
        EventDialog(self._page, self.doc_id, step, event, lambda made: self._put_event(step, made)).open()

    def _put_event(self, step: ButirPengembangan, event: PelaksanaanPengembangan) -> None:
        there = any(one.id == event.id for one in step.pelaksanaan)
        events = tuple(event if one.id == event.id else one for one in step.pelaksanaan)
        state = StatusButir.BERJALAN if step.status is StatusButir.DIRENCANAKAN else step.status
        self._put_step(msgspec.structs.replace(step, pelaksanaan=events if there else (*events, event), status=state))

    def _remove_event(self, step: ButirPengembangan, event: PelaksanaanPengembangan) -> None:
        self._put_step(
            msgspec.structs.replace(step, pelaksanaan=tuple(one for one in step.pelaksanaan if one.id != event.id))
        )

    def _change(self, **changes: Any) -> None:
        isi = self._content()
        if isi is not None and self._editable:
            self.draft.change(msgspec.structs.replace(isi, **changes))
            self._ask_shown()

    def _ask_agree(self) -> None:
        self._flush()
        ask_day(
            self,
            name="pengembangan-sepakati-tanya",
            title=_("Rencana ini disepakati?"),
            text=_("Catat tanggal pegawai dan pejabat penilainya menyepakati rencana ini."),
            yes=_("Catat"),
            day=self._page.desk.proposed_day(),
            on_day=self._agree_now,
        )

    def _agree_now(self, day: date) -> None:
        self.draft.push()
        done = self._on_done(_("Kesepakatan dicatat. Cetak untuk ditandatangani berdua."))
        self._page.ask(agree_pengembangan, self.doc_id, day, on_done=done, writes=True)

    def _on_print(self) -> None:
        self._flush()
        self.draft.commit(lambda: self._page.ask(print_pengembangan, self.doc_id, on_done=show_printed(self)))

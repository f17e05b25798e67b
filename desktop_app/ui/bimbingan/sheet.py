"""GuidanceSheet: one coaching (B.1.6) or mentoring (B.1.7): each types his part, the guide finishes it."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.bimbingan import (
    Coaching,
    FaktaCoaching,
    LangkahCoaching,
    Mentoring,
    PertemuanMentoring,
    TujuanCoaching,
    TujuanMentoring,
)
from desktop_app.domain.istilah_pengembangan import BentukMentoring, StatusPembinaan
from desktop_app.i18n import _
from desktop_app.services.bimbingan import delete_bimbingan, finish_bimbingan, reopen_bimbingan, report_bimbingan
from desktop_app.services.bimbingan_baca import BimbinganTerbuka, CalonPembimbing, list_pembimbing, read_bimbingan
from desktop_app.services.bimbingan_cetak import print_bimbingan
from desktop_app.services.naskah import Naskah
from desktop_app.ui.bimbingan.listing import next_text
from desktop_app.ui.bimbingan.rows import FieldSpec, RowsBox
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class GuidanceSheet(DraftSheet):
    """``umpan_wanted`` asks for the employee's feedback on it."""

    umpan_wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "bimbingan", _("Bimbingan"))
        self._shown: BimbinganTerbuka | None = None
        self._open = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self._delete = make_button("bimbingan-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._reopen = make_button("bimbingan-koreksi", _("Koreksi…"), kind="quiet", icon_name="ubah")
        self._addendum = make_button("bimbingan-adendum", _("Adendum SKP"), icon_name="panah-kanan")
        self._report = make_button("bimbingan-lapor", _("Sudah dilaporkan"))
        self._umpan = make_button("bimbingan-umpan", _("Umpan balik…"))
        self._print = make_button("bimbingan-cetak", _("Cetak…"), icon_name="cetak", shortcut="Ctrl+P")
        self._finish = make_button("bimbingan-selesai", _("Selesai…"), kind="primary", shortcut="Ctrl+Return")
        buttons = (self._delete, self._reopen, self._addendum, self._report, self._umpan, self._print, self._finish)
        for button in buttons:
            self._header.add_action(button)
        self._hint = make_label("", "muted", name="bimbingan-petunjuk", wrap=True)
        self._guide = ComboField("bimbingan-pembimbing", _("Pembimbing"))
        self._shape = ComboField("bimbingan-bentuk", _("Bentuk mentoring"))
        self._shape.set_choices([("", _("Belum dipilih")), *((b.value, _shape_text(b)) for b in BentukMentoring)])
        oleh = _("Diisi pegawai")
        aims = _("Tujuan: apa yang ingin saya capai?")
        self._aims = RowsBox(
            "bimbingan-tujuan", _("Tujuan: apa yang ingin saya capai?"), oleh, TujuanCoaching, _aim_fields()
        )
        self._facts = RowsBox(
            "bimbingan-fakta", _("Fakta: di mana saya sekarang?"), oleh, FaktaCoaching, _fact_fields()
        )
        self._chance = GrowingTextEdit("bimbingan-peluang", _("Peluang: apa yang dapat saya lakukan?"), least_lines=3)
        self._steps = RowsBox(
            "bimbingan-langkah",
            _("Langkah ke depan"),
            _("Rekomendasi pembimbing yang disepakati dengan pegawai"),
            LangkahCoaching,
            _step_fields(),
        )
        self._skills = RowsBox("bimbingan-keahlian", aims, oleh, TujuanMentoring, _skill_fields())
        self._meetings = RowsBox(
            "bimbingan-jurnal", _("Jurnal mentoring"), _("Diisi keduanya"), PertemuanMentoring, _meeting_fields()
        )
        scroll = ScrollColumn("bimbingan-gulir", _("Isi bimbingan"))
        box: QVBoxLayout = scroll.box
        box.setSpacing(12)
        box.addWidget(self._hint)
        box.addWidget(FormRow("bimbingan-baris-pembimbing", _("Pembimbing"), self._guide))
        self._shape_row = FormRow("bimbingan-baris-bentuk", _("Bentuk mentoring"), self._shape)
        self._chance_row = FormRow(
            "bimbingan-baris-peluang", _("Peluang: apa yang dapat saya lakukan?"), self._chance, stacked=True, hint=oleh
        )
        self._coaching: tuple[QWidget, ...] = (self._aims, self._facts, self._chance_row, self._steps)
        self._mentoring: tuple[QWidget, ...] = (self._shape_row, self._skills, self._meetings)
        for part in (self._shape_row, *self._coaching, self._skills, self._meetings):
            box.addWidget(part)
        box.addStretch(1)
        self._column.addWidget(scroll, 1)

    def _wire(self) -> None:
        for box, member in (
            (self._aims, "tujuan"),
            (self._skills, "tujuan"),
            (self._facts, "fakta"),
            (self._steps, "langkah"),
            (self._meetings, "pertemuan"),
        ):
            box.changed.connect(lambda rows, kode=member: self._change(**{kode: rows}))
        self._chance.answered.connect(lambda text: self._change(peluang=text))
        self._guide.answered.connect(lambda doc_id: self._change(pembimbing_id=doc_id))
        self._shape.answered.connect(lambda key: self._change(bentuk=BentukMentoring(key) if key else None))
        self._delete.clicked.connect(self._ask_delete)
        self._reopen.clicked.connect(self._ask_reopen)
        self._report.clicked.connect(self._on_report)
        self._umpan.clicked.connect(lambda: self.umpan_wanted.emit(self.doc_id))
        self._addendum.clicked.connect(lambda: self._page.navigate.emit("adendum", self._content_skp()))
        self._print.clicked.connect(self._on_print)
        self._finish.clicked.connect(self._ask_finish)

    def _content(self) -> Coaching | Mentoring | None:
        isi = self.draft.content
        return isi if isinstance(isi, Coaching | Mentoring) else None

    def _content_skp(self) -> str:
        isi = self._content()
        return isi.skp_id if isi is not None else ""

    def _flush(self) -> None:
        self._chance.flush()
        for box in (self._aims, self._facts, self._steps, self._skills, self._meetings):
            if box.isVisibleTo(self):
                box.flush()

    def _on_opened(self, opened: Naskah) -> None:
        isi = self._content()
        if isi is None:
            return
        self._open = opened.boleh_ubah
        self._tell_state(opened)
        coaching = isinstance(isi, Coaching)
        for part in self._coaching:
            part.setVisible(coaching)
        for part in self._mentoring:
            part.setVisible(not coaching)
        if self._open:
            self._page.ask(list_pembimbing, on_done=self._show_people)
        self._ask_shown()

    def _show_people(self, people: tuple[CalonPembimbing, ...]) -> None:
        isi = self._content()
        if isi is None:
            return
        lain = [s for s in people if s.id != isi.pegawai_id]
        self._guide.set_choices([(s.id, f"{s.nama} – {s.jabatan}" if s.jabatan else s.nama) for s in lain])
        self._guide.set_answer(isi.pembimbing_id)

    def _ask_shown(self) -> None:
        isi = self._content()
        if isi is not None:
            self._page.ask(read_bimbingan, self.doc_id, isi, on_done=self._show)

    def _show(self, shown: BimbinganTerbuka) -> None:
        isi = self._content()
        if isi is None:
            return
        self._shown = shown
        done = isi.status is StatusPembinaan.SELESAI
        jenis = _("Coaching (B.1.6)") if isinstance(isi, Coaching) else _("Mentoring (B.1.7)")
        self._header.set_title(shown.pegawai)
        keadaan = _("selesai") if done else _("draf")
        self._header.set_subtitle(
            _("{jenis} · pembimbing {nama} · {keadaan}").format(jenis=jenis, nama=shown.pembimbing, keadaan=keadaan)
        )
        guide, own = self._open and shown.boleh_membimbing, self._open and shown.boleh_mengisi
        if not self._open:
            self._guide.set_choices([(isi.pembimbing_id, shown.pembimbing)])
            self._guide.set_answer(isi.pembimbing_id)
        self._guide.setEnabled(guide and shown.boleh_menunjuk)
        if isinstance(isi, Coaching):
            self._aims.show_rows(isi.tujuan, editable=own)
            self._facts.show_rows(isi.fakta, editable=own)
            self._chance.set_answer(isi.peluang)
            self._chance.setReadOnly(not own)
            self._steps.show_rows(isi.langkah, editable=guide)
        else:
            self._shape.set_answer(isi.bentuk.value if isi.bentuk else "")
            self._shape.setEnabled(self._open)
            self._skills.show_rows(isi.tujuan, editable=own)
            self._meetings.show_rows(isi.pertemuan, editable=self._open)
        self._hint.setText(self._hint_text(isi, shown))
        change = isinstance(isi, Coaching) and any(satu.penyesuaian for satu in isi.langkah)
        self._addendum.setVisible(bool(change and isi.skp_id))
        self._delete.setVisible(self._open and shown.boleh_hapus)
        self._finish.setVisible(guide)
        self._reopen.setVisible(done and shown.boleh_membimbing)
        self._report.setVisible(shown.langkah.startswith("lapor"))
        self._umpan.setVisible(done and (shown.langkah == "umpan_balik" or bool(shown.umpan_id)))

    def _hint_text(self, isi: Coaching | Mentoring, shown: BimbinganTerbuka) -> str:
        if isi.status is StatusPembinaan.SELESAI:
            return "" if not shown.langkah else _("Berikutnya: {langkah}.").format(langkah=next_text(shown.langkah))
        if shown.kurang:
            return _("Belum dapat diselesaikan: isi bagian {bagian}.").format(bagian=", ".join(shown.kurang))
        return _("Siap diselesaikan dan ditandatangani keduanya.")

    def _change(self, **changes: Any) -> None:
        isi = self._content()
        if isi is not None and self._open and any(getattr(isi, kode) != nilai for kode, nilai in changes.items()):
            self.draft.change(msgspec.structs.replace(isi, **changes))
            self._ask_shown()

    def _ask_delete(self) -> None:
        self._delete_for_reason(
            "bimbingan-hapus-tanya", _("Hapus konsep ini?"), _("Riwayatnya tetap tersimpan."), delete_bimbingan
        )

    def _ask_reopen(self) -> None:
        text = _("Versi yang sudah ditandatangani tetap di riwayat; laporannya perlu diulang.")
        self._step_for_reason("bimbingan-koreksi-tanya", _("Buka untuk koreksi?"), text, _("Buka"), reopen_bimbingan)

    def _on_report(self) -> None:
        told = _("Dicatat: hasil bimbingan sudah dilaporkan.")
        self._page.ask(report_bimbingan, self.doc_id, on_done=self._on_done(told), writes=True)

    def _on_print(self) -> None:
        self._flush()
        self.draft.push()
        self._page.ask(print_bimbingan, self.doc_id, on_done=show_printed(self), writes=True)

    def _ask_finish(self) -> None:
        self._flush()
        isi = self._content()
        if isi is None:
            return

        self._step_signed(
            "bimbingan-selesai-tanya",
            _("Selesaikan bimbingan?"),
            _("Isinya tidak berubah lagi; koreksi memerlukan alasan."),
            _("Selesai"),
            finish_bimbingan,
            _("Selesai. Cetak, lalu tandatangani keduanya."),
            place=isi.tempat,
            day=self._page.desk.now().date(),
        )


def _shape_text(bentuk: BentukMentoring) -> str:
    return {
        BentukMentoring.SHADOWING_EVENTS: _("Shadowing events: ikut melihat kerja mentor"),
        BentukMentoring.WORK_SHARING: _("Work sharing: ikut mengerjakan"),
        BentukMentoring.HANDS_ON_TRAINING: _("Hands-on training: dilatih pekerjaan baru"),
        BentukMentoring.INTRODUCING: _("Introducing: dikenalkan kepada yang ahli"),
    }[bentuk]


def _aim_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("indikator", _("Indikator kinerja individu")),
        FieldSpec("baseline", _("Baseline target (bila ada)")),
        FieldSpec("sasaran", _("Target")),
        FieldSpec("strategi", _("Strategi pencapaian target")),
    )


def _fact_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("sasaran", _("Target SKP")),
        FieldSpec("progres", _("Progres pencapaian target")),
        FieldSpec("masalah", _("Masalah/hambatan")),
        FieldSpec("penyebab", _("Penyebab")),
    )


def _step_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("indikator", _("Indikator kinerja individu")),
        FieldSpec("strategi", _("Strategi untuk mengatasi masalah/hambatan")),
        FieldSpec("penyesuaian", _("Perlu penyesuaian ukuran keberhasilan dan target"), "ya"),
    )


def _skill_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("keahlian", _("Keahlian/keterampilan spesifik")),
        FieldSpec("jangka_waktu", _("Jangka waktu mentoring")),
        FieldSpec("harapan", _("Perubahan yang diharapkan")),
        FieldSpec("ukuran", _("Ukuran keberhasilan")),
    )


def _meeting_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("tanggal", _("Tanggal"), "hari"),
        FieldSpec("tempat", _("Tempat")),
        FieldSpec("materi", _("Materi mentoring")),
        FieldSpec("rencana", _("Rencana aksi")),
        FieldSpec("target_waktu", _("Target waktu rencana aksi")),
    )

"""PerbaikanSheet: one improvement: the problem, what is done by whom until when, and the value before and after."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_angka, parse_angka, read_angka
from desktop_app.domain.istilah_pengembangan import StatusButir, SumberOutcome, UnsurSkm
from desktop_app.domain.pengaduan import PerbaikanLayanan, UkuranPerbaikan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import Naskah
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.perbaikan import advance_perbaikan, delete_perbaikan, propose_value
from desktop_app.services.perbaikan_nilai import outcome_sentence
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_day, ask_reason
from desktop_app.ui.service_words import status_butir_text, sumber_perbaikan_text, unsur_choices
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit

SOURCES = (SumberOutcome.UNSUR_SKM, SumberOutcome.IKM, SumberOutcome.PENGADUAN, SumberOutcome.DIISI)
OPEN = (StatusButir.DIRENCANAKAN, StatusButir.BERJALAN)


class Person(NamedTuple):
    """Who may see to it."""

    key: str
    name: str


def read_people(kantor: Kantor) -> tuple[Person, ...]:
    """Return who may be named; nobody for who sees no list of people. Runs in the worker thread."""
    if not kantor.pelaku.reach(Wewenang.LIHAT_PEGAWAI):
        return ()
    return tuple(Person(one.id, one.nama) for one in list_pegawai(kantor))


class PerbaikanSheet(DraftSheet):
    """What is typed is saved as it is given; the state changes by the buttons alone. ``left`` asks for the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "perbaikan", _("Perbaikan layanan"))
        self._opened: Naskah | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._delete = make_button("perbaikan-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._cancel = make_button("perbaikan-batal", _("Batalkan…"))
        self._reopen = make_button("perbaikan-buka", _("Buka kembali"))
        self._start = make_button("perbaikan-mulai", _("Mulai"), kind="primary", shortcut="Ctrl+Return")
        self._finish = make_button("perbaikan-selesai", _("Selesaikan…"), kind="primary")
        for button in (self._cancel, self._reopen, self._start, self._finish):
            self._header.add_action(button)
        self._title = AnswerLine("perbaikan-judul", _("Perbaikan"), limit=120)
        self._problem = GrowingTextEdit("perbaikan-masalah", _("Masalahnya"), least_lines=2)
        self._plan = GrowingTextEdit("perbaikan-rencana", _("Yang dilakukan"), least_lines=2)
        self._service = AnswerLine("perbaikan-layanan", _("Layanan"), limit=120)
        self._owner = ComboField("perbaikan-penanggung-jawab", _("Penanggung jawab"))
        self._has_due = QCheckBox(_("Ada tenggat"))
        self._has_due.setObjectName("perbaikan-ada-tenggat")
        self._has_due.setAccessibleName(self._has_due.text())
        self._due = DateField("perbaikan-tenggat", _("Tenggat"))
        due = QWidget()
        line = QHBoxLayout(due)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._has_due)
        line.addWidget(self._due)
        line.addStretch(1)
        self._source = ComboField(
            "perbaikan-sumber", _("Dibaca dari"), [(one.value, sumber_perbaikan_text(one)) for one in SOURCES]
        )
        self._element = ComboField("perbaikan-unsur", _("Unsur survei"), unsur_choices(_("Belum dipilih")))
        self._rising = QCheckBox(_("Makin besar makin baik"))
        self._rising.setObjectName("perbaikan-naik")
        self._rising.setAccessibleName(self._rising.text())
        self._before = AnswerLine("perbaikan-sebelum", _("Nilai sebelum"), limit=40)
        self._after = AnswerLine("perbaikan-sesudah", _("Nilai sesudah"), limit=40)
        self._read_before = make_button("perbaikan-baca-sebelum", _("Baca dari sumber"), label=_("Baca nilai sebelum"))
        self._read_after = make_button("perbaikan-baca-sesudah", _("Baca dari sumber"), label=_("Baca nilai sesudah"))
        self._before_row = FormRow(
            "perbaikan-baris-sebelum", _("Sebelum"), _beside(self._before, self._read_before), hint=" "
        )
        self._after_row = FormRow(
            "perbaikan-baris-sesudah", _("Sesudah"), _beside(self._after, self._read_after), hint=" "
        )
        self._outcome = make_label("", "section", name="perbaikan-perubahan", wrap=True)
        self._came = GrowingTextEdit("perbaikan-hasil", _("Hasilnya"), least_lines=2)
        self._element_row = FormRow("perbaikan-baris-unsur", _("Unsur survei"), self._element)
        scroll = ScrollColumn("perbaikan-gulir", _("Isi perbaikan"))
        scroll.box.setSpacing(10)
        for widget in (
            FormRow("perbaikan-baris-judul", _("Perbaikan"), self._title, required=True),
            FormRow("perbaikan-baris-masalah", _("Masalahnya"), self._problem),
            FormRow("perbaikan-baris-rencana", _("Yang dilakukan"), self._plan),
            FormRow("perbaikan-baris-layanan", _("Layanan"), self._service),
            FormRow("perbaikan-baris-siapa", _("Penanggung jawab"), self._owner),
            FormRow("perbaikan-baris-tenggat", _("Tenggat"), due),
            make_label(_("Ukurannya"), "section"),
            FormRow("perbaikan-baris-sumber", _("Dibaca dari"), self._source),
            self._element_row,
            FormRow("perbaikan-baris-naik", _("Arah"), self._rising),
            self._before_row,
            self._after_row,
            self._outcome,
            FormRow("perbaikan-baris-hasil", _("Hasilnya"), self._came),
        ):
            scroll.box.addWidget(widget)
        scroll.box.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.box.addStretch(1)
        self._fields = (
            *(self._title, self._problem, self._plan, self._service, self._owner, due, self._source, self._element),
            *(self._rising, self._before, self._after, self._read_before, self._read_after, self._came),
        )
        self._column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._title.answered.connect(lambda text: self._change(judul=text))
        self._problem.answered.connect(lambda text: self._change(masalah=text))
        self._plan.answered.connect(lambda text: self._change(rencana=text))
        self._service.answered.connect(lambda text: self._change(layanan=text))
        self._owner.answered.connect(lambda key: self._change(penanggung_jawab_id=key))
        self._has_due.toggled.connect(self._on_due)
        self._due.answered.connect(lambda day: self._change(tenggat=day))
        self._source.answered.connect(lambda key: self._change(sumber=SumberOutcome(key)))
        self._element.answered.connect(lambda key: self._change(unsur=UnsurSkm(key) if key else None))
        self._rising.clicked.connect(lambda on: self._change(naik_baik=on))
        self._before.answered.connect(lambda text: self._change(sebelum=self._measured(text)))
        self._after.answered.connect(lambda text: self._change(sesudah=self._measured(text)))
        self._read_before.clicked.connect(lambda: self._read("sebelum"))
        self._read_after.clicked.connect(lambda: self._read("sesudah"))
        self._came.answered.connect(lambda text: self._change(hasil=text))
        self._start.clicked.connect(lambda: self._advance("mulai"))
        self._reopen.clicked.connect(lambda: self._advance("buka"))
        self._finish.clicked.connect(self._ask_finish)
        self._cancel.clicked.connect(self._ask_cancel)
        self._delete.clicked.connect(self._ask_delete)

    def _flush(self) -> None:
        for field in (*(self._title, self._problem, self._plan, self._service, self._before, self._after, self._came),):
            field.flush()
        if self._has_due.isChecked():
            self._due.flush()

    def _isi(self) -> PerbaikanLayanan:
        assert isinstance(self.draft.content, PerbaikanLayanan)
        return self.draft.content

    def _on_opened(self, opened: Naskah) -> None:
        self._opened = opened
        self._page.ask(read_people, on_done=self._show)

    def _show(self, people: tuple[Person, ...]) -> None:
        if self._opened is None or not isinstance(self.draft.content, PerbaikanLayanan):
            return
        isi, opened = self._isi(), self._opened
        may = opened.boleh_ubah and isi.status in OPEN
        self._header.set_title(isi.judul or _("Perbaikan layanan"))
        self._owner.set_choices([("", _("Belum ditentukan")), *people])
        self._title.set_answer(isi.judul)
        self._problem.set_answer(isi.masalah)
        self._plan.set_answer(isi.rencana)
        self._service.set_answer(isi.layanan)
        self._owner.set_answer(isi.penanggung_jawab_id)
        self._has_due.blockSignals(True)
        self._has_due.setChecked(isi.tenggat is not None)
        self._has_due.blockSignals(False)
        self._due.set_answer(isi.tenggat or self._page.desk.proposed_day())
        self._due.setVisible(isi.tenggat is not None)
        self._source.set_answer((isi.sumber if isi.sumber in SOURCES else SumberOutcome.DIISI).value)
        self._element.set_answer(isi.unsur.value if isi.unsur else "")
        self._rising.setChecked(isi.naik_baik)
        self._before.set_answer(_shown(isi.sebelum.nilai_ukur))
        self._after.set_answer(_shown(isi.sesudah.nilai_ukur))
        self._came.set_answer(isi.hasil)
        for field in self._fields:
            field.setEnabled(may)
        writes = opened.boleh_menyusun and not opened.konflik
        self._start.setVisible(writes and isi.status is StatusButir.DIRENCANAKAN)
        self._finish.setVisible(writes and isi.status in OPEN)
        self._cancel.setVisible(writes and isi.status in OPEN)
        self._reopen.setVisible(writes and isi.status not in OPEN)
        self._delete.setVisible(writes)
        self._tell()
        self._tell_state(opened, _("Catatan ini berbeda versi. Pilih dulu versi yang benar di halaman konflik."))

    def _tell(self) -> None:
        """Say what follows from the answers: the change, what was read, which fields count."""
        isi = self._isi()
        self._header.set_subtitle(status_butir_text(isi.status))
        self._outcome.setText(outcome_sentence(isi))
        self._outcome.setVisible(bool(self._outcome.text()))
        self._before_row.set_hint(isi.sebelum.keterangan)
        self._after_row.set_hint(isi.sesudah.keterangan)
        self._element_row.setVisible(isi.sumber is SumberOutcome.UNSUR_SKM)
        for button in (self._read_before, self._read_after):
            button.setVisible(isi.sumber is not SumberOutcome.DIISI)

    def _change(self, **changes: Any) -> None:
        isi = self.draft.content
        if isinstance(isi, PerbaikanLayanan) and isi.status in OPEN:
            self.draft.change(msgspec.structs.replace(isi, **changes))
            self._tell()

    def _measured(self, text: str) -> UkuranPerbaikan:
        number = parse_angka(text)
        value = text.strip() if number is None else f"{number:f}"
        return UkuranPerbaikan(nilai_ukur=value, tanggal=self._page.desk.proposed_day() if value else None)

    def _on_due(self, on: bool) -> None:
        self._due.setVisible(on)
        self._change(tenggat=self._due.answer() if on else None)
        if on:
            self._due.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, side: str) -> None:
        def read(value: UkuranPerbaikan) -> None:
            self._change(**{side: value})
            (self._before if side == "sebelum" else self._after).set_answer(_shown(value.nilai_ukur))

        isi = self._isi()
        self._page.ask(propose_value, isi.sumber, isi.unsur, isi.unit_kode, on_done=read)

    def _ask_finish(self) -> None:
        self._flush()
        ask_day(
            self,
            name="perbaikan-selesai-tanya",
            title=_("Selesaikan perbaikan?"),
            text=_("Nilai sesudahnya dibaca dari sumbernya bila belum diisi."),
            yes=_("Selesaikan"),
            day=self._page.desk.proposed_day(),
            on_day=lambda day: self._advance("selesai", day=day),
            field="perbaikan-selesai",
            label=_("Selesai pada"),
        )

    def _ask_cancel(self) -> None:
        ask_reason(
            self,
            name="perbaikan-batal-tanya",
            title=_("Batalkan perbaikan ini?"),
            text=_("Alasannya tersimpan sebagai hasil dan di riwayat."),
            yes=_("Batalkan"),
            no=_("Jangan"),
            on_reason=lambda reason: self._advance("batal", reason),
        )

    def _advance(self, step: str, reason: str = "", day: date | None = None) -> None:
        self._flush()
        self.draft.push()
        self._page.ask(
            advance_perbaikan, self.doc_id, step, on_done=self._on_done(), writes=True, hasil=reason, tanggal=day
        )

    def _ask_delete(self) -> None:
        self._delete_for_reason(
            "perbaikan-hapus-tanya",
            _("Hapus perbaikan ini?"),
            _("Hanya untuk yang keliru dicatat. Riwayatnya tetap tersimpan."),
            delete_perbaikan,
        )


def _beside(field: QWidget, button: QWidget) -> QWidget:
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    field.setMaximumWidth(200)
    line.addWidget(field)
    line.addWidget(button)
    line.addStretch(1)
    return both


def _shown(value: str) -> str:
    number = read_angka(value)
    return value if number is None else format_angka(number)

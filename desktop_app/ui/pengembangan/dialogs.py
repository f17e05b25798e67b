"""Dialogs of a plan: one step with what changed, and one event that was attended with its hours."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.hitung_jp import MAKS_JP_SEHARI, most_hours
from desktop_app.domain.istilah_pengembangan import BentukPengembangan, StatusButir
from desktop_app.domain.pengembangan import ButirPengembangan, PelaksanaanPengembangan
from desktop_app.i18n import _
from desktop_app.services.pengembangan import PengembanganTerbuka
from desktop_app.ui.evidence import EvidenceField
from desktop_app.ui.page import Page
from desktop_app.ui.pengembangan.words import form_text, source_text, state_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.words import periode_text

MOST_HOURS = 2000


class StepDialog(Dialog):
    """One step: what is developed, how, by when, how far, and afterwards what changed and where that is seen."""

    def __init__(
        self,
        page: Page,
        step: ButirPengembangan | None,
        plan: PengembanganTerbuka,
        on_taken: Callable[[ButirPengembangan], object],
    ) -> None:
        known = step or ButirPengembangan(id=secrets.token_hex(8))
        title = _("Ubah langkah") if step is not None else _("Tambah langkah")
        super().__init__(
            page.window(),
            name="pengembangan-langkah",
            title=title,
            text=_("Dibaca dari: {sumber}").format(sumber=source_text(known.sumber)),
        )
        self._step, self._on_taken = known, on_taken
        self._need = AnswerLine("pengembangan-langkah-kebutuhan", _("Yang dikembangkan"), limit=300)
        self._form = ComboField(
            "pengembangan-langkah-bentuk",
            _("Caranya"),
            [("", _("(belum dipilih)")), *((one.value, form_text(one)) for one in BentukPengembangan)],
        )
        self._event = AnswerLine("pengembangan-langkah-acara", _("Kegiatannya"), limit=300)
        self._hours = AnswerLine("pengembangan-langkah-jp", _("JP yang direncanakan"), limit=4)
        self._hours.setFixedWidth(90)
        self._has_due = ComboField(
            "pengembangan-langkah-berbatas", _("Batas waktu"), [("", _("tanpa batas")), ("ya", _("sampai tanggal"))]
        )
        self._due = DateField("pengembangan-langkah-batas", _("Sampai tanggal"))
        self._state = ComboField(
            "pengembangan-langkah-status", _("Keadaan"), [(one.value, state_text(one)) for one in _states(known, plan)]
        )
        self._effect = GrowingTextEdit("pengembangan-langkah-dampak", _("Perubahan yang terlihat"), least_lines=2)
        self._seen = ComboField(
            "pengembangan-langkah-penilaian",
            _("Terlihat pada penilaian"),
            [("", _("(belum)")), *((doc_id, periode_text(period)) for doc_id, period in plan.penilaian)],
        )
        self._fill(page)
        self._need.setReadOnly(not plan.boleh_kebutuhan)
        self._hours.setReadOnly(not plan.boleh_kebutuhan)
        self._effect.setReadOnly(not plan.boleh_dampak)
        self._seen.setEnabled(plan.boleh_dampak)
        self._need_row = FormRow("pengembangan-langkah-baris-1", _("Yang dikembangkan"), self._need, required=True)
        self._hours_row = FormRow(
            "pengembangan-langkah-baris-4", _("JP yang direncanakan"), self._hours, hint=_("1 JP = 45 menit")
        )
        self._due_row = FormRow("pengembangan-langkah-baris-6", _("Sampai tanggal"), self._due)
        for row in (
            self._need_row,
            FormRow("pengembangan-langkah-baris-2", _("Caranya"), self._form),
            FormRow("pengembangan-langkah-baris-3", _("Kegiatannya"), self._event),
            self._hours_row,
            FormRow("pengembangan-langkah-baris-5", _("Batas waktu"), self._has_due),
            self._due_row,
            FormRow("pengembangan-langkah-baris-7", _("Keadaan"), self._state),
            FormRow(
                "pengembangan-langkah-baris-8",
                _("Perubahan yang terlihat"),
                self._effect,
                hint=_("Ditulis pejabat penilai atau operator, bukan pegawainya sendiri."),
            ),
            FormRow("pengembangan-langkah-baris-9", _("Terlihat pada penilaian"), self._seen),
        ):
            self.content.addWidget(row)
        self._has_due.answered.connect(lambda _key: self._show_due())
        self._show_due()
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Simpan"), self._take, default=True, closes=False)
        self._need.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prefer_size(720, 620)

    def _fill(self, page: Page) -> None:
        step = self._step
        self._need.set_answer(step.kebutuhan)
        self._form.set_answer(step.bentuk.value if step.bentuk else "")
        self._event.set_answer(step.acara)
        self._hours.set_answer(str(step.target_jp) if step.target_jp else "")
        self._has_due.set_answer("ya" if step.tenggat else "")
        self._due.set_answer(step.tenggat or page.desk.proposed_day())
        self._state.set_answer(step.status.value)
        self._effect.set_answer(step.dampak)
        self._seen.set_answer(step.penilaian_id)

    def _show_due(self) -> None:
        self._due_row.setVisible(bool(self._has_due.answer()))

    def _take(self) -> None:
        for field in (self._need, self._event, self._hours, self._effect, self._due):
            field.flush()
        self._need_row.clear_finding()
        self._hours_row.clear_finding()
        hours = _read_hours(self._hours.answer())
        if not self._need.answer().strip():
            self._need_row.show_finding(State.ERROR, _("Tulis apa yang dikembangkan."))
            self._need.setFocus(Qt.FocusReason.OtherFocusReason)
        elif hours is None:
            self._hours_row.show_finding(State.ERROR, _("Isi angka, misalnya 8. Kosongkan bila belum tahu."))
            self._hours.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._has_due.answer() and not self._due.is_readable():
            self._due.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            form = self._form.answer()
            self.accept()
            self._on_taken(
                msgspec.structs.replace(
                    self._step,
                    kebutuhan=" ".join(self._need.answer().split()),
                    bentuk=BentukPengembangan(form) if form else None,
                    acara=" ".join(self._event.answer().split()),
                    target_jp=hours,
                    tenggat=self._due.answer() if self._has_due.answer() else None,
                    status=StatusButir(self._state.answer()),
                    dampak=self._effect.answer().strip(),
                    penilaian_id=self._seen.answer(),
                )
            )


def _states(step: ButirPengembangan, plan: PengembanganTerbuka) -> list[StatusButir]:
    """Return the states to choose from: what was agreed is given up by those alone who may plan."""
    given_up = step.status is StatusButir.BATAL
    return [one for one in StatusButir if plan.boleh_kebutuhan or (one is StatusButir.BATAL) is given_up]


class EventDialog(Dialog):
    """One event that was attended: its name, its days, its hours, who held it, its certificate."""

    def __init__(
        self,
        page: Page,
        doc_id: str,
        step: ButirPengembangan,
        event: PelaksanaanPengembangan | None,
        on_taken: Callable[[PelaksanaanPengembangan], object],
    ) -> None:
        super().__init__(
            page.window(),
            name="pengembangan-kegiatan",
            title=_("Kegiatan yang diikuti"),
            text=_("Untuk langkah: {kebutuhan}").format(kebutuhan=step.kebutuhan or "–"),
        )
        self._on_taken = on_taken
        self._event = event or PelaksanaanPengembangan(id=secrets.token_hex(8), nama=step.acara, jp=step.target_jp)
        self._today = page.desk.proposed_day()
        self._name = AnswerLine("pengembangan-kegiatan-nama", _("Nama kegiatan"), limit=300)
        self._from = DateField("pengembangan-kegiatan-mulai", _("Mulai"))
        self._to = DateField("pengembangan-kegiatan-selesai", _("Selesai", "hari"))
        self._hours = AnswerLine("pengembangan-kegiatan-jp", _("JP"), limit=4)
        self._hours.setFixedWidth(90)
        self._by = AnswerLine("pengembangan-kegiatan-penyelenggara", _("Penyelenggara"), limit=200)
        self._paper = AnswerLine("pengembangan-kegiatan-sertifikat", _("Nomor sertifikat"), limit=100)
        self._files = self._event.bukti
        self._evidence = EvidenceField("pengembangan-kegiatan-bukti", page.desk, _("Sertifikat dan bukti lain"))
        self._evidence.show_evidence(doc_id, self._files, editable=True)
        self._evidence.changed.connect(self._on_files)
        self._name.set_answer(self._event.nama)
        self._from.set_answer(self._event.mulai or self._today)
        self._to.set_answer(self._event.selesai or self._event.mulai or self._today)
        self._hours.set_answer(str(self._event.jp) if self._event.jp else "")
        self._by.set_answer(self._event.penyelenggara)
        self._paper.set_answer(self._event.nomor_sertifikat)
        self._name_row = FormRow("pengembangan-kegiatan-baris-1", _("Nama kegiatan"), self._name, required=True)
        self._to_row = FormRow("pengembangan-kegiatan-baris-3", _("Selesai", "hari"), self._to, required=True)
        self._hours_row = FormRow(
            "pengembangan-kegiatan-baris-4", _("JP"), self._hours, required=True, hint=_("1 JP = 45 menit")
        )
        for row in (
            self._name_row,
            FormRow("pengembangan-kegiatan-baris-2", _("Mulai"), self._from, required=True),
            self._to_row,
            self._hours_row,
            FormRow("pengembangan-kegiatan-baris-5", _("Penyelenggara"), self._by),
            FormRow(
                "pengembangan-kegiatan-baris-6",
                _("Nomor sertifikat"),
                self._paper,
                hint=_("Kosongkan bila belum ada; JP-nya tetap dihitung dan disebut belum bersertifikat"),
            ),
            self._evidence,
        ):
            self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Simpan"), self._take, default=True, closes=False)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prefer_size(700, 600)

    def _on_files(self, files: tuple[BuktiDukung, ...]) -> None:
        self._files = files

    def _take(self) -> None:
        for field in (self._name, self._from, self._to, self._hours, self._by, self._paper):
            field.flush()
        for row in (self._name_row, self._to_row, self._hours_row):
            row.clear_finding()
        hours = _read_hours(self._hours.answer())
        if not self._name.answer().strip():
            self._name_row.show_finding(State.ERROR, _("Tulis nama kegiatannya."))
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._from.is_readable() or not self._to.is_readable():
            (self._to if self._from.is_readable() else self._from).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._to.answer() < self._from.answer():
            self._to_row.show_finding(State.ERROR, _("Tanggal selesai mendahului tanggal mulai."))
            self._to.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._to.answer() > self._today:
            self._to_row.show_finding(State.ERROR, _("Catat sesudah kegiatannya berlangsung."))
            self._to.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not hours:
            self._hours_row.show_finding(State.ERROR, _("Isi jumlah JP-nya, misalnya 8."))
            self._hours.setFocus(Qt.FocusReason.OtherFocusReason)
        elif hours > self._most():
            text = _("Paling banyak {jp} JP untuk hari-hari itu: {sehari} JP sehari. Periksa tanggal atau JP-nya.")
            self._hours_row.show_finding(State.ERROR, text.format(jp=self._most(), sehari=MAKS_JP_SEHARI))
            self._hours.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accept()
            self._on_taken(
                msgspec.structs.replace(
                    self._event,
                    nama=" ".join(self._name.answer().split()),
                    mulai=self._from.answer(),
                    selesai=self._to.answer(),
                    jp=hours,
                    penyelenggara=" ".join(self._by.answer().split()),
                    nomor_sertifikat=" ".join(self._paper.answer().split()),
                    bukti=self._files,
                )
            )

    def _most(self) -> int:
        """Return the hours that the typed days allow."""
        days = msgspec.structs.replace(self._event, mulai=self._from.answer(), selesai=self._to.answer())
        return most_hours(days)


def _read_hours(text: str) -> int | None:
    """Return a whole number of hours, 0 for nothing typed, None for what is none."""
    plain = text.strip()
    if not plain:
        return 0
    return int(plain) if plain.isascii() and plain.isdigit() and int(plain) <= MOST_HOURS else None

"""CircumstancesCard: what is special about a person from a day on: acting post, study, secondment, no planning."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.domain.panduan_ipk import PANDUAN_IPK
from desktop_app.domain.pegawai import KeadaanKhusus
from desktop_app.domain.perencanaan import DIKECUALIKAN
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dates import DateField, read_date
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine

_MENJABAT = (JenisKeadaan.PLT, JenisKeadaan.PLH, JenisKeadaan.DIPERBANTUKAN)
"""The kinds that have a post, a unit and a leader of their own."""


class CircumstancesCard(Card):
    """``changed`` carries all circumstances of the person after each answer, in the order of their dates."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("pegawai-keadaan", _("Keadaan khusus"))
        self._desk = desk
        self._ones: tuple[KeadaanKhusus, ...] = ()
        self._names: Mapping[str, str] = {}
        self._id = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._hint = make_label(
            _("Plt/Plh, tugas belajar, diperbantukan, atau keadaan yang dikecualikan dari SKP."), "muted", wrap=True
        )
        self._choice = ComboField("keadaan-daftar", _("Keadaan khusus yang tercatat"))
        self._add = make_button("keadaan-baru", _("Keadaan baru"), icon_name="tambah")
        self._drop = make_button("keadaan-hapus", _("Buang"), kind="quiet", icon_name="hapus")
        row = QHBoxLayout()
        row.addWidget(self._choice, 1)
        row.addWidget(self._add)
        row.addWidget(self._drop)
        labels = self._desk.aturan.perencanaan.label_keadaan
        self._kind = ComboField("keadaan-jenis", _("Jenis"), [(kind.value, _(labels[kind])) for kind in JenisKeadaan])
        self._since = DateField("keadaan-mulai", _("Mulai"))
        self._until = AnswerLine("keadaan-selesai", _("Sampai"), hint=_("kosong: masih berlangsung"), limit=40)
        self._letter = AnswerLine("keadaan-surat", _("Surat"), hint=_("nomor dan tanggal surat"), limit=300)
        self._post = AnswerLine("keadaan-jabatan", _("Jabatan yang dipegang"), limit=300)
        self._unit = AnswerLine("keadaan-unit", _("Unit tempat bertugas"), limit=300)
        self._leader = PersonPicker("keadaan-pimpinan", _("Pimpinan di sana"), self._desk.runner)
        self._until_row = FormRow("keadaan-baris-selesai", _("Sampai"), self._until)
        self._of_post = [
            FormRow("keadaan-baris-jabatan", _("Jabatan"), self._post),
            FormRow("keadaan-baris-unit", _("Unit kerja"), self._unit),
            FormRow("keadaan-baris-pimpinan", _("Pimpinan"), self._leader),
        ]
        self._form = [
            FormRow("keadaan-baris-jenis", _("Jenis"), self._kind),
            FormRow("keadaan-baris-mulai", _("Mulai"), self._since),
            self._until_row,
            FormRow("keadaan-baris-surat", _("Surat"), self._letter),
            *self._of_post,
        ]
        self._advice = make_label("", "muted", name="keadaan-saran", wrap=True)
        self.box.addWidget(self._hint)
        self.box.addLayout(row)
        for one in self._form:
            self.box.addWidget(one)
        self.box.addWidget(self._advice)

    def _connect(self) -> None:
        self._choice.answered.connect(self._show_one)
        self._add.clicked.connect(self._on_add)
        self._drop.clicked.connect(self._on_drop)
        self._kind.answered.connect(lambda key: self._change(jenis=JenisKeadaan(key)))
        self._since.answered.connect(lambda day: self._change(mulai=day))
        self._until.answered.connect(self._on_until)
        self._letter.answered.connect(lambda text: self._change(keterangan=text))
        self._post.answered.connect(lambda text: self._change(jabatan=text))
        self._unit.answered.connect(lambda text: self._change(unit_kerja=text))
        self._leader.answered.connect(lambda doc_id: self._change(penilai_id=doc_id))

    def show_person(self, ones: tuple[KeadaanKhusus, ...], names: Mapping[str, str]) -> None:
        """Show the circumstances of a person, the newest first; ``names`` are those of people by id."""
        self._ones, self._names = ones, names
        known = {one.id for one in ones}
        self._list()
        self._show_one(self._id if self._id in known else ones[-1].id if ones else "")

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for field in (self._since, self._until, self._letter, self._post, self._unit):
            field.flush()

    def _list(self) -> None:
        labels = self._desk.aturan.perencanaan.label_keadaan
        words = _("{jenis} – mulai {tanggal}")
        told = {
            one.id: words.format(jenis=_(labels[one.jenis]), tanggal=format_tanggal(one.mulai)) for one in self._ones
        }
        self._choice.set_choices(list(reversed(told.items())))
        self._choice.setVisible(bool(self._ones))
        self._drop.setVisible(bool(self._ones))

    def _show_one(self, one_id: str) -> None:
        self._id = one_id
        one = self._one()
        rows: list[QWidget] = [*self._form, self._advice]
        for row in rows:
            row.setVisible(one is not None)
        if one is None:
            return
        self._choice.set_answer(one.id)
        self._kind.set_answer(one.jenis.value)
        self._since.set_answer(one.mulai)
        self._until.set_answer(format_tanggal(one.selesai) if one.selesai else "")
        self._letter.set_answer(one.keterangan)
        self._post.set_answer(one.jabatan)
        self._unit.set_answer(one.unit_kerja)
        self._leader.set_answer(one.penilai_id, self._names.get(one.penilai_id, ""))
        self._until_row.clear_finding()
        self._show_advice(one)

    def _show_advice(self, one: KeadaanKhusus) -> None:
        for row in self._of_post:
            row.setVisible(one.jenis in _MENJABAT)
        self._advice.setText(advice_text(one.jenis))

    def _one(self) -> KeadaanKhusus | None:
        return next((one for one in self._ones if one.id == self._id), None)

    def _on_add(self) -> None:
        self.flush()
        one = KeadaanKhusus(id=secrets.token_hex(4), jenis=JenisKeadaan.PLT, mulai=self._desk.proposed_day())
        self._id = one.id
        self._take((*self._ones, one))
        self._list()
        self._show_one(one.id)
        self._kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_drop(self) -> None:
        self._take(tuple(one for one in self._ones if one.id != self._id))
        self._list()
        self._show_one(self._ones[-1].id if self._ones else "")

    def _on_until(self, text: str) -> None:
        day: date | None = read_date(text) if text else None
        one = self._one()
        if (text and day is None) or (day is not None and one is not None and day < one.mulai):
            self._until_row.show_finding(State.ERROR, _("Tulis tanggal sesudah tanggal mulai, atau kosongkan."))
            return
        self._until_row.clear_finding()
        self._change(selesai=day)

    def _change(self, **changes: Any) -> None:
        one = self._one()
        if one is None:
            return
        baru = msgspec.structs.replace(one, **changes)
        self._take(tuple(baru if satu.id == baru.id else satu for satu in self._ones))
        self._list()
        self._choice.set_answer(baru.id)
        self._show_advice(baru)

    def _take(self, ones: tuple[KeadaanKhusus, ...]) -> None:
        self._ones = tuple(sorted(ones, key=lambda one: (one.mulai, one.id)))
        self.changed.emit(self._ones)


def advice_text(kind: JenisKeadaan) -> str:
    """Return what a circumstance means for the plan, with the page; of study leave the guidance for the IPK as well."""
    if kind in DIKECUALIKAN:
        return _("Selama ini SKP tidak diminta (halaman 65–66). SKP tetap boleh dibuat.")
    if kind is JenisKeadaan.TUGAS_BELAJAR:
        rows = [
            _("{jenjang}, {akreditasi}: Sangat Baik mulai {a}, Baik mulai {b}, Butuh Perbaikan mulai {c}").format(
                jenjang=level, akreditasi=place, a=a.replace(".", ","), b=b.replace(".", ","), c=c.replace(".", ",")
            )
            for (level, place), (a, b, c) in PANDUAN_IPK.items()
        ]
        intro = _("Tambahkan ekspektasinya ke SKP tahun itu, tanpa SKP baru (halaman 64). Panduan IPK (halaman 63):")
        return "\n".join((intro, *rows))
    if kind is JenisKeadaan.DIPERBANTUKAN:
        return _("Dievaluasi Penilai instansi induk atau pejabat yang ditunjuk, atas data tempat bekerja (halaman 92).")
    return _("Hasil kerjanya masuk SKP sebagai hasil utama (halaman 50). Plt dinilai pimpinan di sana (halaman 89).")

"""PostForm: one post of a person: what, where, since when, and who assesses."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.pegawai import RiwayatJabatan
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine
from desktop_app.ui.words import jenis_jabatan_text

PPPK = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII")


class PostForm(QWidget):
    """``answered`` carries the changed ``RiwayatJabatan`` after each answer."""

    answered = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("jabatan-isian")
        self._desk = desk
        self._post: RiwayatJabatan | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        runner = self._desk.runner
        self._since = DateField("jabatan-mulai", _("Berlaku mulai"))
        self._title = AnswerLine("jabatan-nama", _("Jabatan"), limit=300)
        self._kind = ComboField(
            "jabatan-jenis",
            _("Jenis jabatan"),
            [(kind.value, jenis_jabatan_text(kind)) for kind in JenisJabatan],
        )
        ranks = [(code, f"{name} ({code})") for code, name in self._desk.aturan.pangkat.items()]
        golongan_pppk = [(code, _("Golongan {gol} (PPPK)").format(gol=code)) for code in PPPK]
        self._golongan = ComboField(
            "jabatan-golongan", _("Pangkat/golongan ruang"), [("", _("(tanpa pangkat)")), *ranks, *golongan_pppk]
        )
        self._unit = AnswerLine("jabatan-unit", _("Unit kerja"), limit=300)
        self._penilai = PersonPicker("jabatan-penilai", _("Pejabat penilai kinerja"), runner)
        self._atasan = PersonPicker("jabatan-atasan", _("Atasan pejabat penilai"), runner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        for name, label, field, hint in (
            ("mulai", _("Berlaku mulai"), self._since, ""),
            ("nama", _("Jabatan"), self._title, ""),
            ("jenis", _("Jenis jabatan"), self._kind, ""),
            ("golongan", _("Pangkat/gol. ruang"), self._golongan, ""),
            ("unit", _("Unit kerja"), self._unit, ""),
            ("penilai", _("Pejabat penilai kinerja"), self._penilai, ""),
            (
                "atasan",
                _("Atasan pejabat penilai"),
                self._atasan,
                _("Kosongkan bila sama dengan penilai dari pejabat penilai"),
            ),
        ):
            column.addWidget(FormRow(f"jabatan-baris-{name}", label, field, hint=hint))

    def _connect(self) -> None:
        self._since.answered.connect(lambda day: self._change(mulai=day))
        self._title.answered.connect(lambda text: self._change(jabatan=text))
        self._kind.answered.connect(lambda key: self._change(jenis_jabatan=JenisJabatan(key)))
        self._golongan.answered.connect(self._on_golongan)
        self._unit.answered.connect(lambda text: self._change(unit_kerja=text))
        self._penilai.answered.connect(lambda doc_id: self._change(penilai_id=doc_id))
        self._atasan.answered.connect(lambda doc_id: self._change(atasan_penilai_id=doc_id))

    def show_post(self, post: RiwayatJabatan, penilai: str, atasan: str) -> None:
        """Show ``post``; ``assessor`` and ``superior`` are the names of the two people."""
        self._post = post
        self._since.set_answer(post.mulai)
        self._title.set_answer(post.jabatan)
        self._kind.set_answer(post.jenis_jabatan.value)
        self._golongan.set_answer(post.golongan)
        self._unit.set_answer(post.unit_kerja)
        self._penilai.set_answer(post.penilai_id, penilai)
        self._atasan.set_answer(post.atasan_penilai_id, atasan)

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        self._since.flush()
        self._title.flush()
        self._unit.flush()

    def _on_golongan(self, code: str) -> None:
        self._change(golongan=code, pangkat=self._desk.aturan.pangkat.get(code, ""))

    def _change(self, **changes: Any) -> None:
        if self._post is not None:
            self._post = msgspec.structs.replace(self._post, **changes)
            self.answered.emit(self._post)

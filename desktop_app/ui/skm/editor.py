"""SurveyEditor: name, days, how many people were served, services, questions; the nine official ones stand fast."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_angka, parse_angka
from desktop_app.domain.istilah_pengembangan import StatusSurvei
from desktop_app.domain.survei_skm import LayananSkm, PertanyaanSkm, SurveiSkm
from desktop_app.i18n import _
from desktop_app.services.skm import SurveiTerbuka
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit

POPULATION_MOST = 10_000_000
LABELS = ("Tidak baik", "Kurang baik", "Baik", "Sangat baik")
"""How the four answers of an additional question begin; they print on paper, so in the language of paper."""


class SurveyEditor(ScrollColumn):
    """``changed`` carries the survey as it is after each answer."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("skm-isian", _("Isian survei"))
        self._isi: SurveiSkm | None = None
        self._editable = False
        self._build()
        self._connect()
        self.body.installEventFilter(self)

    def _build(self) -> None:
        self._name = AnswerLine("skm-nama", _("Nama survei"), limit=120)
        self._first = DateField("skm-mulai-hari", _("Mulai"))
        self._last = DateField("skm-selesai-hari", _("Selesai", "hari"))
        self._population = AnswerLine("skm-populasi", _("Orang yang dilayani"), limit=12)
        self._population.setFixedWidth(140)
        self._population_row = FormRow("skm-baris-populasi", _("Orang yang dilayani"), self._population, hint=" ")
        self._services = GrowingTextEdit("skm-layanan", _("Layanan"), least_lines=3, limit_bytes=8 * 1024)
        self._twice = QCheckBox(_("Setiap lembar diketik dua kali oleh dua orang"))
        self._twice.setObjectName("skm-entri-ganda")
        self._twice.setAccessibleName(self._twice.text())
        self._analysis = GrowingTextEdit("skm-analisis", _("Analisis"), least_lines=2)
        self._plan = GrowingTextEdit("skm-rencana", _("Rencana tindak lanjut"), least_lines=2)
        for row in (
            FormRow("skm-baris-nama", _("Nama survei"), self._name, required=True),
            FormRow("skm-baris-mulai", _("Mulai"), self._first, required=True),
            FormRow("skm-baris-selesai", _("Selesai", "hari"), self._last, required=True),
            self._population_row,
            FormRow(
                "skm-baris-layanan", _("Layanan"), self._services, required=True, hint=_("Satu baris satu layanan.")
            ),
            FormRow("skm-baris-ganda", _("Pengetikan"), self._twice),
        ):
            self.box.addWidget(row)
        self.box.setSpacing(10)
        self.box.addWidget(make_label(_("Pertanyaan"), "section"))
        hint = _("Sembilan pertanyaan resmi tidak dapat diubah. Pertanyaan tambahan tidak ikut dihitung dalam IKM.")
        self.box.addWidget(make_label(hint, "muted", wrap=True))
        self._questions = QVBoxLayout()
        self._questions.setSpacing(6)
        self.box.addLayout(self._questions)
        self._add = make_button("skm-tambah-pertanyaan", _("Pertanyaan tambahan"), icon_name="tambah")
        self.box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(make_label(_("Untuk laporan"), "section"))
        self.box.addWidget(FormRow("skm-baris-analisis", _("Analisis"), self._analysis))
        self.box.addWidget(FormRow("skm-baris-rencana", _("Rencana tindak lanjut"), self._plan))
        self.box.addStretch(1)

    def _connect(self) -> None:
        self._name.answered.connect(lambda text: self._change(nama=text))
        self._first.answered.connect(lambda day: self._change(mulai=day))
        self._last.answered.connect(lambda day: self._change(selesai=day))
        self._population.answered.connect(self._on_population)
        self._services.answered.connect(self._on_services)
        self._twice.clicked.connect(lambda on: self._change(entri_ganda=on))
        self._analysis.answered.connect(lambda text: self._change(analisis=text))
        self._plan.answered.connect(lambda text: self._change(rencana=text))
        self._add.clicked.connect(self._add_question)

    def show_survey(self, survey: SurveiTerbuka, *, editable: bool) -> None:
        """Show a survey; its questions can be changed while it is being prepared only."""
        isi = survey.isi
        self._isi, self._editable = None, editable
        draft = editable and isi.status is StatusSurvei.DRAFT
        self._name.set_answer(isi.nama)
        for edge, day in ((self._first, isi.mulai), (self._last, isi.selesai)):
            if day is not None:
                edge.set_answer(day)
        self._population.set_answer(format_angka(Decimal(isi.populasi)) if isi.populasi else "")
        self._services.set_answer("\n".join(one.nama for one in isi.layanan))
        self._twice.setChecked(isi.entri_ganda)
        self._analysis.set_answer(isi.analisis)
        self._plan.set_answer(isi.rencana)
        self._services.setEnabled(editable and isi.status is not StatusSurvei.DITUTUP)
        fixed: tuple[QWidget, ...] = (self._name, self._first, self._last, self._twice, self._add)
        for widget in fixed:
            widget.setEnabled(draft)
        loose: tuple[QWidget, ...] = (self._population, self._analysis, self._plan)
        for widget in loose:
            widget.setEnabled(editable)
        self._show_questions(isi, draft=draft)
        self.show_sample(survey.sampel)
        self._isi = isi
        self._settle()

    def show_sample(self, needed: int) -> None:
        """Say how many respondents the population asks for."""
        text = _("Perlu {n} responden menurut tabel sampel.").format(n=needed)
        self._population_row.set_hint(text if needed else _("Kira-kira jumlah orang yang dilayani dalam masa survei."))

    def flush(self) -> None:
        """Tell what is being typed."""
        for field in (self._name, self._services, self._analysis, self._plan):
            field.flush()
        for field in self.findChildren(AnswerLine):
            field.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the column the height that its words need: Qt counts one line for a text that wraps."""
        if watched is self.body and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again: another width wraps differently."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out again: what was put in while another tab was shown had no size yet."""
        super().showEvent(event)
        self._settle()

    def _settle(self) -> None:
        self._questions.invalidate()
        self.box.invalidate()
        self._fit()
        self.box.activate()

    def _fit(self) -> None:
        self.body.setMinimumHeight(max(self.box.totalHeightForWidth(max(self.viewport().width(), 1)), 0))

    def _change(self, **changes: Any) -> None:
        if self._isi is not None and self._editable:
            self._isi = msgspec.structs.replace(self._isi, **changes)
            self.changed.emit(self._isi)

    def _on_population(self, text: str) -> None:
        number = parse_angka(text) if text else Decimal(0)
        if number is None or number < 0 or number > POPULATION_MOST or number != int(number):
            self._population_row.show_finding(State.ERROR, _("Isi angka bulat, misalnya 400."))
            return
        self._population_row.clear_finding()
        self._change(populasi=int(number))

    def _on_services(self, text: str) -> None:
        if self._isi is None:
            return
        known = {one.nama: one.id for one in self._isi.layanan}
        names = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        self._change(layanan=tuple(LayananSkm(id=known.get(n) or secrets.token_hex(4), nama=n) for n in names))

    def _show_questions(self, isi: SurveiSkm, *, draft: bool) -> None:
        while (item := self._questions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, one in enumerate(isi.pertanyaan, 1):
            if one.unsur is not None:
                text = f"{number}. {one.teks} ({one.unsur.value})"
                self._questions.addWidget(ElidedLabel(text, name=f"skm-pertanyaan-{one.id}"))
            else:
                self._questions.addWidget(self._extra(number, one, draft=draft))

    def _extra(self, number: int, one: PertanyaanSkm, *, draft: bool) -> QWidget:
        card = Card(f"skm-tambahan-{one.id}", _("{n}. Pertanyaan tambahan").format(n=number))
        text = AnswerLine(f"skm-tambahan-{one.id}-teks", _("Pertanyaan"), limit=200)
        text.set_answer(one.teks)
        text.answered.connect(lambda words, key=one.id: self._change_question(key, teks=words))
        line = QHBoxLayout()
        for at, label in enumerate(one.pilihan):
            field = AnswerLine(f"skm-tambahan-{one.id}-{at + 1}", _("Jawaban {n}").format(n=at + 1), limit=60)
            field.set_answer(label)
            field.answered.connect(lambda words, key=one.id, at=at: self._change_label(key, at, words))
            line.addWidget(field)
            field.setEnabled(draft)
        drop = make_button(f"skm-tambahan-{one.id}-hapus", _("Hapus pertanyaan"), kind="quiet", icon_name="hapus")
        drop.clicked.connect(lambda _checked=False, key=one.id: self._drop_question(key))
        text.setEnabled(draft)
        drop.setVisible(draft)
        card.box.addWidget(text)
        card.box.addLayout(line)
        card.box.addWidget(drop, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _add_question(self) -> None:
        if self._isi is None:
            return
        one = PertanyaanSkm(id=secrets.token_hex(4), teks="", pilihan=LABELS)
        self._change(pertanyaan=(*self._isi.pertanyaan, one))
        self._show_questions(self._isi, draft=True)
        field = self.findChild(AnswerLine, f"skm-tambahan-{one.id}-teks")
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_question(self, key: str) -> None:
        if self._isi is None:
            return
        self._change(pertanyaan=tuple(one for one in self._isi.pertanyaan if one.id != key))
        self._show_questions(self._isi, draft=True)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_question(self, key: str, **changes: Any) -> None:
        if self._isi is not None:
            ones = (msgspec.structs.replace(q, **changes) if q.id == key else q for q in self._isi.pertanyaan)
            self._change(pertanyaan=tuple(ones))

    def _change_label(self, key: str, at: int, words: str) -> None:
        question = next((q for q in self._isi.pertanyaan if q.id == key), None) if self._isi is not None else None
        if question is not None:
            labels = tuple(words if n == at else old for n, old in enumerate(question.pilihan))
            self._change_question(key, pilihan=labels)

"""StepDialog: what happened to one or many documents and when; and the question that puts a recorded step right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.i18n import _
from desktop_app.services.jalan_dokumen import LangkahJalan
from desktop_app.services.jalan_kata import PERISTIWA
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import GrowingTextEdit

OnStep = Callable[[JenisPeristiwa, date, str, str], object]


class StepDialog(Dialog):
    """The usual next step stands there, so that Enter records it; ``on_step`` takes step, day, place and words."""

    def __init__(
        self,
        parent: QWidget,
        *,
        who: str,
        steps: Sequence[JenisPeristiwa],
        place: str,
        day: date,
        on_step: OnStep,
    ) -> None:
        super().__init__(parent, name="dokumen-langkah", title=_("Catat langkah dokumen"), text=who)
        self._on_step = on_step
        self._step = ComboField(
            "dokumen-langkah-apa", _("Yang terjadi"), [(one.value, _(PERISTIWA[one])) for one in steps]
        )
        self._day = DateField("dokumen-langkah-tanggal", _("Tanggal"))
        self._day.set_answer(day)
        self._place = make_line_edit("dokumen-langkah-tempat", _("Tempat"), limit=100)
        self._place.setText(place)
        self._words = GrowingTextEdit("dokumen-langkah-catatan", _("Catatan"), least_lines=2)
        self._step_row = FormRow("dokumen-langkah-baris-apa", _("Yang terjadi"), self._step, required=True)
        self._words_row = FormRow("dokumen-langkah-baris-catatan", _("Catatan"), self._words)
        hint = _("Tanggal yang tidak mungkin benar tetap disimpan dan ditandai diragukan.")
        for row in (
            self._step_row,
            FormRow("dokumen-langkah-baris-tanggal", _("Tanggal"), self._day, required=True, hint=hint),
            FormRow("dokumen-langkah-baris-tempat", _("Tempat"), self._place),
            self._words_row,
        ):
            row.setMinimumWidth(560)
            self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Catat"), self._take, default=True, closes=False)
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self._day.flush()
        if not self._day.is_readable():
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        step, words = JenisPeristiwa(self._step.answer()), self._words.answer()
        if step is JenisPeristiwa.MENOLAK_TANDA_TANGAN and not words:
            self._words_row.show_finding(State.ERROR, _("Tulis kata-kata pegawai mengapa ia menolak."))
            self._words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._on_step(step, self._day.answer(), self._place.text().strip(), words)


class CorrectDialog(Dialog):
    """Another day, or that it did not happen; ``on_answer`` takes the day (None for never) and the reason."""

    def __init__(self, parent: QWidget, step: LangkahJalan, on_answer: Callable[[date | None, str], object]) -> None:
        event = step.peristiwa
        told = _("{langkah}, tercatat {tanggal}. Catatan ini tetap terbaca; pembetulannya berdiri sesudahnya.")
        text = told.format(langkah=_(PERISTIWA[event.jenis]), tanggal=format_tanggal(event.tanggal or date(2000, 1, 1)))
        super().__init__(parent, name="dokumen-betulkan", title=_("Betulkan catatan"), text=text)
        self._on_answer = on_answer
        self._what = ChoiceRow(
            "dokumen-betulkan-apa",
            _("Yang benar"),
            [Choice("tanggal", _("Tanggalnya lain")), Choice("tidak", _("Tidak terjadi"))],
        )
        self._what.set_value("tanggal")
        self._day = DateField("dokumen-betulkan-tanggal", _("Tanggal yang benar"))
        self._day.set_answer(event.tanggal or date(2000, 1, 1))
        self._reason = GrowingTextEdit("dokumen-betulkan-alasan", _("Alasan"), least_lines=2)
        self._reason_row = FormRow("dokumen-betulkan-baris-alasan", _("Alasan"), self._reason, required=True)
        for row in (
            FormRow("dokumen-betulkan-baris-apa", _("Yang benar"), self._what),
            FormRow("dokumen-betulkan-baris-tanggal", _("Tanggal yang benar"), self._day),
            self._reason_row,
        ):
            row.setMinimumWidth(560)
            self.content.addWidget(row)
        self._what.chosen.connect(lambda key: self._day.setEnabled(key == "tanggal"))
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Betulkan"), self._take, default=True, closes=False)
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self._day.flush()
        never = self._what.value() == "tidak"
        if not never and not self._day.is_readable():
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._reason.answer():
            self._reason_row.show_finding(State.ERROR, _("Tuliskan alasannya."))
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._on_answer(None if never else self._day.answer(), self._reason.answer())

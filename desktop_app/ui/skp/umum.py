"""GeneralTab: the time that the SKP covers, who assesses, and what the form's head prints."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.widgets.controls import Card
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine


class GeneralTab(QWidget):
    """``changed`` carries the whole new ``Skp``."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("skp-umum")
        self._skp: Skp | None = None
        self._locked = False
        self._build(desk)
        self._connect()

    def _build(self, desk: Desk) -> None:
        card = Card("skp-umum-kartu", _("Keterangan SKP"))
        self._begin = DateField("skp-mulai", _("Mulai"))
        self._end = DateField("skp-selesai", _("Sampai"))
        self._penilai = PersonPicker("skp-penilai", _("Pejabat penilai kinerja"), desk.runner)
        self._agency = AnswerLine("skp-instansi", _("Nama instansi"), limit=200)
        self._place = AnswerLine("skp-tempat", _("Tempat tanda tangan"), limit=100)
        for name, label, field in (
            ("mulai", _("Periode mulai"), self._begin),
            ("selesai", _("Periode sampai"), self._end),
            ("penilai", _("Pejabat penilai kinerja"), self._penilai),
            ("instansi", _("Nama instansi"), self._agency),
            ("tempat", _("Tempat tanda tangan"), self._place),
        ):
            card.box.addWidget(FormRow(f"skp-baris-{name}", label, field))
        card.setMaximumWidth(760)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def _connect(self) -> None:
        self._begin.answered.connect(lambda day: self._change(mulai=day))
        self._end.answered.connect(lambda day: self._change(selesai=day))
        self._penilai.answered.connect(lambda doc_id: self._change(penilai_id=doc_id))
        self._agency.answered.connect(lambda text: self._change(instansi=text))
        self._place.answered.connect(lambda text: self._change(tempat=text))

    def show_skp(self, skp: Skp, locked: bool) -> None:
        """Show the head of ``skp``; the assessor's name follows."""
        self._skp, self._locked = skp, locked
        self._begin.set_answer(skp.mulai)
        self._end.set_answer(skp.selesai)
        self._agency.set_answer(skp.instansi)
        self._place.set_answer(skp.tempat)
        for field in (self._agency, self._place, self._begin, self._end):
            field.setReadOnly(locked)

    def show_penilai(self, nama: str, *, chooses: bool, agency: bool = True) -> None:
        """Show the assessor's name; ``chooses`` tells whether another may be named, ``agency`` another agency."""
        self._agency.setReadOnly(self._locked or not agency)
        if self._skp is not None:
            self._penilai.set_answer(self._skp.penilai_id, nama)
            self._penilai.setEnabled(chooses and not self._locked)

    def take(self, skp: Skp) -> None:
        """Know what another tab changed."""
        self._skp = skp

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for line in (self._agency, self._place):
            line.flush()
        for day in (self._begin, self._end):
            day.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of a finding."""
        fields = {
            "penilai_id": self._penilai,
            "mulai": self._begin,
            "instansi": self._agency,
            "tempat": self._place,
        }
        fields.get(path, self._end).setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, **changes: Any) -> None:
        if self._skp is not None:
            self._skp = msgspec.structs.replace(self._skp, **changes)
            self.changed.emit(self._skp)

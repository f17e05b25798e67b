"""The rows of an action plan's sheet: one step, and one realisation with its evidence."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence import EvidenceField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.text import AnswerLine


class StepRow(QWidget):
    """One step and by when; ``changed`` carries it, ``deleted`` its id, ``finished`` that Enter left it."""

    changed = Signal(object)
    deleted = Signal(str)
    finished = Signal()

    def __init__(self, step: Aksi) -> None:
        super().__init__()
        name = f"aksi-{step.id}"
        self.setObjectName(name)
        self._step = step
        self._locked = False
        self.text = AnswerLine(f"{name}-teks", _("Rencana aksi"), hint=_("Langkah"), limit=2000)
        self._target = AnswerLine(f"{name}-target", _("Selesai kapan"), hint=_("selesai kapan"), limit=200)
        self._target.setFixedWidth(200)
        self._delete = make_button(
            f"{name}-hapus", "", kind="quiet", icon_name="hapus", label=_("Hapus langkah"), compact=True
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self._target)
        row.addWidget(self._delete)
        self.text.answered.connect(lambda text: self._take(teks=text))
        self._target.answered.connect(lambda text: self._take(target=text))
        for field in (self.text, self._target):
            # Every letter goes to the disk at once: a power cut takes at most the one that is being typed.
            field.textEdited.connect(lambda _text, field=field: field.flush())
            field.returnPressed.connect(self.finished)
        self._delete.clicked.connect(lambda: self.deleted.emit(self._step.id))

    def show_step(self, step: Aksi, *, locked: bool) -> None:
        """Show a step."""
        self._step, self._locked = step, locked
        self.text.set_answer(step.teks)
        self._target.set_answer(step.target)
        for field in (self.text, self._target):
            field.setReadOnly(locked)
        self._delete.setVisible(not locked)

    def flush(self) -> None:
        """Tell what is being typed."""
        self.text.flush()
        self._target.flush()

    def _take(self, **changes: str) -> None:
        if not self._locked:
            self._step = msgspec.structs.replace(self._step, **changes)
            self.changed.emit(self._step)


class ResultRow(QWidget):
    """What was reached, with its evidence; ``changed`` carries it, ``deleted`` its id."""

    changed = Signal(object)
    deleted = Signal(str)

    def __init__(self, desk: Desk, reached: RealisasiAksi) -> None:
        super().__init__()
        name = f"realisasi-{reached.id}"
        self.setObjectName(name)
        self._reached = reached
        self._doc_id = ""
        self._locked = False
        self.text = AnswerLine(f"{name}-teks", _("Realisasi"), hint=_("Apa yang tercapai"), limit=4000)
        self._delete = make_button(
            f"{name}-hapus", "", kind="quiet", icon_name="hapus", label=_("Hapus realisasi"), compact=True
        )
        self._evidence_field = make_button(f"{name}-bukti", _("Bukti…"), kind="quiet", compact=True)
        self._evidence_field.setCheckable(True)
        self._evidence = EvidenceField(f"{name}-berkas", desk)
        self._evidence.hide()
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        row.addWidget(self._evidence_field)
        row.addWidget(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._evidence)
        self.text.answered.connect(lambda text: self._take(teks=text))
        self.text.textEdited.connect(lambda _text: self.text.flush())
        self._evidence.changed.connect(lambda proofs: self._take(bukti=proofs))
        self._evidence_field.toggled.connect(self._evidence.setVisible)
        self._delete.clicked.connect(lambda: self.deleted.emit(self._reached.id))

    def show_result(self, doc_id: str, reached: RealisasiAksi, *, locked: bool) -> None:
        """Show a realisation."""
        self._doc_id, self._reached, self._locked = doc_id, reached, locked
        self.text.set_answer(reached.teks)
        self.text.setReadOnly(locked)
        self._delete.setVisible(not locked)
        self._evidence.show_evidence(doc_id, reached.bukti, editable=not locked)
        self._count()

    def flush(self) -> None:
        """Tell what is being typed."""
        self.text.flush()

    def _take(self, **changes: object) -> None:
        if not self._locked:
            self._reached = msgspec.structs.replace(self._reached, **changes)
            self._count()
            self.changed.emit(self._reached)

    def _count(self) -> None:
        count = len(self._reached.bukti)
        self._evidence_field.setText(_("Bukti ({n})").format(n=count) if count else _("Bukti…"))
        self._evidence_field.setAccessibleName(_("Bukti dukung: {n} berkas").format(n=count))

"""ResultCard: one planned result of an action plan with its steps, what came of it, and what the journal proposes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.i18n import _
from desktop_app.ui.page import Page
from desktop_app.ui.rencana_aksi.rows import ResultRow, StepRow
from desktop_app.ui.widgets.controls import Card, make_button, make_label


class ResultCard(Card):
    """One planned result with its steps, its realisations, and what the journal proposes for it."""

    changed = Signal()
    adopt_wanted = Signal(str)

    def __init__(self, page: Page, number: int, result: RencanaHasilKerja) -> None:
        super().__init__(f"aksi-hasil-{result.id}")
        title = f"{number}. {result.teks}"
        self.setAccessibleName(title)
        self.box.addWidget(make_label(title, "section", name=f"{self.objectName()}-judul", wrap=True))
        self._page = page
        self.result_id = result.id
        self.steps: list[Aksi] = []
        self.reached: list[RealisasiAksi] = []
        self._step_rows: dict[str, StepRow] = {}
        self._result_rows: dict[str, ResultRow] = {}
        self._doc_id, self._locked = "", True
        self._build()

    def _build(self) -> None:
        name = self.objectName()
        self._steps_box, self._reached_box = QVBoxLayout(), QVBoxLayout()
        self._add_step = make_button(f"{name}-langkah", _("Tambah langkah"), kind="quiet", icon_name="tambah")
        self._add_result = make_button(f"{name}-realisasi", _("Tambah realisasi"), kind="quiet", icon_name="tambah")
        self._proposal = make_label("", "muted", name=f"{name}-usulan", wrap=True)
        self._adopt = make_button(f"{name}-pakai", _("Pakai usulan"), kind="quiet", icon_name="ok")
        offered = QHBoxLayout()
        offered.addWidget(self._proposal, 1)
        offered.addWidget(self._adopt, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(make_label(_("Rencana aksi"), "label"))
        self.box.addLayout(self._steps_box)
        self.box.addWidget(self._add_step, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(make_label(_("Realisasi dan bukti dukung"), "label"))
        self.box.addLayout(self._reached_box)
        self.box.addLayout(offered)
        self.box.addWidget(self._add_result, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_step.clicked.connect(self.add_step)
        self._add_result.clicked.connect(lambda: self.add_result(""))
        self._adopt.clicked.connect(lambda: self.adopt_wanted.emit(self.result_id))

    def show_rows(self, doc_id: str, steps: Sequence[Aksi], reached: Sequence[RealisasiAksi], *, locked: bool) -> None:
        """Show steps and realisations; rows that stay keep their fields and the keyboard."""
        self._doc_id, self._locked = doc_id, locked
        self.steps, self.reached = list(steps), list(reached)
        for ref in self._step_rows.keys() - {step.id for step in steps}:
            self._step_rows.pop(ref).deleteLater()
        for ref in self._result_rows.keys() - {one.id for one in reached}:
            self._result_rows.pop(ref).deleteLater()
        for at, step in enumerate(steps):
            row = self._step_rows.get(step.id) or self._new_step_row(step)
            self._steps_box.insertWidget(at, row)
            row.show_step(step, locked=locked)
        for at, one in enumerate(reached):
            shown = self._result_rows.get(one.id) or self._new_result_row(one)
            self._reached_box.insertWidget(at, shown)
            shown.show_result(doc_id, one, locked=locked)
        for button in (self._add_step, self._add_result):
            button.setVisible(not locked)

    def show_proposal(self, text: str) -> None:
        """Show what the journal proposes; nothing where it says nothing."""
        self._proposal.setText(_("Usulan dari jurnal: {usulan}").format(usulan=text) if text else "")
        self._proposal.setVisible(bool(text))
        self._adopt.setVisible(bool(text) and not self._locked)

    def add_step(self) -> None:
        """Add a step and put the keyboard there."""
        step = Aksi(id=secrets.token_hex(4), hasil_id=self.result_id)
        self.show_rows(self._doc_id, [*self.steps, step], self.reached, locked=self._locked)
        self.changed.emit()
        self._step_rows[step.id].text.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_result(self, text: str) -> None:
        """Add a realisation and put the keyboard there."""
        one = RealisasiAksi(id=secrets.token_hex(4), hasil_id=self.result_id, teks=text)
        self.show_rows(self._doc_id, self.steps, [*self.reached, one], locked=self._locked)
        self.changed.emit()
        self._result_rows[one.id].text.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Tell what is being typed."""
        for step in self._step_rows.values():
            step.flush()
        for reached in self._result_rows.values():
            reached.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first step, or on what adds one."""
        first = next(iter(self._step_rows.values()), None)
        (first.text if first is not None else self._add_step).setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_step_row(self, step: Aksi) -> StepRow:
        row = self._step_rows[step.id] = StepRow(step)
        row.changed.connect(self._take_step)
        row.deleted.connect(lambda ref: self._drop(ref))
        row.finished.connect(self.add_step)
        return row

    def _new_result_row(self, one: RealisasiAksi) -> ResultRow:
        row = self._result_rows[one.id] = ResultRow(self._page.desk, one)
        row.changed.connect(self._take_result)
        row.deleted.connect(lambda ref: self._drop(ref))
        return row

    def _take_step(self, step: Aksi) -> None:
        self.steps = [step if one.id == step.id else one for one in self.steps]
        self.changed.emit()

    def _take_result(self, reached: RealisasiAksi) -> None:
        self.reached = [reached if one.id == reached.id else one for one in self.reached]
        self.changed.emit()

    def _drop(self, ref: str) -> None:
        steps = [one for one in self.steps if one.id != ref]
        reached = [one for one in self.reached if one.id != ref]
        self.show_rows(self._doc_id, steps, reached, locked=self._locked)
        self.changed.emit()

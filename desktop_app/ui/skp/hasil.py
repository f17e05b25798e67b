"""ResultCard: one planned result: the leader's result it serves, its words, its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.skp import HasilIntervensi, Indikator, RencanaHasilKerja
from desktop_app.i18n import _
from desktop_app.ui.skp.edits import add_indikator, put_indikator, remove_indikator
from desktop_app.ui.skp.indikator import ASPECT_WIDTH, TARGET_WIDTH, IndicatorRow
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.text import GrowingTextEdit

NARROW = 780
"""Pixels of width below which a target stands under its indicator."""


class ResultCard(Card):
    """Ctrl+I adds an indicator, Ctrl+Delete removes one, Ctrl+Shift+L picks the leader's result, Alt+Up and Alt+Down
    move the card, Ctrl+Shift+Delete removes it; the tab holds these keys.
    """

    answered = Signal(object)
    """``RencanaHasilKerja``."""
    removed = Signal(str)
    moved = Signal(str, int)
    arranged = Signal()
    """A row came or went: the way of the Tab key is another one."""
    pick_wanted = Signal(str)
    """The leader's result is to be chosen from his SKP, for this result."""

    def __init__(self, hasil: RencanaHasilKerja, aspects: Sequence[tuple[str, str]]) -> None:
        super().__init__(f"hasil-{hasil.id}")
        self.hasil = hasil
        self._aspects = tuple(aspects)
        self._rows: dict[str, IndicatorRow] = {}
        self._locked = False
        self._narrow = False
        self._build_words()
        self._build_indicators()
        self._connect()
        self._show()

    def _build_words(self) -> None:
        name = self.objectName()
        self._number = make_label("", "section", name=f"{name}-nomor")
        self._up = _small(f"{name}-naik", "panah-atas", _("Naikkan hasil kerja"))
        self._down = _small(f"{name}-turun", "panah-bawah", _("Turunkan hasil kerja"))
        self._remove = _small(f"{name}-hapus", "hapus", _("Hapus hasil kerja"))
        self._pick = make_button(
            f"{name}-pilih", _("Pilih…"), kind="quiet", label=_("Pilih dari SKP pimpinan"), compact=True
        )
        self._pick.setToolTip(_("Pilih dari SKP pimpinan  (Ctrl+Shift+L)"))
        self._pick.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._more = make_button(f"{name}-iki-pimpinan", _("+ Indikator pimpinan"), kind="quiet", compact=True)
        self._leader = GrowingTextEdit(
            f"{name}-intervensi", _("Rencana hasil kerja pimpinan yang diintervensi"), least_lines=2
        )
        self._leader_indicator = GrowingTextEdit(
            f"{name}-intervensi-indikator", _("Indikator kinerja individu pimpinan"), least_lines=1
        )
        self._leader_indicator.setPlaceholderText(_("Indikator kinerja individu pimpinan"))
        self._words = GrowingTextEdit(f"{name}-teks", _("Rencana hasil kerja"), least_lines=2)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._number, 1)
        for button in (self._up, self._down, self._remove):
            head.addWidget(button)
        self.box.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        left_head = QHBoxLayout()
        left_head.addWidget(ElidedLabel(_("Hasil kerja pimpinan"), role="label"), 1)
        left_head.addWidget(self._more)
        left_head.addWidget(self._pick)
        grid.addLayout(left_head, 0, 0)
        grid.addWidget(make_label(_("Rencana hasil kerja"), "label"), 0, 1)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._leader)
        left.addWidget(self._leader_indicator)
        left.addStretch(1)
        grid.addLayout(left, 1, 0)
        grid.addWidget(self._words, 1, 1, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(grid)

    def _build_indicators(self) -> None:
        heads = QHBoxLayout()
        heads.setSpacing(8)
        aspect, words, target = (
            make_label(text, "muted") for text in (_("Aspek"), _("Indikator kinerja individu"), _("Target"))
        )
        aspect.setFixedWidth(ASPECT_WIDTH)
        target.setFixedWidth(TARGET_WIDTH)
        self._target_head = target
        heads.addWidget(aspect)
        heads.addWidget(words, 1)
        heads.addWidget(target)
        self._gap = QWidget()
        self._gap.setFixedWidth(36)
        heads.addWidget(self._gap)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._add = make_button(
            f"{self.objectName()}-tambah-indikator",
            _("Tambah indikator  (Ctrl+I)"),
            kind="quiet",
            icon_name="tambah",
            compact=True,
        )
        self.box.addLayout(heads)
        self.box.addLayout(self._list)
        self.box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self._leader.answered.connect(self._on_leader)
        self._leader_indicator.answered.connect(lambda text: self._change_leader(indikator=text))
        self._words.answered.connect(lambda text: self._change(teks=text))
        self._more.clicked.connect(self._show_leader_indicator)
        self._pick.clicked.connect(self.pick)
        self._add.clicked.connect(self.add_indicator)
        self._remove.clicked.connect(lambda: self.removed.emit(self.hasil.id))
        self._up.clicked.connect(lambda: self.moved.emit(self.hasil.id, -1))
        self._down.clicked.connect(lambda: self.moved.emit(self.hasil.id, 1))

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the narrow arrangement."""
        return QSize(NARROW // 2 + 80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put targets below the indicators where the window is narrow or the text is large."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._target_head.setVisible(not narrow)
            for row in self._rows.values():
                row.set_narrow(narrow)

    def set_number(self, number: int) -> None:
        """Show the number that the form prints."""
        self._number.setText(_("Hasil kerja {n}").format(n=number))
        self.setAccessibleName(self._number.text())

    def set_locked(self, locked: bool) -> None:
        """Let the card be read only."""
        self._locked = locked
        for field in (self._leader, self._leader_indicator, self._words):
            field.setReadOnly(locked)
        for button in (self._up, self._down, self._remove, self._pick, self._add):
            button.setVisible(not locked)
        self._more.setVisible(not locked and not self.hasil.intervensi.indikator)
        self._gap.setVisible(not locked)
        for row in self._rows.values():
            row.set_locked(locked)

    def tab_widgets(self) -> list[QWidget]:
        """Return the fields in the order of the form's columns: leader's result, result, indicators."""
        rows = [field for one in self.hasil.indikator for field in self._rows[one.id].tab_widgets()]
        return [self._leader, self._leader_indicator, self._words, *rows, self._add]

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for field in (self._leader, self._leader_indicator, self._words):
            field.flush()
        for row in self._rows.values():
            row.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self._leader.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field that a finding is about, such as ``indikator/#ab/target``."""
        head, _slash, rest = path.partition("/")
        if head == "indikator" and rest:
            row_id, _slash, field = rest.removeprefix("#").partition("/")
            if row_id in self._rows:
                self._rows[row_id].focus_path(field)
        else:
            field_widget = self._leader if head == "intervensi" else self._words
            field_widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_indicator(self) -> None:
        """Add an empty indicator and put the keyboard there."""
        if self._locked:
            return
        self.hasil, fresh = add_indikator(self.hasil)
        row = self._add_row(next(one for one in self.hasil.indikator if one.id == fresh))
        # A row that is not shown yet is passed over by a Tab that comes at once.
        row.show()
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arranged.emit()
        self.answered.emit(self.hasil)

    def remove_current_indicator(self) -> None:
        """Take away the indicator that has the keyboard."""
        focused = QApplication.focusWidget()
        for indikator_id, row in self._rows.items():
            if not self._locked and focused is not None and row.isAncestorOf(focused):
                self._remove_indicator(indikator_id)
                return

    def pick(self) -> None:
        """Ask for the leader's results."""
        if not self._locked:
            self.pick_wanted.emit(self.hasil.id)

    def set_leader_result(self, leader: HasilIntervensi) -> None:
        """Take a result chosen from the leader's SKP."""
        self._change(intervensi=leader)
        self._leader.set_answer(leader.teks)
        self._leader_indicator.set_answer(leader.indikator)
        self._leader_indicator.setVisible(bool(leader.indikator))
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hasil(self, hasil: RencanaHasilKerja) -> None:
        """Show another state of the same result; rows whose indicator is still there stay."""
        self.hasil = hasil
        self._show()

    def _show(self) -> None:
        self._leader.set_answer(self.hasil.intervensi.teks)
        self._leader_indicator.set_answer(self.hasil.intervensi.indikator)
        self._leader_indicator.setVisible(bool(self.hasil.intervensi.indikator))
        self._words.set_answer(self.hasil.teks)
        kept = {one.id for one in self.hasil.indikator}
        for gone in [one for one in self._rows if one not in kept]:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for at, indikator in enumerate(self.hasil.indikator):
            if indikator.id in self._rows:
                self._rows[indikator.id].show_indikator(indikator)
            else:
                self._add_row(indikator, at).show()

    def _add_row(self, indikator: Indikator, at: int = -1) -> IndicatorRow:
        row = IndicatorRow(indikator, self._aspects)
        row.answered.connect(self._on_indicator)
        row.removed.connect(self._remove_indicator)
        self._rows[indikator.id] = row
        row.set_locked(self._locked)
        self._list.insertWidget(at, row)
        if self._narrow:
            row.set_narrow(True)
        return row

    def _on_indicator(self, indikator: Indikator) -> None:
        self.hasil = put_indikator(self.hasil, indikator)
        self.answered.emit(self.hasil)

    def _remove_indicator(self, indikator_id: str) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rows.pop(indikator_id).deleteLater()
        self.hasil = remove_indikator(self.hasil, indikator_id)
        self.arranged.emit()
        self.answered.emit(self.hasil)

    def _on_leader(self, text: str) -> None:
        # Own words are no longer the words of the document they were chosen from.
        self._change_leader(teks=text, skp_id="", hasil_id="")

    def _show_leader_indicator(self) -> None:
        self._more.hide()
        self._leader_indicator.show()
        self._leader_indicator.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_leader(self, **changes: Any) -> None:
        self._change(intervensi=msgspec.structs.replace(self.hasil.intervensi, **changes))

    def _change(self, **changes: Any) -> None:
        self.hasil = msgspec.structs.replace(self.hasil, **changes)
        self.answered.emit(self.hasil)


def _small(name: str, icon_name: str, label: str) -> QPushButton:
    button = make_button(name, "", kind="quiet", icon_name=icon_name, label=label, compact=True)
    # Reached by keys of their own, so that Tab goes from answer to answer.
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return button

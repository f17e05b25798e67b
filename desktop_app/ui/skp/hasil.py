"""ResultCard: one planned result: the leader's result or who assigned it, its words, its indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.skp import HasilIntervensi, Indikator, RencanaHasilKerja
from desktop_app.i18n import _
from desktop_app.regulation import KataRencana
from desktop_app.ui.skp.edits import add_indikator, put_indikator, remove_indikator
from desktop_app.ui.skp.indikator import IndicatorRow
from desktop_app.ui.skp.intervensi import LeaderField
from desktop_app.ui.skp.kepala_kolom import ColumnHeads
from desktop_app.ui.skp.lainnya import MoreFields
from desktop_app.ui.skp.layout import Layout
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.hints import HintLines
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit

NARROW = 880
"""Pixels of width below which a target stands under its indicator."""


class ResultCard(Card):
    """Ctrl+I adds an indicator, Ctrl+Delete removes one, Ctrl+Shift+L picks the leader's result, Ctrl+R opens what is
    rarely told, Alt+Up and Alt+Down move the card, Ctrl+Shift+Delete removes it; the tab holds these keys.
    """

    answered = Signal(object)
    """``RencanaHasilKerja``."""
    removed = Signal(str)
    moved = Signal(str, int)
    arranged = Signal()
    """A row came or went: the way of the Tab key is another one."""
    pick_wanted = Signal(str)
    """The leader's result is to be chosen from his SKP, for this result."""
    kind_wanted = Signal(str, object)
    """This result is to be of another ``JenisHasil``."""

    def __init__(self, hasil: RencanaHasilKerja, aturan: KataRencana, layout: Layout) -> None:
        super().__init__(f"hasil-{hasil.id}")
        self.hasil = hasil
        self._aturan = aturan
        self._layout = layout
        self._rows: dict[str, IndicatorRow] = {}
        self._locked = False
        self._narrow = False
        self._build_words()
        self._build_indicators()
        self._connect()
        self.arrange(layout)
        self._show()

    def _build_words(self) -> None:
        name = self.objectName()
        self._number = make_label("", "section", name=f"{name}-nomor")
        self._up = _small(f"{name}-naik", "panah-atas", _("Naikkan hasil kerja"))
        self._down = _small(f"{name}-turun", "panah-bawah", _("Turunkan hasil kerja"))
        self._remove = _small(f"{name}-hapus", "hapus", _("Hapus hasil kerja"))
        self._leader = LeaderField(name)
        self._words = GrowingTextEdit(f"{name}-teks", _("Rencana hasil kerja"), least_lines=2)
        self._words_hints = HintLines(f"{name}-saran", self._words)
        self._giver = AnswerLine(
            f"{name}-penugasan", _("Penugasan dari"), hint=_("Jabatan pimpinan atau tim"), limit=300
        )
        heads = [make_label(text, "label") for text in (_("Rencana hasil kerja"), _("Penugasan dari"))]
        for label in heads:
            # The head of the leader's result has buttons; the fields below are to begin at one height.
            label.setMinimumHeight(self._leader.head_height())
        self._text_box = _column(heads[0], self._words, self._words_hints)
        self._giver_box = _column(heads[1], self._giver)
        self._more = MoreFields(name, self._aturan)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._number, 1)
        for button in (self._up, self._down, self._remove):
            head.addWidget(button)
        self.box.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.box.addLayout(self._grid)

    def _build_indicators(self) -> None:
        name = self.objectName()
        self._heads = ColumnHeads()
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._whole = HintLines(f"{name}-indikator-saran", self)
        self._add = make_button(
            f"{name}-tambah-indikator",
            _("Tambah indikator  (Ctrl+I)"),
            kind="quiet",
            icon_name="tambah",
            compact=True,
        )
        self._open = make_button(f"{name}-lainnya", _("Lainnya"), kind="quiet", compact=True)
        self._open.setCheckable(True)
        self._open.setToolTip(_("Prioritas, sumber, sifat, dan tingkat kendali  (Ctrl+R)"))
        self._told = ElidedLabel("", role="muted", name=f"{name}-lainnya-ringkas")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._add)
        foot.addWidget(self._open)
        foot.addWidget(self._told, 1)
        for part in (self._heads, self._list, self._whole, foot, self._more):
            if isinstance(part, QWidget):
                self.box.addWidget(part)
            else:
                self.box.addLayout(part)
        self._more.hide()

    def _connect(self) -> None:
        self._leader.answered.connect(lambda leader: self._change(intervensi=leader))
        self._leader.pick_wanted.connect(self.pick)
        self._words.answered.connect(lambda text: self._change(teks=text))
        self._giver.answered.connect(lambda text: self._change(penugasan=text))
        self._add.clicked.connect(self.add_indicator)
        self._open.toggled.connect(self._on_open)
        self._more.kind_chosen.connect(self._on_kind)
        self._more.source_chosen.connect(lambda source: self._change(sumber=source))
        self._more.nature_chosen.connect(lambda nature: self._change(sifat=nature))
        self._remove.clicked.connect(lambda: self.removed.emit(self.hasil.id))
        self._up.clicked.connect(lambda: self.moved.emit(self.hasil.id, -1))
        self._down.clicked.connect(lambda: self.moved.emit(self.hasil.id, 1))

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the narrow arrangement."""
        return QSize(NARROW // 2 + 30, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put targets below the indicators where the window is narrow or the text is large."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._heads.arrange(self._layout, narrow=narrow)
            for row in self._rows.values():
                row.set_narrow(narrow)

    def arrange(self, layout: Layout) -> None:
        """Show the fields in the order of a form; what it does not print stands under "Lainnya"."""
        self._layout = layout
        top = Qt.AlignmentFlag.AlignTop
        if layout.leader_first:
            self._grid.addWidget(self._leader, 0, 0, top)
            self._grid.addWidget(self._text_box, 0, 1, top)
            self._more.places.addWidget(self._giver_box)
        else:
            self._grid.addWidget(self._text_box, 0, 0, top)
            self._grid.addWidget(self._giver_box, 0, 1, top)
            self._more.places.addWidget(self._leader)
        # A widget that gets another parent is hidden until Qt finds time, and passed over by a Tab that comes at once.
        self._leader.show()
        self._giver_box.show()
        self._heads.arrange(layout, narrow=self._narrow)
        for row in self._rows.values():
            row.arrange(layout)

    def set_number(self, number: int) -> None:
        """Show the number that the form prints."""
        self._number.setText(_("Hasil kerja {n}").format(n=number))
        self.setAccessibleName(self._number.text())

    def set_locked(self, locked: bool) -> None:
        """Let the card be read only."""
        self._locked = locked
        self._words.setReadOnly(locked)
        self._giver.setReadOnly(locked)
        self._leader.set_locked(locked)
        self._more.set_locked(locked)
        for button in (self._up, self._down, self._remove, self._add):
            button.setVisible(not locked)
        self._heads.set_locked(locked)
        for row in self._rows.values():
            row.set_locked(locked)

    def tab_widgets(self) -> list[QWidget]:
        """Return the fields in the order in which the form is read, what is rarely told last."""
        rows = [field for one in self.hasil.indikator for field in self._rows[one.id].tab_widgets()]
        end = [self._add, self._open, *self._more.tab_widgets()]
        if self._layout.leader_first:
            return [*self._leader.tab_widgets(), self._words, *rows, *end, self._giver]
        return [self._words, self._giver, *rows, *end, *self._leader.tab_widgets()]

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for field in (self._leader, self._words, self._giver):
            field.flush()
        for row in self._rows.values():
            row.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        field = self._leader if self._layout.leader_first else self._words
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field that a finding is about, such as ``indikator/#ab/target``."""
        head, _slash, rest = path.partition("/")
        row_id, _slash, field = rest.removeprefix("#").partition("/")
        hidden = "intervensi" if not self._layout.leader_first else "penugasan"
        if head in ("jenis", "sumber", "sifat", hidden) or field == "kendali":
            self.open_more()
        if head == "indikator" and row_id in self._rows:
            self._rows[row_id].focus_path(field)
            return
        fields = {"intervensi": self._leader, "penugasan": self._giver, "indikator": self._add}
        if head in ("jenis", "sumber", "sifat"):
            self._more.field(head).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            fields.get(head, self._words).setFocus(Qt.FocusReason.OtherFocusReason)

    def typed_path(self) -> str:
        """Return the path of the field that is being typed in, empty where none of this card is."""
        focused = QApplication.focusWidget()
        here = f"hasil/#{self.hasil.id}"
        if focused is self._words:
            return f"{here}/teks"
        for row_id, row in self._rows.items():
            if path := row.typed_path(focused):
                return f"{here}/indikator/#{row_id}/{path}"
        return here if focused is not None and self.isAncestorOf(focused) else ""

    def show_hints(self, hints: Mapping[str, Sequence[str]]) -> None:
        """Say beside each field what could be better, by its path within the result."""
        self._words_hints.show_hints(hints.get("teks", ()))
        self._whole.show_hints(hints.get("indikator", ()))
        self._more.show_hint("jenis", "\n".join(hints.get("jenis", ())))
        if "jenis" in hints or any(path.endswith("/kendali") for path in hints):
            self.open_more()
        for row_id, row in self._rows.items():
            place = f"indikator/#{row_id}/"
            row.show_hints({path.removeprefix(place): found for path, found in hints.items() if path.startswith(place)})

    def open_more(self) -> None:
        """Show what is rarely told."""
        self._open.setChecked(True)

    def toggle_more(self) -> None:
        """Show what is rarely told and go there, or hide it."""
        self._open.toggle()
        if self._open.isChecked():
            self._more.tab_widgets()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._open.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._leader.set_answer(leader)
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hasil(self, hasil: RencanaHasilKerja) -> None:
        """Show another state of the same result; rows whose indicator is still there stay."""
        self.hasil = hasil
        self._show()

    def _show(self) -> None:
        self._leader.set_answer(self.hasil.intervensi)
        self._words.set_answer(self.hasil.teks)
        self._giver.set_answer(self.hasil.penugasan)
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
        self._show_more()

    def _show_more(self) -> None:
        self._more.show_hasil(self.hasil)
        self._told.setText(self._more.summary(self.hasil))

    def _add_row(self, indikator: Indikator, at: int = -1) -> IndicatorRow:
        row = IndicatorRow(indikator, self._aturan, self._layout)
        row.answered.connect(self._on_indicator)
        row.removed.connect(self._remove_indicator)
        self._rows[indikator.id] = row
        row.set_locked(self._locked)
        row.show_more(self._open.isChecked())
        self._list.insertWidget(at, row)
        if self._narrow:
            row.set_narrow(True)
        return row

    def _on_indicator(self, indikator: Indikator) -> None:
        self.hasil = put_indikator(self.hasil, indikator)
        self._show_more()
        self.answered.emit(self.hasil)

    def _remove_indicator(self, indikator_id: str) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rows.pop(indikator_id).deleteLater()
        self.hasil = remove_indikator(self.hasil, indikator_id)
        self.arranged.emit()
        self.answered.emit(self.hasil)

    def _on_open(self, shown: bool) -> None:
        self._more.setVisible(shown)
        for row in self._rows.values():
            row.show_more(shown)

    def _on_kind(self, kind: JenisHasil) -> None:
        if kind is not self.hasil.jenis:
            self.kind_wanted.emit(self.hasil.id, kind)

    def _change(self, **changes: Any) -> None:
        self.hasil = msgspec.structs.replace(self.hasil, **changes)
        self._show_more()
        self.answered.emit(self.hasil)


def _column(*parts: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return box


def _small(name: str, icon_name: str, label: str) -> QPushButton:
    button = make_button(name, "", kind="quiet", icon_name=icon_name, label=label, compact=True)
    # Reached by keys of their own, so that Tab goes from answer to answer.
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return button

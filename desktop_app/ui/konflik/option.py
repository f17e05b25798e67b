"""FieldChoice: one field that differs: what it was, each version's value, and a value of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.banding import BarisBanding, VersiBanding
from desktop_app.services.konflik_jawaban import DASAR, Ditulis, Jawaban, JenisIsian
from desktop_app.ui.konflik.marks import marked, spoken
from desktop_app.ui.konflik.parts import ElementParts, PartsPanel, WordParts
from desktop_app.ui.konflik.value import ValueOption
from desktop_app.ui.konflik.written import WrittenValue, field_in
from desktop_app.ui.widgets.controls import Card, make_button, make_label

NONE: Final = Qt.KeyboardModifier.NoModifier
OWN: Final = -2
"""The choice of a value of one's own, beside the numbers of versions."""
FORMER: Final = -1
"""The choice of what stood before."""
COLUMN: Final = 200
"""Pixels that a value needs to be read; more columns than fit go to the next line."""
KEYS: Final = {"S": FORMER, "T": OWN}


class FieldChoice(Card):
    """Letters choose: A, B, … a version, S what stood before, T words of one's own, G parts of several.

    Left and Right choose the neighbour; Up and Down move on to another field.
    """

    chosen = Signal()
    """A person answered, or changed what he had written."""
    stepped = Signal(int)
    """1 for the field below, -1 for the field above."""

    def __init__(self, name: str, row: BarisBanding, versions: Sequence[VersiBanding]) -> None:
        super().__init__(name)
        self.setAccessibleName(row.nama)
        self._row = row
        self._versions = tuple(versions)
        self._letters = tuple(version.huruf for version in versions)
        self._per_line = 0
        self._parts: PartsPanel | None = None
        self._own: ValueOption | None = None
        self._written: WrittenValue | None = None
        self._build()

    def _build(self) -> None:
        name, row = self.objectName(), self._row
        self.box.addWidget(make_label(row.nama, "label", name=f"{name}-nama", wrap=True))
        self._group = QButtonGroup(self)
        former = row.dasar or _("(belum ada)")
        self._former = self._make_option("semula", _("Semula"), former, former, "", FORMER)
        self._former.radio.setEnabled(row.ada_dasar)
        self.options = []
        for number, (version, value) in enumerate(zip(self._versions, row.nilai, strict=True)):
            other = row.dasar or next((text for at, text in enumerate(row.nilai) if at != number), "")
            title = _("Versi {huruf}").format(huruf=version.huruf)
            place = version.kantor or _("Kantor lain")
            said = spoken(value, other, former=bool(row.dasar))
            self.options.append(self._make_option(version.huruf, title, value, other, said, number, place))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self.box.addLayout(self._grid)
        self._arrange(3)
        if row.isian is not None:
            self._add_own()
        self.setFocusProxy(self.options[0].radio)

    def _make_option(
        self, key: str, title: str, value: str, other: str, said: str, number: int, place: str = ""
    ) -> ValueOption:
        rich = marked(value, other, former=bool(self._row.dasar))
        option = ValueOption(f"{self.objectName()}-{key}", title, place, value, rich, said, self)
        option.taken.connect(lambda: self.choose(number, told=True))
        option.radio.installEventFilter(self)
        self._group.addButton(option.radio)
        return option

    def _add_own(self) -> None:
        name, isian = self.objectName(), self._row.isian
        assert isian is not None
        line = QHBoxLayout()
        line.setSpacing(8)
        self._mix = make_button(f"{name}-gabung", _("Gabungkan bagian (G)"), compact=True)
        self._write = make_button(f"{name}-tulis", _("Tulis sendiri (T)"), compact=True)
        self._mix.clicked.connect(self.mix)
        self._write.clicked.connect(self.write)
        for button in (self._mix, self._write):
            # Letters reach them; Tab goes from field to field.
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            line.addWidget(button)
        line.addStretch(1)
        self.box.addLayout(line)
        # Only once it has a place: a control that is shown without one becomes a window.
        self._mix.setVisible(isian.jenis in (JenisIsian.TEKS, JenisIsian.DAFTAR) and self._can_mix())

    def _can_mix(self) -> bool:
        return len(self._row.unsur) > 1 or sum(isinstance(one, str) and bool(one) for one in self._row.mentah) > 1

    def write(self) -> None:
        """Open the field for words of one's own, begun with the version that was chosen, and go there."""
        if self._row.isian is None:
            return
        if self._written is None:
            self._make_written(self._beginning())
        self.choose(OWN, told=True)
        if self._written is not None:
            field_in(self._written).setFocus(Qt.FocusReason.TabFocusReason)

    def mix(self) -> None:
        """Open the parts of the versions; what is ticked becomes words of one's own, which can be changed."""
        if self._row.isian is None or self._mix.isHidden():
            return
        if self._written is None:
            self._make_written(self._beginning())
        if self._parts is None:
            name = f"{self.objectName()}-bagian"
            if self._row.unsur:
                self._parts = ElementParts(name, self._row.unsur, self._letters)
            else:
                self._parts = WordParts(name, self._texts())
            self._parts.composed.connect(self._on_composed)
            self.box.insertWidget(self.box.count() - 1, self._parts)
        self._parts.show()
        self.choose(OWN, told=True)
        self._parts.take_focus()

    def _texts(self) -> list[tuple[str, str]]:
        """Return what can be put together: each version's text, and what stood before, last."""
        said = zip(self._letters, self._row.mentah[1:], strict=True)
        texts = [(_("Versi {huruf}").format(huruf=letter), str(text or "")) for letter, text in said]
        former = self._row.mentah[0]
        return [*texts, (_("Semula"), former)] if isinstance(former, str) and former else texts

    def _beginning(self) -> Any:
        at = self.number()
        first = next((one for one in self._row.mentah[1:] if one is not None), None)
        return first if at is None or at == OWN else self._row.mentah[at + 1]

    def _make_written(self, value: Any) -> None:
        row = self._row
        assert row.isian is not None
        name = f"{self.objectName()}-sendiri"
        self._own = self._make_option("sendiri", _("Tulisan sendiri"), "", "", "", OWN)
        self._own.text.hide()
        self._written = WrittenValue(f"{name}-isi", row.nama, row.isian, row.opsi, row.bagian)
        self._written.set_value(value)
        self._written.answered.connect(lambda: self.choose(OWN, told=True))
        self._own.box.addWidget(self._written)
        self.box.addWidget(self._own)

    def _on_composed(self, value: Any) -> None:
        if self._written is not None:
            self._written.set_value(value)
        self.choose(OWN, told=True)

    def number(self) -> int | None:
        """Return the number of the chosen version, ``FORMER``, ``OWN``, or nothing."""
        if self._own is not None and self._own.radio.isChecked():
            return OWN
        if self._former.radio.isChecked():
            return FORMER
        return next((at for at, option in enumerate(self.options) if option.radio.isChecked()), None)

    def answer(self) -> Jawaban | None:
        """Return the answer as the service takes it, or nothing."""
        at = self.number()
        if at is None:
            return None
        if at == OWN:
            return Ditulis(self._written.value()) if self._written is not None else None
        return DASAR if at == FORMER else self._versions[at].rev_id

    def show_answer(self, answer: Jawaban) -> None:
        """Show an answer that was kept, without telling it."""
        if isinstance(answer, Ditulis):
            if self._row.isian is None:
                return
            if self._written is None:
                self._make_written(answer.nilai)
            elif self._written is not None:
                self._written.set_value(answer.nilai)
            self.choose(OWN)
        elif answer == DASAR:
            self.choose(FORMER)
        else:
            at = next((n for n, version in enumerate(self._versions) if version.rev_id == answer), None)
            if at is not None:
                self.choose(at)

    def flush(self) -> None:
        """Tell now what was typed a moment ago."""
        if self._written is not None:
            self._written.flush()

    def choose(self, number: int, *, told: bool = False) -> None:
        """Choose a version, ``FORMER`` or ``OWN``; ``told`` says that a person did."""
        option = self._option(number)
        if option is None or not option.radio.isEnabled():
            return
        option.radio.setChecked(True)
        for one in self._all():
            one.redraw()
        self.setFocusProxy(option.radio)
        if told:
            self.chosen.emit()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [option.radio for option in (*self.options, self._former)]

    def _all(self) -> list[ValueOption]:
        return [self._former, *self.options, *([self._own] if self._own is not None else [])]

    def _option(self, number: int) -> ValueOption | None:
        return {FORMER: self._former, OWN: self._own}.get(number) if number < 0 else self.options[number]

    def _arrange(self, per_line: int) -> None:
        if per_line == self._per_line:
            return
        self._per_line = per_line
        columns = [self._former, *self.options]
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 0)
        for at, option in enumerate(columns):
            self._grid.addWidget(option, at // per_line, at % per_line)
            self._grid.setColumnStretch(at % per_line, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many values side by side as can be read."""
        super().resizeEvent(event)
        self._arrange(max(1, min(len(self.options) + 1, event.size().width() // COLUMN)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a letter as an answer, arrows as the way to a neighbour."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        turns = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key, letter = Qt.Key(event.key()), event.text().upper()
        plain = event.modifiers() in (NONE, Qt.KeyboardModifier.ShiftModifier)
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in turns:
            self._turn(turns[key])
        elif letter and letter in self._letters and plain:
            self._take(self._letters.index(letter))
        elif letter == "S" and plain and self._row.ada_dasar:
            self._take(FORMER)
        elif letter == "T" and plain and self._row.isian is not None:
            self.write()
        elif letter == "G" and plain and self._row.isian is not None:
            self.mix()
        else:
            return False
        return True

    def _turn(self, by: int) -> None:
        able = [one for one in self._all() if one.radio.isEnabled()]
        at = next((n for n, option in enumerate(able) if option.radio.hasFocus()), 0)
        option = able[min(max(at + by, 0), len(able) - 1)]
        self._take(next(n for n in (FORMER, OWN, *range(len(self.options))) if self._option(n) is option))

    def _take(self, number: int) -> None:
        option = self._option(number)
        if option is not None:
            option.radio.setFocus(Qt.FocusReason.TabFocusReason)
            self.choose(number, told=True)

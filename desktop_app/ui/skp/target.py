"""TargetField: a target as a number, a range or words."""

from __future__ import annotations

import html
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.format_indonesia import format_angka, parse_angka
from desktop_app.domain.istilah import JenisTarget
from desktop_app.domain.skp import Target
from desktop_app.i18n import _
from desktop_app.ui.theme import State, restyle
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.words import jenis_target_text


class TargetField(QWidget):
    """Numbers are typed as Indonesians write them (``1.234,5``) and kept as plain decimals."""

    answered = Signal(object)
    """``Target``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Target"))
        self._target = Target()
        self._build(name)
        self._connect()
        self.set_answer(Target())

    def _build(self, name: str) -> None:
        self._kind = ComboField(
            f"{name}-jenis", _("Jenis target"), [(kind.value, jenis_target_text(kind)) for kind in JenisTarget]
        )
        self._kind.setFixedWidth(112)
        self._low = AnswerLine(f"{name}-nilai", _("Nilai target"), hint="0", limit=30)
        self._dash = make_label("–")
        self._high = AnswerLine(f"{name}-nilai-atas", _("Nilai target tertinggi"), hint="0", limit=30)
        self._unit = AnswerLine(f"{name}-satuan", _("Satuan target"), hint=_("satuan"), limit=100)
        self._words = GrowingTextEdit(f"{name}-teks", _("Target dengan kata-kata"), hint=_("target"), least_lines=1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        for column, widget in enumerate((self._low, self._dash, self._high, self._unit)):
            grid.addWidget(widget, 0, column + 1)
        grid.addWidget(self._kind, 0, 0)
        grid.addWidget(self._words, 1, 0, 1, 5)
        self._wrong = make_label("", "hint", name=f"{name}-salah", wrap=True)
        self._wrong.setProperty("state", State.ERROR.value)
        grid.addWidget(self._wrong, 2, 0, 1, 5)
        grid.setColumnStretch(4, 1)
        self._low.setFixedWidth(86)
        self._high.setFixedWidth(86)
        self._unit.setMinimumWidth(70)
        self.setFocusProxy(self._kind)

    def _connect(self) -> None:
        self._kind.answered.connect(self._on_kind)
        self._low.answered.connect(lambda text: self._change(nilai=plain_number(text)))
        self._high.answered.connect(lambda text: self._change(nilai_atas=plain_number(text)))
        self._unit.answered.connect(lambda text: self._change(satuan=text))
        self._words.answered.connect(lambda text: self._change(teks=text))

    def set_answer(self, target: Target) -> None:
        """Show a known target without telling it."""
        self._target = target
        self._kind.set_answer(target.jenis.value)
        self._low.set_answer(shown_number(target.nilai))
        self._high.set_answer(shown_number(target.nilai_atas))
        self._unit.set_answer(target.satuan)
        self._words.set_answer(target.teks)
        self._arrange()

    def set_locked(self, locked: bool) -> None:
        """Let the target be read only."""
        self._kind.setEnabled(not locked)
        for field in (self._low, self._high, self._unit, self._words):
            field.setReadOnly(locked)

    def tab_widgets(self) -> list[QWidget]:
        """Return the fields in the order in which Tab walks through them."""
        return [self._kind, self._low, self._high, self._unit, self._words]

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for field in (self._low, self._high, self._unit, self._words):
            field.flush()

    def _arrange(self) -> None:
        words = self._target.jenis is JenisTarget.TEKS
        spread = self._target.jenis is JenisTarget.RENTANG
        self._low.setVisible(not words)
        self._unit.setVisible(not words)
        self._dash.setVisible(spread)
        self._high.setVisible(spread)
        self._words.setVisible(words)
        self._judge()

    def _judge(self) -> None:
        """Mark a value that is no number, at the field and in words below it."""
        self._unit.setToolTip(html.escape(self._target.satuan))
        found = ""
        for field, value in ((self._low, self._target.nilai), (self._high, self._target.nilai_atas)):
            shown = self._target.jenis is not JenisTarget.TEKS and (
                field is self._low or self._target.jenis is JenisTarget.RENTANG
            )
            wrong = shown and bool(value) and parse_angka(value) is None
            text = _("“{isi}” bukan angka. Ketik seperti 1.500 atau 12,5.").format(isi=value) if wrong else ""
            found = found or text
            if field.property("state") != (State.ERROR.value if wrong else ""):
                field.setProperty("state", State.ERROR.value if wrong else "")
                restyle(field)
            field.setAccessibleDescription(text)
        self._wrong.setText(found)
        self._wrong.setVisible(bool(found))

    def _on_kind(self, key: str) -> None:
        self._change(jenis=JenisTarget(key))
        self._arrange()

    def _change(self, **changes: Any) -> None:
        self._target = msgspec.structs.replace(self._target, **changes)
        self._judge()
        self.answered.emit(self._target)


def plain_number(text: str) -> str:
    """Return ``1.234,5`` as ``1234.5``; what is no number stays as it was typed, and a finding says so."""
    number = parse_angka(text)
    return text if number is None else f"{number:f}"


def shown_number(stored: str) -> str:
    """Return a stored number as Indonesians write it."""
    number = parse_angka(stored) if stored else None
    return stored if number is None else format_angka(number)

"""WrittenValue: a value of one's own for one field, with the control that fits it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.konflik_jawaban import Isian, JenisIsian
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit

Options = Sequence[tuple[str, str]]
YES, NO = "ya", "tidak"


class WrittenValue(QWidget):
    """``answered`` tells that a person changed it; ``value`` is what is stored."""

    answered = Signal()

    def __init__(
        self,
        name: str,
        label: str,
        isian: Isian,
        options: Options = (),
        parts: Sequence[tuple[str, str, Options]] = (),
        *,
        one_line: bool = False,
    ) -> None:
        super().__init__()
        self._one_line = one_line
        self.setObjectName(name)
        self._isian = isian
        self._label = label
        self._options = options
        self._parts: dict[str, WrittenValue] = {}
        self._empty: QCheckBox | None = None
        self._read: Callable[[], Any] = str
        self._show: Callable[[Any], None] = lambda _value: None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._field = self._make(parts)
        if isian.boleh_kosong and isian.jenis in (JenisIsian.TANGGAL, JenisIsian.PILIHAN, JenisIsian.ANGKA):
            self._empty = QCheckBox(_("Dikosongkan"))
            self._empty.setObjectName(f"{name}-kosong")
            self._empty.setAccessibleName(_("{isian}: dikosongkan").format(isian=label))
            self._empty.toggled.connect(self._on_empty)
            self._column.addWidget(self._empty)
        self.setFocusProxy(self._field)

    def value(self) -> Any:
        """Return the value as it is stored; None for an empty one."""
        if self._empty is not None and self._empty.isChecked():
            return None
        return self._read()

    def set_value(self, value: Any) -> None:
        """Show a value without telling it; one that the control cannot show leaves it as it begins."""
        if self._empty is not None:
            self._empty.blockSignals(True)
            self._empty.setChecked(value is None)
            self._empty.blockSignals(False)
            self._field.setEnabled(value is not None)
        if value is not None:
            self._show(value)

    def flush(self) -> None:
        """Tell now what was typed a moment ago."""
        for field in (self._field, *self._parts.values()):
            if isinstance(field, WrittenValue | GrowingTextEdit | AnswerLine | DateField):
                field.flush()

    def _make(self, parts: Sequence[tuple[str, str, Options]]) -> QWidget:
        match self._isian.jenis:
            case JenisIsian.TANGGAL:
                return self._make_date()
            case JenisIsian.PILIHAN | JenisIsian.YA_TIDAK:
                return self._make_choice()
            case JenisIsian.ANGKA:
                return self._make_number()
            case JenisIsian.GABUNGAN:
                return self._make_parts(parts)
        return self._make_text()

    def _make_text(self) -> QWidget:
        name = f"{self.objectName()}-teks"
        field = AnswerLine(name, self._label) if self._one_line else GrowingTextEdit(name, self._label)
        field.answered.connect(lambda _text: self.answered.emit())
        if self._isian.jenis is JenisIsian.DAFTAR:
            self._read = lambda: [line.strip() for line in field.answer().splitlines() if line.strip()]
            self._show = lambda value: field.set_answer("\n".join(map(str, value)))
            self._column.addWidget(make_label(_("Satu unsur pada setiap baris."), "muted"))
        else:
            self._read = field.answer
            self._show = lambda value: field.set_answer(str(value))
        self._column.addWidget(field)
        return field

    def _make_date(self) -> QWidget:
        field = DateField(f"{self.objectName()}-tanggal", self._label)
        field.answered.connect(lambda _day: self.answered.emit())
        self._read = lambda: field.answer().isoformat()
        self._show = lambda value: field.set_answer(date.fromisoformat(str(value)[:10]))
        self._column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        return field

    def _make_choice(self) -> QWidget:
        yes_no = self._isian.jenis is JenisIsian.YA_TIDAK
        options = ((YES, _("Ya")), (NO, _("Tidak"))) if yes_no else self._options
        field = ComboField(f"{self.objectName()}-pilihan", self._label, options)
        field.answered.connect(lambda _key: self.answered.emit())
        if yes_no:
            self._read = lambda: field.answer() == YES
            self._show = lambda value: field.set_answer(YES if value else NO)
        else:
            self._read = field.answer
            self._show = lambda value: field.set_answer(str(value))
        self._column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        return field

    def _make_number(self) -> QWidget:
        field = AnswerLine(f"{self.objectName()}-angka", self._label, limit=15)
        field.setMaximumWidth(190)
        field.answered.connect(lambda _text: self.answered.emit())
        # What is no number is refused by the service with a sentence, not swallowed here.
        self._read = lambda: int(text) if _is_whole(text := field.answer()) else text
        self._show = lambda value: field.set_answer(str(value))
        self._column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        return field

    def _make_parts(self, parts: Sequence[tuple[str, str, Options]]) -> QWidget:
        kinds = dict(self._isian.bagian)
        for key, label, options in parts:
            one = WrittenValue(f"{self.objectName()}-{key}", label, kinds[key], options, one_line=True)
            one.answered.connect(self.answered)
            row = FormRow(f"{self.objectName()}-baris-{key}", label, one)
            self._parts[key] = one
            self._column.addWidget(row)

        def show(value: Any) -> None:
            for key, one in self._parts.items():
                one.set_value(value.get(key) if isinstance(value, dict) else None)

        self._read = lambda: {key: one.value() for key, one in self._parts.items()}
        self._show = show
        return next(iter(self._parts.values()))

    def _on_empty(self, empty: bool) -> None:
        self._field.setEnabled(not empty)
        self.answered.emit()


def _is_whole(text: str) -> bool:
    return text.lstrip("-").isdecimal() and text.isascii()


def field_in(widget: QWidget) -> QWidget:
    """Return the control inside that takes the keyboard."""
    proxy = widget.focusProxy()
    return field_in(proxy) if proxy is not None and not isinstance(widget, QLineEdit) else widget

"""The screens of the kiosk: the code, one question with very large buttons, and thanks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import _
from desktop_app.services.skm_kios import ANGKA_KODE, format_kode
from desktop_app.ui.skm.keys import AGE, MARK, Field
from desktop_app.ui.widgets.controls import make_button, make_label

CODE = ANGKA_KODE + 1
BUTTON_HIGH = 84
DIGIT_HIGH = 54
AGE_MOST = 2
FEW = 4
MANY_HIGH = 58
"""Up to so many answers have tall buttons; more have lower ones, and what does not fit is scrolled to."""
ANSWER_WIDE, ANSWER_PAD, LINES_PAD = 160, 36, 30
"""The least width of an answer, and what of it stands beside its words and above and below its lines."""


class Part(QWidget):
    """One screen; ``touched`` tells that somebody is there."""

    touched = Signal()

    def take_key(self, event: QKeyEvent) -> bool:
        """Take a key that means something here; return whether it did."""
        return False

    def _title(self, text: str, size: str = "large") -> QWidget:
        label = make_label(text, "title", wrap=True)
        label.setProperty("kiosk", size)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        return label


def large_button(name: str, text: str, label: str = "") -> QPushButton:
    """Return a button for a finger or a far eye; the keys are taken by the window, so it takes no focus."""
    button = make_button(name, text, label=label)
    button.setProperty("kiosk", "large")
    button.setMinimumHeight(BUTTON_HIGH)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def asked_of(field: Field) -> str:
    """Return what the screen asks somebody who has no paper before him."""
    asked = {
        "kelamin": _("Anda laki-laki atau perempuan?"),
        AGE: _("Berapa usia Anda?"),
        "pendidikan": _("Apa pendidikan terakhir Anda?"),
        "pekerjaan": _("Apa pekerjaan Anda?"),
        "layanan_id": _("Layanan apa yang Anda terima?"),
    }.get(field.key, field.title)
    return asked if not field.key.startswith(MARK) or asked.endswith("?") else f"{asked}?"


def answer_words(field: Field) -> tuple[str, ...]:
    """Return the answers in words; the letters of the paper mean nothing by themselves."""
    if field.key != "kelamin":
        return field.choices
    whole = {"L": _("Laki-laki"), "P": _("Perempuan")}
    return tuple(whole.get(one, one) for one in field.choices)


class AnswerButton(QPushButton):
    """One answer, its words broken into as many lines as its width asks for."""

    def __init__(self, name: str, text: str, label: str, high: int) -> None:
        super().__init__(text.replace("&", "&&"))
        self._words = text
        self._high = high
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("kind", "plain")
        self.setProperty("kiosk", "large")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """Return a width that asks for nothing: the words are broken to fit."""
        return QSize(ANSWER_WIDE, self.minimumHeight())

    def sizeHint(self) -> QSize:
        """Return the same: more room is taken where there is some."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew; the button is never lower than its lines."""
        super().resizeEvent(event)
        metrics = QFontMetrics(self.font())
        lines = broken(self._words, metrics, self.width() - ANSWER_PAD)
        self.setText("\n".join(lines).replace("&", "&&"))
        self.setMinimumHeight(max(self._high, len(lines) * metrics.lineSpacing() + LINES_PAD))


def broken(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """Return the words in lines no wider than ``room`` pixels; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class DigitPad(QWidget):
    """Ten digits and a way back, for a screen that is touched."""

    pressed = Signal(int)
    back = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setSpacing(8)
        for digit in range(10):
            button = large_button(f"{name}-{digit}", str(digit))
            button.setMinimumHeight(DIGIT_HIGH)
            button.clicked.connect(lambda _checked=False, digit=digit: self.pressed.emit(digit))
            place = (3, 1) if digit == 0 else ((digit - 1) // 3, (digit - 1) % 3)
            grid.addWidget(button, *place)
        erase = large_button(f"{name}-hapus", "←", _("Hapus satu angka"))
        erase.setMinimumHeight(DIGIT_HIGH)
        erase.clicked.connect(self.back)
        grid.addWidget(erase, 3, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 96)
        self.setMaximumWidth(420)


class CodePart(Part):
    """Asks for the code of a slip; ``entered`` carries it once it is whole."""

    entered = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("kios-kode")
        self._code = ""
        self._shown = make_label("", "code", name="kios-kode-angka")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._told = make_label("", "body", name="kios-kode-pesan", wrap=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._told.setProperty("kiosk", "middle")
        self._told.setProperty("state", "error")
        pad = DigitPad("kios-kode-tombol")
        pad.pressed.connect(self._press)
        pad.back.connect(self._erase)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(self._title(title))
        column.addWidget(self._title(_("Ketik kode dari petugas"), "middle"))
        column.addWidget(self._shown)
        column.addWidget(self._told)
        column.addWidget(pad, 1, Qt.AlignmentFlag.AlignHCenter)
        note = make_label(_("Tanpa nama. Kode tidak disimpan bersama jawaban Anda."), "muted", wrap=True)
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(note)
        self._show()

    def take_key(self, event: QKeyEvent) -> bool:
        """Take digits and Backspace."""
        if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
            self._press(event.key() - Qt.Key.Key_0)
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        else:
            return False
        return True

    def refuse(self, text: str) -> None:
        """Say why this code opens nothing; it is typed anew."""
        self._code = ""
        self._told.setText(text)
        self._show()

    def _press(self, digit: int) -> None:
        self.touched.emit()
        if len(self._code) >= CODE:
            return
        self._told.setText("")
        self._code += str(digit)
        self._show()
        if len(self._code) == CODE:
            self.entered.emit(self._code)

    def _erase(self) -> None:
        self.touched.emit()
        self._code = self._code[:-1]
        self._show()

    def _show(self) -> None:
        self._shown.setText(format_kode(self._code.ljust(CODE, "_")))


class QuestionPart(Part):
    """One question: its words, a button for each answer (or digits for an age), how far it is, back and skip."""

    chosen = Signal(int)
    skipped = Signal()
    back_wanted = Signal()

    def __init__(self, field: Field, at: int, count: int) -> None:
        super().__init__()
        self.setObjectName("kios-tanya")
        self.field = field
        self._typed = ""
        self._shown = make_label("", "code", name="kios-usia")
        bar = QProgressBar()
        bar.setObjectName("kios-maju")
        bar.setAccessibleName(_("Kemajuan"))
        bar.setRange(0, count)
        bar.setValue(at)
        bar.setTextVisible(False)
        bar.setFixedHeight(10)
        where = make_label(_("{n} dari {jumlah}").format(n=at + 1, jumlah=count), "muted", name="kios-ke")
        question = self._title(asked_of(field))
        question.setObjectName("kios-pertanyaan")
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addWidget(bar)
        column.addWidget(where, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(question, 1)
        if field.choices:
            column.addWidget(self._answers(field), 3)
        else:
            self._shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._shown.setText("__")
            pad = DigitPad("kios-usia-tombol")
            pad.pressed.connect(self._press)
            pad.back.connect(self._erase)
            column.addWidget(self._shown)
            column.addWidget(pad, 3, Qt.AlignmentFlag.AlignHCenter)
        foot = QHBoxLayout()
        self.back = large_button("kios-kembali", _("Kembali"))
        self.back.setEnabled(at > 0)
        self.skip = large_button("kios-lewati", _("Lewati"))
        for button, signal in ((self.back, self.back_wanted), (self.skip, self.skipped)):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setMinimumSize(180, 60)
            button.clicked.connect(signal)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        column.addLayout(foot)

    def take_key(self, event: QKeyEvent) -> bool:
        """Take digits, space or 0 to skip, Backspace to go back."""
        key = event.key()
        if key == Qt.Key.Key_Backspace:
            if self._typed:
                self._erase()
            elif self.back.isEnabled():
                self.back_wanted.emit()
        elif key == Qt.Key.Key_Space or (key == Qt.Key.Key_0 and not self._typed):
            self.skipped.emit()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            digit = key - Qt.Key.Key_0
            if not self.field.choices or self.field.digits > 1:
                self._press(digit)
            elif digit <= len(self.field.choices):
                self.chosen.emit(digit)
        else:
            return False
        return True

    def _answers(self, field: Field) -> QScrollArea:
        """Return the answers two by two; many of them are scrolled to where the screen is small."""
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(14)
        high = BUTTON_HIGH if len(field.choices) <= FEW else MANY_HIGH
        for at, words in enumerate(answer_words(field)):
            text = _("{n}  {kata}").format(n=at + 1, kata=words)
            button = AnswerButton(f"kios-jawab-{at + 1}", text, words, high)
            button.clicked.connect(lambda _checked=False, value=at + 1: self.chosen.emit(value))
            grid.addWidget(button, at // 2, at % 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        area = QScrollArea()
        area.setObjectName("kios-jawaban")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        area.setWidget(inner)
        return area

    def _press(self, digit: int) -> None:
        self.touched.emit()
        self._typed += str(digit)
        self._shown.setText(self._typed.ljust(AGE_MOST, "_"))
        if len(self._typed) < AGE_MOST:
            return
        value, self._typed = int(self._typed), ""
        if value and (not self.field.choices or value <= len(self.field.choices)):
            self.chosen.emit(value)
        else:
            self._shown.setText("__")

    def _erase(self) -> None:
        self.touched.emit()
        self._typed = self._typed[:-1]
        self._shown.setText(self._typed.ljust(AGE_MOST, "_"))


class ThanksPart(Part):
    """The last screen; any key or touch goes on to the next respondent."""

    done = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setObjectName("kios-selesai")
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._title(title))
        column.addWidget(self._title(text, "middle"))
        column.addStretch(1)

    def take_key(self, event: QKeyEvent) -> bool:
        """Take any key as the wish to go on."""
        self.done.emit()
        return True

    def mousePressEvent(self, event: object) -> None:
        """Go on at a touch."""
        self.done.emit()

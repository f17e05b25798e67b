"""StepList: a short list of steps, each waiting, under way, done or failed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import Colour
from desktop_app.ui.widgets.controls import make_label


class Step(Enum):
    """Where a step stands."""

    WAITING = "waiting"
    ACTIVE = "active"
    DONE = "done"
    FAILED = "failed"


class StepList(QWidget):
    """Steps are numbered from 0; each line has a mark, a text and perhaps a detail below."""

    def __init__(self, name: str, label: str, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = label
        self._texts = tuple(steps)
        self._marks: list[QLabel] = []
        self._words: list[QLabel] = []
        self._details: list[QLabel] = []
        self._states = [Step.WAITING] * len(self._texts)
        self._build()
        self.reset()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, text in enumerate(self._texts):
            mark = make_label("", name=f"{self.objectName()}-tanda-{number}")
            mark.setFixedSize(24, 24)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            word = make_label(text, name=f"{self.objectName()}-{number}", wrap=True)
            detail = make_label("", "muted", name=f"{self.objectName()}-rincian-{number}", wrap=True)
            grid.addWidget(mark, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(word, 2 * number, 1)
            grid.addWidget(detail, 2 * number + 1, 1)
            self._marks.append(mark)
            self._words.append(word)
            self._details.append(detail)

    def reset(self) -> None:
        """Make every step wait."""
        for number in range(len(self._texts)):
            self.set_step(number, Step.WAITING)

    def set_step(self, number: int, state: Step, detail: str = "") -> None:
        """Show step ``number`` in ``state`` with a ``detail`` below it."""
        self._states[number] = state
        looks = {
            Step.DONE: ("ok", Colour.OK),
            Step.FAILED: ("galat", Colour.ERROR),
            Step.ACTIVE: ("panah-kanan", Colour.ACCENT),
        }
        mark = self._marks[number]
        if state in looks:
            name, colour = looks[state]
            mark.setPixmap(pixmap(name, colour, 20, self.devicePixelRatioF()))
        else:
            mark.setText(str(number + 1))
        self._words[number].setProperty("role", "label" if state is Step.ACTIVE else "body")
        self._words[number].style().unpolish(self._words[number])
        self._words[number].style().polish(self._words[number])
        self._details[number].setText(detail)
        self._details[number].setVisible(bool(detail))
        done = sum(state is Step.DONE for state in self._states)
        self.setAccessibleName(f"{self._label}: " + _("{n} dari {m} selesai").format(n=done, m=len(self._texts)))

    def step(self, number: int) -> Step:
        """Return where step ``number`` stands."""
        return self._states[number]

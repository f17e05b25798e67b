"""PartsPanel: a text put together from the words of two versions, or a list from the elements of all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.banding import Unsur
from desktop_app.services.beda_kata import join_words, split_words
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label

CONTEXT = 6
"""Words shown around what differs."""
LONG = 140
"""Letters of a part that are shown; the whole stands in its tip and is what is taken."""


class PartsPanel(QWidget):
    """``composed`` carries the text or the list whenever a part is taken or left; Space ticks, arrows move."""

    composed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._boxes: list[QCheckBox] = []

    def take_focus(self) -> None:
        """Put the keyboard on the first part."""
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, name: str, text: str, label: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(_shortened(text.replace("&", "&&")))
        box.setObjectName(f"{self.objectName()}-{name}")
        box.setAccessibleName(label)
        if len(text) > LONG:
            box.setToolTip(text)
        box.setChecked(on)
        box.toggled.connect(lambda _on: self._tell())
        box.installEventFilter(self)
        self._boxes.append(box)
        return box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down go from part to part."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._boxes:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            at = [box is watched for box in self._boxes].index(True) + (by or 0)
            if by is not None and 0 <= at < len(self._boxes):
                self._boxes[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        """Tell what the ticked parts make together."""


class WordParts(PartsPanel):
    """A text from the words of two versions; of more versions two are chosen."""

    def __init__(self, name: str, texts: Sequence[tuple[str, str]]) -> None:
        """``texts`` are pairs of what a version is called and what it says."""
        super().__init__(name)
        self._texts = tuple(texts)
        self._rows: list[QWidget] = []
        self._sides: list[QCheckBox | None] = []
        self._left = self._make_side("kiri", 0)
        self._right = self._make_side("kanan", 1)
        if len(texts) > 2:
            line = QHBoxLayout()
            for text, field in ((_("Gabungkan"), self._left), (_("dengan"), self._right)):
                line.addWidget(make_label(text))
                line.addWidget(field)
            line.addStretch(1)
            self._column.addLayout(line)
        self._build()

    def _make_side(self, name: str, at: int) -> ComboField:
        field = ComboField(
            f"{self.objectName()}-{name}",
            _("Versi yang digabungkan"),
            [(str(number), called) for number, (called, _text) in enumerate(self._texts)],
            self,
        )
        field.set_answer(str(at))
        field.answered.connect(lambda _key: self._rebuild())
        field.setVisible(len(self._texts) > 2)
        return field

    def _rebuild(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self._boxes, self._sides = [], [], []
        self._build()
        self._tell()

    def _build(self) -> None:
        (left, left_text), (right, right_text) = (
            self._texts[int(field.answer() or 0)] for field in (self._left, self._right)
        )
        self._pieces = split_words(left_text, right_text)
        before = ""
        for number, piece in enumerate(self._pieces):
            if piece.sama:
                before = " ".join(piece.kiri.split()[-CONTEXT:])
                continue
            row = QWidget(self)
            line = QVBoxLayout(row)
            line.setContentsMargins(0, 2, 0, 2)
            line.setSpacing(2)
            if before:
                line.addWidget(_context(_("Sesudah “… {kata}”:").format(kata=before)))
            both = ((left, piece.kiri, True), (right, piece.kanan, False))
            for side, (called, words, on) in enumerate(both):
                if not words.strip():
                    # What this version lacks here is left out by leaving the other's words out.
                    self._sides.append(None)
                    continue
                shown = _("{versi}: {kata}").format(versi=called, kata=words.strip())
                box = self._add(f"{number}-{side}", shown, shown, on=on)
                self._sides.append(box)
                line.addWidget(box)
            self._rows.append(row)
            self._column.addWidget(row)

    def result(self) -> str:
        """Return the text that the ticked parts make."""
        ticks = [box is not None and box.isChecked() for box in self._sides]
        return join_words(self._pieces, tuple(zip(ticks[::2], ticks[1::2], strict=True)))

    def _tell(self) -> None:
        self.composed.emit(self.result())


class ElementParts(PartsPanel):
    """A list from the elements of all versions; what every version has is ticked at first."""

    def __init__(self, name: str, elements: Sequence[Unsur], letters: Sequence[str]) -> None:
        super().__init__(name)
        self._elements = tuple(elements)
        for number, element in enumerate(elements):
            where = ", ".join(letters[at] for at in element.di)
            text = _("{unsur} (versi {versi})").format(unsur=element.kata, versi=where)
            self._column.addWidget(self._add(str(number), text, text, on=len(element.di) == len(letters)))

    def result(self) -> list[object]:
        """Return the ticked elements in their order."""
        return [one.nilai for one, box in zip(self._elements, self._boxes, strict=True) if box.isChecked()]

    def _tell(self) -> None:
        self.composed.emit(self.result())


def _context(text: str) -> QLabel:
    return make_label(text, "muted", wrap=True)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONG else f"{flat[: LONG - 1]}…"

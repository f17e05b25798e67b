"""HintLines: calm remarks under a field, read out with it; they take no room while there is nothing to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import STATE_LOOKS, State
from desktop_app.ui.widgets.controls import make_label


class HintLines(QWidget):
    """``field`` gets the words as its accessible description."""

    def __init__(self, name: str, field: QWidget) -> None:
        super().__init__()
        self.setObjectName(name)
        self._field = field
        self._words: QLabel | None = None
        self.hide()

    def _build(self) -> QLabel:
        """Make the mark and the words when there is something to say: a sheet has hundreds of these and shows few."""
        mark = QLabel()
        mark.setFixedSize(16, 16)
        look = STATE_LOOKS[State.INFO]
        mark.setPixmap(pixmap(look.icon, look.ink, 16, self.devicePixelRatioF()))
        words = make_label("", "hint", name=f"{self.objectName()}-teks", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 2)
        row.setSpacing(6)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return words

    def show_hints(self, hints: Sequence[str]) -> None:
        """Show these sentences, one a line; none hides the whole."""
        text = "\n".join(hints)
        if text == self.text():
            return
        if self._words is None:
            self._words = self._build()
        self._words.setText(text)
        self._field.setAccessibleDescription(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return what is said, or an empty text."""
        return self._words.text() if self._words is not None else ""

"""EmptyState: what a list says when it has nothing to show, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import Colour
from desktop_app.ui.widgets.controls import make_button, make_label

WIDTH = 460
"""Pixels of the explanation."""


class EmptyState(QWidget):
    """An icon, a sentence, an explanation and perhaps a button; ``acted`` tells that it was pressed."""

    acted = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        text: str = "",
        *,
        icon_name: str = "berkas",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._icon_name = icon_name
        self._build(title, text, action)
        self._button.clicked.connect(self.acted)

    def _build(self, title: str, text: str, action: str) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        picture = QLabel()
        picture.setPixmap(pixmap(self._icon_name, Colour.EDGE, 44, self.devicePixelRatioF()))
        picture.setAlignment(middle)
        self._title = make_label(title, "section", wrap=True)
        self._title.setAlignment(middle)
        self._text = make_label(text, "muted", wrap=True)
        self._text.setAlignment(middle)
        self._text.setFixedWidth(WIDTH)
        self._hold_lines()
        # Shown before it has a parent, a widget would flash up as a window of its own.
        if not text:
            self._text.hide()
        self._button = make_button(
            f"{self.objectName()}-tindakan", action, kind="primary", label=action or title or _("Lanjutkan")
        )
        if not action:
            self._button.hide()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(picture)
        column.addWidget(self._title)
        column.addWidget(self._text, 0, middle)
        column.addWidget(self._button, 0, middle)
        column.addStretch(3)

    def set_words(self, title: str, text: str = "", action: str | None = None) -> None:
        """Say something else; ``action=None`` leaves the button as it is, an empty one hides it."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._hold_lines()
        if action is not None:
            self._button.setText(action)
            self._button.setAccessibleName(action or title)
            self._button.setVisible(bool(action))

    def changeEvent(self, event: QEvent) -> None:
        """Measure the explanation again in the type that the window gives it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._hold_lines()

    def _hold_lines(self) -> None:
        # The stack of a table asks nobody how high a text of this width grows, and would show one line of it.
        self._text.ensurePolished()
        self._text.setMinimumHeight(0)
        self._text.setMinimumHeight(max(self._text.heightForWidth(WIDTH), 0))

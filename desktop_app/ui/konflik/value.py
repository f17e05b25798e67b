"""ValueOption: one value of a field in a frame that is chosen as a whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import restyle
from desktop_app.ui.widgets.elided import ElidedLabel


class ValueOption(QFrame):
    """What differs is marked in ``rich`` and told in ``said``; ``place`` names who says so."""

    taken = Signal()

    def __init__(self, name: str, title: str, place: str, value: str, rich: str, said: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("option", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.radio = QRadioButton(title)
        self.radio.setObjectName(f"{name}-pilih")
        whole = _("{versi}, {kantor}").format(versi=title, kantor=place) if place else title
        self.radio.setAccessibleName(_("{versi}: {nilai}").format(versi=whole, nilai=value))
        self.radio.setAccessibleDescription(said)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.radio)
        head.addWidget(ElidedLabel(place, "muted", name=f"{name}-kantor"), 1)
        self.radio.installEventFilter(self)
        self.radio.clicked.connect(self.taken)
        self.radio.toggled.connect(lambda _on: self.redraw())
        self.text = QLabel(rich)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setObjectName(f"{name}-isi")
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(10, 4, 10, 8)
        self.box.setSpacing(2)
        self.box.addLayout(head)
        self.box.addWidget(self.text, 1)

    def redraw(self) -> None:
        """Show whether it is chosen and whether the keyboard is here."""
        self.setProperty("chosen", self.radio.isChecked())
        self.setProperty("focused", self.radio.hasFocus())
        restyle(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose on a click anywhere in the frame."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.taken.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus around the whole frame."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        return super().eventFilter(watched, event)

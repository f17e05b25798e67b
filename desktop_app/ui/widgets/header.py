"""PageHeader: the title of a page, one line below it, and what can be done here on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Size
from desktop_app.ui.widgets.elided import ElidedLabel


class PageHeader(QWidget):
    """Actions are added from left to right; the primary one comes last."""

    def __init__(self, name: str, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._build(title, subtitle)

    def _build(self, title: str, subtitle: str) -> None:
        self._title = ElidedLabel(title, role="title", name=f"{self.objectName()}-judul")
        self._subtitle = ElidedLabel(subtitle, role="muted", name=f"{self.objectName()}-keterangan")
        if not subtitle:
            self._subtitle.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(Size.GAP)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(self._actions)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Show another line below the title; an empty one takes no room."""
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add_action(self, widget: QWidget) -> None:
        """Add a button or a mark on the right."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def insert_action(self, widget: QWidget) -> None:
        """Add a button before the title (a way back)."""
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignVCenter)

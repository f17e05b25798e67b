"""FittingColumn: a column in a dialog that is as high as its words need, and scrolls only where the screen ends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.widgets.scroll import ScrollColumn

AROUND = 190
"""Pixels of the screen that title, buttons and frame of a dialog take."""


class FittingColumn(ScrollColumn):
    """Qt counts one line for a text that wraps and squeezes what stands below it; this counts all its lines."""

    def __init__(self, name: str, label: str, *, width: int = 620, parent: QWidget | None = None) -> None:
        super().__init__(name, label, parent)
        self.box.setContentsMargins(0, 0, 4, 0)
        self.box.setSpacing(10)
        self.setMinimumWidth(width)
        self.body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit after each change of what stands in the column."""
        if watched is self.body and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again: another width wraps differently."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(self.viewport().width(), 1)
        needed = self.box.totalHeightForWidth(width) if self.box.hasHeightForWidth() else -1
        if needed < 0:
            needed = self.box.totalSizeHint().height()
        room = self.screen().availableGeometry().height() - AROUND
        wanted = min(needed, max(room, 160))
        if self.minimumHeight() != wanted:
            self.setMinimumHeight(wanted)
            layout = self.window().layout()
            if layout is not None and self.window().isVisible():
                layout.activate()
                self.window().resize(self.window().size().expandedTo(layout.totalMinimumSize()))

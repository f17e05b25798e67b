"""ElementBars: the mean of each element on the scale from 1 to 4, the lowest ones marked by a pattern and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import Colour, font

ROW = 24
LOWEST, HIGHEST = 1.0, 4.0
NAME_SHARE = 0.44


@dataclass(frozen=True)
class Bar:
    """One element: its name, its mean (None: nobody answered), the mean as text, and whether it is a lowest one."""

    name: str
    value: float | None
    text: str
    lowest: bool = False


class ElementBars(QWidget):
    """Horizontal bars, the names to the left."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(self.spoken())
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        """Return in words what the picture shows."""
        low = _("{nama} {nilai}, terendah")
        usual = _("{nama} {nilai}")
        return "; ".join((low if one.lowest else usual).format(nama=one.name, nilai=one.text) for one in self._bars)

    def sizeHint(self) -> QSize:
        """Return a size in which every bar can be read."""
        return QSize(460, ROW * max(len(self._bars), 1) + 8)

    def minimumSizeHint(self) -> QSize:
        """Return the least readable size."""
        return QSize(300, ROW * max(len(self._bars), 1) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, bar and figure of each element."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(13))
        left = self.width() * NAME_SHARE
        room = self.width() - left - 92
        for at, one in enumerate(self._bars):
            top = 4 + at * ROW
            painter.setPen(QColor(Colour.INK))
            name = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, int(left) - 10)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, left - 8, ROW), middle | Qt.AlignmentFlag.AlignRight, name)
            painter.fillRect(QRectF(left, top + 5, room, ROW - 10), QColor(Colour.SUNKEN))
            end = left
            if one.value is not None:
                wide = room * (one.value - LOWEST) / (HIGHEST - LOWEST)
                bar = QRectF(left, top + 5, max(wide, 2), ROW - 10)
                painter.fillRect(bar, QColor(Colour.WARNING_SOFT if one.lowest else Colour.ACCENT))
                if one.lowest:
                    painter.fillRect(bar, QBrush(QColor(Colour.WARNING), Qt.BrushStyle.BDiagPattern))
                    painter.setPen(QPen(QColor(Colour.WARNING), 1.2))
                    painter.drawRect(bar)
                end = left + room
            painter.setPen(QColor(Colour.WARNING if one.lowest else Colour.INK))
            text = _("{nilai} terendah").format(nilai=one.text) if one.lowest else one.text
            painter.drawText(QRectF(end + 6 if one.value is not None else left + room + 6, top, 90, ROW), middle, text)

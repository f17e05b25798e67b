"""SidesChart: for each statement how far each side sees it, as calm bars under each other with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Colour, font

TOP = 4.0
"""The end of the scale."""
_BAR, _GAP, _HEAD, _LABEL, _NUMBER = 13, 5, 22, 100, 60


@dataclass(frozen=True)
class Side:
    """One bar: the name of the side, its height (None: nothing is told), the number in words, and its colour."""

    name: str
    value: float | None
    text: str
    colour: str = Colour.ACCENT


@dataclass(frozen=True)
class Statement:
    """One statement with its bars."""

    title: str
    sides: tuple[Side, ...]


class SidesChart(QWidget):
    """Grows with its statements; what it shows is also its accessible description."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._rows: tuple[Statement, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Statement]) -> None:
        """Show other statements."""
        self._rows = tuple(rows)
        self.setAccessibleDescription(self.spoken())
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def spoken(self) -> str:
        """Return in words what the picture shows."""
        return "\n".join(
            f"{row.title}: {', '.join(f'{side.name} {side.text}' for side in row.sides)}" for row in self._rows
        )

    def sizeHint(self) -> QSize:
        """Return a size in which every bar stands."""
        return QSize(420, max(40, sum(self._height(row) for row in self._rows)))

    def minimumSizeHint(self) -> QSize:
        """Return the least readable size."""
        return QSize(260, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each statement's title and its bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = 0.0
        for row in self._rows:
            painter.setFont(font(14))
            painter.setPen(QColor(Colour.INK))
            title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(QRectF(0, y, self.width(), _HEAD), Qt.AlignmentFlag.AlignVCenter, title)
            y += _HEAD
            for side in row.sides:
                self._paint_bar(painter, y, side)
                y += _BAR + _GAP
            y += 8

    def _paint_bar(self, painter: QPainter, y: float, side: Side) -> None:
        room = max(40, self.width() - _LABEL - _NUMBER)
        painter.setFont(font(12))
        painter.setPen(QColor(Colour.MUTED))
        name = painter.fontMetrics().elidedText(side.name, Qt.TextElideMode.ElideRight, _LABEL - 6)
        painter.drawText(QRectF(0, y - 2, _LABEL - 6, _BAR + 4), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Colour.EDGE))
        painter.drawRoundedRect(QRectF(_LABEL, y + _BAR / 2 - 1, room, 2), 1, 1)
        if side.value is not None:
            painter.setBrush(QColor(side.colour))
            painter.drawRoundedRect(QRectF(_LABEL, y, room * side.value / TOP, _BAR), 3, 3)
        painter.setPen(QColor(Colour.INK))
        painter.drawText(
            QRectF(_LABEL + room + 6, y - 2, _NUMBER - 6, _BAR + 4), Qt.AlignmentFlag.AlignVCenter, side.text
        )

    def _height(self, row: Statement) -> int:
        return _HEAD + len(row.sides) * (_BAR + _GAP) + 8

"""RadarChart: values 1 to 5 on spokes with the standard as a dashed ring; the same in words for who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import Colour, font

RINGS = 5
LEAST = 3
"""Spokes that make an area; fewer are only told in words."""
_LABEL = (118.0, 34.0)
"""Width and height that the words at a spoke may take."""


@dataclass(frozen=True)
class RadarPoint:
    """One spoke: its name and its value (None: not given yet)."""

    name: str
    value: int | None


class RadarChart(QWidget):
    """Reads without colour: the values are a thick line with dots and numbers, the standard a dashed one."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._points: tuple[RadarPoint, ...] = ()
        self._standard = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_points(self, points: Sequence[RadarPoint], standard: int) -> None:
        """Show other values; ``standard`` is the ring of what is asked for."""
        self._points, self._standard = tuple(points), standard
        self.setAccessibleDescription(self.spoken())
        self.setToolTip(self.spoken())
        self.update()

    def spoken(self) -> str:
        """Return in words what the picture shows."""
        known = [one for one in self._points if one.value is not None]
        if not known:
            return _("Belum ada nilai")
        values = ", ".join(f"{one.name} {one.value}" for one in known)
        return _("Nilai 1 sampai 5, sesuai standar {standar}: {nilai}").format(standar=self._standard, nilai=values)

    def sizeHint(self) -> QSize:
        """Return a size in which nine spokes can be read."""
        return QSize(460, 330)

    def minimumSizeHint(self) -> QSize:
        """Return the least readable size."""
        return QSize(360, 270)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rings, spokes, their names, the standard and the values."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._points) < LEAST or all(one.value is None for one in self._points):
            painter.setPen(QColor(Colour.MUTED))
            painter.setFont(font(13))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, _("Belum ada nilai"))
            return
        radius = max(60.0, min(self.width() / 2 - _LABEL[0] - 6, self.height() / 2 - _LABEL[1] - 4))
        centre = QPointF(self.width() / 2, self.height() / 2)
        self._paint_rings(painter, centre, radius)
        self._paint_names(painter, centre, radius)
        self._paint_values(painter, centre, radius)

    def _at(self, centre: QPointF, far: float, index: int) -> QPointF:
        angle = 2 * math.pi * index / len(self._points) - math.pi / 2
        return QPointF(centre.x() + far * math.cos(angle), centre.y() + far * math.sin(angle))

    def _ring(self, centre: QPointF, far: float) -> QPolygonF:
        return QPolygonF([self._at(centre, far, n) for n in range(len(self._points))])

    def _paint_rings(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(Colour.EDGE), 1))
        for ring in range(1, RINGS + 1):
            painter.drawPolygon(self._ring(centre, radius * ring / RINGS))
        for n in range(len(self._points)):
            painter.drawLine(centre, self._at(centre, radius, n))
        painter.setPen(QPen(QColor(Colour.FOCUS), 1.8, Qt.PenStyle.DashLine))
        painter.drawPolygon(self._ring(centre, radius * self._standard / RINGS))

    def _paint_names(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        painter.setPen(QColor(Colour.INK))
        painter.setFont(font(11))
        wide, high = _LABEL
        for n, one in enumerate(self._points):
            place = self._at(centre, radius + 10, n)
            side = place.x() - centre.x()
            if abs(side) < 10:
                left, align = place.x() - wide / 2, Qt.AlignmentFlag.AlignHCenter
            elif side > 0:
                left, align = place.x(), Qt.AlignmentFlag.AlignLeft
            else:
                left, align = place.x() - wide, Qt.AlignmentFlag.AlignRight
            top = place.y() - (high if place.y() < centre.y() - radius * 0.9 else high / 2)
            flags = int(align | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(QRectF(left, top, wide, high), flags, one.name)

    def _paint_values(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        places = [
            None if one.value is None else self._at(centre, radius * one.value / RINGS, n)
            for n, one in enumerate(self._points)
        ]
        painter.setPen(QPen(QColor(Colour.ACCENT), 2.6))
        for n, place in enumerate(places):
            after = places[(n + 1) % len(places)]
            if place is not None and after is not None:
                painter.drawLine(place, after)
        painter.setFont(font(11, bold=True))
        for one, place in zip(self._points, places, strict=True):
            if place is None:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Colour.ACCENT))
            painter.drawEllipse(place, 4.0, 4.0)
            painter.setPen(QColor(Colour.INK))
            painter.drawText(QPointF(place.x() + 6, place.y() - 5), str(one.value))

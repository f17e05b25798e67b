"""TrendChart: one value for each period as a line with marks, so that it is never taken for the bars of an output."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_app.ui.theme import Colour, font
from desktop_app.ui.widgets.progress_chart import ProgressChart

MARK = 5.0
"""Half the side of a mark, in pixels."""


class TrendChart(ProgressChart):
    """Square marks joined by a line, each with its number; the target is the same dashed line as beside bars."""

    def _paint_bars(self, painter: QPainter, plot: QRectF) -> None:
        highest = self._highest()
        step = plot.width() / max(len(self._points), 1)

        def place(at: int, value: float) -> QPointF:
            return QPointF(plot.left() + step * (at + 0.5), plot.bottom() - plot.height() * max(value, 0.0) / highest)

        if self._target is not None:
            level = place(0, self._target).y()
            painter.setPen(QPen(QColor(Colour.FOCUS), 1.8, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), level), QPointF(plot.right(), level))
        known = [(place(at, one.value), one) for at, one in enumerate(self._points) if one.value is not None]
        painter.setPen(QPen(QColor(Colour.INK), 2.2))
        for (before, _one), (after, _other) in pairwise(known):
            painter.drawLine(before, after)
        painter.setFont(font(12))
        for point, one in known:
            square = QRectF(point.x() - MARK, point.y() - MARK, 2 * MARK, 2 * MARK)
            painter.fillRect(square, QColor(Colour.WARNING_SOFT))
            painter.setPen(QPen(QColor(Colour.INK), 1.8))
            painter.drawRect(square)
            above = QRectF(point.x() - step / 2, point.y() - MARK - 19, step, 17)
            painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, one.text)

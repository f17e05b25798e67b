"""DistributionChart: a smooth curve over a few categories, painted; the shape of a guidance, not a measurement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Colour, font

TOP = 7.0
"""The greatest height of a point: the grid of the regulation's pictures."""


class DistributionChart(QWidget):
    """Heights are between 0 and ``TOP``; ``mark`` is the category to point at (the person's own result)."""

    def __init__(self, name: str, label: str, *, x_title: str, y_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._x_title, self._y_title = x_title, y_title
        self._title = ""
        self._categories: tuple[str, ...] = ()
        self._heights: tuple[float, ...] = ()
        self._mark: int | None = None
        self._people: tuple[int, ...] = ()
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_curve(
        self, title: str, categories: Sequence[str], heights: Sequence[float], *, mark: int | None = None
    ) -> None:
        """Show another curve; no heights show an empty frame."""
        if len(categories) != len(heights):
            raise ValueError("one height for each category")
        self._title = title
        self._categories, self._heights, self._mark = tuple(categories), tuple(heights), mark
        self._describe()
        self.update()

    def set_people(self, people: Sequence[int], total: int) -> None:
        """Draw how many of ``total`` people are in each category over the curve; nobody shows the curve alone."""
        self._people, self._total = tuple(people), total
        self._describe()
        self.update()

    def _describe(self) -> None:
        spoken = ", ".join(f"{name} {height:g}" for name, height in zip(self._categories, self._heights, strict=True))
        if self._drawn_people():
            spoken += "; " + ", ".join(
                f"{name}: {n}/{self._total}" for name, n in zip(self._categories, self._people, strict=True)
            )
        self.setAccessibleDescription(f"{self._title}. {spoken}")

    def _drawn_people(self) -> bool:
        return self._total > 0 and len(self._people) == len(self._heights) > 0

    def sizeHint(self) -> QSize:
        """Return a size in which five categories can be read."""
        return QSize(480, 210)

    def minimumSizeHint(self) -> QSize:
        """Return the least readable size."""
        return QSize(360, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title, the two axes, the curve and the words of the categories."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = QRectF(30, 28, self.width() - 40, self.height() - 28 - 52)
        self._paint_words(painter, plot)
        painter.setPen(QPen(QColor(Colour.EDGE), 1.2))
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        if self._heights:
            self._paint_curve(painter, plot)

    def _points(self, plot: QRectF) -> list[QPointF]:
        step = plot.width() / len(self._heights)
        return [
            QPointF(plot.left() + step * (at + 0.5), plot.bottom() - plot.height() * height / TOP)
            for at, height in enumerate(self._heights)
        ]

    def _paint_curve(self, painter: QPainter, plot: QRectF) -> None:
        points = self._points(plot)
        path = QPainterPath(points[0])
        for before, after in pairwise(points):
            middle = (before.x() + after.x()) / 2
            path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
        area = QPainterPath(path)
        area.lineTo(points[-1].x(), plot.bottom())
        area.lineTo(points[0].x(), plot.bottom())
        area.closeSubpath()
        painter.fillPath(area, QColor(Colour.ACCENT_SOFT))
        if self._drawn_people():
            self._paint_people(painter, plot)
        painter.setPen(QPen(QColor(Colour.ACCENT), 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        for at, point in enumerate(points):
            chosen = at == self._mark
            painter.setPen(QPen(QColor(Colour.CARD), 1.5))
            painter.setBrush(QColor(Colour.FOCUS if chosen else Colour.ACCENT))
            painter.drawEllipse(point, 6 if chosen else 3.5, 6 if chosen else 3.5)
        if self._drawn_people():
            self._paint_numbers(painter, plot)

    def _bars(self, plot: QRectF) -> list[tuple[QRectF, int]]:
        """Return a bar for each category that has people, as high as the curve would be for that share of them."""
        step, whole = plot.width() / len(self._people), sum(self._heights)
        bars: list[tuple[QRectF, int]] = []
        for at, n in enumerate(self._people):
            if n:
                height = plot.height() * min(n / self._total * whole, TOP) / TOP
                left = plot.left() + step * (at + 0.5) - 13
                bars.append((QRectF(left, plot.bottom() - height, 26, height), n))
        return bars

    def _paint_people(self, painter: QPainter, plot: QRectF) -> None:
        shade = QColor(Colour.MUTED)
        shade.setAlpha(90)
        for bar, _n in self._bars(plot):
            painter.fillRect(bar, shade)

    def _paint_numbers(self, painter: QPainter, plot: QRectF) -> None:
        """Write how many people a bar stands for, above it; above the point of the curve where that is in the way."""
        painter.setFont(font(12, bold=True))
        painter.setPen(QColor(Colour.INK))
        for (bar, n), top in zip(self._bars(plot), self._tops(plot), strict=True):
            covered = abs(top - bar.top() + 12) < 16
            # A bar of full height has no room above it: its number would stand in the title.
            high = max((top if covered else bar.top()) - (23 if covered else 18), plot.top() - 4)
            place = QRectF(bar.left() - 20, high, 66, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(n))

    def _tops(self, plot: QRectF) -> list[float]:
        points = self._points(plot)
        return [points[at].y() for at, n in enumerate(self._people) if n]

    def _paint_words(self, painter: QPainter, plot: QRectF) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.setPen(QColor(Colour.INK))
        painter.setFont(font(13, bold=True))
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, self.width() - 8)
        painter.drawText(QRectF(0, 2, self.width(), 20), Qt.AlignmentFlag.AlignHCenter, title)
        step = plot.width() / max(len(self._categories), 1)
        for at, name in enumerate(self._categories):
            chosen = at == self._mark
            painter.setFont(font(12, bold=chosen))
            painter.setPen(QColor(Colour.INK if chosen else Colour.MUTED))
            painter.drawText(QRectF(plot.left() + step * at, plot.bottom() + 3, step, 32), middle, name)
        painter.setFont(font(12))
        painter.setPen(QColor(Colour.MUTED))
        painter.drawText(QRectF(plot.left(), self.height() - 17, plot.width(), 16), middle, self._x_title)
        painter.save()
        painter.translate(12, plot.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-90, -9, 180, 18), Qt.AlignmentFlag.AlignCenter, self._y_title)
        painter.restore()

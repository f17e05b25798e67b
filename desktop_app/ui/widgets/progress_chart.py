"""ProgressChart: what was reached by the end of each month beside the target, painted; over the target is shown too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import Colour, font

HEADROOM = 1.12
"""How far the scale goes above the highest bar or the target, so that the words on it have room."""


@dataclass(frozen=True)
class ProgressPoint:
    """One bar: its short and its whole name, its height (None: nothing yet), and the words for it ("34 dokumen")."""

    short: str
    name: str
    value: float | None
    text: str = ""


class ProgressChart(QWidget):
    """Bars by month with the target as a dashed line, or as a band where it is a range."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._title = ""
        self._points: tuple[ProgressPoint, ...] = ()
        self._target: float | None = None
        self._top_target: float | None = None
        self._target_text = ""
        self._share = ""
        self._less = self._figures = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(
        self,
        title: str,
        points: Sequence[ProgressPoint],
        *,
        target: float | None = None,
        top_target: float | None = None,
        target_text: str = "",
        share: str = "",
        less_is_better: bool = False,
        figures: bool = False,
    ) -> None:
        """Show another progress; ``target`` is None for one in words, ``share`` says how far it is ("120%").

        With ``less_is_better`` a bar above the target is not drawn as more than was asked for; ``figures`` puts its
        words above each bar.
        """
        self._title, self._points = title, tuple(points)
        self._target, self._top_target, self._target_text = target, top_target, target_text
        self._share, self._less, self._figures = share, less_is_better, figures
        self.setAccessibleDescription(self.spoken())
        self.setToolTip(self.spoken())
        self.update()

    def spoken(self) -> str:
        """Return in words what the picture shows."""
        parts = [self._title] if self._title else []
        if self._target_text:
            parts.append(_("Target {target}").format(target=self._target_text))
        known = [one for one in self._points if one.value is not None]
        if not known:
            parts.append(_("Belum ada catatan yang dihitung"))
        else:
            parts.append(_("Sampai {bulan}: {capaian}").format(bulan=known[-1].name, capaian=known[-1].text))
            if self._share:
                parts.append(_("{persen} dari target").format(persen=self._share))
        return ". ".join(parts)

    def sizeHint(self) -> QSize:
        """Return a size in which twelve months can be read."""
        return QSize(480, 180)

    def minimumSizeHint(self) -> QSize:
        """Return the least readable size."""
        return QSize(300, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title, the bars, the target and the months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = QRectF(8, 46, self.width() - 16, self.height() - 46 - 24)
        self._paint_words(painter)
        if all(one.value is None for one in self._points):
            painter.setPen(QColor(Colour.MUTED))
            painter.setFont(font(13))
            painter.drawText(plot, Qt.AlignmentFlag.AlignCenter, _("Belum ada catatan yang dihitung"))
        else:
            self._paint_bars(painter, plot)
        painter.setPen(QPen(QColor(Colour.EDGE), 1.2))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        self._paint_months(painter, plot)

    def _highest(self) -> float:
        heights = [one.value for one in self._points if one.value is not None]
        targets = [one for one in (self._target, self._top_target) if one is not None]
        return max([*heights, *targets, 0.0]) * HEADROOM or 1.0

    def _paint_bars(self, painter: QPainter, plot: QRectF) -> None:
        highest = self._highest()

        def level(value: float) -> float:
            return plot.bottom() - plot.height() * max(value, 0.0) / highest

        if self._target is not None and self._top_target is not None:
            band = QRectF(
                QPointF(plot.left(), level(self._top_target)), QPointF(plot.right(), level(self._target))
            ).normalized()
            painter.fillRect(band, QColor(Colour.WARNING_SOFT))
        step = plot.width() / max(len(self._points), 1)
        limit = self._top_target if self._top_target is not None else self._target
        for at, one in enumerate(self._points):
            if one.value is None:
                continue
            left, wide = plot.left() + step * at + step * 0.18, step * 0.64
            top = level(one.value)
            over = limit is not None and one.value > limit and not self._less
            edge = level(limit) if over and limit is not None else top
            painter.fillRect(QRectF(left, edge, wide, plot.bottom() - edge), QColor(Colour.ACCENT))
            if over:
                # More than the target: the same bar goes on in stripes, readable without colour.
                more = QRectF(left, top, wide, edge - top)
                painter.fillRect(more, QColor(Colour.OK_SOFT))
                painter.fillRect(more, QBrush(QColor(Colour.OK), Qt.BrushStyle.BDiagPattern))
                painter.setPen(QPen(QColor(Colour.OK), 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(more)
            if self._figures:
                painter.setFont(font(12))
                painter.setPen(QColor(Colour.INK))
                place = QRectF(plot.left() + step * at, top - 17, step, 16)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, one.text)
        for value in (self._target, self._top_target):
            if value is not None:
                painter.setPen(QPen(QColor(Colour.FOCUS), 1.8, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(plot.left(), level(value)), QPointF(plot.right(), level(value)))

    def _paint_words(self, painter: QPainter) -> None:
        metrics_room = self.width() - 8
        painter.setPen(QColor(Colour.INK))
        painter.setFont(font(13, bold=True))
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, metrics_room)
        painter.drawText(QRectF(4, 2, metrics_room, 20), Qt.AlignmentFlag.AlignLeft, title)
        known = [one for one in self._points if one.value is not None]
        words = [_("Target {target}").format(target=self._target_text)] if self._target_text else []
        if known:
            reached = _("sampai {bulan} {capaian}").format(bulan=known[-1].name, capaian=known[-1].text)
            words.append(f"{reached} ({self._share})" if self._share else reached)
        painter.setFont(font(12))
        painter.setPen(QColor(Colour.MUTED))
        line = painter.fontMetrics().elidedText(" · ".join(words), Qt.TextElideMode.ElideRight, metrics_room)
        painter.drawText(QRectF(4, 22, metrics_room, 18), Qt.AlignmentFlag.AlignLeft, line)

    def _paint_months(self, painter: QPainter, plot: QRectF) -> None:
        step = plot.width() / max(len(self._points), 1)
        painter.setFont(font(12))
        painter.setPen(QColor(Colour.MUTED))
        for at, one in enumerate(self._points):
            place = QRectF(plot.left() + step * at, plot.bottom() + 3, step, 18)
            text = painter.fontMetrics().elidedText(one.short, Qt.TextElideMode.ElideRight, int(step))
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, text)

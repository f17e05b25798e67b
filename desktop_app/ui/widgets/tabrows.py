"""TabRows: a bar of tabs that goes on in a second row where one is too narrow; nothing hides behind arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from desktop_app.ui.theme import Colour

ASIDE, ABOVE = 7, 9
"""Room beside and above the words of a tab in pixels: twelve of them fit the usual screen in one row."""


class TabRows(QTabBar):
    """Left and right go from tab to tab as in any bar, up and down to the row above or below.

    To be given to a ``QTabWidget`` before its first tab. The rows are as many as the width of that widget needs.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUsesScrollButtons(False)
        self.setExpanding(False)
        self.setMouseTracking(True)
        self._hovered = -1

    def rects(self) -> list[QRect]:
        """Return where each tab is drawn; hidden ones have an empty place."""
        above = self.parentWidget()
        wide = (above or self).width()
        x = y = low = 0
        found: list[QRect] = []
        for at in range(self.count()):
            size = self.tabSizeHint(at) if self.isTabVisible(at) else QSize(0, 0)
            if x and x + size.width() > wide:
                x, y, low = 0, y + low, 0
            found.append(QRect(QPoint(x, y), size))
            x, low = x + size.width(), max(low, size.height())
        return found

    def sizeHint(self) -> QSize:
        """Return the room for all rows."""
        rects = self.rects()
        right = max((one.right() + 1 for one in rects), default=0)
        return QSize(right, max((one.bottom() + 1 for one in rects), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the widest tab: a narrow window asks for more rows, not for more width."""
        return QSize(max((one.width() for one in self.rects()), default=0), self.sizeHint().height())

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room for a tab with its words in bold: choosing one moves no other."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        return QSize(metrics.horizontalAdvance(self.tabText(index)) + 2 * ASIDE, metrics.height() + 2 * ABOVE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each tab in its row; the style would draw the words where they stand in one long row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, rect in enumerate(self.rects()):
            if rect.isEmpty():
                continue
            chosen = at == self.currentIndex()
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(Colour.ACCENT if chosen or at == self._hovered else Colour.MUTED))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(at))
            if chosen:
                painter.fillRect(rect.adjusted(0, rect.height() - 3, 0, 0), QColor(Colour.ACCENT))
            if chosen and self.hasFocus():
                painter.setPen(QPen(QColor(Colour.FOCUS), 2))
                painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)

    def tab_at(self, where: QPoint) -> int:
        """Return the tab that is drawn at a point, -1 for none."""
        return next((at for at, rect in enumerate(self.rects()) if rect.contains(where)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tab under the mouse."""
        at = self.tab_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and at >= 0 and self.isTabEnabled(at):
            self.setCurrentIndex(at)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take it; the press has chosen."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which tab a press would choose."""
        self._hover(self.tab_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show that it would choose none."""
        super().leaveEvent(event)
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the nearest tab of another row by up and down, to the first and the last by Home and End."""
        ends = {Qt.Key.Key_Home.value: 0, Qt.Key.Key_End.value: self.count() - 1}
        if event.key() in ends:
            self.setCurrentIndex(ends[event.key()])
            return
        steps = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        at = self._beyond(step)
        if at >= 0:
            self.setCurrentIndex(at)
        else:
            # There is no row there: the page may scroll.
            event.ignore()

    def _beyond(self, step: int) -> int:
        """Return the nearest tab of the row above (-1) or below (1), -1 where there is none."""
        rects = self.rects()
        if not 0 <= self.currentIndex() < len(rects):
            return -1
        here = rects[self.currentIndex()]
        rows = sorted({one.top() for one in rects if not one.isEmpty()})
        to = rows.index(here.top()) + step
        if not 0 <= to < len(rows):
            return -1
        row = [at for at, one in enumerate(rects) if one.top() == rows[to] and not one.isEmpty()]
        return min(row, key=lambda at: abs(rects[at].center().x() - here.center().x()))

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self.update()

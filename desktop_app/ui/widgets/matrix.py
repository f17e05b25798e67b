"""MatrixNine: the nine-cell matrix (y = hasil kerja, x = perilaku kerja); lights the cell of the two ratings.

All words come from the caller, so that the matrix of the regulation stays data.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import Colour, Size, font

Cells = Sequence[Sequence[str]]


class MatrixNine(QWidget):
    """Shows only; a row or a column alone is lit as a band, both together as one cell.

    ``rows`` are given from top to bottom, ``columns`` from left to right, ``cells[row][column]`` is the result.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        y_title: str,
        x_title: str,
        rows: Sequence[str],
        columns: Sequence[str],
        cells: Cells,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = label
        self._y_title, self._x_title = y_title, x_title
        self._rows, self._columns, self._cells = tuple(rows), tuple(columns), tuple(map(tuple, cells))
        self._row: int | None = None
        self._column: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_result(None, None)

    def set_result(self, row: int | None, column: int | None) -> None:
        """Light ``row`` (from the top) and ``column`` (from the left); ``None`` is a rating not yet given."""
        self._row, self._column = row, column
        self.setAccessibleName(f"{self._label}: {self.result() or _('belum ada predikat')}")
        self.setAccessibleDescription(self.spoken())
        self.update()

    def result(self) -> str:
        """Return the words of the lit cell, or an empty text."""
        if self._row is None or self._column is None:
            return ""
        return self._cells[self._row][self._column]

    def spoken(self) -> str:
        """Return the matrix as one sentence for a screen reader."""
        unset = _("belum dipilih")
        y = self._rows[self._row] if self._row is not None else unset
        x = self._columns[self._column] if self._column is not None else unset
        return f"{self._y_title}: {y}; {self._x_title}: {x}; {_('hasil')}: {self.result() or unset}"

    def sizeHint(self) -> QSize:
        """Return a size in which the usual words fit."""
        return QSize(520, 240)

    def minimumSizeHint(self) -> QSize:
        """Return the least readable size."""
        return QSize(380, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, bands, cells and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, foot, gap = 128.0, 54.0, 4.0
        width = (self.width() - left - 2 * gap) / 3
        height = (self.height() - foot - 2 * gap) / 3
        for row in range(3):
            for column in range(3):
                cell = QRectF(left + column * (width + gap), row * (height + gap), width, height)
                self._paint_cell(painter, cell, row, column)
        for row in range(3):
            area = QRectF(22, row * (height + gap), left - 30, height)
            self._paint_label(painter, area, self._rows[row], row == self._row, right=True)
        for column in range(3):
            area = QRectF(left + column * (width + gap), self.height() - foot + 2, width, 32)
            self._paint_label(painter, area, self._columns[column], column == self._column, right=False)
        self._paint_titles(painter, left, foot)

    def _paint_cell(self, painter: QPainter, cell: QRectF, row: int, column: int) -> None:
        lit = row == self._row and column == self._column
        band = row == self._row or column == self._column
        ground = Colour.ACCENT if lit else Colour.ACCENT_SOFT if band else Colour.CARD
        edge = Colour.ACCENT_DARK if lit else Colour.EDGE if band else Colour.LINE
        painter.setPen(QPen(QColor(edge), 2 if lit else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QColor(Colour.ON_ACCENT if lit else Colour.INK if band else Colour.MUTED))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        inner = cell.adjusted(6, 2, -6, -2)
        size = Size.SECTION if lit else Size.SMALL
        painter.setFont(font(size, bold=lit))
        if QFontMetricsF(painter.font()).boundingRect(inner, flags, self._cells[row][column]).width() > inner.width():
            painter.setFont(font(Size.SMALL, bold=lit))
        painter.drawText(inner, flags, self._cells[row][column])

    def _paint_label(self, painter: QPainter, area: QRectF, text: str, chosen: bool, *, right: bool) -> None:
        painter.setFont(font(12, bold=chosen))
        painter.setPen(QColor(Colour.ACCENT if chosen else Colour.MUTED))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text)

    def _paint_titles(self, painter: QPainter, left: float, foot: float) -> None:
        painter.setFont(font(12, bold=True))
        painter.setPen(QColor(Colour.INK))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(left, self.height() - 22, self.width() - left, 20), middle, self._x_title)
        painter.save()
        painter.translate(10, (self.height() - foot) / 2)
        painter.rotate(-90)
        painter.drawText(QRectF(-100, -10, 200, 20), middle, self._y_title)
        painter.restore()

"""RoleGrid: the matrix as the form lays it out: the leader's row of indicators, below it a row for each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop_app.domain.bagi_peran import is_bound, roles_in
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran, PeranHasil
from desktop_app.domain.pegawai import Identitas
from desktop_app.i18n import _
from desktop_app.services.peran import NasibPeran, StatusPeran
from desktop_app.ui.theme import Colour, Size, font

Index = QModelIndex | QPersistentModelIndex
NAME_WIDTH = 230
LEAST_WIDTH = 210
AROUND_X, AROUND_Y = 8, 7
"""Pixels of room around the words of a cell, as the style sheet gives them."""
MARKS = {NasibPeran.SUDAH: "✓", NasibPeran.IKAT: "✓", NasibPeran.BERUBAH: "≠"}
"""Signs before a role: in an SKP, there with other words; all others wait."""


class GridModel(QAbstractTableModel):
    """Row 0 is the leader with his columns, every other row a person; column 0 names them."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self._matrix = MatriksPeran(pegawai_id="", tahun=0)
        self._people: Mapping[str, Identitas] = {}
        self._fates: dict[str, NasibPeran] = {}

    @property
    def matrix(self) -> MatriksPeran:
        """The matrix that is shown."""
        return self._matrix

    def show_matrix(self, matrix: MatriksPeran) -> None:
        """Show a matrix; where only words changed, cells stay what they are."""
        same = [r.id for r in matrix.baris] == [r.id for r in self._matrix.baris] and [c.id for c in matrix.kolom] == [
            c.id for c in self._matrix.kolom
        ]
        if not same:
            self.beginResetModel()
        self._matrix = matrix
        if not same:
            self.endResetModel()
        else:
            self._all_changed()

    def show_people(self, people: Mapping[str, Identitas]) -> None:
        """Name the leader and the rows."""
        self._people = people
        self._all_changed()

    def show_fates(self, fates: Sequence[StatusPeran]) -> None:
        """Mark the roles that stand in an SKP."""
        self._fates = {one.peran_id: one.nasib for one in fates}
        self._all_changed()

    def person(self, row: int) -> Identitas:
        """Return who stands in a row of the grid; row 0 is the leader."""
        at = self.row_at(row)
        return self._people.get("" if at is None else at.id, Identitas())

    def row_at(self, row: int) -> BarisMatriks | None:
        """Return the row of the matrix; None for the leader's."""
        return self._matrix.baris[row - 1] if 0 < row <= len(self._matrix.baris) else None

    def column_at(self, column: int) -> KolomMatriks | None:
        """Return the column of the matrix; None for the names."""
        return self._matrix.kolom[column - 1] if 0 < column <= len(self._matrix.kolom) else None

    def roles_at(self, row: int, column: int) -> tuple[PeranHasil, ...]:
        """Return the roles of a cell."""
        person, indicator = self.row_at(row), self.column_at(column)
        return roles_in(person, indicator.id) if person is not None and indicator is not None else ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        """Return the number of rows, the leader's among them; none while there is nothing at all."""
        empty = not self._matrix.baris and not self._matrix.kolom
        return 0 if parent.isValid() or empty else 1 + len(self._matrix.baris)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own default
        """Return the number of columns, the names among them."""
        return 0 if parent.isValid() else 1 + len(self._matrix.kolom)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column: its number."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _("Pegawai dan jabatan") if section == 0 else _("Kolom {n}").format(n=section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, spoken text, letters and colours of a cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.place(row, column)}: {self._shown(row, column)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.FontRole:
            return font(Size.SMALL, bold=row == 0 or column == 0)
        if role == Qt.ItemDataRole.BackgroundRole and row == 0:
            return QColor(Colour.SUNKEN)
        if role == Qt.ItemDataRole.ForegroundRole and row and column and not self.roles_at(row, column):
            return QColor(Colour.MUTED)
        return None

    def place(self, row: int, column: int) -> str:
        """Return where a cell is, in words: the person, and the column's whole text."""
        name = self.person(row).nama or (self._matrix.tim if row == 0 else "") or "–"
        indicator = self.column_at(column)
        if indicator is None:
            return name
        return f"{name} – {indicator.teks}" if row else _("Kolom {n}").format(n=column)

    def _shown(self, row: int, column: int) -> str:
        indicator = self.column_at(column)
        if indicator is None:
            who = self.person(row)
            post = who.jabatan or (self._matrix.jabatan if row == 0 else "")
            return "\n".join(part for part in (who.nama or _("(belum dikenal)"), post) if part)
        if row == 0:
            waits = "" if is_bound(indicator) else "\n" + _("(belum terhubung ke SKP pimpinan)")
            return (indicator.teks or _("(belum ditulis)")) + waits
        roles = self.roles_at(row, column)
        if not roles:
            return _("tidak ada peran")
        return "\n".join(f"{MARKS.get(self._fates.get(one.id, NasibPeran.BARU), '•')} {one.teks}" for one in roles)

    def _all_changed(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


class _WrappedCell(QStyledItemDelegate):
    """Asks for the height that all words need: the usual delegate forgets the room around them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of the wrapped text with the room around it."""
        view = self.parent()
        assert isinstance(view, QTableView)
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole))
        width = max(view.columnWidth(index.column()) - 2 * AROUND_X - 6, 40)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        lines = metrics.boundingRect(QRect(0, 0, width, 100_000), Qt.TextFlag.TextWordWrap, text)
        return QSize(width, lines.height() + 2 * AROUND_Y + 4)


class RoleGrid(QTableView):
    """Arrows walk from cell to cell; Enter asks to type (``entered``), Delete to remove (``remove_wanted``)."""

    entered = Signal()
    remove_wanted = Signal()
    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("matriks-tabel")
        self.setAccessibleName(_("Matriks pembagian peran dan hasil"))
        self.cells = GridModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_WrappedCell(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setProperty("wrapping", True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(Size.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.cells.modelReset.connect(self._fit)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.moved.emit(now.row(), now.column()))
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def at(self) -> tuple[int, int]:
        """Return row and column of the current cell; (-1, -1) without one."""
        index = self.currentIndex()
        return index.row(), index.column()

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one, as near to it as there is."""
        row = min(max(row, 0), self.cells.rowCount() - 1)
        column = min(max(column, 0), self.cells.columnCount() - 1)
        if row >= 0 and column >= 0:
            self.setCurrentIndex(self.cells.index(row, column))
            self.scrollTo(self.cells.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 type, Delete removes; everything else walks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.currentIndex().isValid():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns, each wide enough to be read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = self.cells.columnCount() - 1
        self.setColumnWidth(0, NAME_WIDTH)
        each = max((self.viewport().width() - NAME_WIDTH) // max(count, 1), LEAST_WIDTH)
        for column in range(1, count + 1):
            self.setColumnWidth(column, each)
        self.resizeRowsToContents()

"""DataTable: a list that is read by rows, worked by keyboard, and says something when it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from desktop_app.ui.theme import Size
from desktop_app.ui.widgets.empty import EmptyState


class _ElidedTip(QStyledItemDelegate):
    """Shows the whole text as a tip, but only where the column cut it."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            text = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            cut = self.sizeHint(option, index).width() > option.rect.width()
            if not text and cut:
                text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            if text:
                QToolTip.showText(event.globalPos(), text, view)
            else:
                QToolTip.hideText()
            return True
        return super().helpEvent(event, view, option, index)


class _RowView(QTableView):
    """Enter opens the row, Tab leaves the table instead of walking through its cells."""

    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class DataTable(QWidget):
    """A table of whole rows; ``opened`` (Enter, double click) and ``selected`` carry the row's number."""

    opened = Signal(int)
    selected = Signal(int)
    """The row that is current now, or -1."""

    def __init__(self, name: str, label: str, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-bingkai")
        self.empty = empty
        self._build(name, label)
        self._connect()

    def _build(self, name: str, label: str) -> None:
        self.view = _RowView()
        self.view.setObjectName(name)
        self.view.setAccessibleName(label)
        self.view.setItemDelegate(_ElidedTip(self.view))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setCornerButtonEnabled(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(Size.ROW)
        self.view.horizontalHeader().setHighlightSections(False)
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentWidget(self.empty)

    def _connect(self) -> None:
        self.view.opened.connect(lambda index: self.opened.emit(index.row()))
        self.view.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show ``model``; the empty state comes and goes with its rows."""
        self.view.setModel(model)
        model.modelReset.connect(self._show_or_hide)
        model.rowsInserted.connect(self._show_or_hide)
        model.rowsRemoved.connect(self._show_or_hide)
        selection = self.view.selectionModel()
        selection.currentRowChanged.connect(lambda now, _before: self.selected.emit(now.row()))
        self._show_or_hide()

    def set_columns(self, widths: Sequence[int], stretch: int) -> None:
        """Give each column a width in pixels; the column ``stretch`` takes what is left."""
        header = self.view.horizontalHeader()
        for column, width in enumerate(widths):
            header.resizeSection(column, width)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def wrap_lines(self) -> None:
        """Show every line of a long text: rows grow as high as their words need."""
        self.view.setWordWrap(True)
        self.view.setProperty("wrapping", True)
        self.view.verticalHeader().setMinimumSectionSize(Size.ROW)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def current_row(self) -> int:
        """Return the number of the current row, or -1."""
        return self.view.currentIndex().row()

    def select_row(self, row: int) -> None:
        """Make ``row`` the current one, if it is there."""
        model = self.view.model()
        if model is not None and 0 <= row < model.rowCount():
            self.view.selectRow(row)
            self.view.scrollTo(model.index(row, 0))

    def _show_or_hide(self) -> None:
        model = self.view.model()
        has_rows = model is not None and model.rowCount() > 0
        self._stack.setCurrentWidget(self.view if has_rows else self.empty)

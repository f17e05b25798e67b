"""RowList: a heading with what can be done here, and below it the table of rows that one page lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable

RowT = TypeVar("RowT")


class RowList(QWidget, Generic[RowT]):
    """``opened`` carries the row that Enter opens, ``left`` asks for the page from which this one is reached.

    A list of a kind adds its buttons to the heading, then its table; it asks for its rows in ``load`` and shows them
    by ``_fill``.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, page: Page, name: str, title: str, subtitle: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}-daftar")
        self._page, self._name = page, name
        self._header = PageHeader(f"{name}-kepala", title, subtitle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._header)

    def _add_back(self, name: str, text: str) -> QPushButton:
        """Add the way to the page from which this one is reached."""
        back = make_button(name, text, kind="quiet", icon_name="panah-kiri", compact=True)
        self._header.insert_action(back)
        back.clicked.connect(self.left)
        return back

    def _add_table(
        self,
        label: str,
        columns: Sequence[Column[RowT]],
        widths: Sequence[int],
        stretch: int,
        empty: EmptyState,
    ) -> None:
        self._model: RowModel[RowT] = RowModel(columns, self)
        self.table = DataTable(f"{self._name}-tabel", label, empty)
        self.table.set_model(self._model)
        self.table.set_columns(widths, stretch)
        self.table.opened.connect(self._open_row)
        self._column.addWidget(self.table, 1)

    def load(self) -> None:
        """Ask the services for the rows; each list asks for its own."""

    def take_focus(self) -> None:
        """Put the keyboard into the list, or where work begins while there is none."""
        target = self.table.view if self._model.rowCount() else self._beginning()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beginning(self) -> QWidget:
        """Return what has the keyboard while there are no rows."""
        return self.table.view

    def _fill(self, rows: Sequence[RowT], *, row: int | None = None, refocus: bool = False) -> None:
        """Show other rows and stay in the same line, or go to ``row``; ``refocus`` keeps the keyboard in the list."""
        line = max(self.table.current_row(), 0) if row is None else row
        had = refocus and self.isAncestorOf(self.window().focusWidget() or self._page)
        self._model.set_rows(rows)
        self.table.select_row(line)
        if had and self.isVisible():
            self.take_focus()

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row)

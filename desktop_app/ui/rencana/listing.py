"""ToolList: the documents of one tool in a year, and what to do while there is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.rencana import BarisRencana
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class ToolList(QWidget):
    """``opened`` carries the id of a document, ``new_wanted`` asks for a new one."""

    opened = Signal(str)
    new_wanted = Signal()

    def __init__(
        self, name: str, title: str, *, hint: str, new: str, what: str, text: Callable[[BarisRencana], str], empty: str
    ) -> None:
        super().__init__()
        self.setObjectName(f"rencana-{name}")
        self._may_add = False
        self._build(name, title, hint, new, what, text, empty)
        self._table.opened.connect(self._open_row)
        self._table.empty.acted.connect(self.new_wanted)
        self.new.clicked.connect(self.new_wanted)
        # A key of the list, not of its button: that one gives way to the empty list's own.
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self._add)

    def _build(
        self, name: str, title: str, hint: str, new: str, what: str, text: Callable[[BarisRencana], str], empty: str
    ) -> None:
        self.new = make_button(f"rencana-{name}-baru", new, kind="primary", icon_name="tambah")
        self.new.setToolTip(f"{new}  (Ctrl+N)")
        self._model: RowModel[BarisRencana] = RowModel(
            [
                Column(_("Nama"), lambda row: row.nama or "–"),
                Column(_("Jabatan"), lambda row: row.jabatan),
                Column(
                    what,
                    lambda row: _("Berbeda versi") if row.konflik else text(row),
                    state=lambda row: State.ERROR if row.konflik else None,
                ),
            ],
            self,
        )
        self._table = DataTable(
            f"rencana-{name}-tabel",
            title,
            EmptyState(f"rencana-{name}-kosong", _("Belum ada"), empty, icon_name="berkas", action=new),
        )
        self._table.set_model(self._model)
        self._table.set_columns((430, 270, 300), 2)
        bar = QHBoxLayout()
        bar.addWidget(make_label(hint, "muted", wrap=True), 1)
        bar.addWidget(self.new, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(self._table, 1)

    def show_rows(self, rows: tuple[BarisRencana, ...], may_add: bool) -> None:
        """Show the documents; the row that was current stays so."""
        current = self._model.row_at(self._table.current_row())
        self._model.set_rows(rows)
        at = next((n for n, row in enumerate(rows) if current is not None and row.id == current.id), 0)
        self._table.select_row(at)
        self._may_add = may_add
        self.new.setVisible(may_add and bool(rows))
        if not may_add:
            self._table.empty.set_words(_("Belum ada"), _("Membuatnya bukan bagian dari peran Anda."), "")

    def take_focus(self) -> None:
        """Put the keyboard into the table, or on what makes the first document."""
        if self._model.rowCount():
            self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._table.empty.setFocus(Qt.FocusReason.OtherFocusReason)
            self._table.empty.focusNextChild()

    def _add(self) -> None:
        if self._may_add:
            self.new_wanted.emit()

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row.id)

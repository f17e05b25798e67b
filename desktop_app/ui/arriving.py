"""Where the keyboard stands when a page of tabs is entered: in the table of its tab, or on the tabs themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from desktop_app.ui.widgets.table import DataTable


def focus_first(tabs: QTabWidget) -> None:
    """Put the keyboard into the first table of the tab that is shown, where it has lines, else on the tab's name."""
    shown = tabs.currentWidget()
    tables = [shown, *shown.findChildren(DataTable)] if shown is not None else []
    for table in tables:
        if isinstance(table, DataTable) and table.view.isVisible():
            table.select_row(max(table.current_row(), 0))
            table.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
    tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)


def may_take_focus(tabs: QTabWidget) -> bool:
    """Tell whether nobody went anywhere since the page was entered: its tabs still have the keyboard."""
    return tabs.isVisible() and tabs.tabBar().hasFocus()

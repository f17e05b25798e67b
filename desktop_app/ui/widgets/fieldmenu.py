"""The menu of a text field (right button, or the menu key), in Indonesian and with one undo at most."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from desktop_app.i18n import _
from desktop_app.ui.widgets.pageundo import has_page_undo

OWN_UNDO = ("edit-undo", "edit-redo")
"""Names that Qt gives to the two lines of a field's own undo."""


def open_field_menu(field: QLineEdit | QPlainTextEdit, event: QContextMenuEvent) -> QMenu:
    """Open what Qt offers for a field; its own undo only where the page around it has none."""
    menu = field.createStandardContextMenu()
    # Without a parent the menu would go with its last name in Python, while it is open.
    menu.setParent(field, menu.windowFlags())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setObjectName(f"{field.objectName()}-menu")
    menu.setAccessibleName(field.accessibleName())
    _fit_words(menu, undo=not has_page_undo(field))
    menu.popup(event.globalPos())
    return menu


def _fit_words(menu: QMenu, *, undo: bool) -> None:
    """Take the lines of undo away unless ``undo``, and put Indonesian words in the place of Qt's."""
    words = {
        "edit-undo": _("Urungkan"),
        "edit-redo": _("Ulangi"),
        "edit-cut": _("Potong"),
        "edit-copy": _("Salin"),
        "edit-paste": _("Tempel"),
        "edit-delete": _("Hapus"),
        "select-all": _("Pilih semua"),
    }
    for action in menu.actions():
        name = action.objectName()
        if name in OWN_UNDO and not undo:
            menu.removeAction(action)
        elif name in words:
            _text, tab, keys = action.text().partition("\t")
            action.setText(words[name] + tab + keys)
    first = next(iter(menu.actions()), None)
    if first is not None and first.isSeparator():
        menu.removeAction(first)

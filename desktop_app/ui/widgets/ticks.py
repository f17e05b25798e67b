"""TickList: lines to be ticked, in a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog


class TickList(Dialog):
    """Lines of which some are ticked: Space ticks, the button takes all that are; greyed ones cannot be."""

    def __init__(self, parent: QWidget, *, name: str, title: str, text: str, yes: str) -> None:
        super().__init__(parent, name=name, title=title, text=text)
        self.list = QListWidget()
        self.list.setObjectName(f"{name}-daftar")
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumSize(760, 320)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(make_label(_("Spasi memberi atau menghapus centang."), "muted"))
        self.add_button("batal", _("Batal"))
        self._yes = self.add_button("ya", yes, self._take, default=True, closes=False)
        self.on_taken: Callable[[tuple[str, ...]], object] = lambda _keys: None
        self.list.itemChanged.connect(lambda _item: self._count())

    def add_line(self, key: str, text: str, *, ticked: bool = False, allowed: bool = True) -> None:
        """Add a line."""
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, key)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if allowed:
            item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        else:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
        self.list.addItem(item)

    def ready(self) -> None:
        """Open the dialog, the keyboard in the list."""
        self._count()
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.open()

    def ticked(self) -> tuple[str, ...]:
        """Return the keys of the ticked lines."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable and item.checkState() is Qt.CheckState.Checked
        )

    def _count(self) -> None:
        self._yes.setEnabled(bool(self.ticked()))

    def _take(self) -> None:
        keys = self.ticked()
        if keys:
            self.accept()
            self.on_taken(keys)

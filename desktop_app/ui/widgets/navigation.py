"""NavigationBar: the pages of the program on the left, each with an icon, its name and a badge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import icon, pixmap
from desktop_app.ui.theme import Colour, Size
from desktop_app.ui.widgets.controls import add_shortcut, make_label

KEYS = "1234567890"
"""The keys of the pages, as they lie on the keyboard: the tenth page is at 0."""

HIGH_ENTRY, LOW_ENTRY = 48, 43
"""Pixels of an entry with its gap where there is room, and where there is little; with less still it is made low."""
AROUND = 110
"""Pixels that the name above, the hint below and the frame of the window take; without the hint two thirds of it."""


class NavigationEntry(NamedTuple):
    """One page: its key, the text shown and the name of its icon."""

    key: str
    text: str
    icon: str


class NavigationBar(QWidget):
    """Alt+1, Alt+2, … Alt+0 choose a page; arrow keys move between the entries; a badge counts what waits there."""

    chosen = Signal(str)

    def __init__(
        self, name: str, label: str, entries: Sequence[NavigationEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._entries = tuple(entries)
        self._buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(Size.NAVIGATION)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 10)
        column.setSpacing(3)
        brand = QHBoxLayout()
        brand.setContentsMargins(8, 0, 0, 12)
        picture = QLabel()
        picture.setPixmap(pixmap("luring", Colour.NAV_FOCUS, 26, self.devicePixelRatioF()))
        brand.addWidget(picture)
        word = make_label(_("SKP Luring"), name="merek")
        word.setProperty("role", "brand")
        brand.addWidget(word, 1)
        column.addLayout(brand)
        self._group = QButtonGroup(self)
        for number, entry in enumerate(self._entries, start=1):
            column.addWidget(self._make_entry(entry, number))
        column.addStretch(1)
        last = KEYS[min(len(self._entries), len(KEYS)) - 1]
        hint = make_label(_("Alt+1 … Alt+{n}: pindah halaman").format(n=last), wrap=True)
        hint.setProperty("role", "hint-nav")
        room, number = self.screen().availableGeometry().height(), len(self._entries)
        if room < number * HIGH_ENTRY + AROUND:
            # 1366×768 at 150 %: the whole would push the status line off the screen. Each entry tells its key too.
            hint.hide()
            column.setSpacing(1)
            column.setContentsMargins(8, 6, 8, 4)
            # The style sheet gives the height: a height set here would be overruled by it.
            self.setProperty("low", room - AROUND * 2 // 3 < number * LOW_ENTRY)
        column.addWidget(hint)

    def _make_entry(self, entry: NavigationEntry, number: int) -> QPushButton:
        button = QPushButton(f" {entry.text}")
        button.setObjectName(f"nav-{entry.key}")
        button.setAccessibleName(entry.text)
        button.setIcon(icon(entry.icon, Colour.NAV_TEXT, active=Colour.NAV_FOCUS))
        button.setIconSize(QSize(Size.ICON, Size.ICON))
        button.setCheckable(True)
        button.setAutoDefault(False)
        if number <= len(KEYS):
            add_shortcut(button, f"Alt+{KEYS[number - 1]}")
            button.setToolTip(f"{entry.text}  (Alt+{KEYS[number - 1]})")
        badge = make_label("", name=f"nav-{entry.key}-jumlah")
        badge.setProperty("role", "badge")
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        badge.hide()
        row = QHBoxLayout(button)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._group.addButton(button)
        self._buttons[entry.key] = button
        self._badges[entry.key] = badge
        return button

    def _connect(self) -> None:
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))

    def set_current(self, key: str) -> None:
        """Mark the page ``key`` as the one that is shown."""
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        """Show ``count`` beside the page ``key``; nothing for zero, "99+" above 99."""
        badge = self._badges[key]
        badge.setText("99+" if count > 99 else str(count))
        badge.setVisible(count > 0)
        text = next(entry.text for entry in self._entries if entry.key == key)
        self._buttons[key].setAccessibleName(f"{text}, {count}" if count else text)

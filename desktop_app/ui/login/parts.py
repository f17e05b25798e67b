"""What the parts of the forgotten password share: a title, a way back, a place for a message, one button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.ui.errors import present_error
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.scroll import ScrollColumn


class DoorPart(QWidget):
    """One sheet of the login window; ``back`` leads to where it came from."""

    back = Signal()

    def __init__(self, name: str, title: str, text: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.banner = Banner(f"{name}-pesan")
        self._return = make_button(f"{name}-kembali", _("Kembali"), icon_name="panah-kiri", compact=True)
        self._return.clicked.connect(self.back)
        self._head = ElidedLabel(title, role="title", name=f"{name}-judul")
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._return)
        head.addWidget(self._head, 1)
        scroll = ScrollColumn(f"{name}-isi", title)
        scroll.box.setSpacing(12)
        self.box = scroll.box
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.banner)
        if text:
            whole.addWidget(make_label(text, wrap=True, name=f"{name}-teks"))
        whole.addWidget(scroll, 1)
        whole.addLayout(self._buttons)
        self._main: QPushButton | None = None

    def add_main(self, name: str, text: str) -> QPushButton:
        """Add the one button that does what this part is for."""
        self._main = make_button(name, text, kind="primary")
        self._buttons.addWidget(self._main)
        return self._main

    def show_busy(self, busy: bool) -> None:
        """Let nothing be pressed while the worker is at it."""
        self.setEnabled(not busy)

    def show_error(self, error: BaseException) -> None:
        """Show an error that belongs to no field of this part."""
        self.show_busy(False)
        if isinstance(error, UserError):
            present_error(self.window(), error, self.banner)
        else:
            present_error(self.window(), error)


class WayPart(DoorPart):
    """A way for one person; ``open_wanted`` carries what opens the office where the way ends at once."""

    open_wanted = Signal(object)

    def __init__(self, name: str, title: str, text: str, home: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(name, title, text)
        self.home = home
        self.clock = clock
        self.akun_id = ""
        self.nama = ""
        self.office = ""

    def take_focus(self) -> None:
        """Put the keyboard where this way begins."""

    def show_person(self, akun_id: str, nama: str) -> None:
        """Begin for another person: nothing that was typed for the one before stays."""
        self.akun_id, self.nama = akun_id, nama
        self._head.setText(f"{self.accessibleName()}: {nama}")
        self.banner.hide()

"""PersonBar: who is working, large and always, and what he can do about it: lock, hand over, change his password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.pelaku import Pelaku
from desktop_app.ui.people_words import roles_text
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.elided import ElidedLabel

LOCK_KEYS = "Ctrl+L"
POWER_KEYS = "F12"


class PersonBar(QWidget):
    """One line above the page; hidden while nobody is logged in and nobody added a button."""

    lock_wanted = Signal()
    switch_wanted = Signal()
    own_wanted = Signal()
    """The person wants to see to his own password."""
    data_wanted = Signal()
    """The person wants everything that is kept about him."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("baris-orang")
        self.setAccessibleName(_("Siapa yang bekerja"))
        self.setProperty("personbar", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self._name = ElidedLabel("", name="orang-nama")
        self._name.setProperty("role", "person")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._roles = ElidedLabel("", role="muted", name="orang-peran")
        self._own = make_button("orang-akun", _("Akun saya"), compact=True)
        menu = QMenu(self._own)
        menu.setObjectName("orang-menu")
        self._switch = menu.addAction(_("Ganti pengguna…"))
        self._switch.setObjectName("orang-ganti")
        self._password = menu.addAction(_("Sandi saya…"))
        self._password.setObjectName("orang-sandi")
        self._data = menu.addAction(_("Data saya…"))
        self._data.setObjectName("orang-data")
        self._own.setMenu(menu)
        self._lock = make_button(
            "orang-kunci", _("Kunci ({tombol})").format(tombol=LOCK_KEYS), icon_name="kunci", compact=True
        )
        for button in (self._own, self._lock):
            button.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self._roles, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._own)
        row.addWidget(self._lock)

    def _connect(self) -> None:
        self._lock.clicked.connect(self.lock_wanted)
        self._switch.triggered.connect(self.switch_wanted)
        self._password.triggered.connect(self.own_wanted)
        self._data.triggered.connect(self.data_wanted)

    def show_person(self, pelaku: Pelaku) -> None:
        """Show who is logged in by his password."""
        self._name.setText(pelaku.nama)
        self._roles.setText(roles_text(pelaku.peran))
        self._data.setVisible(bool(pelaku.pegawai_id) and pelaku.reach(Wewenang.EKSPOR_ORANG) is not Jangkauan.TIDAK)
        # A long name is cut before what he may do disappears.
        self._roles.setMinimumWidth(min(self._roles.fontMetrics().horizontalAdvance(self._roles.text()) + 4, 120))
        for button in (self._own, self._lock):
            button.show()
        self.show()

    def show_unattended(self) -> None:
        """Say that nobody is asked for a password here."""
        self._roles.setText(_("Data ini tanpa sandi: hanya untuk latihan."))
        self.show()

    def add_button(self, button: QPushButton) -> None:
        """Add what must be at hand on every page, before the buttons of the person."""
        self._buttons.addWidget(button)
        self.show()

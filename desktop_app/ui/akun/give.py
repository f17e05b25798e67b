"""GiveCard and GivePassword: an office that works without passwords gets its first person and his password."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.ui.first_person import FirstPerson
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.fitting import FittingColumn
from desktop_app.ui.window import MainWindow


class GiveCard(Card):
    """Says plainly what an office without passwords means, and leads out of it."""

    def __init__(self, page: Page) -> None:
        super().__init__("akun-tanpa-sandi", _("Data ini tanpa sandi"))
        self._page = page
        self.dialog: GivePassword | None = None
        self.box.addWidget(
            make_label(
                _(
                    "Siapa pun yang membuka komputer ini dapat membaca dan mengubah semua data, tidak ada yang "
                    "menandatangani, dan jejak tidak menyebut orang. Cocok untuk latihan saja. Sesudah diberi sandi, "
                    "berkas kunci tidak berlaku lagi dan data memakai kunci yang baru; tidak ada data yang hilang."
                ),
                wrap=True,
            )
        )
        self._give = make_button("akun-beri-sandi", _("Beri sandi…"), kind="primary", icon_name="kunci")
        self._give.clicked.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self._give)
        row.addStretch(1)
        self.box.addLayout(row)

    def take_focus(self) -> None:
        """Put the keyboard on the one thing to do."""
        self._give.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        self.dialog = GivePassword(self._page)
        self.dialog.open()


class GivePassword(Dialog):
    """The first person; the window closes the office and opens it again by his password."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.window(), name="beri-sandi", title=_("Beri sandi"))
        self._page = page
        self._form = FirstPerson(page.desk.profil.peran, may_be_without=False)
        self._form.office = page.desk.profil.nama
        column = FittingColumn("beri-sandi-isi", _("Beri sandi"))
        column.box.addWidget(self._form)
        self.content.addWidget(column, 1)
        self.add_button("batal", _("Batal"))
        self.add_button("buat", _("Beri sandi dan masuk"), self._take, default=True, closes=False)
        self._form.entered.connect(self._take)
        self._form.take_focus()

    def _take(self) -> None:
        first = self._form.answer()
        window = self._page.window()
        if first is not None and isinstance(window, MainWindow):
            self.accept()
            window.first_user_wanted.emit(first)

"""OwnPassword: everybody changes his own password; the old one is asked for once more."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.akun import change_sandi
from desktop_app.ui.errors import present_error
from desktop_app.ui.new_password import NewPassword
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.fitting import FittingColumn
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField
from desktop_app.ui.window import MainWindow


class OwnPassword(Dialog):
    """The signing key stays; only what wraps it is new."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(
            window,
            name="sandi-saya",
            title=_("Sandi saya"),
            text=_("Sandi lama langsung tidak berlaku. Tanda tangan yang sudah dibuat tetap sah."),
        )
        self._window = window
        self._fill()

    def _fill(self) -> None:
        self._old = PasswordField("sandi-saya-lama", _("Sandi sekarang"))
        self._old_row = FormRow("sandi-saya-baris-lama", _("Sandi sekarang"), self._old, required=True)
        desk = self._window.desk
        self._new = NewPassword(
            "sandi-saya", person=lambda: desk.pelaku.nama, office=lambda: desk.profil.nama, stacked=False
        )
        column = FittingColumn("sandi-saya-isi", _("Sandi saya"))
        for part in (self._old_row, self._new):
            column.box.addWidget(part)
        self.content.addWidget(column, 1)
        self.add_button("batal", _("Batal"))
        self._go = self.add_button("simpan", _("Ganti sandi"), self._take, default=True, closes=False)
        self._old.entered.connect(lambda: self._new.setFocus(Qt.FocusReason.TabFocusReason))
        self._new.entered.connect(self._take)
        self._old.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self._old_row.clear_finding()
        if not self._old.text():
            self._refuse_old(UserError("sandi_lama_kosong"))
            return
        fresh = self._new.answer()
        if fresh is not None:
            self._go.setEnabled(False)
            self._window.desk.runner.submit(
                change_sandi,
                self._old.text(),
                fresh,
                owner=self,
                on_done=lambda _changed: self._done(),
                on_error=self._fail,
                keep_error=True,
            )

    def _done(self) -> None:
        self.accept()
        self._window.show_notice(_("Sandi Anda sudah diganti."), state=State.OK)

    def _fail(self, error: BaseException) -> None:
        self._go.setEnabled(True)
        if isinstance(error, UserError) and error.code in ("sandi_salah", "sandi_tunggu"):
            self._refuse_old(error)
        elif isinstance(error, UserError) and error.code.startswith("sandi_"):
            self._new.show_error(error)
        else:
            present_error(self, error)

    def _refuse_old(self, error: UserError) -> None:
        self._old.clear()
        self._old_row.show_finding(State.ERROR, sentence(error))
        self._old.setFocus(Qt.FocusReason.OtherFocusReason)


def show_own_password(window: MainWindow) -> OwnPassword:
    """Open the dialog above the window."""
    dialog = OwnPassword(window)
    dialog.open()
    return dialog

"""NewPassword: a new password typed twice, with advice while it is typed; the services refuse a weak one anyhow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.akun import Nasihat, advise_sandi
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField


class NewPassword(QWidget):
    """``entered`` is Enter in the second field; ``person`` and ``office`` give names that no password is made of."""

    entered = Signal()

    def __init__(
        self,
        name: str,
        *,
        person: Callable[[], str] = str,
        office: Callable[[], str] = str,
        label: str = "",
        stacked: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-baru")
        self._person, self._office = person, office
        self._build(name, label or _("Sandi baru"), stacked)
        self._connect()

    def _build(self, name: str, label: str, stacked: bool) -> None:
        self._first = PasswordField(f"{name}-sandi", label)
        self._second = PasswordField(f"{name}-ulang", _("Ulangi sandi"))
        self._first_row = FormRow(
            f"{name}-baris-sandi",
            label,
            self._first,
            hint=_("Empat kata yang tidak berhubungan mudah diingat dan sulit ditebak."),
            required=True,
            stacked=stacked,
        )
        self._second_row = FormRow(
            f"{name}-baris-ulang", _("Ulangi sandi"), self._second, required=True, stacked=stacked
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._first_row)
        column.addWidget(self._second_row)
        self.setFocusProxy(self._first)

    def _connect(self) -> None:
        self._first.edited.connect(lambda _text: self._advise())
        self._second.edited.connect(lambda _text: self._compare())
        self._first.entered.connect(lambda: self._second.setFocus(Qt.FocusReason.TabFocusReason))
        self._second.entered.connect(self.entered)

    def answer(self) -> str | None:
        """Return the password, or nothing after saying at the field what is wrong with it."""
        typed = self._first.text()
        if not typed:
            self._refuse(self._first_row, self._first, UserError("sandi_baru_kosong"))
            return None
        advice = self._advice(typed)
        if not advice.boleh:
            self._advise()
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        if self._second.text() != typed:
            self._refuse(self._second_row, self._second, UserError("sandi_ulang_berbeda"))
            return None
        return typed

    def show_error(self, error: UserError) -> None:
        """Say under the first field why the services refused the password."""
        self._refuse(self._first_row, self._first, error)

    def clear(self) -> None:
        """Forget what was typed."""
        for row, field in ((self._first_row, self._first), (self._second_row, self._second)):
            field.clear()
            row.clear_finding()

    def _advice(self, typed: str) -> Nasihat:
        return advise_sandi(typed, self._person(), self._office())

    def _refuse(self, row: FormRow, field: PasswordField, error: UserError) -> None:
        row.show_finding(State.ERROR, sentence(error))
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _advise(self) -> None:
        typed = self._first.text()
        if not typed:
            self._first_row.clear_finding()
            return
        advice = self._advice(typed)
        self._first_row.show_finding(
            State.OK if advice.boleh else State.WARNING, sentence_for(advice.kode, advice.fakta)
        )
        self._compare()

    def _compare(self) -> None:
        typed = self._second.text()
        if not typed or self._first.text().startswith(typed):
            # Still on the way to the same words.
            self._second_row.clear_finding()
            if typed and typed == self._first.text():
                self._second_row.show_finding(State.OK, _("Sama."))
        else:
            self._second_row.show_finding(State.WARNING, sentence(UserError("sandi_ulang_berbeda")))

"""FirstPerson: the second question of an empty home: who works here first, and with which password."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.akun_dasar import PERAN_ADMIN
from desktop_app.services.kantor import Peran
from desktop_app.ui.new_password import NewPassword
from desktop_app.ui.people_words import FIRST_ROLES
from desktop_app.ui.role_choice import RoleChoice
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import make_label, make_line_edit
from desktop_app.ui.widgets.form import FormRow

WITH, WITHOUT = "dengan", "tanpa"


class FirstUser(NamedTuple):
    """Who works here first."""

    nama: str
    sandi: str
    peran: frozenset[PeranPengguna]


class FirstPerson(QWidget):
    """``entered`` is Enter in the last field; ``office`` is the name of the office, no part of a good password.

    ``may_be_without`` also offers an office without passwords.
    """

    entered = Signal()

    def __init__(self, peran: Peran, *, may_be_without: bool = True) -> None:
        super().__init__()
        self.setObjectName("mulai-orang")
        self.office = ""
        self.office_role = peran
        self._build(peran, may_be_without)
        self._connect()
        self._on_way(WITH)

    def _build(self, peran: Peran, may_be_without: bool) -> None:
        self._way = ChoiceRow(
            "mulai-cara",
            _("Data ini dibuka dengan"),
            [
                Choice(WITH, _("Sandi tiap orang"), _("Untuk pekerjaan sungguhan")),
                Choice(WITHOUT, _("Tanpa sandi (latihan)"), _("Siapa pun dapat membuka")),
            ],
        )
        self._way.set_value(WITH)
        self._name = make_line_edit("mulai-nama-orang", _("Nama Anda"), hint=_("Nama lengkap"), limit=200)
        self._password = NewPassword(
            "mulai", person=self._name.text, office=lambda: self.office, label=_("Sandi"), stacked=False
        )
        self._roles = RoleChoice("mulai-hak", peran)
        self._roles.set_answer(FIRST_ROLES[peran])
        self._roles.fix(PERAN_ADMIN[peran], _("Orang pertama mengelola akun; dapat dipindahkan nanti di Pengaturan."))
        self._name_row = FormRow("baris-nama-orang", _("Nama Anda"), self._name, required=True)
        self._attended = QWidget()
        inner = QVBoxLayout(self._attended)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        for part in (self._name_row, self._password, FormRow("baris-hak", _("Peran"), self._roles)):
            inner.addWidget(part)
        self._plain = make_label(
            _(
                "Tanpa sandi, siapa pun yang membuka komputer ini dapat membaca dan mengubah semua data, dan tidak ada "
                "yang dapat ditandatangani: SKP dan penilaian tidak memakai kode pemeriksaan. Kuncinya tersimpan di "
                "berkas kunci.json di sebelah data. Pakai hanya untuk latihan. Sandi dapat diberikan kapan saja di "
                "Pengaturan, bagian Akun."
            ),
            name="mulai-tanpa-sandi",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        way = FormRow("baris-cara", _("Data ini dibuka dengan"), self._way)
        way.setVisible(may_be_without)
        column.addWidget(way)
        column.addWidget(self._attended)
        column.addWidget(self._plain)
        column.addStretch(1)

    def _connect(self) -> None:
        self._way.chosen.connect(self._on_way)
        self._password.entered.connect(self.entered)
        self._name.textEdited.connect(lambda _text: self._name_row.clear_finding())
        self._name.returnPressed.connect(lambda: self._password.setFocus(Qt.FocusReason.TabFocusReason))

    def take_focus(self) -> None:
        """Put the keyboard into the name."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def without(self) -> bool:
        """Return whether the office is to work without passwords."""
        return self._way.value() == WITHOUT

    def answer(self) -> FirstUser | None:
        """Return who works here first, or nothing after saying at the field what is missing."""
        nama = " ".join(self._name.text().split())
        if not nama:
            self.show_name_error(UserError("orang_nama_kosong"))
            return None
        self._name_row.clear_finding()
        sandi = self._password.answer()
        return FirstUser(nama, sandi, self._roles.answer()) if sandi is not None else None

    def show_name_error(self, error: UserError) -> None:
        """Say under the name what is wrong with it."""
        self._name_row.show_finding(State.ERROR, sentence(error))
        self.take_focus()

    def show_password_error(self, error: UserError) -> None:
        """Say under the password why it was refused."""
        self._password.show_error(error)

    def _on_way(self, way: str) -> None:
        self._attended.setVisible(way == WITH)
        self._plain.setVisible(way == WITHOUT)

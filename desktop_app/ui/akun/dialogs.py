"""Dialogs about one account: a new one, other roles, a new password for who forgot his."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.akun import Akun, change_roles, create_akun, reset_sandi
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.pegawai import get_pegawai
from desktop_app.ui.errors import present_error
from desktop_app.ui.new_password import NewPassword
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.role_choice import RoleChoice
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.fitting import FittingColumn
from desktop_app.ui.widgets.form import FormRow

OnChanged = Callable[[Changed], object]
NAME_ERRORS = ("akun_tanpa_nama", "akun_nama_ganda")
RECORD_ERRORS = ("akun_pegawai_tidak_ada", "akun_pegawai_ganda", "akun_pegawai_sendiri")
ROLE_ERRORS = ("akun_peran_kosong", "akun_peran_salah", "akun_admin_terakhir")


class _AccountDialog(Dialog):
    """What the dialogs share: a form, one button that waits for the worker, errors at their fields."""

    def __init__(self, page: Page, name: str, title: str, text: str = "") -> None:
        super().__init__(page.window(), name=name, title=title, text=text)
        self._page = page
        self._rows: dict[str, FormRow] = {}
        self._password: NewPassword | None = None
        self._go: QPushButton | None = None
        self._column = FittingColumn(f"{name}-isi", title)
        self.content.addWidget(self._column, 1)

    def add_row(self, row: FormRow) -> None:
        """Add a line of the form."""
        self._column.box.addWidget(row)

    def add_password(self, name: str, words: Callable[[], str], on_enter: Callable[[], object]) -> NewPassword:
        """Add the fields of a new password."""
        office = self._page.desk.profil.nama
        field = NewPassword(name, person=words, office=lambda: office, stacked=False)
        field.entered.connect(on_enter)
        self._column.box.addWidget(field)
        self._password = field
        return field

    def ask(self, function: Callable[..., object], *args: object, on_done: Callable[[object], object]) -> None:
        """Run a service call; the dialog closes when it has worked and stays where it has not."""
        if self._go is not None:
            self._go.setEnabled(False)

        def done(result: object) -> None:
            self.accept()
            on_done(result)

        self._page.desk.runner.submit(
            function, *args, owner=self, on_done=done, on_error=self.show_error, keep_error=True
        )

    def show_error(self, error: BaseException) -> None:
        """Say what is wrong at the field that it is about."""
        if self._go is not None:
            self._go.setEnabled(True)
        code = error.code if isinstance(error, UserError) else ""
        fields = {"nama": NAME_ERRORS, "peran": ROLE_ERRORS, "pegawai": RECORD_ERRORS}
        key = next((name for name, codes in fields.items() if code in codes), "")
        if isinstance(error, UserError) and key in self._rows:
            self._rows[key].show_finding(State.ERROR, sentence(error))
            self._rows[key].field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, UserError) and code.startswith("sandi_") and self._password is not None:
            self._password.show_error(error)
        else:
            present_error(self, error)

    def clear_findings(self) -> None:
        """Forget what was said about the last try."""
        for row in self._rows.values():
            row.clear_finding()


class NewAccount(_AccountDialog):
    """Name, own record, roles, and a first password that the person changes himself."""

    def __init__(self, page: Page, on_changed: OnChanged) -> None:
        super().__init__(page, "akun-baru", _("Tambah orang"))
        self._on_changed = on_changed
        self._fill()

    def _fill(self) -> None:
        self._name = make_line_edit("akun-baru-nama", _("Nama"), limit=120)
        self._person = PersonPicker("akun-baru-pegawai", _("Pegawai"), self._page.desk.runner)
        self._roles = RoleChoice("akun-baru-peran", self._page.desk.profil.peran)
        self._rows = {
            "nama": FormRow("akun-baru-baris-nama", _("Nama"), self._name, required=True),
            "pegawai": FormRow(
                "akun-baru-baris-pegawai",
                _("Data pegawainya"),
                self._person,
                hint=_("Perlu untuk peran Pegawai dan Penilai: menentukan SKP mana miliknya."),
            ),
            "peran": FormRow("akun-baru-baris-peran", _("Peran"), self._roles, required=True),
        }
        for row in self._rows.values():
            self.add_row(row)
        self.add_password("akun-baru", self._name.text, self._take)
        self.add_button("batal", _("Batal"))
        self._go = self.add_button("buat", _("Tambah"), self._take, default=True, closes=False)
        self._person.answered.connect(self._take_name)
        self._name.textEdited.connect(lambda _text: self._rows["nama"].clear_finding())
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_name(self, doc_id: str) -> None:
        """Take the name of the record where none is typed yet."""
        if doc_id and not self._name.text().strip():
            self._page.ask(get_pegawai, doc_id, on_done=lambda one: self._name.setText(one.nama))

    def _take(self) -> None:
        self.clear_findings()
        if not self._name.text().strip():
            self.show_error(UserError("akun_tanpa_nama", batas=120))
            return
        peran = self._roles.answer()
        if not peran:
            self.show_error(UserError("akun_peran_kosong"))
            return
        if needs_record(peran) and not self._person.answer():
            self._rows["pegawai"].show_finding(State.ERROR, sentence(UserError("akun_perlu_pegawai")))
            self._person.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        assert self._password is not None
        sandi = self._password.answer()
        if sandi is not None:
            self.ask(
                new_account,
                self._name.text(),
                peran,
                sandi,
                self._person.answer(),
                on_done=lambda changed: isinstance(changed, Changed) and self._on_changed(changed),
            )


class EditAccount(_AccountDialog):
    """Other roles or another record; the name stays, because it stands under what he saved."""

    def __init__(self, page: Page, akun: Akun, on_changed: OnChanged) -> None:
        super().__init__(page, "akun-peran", _("Peran {nama}").format(nama=akun.nama))
        self._akun = akun
        self._on_changed = on_changed
        self._fill()

    def _fill(self) -> None:
        self._person = PersonPicker("akun-peran-pegawai", _("Pegawai"), self._page.desk.runner)
        self._roles = RoleChoice("akun-peran-pilih", self._page.desk.profil.peran)
        self._roles.set_answer(self._akun.peran)
        self._rows = {
            "pegawai": FormRow("akun-peran-baris-pegawai", _("Data pegawainya"), self._person),
            "peran": FormRow("akun-peran-baris", _("Peran"), self._roles, required=True),
        }
        for row in self._rows.values():
            self.add_row(row)
        self.add_button("batal", _("Batal"))
        self._go = self.add_button("simpan", _("Simpan"), self._take, default=True, closes=False)
        if self._akun.pegawai_id:
            known = self._akun.pegawai_id
            self._person.set_answer(known, "…")
            self._page.desk.runner.submit(
                get_pegawai, known, owner=self, on_done=lambda one: self._person.set_answer(known, one.nama)
            )
        self._roles.setFocus(Qt.FocusReason.OtherFocusReason)

    def record(self) -> str:
        """Return the record that is chosen."""
        return self._person.answer()

    def _take(self) -> None:
        self.clear_findings()
        peran = self._roles.answer()
        if needs_record(peran) and not self._person.answer():
            self._rows["pegawai"].show_finding(State.ERROR, sentence(UserError("akun_perlu_pegawai")))
            return
        self.ask(
            change_roles,
            self._akun.akun_id,
            peran,
            self._person.answer(),
            on_done=lambda changed: isinstance(changed, Changed) and self._on_changed(changed),
        )


class ResetPassword(_AccountDialog):
    """A new password for somebody who forgot his; the old signing key ends with it."""

    def __init__(self, page: Page, akun: Akun, on_changed: OnChanged) -> None:
        super().__init__(
            page,
            "akun-sandi",
            _("Sandi baru untuk {nama}").format(nama=akun.nama),
            _("Ia menandatangani dengan kunci baru sejak itu; tanda tangannya yang lama tetap berlaku."),
        )
        self._akun = akun
        self._on_changed = on_changed
        field = self.add_password("akun-sandi", lambda: akun.nama, self._take)
        self.add_button("batal", _("Batal"))
        self._go = self.add_button("simpan", _("Beri sandi baru"), self._take, default=True, closes=False)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        assert self._password is not None
        sandi = self._password.answer()
        if sandi is not None:
            self.ask(
                reset_sandi,
                self._akun.akun_id,
                sandi,
                on_done=lambda changed: isinstance(changed, Changed) and self._on_changed(changed),
            )


def needs_record(peran: frozenset[PeranPengguna]) -> bool:
    """Return whether roles that reach only one's own documents, or those one assesses, are all there are."""
    narrow = {PeranPengguna.PEGAWAI, PeranPengguna.PENILAI}
    return bool(peran & narrow)


def new_account(kantor: Kantor, nama: str, peran: frozenset[PeranPengguna], sandi: str, pegawai_id: str) -> Changed:
    """Give a person an account and return what changed; runs in the worker thread."""
    return create_akun(kantor, nama, peran, sandi, pegawai_id)[1]

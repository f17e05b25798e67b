"""NewPerson: name and NIP of somebody who is not in the list yet; the rest is typed on his sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.nip import check_nip, clean_nip, format_nip
from desktop_app.domain.pegawai import Pegawai
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.kantor import Changed
from desktop_app.services.pegawai import create_pegawai
from desktop_app.ui.errors import present_error
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.words import kepegawaian_text, temuan_text


class NewPerson(Dialog):
    """Warnings about the NIP are shown and never stop anybody."""

    def __init__(self, page: Page, on_created: Callable[[str, Changed], object]) -> None:
        super().__init__(page.window(), name="pegawai-baru", title=_("Tambah pegawai"))
        self._page = page
        self._on_created = on_created
        self._fill()

    def _fill(self) -> None:
        self._name = make_line_edit("pegawai-baru-nama", _("Nama lengkap dengan gelar"), limit=200)
        self._nip = make_line_edit("pegawai-baru-nip", _("NIP"), hint=_("18 angka"), limit=30)
        self._status = ChoiceRow(
            "pegawai-baru-status",
            _("Status"),
            [Choice(status.value, kepegawaian_text(status)) for status in StatusKepegawaian],
        )
        self._status.set_value(StatusKepegawaian.PNS.value)
        self._name_row = FormRow("pegawai-baru-baris-nama", _("Nama"), self._name, required=True)
        self._nip_row = FormRow(
            "pegawai-baru-baris-nip", _("NIP"), self._nip, hint=_("Boleh kosong untuk pejabat bukan ASN")
        )
        self._status_row = FormRow("pegawai-baru-baris-status", _("Status"), self._status)
        for row in (self._name_row, self._nip_row, self._status_row):
            row.setMinimumWidth(560)
            self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self._create = self.add_button("buat", _("Tambah"), self._check, default=True, closes=False)
        self._nip.editingFinished.connect(self._warn)
        self._status.chosen.connect(lambda _key: self._warn())
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _person(self) -> Pegawai:
        status = StatusKepegawaian(self._status.value() or StatusKepegawaian.PNS.value)
        return Pegawai(nama=self._name.text().strip(), nip=clean_nip(self._nip.text()), status=status)

    def _warn(self) -> None:
        person = self._person()
        self._nip.setText(format_nip(person.nip))
        found = check_nip(person.nip, person.status) if person.nip else ()
        if found:
            self._nip_row.show_finding(State.WARNING, " ".join(temuan_text(one) for one in found))
        else:
            self._nip_row.clear_finding()

    def _check(self) -> None:
        person = self._person()
        if not person.nama:
            self._name_row.show_finding(State.ERROR, sentence(UserError("nama_kosong")))
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._create.setEnabled(False)
        self._page.desk.runner.submit(
            create_pegawai, person, owner=self, on_done=self._done, on_error=self._fail, keep_error=True
        )

    def _done(self, result: tuple[str, Changed]) -> None:
        self.accept()
        self._on_created(*result)

    def _fail(self, error: BaseException) -> None:
        self._create.setEnabled(True)
        if isinstance(error, UserError) and error.code == "nip_sudah_ada":
            self._nip_row.show_finding(State.ERROR, sentence(error))
            self._nip.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            present_error(self, error)

"""The three ways back in: by the printed card, by a request to the kabupaten, by the kabupaten's answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.pemulihan import Permintaan, accept_recovery, request_recovery
from desktop_app.services.pintu import masuk_kartu
from desktop_app.ui.exchange_words import groups_of
from desktop_app.ui.login.parts import WayPart
from desktop_app.ui.new_password import NewPassword
from desktop_app.ui.runner import Runner
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import make_button, make_label, make_line_edit
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField

CARD_ERRORS = ("kartu_salah_ketik", "kartu_bukan", "kartu_tidak_ada")
REQUEST_SUFFIX = ".skpr"
GRANT_SUFFIX = ".skpg"


class CardPart(WayPart):
    """The code of the card and a new password."""

    def __init__(self, home: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(
            "kartu",
            _("Kartu pemulihan"),
            _(
                "Sandi baru berlaku untuk nama ini saja. Kartu hanya dapat dipakai satu kali: cetak yang baru "
                "sesudah masuk."
            ),
            home,
            clock,
        )
        self._code = make_line_edit("kartu-kode", _("Kode kartu"), hint=_("Seperti tercetak di kartu"), limit=200)
        self._code.setProperty("code", True)
        self._code_row = FormRow(
            "kartu-baris-kode",
            _("Kode kartu"),
            self._code,
            hint=_("Huruf besar atau kecil, dengan atau tanpa tanda hubung: sama saja."),
            required=True,
            stacked=True,
        )
        self._password = NewPassword("kartu", person=lambda: self.nama, office=lambda: self.office)
        self.box.addWidget(self._code_row)
        self.box.addWidget(self._password)
        self.box.addStretch(1)
        self._enter = self.add_main("kartu-masuk", _("Pakai sandi baru dan masuk"))
        self._enter.clicked.connect(self._take)
        self._password.entered.connect(self._take)

    def show_person(self, akun_id: str, nama: str) -> None:
        """Begin with empty fields."""
        super().show_person(akun_id, nama)
        self._code.setText("")
        self._code_row.clear_finding()
        self._password.clear()

    def take_focus(self) -> None:
        """Put the keyboard into the code."""
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: BaseException) -> None:
        """Say at the field what is wrong."""
        self.show_busy(False)
        if isinstance(error, UserError) and (error.code in CARD_ERRORS or error.code == "sandi_tunggu"):
            self._code_row.show_finding(State.ERROR, sentence(error))
            self.take_focus()
        elif isinstance(error, UserError) and error.code.startswith("sandi_"):
            self._password.show_error(error)
        else:
            super().show_error(error)

    def _take(self) -> None:
        if not self._code.text().strip():
            self.show_error_at_code(UserError("kartu_kosong"))
            return
        self._code_row.clear_finding()
        fresh = self._password.answer()
        if fresh is not None:
            self.show_busy(True)
            self.open_wanted.emit(
                partial(masuk_kartu, self.home, self._code.text(), self.akun_id, fresh, jam=self.clock)
            )

    def show_error_at_code(self, error: UserError) -> None:
        """Say under the code what is wrong with it."""
        self._code_row.show_finding(State.ERROR, sentence(error))
        self.take_focus()


class RequestPart(WayPart):
    """A new password, the request as a file, and the page that is handed in with it."""

    def __init__(self, home: Path, clock: Callable[[], datetime], runner: Runner) -> None:
        super().__init__(
            "minta",
            _("Minta ke kabupaten"),
            _("Pilih sandi baru sekarang dan ingat baik-baik: jawaban kabupaten hanya terbuka dengan sandi itu."),
            home,
            clock,
        )
        self._runner = runner
        self._made: Permintaan | None = None
        self._password = NewPassword("minta", person=lambda: self.nama, office=lambda: self.office)
        self._done = make_label("", name="minta-selesai", wrap=True)
        self._code = CodeBlock("minta-sidik", _("Sidik jari permintaan: bacakan lewat telepon"))
        self._print = make_button("minta-cetak", _("Cetak lembar permintaan…"), icon_name="cetak")
        for part in (self._password, self._done, self._code, self._print):
            self.box.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is self._print else Qt.AlignmentFlag(0))
        self.box.addStretch(1)
        self._save = self.add_main("minta-simpan", _("Simpan berkas permintaan…"))
        self._save.clicked.connect(self._take)
        self._password.entered.connect(self._take)
        self._print.clicked.connect(self._show_page)

    def show_person(self, akun_id: str, nama: str) -> None:
        """Begin with empty fields."""
        super().show_person(akun_id, nama)
        self._password.clear()
        self._show_made(None, "")

    def take_focus(self) -> None:
        """Put the keyboard into the new password."""
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: BaseException) -> None:
        """Say at the field what is wrong."""
        self.show_busy(False)
        if isinstance(error, UserError) and error.code.startswith("sandi_"):
            self._password.show_error(error)
        else:
            super().show_error(error)

    def request(self, sandi: str, out: Path) -> None:
        """Write the request to ``out``."""
        self.banner.hide()
        self.show_busy(True)
        self._runner.run(
            request_recovery,
            self.home,
            self.akun_id,
            sandi,
            out,
            jam=self.clock,
            owner=self,
            on_done=lambda made: self._show_made(made, str(out)),
            on_error=self.show_error,
        )

    def _take(self) -> None:
        fresh = self._password.answer()
        if fresh is not None:
            name = f"pemulihan-sandi{REQUEST_SUFFIX}"
            ask_target(
                self.window(),
                _("Simpan permintaan pemulihan"),
                name,
                lambda out: self.request(fresh, out),
                replaces=False,
            )

    def _show_made(self, made: Permintaan | None, where: str) -> None:
        self.show_busy(False)
        self._made = made
        for part in (self._done, self._code, self._print):
            part.setVisible(made is not None)
        self._password.setVisible(made is None)
        self._save.setVisible(made is None)
        if made is not None:
            self._done.setText(
                _(
                    "Permintaan disimpan di {berkas}. Serahkan berkas itu dan lembar cetaknya ke kabupaten, lalu "
                    "bacakan sidik jari di bawah ini lewat telepon. Jawabannya dibuka lewat Lupa sandi, Ada jawaban "
                    "kabupaten."
                ).format(berkas=where)
            )
            self._code.show_groups(groups_of(made.sidik_jari))
            self._password.clear()
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self) -> None:
        if self._made is not None and self._made.halaman is not None:
            # Loads what shows and prints pages; most who stand at the door never need it.
            from desktop_app.ui.pdf_output import show_pdf

            page = self._made.halaman
            show_pdf(self, page.judul, page.nama_berkas)(page.pdf)


class GrantPart(WayPart):
    """The kabupaten's answer and the password that was chosen for it."""

    def __init__(self, home: Path, clock: Callable[[], datetime]) -> None:
        super().__init__("jawaban", _("Jawaban kabupaten"), "", home, clock)
        self._path: Path | None = None
        self._drop = FileDrop(
            "jawaban-berkas",
            _("Taruh berkas jawaban kabupaten di sini"),
            suffixes=(GRANT_SUFFIX,),
            several=False,
        )
        self._chosen = make_label("", name="jawaban-terpilih", wrap=True)
        self._password = PasswordField("jawaban-sandi", _("Sandi baru"))
        self._row = FormRow(
            "jawaban-baris-sandi",
            _("Sandi baru"),
            self._password,
            hint=_("Yang dipilih ketika permintaan dibuat."),
            required=True,
            stacked=True,
        )
        for part in (self._drop, self._chosen, self._row):
            self.box.addWidget(part)
        self.box.addStretch(1)
        self._enter = self.add_main("jawaban-masuk", _("Pulihkan dan masuk"))
        self._enter.clicked.connect(self._take)
        self._password.entered.connect(self._take)
        self._drop.files_given.connect(lambda paths: self.take_file(paths[0]))

    def show_person(self, akun_id: str, nama: str) -> None:
        """Begin with empty fields."""
        super().show_person(akun_id, nama)
        self._path = None
        self._chosen.hide()
        self._password.clear()
        self._row.clear_finding()

    def take_focus(self) -> None:
        """Put the keyboard on choosing the file."""
        self._drop.take_focus()

    def take_file(self, path: Path) -> None:
        """Take the answer; it is read when the password is there."""
        self.banner.hide()
        self._path = path
        self._chosen.setText(_("Jawaban: {berkas}").format(berkas=path.name))
        self._chosen.show()
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: BaseException) -> None:
        """Say at the field what is wrong."""
        self.show_busy(False)
        if isinstance(error, UserError) and error.code in ("pemulihan_sandi_beda", "sandi_tunggu"):
            self._password.clear()
            self._row.show_finding(State.ERROR, sentence(error))
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().show_error(error)

    def _take(self) -> None:
        if self._path is None:
            self.show_error(UserError("jawaban_belum_dipilih"))
            return
        if not self._password.text():
            self._row.show_finding(State.ERROR, sentence(UserError("sandi_baru_kosong")))
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._row.clear_finding()
        self.show_busy(True)
        self.open_wanted.emit(partial(accept_recovery, self.home, self._path, self._password.text(), jam=self.clock))

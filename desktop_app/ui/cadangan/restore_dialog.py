"""RestoreDialog: restoring from a backup before any office is open: an empty computer, or one that does not open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.cadangan import Cadangan, KunciCadangan, verify_cadangan
from desktop_app.services.izin_pulih import IzinSekarang, people_to_ask
from desktop_app.services.pintu import OrangPintu, Pintu
from desktop_app.services.pulih import HasilPulih, PembukaCadangan, people_of_cadangan, restore_cadangan
from desktop_app.ui.cadangan.words import about_text
from desktop_app.ui.runner import Runner
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label, make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.fitting import FittingColumn
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField

KARTU = "kartu"


class RestoreDialog(Dialog):
    """``restored`` carries the ``HasilPulih``; the caller then begins anew with the office that is there.

    ``runner`` has no office open; its worker does the reading and writing.
    """

    restored = Signal(object)

    def __init__(self, parent: QWidget | None, home: Path, clock: Callable[[], datetime], runner: Runner) -> None:
        super().__init__(
            parent,
            name="pulihkan-awal",
            title=_("Pulihkan dari cadangan"),
            text=_("Pilih berkas cadangan (.skpc) di flashdisk. Data yang sudah ada di sini disimpan di sebelahnya."),
        )
        self._home, self._clock, self._runner = home, clock, runner
        self._path: Path | None = None
        self._one: Cadangan | None = None
        self._key_file: Path | None = None
        self._door: Pintu | None = None
        self.setMinimumWidth(640)
        self._fill()
        self._wire()

    def _fill(self) -> None:
        self.banner = Banner("pulihkan-awal-pesan")
        self.file = FileDrop("pulihkan-berkas", _("Berkas cadangan"), suffixes=(".skpc",), several=False)
        self._about = make_label("", name="pulihkan-isi", wrap=True)
        self._about.hide()
        self.person = ComboField("pulihkan-orang", _("Siapa yang membuka"))
        self.password = PasswordField("pulihkan-sandi", _("Sandi saat cadangan dibuat"))
        self.card = make_line_edit("pulihkan-kartu", _("Kode kartu pemulihan"), limit=80)
        self._secret = QStackedWidget()
        self._secret.addWidget(FormRow("baris-pulihkan-sandi", _("Sandi saat cadangan dibuat"), self.password))
        self._secret.addWidget(FormRow("baris-pulihkan-kartu", _("Kode kartu pemulihan"), self.card))
        self.key_file = FileDrop("pulihkan-kunci", _("Berkas kunci kantor"), suffixes=(".json",), several=False)
        self._with_people, self._with_file = QWidget(), QWidget()
        who: tuple[QWidget, ...] = (FormRow("baris-pulihkan-orang", _("Siapa yang membuka"), self.person), self._secret)
        for box, parts in ((self._with_people, who), (self._with_file, (self.key_file,))):
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                column.addWidget(part)
            box.hide()
        self.code = make_line_edit("pulihkan-kode", _("Kode kantor"), limit=20)
        self._code_row = FormRow("baris-pulihkan-kode", _("Ketik kode kantor untuk memastikan"), self.code)
        self._code_row.hide()
        self._fill_leave()
        parts = (self.file, self._about, self._with_people, self._with_file, self._leave, self._code_row)
        # With an admin's leave there is more to answer than a small screen has room for.
        answers = FittingColumn("pulihkan-awal-isi", _("Pulihkan dari cadangan"), width=600)
        for part in parts:
            answers.box.addWidget(part)
        answers.box.addStretch(1)
        self.content.addWidget(self.banner)
        self.content.addWidget(answers, 1)
        self.add_button("batal", _("Batal"))
        self.go = self.add_button("ya", _("Pulihkan"), self._restore, default=True, closes=False)
        self.go.setEnabled(False)

    def _fill_leave(self) -> None:
        """Make what an admin of today answers where an office is there that would be replaced."""
        self._leave = QWidget()
        self._leave.hide()
        self._leave_text = make_label("", name="pulihkan-izin-teks", wrap=True)
        self._leave_text.setProperty("state", "warning")
        self.admin = ComboField("pulihkan-izin-orang", _("Admin sekarang yang mengizinkan"))
        self.admin_password = PasswordField("pulihkan-izin-sandi", _("Sandi admin yang sekarang"))
        self.admin_card = make_line_edit("pulihkan-izin-kartu", _("Kode kartu yang masih berlaku"), limit=80)
        self._leave_secret = QStackedWidget()
        self._leave_secret.addWidget(
            FormRow("baris-pulihkan-izin-sandi", _("Sandi admin yang sekarang"), self.admin_password)
        )
        self._leave_secret.addWidget(
            FormRow("baris-pulihkan-izin-kartu", _("Kode kartu yang masih berlaku"), self.admin_card)
        )
        column = QVBoxLayout(self._leave)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._leave_text)
        row = FormRow("baris-pulihkan-izin-orang", _("Admin sekarang yang mengizinkan"), self.admin)
        column.addWidget(row)
        column.addWidget(self._leave_secret)

    def _wire(self) -> None:
        self.file.files_given.connect(lambda paths: self.take(paths[0]))
        self.key_file.files_given.connect(lambda paths: self._take_key(paths[0]))
        self.person.answered.connect(lambda _key: self._on_person())
        self.person.currentIndexChanged.connect(lambda _row: self._on_person())
        self.admin.answered.connect(lambda _key: self._on_admin())
        self.admin.currentIndexChanged.connect(lambda _row: self._on_admin())
        self.code.textChanged.connect(lambda _text: self._judge())

    def take(self, path: Path) -> None:
        """Look at a file: prove it, and show what it holds and who could open it."""
        self.banner.hide()
        self.go.setEnabled(False)
        self._path, home = path, self._home

        def look(_office: object) -> tuple[Cadangan, tuple[OrangPintu, ...], Pintu | None]:
            one = verify_cadangan(path)
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            return one, people_of_cadangan(path, home), people_to_ask(home)

        self._runner.submit(look, owner=self, on_done=lambda seen: self._show(*seen), on_error=self._fail)

    def opener(self) -> PembukaCadangan:
        """Return what was typed to open the backup."""
        if self._one is not None and self._one.kunci is KunciCadangan.BERKAS:
            return PembukaCadangan(berkas=self._key_file)
        if self.person.answer() == KARTU:
            return PembukaCadangan(kartu=self.card.text())
        return PembukaCadangan(akun_id=self.person.answer(), sandi=self.password.text())

    def leave(self) -> IzinSekarang | None:
        """Return what an admin of today has answered; None where nobody has to be asked."""
        if self._door is None:
            return None
        if self.admin.answer() == KARTU:
            return IzinSekarang(kartu=self.admin_card.text())
        return IzinSekarang(akun_id=self.admin.answer(), sandi=self.admin_password.text())

    def _show(self, one: Cadangan, people: Sequence[OrangPintu], door: Pintu | None) -> None:
        self._one, self._door = one, door
        self._leave.setVisible(door is not None)
        if door is not None:
            text = _(
                "Di sini ada data {kantor} yang masih berjalan. Seorang admin yang sekarang harus mengizinkan; "
                "akun yang dihapus sesudah cadangan dibuat akan dapat masuk lagi."
            )
            self._leave_text.setText(text.format(kantor=door.nama_kantor))
            card = [(KARTU, _("Kartu pemulihan"))] if door.kartu else []
            self.admin.set_choices([*((who.akun_id, who.nama) for who in door.orang), *card])
            self.admin.setCurrentIndex(0)
            self._on_admin()
        self._about.setText(about_text(one))
        self._about.show()
        self.person.set_choices([*((who.akun_id, who.nama) for who in people), (KARTU, _("Kartu pemulihan"))])
        self.person.setCurrentIndex(0)
        self._with_people.setVisible(one.kunci is not KunciCadangan.BERKAS)
        self._with_file.setVisible(one.kunci is KunciCadangan.BERKAS)
        self.code.setPlaceholderText(one.kode)
        self._code_row.show()
        self._on_person()
        self._judge()
        self.adjustSize()

    def _on_person(self) -> None:
        self._secret.setCurrentIndex(1 if self.person.answer() == KARTU else 0)

    def _on_admin(self) -> None:
        self._leave_secret.setCurrentIndex(1 if self.admin.answer() == KARTU else 0)

    def _take_key(self, path: Path) -> None:
        self._key_file = path
        self._judge()

    def _judge(self) -> None:
        fits = self._one is not None and self.code.text().strip() == self._one.kode
        keyed = self._one is not None and (self._one.kunci is not KunciCadangan.BERKAS or self._key_file is not None)
        self.go.setEnabled(fits and keyed)

    def _restore(self) -> None:
        if self._path is None:
            return
        path, home, opener, leave, clock = self._path, self._home, self.opener(), self.leave(), self._clock
        self.go.setEnabled(False)
        self.banner.show_message(State.INFO, _("Memulihkan… Jangan mematikan komputer."))
        self._runner.submit(
            lambda _office: restore_cadangan(home, path, opener, jam=clock, izin=leave),
            owner=self,
            on_done=self._done,
            on_error=self._fail,
        )

    def _done(self, done: HasilPulih) -> None:
        self.accept()
        self.restored.emit(done)

    def _fail(self, error: BaseException) -> None:
        self._judge()
        if not isinstance(error, LuringError):
            raise error
        self.banner.show_message(State.ERROR, sentence(error))

"""FirstStart: the two question sheets of an empty home: which office is this, and who works here first?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from desktop_app.domain.errors import LuringError, UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.kantor import Peran, Profil, check_profil
from desktop_app.ui.first_person import FirstPerson
from desktop_app.ui.theme import State, dress
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import make_button, make_label, make_line_edit
from desktop_app.ui.widgets.fitting import FittingColumn
from desktop_app.ui.widgets.form import FormRow

CODE_ERRORS = ("kode_wilayah_salah", "kode_kabupaten_salah", "kode_unit_salah")
"""What is told beside the field of the code."""


class FirstStart(QDialog):
    """``answered`` carries a complete ``Profil`` and a ``FirstUser`` (nothing: without passwords).

    The caller makes the office and then closes the sheet.
    """

    answered = Signal(object, object)
    restore_wanted = Signal()
    """The office exists in a backup and is to come from there."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mulai-pertama")
        self.setWindowTitle(_("Mulai pertama kali"))
        self.setAccessibleName(_("Mulai pertama kali"))
        self.person: FirstPerson | None = None
        self._build()
        dress(self)
        self._connect()

    def _build(self) -> None:
        self.banner = Banner("mulai-pesan")
        self._role = ChoiceRow(
            "mulai-peran",
            _("Komputer ini dipakai di"),
            [
                Choice(Peran.UNIT.value, _("Kecamatan / unit kerja"), _("Mencatat SKP dan penilaian")),
                Choice(Peran.KABUPATEN.value, _("Kabupaten / kota"), _("Menerima dan menggabungkan")),
            ],
        )
        self._role.set_value(Peran.UNIT.value)
        self._code = make_line_edit("mulai-kode", _("Kode wilayah"), hint="33.73.04", limit=13)
        self._name = make_line_edit("mulai-nama", _("Nama kantor"), hint=_("Kecamatan …"), limit=200)
        self._agency = make_line_edit("mulai-instansi", _("Nama instansi"), hint=_("PEMERINTAH KABUPATEN …"), limit=200)
        self._place = make_line_edit("mulai-tempat", _("Tempat"), hint=_("Nama kota/kecamatan"), limit=100)
        self._rows = {
            "peran": FormRow("baris-peran", _("Komputer ini dipakai di"), self._role, required=True),
            "kode": FormRow(
                "baris-kode",
                _("Kode wilayah"),
                self._code,
                hint=_("Kode Kemendagri dengan titik: provinsi.kabupaten.kecamatan"),
                required=True,
            ),
            "nama": FormRow("baris-nama", _("Nama kantor"), self._name, required=True),
            "instansi": FormRow(
                "baris-instansi",
                _("Nama instansi"),
                self._agency,
                hint=_("Seperti tercetak di kepala formulir"),
                required=True,
            ),
            "tempat": FormRow(
                "baris-tempat", _("Tempat"), self._place, hint=_("Tercetak sebelum tanggal tanda tangan")
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(12)
        # The sheet grows with what is said under its fields; a width set by hand would let them be squeezed.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
        column.addStrut(604)
        self._title = make_label(_("Kantor mana ini?"), "title", name="mulai-judul")
        self._intro = make_label(
            _("Isi sekali saja. Semua data disimpan di komputer ini; tidak ada yang dikirim lewat jaringan."),
            "muted",
            wrap=True,
        )
        self._office = FittingColumn("mulai-kantor-isi", _("Kantor"), width=604)
        self._office.box.setSpacing(12)
        for row in self._rows.values():
            self._office.box.addWidget(row)
        self._second = FittingColumn("mulai-orang-isi", _("Siapa yang bekerja di sini?"), width=604)
        self._second.hide()
        for part in (self._title, self._intro, self.banner, self._office, self._second):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self._quit = make_button("mulai-keluar", _("Keluar"))
        self._restore = make_button("mulai-pulihkan", _("Pulihkan dari cadangan…"), kind="quiet")
        self._back = make_button("mulai-kembali", _("Kembali"))
        self._back.hide()
        self._start = make_button("mulai-buat", _("Lanjutkan"), kind="primary")
        self._start.setDefault(True)
        buttons.insertWidget(0, self._restore)
        buttons.addWidget(self._quit)
        buttons.addWidget(self._back)
        buttons.addWidget(self._start)
        column.addSpacing(4)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._quit.clicked.connect(self.reject)
        self._restore.clicked.connect(self.restore_wanted)
        self._back.clicked.connect(lambda: self._show_step(False))
        self._start.clicked.connect(self._go_on)
        self._role.chosen.connect(self._on_role)

    def profil(self) -> Profil:
        """Return what is typed."""
        return Profil(
            peran=Peran(self._role.value() or Peran.UNIT.value),
            kode=self._code.text().strip(),
            nama=" ".join(self._name.text().split()),
            instansi=" ".join(self._agency.text().split()),
            tempat=" ".join(self._place.text().split()),
        )

    def show_error(self, error: BaseException) -> None:
        """Show why the office could not be made, beside the field it is about where there is one."""
        self._set_busy(False)
        if isinstance(error, UserError) and error.code.startswith("sandi_") and self.person is not None:
            self.person.show_password_error(error)
        elif isinstance(error, UserError) and error.code == "akun_tanpa_nama" and self.person is not None:
            self.person.show_name_error(error)
        elif isinstance(error, UserError) and error.code in CODE_ERRORS:
            self._show_step(False)
            self._rows["kode"].show_finding(State.ERROR, sentence(error))
            self._code.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, LuringError):
            self.banner.show_message(State.ERROR, sentence(error))
        else:
            raise error

    def _on_role(self, role: str) -> None:
        unit = role == Peran.UNIT.value
        self._code.setPlaceholderText("33.73.04" if unit else "33.73")
        self._name.setPlaceholderText(_("Kecamatan …") if unit else _("Kabupaten …"))
        self._rows["kode"].set_hint(
            _("Kode Kemendagri dengan titik: provinsi.kabupaten.kecamatan")
            if unit
            else _("Kode Kemendagri dengan titik: provinsi.kabupaten")
        )

    def _check(self) -> None:
        self.banner.hide()
        required = {
            "kode": (self._code, UserError("mulai_kode_kosong")),
            "nama": (self._name, UserError("mulai_nama_kosong")),
            "instansi": (self._agency, UserError("mulai_instansi_kosong")),
        }
        missing = []
        for key, (field, error) in required.items():
            if field.text().strip():
                self._rows[key].clear_finding()
            else:
                self._rows[key].show_finding(State.ERROR, sentence(error))
                missing.append(field)
        if missing:
            missing[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        profil = self.profil()
        try:
            check_profil(profil)
        except UserError as error:
            self.show_error(error)
            return
        self._ask_person(profil)

    def _ask_person(self, profil: Profil) -> None:
        if self.person is None or self.person.office_role is not profil.peran:
            if self.person is not None:
                self.person.deleteLater()
            self.person = FirstPerson(profil.peran)
            self.person.entered.connect(self._go_on)
            self._second.box.addWidget(self.person)
        self.person.office = profil.nama
        self._show_step(True)

    def _show_step(self, second: bool) -> None:
        self._office.setVisible(not second)
        self._second.setVisible(second)
        self._back.setVisible(second)
        self._title.setText(_("Siapa yang bekerja di sini?") if second else _("Kantor mana ini?"))
        self._intro.setVisible(not second)
        self._start.setText(_("Mulai bekerja") if second else _("Lanjutkan"))
        self._start.setAccessibleName(self._start.text())
        if second and self.person is not None:
            self.person.take_focus()
        else:
            self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        if self.person is None or not self.person.isVisible():
            self._check()
            return
        first = None if self.person.without() else self.person.answer()
        if first is not None or self.person.without():
            self.banner.hide()
            self._set_busy(True)
            self.answered.emit(self.profil(), first)

    def _set_busy(self, busy: bool) -> None:
        """Making keys takes a moment on an old computer; nothing is pressed twice meanwhile."""
        for part in (self._start, self._back, self._quit):
            part.setEnabled(not busy)
        if busy:
            self.banner.show_message(State.INFO, _("Membuat data dan kunci kantor ini…"))

"""RestoreConfirm: what a restore means in plain words, and the office's code typed as assurance."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.services.cadangan import Cadangan
from desktop_app.ui.cadangan.words import about_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_label, make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow


class RestoreConfirm(Dialog):
    """``confirmed`` carries the path of the backup when the code fits."""

    confirmed = Signal(object)

    def __init__(self, parent: QWidget, one: Cadangan) -> None:
        super().__init__(
            parent,
            name="pulih-pasti",
            title=_("Pulihkan cadangan nomor {no}?").format(no=one.nomor),
            text=about_text(one),
            state=State.WARNING,
        )
        self._path: Path = one.path
        self._code = one.kode
        for text in (
            _("Catatan yang dibuat sesudah cadangan ini tidak tampil lagi di komputer ini."),
            _("Yang pernah dikirim ke kabupaten kembali lewat balasan berikutnya."),
            _("Sandi dan daftar akun tetap seperti sekarang."),
            _("Data sekarang disimpan dulu sebagai cadangan tersendiri; program lalu ditutup."),
        ):
            self.content.addWidget(make_label(f"•  {text}", wrap=True))
        self.field = make_line_edit("pulih-kode", _("Kode kantor"), hint=one.kode, limit=20)
        self.content.addWidget(FormRow("baris-pulih-kode", _("Ketik kode kantor untuk memastikan"), self.field))
        self.add_button("batal", _("Batal"), default=True)
        self._yes = self.add_button("ya", _("Pulihkan"), self._tell, kind="danger")
        self._yes.setEnabled(False)
        self.field.textChanged.connect(lambda text: self._yes.setEnabled(text.strip() == self._code))
        self.field.setFocus()

    def _tell(self) -> None:
        self.confirmed.emit(self._path)

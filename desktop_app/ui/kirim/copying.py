"""CopyPart: the second step of sending, the stick, the room on it, and the ritual of writing and reading back."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.kirim import PUTARAN
from desktop_app.services.paket import PaketKeluar
from desktop_app.services.surel import fits_qr
from desktop_app.ui.exchange_words import size_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.folder import GIB, FolderField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.steps import Step, StepList

WRITE, REREAD, PULL = range(3)


class CopyPart(QWidget):
    """``wanted`` carries the folder to write to; the others ask for another way, or to go back to the first step."""

    wanted = Signal(object)
    mail_wanted = Signal()
    codes_wanted = Signal()
    later = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kirim-bagian-salin")
        self._size = 0
        self._working = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._said = make_label("", "label", name="kirim-sudah-jadi", wrap=True)
        self._folder = FolderField("kirim-folder", _("Flashdisk atau folder tujuan"))
        self._row = FormRow("kirim-baris-folder", _("Flashdisk atau folder tujuan"), self._folder, stacked=True)
        self._room = make_label("", "muted", name="kirim-ruang", wrap=True)
        self._steps = StepList(
            "kirim-langkah",
            _("Menyalin"),
            [
                _("Menulis paket ke flashdisk"),
                _("Membaca ulang dan membandingkan"),
                _("Flashdisk boleh dicabut"),
            ],
        )
        self._copy = make_button("kirim-salin", _("Salin ke flashdisk"), kind="primary", icon_name="stick")
        self._mail = make_button("kirim-surel", _("Lewat surel…"))
        self._codes = make_button("kirim-kode-qr", _("Kode QR…"))
        self._back = make_button("kirim-kembali", _("Nanti saja"), kind="quiet")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._mail)
        buttons.addWidget(self._codes)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._said, self._row, self._room, self._steps):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._folder.answered.connect(lambda _path: self._on_folder())
        self._copy.clicked.connect(self.begin)
        self._mail.clicked.connect(self.mail_wanted)
        self._codes.clicked.connect(self.codes_wanted)
        self._back.clicked.connect(self.later)

    @property
    def working(self) -> bool:
        """Whether bytes are on their way to a stick."""
        return self._working

    def show_bundle(self, bundle: PaketKeluar, *, resumed: bool) -> None:
        """Wait for a stick; ``resumed`` tells that it was made earlier and was not copied then."""
        size = size_text(bundle.ukuran)
        self._size = bundle.ukuran
        self._said.setText(
            _("Paket nomor {n} sudah jadi ({ukuran}), tetapi belum disalin. Lanjutkan di sini.").format(
                n=bundle.seq, ukuran=size
            )
            if resumed
            else _("Paket nomor {n} sudah jadi ({ukuran}). Pasang flashdisk.").format(n=bundle.seq, ukuran=size)
        )
        self._codes.setVisible(fits_qr(bundle))
        self._folder.look_for_sticks()
        self._rest()
        self._show_room()

    def look_for_sticks(self) -> None:
        """Read again which sticks are there, unless one is being written to."""
        if not self._working:
            self._folder.look_for_sticks()
            self._show_room()

    def choose_folder(self, folder: Path) -> None:
        """Take ``folder`` as the place to write to."""
        self._folder.take(folder)

    def folder(self) -> Path | None:
        """Return the place to write to, or nothing."""
        return self._folder.answer()

    def begin(self) -> None:
        """Ask for the copy; say beside the field that there is no place to write to."""
        folder = self.require_folder()
        if folder is None or self._working:
            return
        self._working = True
        self._steps.reset()
        self._steps.set_step(WRITE, Step.ACTIVE)
        self._steps.show()
        self._room.hide()
        for widget in (self._row, self._mail, self._codes, self._back):
            widget.setEnabled(False)
        self._copy.setEnabled(False)
        self.wanted.emit(folder)

    def require_folder(self) -> Path | None:
        """Return the place to write to; say beside the field that there is none."""
        folder = self._folder.answer()
        if folder is None:
            self._folder.look_for_sticks()
            folder = self._folder.answer()
        if folder is None:
            self._row.show_finding(State.ERROR, _("Pasang flashdisk, atau pilih folder tujuan."))
            self._folder.setFocus(Qt.FocusReason.OtherFocusReason)
        return folder

    def show_bytes(self, done: int, total: int) -> None:
        """Show how far writing and reading back are."""
        size = max(total // PUTARAN, 1)
        if done <= size:
            text = _("{n} dari {m}").format(n=size_text(done), m=size_text(size))
            self._steps.set_step(WRITE, Step.ACTIVE, text)
            return
        self._steps.set_step(WRITE, Step.DONE)
        again = (done - size) * size // max(total - size, 1)
        self._steps.set_step(REREAD, Step.ACTIVE, _("{n} dari {m}").format(n=size_text(again), m=size_text(size)))

    def show_done(self) -> None:
        """Show that the stick may be pulled out."""
        for number in (WRITE, REREAD, PULL):
            self._steps.set_step(number, Step.DONE)
        self._rest(keep_steps=True)

    def show_failed(self) -> None:
        """Show where it broke off; the bundle is in the outbox and the same button tries again."""
        at = next((n for n in (WRITE, REREAD) if self._steps.step(n) is Step.ACTIVE), WRITE)
        self._steps.set_step(at, Step.FAILED)
        self._rest(keep_steps=True)
        self._copy.setText(_("Coba lagi"))
        self._copy.setAccessibleName(_("Coba lagi menyalin"))
        self._copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard on what comes next: the button once there is a place, the place until then."""
        target = self._copy if self._folder.answer() else self._folder
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self, *, keep_steps: bool = False) -> None:
        self._working = False
        self._steps.setVisible(keep_steps)
        for widget in (self._row, self._mail, self._codes, self._back, self._copy):
            widget.setEnabled(True)
        self._copy.setText(_("Salin ke flashdisk"))
        self._copy.setAccessibleName(_("Salin ke flashdisk"))

    def _on_folder(self) -> None:
        self._row.clear_finding()
        self._show_room()
        self.take_focus()

    def _show_room(self) -> None:
        folder = self._folder.answer()
        free = _free(folder) if folder is not None else None
        self._room.setVisible(free is not None and self._size > 0)
        if free is None:
            return
        facts = {"perlu": size_text(self._size), "sisa": room_text(free)}
        if free < self._size:
            self._room.setText(_("Perlu {perlu}; di sana tinggal {sisa}. Pakai flashdisk lain.").format(**facts))
        else:
            self._room.setText(_("Perlu {perlu}; di sana ada ruang {sisa}.").format(**facts))


def room_text(free: int) -> str:
    """Return free room in GB where there is that much."""
    if free < GIB:
        return size_text(free)
    return _("{n} GB").format(n=f"{free / GIB:.1f}".replace(".", ","))


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None

"""HandPart: the third step of sending; the stick may be pulled, the letter is printed, somebody carries both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.dibawa import MAKS_KURIR
from desktop_app.services.paket import PaketKeluar
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import make_button, make_label, make_line_edit
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.turning import TurningRow


class HandPart(QWidget):
    """``letter_wanted`` carries who carries the bundle, as typed; ``finished`` too, so that the name is kept."""

    letter_wanted = Signal(str)
    finished = Signal(str)
    again_wanted = Signal()
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kirim-bagian-serahkan")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._said = make_label("", "label", name="kirim-selesai", wrap=True)
        self._said.setProperty("state", State.OK.value)
        self._where = ElidedLabel("", "muted", name="kirim-tempat", middle=True)
        self._words = CodeBlock("kirim-empat-kata", _("Empat kata paket ini"), role="code-small")
        self._courier = make_line_edit("kirim-kurir", _("Siapa yang membawa?"), limit=MAKS_KURIR)
        row = FormRow("kirim-baris-kurir", _("Siapa yang membawa? (boleh kosong)"), self._courier, stacked=True)
        both = TurningRow("kirim-kata-kurir", [(self._words, 0), (row, 1)], turn_at=540)
        hint = make_label(
            _(
                "Kabupaten melihat empat kata yang sama. Bila ragu pada flashdisknya: cabut, pasang lagi, lalu tekan "
                "Periksa lagi."
            ),
            "muted",
            wrap=True,
        )
        self._letter = make_button(
            "kirim-lihat-pengantar", _("Cetak surat pengantar…"), kind="primary", icon_name="cetak"
        )
        self._finish = make_button("kirim-selesai-tutup", _("Selesai"))
        self._again = make_button("kirim-flashdisk-kedua", _("Salin ke flashdisk kedua"))
        self._check = make_button("kirim-periksa-lagi", _("Periksa lagi"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._again, self._check):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._finish)
        buttons.addWidget(self._letter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._said, self._where, both, hint):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._letter.clicked.connect(lambda: self.letter_wanted.emit(self._courier.text()))
        self._finish.clicked.connect(lambda: self.finished.emit(self._courier.text()))
        self._courier.returnPressed.connect(lambda: self._letter.setFocus(Qt.FocusReason.TabFocusReason))
        self._again.clicked.connect(self.again_wanted)
        self._check.clicked.connect(self.check_wanted)

    def show_copy(self, bundle: PaketKeluar, where: str, words: tuple[str, ...]) -> None:
        """Show that a bundle lies on a stick, was read back, and may be carried away."""
        self._said.setText(
            _("Paket nomor {n} sudah ditulis dan dibaca ulang. Flashdisk boleh dicabut.").format(n=bundle.seq)
        )
        self._where.setText(where)
        self._words.show_groups(list(words))
        self._courier.clear()
        self._check.show()

    def show_mail(self, bundle: PaketKeluar, files: int, where: str, words: tuple[str, ...]) -> None:
        """Show that a bundle lies in a folder as files for letters."""
        self._said.setText(
            _(
                "Paket nomor {n} sudah menjadi {m} berkas untuk surel. Lampirkan semuanya, boleh di surel terpisah."
            ).format(n=bundle.seq, m=files)
            if files > 1
            else _("Paket nomor {n} cukup kecil: satu berkas untuk satu surel.").format(n=bundle.seq)
        )
        self._where.setText(where)
        self._words.show_groups(list(words))
        self._courier.clear()
        self._check.hide()

    def say(self, text: str) -> None:
        """Show another first line."""
        self._said.setText(text)

    def take_focus(self) -> None:
        """Put the keyboard on who carries it; Enter leads on to the letter."""
        self._courier.setFocus(Qt.FocusReason.OtherFocusReason)

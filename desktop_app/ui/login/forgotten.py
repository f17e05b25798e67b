"""ForgottenPart: the three ways back in, each with what it needs and why it may not be there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop_app.i18n import _
from desktop_app.services.pintu import Pintu
from desktop_app.ui.login.parts import DoorPart
from desktop_app.ui.widgets.controls import Card, make_button, make_label

CARD, REQUEST, GRANT = "kartu", "permintaan", "jawaban"


class ForgottenPart(DoorPart):
    """``chosen`` carries one of the three ways."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            "lupa",
            _("Lupa sandi"),
            _("Data tetap utuh. Sandi lama tidak dapat dibaca oleh siapa pun; yang dibuat adalah sandi baru."),
        )
        self._ways: dict[str, tuple[QPushButton, QLabel]] = {}
        self._add(CARD, _("Pakai kartu pemulihan"))
        self._add(REQUEST, _("Minta ke kabupaten"))
        self._add(GRANT, _("Ada jawaban kabupaten"))
        self.box.addWidget(
            make_label(
                _("Admin kantor ini juga dapat memberi sandi baru: Pengaturan, bagian Akun, Sandi baru."),
                "muted",
                wrap=True,
            )
        )
        self.box.addStretch(1)

    def _add(self, way: str, title: str) -> None:
        card = Card(f"lupa-{way}-kartu")
        words = QVBoxLayout()
        words.setSpacing(3)
        text = make_label("", "muted", name=f"lupa-{way}-teks", wrap=True)
        words.addWidget(make_label(title, "section", wrap=True))
        words.addWidget(text)
        button = make_button(f"lupa-{way}", _("Pilih"), label=title)
        button.clicked.connect(lambda: self.chosen.emit(way))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.box.addLayout(row)
        self.box.addWidget(card)
        self._ways[way] = (button, text)

    def _show_way(self, way: str, text: str, missing: str) -> None:
        button, label = self._ways[way]
        label.setText(missing or text)
        button.setEnabled(not missing)
        button.setToolTip(missing)
        button.setAccessibleDescription(missing or text)

    def show_pintu(self, pintu: Pintu) -> None:
        """Show which ways are there now, and why another is not."""
        self._show_way(
            CARD,
            _("Ketik kode dari kartu pemulihan kantor (disimpan di lemari terkunci), lalu buat sandi baru."),
            "" if pintu.kartu else _("Belum ada kartu pemulihan yang berlaku untuk komputer ini."),
        )
        self._show_way(
            REQUEST,
            _("Buat sandi baru di sini, lalu serahkan berkas permintaan dan lembar cetaknya ke kabupaten."),
            "" if pintu.escrow else _("Kantor ini belum menerima kunci pemulihan dari kabupaten."),
        )
        asked = pintu.permintaan
        self._show_way(
            GRANT,
            _("Permintaan untuk {nama} menunggu. Buka berkas jawaban dengan sandi baru yang dipilih waktu itu.").format(
                nama=asked.nama if asked else ""
            ),
            "" if asked else _("Belum ada permintaan yang dibuat di komputer ini."),
        )

    def show_person(self, nama: str) -> None:
        """Say whose password is forgotten."""
        self._head.setText(_("Lupa sandi: {nama}").format(nama=nama))

    def take_focus(self) -> None:
        """Put the keyboard on the first way that is there."""
        for button, _text in self._ways.values():
            if button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._return.setFocus(Qt.FocusReason.OtherFocusReason)

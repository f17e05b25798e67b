"""MakeCard: one holder's key onto his stick and onto paper, and both read back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.services.kunci_kabupaten import NOMOR_ESCROW, CalonKunci
from desktop_app.ui.kunci.card_field import CardField
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField


class MakeCard(Card):
    """``wanted`` carries the stick and the passphrase, ``typed`` the rows of the card, ``show_again`` asks for it."""

    wanted = Signal(object, str)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__("kunci-buat")
        self._one: CalonKunci | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._title = make_label("", "section", name="kunci-buat-siapa", wrap=True)
        self._text = make_label("", name="kunci-buat-kata", wrap=True)
        self.folder = FolderField("kunci-buat-folder", _("Flashdisk pemegang"))
        self.first = PasswordField("kunci-buat-sandi", _("Sandi berkas kunci"))
        self.second = PasswordField("kunci-buat-sandi-lagi", _("Sandi berkas kunci sekali lagi"))
        self._rows = (
            FormRow("kunci-buat-baris-folder", _("Flashdisk pemegang"), self.folder),
            FormRow(
                "kunci-buat-baris-sandi",
                _("Sandi berkas kunci"),
                self.first,
                hint=_("Dipilih dan diketik pemegangnya sendiri. Bila kelak lupa, kartunya tetap dapat dipakai."),
            ),
            FormRow("kunci-buat-baris-lagi", _("Sekali lagi"), self.second),
        )
        self._make = make_button("kunci-buat-tombol", _("Buat kunci"), kind="primary", icon_name="stick")
        self.card = CardField("kunci-kartu")
        self._check = make_button("kunci-kartu-periksa", _("Periksa kartu"), kind="primary", icon_name="ok")
        for widget in (self._title, self._text, *self._rows):
            self.box.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self._make)
        row.addStretch(1)
        self.box.addLayout(row)
        self.box.addWidget(self.card)
        below = QHBoxLayout()
        below.addWidget(self._check)
        below.addStretch(1)
        self.box.addLayout(below)

    def _connect(self) -> None:
        self._make.clicked.connect(self._on_make)
        self.second.entered.connect(self._on_make)
        self._check.clicked.connect(lambda: self.typed.emit(self.card.text()))
        self.card.complete.connect(lambda: self._check.setFocus(Qt.FocusReason.OtherFocusReason))

    def show_one(self, one: CalonKunci | None, *, fresh: bool) -> None:
        """Show what is to be done for one key; ``fresh`` while its card of this very run is still to be typed."""
        changed = one is None or self._one is None or one.nomor != self._one.nomor
        self._one = one
        self.setVisible(one is not None and not one.siap)
        if one is None or one.siap:
            return
        typing = fresh or (bool(one.publik) and one.berkas and not one.kartu)
        if changed:
            self.card.clear()
            self.folder.look_for_sticks()
        self._title.setText(
            one.nama if one.nomor == NOMOR_ESCROW else _("Pemegang {n}: {nama}").format(n=one.nomor, nama=one.nama)
        )
        self._text.setText(
            _("Cetak kartunya, tutup lembarnya, lalu ketik kembali dari kertas. Dengan begitu pasti terbaca kelak.")
            if typing
            else _(
                "Pasang flashdisk pemegang, lalu pemegang mengetik sandinya dua kali. Layar tidak dilihat orang lain."
            )
        )
        for first in (*self._rows, self._make):
            first.setVisible(not typing)
        for second in (self.card, self._check):
            second.setVisible(typing)
        target = self.card.rows[0] if typing else self.first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty what was typed."""
        self.first.clear()
        self.second.clear()
        self.card.clear()
        self._rows[2].clear_finding()

    def _on_make(self) -> None:
        folder = self.folder.answer()
        if folder is None:
            self._rows[0].show_finding(State.ERROR, _("Pasang flashdisk lalu pilih di daftar, atau pilih folder."))
            return
        self._rows[0].clear_finding()
        if self.first.text() != self.second.text():
            self._rows[2].show_finding(State.ERROR, _("Kedua ketikan berbeda. Ketik sandi yang sama dua kali."))
            self.second.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._rows[2].clear_finding()
        self.wanted.emit(Path(folder), self.first.text())

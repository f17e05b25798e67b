"""SignCard: the holders lay their keys on the table, by card or by stick, until there are enough of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.ui.kunci.card_field import CardField
from desktop_app.ui.widgets.controls import Card, make_button, make_label, set_kind
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField


class SignCard(Card):
    """``by_card`` carries typed rows, ``by_file`` a file and its passphrase; ``sign`` is the act itself."""

    by_card = Signal(str)
    by_file = Signal(object, str)
    sign = Signal()

    def __init__(self) -> None:
        super().__init__("kunci-tanda", _("Rapat pemegang kunci"))
        self._file: Path | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._count = make_label("", "label", name="kunci-tanda-jumlah", wrap=True)
        self._who = make_label("", "muted", name="kunci-tanda-siapa", wrap=True)
        self._say = make_label(
            _("Tiap pemegang mengetik kartunya, atau membuka berkas di flashdisknya dengan sandinya."), wrap=True
        )
        self.card = CardField("kunci-tanda-kartu")
        self._take_card = make_button("kunci-tanda-baca-kartu", _("Baca kartu"), icon_name="ok")
        self._choose = make_button("kunci-tanda-pilih", _("Pilih berkas di flashdisk…"), icon_name="stick")
        self._name = make_label("", "muted", name="kunci-tanda-berkas", wrap=True)
        self.words = PasswordField("kunci-tanda-sandi", _("Sandi berkas kunci"))
        self._row = FormRow("kunci-tanda-baris-sandi", _("Sandi berkas kunci"), self.words)
        self._open = make_button("kunci-tanda-buka", _("Buka berkas"), icon_name="kunci")
        self._sign = make_button("kunci-tanda-tangani", _("Tandatangani kunci baru"))
        for widget in (self._count, self._who, self._say, self.card):
            self.box.addWidget(widget)
        row = QHBoxLayout()
        for place in (self._take_card, self._choose, self._name):
            row.addWidget(place)
        row.addStretch(1)
        self.box.addLayout(row)
        self.box.addWidget(self._row)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch(1)
        row.addWidget(self._sign)
        self.box.addLayout(row)
        self._show_file(None)

    def _connect(self) -> None:
        self._take_card.clicked.connect(lambda: self.by_card.emit(self.card.text()))
        self.card.complete.connect(lambda: self._take_card.setFocus(Qt.FocusReason.OtherFocusReason))
        self._choose.clicked.connect(self._ask_file)
        self._open.clicked.connect(self._on_open)
        self.words.entered.connect(self._on_open)
        self._sign.clicked.connect(self.sign)

    def show_count(self, count: tuple[int, int, int, int], names: tuple[str, ...]) -> None:
        """Show how many keys lie on the table: of the present holders and of the planned ones."""
        here, needed, new, new_needed = count
        self._count.setText(
            _("Pemegang sekarang: {a} dari {b} kunci. Pemegang sesudahnya: {c} dari {d} kunci.").format(
                a=min(here, needed), b=needed, c=min(new, new_needed), d=new_needed
            )
        )
        self._who.setText(_("Sudah dibaca: {nama}").format(nama=", ".join(names)) if names else "")
        enough = here >= needed and new >= new_needed
        self._sign.setEnabled(enough)
        set_kind(self._sign, "primary" if enough else "plain")
        self._say.setVisible(not enough)
        for widget in (self.card, self._take_card, self._choose):
            widget.setVisible(not enough)
        self._show_file(None if enough else self._file)
        if self.isVisible() and (enough or not self.card.text().strip()):
            (self._sign if enough else self.card.rows[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty what was typed and chosen."""
        self.card.clear()
        self.words.clear()
        self._show_file(None)

    def choose(self, path: Path) -> None:
        """Take a holder's file; his passphrase is asked for next."""
        self._show_file(path)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_file(self, path: Path | None) -> None:
        self._file = path
        self._name.setText(path.name if path is not None else "")
        for widget in (self._row, self._open):
            widget.setVisible(path is not None)

    def _ask_file(self) -> None:
        ask_one_file(self, "kunci-tanda-dialog", _("Berkas kunci pemegang"), _("Berkas kunci (*.skpk)"), self.choose)

    def _on_open(self) -> None:
        if self._file is not None:
            self.by_file.emit(self._file, self.words.text())

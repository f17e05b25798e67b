"""Approval: who asks, and the fingerprint, large; the button waits until both sides have read the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.pemulihan import Permintaan
from desktop_app.ui.exchange_words import groups_of
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.fitting import FittingColumn
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField


class Approval(Dialog):
    """``on_yes`` is called with what was typed and the file of the key; "" and None where it is in the store."""

    def __init__(
        self, parent: QWidget, asked: Permintaan, needs_key: bool, on_yes: Callable[[str, Path | None], object]
    ) -> None:
        super().__init__(
            parent,
            name="pulihkan-setujui",
            title=_("Pulihkan sandi {nama}?").format(nama=asked.nama),
            text=_(
                "Telepon kantor itu dengan nomor yang sudah Anda kenal. Pastikan pimpinannya tahu, lalu minta mereka "
                "membacakan sidik jari di layar atau lembarnya. Setujui hanya bila semuanya sama."
            ),
        )
        self._on_yes = on_yes
        self._fill(asked, needs_key)

    def _fill(self, asked: Permintaan, needs_key: bool) -> None:
        column = FittingColumn("pulihkan-setujui-isi", _("Permintaan"), width=560)
        self.content.addWidget(column, 1)
        facts = f"{asked.nama}\n{asked.nama_kantor} · {asked.kode}\n" + _("Komputer {id}").format(
            id=asked.device_id[:8]
        )
        who = make_label(facts, "section", name="pulihkan-setujui-siapa", wrap=True)
        column.box.addWidget(who)
        if asked.diberi:
            again = _("Permintaan ini sudah dijawab {n} kali; tanyakan mengapa diperlukan lagi.")
            label = make_label(again.format(n=asked.diberi), name="pulihkan-setujui-lagi", wrap=True)
            label.setProperty("state", "warning")
            column.box.addWidget(label)
        code = CodeBlock("pulihkan-setujui-sidik", _("Sidik jari pada permintaan ini"), columns=3)
        code.show_groups(groups_of(asked.sidik_jari))
        column.box.addWidget(code)
        self._key = PasswordField("pulihkan-setujui-kunci", _("Kunci pemulihan kabupaten"))
        self._row = FormRow(
            "pulihkan-setujui-baris-kunci",
            _("Kunci dari kertas"),
            self._key,
            hint=_(
                "Ketik semua baris kartu berurutan; spasi dan huruf kecil boleh. Atau pilih berkas di flashdisknya."
            ),
            required=True,
        )
        self.file: Path | None = None
        self._choose = make_button("pulihkan-setujui-berkas", _("Pilih berkas kunci…"), icon_name="stick")
        self._choose.setVisible(needs_key)
        self._choose.clicked.connect(self._ask_file)
        self._row.setVisible(needs_key)
        self._needs_key = needs_key
        column.box.addWidget(self._row)
        column.box.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._compared = QCheckBox(_("Sudah dicocokkan lewat telepon dan semuanya sama"))
        self._compared.setObjectName("pulihkan-setujui-cocok")
        self._compared.setAccessibleName(self._compared.text())
        column.box.addWidget(self._compared)
        self.add_button("batal", _("Batal"))
        self._button = self.add_button("ya", _("Setujui dan simpan jawaban…"), self._take, default=True, closes=False)
        self._button.setEnabled(False)
        self._compared.toggled.connect(self._button.setEnabled)
        self._compared.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        if self._needs_key and not self._key.text().strip():
            self._row.show_finding(State.ERROR, sentence(UserError("kunci_escrow_perlu")))
            self._key.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        typed = self._key.text() if self._needs_key else ""
        self.accept()
        self._on_yes(typed, self.file)

    def choose(self, path: Path) -> None:
        """Take the key from the file on its stick: what is typed is its passphrase from now on."""
        self.file = path
        self._choose.setText(path.name)
        self._row.set_hint(_("Sandi berkas {berkas}.").format(berkas=path.name))
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_file(self) -> None:
        ask_one_file(
            self, "pulihkan-setujui-dialog", _("Berkas kunci pemulihan"), _("Berkas kunci (*.skpk)"), self.choose
        )

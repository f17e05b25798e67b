"""Replacement: the fingerprints of a new computer, compared by voice before an office's data are written for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.i18n import _
from desktop_app.services.pendaftaran import Permintaan
from desktop_app.ui.exchange_words import groups_of
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog


class Replacement(Dialog):
    """The button waits until the person says that both read the same."""

    def __init__(self, parent: QWidget, asked: Permintaan, on_yes: Callable[[], object]) -> None:
        super().__init__(
            parent,
            name="komputer-pengganti",
            title=_("Daftarkan komputer pengganti {nama}?").format(nama=asked.nama),
            text=_(
                "Berkas bangun ulang memuat semua data kantor itu. Telepon kepala kantornya dengan nomor yang sudah "
                "Anda kenal, dan minta mereka membacakan lima kelompok angka di layar komputer baru. Teruskan hanya "
                "bila semuanya sama."
            ),
        )
        self.asked = asked
        facts = f"{asked.nama} · {asked.kode}\n{asked.instansi}\n" + _("Komputer {id}").format(id=asked.device_id[:8])
        self.content.addWidget(make_label(facts, name="komputer-pengganti-kantor", wrap=True))
        code = CodeBlock("komputer-pengganti-sidik", _("Sidik jari pada permintaan ini"))
        code.show_groups(groups_of(asked.sidik_jari))
        self.content.addWidget(code)
        own = CodeBlock("komputer-pengganti-kabupaten", _("Sidik jari kabupaten: bacakan ini kepada kantor itu"))
        own.show_groups(groups_of(asked.sidik_akar))
        self.content.addWidget(own)
        compared = QCheckBox(_("Sudah dicocokkan lewat telepon dan semuanya sama"))
        compared.setObjectName("komputer-pengganti-cocok")
        compared.setAccessibleName(compared.text())
        self.content.addWidget(compared)
        self.add_button("batal", _("Batal"))
        yes = self.add_button("ya", _("Daftarkan dan tulis…"), on_yes, default=True)
        yes.setEnabled(False)
        compared.toggled.connect(yes.setEnabled)
        compared.setFocus(Qt.FocusReason.OtherFocusReason)

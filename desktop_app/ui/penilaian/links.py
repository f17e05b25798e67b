"""The pages that are reached from the evaluations, as quiet buttons under their heading."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.controls import make_button


def make_links(page: Page) -> QWidget:
    """Return one button for each page that who is logged in may use; it goes there."""
    pages = (
        ("hasil_saya", _("Hasil saya"), Wewenang.LIHAT_PENILAIAN),
        ("tindak_lanjut", _("Tindak lanjut"), Wewenang.LIHAT_PENILAIAN),
        ("evaluasi_diri", _("Evaluasi diri"), Wewenang.ISI_EVALUASI_DIRI),
        ("capaian", _("Capaian unit"), Wewenang.UBAH_CAPAIAN),
        ("dokumen", _("Dokumen evaluasi"), Wewenang.LIHAT_PENILAIAN),
        ("angka_kredit", _("Angka kredit"), Wewenang.KELOLA_ANGKA_KREDIT),
        ("keberatan", _("Keberatan"), Wewenang.LIHAT_PENILAIAN),
    )
    row = QWidget()
    row.setObjectName("penilaian-halaman-lain")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for key, text, act in pages:
        if page.desk.pelaku.reach(act) is Jangkauan.TIDAK:
            continue
        button = make_button(f"penilaian-ke-{key}", text, kind="quiet", icon_name="panah-kanan", compact=True)
        button.clicked.connect(partial(page.navigate.emit, key, ""))
        line.addWidget(button)
    return row

"""The pages that are reached from the development plans, as quiet buttons under their heading."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.controls import make_button

PAGES = ("kompetensi", "bimbingan", "konseling", "tindak_lanjut")
"""Their keys in the order of the buttons."""


def make_links(page: Page, available: frozenset[str]) -> QWidget:
    """Return one button for each of the pages that who is logged in has (``available``); it goes there."""
    words = {
        "kompetensi": _("Kompetensi"),
        "bimbingan": _("Bimbingan"),
        "konseling": _("Konseling"),
        "tindak_lanjut": _("Tindak lanjut"),
    }
    row = QWidget()
    row.setObjectName("pengembangan-halaman-lain")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for key in PAGES:
        if key not in available:
            continue
        button = make_button(f"pengembangan-ke-{key}", words[key], kind="quiet", icon_name="panah-kanan", compact=True)
        button.clicked.connect(partial(page.navigate.emit, key, ""))
        line.addWidget(button)
    return row

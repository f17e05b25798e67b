"""PreparePart: the first step of sending, what would go and who is missing in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.kirim import BelumDikirim
from desktop_app.services.periode_kata import periode_words
from desktop_app.ui.exchange_words import counts_text, number_text, size_text, unsent_count
from desktop_app.ui.widgets.controls import make_button, make_label

_MOST_KINDS = 4
"""Kinds of documents that are named; a first bundle of an office holds nearly thirty."""


class PreparePart(QWidget):
    """``wanted`` is emitted when the bundle is to be made."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kirim-bagian-siapkan")
        self._build()
        self._button.clicked.connect(self.wanted)

    def _build(self) -> None:
        self._count = make_label("–", "number", name="kirim-jumlah")
        self._note = make_label("", name="kirim-jumlah-ket")
        self._kinds = make_label("", "muted", name="kirim-jenis", wrap=True)
        self._missing = make_label("", "muted", name="kirim-belum-ada", wrap=True)
        self._button = make_button("kirim-kirim", _("Siapkan paket"), kind="primary", icon_name="kirim")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._note, self._kinds, self._missing):
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        button = QHBoxLayout()
        button.addStretch(1)
        button.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addStretch(1)
        column.addLayout(button)

    def show_unsent(self, unsent: BelumDikirim) -> None:
        """Show what the next bundle would carry."""
        nothing = unsent.revisi == 0 and unsent.naskah == 0 and unsent.bukti == 0
        count, words = unsent_count(unsent.baru, unsent.menunggu)
        self._count.setText(number_text(count))
        self._note.setText(words)
        self._kinds.setText(contents_text(unsent))
        self._kinds.setVisible(bool(self._kinds.text()))
        self._missing.setText("" if nothing else missing_text(unsent))
        self._missing.setVisible(bool(self._missing.text()))
        self._button.setEnabled(not nothing)

    def take_focus(self) -> None:
        """Put the keyboard on the button."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)


def contents_text(unsent: BelumDikirim) -> str:
    """Return documents per kind, what goes once more, what is typed and not saved, and the files of evidence."""
    parts = [counts_text(unsent.jenis, most=_MOST_KINDS)] if unsent.jenis else []
    if unsent.baru and unsent.menunggu:
        parts.append(_("ikut dikirim lagi: {n} yang menunggu tanda terima").format(n=number_text(unsent.menunggu)))
    if unsent.naskah:
        parts.append(_("{n} ketikan terakhir ikut disimpan sebagai versi").format(n=number_text(unsent.naskah)))
    if unsent.bukti:
        size = size_text(unsent.bukti_ukuran)
        parts.append(_("{n} berkas bukti ({ukuran})").format(n=number_text(unsent.bukti), ukuran=size))
    if unsent.bukti_sisa:
        parts.append(_("{n} berkas bukti menyusul dengan paket berikutnya").format(n=number_text(unsent.bukti_sisa)))
    return " · ".join(parts)


def missing_text(unsent: BelumDikirim) -> str:
    """Return how many people have no SKP or evaluation for the period; nothing where nobody is missing."""
    belum = unsent.belum
    parts = []
    if belum.skp:
        parts.append(_("{n} orang tanpa SKP {tahun}").format(n=number_text(len(belum.skp)), tahun=belum.tahun))
    if belum.penilaian:
        waktu = periode_words(belum.periode)
        parts.append(_("{n} orang tanpa penilaian {waktu}").format(n=number_text(len(belum.penilaian)), waktu=waktu))
    if not parts:
        return ""
    return _(
        "Belum ada: {apa}. Jumlah dan sebagian namanya tercetak di surat pengantar; paket tetap dapat dikirim."
    ).format(apa=" · ".join(parts))

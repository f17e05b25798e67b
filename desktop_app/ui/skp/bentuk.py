"""LayoutBar: on which form this SKP is printed, the approach to choose, and a layout that has become another one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.istilah import KelompokSkp, Pendekatan
from desktop_app.i18n import _
from desktop_app.regulation import KataRencana
from desktop_app.ui.skp.layout import Layout
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.elided import ElidedLabel


class LayoutBar(QWidget):
    """``chosen`` carries the approach; ``adjust_wanted`` asks for the layout that post and setting ask for now."""

    chosen = Signal(object)
    adjust_wanted = Signal()

    def __init__(self, aturan: KataRencana) -> None:
        super().__init__()
        self.setObjectName("skp-bentuk")
        self._rencana = aturan.perencanaan
        self._layout = Layout()
        self._locked = False
        self._due: KelompokSkp | None = None
        self._build()
        self._approach.chosen.connect(lambda key: self.chosen.emit(Pendekatan(key)))
        self._adjust.clicked.connect(self.adjust_wanted)

    def _build(self) -> None:
        tips = {
            Pendekatan.KUANTITATIF: _("Indikator dan target terpisah, dengan angka dan satuan"),
            Pendekatan.KUALITATIF: _("Indikator dan target dalam satu kalimat"),
        }
        self._words = ElidedLabel("", role="muted", name="skp-bentuk-kata")
        self._approach = ChoiceRow(
            "skp-pendekatan",
            _("Pendekatan"),
            [Choice(one.value, _(self._rencana.label_pendekatan[one]), tips[one]) for one in Pendekatan],
        )
        self._news = make_label("", "hint", name="skp-bentuk-berubah", wrap=True)
        self._adjust = make_button("skp-sesuaikan", _("Sesuaikan"), compact=True)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(make_label(_("Pendekatan"), "label"))
        top.addWidget(self._approach)
        top.addWidget(self._words, 1)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._news, 1)
        below.addWidget(self._adjust, 0, Qt.AlignmentFlag.AlignTop)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._below)

    def show_layout(self, layout: Layout, *, locked: bool) -> None:
        """Say in plain words what is shown; the group follows from the post and is not chosen here."""
        self._layout, self._locked = layout, locked
        self._approach.set_value(layout.pendekatan.value)
        self._approach.setEnabled(not locked)
        code = self._rencana.formulir[layout.kelompok, layout.pendekatan]
        group = _(self._rencana.label_kelompok[layout.kelompok])
        self._words.setText(_("Formulir {kode}: {kelompok}").format(kode=code, kelompok=group))
        self._show_news()

    def show_due(self, kelompok: KelompokSkp | None) -> None:
        """Say which group the post and the agency's setting ask for now; ``None`` while that is not known."""
        self._due = kelompok
        self._show_news()

    def _show_news(self) -> None:
        other = self._due is not None and self._due is not self._layout.kelompok
        if other and self._due is not None:
            text = _("Jabatan atau ketentuan instansi berubah. Bentuk yang sesuai sekarang: {kelompok}.")
            if self._locked:
                text += " " + _("Untuk mengubahnya, SKP harus menjadi draf lagi (Buka kembali…); lalu tekan Sesuaikan.")
            self._news.setText(text.format(kelompok=_(self._rencana.label_kelompok[self._due])))
        self._adjust.setVisible(not self._locked)
        self._below.setVisible(other)

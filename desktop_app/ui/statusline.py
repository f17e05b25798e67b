"""StatusLine: which office this is, what has not been sent, and whether the clock can be believed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.i18n import _
from desktop_app.services.kantor import Peran, Profil
from desktop_app.ui.theme import restyle
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.elided import ElidedLabel

ROLES = {Peran.UNIT: "Kecamatan", Peran.KABUPATEN: "Kabupaten/Kota"}


class StatusLine(QWidget):
    """One quiet line at the bottom of the window."""

    def __init__(self, profil: Profil) -> None:
        super().__init__()
        self.setObjectName("baris-status")
        self.setAccessibleName(_("Baris status"))
        self.setProperty("statusline", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build(profil)

    def show_office(self, profil: Profil) -> None:
        """Call the office as it is called now."""
        self._office.setText(f"{profil.nama} · {profil.kode}")

    def _build(self, profil: Profil) -> None:
        self._office = ElidedLabel(f"{profil.nama} · {profil.kode}", name="status-kantor")
        self._role = ElidedLabel(_(ROLES[profil.peran]), name="status-peran")
        self._unsent = ElidedLabel("", name="status-belum-dikirim")
        self._last = ElidedLabel("", name="status-terakhir")
        self._clock = ElidedLabel("", name="status-jam")
        self._busy = make_label("", name="status-kerja")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(18)
        for label in (self._office, self._role, self._unsent, self._last, self._clock):
            # As wide as its words, and narrower where the window is.
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self._busy)

    def show_exchange(self, unsent: str, last: str) -> None:
        """Show how many documents wait to be sent, in words, and when the last bundle was made (empty: never)."""
        self._unsent.setText(unsent)
        self._last.setText(_("Kirim terakhir {tanggal}").format(tanggal=last) if last else "")

    def show_clock(self, doubtful: bool) -> None:
        """Say that the computer's clock cannot be believed; work goes on all the same."""
        self._clock.setText(_("Jam komputer meragukan") if doubtful else "")
        self._clock.setProperty("state", "warning" if doubtful else "")
        tip = _("Periksa tanggal komputer. Pekerjaan tetap aman; urutan catatan tidak bergantung pada jam.")
        self._clock.set_tip(tip if doubtful else "")
        restyle(self._clock)

    def show_busy(self, busy: bool) -> None:
        """Say that the worker is at it."""
        self._busy.setText(_("Sedang bekerja…") if busy else "")

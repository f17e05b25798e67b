"""StepsBar: the steps of an SKP's life in the head of its sheet, each with the question that it asks first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.services.naskah import Naskah
from desktop_app.ui.desk import Desk
from desktop_app.ui.reason import ask_reason, ask_signature
from desktop_app.ui.widgets.controls import make_button


class StepsBar(QObject):
    """``wanted`` carries the step, a reason, a date or None, and a place; the sheet takes the step."""

    wanted = Signal(str, str, object, str)

    def __init__(self, owner: QWidget, desk: Desk) -> None:
        super().__init__(owner)
        self._owner = owner
        self._desk = desk
        self._place = ""
        self._reopen = make_button("skp-buka-kembali", _("Buka kembali…"))
        self._return = make_button("skp-kembalikan", _("Kembalikan…"))
        self._submit = make_button("skp-ajukan", _("Ajukan"), kind="primary", shortcut="Ctrl+Return")
        self._fix = make_button("skp-tetapkan", _("Tetapkan…"), kind="primary", shortcut="Ctrl+Return")
        self.hide()
        self._submit.clicked.connect(lambda: self.wanted.emit("ajukan", "", None, ""))
        self._return.clicked.connect(self._ask_return)
        self._fix.clicked.connect(self._ask_fix)
        self._reopen.clicked.connect(self._ask_reopen)

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the buttons in the order of the head, the primary ones last."""
        return (self._reopen, self._return, self._submit, self._fix)

    def hide(self) -> None:
        """Offer nothing: no SKP is shown yet."""
        for button in self.widgets():
            button.hide()

    def show_for(self, skp: Skp, opened: Naskah) -> None:
        """Offer the steps that the state allows and that are this person's to take."""
        self._place = skp.tempat
        status = None if opened.konflik else skp.status
        decided = status if opened.boleh_memutuskan else None
        self._submit.setVisible(status is StatusSkp.DRAFT and opened.boleh_ubah)
        self._fix.setVisible(decided is StatusSkp.DIAJUKAN)
        self._return.setVisible(decided is StatusSkp.DIAJUKAN)
        self._reopen.setVisible(decided is StatusSkp.DITETAPKAN)

    def _ask_return(self) -> None:
        ask_reason(
            self._owner,
            name="skp-kembalikan-tanya",
            title=_("Kembalikan kepada pegawai?"),
            text=_("SKP menjadi draf lagi dan dapat diketik. Alasannya ditampilkan di lembar ini."),
            yes=_("Kembalikan"),
            on_reason=lambda reason: self.wanted.emit("kembalikan", reason, None, ""),
        )

    def _ask_fix(self) -> None:
        ask_signature(
            self._owner,
            name="skp-tetapkan-tanya",
            title=_("Tetapkan SKP?"),
            text=_("Nama, pangkat, dan jabatan dibekukan menurut tanggal ini dan tercetak di formulir."),
            yes=_("Tetapkan"),
            place=self._place or self._desk.profil.tempat,
            day=self._desk.proposed_day(),
            on_answer=lambda place, day: self.wanted.emit("tetapkan", "", day, place),
        )

    def _ask_reopen(self) -> None:
        ask_reason(
            self._owner,
            name="skp-buka-tanya",
            title=_("Buka kembali SKP yang sudah ditetapkan?"),
            text=_("SKP menjadi draf dan harus ditetapkan lagi. Riwayat lama tetap tersimpan."),
            yes=_("Buka kembali"),
            on_reason=lambda reason: self.wanted.emit("buka_kembali", reason, None, ""),
            danger=True,
        )

"""QualityHelp: looks at the wording a moment after each change, off the way of the keys, and tells what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.mutu import check_mutu
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.perencanaan import check_keadaan
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan

CALM_MS = 350
"""Milliseconds of quiet before the wording is looked at."""


class QualityHelp(QTimer):
    """``found`` carries the findings; a determined SKP is told what circumstances and matrices ask, and no more."""

    found = Signal(object)

    def __init__(self, owner: QWidget, skp: Callable[[], Skp | None], typed: Callable[[], str]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._skp = skp
        self._typed = typed
        self._jabatan: RiwayatJabatan | None = None
        self._orang: Pegawai | None = None
        self._sama: Mapping[str, str] = {}
        self._peran: tuple[Temuan, ...] = ()
        self.setSingleShot(True)
        self.setInterval(CALM_MS)
        self.timeout.connect(self.look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # A word is finished when the keyboard has gone elsewhere.
            application.focusChanged.connect(self._on_focus)

    def know(
        self,
        *,
        jabatan: RiwayatJabatan | None = None,
        sama: Mapping[str, str] | None = None,
        orang: Pegawai | None = None,
        peran: tuple[Temuan, ...] | None = None,
    ) -> None:
        """Take what is known beside the SKP: the person's post and record, digests of colleagues' words, his roles."""
        self._jabatan = jabatan if jabatan is not None else self._jabatan
        self._orang = orang if orang is not None else self._orang
        self._sama = sama if sama is not None else self._sama
        self._peran = peran if peran is not None else self._peran
        self.start()

    def forget(self) -> None:
        """Know nothing beside the SKP: another one is opened."""
        self._jabatan, self._orang, self._sama, self._peran = None, None, {}, ()

    def look(self) -> None:
        """Look at the wording now."""
        self.stop()
        skp = self._skp()
        if skp is None:
            return
        findings: tuple[Temuan, ...] = ()
        if skp.status is not StatusSkp.DITETAPKAN:
            findings = check_mutu(skp, jabatan=self._jabatan, sama=self._sama, sedang=self._typed())
        if self._orang is not None:
            findings = (*findings, *check_keadaan(self._orang, skp))
        # A result that was taken away meanwhile has nothing more to be told.
        there = {f"hasil/#{one.id}/teks" for one in skp.hasil} | {"hasil"}
        self.found.emit((*findings, *(one for one in self._peran if one.jalur in there)))

    def _on_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self._owner.isVisible():
            self.start()

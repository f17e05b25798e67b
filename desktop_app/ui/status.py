"""StatusKeeper: keeps the status line and the badges true after every change."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_app.services.beranda import Ringkasan, summarize
from desktop_app.services.kantor import Changed, Peran
from desktop_app.ui.exchange_words import unsent_text
from desktop_app.ui.runner import Runner
from desktop_app.ui.window import MainWindow
from desktop_app.ui.words import short_date


class StatusKeeper(QObject):
    """Asks for the summary when the window opens and after each change; never while the office closes."""

    def __init__(self, runner: Runner, window: MainWindow) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        window.changed.connect(self._ask)
        window.page_shown.connect(self._ask_once)
        self._asked = False

    def _ask_once(self, _key: str) -> None:
        if not self._asked:
            self._asked = True
            self._ask(Changed())

    def _ask(self, _changed: Changed) -> None:
        if not self._runner.closing:
            self._runner.submit(summarize, owner=self, on_done=self._show)

    def _show(self, summary: Ringkasan) -> None:
        unit = self._window.desk.profil.peran is Peran.UNIT
        last = summary.paket_terakhir
        self._window.status.show_clock(summary.jam_diragukan)
        self._window.status.show_exchange(
            unsent_text(summary.belum_dikirim, summary.menunggu_tanda_terima) if unit else "",
            short_date(last.waktu) if last and unit else "",
        )
        self._window.set_badge("kirim", summary.belum_dikirim)
        self._window.set_badge("konflik", summary.konflik)
        self._window.set_badge("masuk", summary.belum_dibalas)

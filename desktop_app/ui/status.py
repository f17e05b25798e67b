"""StatusKeeper: keeps the status line and the badges true after every change."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_app.services.kantor import Changed
from desktop_app.services.ringkasan import Ringkasan, read_ringkasan
from desktop_app.ui.runner import Runner
from desktop_app.ui.window import MainWindow


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
            self._runner.submit(read_ringkasan, owner=self, on_done=self._show)

    def _show(self, summary: Ringkasan) -> None:
        self._window.status.show_clock(summary.jam_ragu)
        self._window.set_badge("konflik", summary.konflik)
        self._window.set_badge("masuk", summary.konflik)

"""Composition root of the window: knows the home folder, opens the office, puts the pages of its role together.

Imported only by who wants the window, because it loads Qt.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.i18n import SOURCE_LANGUAGE, choose_language
from desktop_app.paths import resources
from desktop_app.regulation import Aturan
from desktop_app.services.kantor import Kantor, Profil, office_exists, open_kantor
from desktop_app.services.pekerjaan import read_waktu_kerja
from desktop_app.services.pendirian import found_office
from desktop_app.services.pengaturan import Pengaturan, read_pengaturan, write_pengaturan
from desktop_app.services.waktu import now
from desktop_app.ui.catalogue import page_specs
from desktop_app.ui.desk import Desk
from desktop_app.ui.errors import install_excepthook, present_error
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.icons import icon
from desktop_app.ui.power import PowerGuard
from desktop_app.ui.runner import Runner
from desktop_app.ui.status import StatusKeeper
from desktop_app.ui.theme import apply_theme
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.window import MainWindow


class Opening(msgspec.Struct, frozen=True):
    """What the window needs to know of the office that was just opened."""

    profil: Profil
    aturan: Aturan
    pengaturan: Pengaturan
    hari: date


def read_opening(kantor: Kantor) -> Opening:
    """Return the facts of the opened office; runs in the worker thread."""
    return Opening(kantor.profil, kantor.aturan(), read_pengaturan(kantor), read_waktu_kerja(kantor).hari)


def keep_geometry(kantor: Kantor, geometry: bytes) -> None:
    """Remember size and place of the window in the settings of the office; runs in the worker thread."""
    kini = read_pengaturan(kantor)
    if kini.geometri != geometry:
        write_pengaturan(kantor, msgspec.structs.replace(kini, geometri=geometry))


class Session(QObject):
    """From an empty or filled home to the window, and from the closed window to the end."""

    window_ready = Signal(object)
    ended = Signal()

    def __init__(self, home: Path, *, clock: Callable[[], datetime] = now, who: str = "") -> None:
        super().__init__()
        self._home = home
        self._clock = clock
        self._who = who
        self.runner = Runner(self)
        self.window: MainWindow | None = None
        self.first_start: FirstStart | None = None
        self.failure: Dialog | None = None
        self.runner.closed.connect(self.ended)

    def begin(self) -> None:
        """Open the office, or ask who this is where the home is empty."""
        if office_exists(self._home):
            self._open(partial(open_kantor, self._home, jam=self._clock, who=self._who))
            return
        self.first_start = FirstStart()
        self.first_start.answered.connect(self._create)
        self.first_start.rejected.connect(self.runner.close)
        self.first_start.open()

    def finish(self) -> None:
        """Wait for the worker thread; after the event loop has ended."""
        if not self.runner.closing:
            self.runner.close()
        self.runner.wait()

    def show_error(self, error: BaseException) -> None:
        """Show an exception of a slot above the window that is there."""
        self.failure = present_error(self.window or self.first_start, error)

    def _create(self, profil: Profil) -> None:
        self._open(partial(found_office, self._home, profil, jam=self._clock, who=self._who))

    def _open(self, factory: Callable[[], Kantor]) -> None:
        self.runner.open(factory, owner=self, on_done=lambda _none: self._ask_opening(), on_error=self._fail)

    def _ask_opening(self) -> None:
        self.runner.submit(read_opening, owner=self, on_done=self._show, on_error=self._fail)

    def _show(self, opening: Opening) -> None:
        desk = Desk(self.runner, opening.profil, opening.aturan, self._clock, opening.hari)
        window = build_window(desk)
        if opening.pengaturan.geometri:
            window.restore_geometry_bytes(opening.pengaturan.geometri)
        window.closing.connect(self._keep_geometry)
        self.window = window
        if self.first_start is not None:
            self.first_start.accept()
        window.show()
        window.show_page("beranda")
        self.window_ready.emit(window)

    def _keep_geometry(self) -> None:
        if self.window is not None:
            self.runner.submit(keep_geometry, self.window.geometry_bytes(), owner=self, keep_error=True)

    def _fail(self, error: BaseException) -> None:
        if self.first_start is not None:
            self.first_start.show_error(error)
            return
        # Kept, because a window without a parent lives only as long as somebody holds it.
        self.failure = present_error(None, error)
        if self.failure is not None:
            self.failure.finished.connect(lambda _result: self.runner.close())


def build_window(desk: Desk) -> MainWindow:
    """Return the window for the role of the office, its pages not yet built."""
    window = MainWindow(desk, page_specs(desk.profil.peran, desk.pelaku))
    StatusKeeper(desk.runner, window)
    PowerGuard(window).greet()
    return window


def make_application(arguments: list[str]) -> QApplication:
    """Return the themed application object; the one that exists already where there is one."""
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(arguments)
    application.setApplicationName("SKP Luring")
    application.setApplicationDisplayName("SKP Luring")
    application.setWindowIcon(icon("luring", size=32))
    apply_theme(application)
    return application


def run_window(home: Path, *, language: str = SOURCE_LANGUAGE, who: str = "") -> int:
    """Show the window of the office in ``home`` until it is closed and return the exit code."""
    choose_language(language, resources() / "locale")
    application = make_application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    session = Session(home, who=who)
    install_excepthook(session.show_error)
    # Not quit(): it asks the windows first, and the one that is just closing would still refuse.
    session.ended.connect(lambda: application.exit(0))
    session.begin()
    code = application.exec()
    session.finish()
    return code

"""Composition root of the window: knows the home folder, opens the office, puts the pages of its role together.

Imported only by who wants the window, because it loads Qt.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.bahasa import use_bahasa
from desktop_app.services.kantor import Changed, Kantor, Profil, open_kantor
from desktop_app.services.pendirian import found_office
from desktop_app.services.pendirian_akun import found_with_akun, give_sandi
from desktop_app.services.pengaturan import Pengaturan, read_pengaturan
from desktop_app.services.pintu import Pintu, read_pintu
from desktop_app.services.waktu import now
from desktop_app.ui.assembly import build_window, offer_card, show_own_password
from desktop_app.ui.away import AwayWatch
from desktop_app.ui.desk import Desk
from desktop_app.ui.errors import install_excepthook, present_error
from desktop_app.ui.first_person import FirstUser
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.forget import forget_after_lock
from desktop_app.ui.icons import icon
from desktop_app.ui.idle import IdleWatch
from desktop_app.ui.leaving import Place, close_dialogs, is_printing, keep_at_close
from desktop_app.ui.login.window import DoorWindow
from desktop_app.ui.opening import Opening, read_opening
from desktop_app.ui.runner import Runner
from desktop_app.ui.theme import State, apply_theme
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.window import MainWindow
from desktop_app.vault.forgetting import wipe_when_freed

if TYPE_CHECKING:
    from desktop_app.ui.cadangan.restore_dialog import RestoreDialog

PRINT_LOOK_MS = 500


class Session(QObject):
    """From an empty or filled home to the window, through locking and logging in again, to the closed window.

    ``idle_ms`` overrides how long nobody may be there before the screen is locked (None: as the settings say).
    """

    window_ready = Signal(object)
    ended = Signal()

    def __init__(
        self, home: Path, *, clock: Callable[[], datetime] = now, who: str = "", idle_ms: int | None = None
    ) -> None:
        super().__init__()
        self._home = home
        self._clock = clock
        self._who = who
        self._idle_ms = idle_ms
        self.window: MainWindow | None = None
        self.first_start: FirstStart | None = None
        self.door: DoorWindow | None = None
        self.failure: Dialog | None = None
        self.restoring: RestoreDialog | None = None
        self._place: Place | None = None
        self._offers_card = False
        self._left: Runner | None = None
        """The worker of who has locked, until it has written everything and closed the store."""
        self._waiting: Callable[[], Kantor] | None = None
        self.runner = self._new_runner()
        self.watch = IdleWatch(self._is_working, self)
        self.watch.idle.connect(self.lock)
        self._away: AwayWatch | None = None
        self._print_wait = QTimer(self, singleShot=True, interval=PRINT_LOOK_MS)
        self._print_wait.timeout.connect(self.lock)

    def begin(self) -> None:
        """Open the office, ask for a password, or ask who this is where the home is empty."""
        try:
            pintu = read_pintu(self._home)
        except LuringError as error:
            self._fail(error)
            return
        if pintu.keadaan == "kosong":
            self.first_start = FirstStart()
            self.first_start.answered.connect(self._create)
            self.first_start.rejected.connect(self.runner.close)
            self.first_start.restore_wanted.connect(self.offer_restore)
            self.first_start.open()
        elif pintu.keadaan == "tanpa_sandi":
            self._open(partial(open_kantor, self._home, jam=self._clock, who=self._who))
        else:
            self._show_door(pintu)

    def offer_restore(self) -> None:
        """Restore a backup into this home before any office is open, and then begin anew with what is there."""
        from desktop_app.ui.cadangan.restore_dialog import RestoreDialog

        above = self.door or self.first_start
        self.restoring = RestoreDialog(above, self._home, self._clock, self.runner)
        self.restoring.restored.connect(lambda _done: self._begin_anew())
        if above is None:
            self.restoring.rejected.connect(self.runner.close)
        self.restoring.open()

    def _begin_anew(self) -> None:
        if self.first_start is not None:
            self.first_start.accept()
            self.first_start.deleteLater()
            self.first_start = None
        if self.door is not None:
            self.door.finish()
            self.door = None
        self.begin()

    def finish(self) -> None:
        """Wait for the worker thread; after the event loop has ended."""
        self.watch.stop()
        for runner in (self._left, self.runner):
            if runner is not None:
                if not runner.closing:
                    runner.close()
                runner.wait()

    def drop_windows(self) -> None:
        """Take down what is left of the windows while Qt is whole: the interpreter's own order ends in a crash."""
        for widget in (self.failure, self.door, self.first_start, self.window):
            if widget is not None and shiboken6.isValid(widget):
                widget.deleteLater()
        self.failure = self.door = self.first_start = self.window = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def show_error(self, error: BaseException) -> None:
        """Show an exception of a slot above the window that is there."""
        self.failure = present_error(self.door or self.window or self.first_start, error)

    def lock(self, *, switch: bool = False) -> None:
        """Leave the page, close the store, drop the key, and ask for a password; with ``switch`` for another person.

        The window is gone at once. What still has to be written is written before the store is closed; pages on their
        way to a printer are waited for.
        """
        window = self.window
        if window is None or self.runner.closing or not window.desk.attended:
            return
        if is_printing(window):
            window.show_notice(_("Layar dikunci sesudah pencetakan selesai."))
            self._print_wait.start()
            return
        self.watch.stop()
        akun_id = window.desk.pelaku.akun_id
        page, doc_id = window.place()
        self._place = Place(akun_id, page, doc_id)
        close_dialogs(window)
        self._left = self.runner
        self._left.failed.disconnect(window.show_error)
        self._left.failed.connect(self.show_error)
        self.runner = self._new_runner()
        window.hide()
        window.close()
        try:
            pintu = read_pintu(self._home)
        except LuringError as error:
            self._fail(error)
            return
        if switch:
            self._show_door(pintu)
        else:
            self._show_door(pintu, akun_id, _("Layar terkunci. Pekerjaan tersimpan."))

    def give_password(self, first: FirstUser) -> None:
        """Close the office without passwords and open it again by those of its first person."""
        window = self.window
        if window is None:
            return
        window.leave_page()
        window.setEnabled(False)
        self._offers_card = True
        give = partial(give_sandi, self._home, first.nama, first.sandi, jam=self._clock, peran=first.peran)
        self.runner.open(give, owner=self, on_done=lambda _none: self._ask_opening(), on_error=self._fail_giving)

    def _new_runner(self) -> Runner:
        runner = Runner(self)
        runner.closed.connect(lambda: self._on_closed(runner))
        return runner

    def _on_closed(self, runner: Runner) -> None:
        if runner is not self._left:
            self.ended.emit()
            return
        self._left = None
        self._drop_window()
        # The person's signing key goes with the window; what was freed of both is overwritten.
        forget_after_lock(self.runner, lambda: self.window is None)
        runner.wait()
        runner.deleteLater()
        if self._waiting is not None:
            factory, self._waiting = self._waiting, None
            self._open(factory)

    def _drop_window(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None

    def _show_door(self, pintu: Pintu, akun_id: str = "", notice: str = "") -> None:
        self.door = DoorWindow(self._home, self._clock, self.runner, pintu)
        self.door.open_wanted.connect(self._log_in)
        self.door.closed.connect(self.runner.close)
        self.door.restore_wanted.connect(self.offer_restore)
        self.door.choose(akun_id, notice)
        self.door.show()
        self.door.activateWindow()

    def _create(self, profil: Profil, first: FirstUser | None) -> None:
        if first is None:
            self._open(partial(found_office, self._home, profil, jam=self._clock, who=self._who))
            return
        self._offers_card = True
        make = partial(found_with_akun, self._home, profil, first.nama, first.sandi, peran=first.peran)
        self._open(partial(make, jam=self._clock))

    def _log_in(self, factory: Callable[[], Kantor], card_used: bool) -> None:
        self._offers_card = card_used
        self._open(factory)

    def _open(self, factory: Callable[[], Kantor]) -> None:
        if self._left is not None:
            # Who was here before is still being saved; the store can be opened once at a time.
            self._waiting = factory
            return
        self.runner.open(factory, owner=self, on_done=lambda _none: self._ask_opening(), on_error=self._fail)

    def _ask_opening(self) -> None:
        self.runner.submit(read_opening, owner=self, on_done=self._show, on_error=self._fail)

    def _show(self, opening: Opening) -> None:
        desk = Desk(self.runner, opening.profil, opening.aturan, self._clock, opening.hari, opening.pelaku)
        if self.window is not None:
            self.window.hide()
        self._drop_window()
        place, self._place = self._place, None
        back = place is not None and place.akun_id == desk.pelaku.akun_id
        window = build_window(desk, greets=not back)
        if opening.pengaturan.geometri:
            window.restore_geometry_bytes(opening.pengaturan.geometri)
        window.closing.connect(self._on_closing)
        window.lock_wanted.connect(self.lock)
        window.switch_wanted.connect(lambda: self.lock(switch=True))
        window.own_wanted.connect(lambda: show_own_password(window))
        window.first_user_wanted.connect(self.give_password)
        window.changed.connect(self._on_changed)
        self.window = window
        window.show()
        if self.first_start is not None:
            self.first_start.accept()
            self.first_start.deleteLater()
            self.first_start = None
        if self.door is not None:
            self.door.finish()
            self.door = None
        if back and place is not None and window.has_page(place.page):
            window.show_page(place.page, place.doc_id)
        else:
            window.show_page("beranda")
        self._guard(opening.pengaturan)
        for satu in opening.pemberitahuan[:1]:
            window.banner.show_message(State.WARNING, sentence_for(satu.kode, satu.fakta))
        if self._offers_card:
            self._offers_card = False
            offer_card(window)
        self.window_ready.emit(window)

    def _guard(self, pengaturan: Pengaturan) -> None:
        """Lock when nobody is there; an office without passwords has nothing to ask for."""
        if self.window is None or not self.window.desk.attended:
            return
        self.watch.start(pengaturan.kunci_menit * 60_000 if self._idle_ms is None else self._idle_ms)
        if self._away is None:
            self._away = AwayWatch(self)
            self._away.away.connect(self.lock)

    def _is_working(self) -> bool:
        window = self.window
        # A screen given to respondents of a survey waits for them by design; its own password guards it.
        in_use = window is not None and (is_printing(window) or bool(window.property("layar_survei")))
        return self.runner.busy or in_use

    def _on_changed(self, changed: Changed) -> None:
        if "pengaturan" in changed.kinds and not self.runner.closing:
            self.runner.submit(read_pengaturan, owner=self, on_done=self._guard)

    def _on_closing(self) -> None:
        if self.window is not None:
            keep_at_close(self.window, locked=self._left is not None, owner=self)

    def _fail(self, error: BaseException) -> None:
        if self.first_start is not None:
            self.first_start.show_error(error)
            return
        if self.door is not None:
            self.door.show_error(error)
            return
        # Kept, because a window without a parent lives only as long as somebody holds it.
        self.failure = present_error(None, error)
        if self.failure is not None:
            # Data that do not open are the very case for which backups are kept.
            self.failure.add_button("pulihkan", _("Pulihkan dari cadangan…"), self.offer_restore)
            self.failure.finished.connect(lambda _result: QTimer.singleShot(0, self._give_up))

    def _give_up(self) -> None:
        if self.restoring is None or not shiboken6.isValid(self.restoring) or not self.restoring.isVisible():
            self.runner.close()

    def _fail_giving(self, error: BaseException) -> None:
        """Open the office as it was, behind the error: whatever was cut off, one of the two keys fits."""
        self._offers_card = False
        if self.window is not None:
            self.window.setEnabled(True)
            self.window.show_error(error)
        self.runner.open(
            partial(open_kantor, self._home, jam=self._clock, who=self._who),
            owner=self,
            on_done=lambda _none: None,
            on_error=self._fail,
        )


def make_application(arguments: list[str]) -> QApplication:
    """Return the themed application object; the one that exists already where there is one."""
    wipe_when_freed()
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(arguments)
    application.setApplicationName("SKP Luring")
    application.setApplicationDisplayName("SKP Luring")
    application.setWindowIcon(icon("luring", size=32))
    apply_theme(application)
    return application


def run_window(home: Path, *, language: str = "", who: str = "") -> int:
    """Show the window of the office in ``home`` until it is closed and return the exit code.

    Without ``language`` it is the one that is asked for in the environment or kept on this computer.
    """
    use_bahasa(language)
    application = make_application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    session = Session(home, who=who)
    install_excepthook(session.show_error)
    # Not quit(): it asks the windows first, and the one that is just closing would still refuse.
    session.ended.connect(lambda: application.exit(0))
    session.begin()
    code = application.exec()
    session.finish()
    session.drop_windows()
    return code

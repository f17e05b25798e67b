"""AwayWatch: hears from the system that its screen was locked or that it goes to sleep, where the system tells.

Qt itself tells neither. Linux: signals of logind and of the desktop's screen saver on D-Bus. Windows: session and power
messages to a window of its own. Where the system is silent, a step of the wall clock against the monotonic one shows
that the computer slept; the idle lock stands behind all of them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

LOOK_EVERY_MS = 5000
SLEPT_SECONDS = 60.0

WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_CONSOLE_DISCONNECT = 0x2
WTS_SESSION_LOCK = 0x7


def tells_away(message: int, reason: int) -> bool:
    """Return whether a message of Windows says that the session was locked or left, or that the computer sleeps."""
    if message == WM_WTSSESSION_CHANGE:
        return reason in (WTS_SESSION_LOCK, WTS_CONSOLE_DISCONNECT)
    return message == WM_POWERBROADCAST and reason == PBT_APMSUSPEND


class AwayWatch(QObject):
    """``away`` is emitted when nobody can be in front of the screen any more."""

    away = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._wall, self._steady = wall, steady
        self._apart = wall() - steady()
        self._windows: QObject | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY_MS)
        if sys.platform == "linux":
            self._listen_on_bus()
        elif sys.platform == "win32":
            from desktop_app.ui.away_windows import listen

            self._windows = listen(self, tells_away, self.away.emit)

    def look(self) -> None:
        """Judge by the two clocks whether the computer slept; somebody who sets the date is asked for his password."""
        apart = self._wall() - self._steady()
        if abs(apart - self._apart) > SLEPT_SECONDS:
            self._apart = apart
            self.away.emit()

    @Slot(bool)
    def take_state(self, away: bool) -> None:
        """Take a state from the bus: ``PrepareForSleep(true)``, ``ActiveChanged(true)``."""
        if away:
            self.away.emit()

    @Slot()
    def take_lock(self) -> None:
        """Take the wish of the system that sessions be locked."""
        self.away.emit()

    def _listen_on_bus(self) -> None:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            # A system without its library still has the two clocks and the idle lock.
            return

        # Taken as text, whatever the stubs of the binding say.
        state: Any = SLOT("take_state(bool)")
        lock: Any = SLOT("take_lock()")
        system = QDBusConnection.systemBus()
        if system.isConnected():
            manager = "org.freedesktop.login1"
            system.connect(manager, "/org/freedesktop/login1", f"{manager}.Manager", "PrepareForSleep", self, state)
            system.connect(manager, "", f"{manager}.Session", "Lock", self, lock)
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for name in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver"):
                session.connect("", "", name, "ActiveChanged", self, state)

"""IdleWatch: notices that nobody is there any more, and never while a long job runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)
LOOK_EVERY_MS = 1000


class IdleWatch(QObject):
    """``idle`` is emitted once after so many milliseconds without a key or the mouse in any window of the program.

    The time is counted by a monotonic clock: a wrong date changes nothing. ``busy`` tells whether a job runs that must
    not be cut off; the signal then waits for its end.
    """

    idle = Signal()

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = busy
        self._limit = 0
        self._quiet = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def start(self, limit_ms: int) -> None:
        """Begin to count; ``limit_ms`` of 0 never tells anything."""
        self.stop()
        self._limit = limit_ms
        if limit_ms > 0:
            self._quiet.start()
            self._timer.start(min(LOOK_EVERY_MS, max(limit_ms // 4, 10)))
            application = QApplication.instance()
            if application is not None:
                application.installEventFilter(self)

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def running(self) -> bool:
        """Return whether it counts."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start over at each sign of life; nothing is ever taken away from who it is meant for."""
        if event.type() in SIGNS_OF_LIFE:
            self._quiet.restart()
        return False

    def _look(self) -> None:
        if self._busy():
            # Who waits for a long job is there, or comes back to see its end.
            self._quiet.restart()
        elif self._quiet.elapsed() >= self._limit:
            self.stop()
            self.idle.emit()

"""What happens to memory after a lock: what was freed is overwritten, in the window's thread and in the worker's."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QTimer

from desktop_app.ui.runner import Runner
from desktop_app.vault.forgetting import forget_freed_memory

DROP_MS = 100
"""The person's signing key goes with the window; what Python still holds in circles is let go at once."""
SETTLE_MS = (1500, 3500)
"""The window of who has left is taken down by Qt in its own time; what it held is free only then, so twice.

Late enough that nobody who hands over at once waits for it.
"""
AGAIN_MS = 500
"""When the worker is busy (a slow computer, still forgetting the time before), it is tried again so much later."""


def forget_after_lock(runner: Runner, is_locked: Callable[[], bool]) -> None:
    """Overwrite freed memory while nobody is logged in; ``runner`` is the worker that waits at the door.

    Each thread has lists of freed blocks of its own in the C library, so both are asked. It takes a few tenths
    of a second; where the next person is entering already it is left alone.
    """

    def forget() -> None:
        if runner.closing or not is_locked():
            return
        if runner.busy:
            QTimer.singleShot(AGAIN_MS, runner, forget)
            return
        runner.run(forget_freed_memory, owner=runner, on_done=lambda _none: None, on_error=lambda _error: None)
        forget_freed_memory()

    QTimer.singleShot(DROP_MS, gc.collect)
    for pause in SETTLE_MS:
        QTimer.singleShot(pause, runner, forget)

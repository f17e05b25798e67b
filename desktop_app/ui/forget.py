"""What happens to memory after a lock: what was freed is overwritten, in the window's thread and in the worker's."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from desktop_app.ui.runner import Runner
from desktop_app.vault.forgetting import forget_freed_memory

SETTLE_MS = (300, 1100, 2500)
"""The window of who has left is taken down by Qt in its own time; what it held is free only then, so more than once."""


def forget_after_lock(runner: Runner) -> None:
    """Overwrite freed memory once the former window is gone; ``runner`` is the worker that waits at the door.

    Each thread has blocks of its own in the C library, so both are asked. It takes a few tenths of a second, while
    the person who comes looks for his name.
    """

    def forget() -> None:
        forget_freed_memory()
        if not runner.closing:
            runner.run(forget_freed_memory, owner=runner, on_done=lambda _none: None, on_error=lambda _error: None)

    for pause in SETTLE_MS:
        QTimer.singleShot(pause, runner, forget)

"""The unsealing child by fork instead of a new interpreter, so that thousands of merges take minutes, not hours.

It serves the same orders with the same code over the same kind of pipes, under the filter of its parent; only the
starting of Python (which touches no file of an office) is left out. ``test_exchange_calls`` compares the calls that a
deed makes with either.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from desktop_app.exchange import unsealer, worker
from tests.faults.call_failer import fork

_MOST_FILES = 4096


class ForkedWorker:
    """As much of ``subprocess.Popen`` as ``unsealer.Child`` uses."""

    def __init__(self, command: object, **options: Any) -> None:
        """Fork the worker with two pipes; the command line is not needed."""
        orders, to_worker = os.pipe()
        from_worker, answers = os.pipe()
        self.returncode: int | None = None
        self.pid = fork()
        if self.pid == 0:
            status = 1
            try:
                os.dup2(orders, 0)
                os.dup2(answers, 1)
                os.closerange(3, _MOST_FILES)
                status = worker.main()
            finally:
                os._exit(status)
        os.close(orders)
        os.close(answers)
        self.stdin, self.stdout = os.fdopen(to_worker, "wb"), os.fdopen(from_worker, "rb")

    def poll(self) -> int | None:
        """Return how it ended, None while it runs."""
        return self._wait(os.WNOHANG)

    def wait(self) -> int | None:
        """Wait for its end."""
        return self._wait(0)

    def kill(self) -> None:
        """Kill it, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _wait(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


@contextmanager
def forking() -> Iterator[None]:
    """Let ``unsealer`` fork its children meanwhile."""
    before = unsealer.subprocess
    unsealer.subprocess = SimpleNamespace(  # type: ignore[assignment]
        Popen=ForkedWorker, PIPE=subprocess.PIPE, DEVNULL=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        unsealer.subprocess = before

"""Shared by all tests: no real home is touched, no log line goes unnoticed, no thread is left behind.

Where memory is plenty, the folders of the tests lie in it: thousands of small stores need not wait for a disk to sync.
What a power cut or a full disk leaves is the matter of tests/faults, which model both.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MEMORY = Path("/dev/shm")
ROOM = 6 * 1024**3
"""Bytes that have to be free there and in the machine's memory: several times what a run of the whole suite takes."""


def memory_is_plenty() -> bool:
    """Tell whether a folder in memory has room for a run of the whole suite."""
    try:
        told = dict(line.split(":") for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines())
        return min(shutil.disk_usage(MEMORY).free, int(told["MemAvailable"].split()[0]) * 1024) >= ROOM
    except (OSError, ValueError, KeyError):
        return False


if memory_is_plenty():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


# What is made while tests are collected stays until the end: looking for garbage in it again and again, while it
# grows, finds nothing and takes as long as reading all the files does.
gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage from now on, but not among the thousands of tests and modules that stay until the end."""
    gc.collect()
    gc.freeze()
    gc.enable()


class UnexpectedLines(logging.Handler):
    """Keeps what our own loggers say at WARNING or above; a test that provokes a line clears ``lines``."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session", autouse=True)
def no_real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point every default place for data at a temporary folder, also for child processes."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """Let a test that waits for something look soon and then more seldom: most of it is there within a few ms.

    ``waitUntil`` itself looks once in ten, which over thousands of waits is minutes of doing nothing.
    """
    patient = qtbot.waitUntil

    def wait_until(callback: Callable[[], Any], *, timeout: int = 5000) -> None:
        for milliseconds in (1, 1, 2, 4):
            try:
                if callback() in (None, True):
                    return
            except AssertionError:
                pass
            qtbot.wait(milliseconds)
        patient(callback, timeout=timeout)

    qtbot.waitUntil = wait_until
    return qtbot


@pytest.fixture(autouse=True)
def unexpected_log() -> Iterator[UnexpectedLines]:
    """Fail the test if our code logged a warning that the test did not clear."""
    handler = UnexpectedLines()
    loggers = [logging.getLogger("desktop_app"), logging.getLogger("db")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler
    for logger in loggers:
        logger.removeHandler(handler)
    assert not handler.lines, "unexpected log lines:\n" + "\n".join(handler.lines)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail the test if it leaves a thread behind; one that is just ending gets two seconds."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + 2
    while left := [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]:
        if time.monotonic() > until:
            pytest.fail(f"threads left behind: {[thread.name for thread in left]}")
        time.sleep(0.01)

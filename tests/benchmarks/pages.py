"""How long every page of the window takes in one office: opening with all it loads, and coming back to it.

Run as ``pages.py HOME``; prints one JSON object: per page what ``Took`` says of building, opening and switching, and
the floor: a switch between two empty pages of the same size.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from PySide6.QtCore import QCoreApplication  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget  # noqa: E402

from desktop_app.app import Session, make_application  # noqa: E402
from desktop_app.ui.catalogue import page_specs  # noqa: E402
from desktop_app.ui.window import MainWindow  # noqa: E402

PATIENCE = 60.0
TIMES = 7


def clock() -> datetime:
    """A morning of the January after the year."""
    return datetime(2027, 1, 25, 8, 0, tzinfo=timezone(timedelta(hours=7)))


class Took(NamedTuple):
    """Milliseconds: all, computed by this program, and computed by the thread of the window."""

    wall: float
    computed: float
    window: float


def measured(work: Callable[[], object]) -> Took:
    """Return how long ``work`` takes."""
    before = time.perf_counter(), time.process_time(), time.thread_time()
    work()
    after = time.perf_counter(), time.process_time(), time.thread_time()
    return Took(*((one - two) * 1000 for one, two in zip(after, before, strict=True)))


def middle(found: Sequence[Took]) -> Took:
    """Return the medians."""
    return Took(*(statistics.median(column) for column in zip(*found, strict=True)))


def settle(session: Session) -> None:
    """Wait until the worker has nothing to do and the window has shown it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        if not session.runner.busy:
            QCoreApplication.processEvents()
            if not session.runner.busy:
                return
        time.sleep(0.001)
    raise TimeoutError("the window did not come to rest")


def empty_switch(window: MainWindow) -> Took:
    """Return the milliseconds of a switch between two empty pages in a window of the same size."""
    bare = QMainWindow()
    stack = QStackedWidget()
    pages = [QWidget(), QWidget()]
    for page in pages:
        stack.addWidget(page)
    bare.setCentralWidget(stack)
    bare.resize(window.size())
    bare.show()
    QTest.qWait(50)

    def switch(number: int) -> None:
        stack.setCurrentWidget(pages[number % 2])
        QCoreApplication.processEvents()

    found = middle([measured(lambda n=n: switch(n)) for n in range(50)])
    bare.close()
    return found


def measure(session: Session, window: MainWindow) -> dict[str, dict[str, Took]]:
    """Return for every page the milliseconds of building it, opening it stale, and coming back to it."""
    desk = window.desk
    pages: dict[str, dict[str, Took]] = {}
    keys = [spec.key for spec in page_specs(desk.profil.peran, desk.pelaku)]
    for key in keys:
        built = measured(lambda key=key: window._page(key))
        pages[key] = {"build": built}

    def show(key: str) -> None:
        window.show_page(key)
        QCoreApplication.processEvents()

    def opened(key: str) -> None:
        show(key)
        settle(session)

    for key in keys:
        away = keys[0] if key != keys[0] else keys[1]
        opening, switching = [], []
        for _ in range(3):
            opened(away)
            window._pages[key]._stale = True
            opening.append(measured(lambda key=key: opened(key)))
        for _ in range(TIMES):
            opened(away)
            switching.append(measured(lambda key=key: show(key)))
            settle(session)
        pages[key] |= {"open": middle(opening), "switch": middle(switching)}
    return pages


def main() -> int:
    """Open the window of the office at HOME and measure its pages."""
    application = make_application(["pages"])
    application.setQuitOnLastWindowClosed(False)
    session = Session(Path(sys.argv[1]), clock=clock)
    session.begin()
    end = time.monotonic() + PATIENCE
    while session.window is None and time.monotonic() < end:
        QTest.qWait(5)
    window = session.window
    assert window is not None
    window._prepare_timer.timeout.disconnect()
    settle(session)
    floor = empty_switch(window)
    pages = measure(session, window)
    window.close()
    session.finish()
    session.drop_windows()
    print(json.dumps({"floor": floor, "pages": pages}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

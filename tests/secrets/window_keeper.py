"""A child process with the real window: a person logs in, opens a sheet and locks; then it waits to be searched.

Reads one JSON line as ``keeper`` does; says ``open`` while the sheet is shown and ``locked`` at the door.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from instructions import read_instructions
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Session, make_application
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pintu import masuk


def tell(word: str) -> None:
    """Say where this process is; the window goes on living while it waits for leave to go on."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


def wait_for(ready: object, seconds: float = 20) -> None:
    """Let Qt work until ``ready`` is true."""
    for _ in range(int(seconds * 50)):
        QTest.qWait(20)
        if ready():  # type: ignore[operator]
            return
    raise TimeoutError


def use(session: Session, job: dict[str, str]) -> None:
    """Log in, look at the person's sheet, and lock."""
    home, now = Path(job["home"]), lambda: datetime(2026, 12, 1, 8, tzinfo=UTC)
    akun, sandi = job["akun"], job["sandi"]
    session._open(lambda: masuk(home, akun, sandi, jam=now))
    wait_for(lambda: session.window is not None and not session.runner.busy)
    made: list[str] = []
    person = Pegawai(nama=job["nama"], catatan=job["catatan"])
    session.runner.submit(create_pegawai, person, owner=session, on_done=lambda got: made.append(got[0]))
    wait_for(lambda: bool(made))
    assert session.window is not None
    session.window.show_page("pegawai", made[0])
    wait_for(lambda: not session.runner.busy)
    session.window.grab()
    tell("open")
    session.lock()


def main() -> None:
    """Do the one job that stands on stdin."""
    # As in the program itself: the window is there before a secret is.
    application = make_application([])
    job = read_instructions()
    application.setQuitOnLastWindowClosed(False)
    session = Session(Path(job["home"]), clock=lambda: datetime(2026, 12, 1, 8, tzinfo=UTC))
    session.begin()
    wait_for(lambda: session.door is not None)
    session.door.finish()
    session.door = None
    use(session, job)
    job.clear()
    wait_for(lambda: session.window is None and not session.runner.busy)
    QApplication.clipboard().clear()
    QTest.qWait(5000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wait_for(lambda: not session.runner.busy)
    tell("locked")
    session.finish()
    os._exit(0)


if __name__ == "__main__":
    main()

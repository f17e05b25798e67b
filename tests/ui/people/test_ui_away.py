"""The system says that the screen was locked, or that it slept; and what it does not say is found by two clocks."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from ctypes import wintypes
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QObject

from desktop_app.ui import away_windows
from desktop_app.ui.away import AwayWatch, tells_away

CHILD = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from desktop_app.ui.away import AwayWatch
application = QCoreApplication([])
watch = AwayWatch()
watch.away.connect(lambda: (print("away", flush=True), application.quit()))
QTimer.singleShot(15_000, lambda: application.exit(3))
print("ready", flush=True)
sys.exit(application.exec())
"""


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs a bus of its own")
@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")
def test_that_a_locked_desktop_is_heard_on_the_bus() -> None:
    script = (
        f'"{sys.executable}" -c "$CHILD" & child=$!; '
        "for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 0.3; "
        "gdbus emit --session --object-path /org/gnome/ScreenSaver "
        "--signal org.gnome.ScreenSaver.ActiveChanged true; "
        "kill -0 $child 2>/dev/null || break; done; wait $child"
    )
    ran = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        env=os.environ | {"CHILD": CHILD},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "away" in ran.stdout, ran.stderr
    assert ran.returncode == 0


def test_that_a_computer_that_slept_is_found_by_its_two_clocks(qtbot: Any) -> None:
    wall, steady, told = [1_000.0], [50.0], []
    watch = AwayWatch(wall=lambda: wall[0], steady=lambda: steady[0])
    watch.away.connect(lambda: told.append(1))
    wall[0], steady[0] = 1_030.0, 80.0
    watch.look()
    assert told == []
    # An hour on the wall, a second of work: it slept.
    wall[0], steady[0] = 4_630.0, 81.0
    watch.look()
    watch.look()
    assert told == [1]
    watch.deleteLater()


def test_that_only_leaving_and_sleeping_count_among_the_messages_of_windows() -> None:
    assert tells_away(0x02B1, 0x7)
    assert tells_away(0x02B1, 0x2)
    assert tells_away(0x0218, 0x4)
    assert not tells_away(0x02B1, 0x8)  # unlocked again
    assert not tells_away(0x0218, 0x12)  # awake again
    assert not tells_away(0x0100, 0x7)


def test_that_a_message_of_windows_reaches_the_watch(qtbot: Any) -> None:
    told: list[int] = []
    parent = QObject()
    ear = away_windows.listen(parent, tells_away, lambda: told.append(1))
    message = wintypes.MSG()
    message.message, message.wParam = 0x02B1, 0x7
    address = ctypes.addressof(message)
    assert ear._filter.nativeEventFilter(QByteArray(b"windows_generic_MSG"), address) == (False, 0)
    assert told == [1]
    ear._filter.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), address)
    assert told == [1]
    ear.close()

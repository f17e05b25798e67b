"""The guard for Python 3.11: signals must not use up True, calls must not use up None."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.refcounts import RESERVE, hold_constants


class Bell(QObject):
    rung = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the constants are immortal there")
def test_that_the_constants_outlast_any_session() -> None:
    for constant in (None, True, False):
        assert sys.getrefcount(constant) > RESERVE // 2


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the constants are immortal there")
def test_that_the_guard_is_given_once() -> None:
    hold_constants()
    assert sys.getrefcount(True) < 2 * RESERVE


def test_that_twenty_thousand_signals_and_calls_end_nothing(qtbot: Any) -> None:
    bell, heard = Bell(), []
    bell.rung.connect(lambda: heard.append(1))
    widget = QWidget()
    qtbot.addWidget(widget)
    for _ in range(20_000):
        bell.rung.emit()
        assert widget.parentWidget() is None
    assert len(heard) == 20_000

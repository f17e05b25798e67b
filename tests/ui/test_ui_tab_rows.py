"""Tabs that need more room than the window has: in rows, all of them seen, and every key finds its way."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop_app.ui.widgets.tabrows import TabRows

NAMES = ("Umum", "Ketentuan", "Akun", "Cadangan", "Templat SKP", "Standar kompetensi", "Komputer kantor", "Jejak")


@pytest.fixture
def tabs(qtbot: Any) -> QTabWidget:
    widget = QTabWidget()
    widget.setTabBar(TabRows())
    for name in NAMES:
        widget.addTab(QWidget(), name)
    qtbot.addWidget(widget)
    widget.resize(360, 300)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def bar_of(tabs: QTabWidget) -> TabRows:
    bar = tabs.tabBar()
    assert isinstance(bar, TabRows)
    return bar


def test_that_every_tab_is_seen_in_a_narrow_window_and_one_row_is_enough_in_a_wide_one(tabs: QTabWidget) -> None:
    bar = bar_of(tabs)
    rects = bar.rects()
    assert len({rect.top() for rect in rects}) > 1
    assert max(rect.right() for rect in rects) < tabs.width()
    assert bar.height() >= max(rect.bottom() for rect in rects)
    tabs.resize(1600, 300)
    assert len({rect.top() for rect in bar.rects()}) == 1
    assert bar.sizeHint().height() == bar.rects()[0].height()


def test_that_keys_and_mouse_reach_every_tab(tabs: QTabWidget) -> None:
    bar = bar_of(tabs)
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Home)
    seen = [tabs.currentIndex()]
    for _ in NAMES[1:]:
        QTest.keyClick(bar, Qt.Key.Key_Right)
        seen.append(tabs.currentIndex())
    assert seen == list(range(len(NAMES)))
    rects = bar.rects()
    QTest.keyClick(bar, Qt.Key.Key_Home)
    QTest.keyClick(bar, Qt.Key.Key_Down)
    below = tabs.currentIndex()
    assert rects[below].top() > rects[0].top()
    QTest.keyClick(bar, Qt.Key.Key_Up)
    assert rects[tabs.currentIndex()].top() == rects[0].top()
    for at, rect in enumerate(rects):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=rect.center())
        assert tabs.currentIndex() == at
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 1, rects[-1].bottom() + 1))
    assert tabs.currentIndex() == len(NAMES) - 1

"""Keys of the window reach it from every page and from the door; on no sheet two acts share one."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.services.skp import create_skp
from tests.ui.conftest import activate


def keys_of(widget: QWidget) -> list[str]:
    return [key.key().toString() for key in widget.findChildren(QShortcut)]


@pytest.fixture
def planned(home: Any, opened: Any) -> Any:
    kantor = opened(home, "Rini Contoh")
    person = kantor.store.find("pegawai", order=("nama",))[0].doc_id
    skp_id = create_skp(kantor, person, 2026)[0]
    kantor.close()
    return home, skp_id


def test_that_no_key_of_a_page_takes_one_of_the_window(crew: Any, planned: Any) -> None:
    home, skp_id = planned
    hands = crew(home)
    hands.login("Rini Contoh")
    window = hands.session.window
    pages = {key: hands.page(key) for key in window._specs}
    hands.page("skp", skp_id)
    inside = {id(key) for page in pages.values() for key in page.findChildren(QShortcut)}
    own = [key.key().toString() for key in window.findChildren(QShortcut) if id(key) not in inside]
    assert {"Ctrl+L", "F12", "Alt+1"} <= set(own)
    assert [key for key, count in Counter(own).items() if count > 1] == []
    taken = {name: sorted(set(own) & set(keys_of(page))) for name, page in pages.items()}
    assert not any(taken.values()), taken


def test_that_no_two_acts_of_a_page_that_can_be_pressed_share_a_key(crew: Any, planned: Any) -> None:
    home, skp_id = planned
    hands = crew(home)
    hands.login("Rini Contoh")
    for name in hands.session.window._specs:
        page = hands.page(name, skp_id if name == "skp" else "")
        there = [key for key in page.findChildren(QShortcut) if key.parent().isVisible()]
        if name == "skp":
            assert len(there) > 10
        twice = [key for key, count in Counter(key.key().toString() for key in there).items() if count > 1]
        assert twice == [], name


def test_that_the_sheet_of_an_skp_is_locked_by_the_key(crew: Any, planned: Any) -> None:
    home, skp_id = planned
    hands = crew(home)
    hands.login("Rini Contoh")
    hands.page("skp", skp_id)
    target = hands.session.window.focusWidget()
    QTest.keyClick(target, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.locked()


def test_that_a_failing_power_closes_the_door_too(crew: Any, home: Any) -> None:
    hands = crew(home)
    door = hands.session.door
    activate(door, hands.qtbot)
    QTest.keyClick(door.findChild(QLineEdit, "masuk-sandi"), Qt.Key.Key_F12)
    hands.qtbot.waitUntil(lambda: not door.isVisible(), timeout=5_000)
    hands.closed = True

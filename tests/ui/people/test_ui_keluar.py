"""Leaving leaves a row: the screen that is locked, the program that is closed; never where nobody is logged in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.services.kantor import Kantor, open_kantor


def test_that_a_locked_screen_leaves_a_row_of_the_one_who_was_there(crew: Any, home: Any, opened: Any) -> None:
    hands = crew(home)
    hands.login("Dewi Contoh")
    hands.session.lock()
    hands.locked()
    kantor: Kantor = opened(home, "Dewi Contoh")
    try:
        (row,) = kantor.store.audit_rows(act="keluar")
        assert (row.detail["cara"], row.who) == ("dikunci", kantor.who)
    finally:
        kantor.close()


def test_that_without_passwords_nobody_leaves(start: Callable[..., Any], unit_home: Path) -> None:
    hands = start(unit_home)
    hands.close()
    kantor = open_kantor(unit_home, jam=hands.session._clock)
    try:
        assert kantor.store.audit_rows(act="keluar") == []
    finally:
        kantor.close()

"""Words that two people compare by voice are never cut, whatever the width and the words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

LONG = ["jembatan", "jembatan", "jembatan", "jembatan"]


def whole(block: Any, room: Any) -> bool:
    """Return whether every group is drawn whole, inside of the window's room."""
    labels = [label for label in block.findChildren(QLabel) if label.isVisible()]
    inside = room.rect().adjusted(0, 0, 1, 1)
    for label in labels:
        if label.width() < label.fontMetrics().horizontalAdvance(label.text()) and not label.wordWrap():
            return False
        if not block.rect().contains(label.geometry()):
            return False
    corner = block.mapTo(room, block.rect().bottomRight())
    return inside.contains(corner) and len(labels) > 4


@pytest.mark.parametrize("width", [1366, 1024, 910])
def test_that_the_words_of_a_sent_bundle_are_whole(width: int, start: Any, exported: Any) -> None:
    hands = start(exported.unit)
    hands.window.setMinimumSize(400, 300)
    hands.window.resize(width, 720)
    page = hands.page("kirim")
    page.send.choose_folder(exported.stick)
    page.outbox.copy_wanted.emit(page.outbox.rows()[0])
    hands.settle()
    words = hands.find("kirim-empat-kata")
    assert words.isVisible()
    # A layout that turns takes a turn of the event loop.
    hands.qtbot.waitUntil(lambda: whole(words, page.send))
    words.show_groups(LONG)
    hands.qtbot.waitUntil(lambda: whole(words, page.send))


def test_that_the_words_beside_the_list_of_the_inbox_are_whole(start: Any, exported: Any) -> None:
    hands = start(exported.kabupaten)
    page = hands.page("masuk")
    page.arrivals.add([exported.facts.path])
    hands.settle()
    words = hands.find("masuk-empat-kata")
    # The facts come from a child process: only when they are shown can other words take their place.
    hands.qtbot.waitUntil(lambda: words.isVisible() and len(words.text().split()) == 4, timeout=30_000)
    hands.settle()
    words.show_groups(LONG)
    hands.qtbot.waitUntil(lambda: whole(words, page.arrivals._detail), timeout=10_000)
    assert words.text() == " ".join(LONG)

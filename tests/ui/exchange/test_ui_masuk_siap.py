"""While Kotak Masuk is on the screen a process stands ready to open bundles, and none where nobody sees the page."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from desktop_app.exchange.unsealer import SPARE


def test_that_a_process_stands_ready_while_the_page_is_seen(start: Any, exported: Any, qtbot: QtBot) -> None:
    hands = start(exported.kabupaten)
    assert SPARE._child is None
    page = hands.page("masuk")
    qtbot.waitUntil(lambda: SPARE._child is not None)
    ready = SPARE._child
    page.arrivals.add([exported.facts.path])
    hands.settle()
    assert SPARE._child is not ready
    assert SPARE._child is not None
    last = SPARE._child.process
    hands.page("pegawai")
    assert SPARE._child is None
    assert last.returncode is not None

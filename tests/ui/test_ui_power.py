"""A day with power cuts: F12 from any page closes in under a second with everything kept; the next start says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop_app.domain.codec import decode_as
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.pegawai import create_pegawai
from desktop_app.ui.widgets.banner import Banner


def person(kantor: Any) -> str:
    """Record one person and return his id."""
    return create_pegawai(kantor, Pegawai(nama="Dewi Contoh"))[0]


def test_that_f12_keeps_a_half_typed_sentence_and_closes(
    start: Callable[..., Any], unit_home: Path, fill: Callable[..., Any]
) -> None:
    doc_id = fill(person)
    hands = start(unit_home)
    hands.window.show_page("pegawai", doc_id)
    hands.settle()
    field = next(one for one in hands.window.current_page().findChildren(QPlainTextEdit) if one.isVisible())
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(field, "belum selesai di")
    began = time.monotonic()
    QTest.keyClick(hands.window, Qt.Key.Key_F12)
    hands.qtbot.waitUntil(lambda: not hands.window.isVisible(), timeout=10_000)
    took = time.monotonic() - began
    notes = hands.stored(lambda kantor: decode_as(Pegawai, kantor.store.document(doc_id).body).catatan)
    assert notes == "belum selesai di"
    # A bound for a person, a hundred times what it takes; the figures are measured by the benchmark.
    assert took < 5


@pytest.mark.parametrize("page", ["beranda", "pegawai", "skp", "penilaian", "kirim", "konflik", "cetak", "pengaturan"])
def test_that_every_page_can_be_closed_with_one_key(start: Callable[..., Any], unit_home: Path, page: str) -> None:
    hands = start(unit_home)
    hands.page(page)
    QTest.keyClick(hands.window, Qt.Key.Key_F12)
    hands.qtbot.waitUntil(lambda: not hands.window.isVisible(), timeout=10_000)
    assert hands.stored(lambda kantor: kantor.store.audit_rows(5, act="listrik_padam"))


def test_that_the_next_start_says_what_was_saved_and_goes_on_there(
    start: Callable[..., Any], unit_home: Path, fill: Callable[..., Any]
) -> None:
    doc_id = fill(person)
    hands = start(unit_home)
    notice = hands.window.findChild(Banner, "pesan-mulai")
    hands.qtbot.waitUntil(notice.isVisible)
    assert "Semua tersimpan" in notice.text()
    assert "Dewi Contoh" in notice.text()
    QTest.mouseClick(hands.window.findChild(QPushButton, "pesan-mulai-tindakan"), Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.window.current_page().objectName() == "halaman-pegawai"
    assert hands.window.current_page().editor.doc_id == doc_id
    assert not notice.isVisible()


def test_that_a_newcomer_is_told_nothing(start: Callable[..., Any], unit_home: Path) -> None:
    hands = start(unit_home)
    hands.settle()
    assert not hands.window.findChild(Banner, "pesan-mulai").isVisible()


def test_that_an_impossible_clock_asks_one_question_and_blocks_nothing(
    start: Callable[..., Any], unit_home: Path, fill: Callable[..., Any]
) -> None:
    fill(person)
    hands = start(unit_home, lambda: datetime(1980, 1, 1, 8, tzinfo=UTC))
    notice = hands.window.findChild(Banner, "pesan-mulai")
    hands.qtbot.waitUntil(notice.isVisible)
    assert "1 Januari 1980" in notice.text()
    assert hands.page("skp").isEnabled()
    QTest.mouseClick(hands.window.findChild(QPushButton, "pesan-mulai-tindakan"), Qt.MouseButton.LeftButton)
    dialog = hands.dialog()
    assert hands.focus_name() == "hari-ini-tanggal"
    hands.type("31/12/2019")
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert dialog.findChild(Banner, "hari-ini-pesan").isVisible()
    dialog.day.setFocus()
    dialog.day.selectAll()
    hands.type("05/03/2027")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert hands.window.desk.proposed_day() == date(2027, 3, 5)
    assert "Tanggal berapa" not in notice.text()
    assert hands.stored(lambda kantor: kantor.store.audit_rows(1, act="jawab_hari"))[0].at.doubt

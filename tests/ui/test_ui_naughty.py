"""Naughty texts in the window: looking changes nothing, typing keeps what the field shows, labels are plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from desktop_app.domain.codec import decode_as
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from tests.text.naughty import NAUGHTY, is_refusable

FIT = [text for text in NAUGHTY if not is_refusable(text)]


@pytest.mark.parametrize("make", [AnswerLine, GrowingTextEdit])
def test_that_a_field_that_is_only_looked_at_tells_nothing(qtbot: Any, make: Any) -> None:
    field = make("uji", "Uji")
    qtbot.addWidget(field)
    told: list[str] = []
    field.answered.connect(told.append)
    for text in FIT:
        field.set_answer(text)
        field.flush()
        assert told == [], ascii(text)


def test_that_what_is_pasted_is_kept_as_the_field_shows_it(
    start: Callable[..., Any], unit_home: Path, fill: Callable[..., Any]
) -> None:
    doc_id = fill(lambda kantor: create_pegawai(kantor, Pegawai(nama="Fulan"))[0])
    hands = start(unit_home)
    hands.window.show_page("pegawai", doc_id)
    hands.settle()
    field = hands.find("pegawai-catatan")
    assert isinstance(field, QPlainTextEdit)
    exact = 0
    for text in FIT[::3]:
        field.selectAll()
        field.insertPlainText(text)
        shown = field.toPlainText().strip()
        field.flush()
        hands.settle()
        kept: list[str] = []
        hands.session.runner.submit(
            lambda kantor: decode_as(Pegawai, kantor.store.working(doc_id, kantor.who).body).catatan,
            owner=hands.window,
            on_done=kept.append,
        )
        hands.settle()
        assert kept == [shown], ascii(text)
        exact += shown == text.strip()
    # Qt turns no-break spaces and strange line ends into plain ones, and the person sees that; the rest is exact.
    assert exact > len(FIT[::3]) * 0.9
    last = shown
    assert hands.stored(lambda kantor: get_pegawai(kantor, doc_id).catatan) == last


@pytest.mark.parametrize("text", [one for one in NAUGHTY if is_refusable(one)], ids=ascii)
def test_that_what_no_document_may_hold_gets_a_sentence_and_stays_in_the_field(
    start: Callable[..., Any], unit_home: Path, fill: Callable[..., Any], text: str
) -> None:
    doc_id = fill(lambda kantor: create_pegawai(kantor, Pegawai(nama="Fulan"))[0])
    hands = start(unit_home)
    hands.window.show_page("pegawai", doc_id)
    hands.settle()
    field = hands.find("pegawai-catatan")
    field.setPlainText(f"awal {text} akhir")
    shown = field.toPlainText()
    field.flush()
    hands.settle()
    page = hands.window.current_page()
    stored = hands.session.runner
    kept: list[Any] = []
    stored.submit(lambda kantor: kantor.store.working(doc_id, kantor.who), owner=hands.window, on_done=kept.append)
    hands.settle()
    if kept[0] is None:
        assert any(banner.isVisible() and len(banner.text()) > 20 for banner in page.findChildren(Banner))
        assert field.toPlainText() == shown
    else:
        # Qt itself made a sign of it that can be kept, and shows it.
        assert decode_as(Pegawai, kept[0].body).catatan == shown.strip()
    field.setPlainText("")
    field.flush()
    hands.settle()


def test_that_no_label_takes_a_name_for_markup(
    start: Callable[..., Any], unit_home: Path, fill: Callable[..., Any]
) -> None:
    fill(lambda kantor: create_pegawai(kantor, Pegawai(nama="<b>tebal</b> <img src='file:///etc/hostname'>"))[0])
    hands = start(unit_home)
    for key in hands.window.page_keys():
        page = hands.page(key)
        rich = [
            label.objectName() or label.text()
            for label in page.findChildren(QLabel)
            if label.textFormat() is not Qt.TextFormat.PlainText and label.text()
        ]
        assert rich == [], key

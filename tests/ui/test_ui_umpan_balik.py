"""Feedback in the window: asked for, answered and corrected by keyboard, told without a name, picked for a form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from desktop_app.domain.istilah import NilaiDasar, Rating
from desktop_app.domain.penilaian import UmpanBalik
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.umpan_balik import ask_umpan_balik, give_umpan_balik
from desktop_app.services.umpan_balik_baca import list_diberikan, list_tentang
from desktop_app.ui.feedback_pick import UmpanBalikPick
from desktop_app.ui.spread_panel import SpreadPanel
from desktop_app.ui.umpan_balik.entry import UmpanBalikEntry
from desktop_app.ui.umpan_balik.page import UmpanBalikPage
from tests.services.dunia_kantor import edit
from tests.services.kantor_berperan import NAMA, Berperan
from tests.services.kantor_berperan import fill as fill_office
from tests.services.test_umpan_balik import said

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(fill: Callable[[Callable[[Kantor], Any]], Any]) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``; ``asing`` said something."""

    def write(kantor: Kantor) -> Berperan:
        berperan = fill_office(kantor)
        give_umpan_balik(kantor, said(berperan.saya.id, pemberi_id=berperan.asing.id))
        ask_umpan_balik(kantor, (berperan.asing.id,), "Apa yang perlu saya perbaiki?", pegawai_id=berperan.saya.id)
        return berperan

    made: Berperan = fill(write)
    return made


def act_as(hands: Any, orang: str, *peran: P) -> None:
    """Let somebody be logged in, as the door would, before a page is built."""
    runner, desk = hands.session.runner, hands.window.desk
    siapa = Pelaku(orang[::-1], "Nama Uji", frozenset(peran), orang)

    def change(kantor: Kantor) -> None:
        kantor.pelaku, kantor.who = siapa, siapa.akun_id

    desk.pelaku = siapa
    runner.submit(change, owner=hands.window)
    hands.settle()


def page_of(hands: Any) -> UmpanBalikPage:
    page = hands.page("umpan_balik")
    assert isinstance(page, UmpanBalikPage)
    hands.settle()
    return page


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def text_of(page: UmpanBalikPage) -> str:
    """Return everything that a part of the page shows."""
    model = page.told._model
    cells = [str(model.index(r, c).data()) for r in range(model.rowCount()) for c in range(model.columnCount())]
    field = page.findChild(QPlainTextEdit, "umpan-balik-kata")
    assert field is not None
    return "\n".join([*cells, field.toPlainText()])


def test_that_a_person_reads_what_was_said_and_not_by_whom(
    unit_home: Path, people: Berperan, start: Callable[[Path], Any]
) -> None:
    hands = start(unit_home)
    act_as(hands, people.saya.id, P.PEGAWAI)
    page = page_of(hands)
    shown = text_of(page)
    assert "mau menolong" in shown
    assert "Rekan kerja setingkat" in shown
    assert "Maret 2026" in shown
    assert NAMA["asing"] not in shown
    # His own request tells whom he asked.
    page.tabs.setCurrentWidget(page.requests)
    assert page.requests._model.index(0, 0).data() == NAMA["asing"]


def test_that_a_request_is_answered_by_keyboard_and_told_of(
    unit_home: Path, people: Berperan, start: Callable[[Path], Any]
) -> None:
    hands = start(unit_home)
    act_as(hands, people.asing.id, P.PEGAWAI)
    page = page_of(hands)
    page.show_document("")
    assert page.asked.count() == 1
    hands.back()
    page.asked.take_focus()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    dialog = hands.dialog()
    assert isinstance(dialog, UmpanBalikEntry)
    assert hands.focus_name() == "umpan-balik-isi-teks"
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert dialog.isVisible()
    assert "masih kosong" in dialog._note.findChild(QWidget, "umpan-balik-isi-pesan-teks").text()  # type: ignore[union-attr]
    hands.type("teliti dan ramah")
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.back()
    assert page.asked.count() == 0
    assert page.given.count() == 2

    def told(kantor: Kantor) -> list[tuple[str, str]]:
        return [(satu.teks, satu.nama) for satu in list_tentang(kantor, people.saya.id)]

    assert ("teliti dan ramah", "") in hands.stored(told)


def test_that_a_leader_gives_scheduled_feedback_about_a_result_and_corrects_it(
    unit_home: Path, people: Berperan, start: Callable[[Path], Any]
) -> None:
    hands = start(unit_home)
    act_as(hands, people.saya.id, P.PENILAI)
    page = page_of(hands)
    hands.back()
    hands.key(Qt.Key.Key_N, CTRL)
    hands.settle()
    hands.dialog()
    hands.type("Bagas")
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    dialog = hands.dialog()
    assert isinstance(dialog, UmpanBalikEntry)
    assert dialog._role.currentText() == "Pimpinan"
    assert dialog._named.value() == "ya"
    dialog._subject.set_answer("h1/i1")
    dialog._form.set_answer("terjadwal")
    dialog.words.setFocus()
    hands.type("laporan rapi")
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.back()
    page.tabs.setCurrentWidget(page.given)
    page.given.take_focus()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    dialog = hands.dialog()
    assert isinstance(dialog, UmpanBalikEntry)
    hands.type(" sekali")
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert dialog._reason_row.finding() == "Tuliskan alasannya."
    hands.type("kurang lengkap")
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.back()

    def given(kantor: Kantor) -> list[tuple[str, str, int, str]]:
        return [(s.kunci, s.bentuk.value, s.koreksi, s.nama) for s in list_diberikan(kantor) if s.hal != "Harmonis"]

    assert hands.stored(given) == [("i1", "terjadwal", 1, NAMA["saya"])]


def test_that_picking_keeps_what_was_typed_and_links_what_is_shortened(
    unit_home: Path, people: Berperan, start: Callable[[Path], Any]
) -> None:
    hands = start(unit_home)
    page = hands.page("umpan_balik")
    taken: list[tuple[UmpanBalik, ...]] = []
    known = (UmpanBalik(id="t1", sumber="Pimpinan", teks="ditulis tangan"),)

    def open_pick(before: tuple[UmpanBalik, ...]) -> UmpanBalikPick:
        dialog = UmpanBalikPick(
            page,
            people.saya.penilaian,
            keys=(NilaiDasar.HARMONIS.value,),
            subject="Harmonis",
            known=before,
            on_picked=taken.append,
        )
        dialog.open()
        hands.settle()
        return dialog

    open_pick(known)
    hands.key(Qt.Key.Key_Space)
    dialog = hands.dialog()
    assert isinstance(dialog, UmpanBalikPick)
    dialog.field.setPlainText("menolong")
    press(dialog, "pilih-umpan-balik-pakai")
    hands.back()
    (pertama,) = taken
    assert [(s.teks, bool(s.asal)) for s in pertama] == [("ditulis tangan", False), ("menolong", True)]
    dialog = open_pick(pertama)
    assert dialog.field.answer() == "menolong"
    press(dialog, "pilih-umpan-balik-pakai")
    hands.back()
    assert taken[1] == pertama
    dialog = open_pick(pertama)
    hands.key(Qt.Key.Key_Space)
    press(dialog, "pilih-umpan-balik-pakai")
    hands.back()
    assert taken[2] == known


def test_that_the_panel_tells_counts_in_words_and_dots(
    unit_home: Path, people: Berperan, fill: Callable[[Callable[[Kantor], Any]], Any], start: Callable[[Path], Any]
) -> None:
    fill(lambda kantor: edit(kantor, people.staf.penilaian, rating_perilaku=Rating.SESUAI))
    hands = start(unit_home)
    page = hands.page("umpan_balik")
    panel = SpreadPanel()
    panel.setParent(page)
    panel.ask(page, "2026-TW1", people.saya.id)
    hands.settle()
    assert "1 dari 1 mendapat pasangan rating yang sama." in panel.text()
    assert "Baik: 1" in panel.dots.accessibleDescription()

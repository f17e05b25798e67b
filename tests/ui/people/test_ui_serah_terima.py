"""The hand-over and another assessor in the window, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox

from desktop_app.domain.istilah import SebabSerahTerima, StatusSerahTerima
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.services.serah_terima import list_serah_terima, read_serah_terima
from desktop_app.services.skp import create_skp, get_skp

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]


class Kantornya(NamedTuple):
    """The people of an office: superior, Camat, successor, two of the staff, and the draft of the first."""

    sekda: str
    camat: str
    baru: str
    staf: list[str]
    skp: str


@pytest.fixture
def people(fill: Fill) -> Kantornya:
    """Record them."""

    def person(kantor: Kantor, nama: str, jabatan: str, penilai: str) -> str:
        post = RiwayatJabatan(id="awal", mulai=date(2020, 1, 1), jabatan=jabatan, penilai_id=penilai)
        return create_pegawai(kantor, Pegawai(nama=nama, riwayat=(post,)))[0]

    def act(kantor: Kantor) -> Kantornya:
        sekda = person(kantor, "Sekretaris Contoh", "Sekretaris Daerah", "")
        camat = person(kantor, "Camat Contoh Lama", "Camat", sekda)
        baru = person(kantor, "Camat Contoh Baru", "Camat", sekda)
        staf = [person(kantor, f"Staf Contoh {n}", "Pelaksana", camat) for n in ("Satu", "Dua")]
        return Kantornya(sekda, camat, baru, staf, create_skp(kantor, staf[0], 2026)[0])

    found: Kantornya = fill(act)
    return found


def choose(hands: Any, combo: QComboBox, text: str) -> None:
    """Choose what begins with ``text`` by arrow keys."""
    for _ in range(combo.count()):
        if combo.currentText().startswith(text):
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
        hands.settle()
    raise AssertionError(text)


def test_that_a_hand_over_is_made_by_keyboard(start: Start, unit_home: Path, people: Kantornya) -> None:
    hands = start(unit_home)
    hands.page("pegawai")
    button = hands.find("pegawai-serah-terima")
    hands.back()
    button.setFocus()
    hands.key(Qt.Key.Key_Space)
    hands.settle()
    assert hands.window.current_page().objectName() == "halaman-serah-terima"
    assert hands.focus_name() == "serah-terima-baru"
    QTest.keyClick(hands.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    hands.dialog()
    assert hands.focus_name() == "serah-terima-mulai-siapa"
    dialog = hands.dialog()
    combo = dialog.findChild(QComboBox, "serah-terima-mulai-siapa")
    assert combo is not None
    while not combo.currentText().startswith("Camat Contoh Lama"):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Tab)
    hands.type("25082026")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert hands.focus_name() == "serah-terima-penerima"
    # Without a successor nothing is asked.
    QTest.keyClick(hands.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert hands.window.current_page().sheet._to.finding()
    choose(hands, hands.find("serah-terima-penerima"), "Camat Contoh Baru")
    QTest.keyClick(hands.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.dialog().findChild(QAbstractButton, "serah-terima-selesai-ya").click()
    hands.back()
    assert not hands.find("serah-terima-selesaikan").isVisible()

    def question(kantor: Kantor) -> tuple[Any, ...]:
        (satu,) = list_serah_terima(kantor)
        posts = [get_pegawai(kantor, one).riwayat[-1] for one in people.staf]
        isi = read_serah_terima(kantor, satu.id).isi
        return isi, [(p.mulai, p.penilai_id) for p in posts], get_skp(kantor, people.skp).penilai_id

    isi, posts, skp = hands.stored(question)
    assert (isi.status, isi.sebab) == (StatusSerahTerima.SELESAI, "")
    assert posts == [(date(2026, 8, 25), people.baru)] * 2
    assert skp == people.baru


def test_that_a_hand_over_left_half_way_waits_as_it_was(start: Start, unit_home: Path, people: Kantornya) -> None:
    hands = start(unit_home)
    page = hands.page("serah_terima")
    hands.back()
    page._create(people.camat, date(2026, 9, 25))
    hands.settle()
    sheet = page.sheet
    choose(hands, sheet._receiver, "Atasan pejabat penilai: Sekretaris Contoh")
    choose(hands, sheet._reason, "Pensiun")
    QTest.keyClicks(sheet._letter, "SK 7")
    QTest.keyClick(sheet._letter, Qt.Key.Key_Return)
    hands.settle()
    doc_id = sheet.doc_id
    home = hands.page("beranda")
    (task,) = (button for button in home._tasks if "serah terima" in button.text())
    task.click()
    hands.settle()
    page = hands.window.current_page()
    assert page.document() == doc_id
    isi = hands.stored(lambda kantor: read_serah_terima(kantor, doc_id).isi)
    assert (isi.penerima_id, isi.jenis_sebab, isi.sebab) == (people.sekda, SebabSerahTerima.PENSIUN, "SK 7")
    assert isi.status is StatusSerahTerima.DRAFT


def test_that_selected_people_get_another_assessor(start: Start, unit_home: Path, people: Kantornya) -> None:
    hands = start(unit_home)
    page = hands.page("pegawai")
    view = page.people._table.view
    hands.back()
    view.setFocus()
    rows = [page.people._model.row_at(n).id for n in range(5)]
    first, last = sorted(rows.index(one) for one in people.staf)
    view.selectRow(first)
    for _ in range(last - first):
        hands.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert {row.id for row in page.people.selected()} == set(people.staf)
    hands.find("pegawai-ganti-penilai").click()
    dialog = hands.dialog()
    button = dialog.findChild(QAbstractButton, "ganti-penilai-ya")
    button.click()
    assert dialog._who_row.finding()
    dialog._who.set_answer(people.baru, "Camat Contoh Baru")
    dialog._since.set_answer(date(2026, 9, 1))
    dialog._preview()
    hands.settle()
    assert [row.galat for row in dialog._model.rows()] == [None, None]
    button.click()
    assert dialog._why_row.finding()
    dialog._why.setFocus()
    hands.type("mutasi")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert not page.banner.isHidden()
    posts = hands.stored(lambda kantor: [get_pegawai(kantor, one).riwayat[-1] for one in people.staf])
    assert [(p.mulai, p.penilai_id) for p in posts] == [(date(2026, 9, 1), people.baru)] * 2

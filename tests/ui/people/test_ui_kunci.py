"""The key ceremony through the window: names, sticks, cards typed back, and the signature."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop_app.services.berkas_kepercayaan import read_kepercayaan, save_trust_file
from desktop_app.services.kantor import Peran, open_kantor
from desktop_app.services.kepercayaan import require_trust
from desktop_app.services.kunci_kabupaten import read_rencana
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.upacara import save_key
from desktop_app.vault import FLOOR
from tests.services.pemegang import hold_ceremony, rows_on
from tests.ui.conftest import KABUPATEN, clock

SANDI = "pohon mangga di halaman"


@pytest.fixture
def kabupaten_home(tmp_path: Path) -> Path:
    home = tmp_path / "kabupaten"
    assert KABUPATEN.peran is Peran.KABUPATEN
    found_office(home, KABUPATEN, jam=clock).close()
    return home


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same use case at the least cost that is allowed, for the clock's sake."""
    monkeypatch.setattr("desktop_app.ui.kunci.page.save_key", lambda *given: save_key(*given, biaya=FLOOR))


def click(hands: Any, name: str, parent: Any = None) -> None:
    button = (parent or hands.window).findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    hands.settle()


def type_card(hands: Any, field: str, rows: str) -> None:
    """Type the end of a card; the keyboard goes on from row to row by itself."""
    *others, last = rows.split()
    for number, row in enumerate(others, start=1):
        hands.find(f"{field}-{number}").setText(row)
    hands.find(f"{field}-{len(others)}").setFocus(Qt.FocusReason.OtherFocusReason)
    hands.find(f"{field}-{len(others)}").setText("")
    hands.type(others[-1].lower())
    hands.type(last)
    hands.settle()


def make_through(hands: Any, page: Any, stick: Path) -> str:
    """Make the key that is asked for next, close its sheet, type its card back; returns the rows."""
    page.make.folder.take(stick)
    hands.find("kunci-buat-sandi").setFocus(Qt.FocusReason.OtherFocusReason)
    hands.type(SANDI)
    hands.find("kunci-buat-sandi-lagi").setFocus(Qt.FocusReason.OtherFocusReason)
    hands.type(SANDI)
    click(hands, "kunci-buat-tombol")
    hands.qtbot.waitUntil(lambda: page.sheet is not None)
    rows = rows_on(page.sheet._data)
    page.sheet.accept()
    page.sheet = None
    hands.settle()
    hands.back()
    type_card(hands, "kunci-kartu", rows)
    click(hands, "kunci-kartu-periksa")
    return rows


def test_that_a_ceremony_is_held_by_two_holders_and_their_keys_are_asked_for_afterwards(
    start: Callable[..., Any], kabupaten_home: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    hands = start(kabupaten_home)
    hands.window.show_page("pengaturan", "kunci")
    hands.settle()
    page = hands.find("halaman-kunci")
    assert "Upacara kunci belum dilakukan" in hands.find("kunci-keadaan").text()
    click(hands, "kunci-mulai")
    assert hands.focus_name() == "kunci-nama-1"
    for at, name in ((1, "Ratna Contoh"), (2, "Bagus Contoh")):
        hands.find(f"kunci-nama-{at}").setFocus(Qt.FocusReason.OtherFocusReason)
        hands.type(name)
    click(hands, "kunci-rencana-lanjut")
    assert hands.find("kunci-pemegang-temuan").isVisibleTo(page), "a line without a name is no holder less, unsaid"
    assert hands.focus_name() == "kunci-nama-3"
    hands.find("kunci-jabatan-3").setText("Sekretaris")
    assert not hands.find("kunci-hapus-baris").isEnabled(), "nothing that was typed is taken away"
    hands.window.show_page("beranda")
    hands.settle()
    hands.window.show_page("pengaturan", "kunci")
    hands.settle()
    assert hands.find("kunci-nama-2").isVisible(), "a visit to another page keeps the plan"
    assert hands.find("kunci-nama-2").text() == "Bagus Contoh"
    hands.find("kunci-jabatan-3").clear()
    assert hands.find("kunci-ambang").currentText() == "2 dari 3 orang"
    click(hands, "kunci-hapus-baris")
    assert hands.find("kunci-ambang").currentText() == "2 dari 2 orang"
    click(hands, "kunci-rencana-lanjut")
    cards = [make_through(hands, page, stick) for _ in range(3)]
    hands.qtbot.waitUntil(lambda: page.sign.isVisibleTo(page))
    click(hands, "kunci-tanda-tangani")
    asked = page.question.findChild(QLabel, "dialog-teks").text()
    assert "2 dari 2 pemegang harus hadir bersama: Ratna Contoh, Bagus Contoh." in asked
    assert page.question.findChild(QPushButton, "kunci-tanya-tanda-batal").isDefault(), "Enter ends no ceremony"
    click(hands, "kunci-tanya-tanda-ya", page.question)
    hands.qtbot.waitUntil(lambda: "Kunci versi 2" in page.banner.text())
    hands.settle()
    # a meeting: the inbox; a slip of the hand in row 1 is said before row 2
    hands.dialog().accept()
    hands.back()
    click(hands, "kunci-mulai")
    hands.find("kunci-kotak").click()
    click(hands, "kunci-rencana-lanjut")
    assert not hands.find("kunci-tanda-tangani").isEnabled()
    first = hands.find("kunci-tanda-kartu-1")
    assert isinstance(first, QLineEdit)
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.type("23456789")
    assert first.property("state") == "error"
    first.setText("")
    type_card(hands, "kunci-tanda-kartu", cards[0])
    click(hands, "kunci-tanda-baca-kartu")
    page.sign.choose(next(stick.glob("kunci-99.01-2.skpk")))
    hands.find("kunci-tanda-sandi").setFocus(Qt.FocusReason.OtherFocusReason)
    hands.type(SANDI)
    click(hands, "kunci-tanda-buka")
    assert hands.find("kunci-tanda-tangani").isEnabled()
    hands.window.show_page("beranda")
    hands.settle()
    assert repr(page._meja) == "Meja(0)", "who leaves the page lets go of every key"
    assert hands.stored(lambda kantor: require_trust(kantor).marks[0]) == 2


def test_that_a_unit_is_told_whom_it_believes_and_why_that_changed(
    start: Callable[..., Any], kabupaten_home: Path, unit_home: Path, tmp_path: Path
) -> None:
    kabupaten, unit = open_kantor(kabupaten_home, jam=clock), open_kantor(unit_home, jam=clock)
    request_enrolment(unit, tmp_path / "minta.skpe")
    approve_enrolment(kabupaten, tmp_path / "minta.skpe", tmp_path / "jawab.skpb")
    accept_enrolment(unit, tmp_path / "jawab.skpb")
    before = read_kepercayaan(unit).sidik
    _, berita = hold_ceremony(kabupaten, tmp_path)
    out = save_trust_file(kabupaten, tmp_path / "baru.skpt")
    unit.close()
    kabupaten.close()
    hands = start(unit_home)
    page = hands.page("kirim")
    assert before in hands.find("kirim-percaya-sidik").text()
    assert not hands.find("kirim-percaya-sebab").isVisibleTo(page)
    page.belief.take(out)
    hands.settle()
    assert berita.sidik in hands.find("kirim-percaya-sidik").text()
    assert "2 dari 3 pemegang" in hands.find("kirim-percaya-siapa").text()
    assert "dipegang beberapa orang bersama" in hands.find("kirim-percaya-sebab").text()


def test_that_a_plan_beside_newer_keys_is_asked_about_and_goes_on_for_who_knows_better(
    start: Callable[..., Any], kabupaten_home: Path
) -> None:
    kabupaten = open_kantor(kabupaten_home, jam=clock)
    with kabupaten.write("uji") as tx:
        tx.put("kepercayaan_dilihat", "9" * 32, b"50 1")
    kabupaten.close()
    hands = start(kabupaten_home)
    hands.window.show_page("pengaturan", "kunci")
    hands.settle()
    page = hands.find("halaman-kunci")
    click(hands, "kunci-mulai")
    for at, name in ((1, "Ratna Contoh"), (2, "Bagus Contoh"), (3, "Sinta Contoh")):
        hands.find(f"kunci-nama-{at}").setText(name)
    click(hands, "kunci-rencana-lanjut")
    assert page.question is not None
    assert page.question.objectName() == "kunci-tanya-tertinggal"
    click(hands, "kunci-tanya-tertinggal-ya", page.question)
    hands.settle()
    assert hands.stored(lambda kantor: read_rencana(kantor).abaikan) == 50

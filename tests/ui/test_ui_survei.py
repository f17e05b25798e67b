"""The survey in the window: keying by number keys, two keyings side by side, the screen for respondents, results."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.domain.istilah_pengembangan import NasibLembar
from desktop_app.domain.nomor_lembar import format_nomor
from desktop_app.domain.survei_skm import JawabanSkm
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.skm import create_survei, start_survei
from desktop_app.services.skm_kios import make_kode
from desktop_app.services.skm_lembar import key_sheet, read_lembar_skm, reserve_lembar
from desktop_app.services.skm_rekap import read_account
from desktop_app.ui.skm.compare import CompareDialog
from desktop_app.ui.skm.keying import KeyingSheet
from desktop_app.ui.skm.keys import Field
from desktop_app.ui.skm.kiosk import KioskWindow
from desktop_app.ui.skm.kiosk_parts import CodePart, QuestionPart, ThanksPart
from desktop_app.ui.skm.page import SkmPage
from tests.ui.conftest import Hands, clock

MARKS = "343433432"


class Survey:
    """A running survey in the office of ``hands``: its id, the printed numbers, codes for the screen."""

    def __init__(self, kantor: Kantor, *, twice: bool = False) -> None:
        self.id, _ = create_survei(
            kantor, "SKM uji", date(2026, 7, 1), date(2026, 12, 31), layanan=("KTP",), populasi=40, entri_ganda=twice
        )
        start_survei(kantor, self.id)
        run, _ = reserve_lembar(kantor, self.id, 6)
        self.numbers = [format_nomor(self.id, n).replace(" ", "") for n in range(run.awal, run.akhir + 1)]
        self.codes, _ = make_kode(kantor, self.id, 2)
        if twice:
            answer = JawabanSkm(jawaban={f"q{n}": 3 for n in range(1, 10)}, usia=40, layanan_id="l1")
            key_sheet(kantor, self.id, self.numbers[0], answer)


Begun = tuple[Hands, SkmPage, Survey]


@pytest.fixture
def begun(unit_home: Path, start: Callable[[Path], Hands]) -> Callable[..., Begun]:
    """Return a function that founds a survey before the window opens, and shows it."""

    def begin(*, twice: bool = False) -> Begun:
        kantor = open_kantor(unit_home, jam=clock)
        survey = Survey(kantor, twice=twice)
        kantor.close()
        hands = start(unit_home)
        page = hands.page("skm")
        assert isinstance(page, SkmPage)
        page.show_document(survey.id)
        hands.settle()
        return hands, page, survey

    return begin


def begin_keying(hands: Hands, page: SkmPage) -> KeyingSheet:
    page.sheet.account.keying_wanted.emit()
    hands.settle()
    hands.back()
    assert QApplication.focusWidget() is page.keying
    return page.keying


def asked(hands: Hands, function: Any, *arguments: object) -> Any:
    """Ask a service in the worker of the window."""
    found: list[Any] = []
    hands.session.runner.submit(function, *arguments, owner=hands.window, on_done=found.append)
    hands.settle()
    (one,) = found
    return one


def test_that_a_sheet_takes_at_most_twenty_two_keys_and_every_field_is_stored(begun: Callable[..., Begun]) -> None:
    unit, page, survey = begun()
    sheet = begin_keying(unit, page)
    # The digits that all sheets of this computer share stand there already.
    keys = survey.numbers[0][3:] + "1" + "2" + "44" + "3" + "4" + MARKS
    unit.type(keys)
    unit.settle()
    assert sheet.keying is not None
    assert sheet.keying.at_end
    unit.key(Qt.Key.Key_Return)
    unit.settle()
    assert len(keys) + 1 <= 22
    known = asked(unit, read_lembar_skm, survey.id, survey.numbers[0])
    isi = known.berlaku
    assert [isi.jawaban[f"q{n}"] for n in range(1, 10)] == [int(k) for k in MARKS]
    assert (isi.jam, isi.kelamin, isi.usia, isi.pendidikan, isi.pekerjaan) == ("pagi", "p", 44, "sma", "swasta")
    assert sheet.last.count == 1
    assert sheet.keying.number == survey.numbers[0][:3]


def test_that_a_slip_in_the_number_is_told_at_once_and_nothing_typed_is_lost(begun: Callable[..., Begun]) -> None:
    unit, page, survey = begun()
    sheet = begin_keying(unit, page)
    assert sheet.keying is not None
    wrong = survey.numbers[0][3:-1] + str((int(survey.numbers[0][-1]) + 1) % 10)
    unit.type(wrong)
    assert sheet.banner.isVisible()
    assert sheet.keying.at == -1
    unit.key(Qt.Key.Key_Backspace)
    unit.type(survey.numbers[0][-1])
    assert sheet.keying.at == 0
    unit.settle()
    assert not sheet.banner.isVisible()
    # A sheet that was keyed already is told while its marks are typed; they stay for the right number.
    unit.type("1244340" + MARKS[1:])
    unit.key(Qt.Key.Key_Return)
    unit.settle()
    unit.type(survey.numbers[0][3:] + "12")
    unit.settle()
    assert sheet.keying.at == -1
    assert sheet.keying.values
    unit.key(Qt.Key.Key_Backspace)
    unit.key(Qt.Key.Key_Backspace)
    unit.key(Qt.Key.Key_Backspace)
    unit.type(survey.numbers[1][-3:])
    unit.settle()
    assert (sheet.keying.at, sheet.keying.values) == (2, {"jam": 1, "kelamin": 2})


def test_that_zero_space_and_backspace_do_what_the_paper_asks(begun: Callable[..., Begun]) -> None:
    unit, page, survey = begun()
    sheet = begin_keying(unit, page)
    unit.type(survey.numbers[0][3:] + "1" + "1" + "0")
    unit.key(Qt.Key.Key_Space)
    unit.type("2" + "1")
    unit.key(Qt.Key.Key_Backspace)
    unit.type("40" + "3333333")
    unit.key(Qt.Key.Key_Return)
    unit.settle()
    isi = asked(unit, read_lembar_skm, survey.id, survey.numbers[0]).berlaku
    assert (isi.usia, isi.pendidikan, isi.pekerjaan) == (None, None, "tni")
    assert (isi.jawaban.get("q1"), isi.jawaban.get("q2"), isi.jawaban["q9"]) == (4, None, 3)
    # The last sheet is put right: back over its last mark.
    unit.key(Qt.Key.Key_F2)
    unit.key(Qt.Key.Key_Backspace)
    unit.type("1")
    unit.key(Qt.Key.Key_Return)
    unit.settle()
    assert asked(unit, read_lembar_skm, survey.id, survey.numbers[0]).berlaku.jawaban["q9"] == 1
    assert sheet.last.count == 1


def test_that_keys_pressed_while_a_sheet_is_saved_belong_to_the_next_one(begun: Callable[..., Begun]) -> None:
    unit, page, survey = begun()
    sheet = begin_keying(unit, page)
    unit.type(survey.numbers[0][3:] + "124434" + MARKS)
    unit.key(Qt.Key.Key_Return)
    unit.type(survey.numbers[1][3:] + "12")
    unit.settle()
    assert sheet.keying is not None
    assert sheet.keying.number == survey.numbers[1]
    assert sheet.keying.values == {"jam": 1, "kelamin": 2}
    # What a computer finds whose power fails now: the saved sheet, and not the one being typed.
    shutil.copytree(unit.home, unit.home.parent / "mati")
    mati = open_kantor(unit.home.parent / "mati", jam=clock)
    assert read_account(mati, survey.id).terhitung == 1
    mati.close()


def test_that_a_void_sheet_needs_a_reason_and_stands_in_the_account(begun: Callable[..., Begun]) -> None:
    unit, page, survey = begun()
    begin_keying(unit, page)
    unit.type(survey.numbers[2][3:])
    unit.key(Qt.Key.Key_F7)
    unit.settle()
    unit.type("dicoret")
    button = QApplication.activeModalWidget().findChild(object, "skm-ketik-nasib-ya")  # type: ignore[union-attr]
    button.click()  # type: ignore[attr-defined]
    unit.settle()
    known = asked(unit, read_lembar_skm, survey.id, survey.numbers[2])
    assert (known.nasib, known.keterangan) == (NasibLembar.BATAL, "dicoret")


def test_that_two_keyings_are_compared_side_by_side_and_decided_by_one_and_two(begun: Callable[..., Begun]) -> None:
    unit, page, survey = begun(twice=True)
    sheet = begin_keying(unit, page)
    sheet.round.set_value("2")
    sheet.setFocus()
    # Hidden while the second is typed: nothing of the first keying is on the screen.
    unit.type(survey.numbers[0][3:])
    unit.settle()
    assert {row.accessibleDescription() for _field, row in sheet._rows} == {"kosong"}
    unit.type("00" + "41" + "00" + "333333334")
    unit.key(Qt.Key.Key_Return)
    unit.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CompareDialog)
    QTest.keyClick(dialog, Qt.Key.Key_2)
    QTest.keyClick(dialog, Qt.Key.Key_1)
    unit.settle()
    isi = asked(unit, read_lembar_skm, survey.id, survey.numbers[0]).berlaku
    assert (isi.jawaban["q9"], isi.usia) == (4, 40)


@pytest.fixture
def kiosk(begun: Callable[..., Begun]) -> Iterator[tuple[Hands, KioskWindow, Survey]]:
    """The screen for respondents, in front of the hidden window of the office."""
    unit, page, survey = begun()
    page.sheet.account.kiosk_wanted.emit()
    assert page.kiosk is not None
    kiosk = page.kiosk
    unit.settle()
    yield unit, kiosk, survey
    if shiboken6.isValid(kiosk):
        kiosk.end()


def press(hands: Hands, kiosk: KioskWindow, keys: str) -> None:
    for key in keys:
        QTest.keyClicks(kiosk, key)
        hands.settle()


def test_that_the_screen_takes_one_answer_for_one_code_and_keeps_nothing_of_it(
    kiosk: tuple[Hands, KioskWindow, Survey],
) -> None:
    hands, screen, survey = kiosk
    assert not hands.window.isVisible()
    assert isinstance(screen.part(), CodePart)
    press(hands, screen, survey.codes[0])
    assert isinstance(screen.part(), QuestionPart)
    press(hands, screen, MARKS + "2" + "34" + "3")
    QTest.keyClick(screen, Qt.Key.Key_Backspace)
    press(hands, screen, "40")
    assert isinstance(screen.part(), ThanksPart)
    account = asked(hands, read_account, survey.id)
    assert (account.kios, account.responden) == (1, 1)
    press(hands, screen, "1")
    assert isinstance(screen.part(), CodePart)
    assert screen._code == ""
    assert not screen._keying.values
    assert screen.findChild(QuestionPart) is None
    # The code is used up.
    press(hands, screen, survey.codes[0])
    assert isinstance(screen.part(), CodePart)


def test_that_who_walks_away_leaves_nothing_and_his_code_still_counts(
    kiosk: tuple[Hands, KioskWindow, Survey], qtbot: Any
) -> None:
    hands, screen, survey = kiosk
    press(hands, screen, survey.codes[1] + "34")
    screen._idle.setInterval(1)
    screen._idle.start()
    qtbot.waitUntil(lambda: isinstance(screen.part(), CodePart))
    assert not screen._keying.values
    assert asked(hands, read_account, survey.id).kios == 0
    screen._idle.setInterval(60_000)
    press(hands, screen, survey.codes[1])
    assert isinstance(screen.part(), QuestionPart)


def test_that_the_screen_cannot_be_closed_without_the_question_for_the_operator(
    kiosk: tuple[Hands, KioskWindow, Survey], qtbot: Any
) -> None:
    hands, screen, _survey = kiosk
    assert hands.session._is_working()
    screen.close()
    assert screen.isVisible()
    dialog = screen._asking
    assert dialog is not None
    dialog.reject()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert screen._asking is not None
    assert not hands.window.isVisible()
    yes = screen._asking.findChild(object, "kios-keluar-ya")
    yes.click()  # type: ignore[attr-defined]
    hands.settle()
    assert hands.window.isVisible()
    assert not hands.session._is_working()


def test_that_a_question_for_the_password_does_not_stay_open_for_ever(
    kiosk: tuple[Hands, KioskWindow, Survey], qtbot: Any
) -> None:
    hands, screen, _survey = kiosk
    screen.ask_leave()
    screen._idle.setInterval(1)
    screen._idle.start()
    qtbot.waitUntil(lambda: screen._asking is None)
    assert isinstance(screen.part(), CodePart)
    assert not hands.window.isVisible()


def test_that_the_screen_goes_with_the_office_when_that_is_closed(kiosk: tuple[Hands, KioskWindow, Survey]) -> None:
    hands, screen, _survey = kiosk
    left = [one for one in QApplication.topLevelWidgets() if one is screen]
    assert left
    hands.close()
    QApplication.sendPostedEvents(None, 0)
    assert not any(isinstance(one, KioskWindow) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_that_many_services_with_long_names_fit_a_small_screen_and_are_asked_in_words(qtbot: Any) -> None:
    nama = tuple(f"Rekomendasi izin keramaian dan hajatan warga nomor {n}" for n in range(1, 13))
    part = QuestionPart(Field("layanan_id", "Layanan", nama, 2), 3, 15)
    qtbot.addWidget(part)
    part.resize(815, 440)
    part.show()
    assert part.minimumSizeHint().width() <= 815
    buttons = [part.findChild(QPushButton, f"kios-jawab-{n}") for n in range(1, 13)]
    assert all("\n" in one.text() for one in buttons)
    assert all(one.mapTo(part, one.rect().bottomRight()).x() <= 815 for one in buttons)
    assert part.findChild(QLabel, "kios-pertanyaan").text() == "Layanan apa yang Anda terima?"
    siapa = QuestionPart(Field("kelamin", "Jenis kelamin", ("L", "P")), 3, 15)
    qtbot.addWidget(siapa)
    assert [siapa.findChild(QPushButton, f"kios-jawab-{n}").accessibleName() for n in (1, 2)] == [
        "Laki-laki",
        "Perempuan",
    ]

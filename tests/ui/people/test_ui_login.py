"""At the door: one's name, one's password, a wrong one, waiting, handing over."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit


def test_that_a_name_is_found_by_its_letters_and_the_right_password_opens(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.shot("login")
    hands.login("Dewi Contoh")
    hands.shot("window-operator")
    window = hands.session.window
    assert window.person.isVisible()
    assert hands.find("orang-nama").text() == "Dewi Contoh"
    assert hands.find("orang-peran").text() == "Operator"
    assert hands.session.door is None


def test_that_a_wrong_password_is_told_at_the_field_and_waits_calmly(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.choose("Dewi Contoh")
    hands.type("masuk-sandi", "bukan sandinya")
    hands.press("masuk-buka")
    hands.qtbot.waitUntil(lambda: "Sandi salah" in hands.said("masuk-baris-sandi"), timeout=10_000)
    hands.shot("login-wrong")
    line = hands.find("masuk-sandi", QLineEdit)
    assert line.text() == ""
    assert not line.isEnabled()
    assert "Boleh dicoba lagi dalam" in hands.find("masuk-tunggu").text()
    hands.qtbot.waitUntil(line.isEnabled, timeout=5_000)
    assert line.hasFocus()
    assert hands.find("masuk-tunggu").text() == ""
    assert "Sandi salah" in hands.said("masuk-baris-sandi")
    hands.type("masuk-sandi", "s")
    assert hands.said("masuk-baris-sandi") == ""
    hands.type("masuk-sandi", "ungai kecil empat lampu")
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.entered()


def test_that_nothing_typed_is_asked_for_before_anything_is_tried(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.choose("Rini Contoh")
    hands.press("masuk-buka")
    assert hands.said("masuk-baris-sandi") == "Ketik sandi Anda."
    assert not hands.session.runner.busy


def test_that_another_name_forgets_the_half_typed_password(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.choose("Rini Contoh")
    hands.type("masuk-sandi", "gunung")
    hands.choose("Dewi Contoh")
    assert hands.find("masuk-sandi", QLineEdit).text() == ""


def test_that_the_password_is_hidden_until_it_is_shown_and_capitals_are_told(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.choose("Rini Contoh")
    line, caps = hands.find("masuk-sandi", QLineEdit), hands.find("masuk-sandi-kapital")
    hands.type("masuk-sandi", "gunung")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert not caps.isVisible()
    # A capital without Shift: the lock is on.
    QTest.keyClick(line, "B", Qt.KeyboardModifier.NoModifier)
    assert caps.isVisible() is (line.text()[-1] == "B")
    hands.press("masuk-sandi-tampilkan")
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    hands.shot("login-shown")


def test_that_handing_over_takes_less_than_a_second_besides_the_password(crew: Any, home: Any, opened: Any) -> None:
    started = time.perf_counter()
    opened(home, "Dewi Contoh").close()
    derived = time.perf_counter() - started
    hands = crew(home)
    hands.login("Rini Contoh")
    window = hands.session.window
    window.switch_wanted.emit()
    hands.locked()
    assert hands.focused("masuk-nama")
    started = time.perf_counter()
    hands.login("Dewi Contoh")
    assert time.perf_counter() - started - derived < 2.0
    assert hands.find("orang-nama").text() == "Dewi Contoh"


def test_that_leaving_the_door_ends_the_program(crew: Any, home: Any, qtbot: Any) -> None:
    hands = crew(home)
    with qtbot.waitSignal(hands.session.ended, timeout=5_000):
        hands.session.door.close()

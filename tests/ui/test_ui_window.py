"""The window as a whole: first start, pages, closing without loss."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendirian import found_office
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.ui.first_start import FirstStart

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit)


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert button is not None
    button.click()


def field(dialog: QWidget, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_that_an_empty_home_asks_which_office_this_is_and_makes_it(start: Start, tmp_path: Path) -> None:
    hands = start(tmp_path / "baru")
    sheet = hands.session.first_start
    assert isinstance(sheet, FirstStart)
    press(sheet, "mulai-buat")
    assert not (tmp_path / "baru").exists()
    QTest.keyClicks(field(sheet, "mulai-kode"), "99.1")
    QTest.keyClicks(field(sheet, "mulai-nama"), "Kecamatan Contoh")
    QTest.keyClicks(field(sheet, "mulai-instansi"), "PEMERINTAH KABUPATEN CONTOH")
    press(sheet, "mulai-buat")
    assert sheet.isVisible()
    field(sheet, "mulai-kode").setText("99.01.05")
    press(sheet, "mulai-buat")
    press(sheet, "mulai-cara-tanpa")
    press(sheet, "mulai-buat")
    hands.qtbot.waitUntil(lambda: hands.session.window is not None, timeout=10_000)
    hands.settle()
    assert hands.window.windowTitle() == "Kecamatan Contoh – SKP Luring"
    assert hands.stored(lambda kantor: kantor.profil.kode) == "99.01.05"


def test_that_each_wrong_answer_of_the_first_start_has_its_sentence(start: Start, tmp_path: Path) -> None:
    hands = start(tmp_path / "baru")
    sheet = hands.session.first_start
    press(sheet, "mulai-buat")
    said = [row.finding() for row in sheet._rows.values()]
    assert said[0] == said[4] == ""
    assert all(said[1:4])
    QTest.keyClicks(field(sheet, "mulai-kode"), "Contoh")
    QTest.keyClicks(field(sheet, "mulai-nama"), "K")
    QTest.keyClicks(field(sheet, "mulai-instansi"), "P")
    press(sheet, "mulai-buat")
    assert "Contoh" in sheet._rows["kode"].finding()


def test_that_the_keyboard_goes_through_all_pages_of_a_unit(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    keys = hands.window.page_keys()
    for number, key in enumerate(keys[:10], start=1):
        QTest.keyClick(hands.window, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.AltModifier)
        hands.settle()
        assert hands.window.current_page().objectName() == page_name(key)
    # There are ten digits: the arrows lead to the pages after the tenth.
    for before, key in pairwise(keys[9:]):
        # A page takes the keyboard where it has something to do.
        hands.find(f"nav-{before}").setFocus(Qt.FocusReason.OtherFocusReason)
        hands.key(Qt.Key.Key_Down)
        hands.settle()
        hands.key(Qt.Key.Key_Space)
        hands.settle()
        assert hands.window.current_page().objectName() == page_name(key)


def page_name(key: str) -> str:
    """Return the object name of a page: that of its key, with the hyphens that all object names have."""
    return f"halaman-{key.replace('_', '-')}"


def test_that_every_page_has_the_name_of_its_key(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    for key in hands.window._specs:
        assert hands.page(key).objectName() == page_name(key)


@pytest.mark.parametrize("peran", list(Peran))
def test_that_no_page_opens_a_window_of_its_own(peran: Peran, start: Start, tmp_path: Path, qtlog: Any) -> None:
    kode = "99.01.04" if peran is Peran.UNIT else "99.01"
    home = tmp_path / "kantor"
    found_office(home, Profil(peran=peran, kode=kode, nama="K", instansi="P"), jam=start_clock()).close()
    hands = start(home)
    before = len(qtlog.records)
    for key in hands.window._specs:
        hands.page(key)
    # The platform without a screen tells of each window that it opens.
    assert [record.message for record in qtlog.records[before:]] == []


def start_clock() -> Any:
    from datetime import UTC, datetime

    return lambda: datetime(2026, 11, 21, 3, 32, tzinfo=UTC)


def test_that_every_control_has_a_name_for_tests_and_one_for_readers(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    nameless, seen = [], 0
    for key in hands.window._specs:
        hands.page(key)
    for widget in hands.window.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QLineEdit | QComboBox)
        parent = widget.parentWidget()
        tab = any(parent.inherits(kind) for kind in ("QTabBar", "QTableView", "QComboBoxPrivateContainer"))
        if isinstance(widget, CONTROLS) and not inner and not tab:
            seen += 1
            if not widget.objectName() or not widget.accessibleName():
                nameless.append(f"{type(widget).__name__} {widget.objectName()!r} in {widget.parent()}")
    assert seen > 50
    assert not nameless, "\n".join(nameless)


def test_that_a_hidden_page_loads_again_when_it_is_stale(start: Start, unit_home: Path, fill: Fill) -> None:
    hands = start(unit_home)
    people = hands.page("pegawai")
    assert people.people._model.rowCount() == 0
    home = hands.page("beranda")
    made = people.ask(create_pegawai, Pegawai(nama="Ani Contoh"), on_done=lambda result: home.changed.emit(result[1]))
    hands.settle()
    assert made.has_reader()
    hands.page("pegawai")
    assert [row.nama for row in people.people._model.rows()] == ["Ani Contoh"]


def test_that_the_place_of_the_window_is_kept_in_the_settings_of_the_office(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    hands.window.resize(1100, 700)
    hands.settle()
    geometry = hands.stored(lambda kantor: read_pengaturan(kantor).geometri)
    assert geometry
    again = start(unit_home)
    room = again.window.screen().availableGeometry().size()
    assert again.window.minimumSize() == QSize(1024, 640).boundedTo(room)


def test_that_closing_twice_ends_once_and_the_home_can_be_opened_again(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    hands.window.close()
    hands.window.close()
    hands.close()
    assert hands.stored(lambda kantor: kantor.profil.nama) == "Kecamatan Contoh Makmur"


def test_that_an_office_in_use_is_refused_with_a_sentence(start: Start, unit_home: Path) -> None:
    from desktop_app.app import Session

    first = start(unit_home)
    second = Session(unit_home)
    second.begin()
    first.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=10_000)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    press(dialog, "kesalahan-tutup")
    first.qtbot.waitUntil(lambda: second.runner.closing and not second.runner.busy)
    second.finish()
    assert second.window is None


def test_that_pages_are_built_in_quiet_moments_without_being_shown(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    hands.qtbot.waitUntil(lambda: hands.window._pages.keys() >= set(hands.window.page_keys()), timeout=20_000)
    hands.settle()
    assert hands.window.current_page().objectName() == "halaman-beranda"
    assert hands.focus_name().startswith("tugas-")

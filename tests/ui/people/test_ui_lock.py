"""Nobody is there: the screen is locked, what was typed is kept, and who comes back goes on where he was."""

from __future__ import annotations

import gc
import time
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.skp import create_skp
from desktop_app.ui.idle import IdleWatch
from desktop_app.ui.printing import PrintJob
from desktop_app.ui.window import MainWindow
from desktop_app.vault import SigningKey

IDLE_MS = 700


@pytest.fixture
def skp_id(home: Any, opened: Any) -> str:
    """An SKP of Bayu, made by Dewi."""
    kantor: Kantor = opened(home, "Dewi Contoh")
    try:
        bayu = next(one.id for one in list_pegawai(kantor) if one.nama == "Bayu Contoh")
        return str(create_skp(kantor, bayu, 2026)[0])
    finally:
        kantor.close()


def half_typed(hands: Any, skp_id: str) -> Any:
    """Begin an SKP's first result and leave it in the middle of a word."""
    page = hands.page("skp", skp_id)
    page.editor.results.take_focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    target = QApplication.focusWidget()
    assert target.objectName().startswith("hasil-")
    QTest.keyClicks(target, "Laporan bulanan setengah jad")
    return target


def texts(hands: Any) -> set[str]:
    """Return what stands in the fields of the page."""
    return {one.toPlainText() for one in hands.session.window.current_page().findChildren(QPlainTextEdit)}


def test_that_an_idle_screen_locks_and_keeps_the_half_typed_text(crew: Any, home: Any, skp_id: str) -> None:
    hands = crew(home)
    hands.login("Dewi Contoh")
    half_typed(hands, skp_id)
    hands.session.watch.start(IDLE_MS)
    hands.shot("lock-before")
    hands.locked()
    hands.shot("lock-after")
    assert "Layar terkunci" in hands.session.door.banner.text()
    # The same person is chosen already; only the password is missing.
    assert hands.find("masuk-terpilih").text() == "Dewi Contoh"
    assert hands.focused("masuk-sandi")
    hands.type("masuk-sandi", "sungai kecil empat lampu")
    QTest.keyClick(hands.find("masuk-sandi"), Qt.Key.Key_Return)
    hands.entered()
    hands.shot("lock-back")
    assert hands.session.window.place() == ("skp", skp_id)
    assert "Laporan bulanan setengah jad" in texts(hands)
    assert not hands.session.window.notice.isVisible()


def test_that_another_person_begins_at_his_own_start(crew: Any, home: Any, skp_id: str) -> None:
    hands = crew(home)
    hands.login("Dewi Contoh")
    half_typed(hands, skp_id)
    QTest.keyClick(hands.session.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.locked()
    hands.login("Rini Contoh")
    assert hands.session.window.place() == ("beranda", "")
    hands.page("skp", skp_id)
    # Typed less than a moment before the key was pressed, and a version of the document all the same.
    assert "Laporan bulanan setengah jad" in texts(hands)


def test_that_keys_and_the_mouse_put_the_lock_off(qtbot: Any) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    watch, told = IdleWatch(lambda: False), []
    watch.idle.connect(lambda: told.append(1))
    watch.start(300)
    since = QElapsedTimer()
    since.start()
    while since.elapsed() < 700:
        QTest.keyClick(widget, Qt.Key.Key_A)
        QTest.mouseMove(widget, QPoint(since.elapsed() % 20, 3))
        QTest.qWait(40)
    assert told == []
    qtbot.waitUntil(lambda: told == [1], timeout=2_000)
    QTest.qWait(400)
    assert told == [1]


def test_that_a_long_job_puts_the_lock_off_until_it_has_ended(qtbot: Any) -> None:
    busy, told = [True], []
    watch = IdleWatch(lambda: bool(busy))
    watch.idle.connect(lambda: told.append(1))
    watch.start(120)
    QTest.qWait(500)
    assert told == []
    busy.clear()
    qtbot.waitUntil(lambda: told == [1], timeout=2_000)


def test_that_an_office_without_a_limit_is_never_locked(qtbot: Any) -> None:
    watch = IdleWatch(lambda: False)
    watch.start(0)
    assert not watch.running()


def test_that_a_half_typed_password_is_gone_when_the_screen_was_locked(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Dewi Contoh")
    hands.session.window.own_wanted.emit()
    hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    hands.type("sandi-saya-lama", "sungai")
    hands.session.lock()
    hands.locked()
    assert QApplication.activeModalWidget() is None
    assert not [one for one in QApplication.allWidgets() if one.objectName() == "sandi-saya" and one.isVisible()]


def test_that_a_password_typed_while_the_store_is_closing_waits_and_opens(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Dewi Contoh")
    hands.session.runner.submit(lambda _kantor: time.sleep(0.8), owner=hands.session)
    hands.session.lock()
    # At once, without waiting for the worker of before.
    hands.type("masuk-sandi", "sungai kecil empat lampu")
    QTest.keyClick(hands.find("masuk-sandi"), Qt.Key.Key_Return)
    hands.entered()
    assert hands.find("orang-nama").text() == "Dewi Contoh"


def test_that_the_admin_sets_when_the_screen_locks_and_never_only_after_a_warning(
    crew: Any, home: Any, opened: Any
) -> None:
    hands = crew(home)
    hands.login("Rini Contoh")
    page = hands.page("pengaturan")
    assert hands.session.watch._limit == 5 * 60_000
    combo = page.lock._list
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    hands.settle()
    assert hands.session.watch._limit == 10 * 60_000
    QTest.keyClick(combo, Qt.Key.Key_End)
    hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    hands.shot("lock-never")
    assert combo.answer() == "10"
    hands.press("kunci-tidak-pernah-ya")
    hands.settle()
    assert not hands.session.watch.running()
    hands.close()
    kantor = opened(home, "Rini Contoh")
    assert read_pengaturan(kantor).kunci_menit == 0
    kantor.close()


def test_that_no_key_and_no_office_is_left_behind_a_locked_screen(crew: Any, home: Any) -> None:
    held = (Kantor, SigningKey, Pelaku, MainWindow)
    # What other tests keep in their modules was there before anybody came.
    others = [one for one in gc.get_objects() if isinstance(one, held)]
    hands = crew(home)
    hands.login("Rini Contoh")

    def ours() -> list[object]:
        return [one for one in gc.get_objects() if isinstance(one, held) and not any(one is other for other in others)]

    for key in hands.session.window.page_keys():
        hands.page(key)
    assert any(isinstance(one, Kantor) for one in ours())
    assert any(isinstance(one, SigningKey) for one in ours())
    hands.session.lock()
    hands.locked()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    hands.qtbot.waitUntil(lambda: not ours(), timeout=5_000)


def test_that_pages_on_their_way_to_a_printer_are_waited_for(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Dewi Contoh")
    window: MainWindow = hands.session.window
    job = PrintJob(b"", QPrinter(), window.current_page())
    hands.session.lock()
    assert hands.session.window is window
    assert hands.session.door is None
    assert "sesudah pencetakan selesai" in window.notice.text()
    job.deleteLater()
    hands.locked()

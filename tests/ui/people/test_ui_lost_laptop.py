"""A laptop is lost: whoever finds it meets a door, and the office goes on from the stick on an empty computer."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.kantor import BERKAS_KUNCI, Kantor
from desktop_app.services.pintu import read_pintu


def test_that_an_office_goes_on_from_its_stick_after_a_laptop_was_lost(
    crew: Any, home: Path, tmp_path: Path, opened: Any
) -> None:
    kantor: Kantor = opened(home, "Rini Contoh")
    stick = tmp_path / "cadangan.skpc"
    shutil.copy(make_cadangan(kantor).path, stick)
    kantor.close()
    finder = crew(home)
    finder.choose("Rini Contoh")
    finder.type("masuk-sandi", "Rini Contoh 123")
    QTest.keyClick(finder.find("masuk-sandi"), Qt.Key.Key_Return)
    finder.qtbot.waitUntil(lambda: "Sandi salah" in finder.said("masuk-baris-sandi"), timeout=10_000)
    assert finder.session.window is None
    # Nothing that opens the data lies beside them.
    assert not (home / BERKAS_KUNCI).exists()
    finder.close()

    fresh = tmp_path / "laptop-baru"
    hands = crew(fresh)
    hands.press("mulai-pulihkan")
    dialog = hands.session.restoring
    dialog.take(stick)
    hands.settle()
    dialog.person.set_answer(next(one.akun_id for one in read_pintu(home).orang if one.nama == "Rini Contoh"))
    QTest.keyClicks(dialog.findChild(QLineEdit, "pulihkan-sandi"), "gunung biru tujuh pintu")
    QTest.keyClicks(dialog.code, "99.01.04")
    hands.shot("lost-laptop-restore")
    hands.press("pulihkan-awal-ya")
    hands.qtbot.waitUntil(lambda: hands.session.door is not None, timeout=20_000)
    hands.settle()
    hands.shot("lost-laptop-door")
    # Everybody enters with his own password, as before.
    hands.login("Bayu Contoh")
    assert hands.find("orang-nama").text() == "Bayu Contoh"
    hands.session.lock(switch=True)
    hands.locked()
    hands.login("Dewi Contoh")
    page = hands.page("pegawai")
    assert {row.nama for row in page.people._model.rows()} == {"Bayu Contoh", "Tani Contoh"}
    hands.shot("lost-laptop-back")

"""At the door of a working office a restore asks for an admin of today; without him nothing changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pintu import read_pintu


def test_that_the_door_asks_an_admin_of_today_before_a_working_office_is_replaced(
    crew: Any, home: Path, tmp_path: Path, opened: Any
) -> None:
    kantor: Kantor = opened(home, "Rini Contoh")
    stick = tmp_path / "cadangan.skpc"
    shutil.copy(make_cadangan(kantor).path, stick)
    kantor.close()
    ids = {one.nama: one.akun_id for one in read_pintu(home).orang}
    hands = crew(home)
    hands.press("masuk-pulihkan")
    dialog = hands.session.restoring
    dialog.take(stick)
    hands.settle()
    field = dialog.findChild(QLineEdit, "pulihkan-izin-sandi")
    assert field.isVisible()
    dialog.person.set_answer(ids["Dewi Contoh"])
    QTest.keyClicks(dialog.findChild(QLineEdit, "pulihkan-sandi"), "sungai kecil empat lampu")
    QTest.keyClicks(dialog.code, "99.01.04")
    dialog.admin.set_answer(ids["Dewi Contoh"])
    QTest.keyClicks(field, "sungai kecil empat lampu")
    hands.shot("restore-leave")
    hands.press("pulihkan-awal-ya")
    hands.settle()
    assert "Peran Anda" in dialog.banner.text()
    hands.shot("restore-leave-refused")
    assert not list(home.glob("sebelum-pulih-*"))
    dialog.admin.set_answer(ids["Rini Contoh"])
    field.selectAll()
    QTest.keyClicks(field, "gunung biru tujuh pintu")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: bool(list(home.glob("sebelum-pulih-*"))), timeout=20_000)
    hands.settle()
    hands.qtbot.waitUntil(lambda: hands.session.door is not None, timeout=20_000)
    hands.login("Dewi Contoh")

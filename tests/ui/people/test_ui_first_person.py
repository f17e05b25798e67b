"""The first start with a password, and an office without passwords that gets some."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.services.kantor import BERKAS_KUNCI
from desktop_app.services.pendirian import found_office
from desktop_app.services.pintu import read_pintu
from desktop_app.ui.widgets.dialog import Dialog


def office(hands: Any) -> None:
    for name, text in (
        ("mulai-kode", "99.01.04"),
        ("mulai-nama", "Kecamatan Contoh Makmur"),
        ("mulai-instansi", "PEMERINTAH KABUPATEN CONTOH"),
    ):
        hands.type(name, text)
    hands.shot("first-office")
    hands.press("mulai-buat")


def offered(hands: Any) -> Any:
    """Return the offer of the recovery card."""
    hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=10_000)
    dialog = QApplication.activeModalWidget()
    assert dialog.objectName() == "kartu-tawaran"
    return dialog


def test_that_the_first_start_asks_for_the_first_person_and_offers_the_card(crew: Any, tmp_path: Path) -> None:
    home = tmp_path / "baru"
    hands = crew(home)
    office(hands)
    sheet = hands.session.first_start
    assert sheet.focusWidget().objectName() == "mulai-nama-orang"
    hands.press("mulai-buat")
    assert hands.said("baris-nama-orang") == "Ketik nama Anda."
    hands.type("mulai-nama-orang", "Rini Contoh")
    hands.type("mulai-sandi", "rini")
    assert "terlalu pendek" in hands.said("mulai-baris-sandi")
    hands.type("mulai-sandi", " contoh")
    assert "ditebak" in hands.said("mulai-baris-sandi")
    hands.shot("first-person-weak")
    hands.press("mulai-buat")
    assert not home.exists()
    hands.find("mulai-sandi", QLineEdit).clear()
    hands.type("mulai-sandi", "gunung biru tujuh pintu")
    assert hands.said("mulai-baris-sandi") == "Sandi ini cukup kuat."
    hands.type("mulai-ulang", "gunung biru tujuh pintx")
    hands.press("mulai-buat")
    assert "tidak sama" in hands.said("mulai-baris-ulang")
    assert not home.exists()
    hands.find("mulai-ulang", QLineEdit).clear()
    hands.type("mulai-ulang", "gunung biru tujuh pintu")
    hands.shot("first-person")
    QTest.keyClick(hands.find("mulai-ulang", QLineEdit), Qt.Key.Key_Return)
    hands.entered()
    dialog = offered(hands)
    hands.shot("card-offer")
    assert read_pintu(home).keadaan == "bersandi"
    assert not (home / BERKAS_KUNCI).exists()
    assert hands.find("kartu-tawaran-cetak").isVisible()
    hands.press("kartu-tawaran-cetak")
    hands.settle()
    hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() not in (None, dialog), timeout=10_000)
    hands.shot("card-page")
    assert QApplication.activeModalWidget().objectName() == "lembar-pdf"
    QApplication.activeModalWidget().close()
    assert read_pintu(home).kartu
    assert hands.session.window.findChild(type(hands.find("orang-nama")), "orang-peran").text() == "Operator, Admin"


def test_that_an_office_for_training_says_what_it_means_and_asks_nobody(crew: Any, tmp_path: Path) -> None:
    hands = crew(tmp_path / "latihan")
    office(hands)
    hands.press("mulai-cara-tanpa")
    assert "siapa pun" in hands.find("mulai-tanpa-sandi").text()
    assert hands.find("mulai-tanpa-sandi").isVisible()
    hands.shot("first-without")
    hands.press("mulai-kembali")
    assert hands.find("mulai-kode").isVisible()
    hands.press("mulai-buat")
    hands.press("mulai-buat")
    hands.entered()
    assert not hands.find("orang-kunci").isVisible()
    assert "tanpa sandi" in hands.find("orang-peran").text()
    assert read_pintu(tmp_path / "latihan").keadaan == "tanpa_sandi"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A kecamatan that works without passwords."""
    from datetime import UTC, datetime

    from desktop_app.services.kantor import Peran, Profil

    profil = Profil(peran=Peran.UNIT, kode="99.01.04", nama="Kecamatan Contoh", instansi="PEMERINTAH CONTOH")
    found_office(tmp_path / "polos", profil, jam=lambda: datetime(2026, 11, 21, 3, 32, tzinfo=UTC)).close()
    return tmp_path / "polos"


def test_that_an_office_without_passwords_gets_its_first_one_in_the_window(crew: Any, plain: Path) -> None:
    hands = crew(plain)
    hands.entered()
    page = hands.page("pengaturan", "akun")
    assert page.document() == "akun"
    hands.shot("account-plain")
    hands.press("akun-beri-sandi")
    hands.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Dialog))
    hands.type("mulai-nama-orang", "Rini Contoh")
    hands.type("mulai-sandi", "gunung biru tujuh pintu")
    hands.type("mulai-ulang", "gunung biru tujuh pintu")
    hands.shot("account-give")
    hands.press("beri-sandi-buat")
    hands.qtbot.waitUntil(lambda: hands.session.window.desk.attended, timeout=20_000)
    hands.entered()
    offered(hands)
    hands.press("kartu-tawaran-nanti")
    assert hands.find("orang-nama").text() == "Rini Contoh"
    assert read_pintu(plain).keadaan == "bersandi"
    assert not (plain / BERKAS_KUNCI).exists()

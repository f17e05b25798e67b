"""The people of a computer, in the window: who sees what, who adds and removes, and everybody's own password."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.errors import UserError
from desktop_app.services.kantor import BERKAS_STORE
from desktop_app.services.pintu import masuk, read_pintu


def names(home: Any) -> list[str]:
    return [one.nama for one in read_pintu(home).orang]


def modal(hands: Any, name: str) -> Any:
    hands.qtbot.waitUntil(
        lambda: QApplication.activeModalWidget() is not None and QApplication.activeModalWidget().objectName() == name,
        timeout=10_000,
    )
    return QApplication.activeModalWidget()


def test_that_an_employee_sees_only_his_own_pages(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Bayu Contoh")
    window = hands.session.window
    own = {"beranda", "skp", "rencana", "jurnal", "umpan_balik", "penilaian", "skm", "pengembangan", "cetak", "periksa"}
    assert set(window.page_keys()) == own
    for key in window.page_keys():
        hands.page(key)
    hands.page("skp")
    hands.shot("employee-skp")
    rows = hands.session.window.current_page().listing._model.rows()
    assert [row.nama for row in rows] == ["Bayu Contoh"]
    assert QApplication.activeModalWidget() is None
    assert not window.banner.isVisible()


def test_that_an_operator_sees_settings_he_cannot_change(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Dewi Contoh")
    page = hands.page("pengaturan")
    hands.shot("operator-settings")
    assert not page.office.isEnabled()
    assert not page.check.isVisible()
    assert "Akun" not in [page._tabs.tabText(at) for at in range(page._tabs.count())]


def test_that_an_admin_adds_a_person_who_then_logs_in(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Rini Contoh")
    page = hands.page("pengaturan", "akun")
    hands.settle()
    hands.shot("accounts")
    hands.press("akun-tambah")
    modal(hands, "akun-baru")
    hands.press("akun-baru-buat")
    assert "nama" in hands.said("akun-baru-baris-nama").lower()
    hands.type("akun-baru-nama", "Dewi Contoh")
    hands.press("akun-baru-buat")
    assert hands.said("akun-baru-baris-peran") == "Pilih paling sedikit satu peran."
    hands.press("akun-baru-peran-pegawai")
    hands.press("akun-baru-buat")
    assert "data pegawainya" in hands.said("akun-baru-baris-pegawai")
    hands.press("akun-baru-peran-pegawai")
    hands.press("akun-baru-peran-operator")
    hands.type("akun-baru-sandi", "kereta malam enam sepeda")
    hands.type("akun-baru-ulang", "kereta malam enam sepeda")
    hands.press("akun-baru-buat")
    hands.qtbot.waitUntil(lambda: "Sudah ada" in hands.said("akun-baru-baris-nama"), timeout=10_000)
    hands.find("akun-baru-nama").clear()
    hands.type("akun-baru-nama", "Umar Contoh")
    hands.shot("account-new")
    hands.press("akun-baru-buat")
    hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
    hands.settle()
    assert "Umar Contoh" in [row.nama for row in page._section()._model.rows()]
    hands.session.lock(switch=True)
    hands.locked()
    hands.login("Umar Contoh", "kereta malam enam sepeda")
    assert hands.find("orang-peran").text() == "Operator"


def test_that_a_removed_person_cannot_enter_and_the_key_is_changed(crew: Any, home: Any) -> None:
    dewi = next(one.akun_id for one in read_pintu(home).orang if one.nama == "Dewi Contoh")
    before = (home / BERKAS_STORE).read_bytes()[:16]
    hands = crew(home)
    hands.login("Rini Contoh")
    page = hands.page("pengaturan", "akun")
    hands.settle()
    section = page._section()
    at = [row.nama for row in section._model.rows()].index("Rini Contoh")
    section.table.select_row(at)
    assert not hands.find("akun-hapus").isEnabled()
    assert hands.find("akun-hapus").toolTip() == "Akun sendiri dihapus oleh admin lain."
    section.table.select_row([row.nama for row in section._model.rows()].index("Dewi Contoh"))
    hands.press("akun-hapus")
    modal(hands, "akun-hapus-tanya")
    hands.shot("account-remove")
    hands.press("akun-hapus-tanya-ya")
    hands.qtbot.waitUntil(lambda: "kunci data diganti" in section.banner.text(), timeout=20_000)
    hands.settle()
    hands.shot("account-removed")
    assert "Dewi Contoh" not in names(home)
    # The office goes on without a new login, under the new key.
    hands.page("pegawai")
    hands.close()
    assert (home / BERKAS_STORE).read_bytes()[:16] != before
    with pytest.raises(UserError, match="akun_tidak_ada"):
        masuk(home, dewi, "sungai kecil empat lampu", jam=lambda: None)


def test_that_an_admin_gives_a_new_password_to_who_forgot_his(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Rini Contoh")
    page = hands.page("pengaturan", "akun")
    hands.settle()
    section = page._section()
    section.table.select_row([row.nama for row in section._model.rows()].index("Bayu Contoh"))
    hands.press("akun-sandi-baru")
    modal(hands, "akun-sandi")
    hands.type("akun-sandi-sandi", "perahu layar dua burung")
    hands.type("akun-sandi-ulang", "perahu layar dua burung")
    hands.press("akun-sandi-simpan")
    hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
    hands.settle()
    hands.session.lock(switch=True)
    hands.locked()
    hands.login("Bayu Contoh", "perahu layar dua burung")


def test_that_roles_are_changed_but_the_last_admin_stays_one(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Rini Contoh")
    page = hands.page("pengaturan", "akun")
    hands.settle()
    section = page._section()
    section.table.select_row([row.nama for row in section._model.rows()].index("Rini Contoh"))
    QTest.keyClick(section.table.view, Qt.Key.Key_Return)
    modal(hands, "akun-peran")
    hands.press("akun-peran-pilih-admin")
    hands.press("akun-peran-simpan")
    hands.qtbot.waitUntil(lambda: "satu-satunya admin" in hands.said("akun-peran-baris"), timeout=10_000)
    hands.shot("account-roles")
    hands.press("akun-peran-batal")


def test_that_everybody_changes_his_own_password(crew: Any, home: Any) -> None:
    hands = crew(home)
    hands.login("Bayu Contoh")
    hands.session.window.person._password.trigger()
    modal(hands, "sandi-saya")
    hands.type("sandi-saya-lama", "bukan itu sandinya")
    hands.type("sandi-saya-sandi", "perahu layar dua burung")
    hands.type("sandi-saya-ulang", "perahu layar dua burung")
    hands.press("sandi-saya-simpan")
    hands.qtbot.waitUntil(lambda: "Sandi salah" in hands.said("sandi-saya-baris-lama"), timeout=10_000)
    hands.shot("own-password")
    QTest.qWait(1_100)
    hands.type("sandi-saya-lama", "kursi rotan lima jendela")
    hands.press("sandi-saya-simpan")
    hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
    assert "sudah diganti" in hands.session.window.notice.text()
    hands.session.lock()
    hands.locked()
    hands.type("masuk-sandi", "perahu layar dua burung")
    QTest.keyClick(hands.find("masuk-sandi"), Qt.Key.Key_Return)
    hands.entered()

"""The tab with the agency's choices and the calendar, and the to-do list of the first page."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kalender import show_kalender
from desktop_app.services.kantor import Kantor
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pengaturan import read_pengaturan

Start = Callable[[Path], Any]
SHOTS = os.environ.get("KETENTUAN_SHOTS", "")


def shot(hands: Any, name: str) -> None:
    """Keep a picture of the window where somebody asks for it."""
    if SHOTS:
        hands.window.grab().save(f"{SHOTS}/{name}.png")


def tab(hands: Any) -> Any:
    page = hands.page("pengaturan")
    page.show_document("ketentuan")
    hands.settle()
    return page._section()


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_that_choices_are_saved_as_they_are_given_by_keyboard(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    tab(hands)
    assert "Belum ada yang menetapkan" in hands.find("ketentuan-sumber").text()
    assert hands.focus_name() == "ketentuan-pimpinan"
    hands.type("Camat")
    hands.key(Qt.Key.Key_Tab)
    hands.settle()
    hands.find("ketentuan-hari-6").click()
    hands.find("ketentuan-periode-bulanan").click()
    hands.find("ketentuan-pendekatan-ja_jf-kualitatif").click()
    hands.settle()
    assert "Ditetapkan kantor ini" in hands.find("ketentuan-sumber").text()
    kini = hands.stored(read_ketentuan)
    assert [satu.teks for satu in kini.pimpinan_mandiri] == ["Camat"]
    assert (kini.hari_kerja, kini.periode) == (6, JenisPeriode.BULANAN)
    assert hands.stored(lambda kantor: read_pengaturan(kantor).jenis_periode) is JenisPeriode.BULANAN


def test_that_a_pasted_list_is_previewed_before_it_is_kept(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    page = tab(hands)
    assert hands.find("kalender-catatan").text().startswith("Kalender 2026 belum diisi: hanya Sabtu/Minggu")
    shot(hands, "tab-kosong")
    hands.find("kalender-tempel").click()
    dialog = hands.dialog()
    field = dialog.findChild(QWidget, "kalender-tempel-isi")
    field.setPlainText(
        "1 Januari 2026 Tahun Baru\n20-21 Maret 2026 Cuti bersama Contoh\n32 Mei 2026 Salah\n1/1/2027 Lain"
    )
    press(dialog, "kalender-tempel-dialog-lihat")
    hands.settle()
    dialog = hands.dialog()
    assert dialog.objectName() == "kalender-pratinjau"
    teks = dialog.findChild(QWidget, "kalender-pratinjau-isi").text()
    assert "1 Januari 2026 – Tahun Baru" in teks
    assert "3: 32 Mei 2026 Salah" in teks
    if SHOTS:
        dialog.grab().save(f"{SHOTS}/pratinjau.png")
    press(dialog, "kalender-pratinjau-ya")
    hands.back()
    assert page.calendar._model.rowCount() == 3
    hands.find("kalender-hari").setText("17/08/2026")
    hands.find("kalender-nama").setText("Hari Contoh dengan nama yang panjang sekali menurut edaran bersama")
    hands.find("kalender-tambah").click()
    hands.settle()
    assert page.calendar._model.rowCount() == 4
    shot(hands, "tab-isi")
    page.calendar.table.select_row(0)
    hands.find("kalender-hapus").click()
    hands.settle()
    hari = hands.stored(lambda kantor: show_kalender(kantor, 2026).sendiri)
    assert [satu.tanggal for satu in hari] == [date(2026, 3, 20), date(2026, 3, 21), date(2026, 8, 17)]


def from_above(kantor: Kantor) -> None:
    """Put the kabupaten's documents there as an answer would."""
    for kind, doc, isi in (
        ("ketentuan", "1", b'{"unit_kode":"99.01","hari_kerja":6,"pimpinan_mandiri":[{"id":"a","teks":"Camat"}]}'),
        (
            "kalender",
            "2",
            b'{"tahun":2026,"unit_kode":"99.01","dasar":"Keputusan Contoh",'
            b'"libur":[{"id":"2026-01-01","tanggal":"2026-01-01","nama":"Tahun Baru"}]}',
        ),
    ):
        with kantor.write("uji") as tx:
            tx.save(kind, doc * 32, isi, scope="99.01", schema=1)


def test_that_what_the_kabupaten_decided_is_shown_and_cannot_be_changed(
    start: Start, unit_home: Path, fill: Any
) -> None:
    fill(from_above)
    hands = start(unit_home)
    page = tab(hands)
    assert "Ditetapkan kabupaten" in hands.find("ketentuan-sumber").text()
    assert hands.find("ketentuan-pimpinan").isReadOnly()
    assert not hands.find("ketentuan-hari-5").isEnabled()
    page.calendar.table.select_row(0)
    assert not hands.find("kalender-hapus").isEnabled()
    assert hands.find("kalender-tambah").isEnabled(), "an office adds its own days beside the kabupaten's"
    assert "Keputusan Contoh" in hands.find("kalender-catatan").text()
    shot(hands, "tab-kabupaten")


def add_somebody(kantor: Kantor) -> None:
    post = RiwayatJabatan(id="awal", mulai=date(2020, 1, 1), jabatan="Pengadministrasi")
    create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="199003032015031003", riwayat=(post,)))


def test_that_a_line_of_the_first_page_leads_to_its_place(start: Start, unit_home: Path, fill: Any) -> None:
    fill(add_somebody)
    hands = start(unit_home)
    hands.page("beranda")
    shot(hands, "beranda")
    lines = list(hands.window.current_page()._tasks)
    assert 0 < len(lines) <= 7
    assert "batas akhir Januari lewat" in hands.find("tugas-tanpa-skp").text()
    assert hands.focus_name() == lines[0].objectName()
    hands.find("tugas-kalender").setFocus()
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert hands.window.place() == ("pengaturan", "ketentuan")
    assert hands.find("kalender-tahun").isVisible()

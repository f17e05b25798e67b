"""Templates, last year's SKP and pasted rows in the window, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTableView

from desktop_app.domain.istilah import JenisJabatan, JenisKeadaan, StatusKepegawaian
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import get_skp, list_skp
from desktop_app.services.templat import create_from_templat, list_templat

Fill = Callable[[Callable[[Kantor], Any]], Any]
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LOKET = "bawaan/petugas-loket"


def person(kantor: Kantor, nama: str, jabatan: str, **fields: Any) -> str:
    post = RiwayatJabatan(id="j", mulai=date(2020, 1, 1), jabatan=jabatan, jenis_jabatan=JenisJabatan.PELAKSANA)
    return create_pegawai(kantor, Pegawai(nama=nama, riwayat=(post,), **fields))[0]


@pytest.fixture
def bunga(fill: Fill) -> str:
    """A clerk at the counter without an SKP."""
    made: str = fill(lambda kantor: person(kantor, "Bunga Contoh", "Petugas Loket"))
    return made


@pytest.fixture
def sheet(fill: Fill, bunga: str) -> str:
    """His SKP from the template of his post."""
    made: str = fill(lambda kantor: create_from_templat(kantor, LOKET, bunga, 2026)[0])
    return made


def opened(hands: Any, doc_id: str) -> Any:
    page = hands.page("skp")
    page.show_document(doc_id)
    hands.settle()
    return page


def act(hands: Any, name: str) -> None:
    found = hands.window.findChild(QAction, name)
    assert found is not None
    assert found.isVisible(), name
    found.trigger()


def press(dialog: Any, name: str) -> None:
    found = dialog.findChild(QAbstractButton, name)
    assert found is not None, name
    found.click()


def test_that_the_template_of_the_post_is_chosen_already_and_typing_finds_another(
    start: Any, unit_home: Path, bunga: str
) -> None:
    hands = start(unit_home)
    hands.page("skp")
    hands.type("bunga")
    hands.key(Qt.Key.Key_Return)
    dialog = hands.dialog()
    hands.settle()
    table = dialog.findChild(QTableView, "skp-buat-tabel")
    contents = dialog.findChild(QPlainTextEdit, "skp-buat-isi")
    assert hands.focus_name() == "skp-buat-cari"
    assert table.currentIndex().data() == "Petugas loket pelayanan"
    assert "Saran" in contents.toPlainText()
    assert "600 permohonan" in contents.toPlainText()
    hands.key(Qt.Key.Key_Down)
    assert (table.currentIndex().data(), hands.focus_name()) == ("SKP kosong", "skp-buat-cari")
    hands.type("kendaraan")
    assert table.currentIndex().data() == "Pengemudi"
    hands.key(Qt.Key.Key_Return)
    hands.back()
    (row,) = hands.stored(lambda kantor: [get_skp(kantor, one.skp_id) for one in list_skp(kantor, 2026)])
    assert row.hasil[1].teks == "Siap pakainya kendaraan dinas"


def test_that_a_template_fills_an_open_sheet_as_one_step_and_a_second_time_adds_nothing(
    start: Any, unit_home: Path, sheet: str
) -> None:
    hands = start(unit_home)
    page = opened(hands, sheet)
    for expected in (5, 5):
        hands.key(Qt.Key.Key_T, CTRL_SHIFT)
        hands.dialog()
        hands.settle()
        hands.type("bendahara pembayaran")
        hands.key(Qt.Key.Key_Return)
        hands.back()
        hands.settle()
        assert len(page.editor.current().hasil) - 1 == expected
    assert "sudah ada" in page.banner.text()
    page.editor.undo()
    assert len(page.editor.current().hasil) == 3


def test_that_copied_rows_are_shown_with_what_is_doubtful_and_added_as_one_step(
    start: Any, unit_home: Path, sheet: str
) -> None:
    hands = start(unit_home)
    page = opened(hands, sheet)
    QGuiApplication.clipboard().setText(
        "Rencana hasil kerja\tAspek\tIndikator\tTarget\r\n"
        "Tertatanya arsip\tKuantitas\tJumlah berkas\t1.200 berkas\r\n\tGanjil\tLama\tsegera\r\n"
    )
    hands.key(Qt.Key.Key_V, CTRL_SHIFT)
    dialog = hands.dialog()
    table = dialog.findChild(QTableView, "tempel-baris-tabel")
    model = table.model()
    assert [[model.index(r, c).data() for c in (1, 2, 4)] for r in range(model.rowCount())] == [
        ["Tertatanya arsip", "Kuantitas", "1.200 berkas"],
        ["", "Kuantitas", "segera"],
    ]
    doubts = dialog.findChild(QPlainTextEdit, "tempel-baris-keraguan").toPlainText()
    assert "Baris 3: Aspek “Ganjil” tidak dikenal" in doubts
    assert "“segera” dibaca sebagai kata-kata" in doubts
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert [one.teks for one in page.editor.current().hasil][3:] == ["Tertatanya arsip"]
    page.editor.undo()
    assert len(page.editor.current().hasil) == 3
    page.editor.redo()
    hands.window.show_page("beranda")
    hands.settle()
    assert len(hands.stored(lambda kantor: get_skp(kantor, sheet)).hasil) == 4


def test_that_rows_are_pasted_into_the_dialog_where_the_clipboard_has_none(
    start: Any, unit_home: Path, sheet: str
) -> None:
    hands = start(unit_home)
    opened(hands, sheet)
    QGuiApplication.clipboard().setText("satu kata")
    assert hands.focus_name().endswith("-intervensi")
    hands.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget().toPlainText() == "satu kata"
    assert QApplication.activeModalWidget() is None
    # Beside a field Ctrl+V means rows; in a field it pastes words as everywhere.
    hands.find("skp-tambah-utama").setFocus()
    hands.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = hands.dialog()
    yes = dialog.findChild(QAbstractButton, "tempel-baris-ya")
    assert (hands.focus_name(), yes.isEnabled()) == ("tempel-baris-teks", False)
    QGuiApplication.clipboard().setText("Hasil\tIndikator\t3 hari")
    hands.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (hands.focus_name(), yes.isEnabled()) == ("tempel-baris-ya", True)
    assert "1 hasil kerja" in dialog.findChild(QLabel, "tempel-baris-jumlah").text()


def test_that_last_years_skp_is_offered_first_and_its_old_years_are_told(
    start: Any, unit_home: Path, bunga: str, fill: Fill, type_into: Any
) -> None:
    from tests.services.dunia_kantor import HASIL, edit

    def before(kantor: Kantor) -> None:
        from desktop_app.services.skp import create_skp

        doc_id, _ = create_skp(kantor, bunga, 2025)
        from msgspec.structs import replace

        edit(kantor, doc_id, hasil=(replace(HASIL, teks="Laporan tahun 2025 tersusun"),))

    fill(before)
    hands = start(unit_home)
    page = hands.page("skp")
    hands.key(Qt.Key.Key_Return)
    hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.back()
    hands.settle()
    assert "1 teks masih menyebut tahun 2025" in page.banner.text()
    assert [one.teks for one in page.editor.current().hasil] == ["Laporan tahun 2025 tersusun"]


def test_that_many_skps_are_begun_after_a_preview_that_names_who_is_left_out(
    start: Any, unit_home: Path, bunga: str, fill: Fill
) -> None:
    def others(kantor: Kantor) -> None:
        person(kantor, "Citra Contoh", "Pengemudi")
        person(kantor, "Dewi Contoh", "Juru Tulis")
        person(kantor, "Eka Contoh", "Pengemudi", status=StatusKepegawaian.BUKAN_ASN)
        left = KeadaanKhusus(id="k", jenis=JenisKeadaan.CUTI_LUAR_TANGGUNGAN, mulai=date(2025, 3, 1))
        person(kantor, "Fajar Contoh", "Pengemudi", keadaan=(left,))

    fill(others)
    hands = start(unit_home)
    hands.page("skp")
    press(hands.window, "skp-banyak")
    dialog = hands.dialog()
    hands.settle()
    table = dialog.findChild(QTableView, "skp-banyak-tabel")
    model = table.model()
    rows = [(model.index(r, 0).data(), model.index(r, 3).data()) for r in range(model.rowCount())]
    assert rows == [
        ("Bunga Contoh", "SKP baru, penilai belum diisi"),
        ("Citra Contoh", "SKP baru, penilai belum diisi"),
        ("Dewi Contoh", "belum ada templat untuk jabatannya"),
        ("Eka Contoh", "dicatat bukan ASN"),
        ("Fajar Contoh", "dikecualikan: cuti di luar tanggungan negara"),
    ]
    yes = dialog.findChild(QAbstractButton, "skp-banyak-tanya-ya")
    assert yes.text() == "Buat 2 SKP"
    assert hands.focus_name() == "skp-banyak-tabel"
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Space)
    assert yes.text() == "Buat 1 SKP"
    yes.click()
    hands.settle()
    assert [(model.index(r, 0).data(), model.index(r, 3).data()) for r in range(model.rowCount())] == [
        ("Bunga Contoh", "sudah dibuat")
    ]
    assert "1 SKP dibuat." in dialog.findChild(QLabel, "skp-banyak-jumlah").text()
    made = hands.stored(lambda kantor: [one.nama for one in list_skp(kantor, 2026) if one.skp_id])
    assert made == ["Bunga Contoh"]


def test_that_a_sheet_is_kept_as_a_template_which_the_settings_show_and_retire(
    start: Any, unit_home: Path, sheet: str
) -> None:
    hands = start(unit_home)
    opened(hands, sheet)
    act(hands, "skp-simpan-templat")
    dialog = hands.dialog()
    hands.settle()
    press(dialog, "templat-simpan-ya")
    assert dialog.isVisible()
    hands.type("Loket kami")
    dialog.findChild(QLineEdit, "templat-simpan-jabatan").setText("Petugas Loket, Operator")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    hands.window.show_page("pengaturan", "templat")
    hands.settle()
    table = hands.find("templat-tabel")
    assert isinstance(table, QTableView)
    names = [table.model().index(r, 0).data() for r in range(table.model().rowCount())]
    assert names[0] == "Loket kami"
    assert hands.find("templat-pensiun").isEnabled()
    assert hands.focus_name() == "templat-cari"
    hands.type("kendaraan")
    assert not hands.find("templat-pensiun").isEnabled()
    press(hands.window, "templat-salin")
    dialog = hands.dialog()
    hands.settle()
    dialog.findChild(QLineEdit, "templat-simpan-nama").setText("Sopir kami")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    own = hands.stored(lambda kantor: [one for one in list_templat(kantor) if one.milik_sendiri])
    assert {one.isi.nama: one.isi.jabatan[:2] for one in own} == {
        "Loket kami": ("Petugas Loket", "Operator"),
        "Sopir kami": ("Pengemudi", "Sopir"),
    }


def test_that_an_own_template_is_filled_anew_from_rows_changed_and_retired_with_a_reason(
    start: Any, unit_home: Path, sheet: str, fill: Fill
) -> None:
    from desktop_app.services.templat import save_templat

    kunci = fill(lambda kantor: save_templat(kantor, get_skp(kantor, sheet), "Loket kami")[0])
    hands = start(unit_home)
    hands.window.show_page("pengaturan", "templat")
    hands.settle()
    QGuiApplication.clipboard().setText("Hasil baru\tIndikator\t3 hari")
    press(hands.window, "templat-ganti")
    hands.dialog()
    hands.key(Qt.Key.Key_Return)
    hands.back()
    contents = hands.find("templat-isi")
    assert isinstance(contents, QPlainTextEdit)
    assert "Hasil baru" in contents.toPlainText()
    press(hands.window, "templat-ubah")
    hands.dialog().findChild(QLineEdit, "templat-simpan-nama").setText("Nama lain")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    press(hands.window, "templat-pensiun")
    dialog = hands.dialog()
    hands.type("diganti")
    press(dialog, "templat-pensiun-tanya-ya")
    hands.back()

    def look(kantor: Kantor) -> Any:
        return [one.id for one in list_templat(kantor) if one.milik_sendiri], kantor.store.history(kunci)[-1].why

    assert hands.stored(look) == ([], "diganti")

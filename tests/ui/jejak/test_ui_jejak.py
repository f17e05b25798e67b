"""The page Jejak, worked by hand: list, filters, row in full, document, chain, CSV, auditor's pack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QTabWidget

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.berkas_auditor import CakupanAuditor
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.ui.jejak.filters import rows_meant, time_meant
from desktop_app.ui.jejak.page import JejakPage
from desktop_app.ui.picker import PersonPicker
from tests.services.dunia_kantor import add_people, determined_skp, final_penilaian
from tests.ui.conftest import Hands

Fill = Callable[[Callable[[Kantor], Any]], Any]
LONG = "Raden Ajeng Contoh Panjang Sekali Namanya Sampai Tidak Muat Dalam Satu Kolom Tabel, S.Sos., M.Si."


def _people(kantor: Kantor) -> None:
    _, _, staf = add_people(kantor)
    skp_id = determined_skp(kantor, staf)
    final_penilaian(kantor, skp_id)
    panjang = RiwayatJabatan(id="x", mulai=date(2020, 1, 1), jabatan="Pengelola")
    create_pegawai(kantor, Pegawai(nama=LONG, nip="198501012010011099", riwayat=(panjang,)))


def _open(hands: Hands) -> JejakPage:
    """Show the page Jejak, which is a tab of Pengaturan."""
    hands.page("pengaturan")
    hands.window.show_page("pengaturan", "jejak")
    hands.back()
    tabs = hands.find("pengaturan-tab")
    assert isinstance(tabs, QTabWidget)
    assert tabs.tabText(tabs.currentIndex()) == "Jejak"
    page = hands.window.findChild(JejakPage)
    assert page is not None
    return page


@pytest.fixture
def hands(start: Callable[..., Hands], unit_home: Path, fill: Fill) -> Hands:
    """A window over an office with people and documents."""
    fill(_people)
    return start(unit_home)


def _text(hands: Hands, name: str) -> str:
    label = hands.find(name)
    assert isinstance(label, QLabel)
    return label.text()


def _click(hands: Hands, name: str) -> None:
    button = hands.find(name)
    assert isinstance(button, QPushButton)
    button.click()
    hands.settle()


def test_that_the_newest_rows_stand_there_with_the_state_of_the_chain(hands: Hands) -> None:
    page = _open(hands)
    rows = page._model.rows()
    assert rows[0].nomor == max(row.nomor for row in rows)
    assert "baris, belum ada kesaksian kabupaten" in _text(hands, "jejak-keadaan")
    assert _text(hands, "jejak-rincian-kalimat") == rows[0].kalimat
    assert hands.focus_name() == "jejak-pelaku"
    _click(hands, "jejak-periksa")
    assert "rantai utuh" in _text(hands, "jejak-keadaan")


def test_that_filters_narrow_and_an_empty_list_says_what_to_do(hands: Hands) -> None:
    page = _open(hands)
    acts = hands.find("jejak-perbuatan")
    assert isinstance(acts, QComboBox)
    acts.setCurrentIndex(acts.findData("skp_tetapkan"))
    acts.activated.emit(acts.currentIndex())
    hands.settle()
    assert [row.perbuatan for row in page._model.rows()] == ["skp_tetapkan"]
    refused = hands.find("jejak-hanya-ditolak")
    assert isinstance(refused, QCheckBox)
    refused.click()
    hands.settle()
    assert page._model.rows() == ()
    assert page.table.empty.isVisible()
    _click(hands, "jejak-bersihkan")
    assert len(page._model.rows()) > 5
    assert page.filters.is_empty()
    rows = hands.find("jejak-nomor")
    assert isinstance(rows, QLineEdit)
    rows.setFocus()
    hands.type("2-4")
    hands.qtbot.waitUntil(lambda: [row.nomor for row in page._model.rows()] == [4, 3, 2])
    _click(hands, "jejak-bersihkan")
    time = hands.find("jejak-waktu")
    assert isinstance(time, QLineEdit)
    time.setFocus()
    hands.type("1999")
    hands.qtbot.waitUntil(lambda: page._model.rows() == ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", (0, 0)),
        ("120", (120, 120)),
        ("1.120 - 1.150", (1120, 1150)),
        ("5-", (5, 0)),
        ("-9", (0, 9)),
        ("x-3", (0, 0)),
    ],
)
def test_that_row_numbers_are_read_as_people_type_them(typed: str, meant: tuple[int, int]) -> None:
    assert rows_meant(typed) == meant


def test_that_the_list_can_be_about_one_person(hands: Hands) -> None:
    page = _open(hands)
    about = hands.find("jejak-pegawai")
    assert isinstance(about, PersonPicker)
    staf = next(row.doc_id for row in page._model.rows() if row.dokumen == "Data pegawai: Bunga Contoh")
    about.set_answer(staf, "Bunga Contoh")
    about.answered.emit(staf)
    hands.settle()
    acts = {row.perbuatan for row in page._model.rows()}
    assert {"buat_pegawai", "skp_tetapkan", "penilaian_finalkan"} <= acts
    assert all("Bunga Contoh" in row.dokumen for row in page._model.rows())


def test_that_enter_leads_to_the_document(hands: Hands) -> None:
    page = _open(hands)
    at = next(n for n, row in enumerate(page._model.rows()) if row.perbuatan == "skp_tetapkan")
    page.table.select_row(at)
    page.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
    assert _text(hands, "jejak-rincian-dokumen") == "SKP 2026: Bunga Contoh"
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert hands.window.current_page().objectName() == "halaman-skp"


def test_that_older_rows_come_when_asked_for(start: Callable[..., Hands], unit_home: Path, fill: Fill) -> None:
    def many(kantor: Kantor) -> None:
        for _ in range(450):
            with kantor.write("periksa", detail={"temuan": 0}):
                pass

    fill(many)
    hands = start(unit_home)
    page = _open(hands)
    assert len(page._model.rows()) == 200
    _click(hands, "jejak-lebih-lama")
    _click(hands, "jejak-lebih-lama")
    numbers = [row.nomor for row in page._model.rows()]
    assert numbers == list(range(numbers[0], 0, -1))
    assert not page._more.isVisible()


def test_that_a_csv_and_a_pack_are_written_and_told(hands: Hands, tmp_path: Path) -> None:
    page = _open(hands)
    page.export(tmp_path / "jejak.csv")
    hands.settle()
    assert "jejak.csv" in page.banner.text()
    assert (tmp_path / "jejak.csv").read_text(encoding="utf-8-sig").startswith("Baris;Waktu")
    page._pack.click()
    dialog = hands.dialog()
    assert dialog.objectName() == "auditor-dialog"
    year = hands.find("auditor-tahun")
    assert isinstance(year, QLineEdit)
    year.setText("26")
    hands.find("auditor-dialog-ya").click()  # type: ignore[attr-defined]
    assert dialog.isVisible()
    year.setText("2026")
    hands.find("auditor-folder").set_answer(tmp_path)  # type: ignore[attr-defined]
    hands.find("auditor-dialog-ya").click()  # type: ignore[attr-defined]
    hands.back()
    assert "terbukti" in page.banner.text()
    assert (tmp_path / "berkas-auditor-99.01.04" / "periksa.py").is_file()
    assert page._pack.isEnabled()


def test_that_a_stopped_pack_leaves_nothing(hands: Hands, tmp_path: Path) -> None:
    page = _open(hands)
    folder = tmp_path / "ke-sini"
    folder.mkdir()
    page.make_pack(folder, CakupanAuditor())
    page._cancel()
    hands.settle()
    assert list(folder.iterdir()) == []
    assert "Dibatalkan" in page.banner.text()


def test_that_a_broken_chain_is_told_in_the_page(start: Callable[..., Hands], unit_home: Path, fill: Fill) -> None:
    def tamper(kantor: Kantor) -> None:
        _people(kantor)
        kantor.store._connection.execute("UPDATE audit SET hash = zeroblob(32) WHERE seq = 4")

    fill(tamper)
    hands = start(unit_home)
    page = _open(hands)
    _click(hands, "jejak-periksa")
    assert "RANTAI PUTUS mulai baris 4" in page.banner.text()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("21-11-2026", "2026-11-21"),
        ("1/3/2026", "2026-03-01"),
        ("11-2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("", ""),
    ],
)
def test_that_a_day_is_found_as_the_table_shows_it(typed: str, meant: str) -> None:
    assert time_meant(typed) == meant

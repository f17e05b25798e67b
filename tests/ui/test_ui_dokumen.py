"""Evaluation documents in the window: many handed over at once by two keys, the way of one, a correction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

from desktop_app.domain.istilah_kinerja import JenisPeristiwa as J
from desktop_app.domain.jalan_dokumen import Kedudukan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.jalan_dokumen import list_jalan_dokumen, read_jalan_dokumen
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendirian import found_office
from tests.services.dunia_kantor import determined_skp, final_penilaian
from tests.ui.conftest import KABUPATEN, clock

Start = Callable[[Path], Any]
NAMA = ("Anggrek Contoh Mekarsari", "Bagas Contoh Wicaksana", "Citra Contoh Kusumaningtyas Hadiwijaya, S.Sos., M.Si.")


@pytest.fixture
def evaluated(fill: Callable[[Callable[[Kantor], Any]], Any]) -> list[str]:
    """Three people whose evaluation of the first quarter is final."""

    def write(kantor: Kantor) -> list[str]:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        made = []
        for n, nama in enumerate(NAMA):
            post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Pengelola Layanan", penilai_id=camat)
            orang, _ = create_pegawai(kantor, Pegawai(nama=nama, nip=f"19810620200901100{n}", riwayat=(post,)))
            made.append(final_penilaian(kantor, determined_skp(kantor, orang)))
        return made

    made: list[str] = fill(write)
    return made


def test_that_all_are_handed_over_by_space_and_enter_and_one_is_followed(
    start: Start, unit_home: Path, evaluated: list[str]
) -> None:
    hands = start(unit_home)
    hands.page("penilaian")
    hands.find("penilaian-ke-dokumen").click()
    hands.settle()
    page = hands.window.current_page()
    assert page.objectName() == "halaman-dokumen"
    page.listing._periode.set_answer("2026-TW1")
    page.listing.load()
    hands.settle()
    table = hands.find("dokumen-tabel")
    assert isinstance(table, QTableView)
    assert table.model().rowCount() == 3
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    table.selectAll()
    assert hands.find("dokumen-petunjuk").text() == "Spasi: diserahkan kepada pegawai (3 dipilih)"
    hands.key(Qt.Key.Key_Space)
    dialog = hands.dialog()
    day = dialog.findChild(QLineEdit, "dokumen-langkah-tanggal")
    assert hands.focus_name() == "dokumen-langkah-tanggal"
    day.selectAll()
    QTest.keyClicks(day, "14042026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    hands.back()
    assert "3 dokumen dicatat: diserahkan kepada pegawai." in page.banner.text()
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert page.sheet.doc_id in evaluated
    assert hands.focus_name() == "dokumen-lembar-catat"
    hands.find("dokumen-lembar-catat").click()
    dialog = hands.dialog()
    day = dialog.findChild(QLineEdit, "dokumen-langkah-tanggal")
    day.selectAll()
    QTest.keyClicks(day, "13042026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    hands.back()
    way = hands.find("dokumen-jalan")
    assert isinstance(way, QTableView)
    shown = [[way.model().index(r, c).data() for c in (0, 1)] for r in range(way.model().rowCount())]
    assert shown == [["Diserahkan kepada pegawai", "14 April 2026"], ["Diterima pegawai", "13 April 2026 (diragukan)"]]
    hands.find("dokumen-betulkan").click()
    dialog = hands.dialog()
    day = dialog.findChild(QLineEdit, "dokumen-betulkan-tanggal")
    day.selectAll()
    QTest.keyClicks(day, "16042026")
    dialog.findChild(QAbstractButton, "dokumen-betulkan-ya").click()
    assert hands.focus_name() == "dokumen-betulkan-alasan", "a reason is asked for"
    hands.type("salah baca")
    dialog.findChild(QAbstractButton, "dokumen-betulkan-ya").click()
    hands.back()
    doc_id = page.sheet.doc_id

    def ask(kantor: Kantor) -> tuple[set[Kedudukan], list[tuple[J, bool]]]:
        langkah = read_jalan_dokumen(kantor, doc_id).langkah
        semua = {b.kedudukan for b in list_jalan_dokumen(kantor, "2026-TW1")}
        return semua, [(s.peristiwa.jenis, s.dibetulkan) for s in langkah]

    semua, langkah = hands.stored(ask)
    assert semua == {Kedudukan.DISERAHKAN, Kedudukan.DI_PEGAWAI}
    assert langkah == [(J.DISERAHKAN, False), (J.DITERIMA, True), (J.DITERIMA, False)]


def test_that_pages_are_shown_and_a_list_for_re_keying_is_offered(
    start: Start, unit_home: Path, evaluated: list[str]
) -> None:
    hands = start(unit_home)
    page = hands.page("dokumen")
    page.listing._periode.set_answer("2026-TW1")
    page.listing.load()
    hands.settle()
    for name, title in (("dokumen-tanda-terima", "Tanda terima"), ("dokumen-ketepatan", "Ketepatan waktu")):
        hands.find(name).click()
        hands.settle()
        dialog = hands.dialog()
        assert dialog.windowTitle().startswith(title)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        hands.back()
    hands.find("dokumen-isi-ulang").click()
    dialog = hands.dialog()
    assert (
        dialog.findChild(QAbstractButton, "dokumen-isi-ulang-tanya-penilaian").text().startswith("Penilaian Triwulan I")
    )
    dialog.findChild(QAbstractButton, "dokumen-isi-ulang-tanya-batal").click()
    hands.back()


def test_that_an_office_without_final_evaluations_says_so(start: Start, unit_home: Path) -> None:
    hands = start(unit_home)
    page = hands.page("dokumen")
    assert hands.find("dokumen-kosong").isVisible()
    assert not hands.find("dokumen-catat").isEnabled()
    assert page.document() == ""


def test_that_a_kabupaten_reaches_the_deadlines_of_its_offices_from_printing(start: Start, tmp_path: Path) -> None:
    home = tmp_path / "kabupaten"
    found_office(home, KABUPATEN, jam=clock).close()
    hands = start(home)
    hands.page("cetak")
    assert hands.find("cetak-dokumen").isVisible()
    hands.find("cetak-dokumen").click()
    hands.settle()
    page = hands.window.current_page()
    assert page.objectName() == "halaman-dokumen"
    hands.find("dokumen-ketepatan").click()
    hands.settle()
    dialog = hands.dialog()
    assert dialog.windowTitle().startswith("Ketepatan waktu")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    hands.back()

"""The planning tools by keyboard: a matrix from the leader's SKP to results, its cells, a workblock, a manual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QDialog, QPlainTextEdit

from desktop_app.domain.bagi_peran import put_roles
from desktop_app.domain.istilah import PeriodePelaporan, TingkatKendali
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Butir, Skp
from desktop_app.domain.workblock import Workblock
from desktop_app.services.kantor import Kantor
from desktop_app.services.matriks import create_matriks, get_matriks
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import create_skp, get_skp
from desktop_app.services.workblock import create_workblock
from tests.services.dunia_kantor import edit
from tests.services.test_bagi_peran import PIMPINAN

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(fill: Fill) -> dict[str, str]:
    """A Camat with an SKP of two indicators, and two people whom he assesses."""

    def write(kantor: Kantor) -> dict[str, str]:
        post = RiwayatJabatan(id="c", mulai=date(2026, 1, 1), jabatan="Camat Contoh")
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001", riwayat=(post,)))
        made = {"camat": camat}
        for number, name in enumerate(("Ani Contoh", "Budi Contoh")):
            post = RiwayatJabatan(id="j", mulai=date(2026, 1, 1), jabatan=f"Kepala Seksi {number}", penilai_id=camat)
            nip = f"19810620200901100{number}"
            made[name[:3].lower()], _ = create_pegawai(kantor, Pegawai(nama=name, nip=nip, riwayat=(post,)))
        made["skp"], _ = create_skp(kantor, camat, 2026)
        edit(kantor, made["skp"], hasil=(PIMPINAN,))
        return made

    found: dict[str, str] = fill(write)
    return found


@pytest.fixture
def matrix(fill: Fill, people: dict[str, str]) -> str:
    """The Camat's matrix with its two columns and two rows."""
    made: str = fill(lambda kantor: create_matriks(kantor, people["camat"], 2026)[0])
    return made


def open_sheet(hands: Any, doc_id: str) -> Any:
    """Show one document of the page and return the page."""
    page = hands.page("rencana")
    page.show_document(doc_id)
    hands.settle()
    return page


def only(kantor: Kantor, kind: str, tipe: type[Any]) -> Any:
    """Return the one document of a kind."""
    (satu,) = kantor.store.find(kind)
    return msgspec.json.decode(satu.body, type=tipe)


def test_that_a_matrix_is_made_filled_and_handed_out_by_keyboard(
    start: Start, unit_home: Path, people: dict[str, str]
) -> None:
    hands = start(unit_home)
    hands.page("rencana")
    assert hands.focus_name() == "rencana-matriks-kosong-tindakan"
    hands.key(Qt.Key.Key_Space)
    hands.dialog()
    hands.key(Qt.Key.Key_Space)
    hands.settle()
    hands.dialog()
    hands.type("Camat")
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    dialog = hands.window.findChild(QDialog, "matriks-baru")
    dialog.findChild(QAbstractButton, "matriks-baru-ya").click()
    hands.back()
    assert hands.focus_name() == "matriks-tabel"
    sheet = hands.window.current_page().sheets["matriks"]
    cells = sheet.grid.cells
    assert (cells.rowCount(), cells.columnCount()) == (3, 3)
    assert cells.person(0).nama == "Camat Contoh"

    assert sheet.grid.at() == (1, 1)
    hands.key(Qt.Key.Key_Return)
    assert hands.focus_name() == "matriks-peran"
    hands.type("Layanan selesai tepat waktu")
    hands.key(Qt.Key.Key_Return)
    hands.type("Berkas tersimpan lengkap")
    hands.key(Qt.Key.Key_Return, CTRL)
    assert (hands.focus_name(), sheet.grid.at()) == ("matriks-tabel", (1, 2))
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    hands.type("Pengaduan dijawab")
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
    assert [one.teks for one in cells.roles_at(2, 2)] == ["Pengaduan dijawab"]

    hands.key(Qt.Key.Key_J, CTRL)
    hands.settle()
    dialog = hands.dialog()
    assert hands.focus_name() == "matriks-jadikan-tanya-daftar"
    hands.key(Qt.Key.Key_Space)
    dialog.findChild(QAbstractButton, "matriks-jadikan-tanya-ya").click()
    hands.back()
    # A dialog's button let the words be asked again: what stands in an SKP is marked.
    shown = cells.data(cells.index(1, 1))
    assert shown.splitlines() == ["• Layanan selesai tepat waktu", "✓ Berkas tersimpan lengkap"]

    def check(kantor: Kantor) -> None:
        matrix = only(kantor, "matriks", MatriksPeran)
        assert [len(row.peran) for row in matrix.baris] == [2, 1]
        found = kantor.store.find("skp", where={"pegawai_id": people["ani"]})
        assert [h.teks for h in get_skp(kantor, found[0].doc_id).hasil] == ["Berkas tersimpan lengkap"]
        found = kantor.store.find("skp", where={"pegawai_id": people["bud"]})
        assert [h.teks for h in get_skp(kantor, found[0].doc_id).hasil] == ["Pengaduan dijawab"]

    hands.stored(check)


def test_that_delete_empties_a_cell_and_takes_a_row_away_after_a_question(
    start: Start, unit_home: Path, matrix: str, fill: Fill
) -> None:
    hands = start(unit_home)
    sheet = open_sheet(hands, matrix).sheets["matriks"]
    hands.key(Qt.Key.Key_Return)
    hands.type("Peran yang salah")
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Delete)
    assert sheet.grid.cells.roles_at(1, 1) == ()
    hands.key(Qt.Key.Key_Return)
    hands.type("Peran yang benar")
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Left)
    hands.key(Qt.Key.Key_Delete)
    dialog = hands.dialog()
    dialog.findChild(QAbstractButton, "matriks-hapus-bagian-ya").click()
    hands.back()
    assert len(sheet.matrix.baris) == 1
    hands.key(Qt.Key.Key_Up)
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Delete)
    assert len(sheet.matrix.kolom) == 1
    assert hands.stored(lambda kantor: get_matriks(kantor, matrix).baris[0].peran) == ()


def test_that_columns_of_words_are_bound_when_the_leaders_skp_is_there(
    start: Start, unit_home: Path, people: dict[str, str], fill: Fill
) -> None:
    def write(kantor: Kantor) -> str:
        doc_id, _ = create_matriks(kantor, people["camat"], 2026)
        edit(kantor, doc_id, kolom=())
        return doc_id

    doc_id = fill(write)
    hands = start(unit_home)
    sheet = open_sheet(hands, doc_id).sheets["matriks"]
    hands.key(Qt.Key.Key_K, CTRL)
    hands.dialog()
    hands.type("Indeks kepuasan masyarakat")
    hands.dialog().findChild(QAbstractButton, "matriks-kolom-baru-ya").click()
    hands.back()
    assert sheet.matrix.kolom[0].skp_id == ""
    assert "belum terhubung" in sheet.grid.cells.data(sheet.grid.cells.index(0, 1))
    hands.find("matriks-dari-skp").click()
    hands.settle()
    dialog = hands.dialog()
    assert sheet.matrix.kolom[0].indikator_id == "m1"
    hands.qtbot.waitUntil(lambda: hands.focus_name() == "matriks-kolom-pimpinan-daftar")
    dialog.findChild(QAbstractButton, "matriks-kolom-pimpinan-ya").click()
    hands.back()
    kolom = hands.stored(lambda kantor: get_matriks(kantor, doc_id).kolom)
    assert [one.indikator_id for one in kolom] == ["m1", "m2"]


def test_that_the_outputs_of_a_workblock_are_copied_into_a_cell(
    start: Start, unit_home: Path, people: dict[str, str], matrix: str, fill: Fill
) -> None:
    def write(kantor: Kantor) -> None:
        doc_id, _ = create_workblock(
            kantor, people["camat"], 2026, skp_id=people["skp"], hasil_id="k1", indikator_id="m1"
        )
        edit(kantor, doc_id, keluaran_rutin=(Butir(id="a", teks="Loket tertata"),))

    fill(write)
    hands = start(unit_home)
    sheet = open_sheet(hands, matrix).sheets["matriks"]
    hands.find("matriks-salin-keluaran").click()
    hands.settle()
    dialog = hands.dialog()
    hands.key(Qt.Key.Key_Space)
    dialog.findChild(QAbstractButton, "matriks-keluaran-ya").click()
    hands.back()
    assert [one.teks for one in sheet.grid.cells.roles_at(1, 1)] == ["Loket tertata"]


def test_that_a_manual_begins_with_the_indicators_words_and_says_what_it_lacks(
    start: Start, unit_home: Path, people: dict[str, str]
) -> None:
    hands = start(unit_home)
    page = hands.page("rencana")
    page.tabs.setCurrentIndex(2)
    page.lists["manual_indikator"].new_wanted.emit()
    hands.settle()
    hands.dialog()
    hands.type("pengaduan")
    hands.key(Qt.Key.Key_Return)
    hands.back()
    assert hands.focus_name() == "manual-tujuan"
    hands.type("Mengetahui kecepatan layanan")
    hands.key(Qt.Key.Key_Tab)
    sheet = page.sheets["manual_indikator"]
    sheet._choices["kendali"].chosen.emit(TingkatKendali.OUTCOME_ANTARA.value)
    hands.settle()
    assert sheet.tabs.tabText(1) == "Periksa (5)"
    isi = hands.stored(lambda kantor: only(kantor, "manual_indikator", ManualIndikator))
    assert (isi.indikator, isi.tujuan, isi.kendali) == (
        "Persentase pengaduan selesai",
        "Mengetahui kecepatan layanan",
        TingkatKendali.OUTCOME_ANTARA,
    )


def test_that_a_workblock_keeps_one_line_as_one_strategy(
    start: Start, unit_home: Path, people: dict[str, str], fill: Fill
) -> None:
    doc_id = fill(lambda kantor: create_workblock(kantor, people["camat"], 2026)[0])
    hands = start(unit_home)
    page = open_sheet(hands, doc_id)
    assert hands.focus_name() == "workblock-judul"
    field = hands.find("workblock-strategi_rutin")
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    hands.type("Menata loket")
    hands.key(Qt.Key.Key_Return)
    hands.type("Membuka pengaduan")
    page.sheets["workblock"].left.emit()
    hands.settle()
    isi = hands.stored(lambda kantor: only(kantor, "workblock", Workblock))
    assert [one.teks for one in isi.strategi_rutin] == ["Menata loket", "Membuka pengaduan"]
    assert isi.pemilik == "Camat Contoh"


def test_that_a_deleted_matrix_leaves_the_list(start: Start, unit_home: Path, matrix: str) -> None:
    hands = start(unit_home)
    page = open_sheet(hands, matrix)
    hands.find("matriks-hapus").click()
    dialog = hands.dialog()
    hands.type("dibuat dua kali")
    dialog.findChild(QAbstractButton, "matriks-hapus-tanya-ya").click()
    hands.back()
    assert page.document() == ""
    assert hands.stored(lambda kantor: kantor.store.find("matriks")) == []


def test_that_the_sheet_of_an_skp_takes_the_roles_meant_for_its_person(
    start: Start, unit_home: Path, people: dict[str, str], matrix: str, fill: Fill
) -> None:
    def write(kantor: Kantor) -> str:
        isi = get_matriks(kantor, matrix)
        edit(kantor, matrix, baris=put_roles(isi, isi.baris[0].id, isi.kolom[0].id, "Warga terlayani").baris)
        return create_skp(kantor, people["ani"], 2026)[0]

    skp_id = fill(write)
    hands = start(unit_home)
    page = hands.page("skp")
    page.show_document(skp_id)
    hands.settle()
    hands.window.findChild(QAction, "skp-ambil-peran").trigger()
    hands.settle()
    dialog = hands.dialog()
    dialog.findChild(QAbstractButton, "peran-ambil-ya").click()
    hands.back()
    assert page.editor.current().hasil[0].teks == "Warga terlayani"
    skp: Skp = hands.stored(lambda kantor: get_skp(kantor, skp_id))
    assert (skp.hasil[0].asal.matriks_id, skp.hasil[0].intervensi.skp_id) == (matrix, people["skp"])


def test_that_periods_of_reporting_are_those_of_the_form(start: Start, unit_home: Path, people: dict[str, str]) -> None:
    hands = start(unit_home)
    sheet = hands.page("rencana").sheets["manual_indikator"]
    names = {button.objectName() for button in sheet._choices["pelaporan"].findChildren(QAbstractButton)}
    assert names == {f"manual-pelaporan-{one.value}" for one in PeriodePelaporan}

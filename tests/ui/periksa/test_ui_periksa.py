"""The page that checks a printed form, and where sheets and lists say who signed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.exchange.print_code import PrintedCode, find_text, print_text, read_code, short_code
from desktop_app.services.cetak import HasilCetak, print_skp, save_pdf
from desktop_app.services.kantor import Kantor
from desktop_app.services.skp import advance_skp
from desktop_app.ui.periksa.page import PeriksaPage
from tests.services.dunia_kantor import HASIL, add_people, determined_skp, edit, final_penilaian
from tests.services.penanda import NAMA, office_with_assessor


class Paper(NamedTuple):
    """A printed form and what its codes say."""

    cetak: HasilCetak
    text: str
    code: PrintedCode


def print_one(kantor: Kantor) -> Paper:
    """Make a signed SKP with a final evaluation and print it."""
    _, staf = office_with_assessor(kantor)
    skp_id = determined_skp(kantor, staf)
    final_penilaian(kantor, skp_id)
    cetak = print_skp(kantor, skp_id)
    text = find_text(cetak.pdf)
    assert text is not None
    code = read_code(text)
    assert isinstance(code, PrintedCode)
    return Paper(cetak, text, code)


def change(kantor: Kantor, paper: Paper) -> None:
    """Reopen the SKP and type another result."""
    advance_skp(kantor, paper.cetak.doc_id, "buka_kembali", alasan="Target berubah")
    edit(kantor, paper.cetak.doc_id, hasil=(type(HASIL)(id="h1", teks="Arsip tertata", indikator=HASIL.indikator),))


@pytest.fixture
def paper(fill: Any) -> Paper:
    """A signed form, as printed."""
    made = fill(print_one)
    assert isinstance(made, Paper)
    return made


@pytest.fixture
def page(start: Any, unit_home: Path, paper: Paper) -> tuple[Any, PeriksaPage]:
    """The window with the page open."""
    hands = start(unit_home)
    page = hands.page("periksa")
    assert isinstance(page, PeriksaPage)
    return hands, page


def words(hands: Any, name: str) -> str:
    """Return the text of a label."""
    label = hands.find(name)
    assert isinstance(label, QLabel)
    return label.text()


def test_that_a_scanner_types_and_presses_enter_and_the_field_waits_for_the_next(
    page: tuple[Any, PeriksaPage], paper: Paper
) -> None:
    hands, _ = page
    assert hands.focus_name() == "periksa-kode"
    hands.type(paper.text)
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert words(hands, "periksa-hasil-judul") == "Cocok"
    assert f"Tanda tangan elektronik {NAMA} sah." in words(hands, "periksa-hasil-kalimat")
    assert words(hands, "periksa-hasil-dokumen") == "SKP 2026 – Bunga Contoh · Ditetapkan"
    assert hands.find("periksa-hasil").accessibleName().startswith("Cocok. ")
    assert not hands.find("periksa-beda").isVisible()
    # What is scanned next replaces what stands there.
    assert hands.focus_name() == "periksa-kode"
    hands.type(short_code(paper.code.rev_id).lower())
    hands.key(Qt.Key.Key_Return)
    hands.settle()
    assert words(hands, "periksa-hasil-judul") == "Cocok"
    assert "Kode pendek hanya menunjuk" in words(hands, "periksa-hasil-kalimat")


def test_that_an_old_version_lists_what_changed(start: Any, unit_home: Path, fill: Any, paper: Paper) -> None:
    fill(lambda kantor: change(kantor, paper))
    hands = start(unit_home)
    hands.page("periksa").check(paper.text)
    hands.settle()
    assert words(hands, "periksa-hasil-judul") == "Versi lama"
    model = hands.find("periksa-beda").model()
    rows = [tuple(str(model.index(row, n).data()) for n in range(3)) for row in range(model.rowCount())]
    assert ("Rencana hasil kerja utama 1", "Laporan pelayanan tersusun", "Arsip tertata") in rows
    assert ("Status", "Ditetapkan", "Draf") in rows


def test_that_a_mistake_says_so_and_takes_the_last_answer_away(page: tuple[Any, PeriksaPage], paper: Paper) -> None:
    hands, shown = page
    shown.check(paper.text)
    hands.settle()
    assert shown.verdict.isVisible()
    shown.check("7K2D-V5W6-XV39")
    hands.settle()
    assert "salah ketik" in shown.banner.text()
    assert shown.banner.isVisible()
    assert not shown.verdict.isVisible()
    shown.check(short_code(paper.code.rev_id))
    hands.settle()
    assert not shown.banner.isVisible()


def test_that_a_forged_code_is_told_as_wrong(page: tuple[Any, PeriksaPage], paper: Paper) -> None:
    hands, shown = page
    shown.check(print_text(PrintedCode("ab" * 16, paper.code.rev_id, paper.code.kunci, paper.code.tanda)))
    hands.settle()
    assert words(hands, "periksa-hasil-judul") == "Tidak sah"


def test_that_a_pdf_is_checked_by_its_code(page: tuple[Any, PeriksaPage], paper: Paper, tmp_path: Path) -> None:
    hands, shown = page
    shown.check_file(save_pdf(paper.cetak, tmp_path))
    hands.settle()
    assert words(hands, "periksa-hasil-judul") == "Cocok"


def test_that_the_printing_page_leads_here(start: Any, unit_home: Path, paper: Paper) -> None:
    hands = start(unit_home)
    hands.page("cetak")
    hands.find("cetak-periksa").click()
    hands.settle()
    assert hands.window.current_page().objectName() == "halaman-periksa"


def test_that_every_control_of_the_page_has_names(page: tuple[Any, PeriksaPage]) -> None:
    _, shown = page
    for name in ("periksa-kode", "periksa-jalankan", "periksa-pdf", "periksa-beda"):
        found = shown.findChild(QWidget, name)
        assert found is not None, name
        assert found.accessibleName(), name


def test_that_sheets_and_lists_say_who_signed(start: Any, unit_home: Path, paper: Paper) -> None:
    hands = start(unit_home)
    skp = hands.page("skp")
    statuses = {str(skp.listing._model.index(row, 4).data()) for row in range(skp.listing._model.rowCount())}
    assert "Ditetapkan, ditandatangani" in statuses
    skp.show_document(paper.cetak.doc_id)
    hands.settle()
    assert f"Ditandatangani oleh {NAMA}" in skp.editor._header._subtitle.text()
    nilai = hands.page("penilaian")
    nilai.listing._periode.set_answer("2026-TW1")
    nilai.listing._load_rows()
    hands.settle()
    model = nilai.listing._model
    assert [str(model.index(row, 6).data()) for row in range(model.rowCount())] == ["Final, ditandatangani"]


def test_that_an_unsigned_document_is_only_shown_as_such(start: Any, unit_home: Path, fill: Any) -> None:
    skp_id = fill(lambda kantor: determined_skp(kantor, add_people(kantor)[2]))
    hands = start(unit_home)
    skp = hands.page("skp")
    skp.show_document(skp_id)
    hands.settle()
    assert "Belum ditandatangani secara elektronik" in skp.editor._header._subtitle.text()

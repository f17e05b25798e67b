"""Cetak: the pages beside the answers, the file under its name, and exact paper at the printer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import ImageChops, ImageStat
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import create_skp
from desktop_app.services.waktu import now
from desktop_app.ui.printing import PrintJob

F4, A4 = (612.0, 936.0), (595.28, 841.89)


def person_with_skp(kantor: Kantor) -> tuple[str, str]:
    """Record one person with an SKP, and one without."""
    post = RiwayatJabatan(id="r1", mulai=date(2025, 1, 1), jabatan="Camat")
    create_pegawai(kantor, Pegawai(nama="Anggrek Tanpa Skp"))
    pegawai_id, _ = create_pegawai(kantor, Pegawai(nama="Bunga Contoh", riwayat=(post,)))
    skp_id, _ = create_skp(kantor, pegawai_id, 2026)
    return pegawai_id, skp_id


def page_size(page: Any, number: int = 0) -> tuple[float, float]:
    """Return the shorter and the longer side of a page that is shown, in points."""
    points = page._view.document.pagePointSize(number)
    return min(points.width(), points.height()), max(points.width(), points.height())


def test_that_choosing_a_person_shows_his_pages(start: Any, unit_home: Path, fill: Any) -> None:
    fill(person_with_skp)
    hands = start(unit_home)
    page = hands.page("cetak")
    assert "belum mempunyai SKP" in page._empty.accessibleName()
    assert not hands.find("cetak-simpan").isEnabled()
    hands.type("Bunga")
    hands.qtbot.waitUntil(lambda: page._view.page_count() > 0)
    assert page_size(page) == pytest.approx(F4, abs=1)
    assert hands.find("cetak-simpan").isEnabled()
    hands.find("cetak-kertas-a4").click()
    hands.settle()
    assert page_size(page) == pytest.approx(A4, abs=1)


def test_that_a_form_that_cannot_be_printed_yet_says_what_is_missing(start: Any, unit_home: Path, fill: Any) -> None:
    _, skp_id = fill(person_with_skp)
    hands = start(unit_home)
    page = hands.page("cetak")
    page.show_document(skp_id)
    hands.settle()
    assert page._view.page_count() > 0
    hands.find("cetak-formulir-evaluasi").click()
    hands.settle()
    assert page._view.page_count() == 0
    assert page._empty.accessibleName() == "Bunga Contoh belum mempunyai penilaian"


def test_that_an_skp_page_leads_to_its_print(start: Any, unit_home: Path, fill: Any) -> None:
    _, skp_id = fill(person_with_skp)
    hands = start(unit_home)
    hands.window.show_page("cetak", skp_id)
    hands.settle()
    page = hands.window.current_page()
    assert page._view.page_count() > 0
    assert page._period.answer() == skp_id


def test_that_a_saved_file_is_what_was_shown_and_a_bad_place_is_told(
    start: Any, unit_home: Path, fill: Any, tmp_path: Path
) -> None:
    _, skp_id = fill(person_with_skp)
    hands = start(unit_home)
    page = hands.page("cetak")
    page.show_document(skp_id)
    hands.settle()
    target = tmp_path / "hasil.pdf"
    page.output.save_to(page._printed.pdf, target)
    assert target.read_bytes() == page._printed.pdf
    assert str(target) in page.banner.text()
    page.output.save_to(page._printed.pdf, tmp_path / "tidak-ada" / "hasil.pdf")
    dialog = hands.dialog()
    assert "tidak dapat disimpan" in dialog.findChild(object, "dialog-teks").text()
    dialog.accept()
    hands.back()


def test_that_a_saved_form_leaves_one_audit_row_and_a_look_at_it_none(
    start: Any, unit_home: Path, fill: Any, tmp_path: Path
) -> None:
    _, skp_id = fill(person_with_skp)
    hands = start(unit_home)
    page = hands.page("cetak")
    page.show_document(skp_id)
    hands.settle()
    page.output.save_to(page._printed.pdf, tmp_path / "hasil.pdf")
    page.output.save_to(page._printed.pdf, tmp_path / "tidak-ada" / "hasil.pdf")
    hands.dialog().accept()
    hands.back()
    hands.settle()
    hands.close()
    kantor = open_kantor(unit_home, jam=now)
    rows = [(row.doc_id, row.detail) for row in kantor.store.audit_rows(act="cetak")]
    (versi,) = kantor.store.document(skp_id).heads
    kantor.close()
    assert rows == [(skp_id, {"formulir": "skp", "versi": versi})]


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this computer has a printer")
def test_that_a_computer_without_a_printer_offers_the_file(start: Any, unit_home: Path, fill: Any) -> None:
    _, skp_id = fill(person_with_skp)
    hands = start(unit_home)
    page = hands.page("cetak")
    page.show_document(skp_id)
    hands.settle()
    hands.find("cetak-printer").click()
    assert "Tidak ada printer" in page.banner.text()


@pytest.mark.parametrize(("paper", "upright"), [("f4", F4), ("a4", A4)])
def test_that_paper_comes_out_in_its_exact_size_and_turned_as_the_form(
    start: Any, unit_home: Path, fill: Any, tmp_path: Path, paper: str, upright: tuple[float, float]
) -> None:
    _, skp_id = fill(person_with_skp)
    hands = start(unit_home)
    page = hands.page("cetak")
    hands.find(f"cetak-kertas-{paper}").click()
    page.show_document(skp_id)
    hands.settle()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "kertas.pdf"))
    printer.setResolution(150)
    with hands.qtbot.waitSignal(page.output.told, timeout=20_000):
        page.output.print_on(page._printed.pdf, printer)
    wanted, got = pypdfium2.PdfDocument(page._printed.pdf), pypdfium2.PdfDocument(tmp_path / "kertas.pdf")
    assert len(got) == len(wanted)
    for shown, printed in zip(wanted, got, strict=True):
        assert printed.get_size() == pytest.approx(shown.get_size(), abs=1)
        assert sorted(printed.get_size()) == pytest.approx(sorted(upright), abs=1)
        before, after = (one.render(scale=1.5).to_pil().convert("L") for one in (shown, printed))
        exact = difference(before, after)
        assert exact < 0.03
        for x, y in ((2, 0), (-2, 0), (0, 2), (0, -2)):
            assert exact < difference(before, ImageChops.offset(after, x, y))
    wanted.close()
    got.close()


def difference(one: Any, other: Any) -> float:
    """Return the mean difference of two grey pictures between 0 and 1."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0]) / 255


def test_that_nothing_to_print_is_told_and_never_sent(qtbot: Any, tmp_path: Path) -> None:
    owner = QObject()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "kosong.pdf"))
    job = PrintJob(b"bukan pdf", printer, owner)
    with qtbot.waitSignal(job.failed) as told:
        job.start()
    assert told.args[0].code == "cetak_tanpa_halaman"
    assert not (tmp_path / "kosong.pdf").exists()

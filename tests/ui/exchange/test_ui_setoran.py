"""Peta setoran in the window: words and marks for each office, names below, letters and lists, all by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.services.kantor import Peran
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.setoran_surat import IsianSurat
from desktop_app.ui.catalogue import page_specs
from desktop_app.ui.setoran.page import SetoranPage


def opened(start: Any, exported: Any) -> tuple[Any, SetoranPage]:
    with exported.opened(exported.kabupaten) as above:
        merge_bundles(above, [exported.facts.path])
    hands = start(exported.kabupaten)
    page = hands.page("setoran")
    assert isinstance(page, SetoranPage)
    return hands, page


def test_that_each_office_is_told_in_words_and_marks_and_enter_leads_to_the_names(
    start: Any, exported: Any, texts: Any
) -> None:
    hands, page = opened(start, exported)
    (row,) = texts(page.table)
    assert row[:3] == ["99.01.04\nKecamatan Contoh", "Terlambat, kurang 2 dari 2", "Terlambat, kurang 2 dari 2"]
    assert row[-1] == "Paket nomor 1, paling baru di sini"
    model = page.table.view.model()
    headings = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert headings[1:4] == ["SKP", "Triwulan I", "Triwulan II"]
    assert not model.index(0, 1).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "Pasal 14" in model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert [one[0] for one in texts(page.people)] == ["Bunga Contoh", "Daun Contoh"]
    assert "SKP (belum ada)" in texts(page.people)[0][3]
    assert QApplication.focusWidget() is page.table.view
    hands.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.people.view
    hands.find("setoran-kolom").set_answer("2026")
    page._show_people()
    assert texts(page.people) == []
    assert hands.find("setoran-kantor").text() == "Kecamatan Contoh: 0 orang belum lengkap"


def test_that_letters_are_written_for_the_offices_that_are_ticked(start: Any, exported: Any, tmp_path: Path) -> None:
    hands, page = opened(start, exported)
    hands.find("setoran-surat").click()
    hands.settle()
    ticks = page.writer.ticks
    assert ticks is not None
    assert ticks.ticked() == ("99.01.04",)
    hands.key(Qt.Key.Key_Space)
    assert ticks.ticked() == ()
    hands.key(Qt.Key.Key_Space)
    ticks.findChild(object, "setoran-surat-kantor-ya").click()
    hands.settle()
    assert page.writer.form is not None
    assert QApplication.focusWidget() is page.writer.lines["nomor"]
    page.writer.lines["jabatan"].setText("Kepala BKPSDM")
    page.writer.form.findChild(object, "setoran-surat-isian-ya").click()
    dialog = hands.find("simpan-sebagai")
    out = tmp_path / "surat.pdf"
    dialog.fileSelected.emit(str(out))
    dialog.close()
    hands.settle()
    assert "1 surat ditulis" in page.banner.text()
    with pypdfium2.PdfDocument(out) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Bunga Contoh" in text
    assert "Kepala BKPSDM" in text
    page.writer.write(2026, (), IsianSurat(), tmp_path / "semua.pdf")
    hands.settle()
    assert (tmp_path / "semua.pdf").exists()


def test_that_lists_are_written_and_another_year_is_shown(start: Any, exported: Any, tmp_path: Path) -> None:
    hands, page = opened(start, exported)
    for names, file in ((False, "peta.csv"), (True, "nama.xlsx")):
        page.write(2026, names, tmp_path / file)
        hands.settle()
        assert (tmp_path / file).stat().st_size > 100
    hands.find("setoran-tahun").set_answer("2027")
    page.load()
    hands.settle()
    row = page._model.row_at(0)
    assert row is not None
    assert not row.kurang
    assert not hands.find("setoran-surat").isEnabled()


def test_that_the_page_is_the_kabupatens_alone() -> None:
    assert "setoran" in {spec.key for spec in page_specs(Peran.KABUPATEN)}
    assert "setoran" not in {spec.key for spec in page_specs(Peran.UNIT)}

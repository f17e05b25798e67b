"""Cetak banyak in the window: into a folder, to a printer, stopped in the middle and taken up again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView

from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.cetak_rangkaian import read_rangkaian
from desktop_app.services.cetak_susun import PilihanRangkaian
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from tests.services.dunia_kantor import add_people, determined_skp, edit

SKP = PilihanRangkaian(formulir=("SKP",), waktu="2026")


@pytest.fixture
def four(fill: Callable[..., Any]) -> None:
    """Four people with a determined SKP of 2026."""

    def write(kantor: Any) -> None:
        _, _, staf = add_people(kantor)
        determined_skp(kantor, staf)
        for nama in ("Adi", "Bima", "Cinta"):
            orang, _ = create_pegawai(kantor, Pegawai(nama=f"{nama} Contoh"))
            edit(kantor, orang, riwayat=get_pegawai(kantor, staf).riwayat)
            determined_skp(kantor, orang)

    fill(write)


def test_that_the_dialog_counts_and_the_run_fills_a_folder(
    start: Callable[..., Any], unit_home: Path, four: None, tmp_path: Path
) -> None:
    hands = start(unit_home)
    page = hands.page("cetak")
    QTest.mouseClick(hands.find("cetak-banyak-buka"), Qt.MouseButton.LeftButton)
    dialog = hands.dialog()
    hands.settle()
    go = dialog.findChild(QPushButton, "cetak-banyak-mulai")
    assert not go.isEnabled()
    assert "4 formulir" in dialog._count.text()
    dialog._folder.take(tmp_path)
    assert go.isEnabled()
    QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: len(list(tmp_path.glob("skp_*.pdf"))) == 4, timeout=20_000)
    hands.qtbot.waitUntil(lambda: not page.batch.running, timeout=10_000)
    hands.settle()
    assert "4 formulir disimpan" in page.banner.text()
    assert hands.stored(read_rangkaian) is None


def test_that_chosen_people_come_into_one_file_and_the_others_have_their_reason(
    start: Callable[..., Any], unit_home: Path, four: None, tmp_path: Path
) -> None:
    hands = start(unit_home)
    page = hands.page("cetak")
    dialog = page.batch.ask()
    hands.settle()
    dialog._who.set_value("pilih")
    dialog._who.chosen.emit("pilih")
    hands.settle()
    assert dialog._count.text() == "Centang pegawainya lebih dulu."
    for name in ("Bima", "Camat"):
        dialog._search.setText(name)
        hands.qtbot.waitUntil(lambda name=name: name in dialog._people.item(dialog._people.count() - 1).text())
        dialog._people.setCurrentRow(dialog._people.count() - 1)
        QTest.keyClick(dialog._people, Qt.Key.Key_Space)
    hands.qtbot.waitUntil(lambda: "1 tidak dapat dicetak" in dialog._count.text())
    assert "1 formulir dari 1 orang" in dialog._count.text()
    dialog._target.set_value("gabung")
    dialog._folder.take(tmp_path)
    QTest.mouseClick(dialog.findChild(QPushButton, "cetak-banyak-mulai"), Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: "1 formulir disatukan" in page.banner.text(), timeout=20_000)
    (joined,) = tmp_path.glob("*.pdf*")
    assert re.fullmatch(r"cetakan_skp_2026_99-01-04_[0-9a-f]{16}\.pdf", joined.name)
    QTest.mouseClick(page.banner.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    table = hands.dialog().findChild(QTableView)
    assert [table.model().index(0, column).data() for column in (0, 1)] == ["Camat Contoh", "SKP"]
    assert "Belum ada dokumennya untuk 2026" in table.model().index(0, 2).data()


def test_that_a_stopped_run_is_offered_again_and_ends(
    start: Callable[..., Any], unit_home: Path, four: None, tmp_path: Path
) -> None:
    hands = start(unit_home)
    page = hands.page("cetak")
    page.batch.begin(SKP, tmp_path)
    hands.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("skp_*.pdf"))), timeout=10_000)
    page.batch.pause()
    hands.settle()
    first = len(list(tmp_path.glob("skp_*.pdf")))
    assert 1 <= first < 4
    assert "Cetakan belum selesai" in page.banner.text()
    hands.close()

    again = start(unit_home)
    assert "Cetakan belum selesai" in again.window.notice.text()
    page = again.page("cetak")
    again.qtbot.waitUntil(lambda: "Cetakan belum selesai" in page.banner.text())
    QTest.mouseClick(page.banner.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    dialog = again.dialog()
    QTest.mouseClick(dialog.findChild(QPushButton, "cetak-lanjut-lanjut"), Qt.MouseButton.LeftButton)
    again.qtbot.waitUntil(lambda: len(list(tmp_path.glob("skp_*.pdf"))) == 4, timeout=20_000)
    again.settle()
    assert len(again.stored(lambda kantor: kantor.store.audit_rows(50, act="cetak"))) == 4


def test_that_a_printer_gets_each_page_once_and_each_is_counted(
    start: Callable[..., Any], unit_home: Path, four: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "kertas.pdf"))
    monkeypatch.setattr("desktop_app.ui.cetak.batch.ask_printer", lambda _page, _title, take: take(printer))
    hands = start(unit_home)
    page = hands.page("cetak")
    page.batch.begin(SKP, None)
    hands.qtbot.waitUntil(lambda: "diserahkan ke printer" in page.banner.text(), timeout=30_000)
    hands.settle()
    acts = hands.stored(lambda kantor: [row.act for row in kantor.store.audit_rows(80)])
    assert acts.count("cetak") == 4
    assert acts.count("cetak_halaman") >= 4  # forms of more than one page
    assert (tmp_path / "kertas.pdf").stat().st_size > 1000

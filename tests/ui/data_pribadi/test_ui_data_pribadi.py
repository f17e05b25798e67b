"""The page Data pribadi: a person is exported, erased with the page he holds, years are kept, the register is shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.services.kantor import Kantor
from desktop_app.services.penghapusan import list_penghapusan
from desktop_app.services.retensi import Retensi, read_retensi
from desktop_app.ui.data_pribadi.page import DataPribadiPage
from desktop_app.ui.widgets.combo import ComboField
from tests.services.dunia_kantor import add_people, determined_skp, final_penilaian

SHOTS = os.environ.get("SKP_LURING_SHOTS", "")


def shoot(widget: QWidget, name: str) -> None:
    if SHOTS:
        widget.grab().save(str(Path(SHOTS) / f"{name}.png"))


def people(kantor: Kantor) -> str:
    _, _, staf = add_people(kantor)
    final_penilaian(kantor, determined_skp(kantor, staf))
    return staf


def page_of(hands: Any) -> DataPribadiPage:
    hands.window.show_page("pengaturan", "data-pribadi")
    hands.settle()
    found = hands.window.findChild(DataPribadiPage)
    assert found is not None
    return found


def click(root: QWidget, name: str) -> None:
    button = root.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel))


def test_that_a_person_is_erased_through_the_window_and_his_page_is_shown(
    start: Callable[..., Any], unit_home: Path, fill: Callable[..., Any]
) -> None:
    staf = fill(people)
    hands = start(unit_home)
    page = page_of(hands)
    shoot(hands.window, "data-pribadi-kosong")
    erase = hands.find("data-pribadi-hapus")
    assert not erase.isEnabled()
    page.person.set_answer(staf, "Bunga Contoh")
    page.person.answered.emit(staf)
    click(page, "data-pribadi-hapus")
    dialog = hands.dialog()
    hands.settle()
    shoot(dialog, "data-pribadi-hapus")
    said = words(dialog)
    assert "1 SKP" in said
    assert "1 penilaian" in said
    go = dialog.findChild(QPushButton, "hapus-orang-hapus")
    assert not go.isEnabled(), "nothing happens before the NIP was typed again"
    dialog.findChild(QLineEdit, "hapus-orang-ulang").setText("19900303 201503 1 041")
    assert go.isEnabled()
    dialog.findChild(QLineEdit, "hapus-orang-alasan").setText("permintaan Bunga Contoh")
    click(dialog, "hapus-orang-hapus")
    hands.settle()
    assert "jangan memuat nama" in words(dialog)
    dialog.findChild(QLineEdit, "hapus-orang-alasan").setText("permintaan tertulis")
    dialog.findChild(QLineEdit, "hapus-orang-surat").setText("800/12/2026")
    click(dialog, "hapus-orang-hapus")
    hands.settle()
    hands.qtbot.waitUntil(lambda: getattr(QApplication.activeModalWidget(), "objectName", str)() == "lembar-pdf")
    sheet = QApplication.activeModalWidget()
    shoot(sheet, "data-pribadi-berita")
    click(sheet, "lembar-pdf-tutup")
    hands.back()
    shoot(hands.window, "data-pribadi-sesudah")
    assert "Data dihapus" in page.banner.text()
    assert page.person.answer() == ""
    assert page.table.view.model().rowCount() == 1
    (baris,) = hands.stored(list_penghapusan)
    assert (baris.orang, baris.nomor_surat) == (staf, "800/12/2026")


def test_that_a_person_is_exported_into_a_folder(
    start: Callable[..., Any], unit_home: Path, fill: Callable[..., Any], tmp_path: Path
) -> None:
    staf = fill(people)
    hands = start(unit_home)
    page = page_of(hands)
    page.person.set_answer(staf, "Bunga Contoh")
    page.person.answered.emit(staf)
    click(page, "data-pribadi-ekspor")
    dialog: Any = hands.dialog()
    target = tmp_path / "keluar"
    target.mkdir()
    dialog.folder.set_answer(target)
    dialog.folder.answered.emit(target)
    shoot(dialog, "data-pribadi-ekspor")
    click(dialog, "ekspor-orang-tulis")
    hands.back()
    (made,) = target.iterdir()
    assert (made / "BACA-SAYA.html").is_file()
    assert "berkas ditulis" in page.banner.text()


def test_that_years_are_kept_and_the_register_is_shown(start: Callable[..., Any], unit_home: Path) -> None:
    hands = start(unit_home)
    page = page_of(hands)
    field = page.findChild(ComboField, "data-pribadi-simpan-skp")
    assert field is not None
    assert field.answer() == str(Retensi().skp)
    field.set_answer("10")
    click(page, "data-pribadi-simpan-tulis")
    hands.settle()
    assert "Masa simpan disimpan" in page.banner.text()
    click(page, "data-pribadi-register")
    sheet = hands.dialog()
    assert sheet.objectName() == "lembar-pdf"
    click(sheet, "lembar-pdf-tutup")
    hands.back()
    assert hands.stored(read_retensi) == Retensi(skp=10)

"""What a new user stumbled over: keys that did nothing, dialogs in English, words that were cut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import create_skp
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.folder import FolderField


def post(number: int, title: str) -> RiwayatJabatan:
    return RiwayatJabatan(id=f"r{number}", mulai=date(2024 + number, 1, 1), jabatan=title)


def person_with_skp(kantor: Kantor) -> tuple[str, str]:
    made = Pegawai(nama="Bunga Contoh", nip="197001011990031001", riwayat=(post(1, "Camat"),))
    pegawai_id, _ = create_pegawai(kantor, made)
    return pegawai_id, create_skp(kantor, pegawai_id, 2026)[0]


@pytest.fixture
def sheet(start: Any, unit_home: Path, fill: Any) -> Any:
    """Hands on the open sheet of an SKP."""
    _, skp_id = fill(person_with_skp)
    hands = start(unit_home)
    hands.window.show_page("skp", skp_id)
    hands.settle()
    return hands


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_that_a_line_of_the_check_is_opened_by_enter_as_by_space(key: Qt.Key, sheet: Any) -> None:
    editor = sheet.window.current_page().editor
    editor.tabs.setCurrentWidget(editor.findings)
    editor.findings.take_focus()
    assert sheet.focus_name().startswith(editor.findings.objectName())
    sheet.key(key)
    assert editor.tabs.currentWidget() is not editor.findings


def test_that_a_new_indicator_has_the_keyboard_in_its_words(sheet: Any) -> None:
    editor = sheet.window.current_page().editor
    editor.results.take_focus()
    # An SKP without results offers to add the first one.
    sheet.key(Qt.Key.Key_Space)
    assert sheet.focus_name().startswith("hasil-")
    sheet.key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert sheet.focus_name().startswith("indikator-")
    assert sheet.focus_name().endswith("-teks")


def labels_of(dialog: QFileDialog) -> list[str]:
    label = QFileDialog.DialogLabel
    return [dialog.labelText(one) for one in (label.LookIn, label.FileName, label.FileType, label.Accept, label.Reject)]


def opened(parent: QWidget, act: Callable[[], object]) -> QFileDialog:
    act()
    found = parent.window().findChildren(QFileDialog)
    assert len(found) == 1
    return found[0]


def test_that_every_file_dialog_speaks_indonesian(qtbot: Any, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    drop = FileDrop("a", "Berkas", suffixes=(".csv",))
    folder = FolderField("b", "Folder")
    for field in (drop, folder):
        field.setParent(window)
    first = opened(drop, drop.open_dialog)
    assert labels_of(first) == ["Cari di:", "Nama berkas:", "Jenis berkas:", "Pilih", "Batal"]
    assert first.nameFilters() == ["Berkas (*.csv)"]
    first.reject()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
    second = opened(folder, folder.open_dialog)
    assert labels_of(second) == ["Cari di:", "Nama folder:", "Jenis berkas:", "Pilih", "Batal"]
    second.reject()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
    third = opened(window, lambda: ask_target(window, "Simpan", "surat.pdf", lambda _path: None))
    assert labels_of(third) == ["Cari di:", "Nama berkas:", "Jenis berkas:", "Simpan", "Batal"]
    assert third.nameFilters() == ["Berkas PDF (*.pdf)"]
    third.reject()


def test_that_no_file_dialog_is_opened_without_its_words() -> None:
    folder = Path(__file__).parents[2] / "desktop_app" / "ui"
    texts = [path.read_text("utf-8") for path in folder.rglob("*.py")]
    opening = [text for text in texts if " QFileDialog(" in text]
    assert len(opening) >= 4
    assert all("label_in_indonesian(dialog" in text for text in opening)


def test_that_the_first_sheet_has_one_title_and_room_for_hints_beside_errors(start: Any, tmp_path: Path) -> None:
    hands = start(tmp_path / "baru")
    sheet = hands.session.first_start
    assert sheet.windowTitle() == "Mulai pertama kali"
    sheet.findChild(QWidget, "mulai-buat").click()
    hands.qtbot.waitUntil(lambda: sheet.height() >= sheet.minimumSizeHint().height())
    QTest.qWait(20)
    row = sheet.findChild(QWidget, "baris-kode")
    field, hint = row.findChild(QLineEdit, "mulai-kode"), row.findChild(QLabel, "baris-kode-petunjuk")
    assert row.finding()
    assert hint.geometry().top() + hint.contentsMargins().top() - field.geometry().bottom() > 3
    assert field.height() >= field.sizeHint().height()


def test_that_the_status_line_shortens_with_the_whole_as_its_tip(start: Any, unit_home: Path) -> None:
    hands = start(unit_home)
    hands.window.setMinimumSize(300, 300)
    hands.window.resize(520, 600)
    office = hands.find("status-kantor")
    hands.qtbot.waitUntil(lambda: office.toolTip() == "Kecamatan Contoh Makmur · 99.01.04")
    status = hands.window.status
    shown = [label for label in status.findChildren(QLabel) if label.text() and label is not status._busy]
    assert all(status.rect().contains(label.geometry()) for label in shown)
    hands.window.resize(1366, 600)
    hands.qtbot.waitUntil(lambda: office.toolTip() == "")


def test_that_posts_are_chosen_only_where_there_are_several(start: Any, unit_home: Path, fill: Any) -> None:
    def people(kantor: Kantor) -> list[str]:
        lives = [(), (post(1, "Camat"),), (post(1, "Sekretaris"), post(2, "Camat"))]
        return [create_pegawai(kantor, Pegawai(nama=f"Orang {len(life)}", riwayat=life))[0] for life in lives]

    ids = fill(people)
    hands = start(unit_home)
    page = hands.page("pegawai")
    seen = []
    for doc_id in ids:
        page.show_document(doc_id)
        hands.settle()
        seen.append(hands.find("pegawai-riwayat").isVisible())
    assert seen == [False, False, True]
    assert QApplication.activeModalWidget() is None

"""Backups through the window: the list, a stick, a restore, an empty laptop, data that do not open."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop_app.app import Session
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.cadangan import list_cadangan, make_cadangan
from desktop_app.services.kantor import BERKAS_KUNCI, BERKAS_STORE, Kantor
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from tests.invariants.dunia import calm_clock


@pytest.fixture
def backup(fill: Callable[[Callable[[Kantor], Any]], Any], unit_home: Path, tmp_path: Path) -> Path:
    """The office has recorded something before and something after a backup; a copy of that lies on a stick."""

    def act(kantor: Kantor) -> Path:
        create_pegawai(kantor, Pegawai(nama="Sudah Ada", nip="198503032010011001"))
        satu = make_cadangan(kantor)
        create_pegawai(kantor, Pegawai(nama="Sesudahnya", nip="198503032010011002"))
        return satu.path

    stick = tmp_path / "stick"
    stick.mkdir()
    return Path(shutil.copy(fill(act), stick / "cadangan.skpc"))


def names(kantor: Kantor) -> set[str]:
    return {satu.nama for satu in list_pegawai(kantor)}


def click(hands: Any, parent: Any, name: str) -> None:
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def show(hands: Any) -> Any:
    hands.window.show_page("pengaturan", "cadangan")
    hands.settle()
    return hands.find("halaman-cadangan")


def test_that_the_page_lists_what_is_there_and_a_stick_gets_its_copy(
    start: Callable[..., Any], backup: Path, unit_home: Path, tmp_path: Path
) -> None:
    damaged = unit_home / "cadangan" / "000077.skpc"
    damaged.write_bytes(b"SKPC1 rusak")
    hands = start(unit_home)
    page = show(hands)
    rows = page._model.rows()
    assert [(satu.nomor, satu.galat is None) for satu in rows] == [(1, True), (0, False)]
    assert "1 pegawai" in page.table.view.model().index(0, 1).data()
    page.table.select_row(1)
    assert not page._restore.isEnabled()
    click(hands, page, "cadangan-buat")
    hands.settle()
    assert "dibuat dan diperiksa" in page.banner.text()
    page.table.select_row(0)
    click(hands, page, "cadangan-periksa")
    hands.settle()
    assert "utuh sampai bita terakhir" in page.banner.text()
    stick = tmp_path / "lain"
    stick.mkdir()
    page.copy_to(stick)
    hands.settle()
    assert "tanpa kata sandi" in page.banner.text()
    assert not any(stick.iterdir())
    page.copy_to(stick, without_key=True)
    hands.settle()
    assert len(list(stick.glob("*.skpc"))) == 1


def test_that_a_restore_tells_its_consequences_asks_for_the_code_and_closes(
    start: Callable[..., Any], backup: Path, unit_home: Path
) -> None:
    hands = start(unit_home)
    page = show(hands)
    page.table.select_row(0)
    click(hands, page, "cadangan-pulihkan")
    hands.settle()
    dialog = hands.dialog()
    assert dialog.objectName() == "pulih-pasti"
    yes = dialog.findChild(QPushButton, "pulih-pasti-ya")
    assert not yes.isEnabled()
    field = dialog.findChild(QLineEdit, "pulih-kode")
    assert field.hasFocus()
    hands.type("99.01.0")
    assert not yes.isEnabled()
    hands.type("4")
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: page.ready is not None, timeout=10_000)
    click(hands, page.ready, "pulih-siap-tutup")
    hands.qtbot.waitUntil(lambda: hands.session.runner.closing, timeout=5_000)
    hands.close()
    again = start(unit_home)
    assert "dipulihkan dari cadangan nomor 1" in again.window.banner.text()
    assert again.stored(names) == {"Sudah Ada"}


def test_that_an_empty_laptop_begins_from_a_backup(
    start: Callable[..., Any], backup: Path, unit_home: Path, tmp_path: Path
) -> None:
    hands = start(tmp_path / "laptop-baru")
    click(hands, hands.session.first_start, "mulai-pulihkan")
    dialog = hands.session.restoring
    assert dialog is not None
    bad = tmp_path / "palsu.skpc"
    shutil.copyfile(unit_home / BERKAS_STORE, bad)
    dialog.take(bad)
    hands.settle()
    assert "bukan cadangan SKP Luring" in dialog.banner.text()
    assert not dialog.go.isEnabled()
    dialog.take(backup)
    hands.settle()
    dialog.code.setText("99.01.04")
    assert not dialog.go.isEnabled(), "an office without passwords is opened by its key file"
    dialog.key_file.give([unit_home / BERKAS_KUNCI])
    click(hands, dialog, "pulihkan-awal-ya")
    hands.qtbot.waitUntil(lambda: hands.session.window is not None, timeout=15_000)
    hands.settle()
    assert hands.stored(names) == {"Sudah Ada"}


def test_that_data_that_do_not_open_lead_to_the_backups(
    start: Callable[..., Any], backup: Path, unit_home: Path, qtbot: Any
) -> None:
    # As after ransomware: everything in the folder is noise, the stick and the key file on paper are all there is.
    kunci = backup.with_name("kunci.json")
    shutil.copyfile(unit_home / BERKAS_KUNCI, kunci)
    for file in [file for file in unit_home.rglob("*") if file.is_file() and file.name != BERKAS_KUNCI]:
        file.write_bytes(bytes(range(256)) * 40)
    session = Session(unit_home, clock=calm_clock)
    session.begin()
    qtbot.waitUntil(lambda: session.failure is not None, timeout=10_000)
    assert session.failure is not None
    found = [one for one in session.failure.findChildren(QPushButton) if one.objectName().endswith("-pulihkan")]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.restoring is not None and session.restoring.isVisible())
    dialog = session.restoring
    assert dialog is not None
    dialog.take(backup)
    qtbot.waitUntil(lambda: not session.runner.busy)
    qtbot.wait(20)
    dialog.code.setText("99.01.04")
    dialog.key_file.give([kunci])
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.window is not None, timeout=15_000)
    assert session.window is not None
    qtbot.waitUntil(lambda: not session.runner.busy, timeout=10_000)
    session.window.close()
    qtbot.waitUntil(lambda: not session.runner.busy, timeout=10_000)
    session.finish()
    session.drop_windows()
    session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_that_closing_the_window_leaves_a_backup_of_what_was_recorded(
    start: Callable[..., Any], backup: Path, unit_home: Path
) -> None:
    hands = start(unit_home)
    reasons = hands.stored(lambda kantor: [satu.alasan for satu in list_cadangan(kantor)])
    assert reasons[0] == "tutup"

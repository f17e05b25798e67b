"""The doctor's tab: lines at once, a full check on demand, a report by one button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton


def test_that_the_tab_looks_checks_and_reports(start: Callable[..., Any], unit_home: Path, tmp_path: Path) -> None:
    hands = start(unit_home)
    hands.window.show_page("pengaturan", "kesehatan")
    hands.settle()
    lines = [label.text() for label in hands.find("kesehatan-hasil").findChildren(QLabel) if label.text()]
    assert any("Ruang disk" in text or "Disk hampir" in text for text in lines)
    assert any("SQLCipher" in text or "sqlcipher" in text for text in texts(hands, "kesehatan-versi"))
    QTest.mouseClick(hands.window.findChild(QPushButton, "kesehatan-penuh"), Qt.MouseButton.LeftButton)
    hands.settle()
    hands.settle()
    assert any("Semua data utuh" in text for text in texts(hands, "kesehatan-hasil"))
    page = hands.find("halaman-kesehatan")
    page.write_report(tmp_path / "laporan.txt")
    hands.settle()
    assert "Laporan kesehatan" in (tmp_path / "laporan.txt").read_text(encoding="utf-8")
    assert "Laporan ditulis" in page.banner.text()


def texts(hands: Any, name: str) -> list[str]:
    """Return the sentences that a card shows."""
    return [label.text() for label in hands.find(name).findChildren(QLabel) if label.text()]

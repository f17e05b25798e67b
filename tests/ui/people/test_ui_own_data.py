"""Everybody takes everything that is kept about himself out of the program, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction


def action(crew: Any) -> QAction:
    found = crew.session.window.findChild(QAction, "orang-data")
    assert found is not None
    return found


def test_that_a_person_exports_his_own_data_from_the_bar_above_the_page(
    crew: Callable[..., Any], home: Path, tmp_path: Path
) -> None:
    hands = crew(home)
    hands.login("Bayu Contoh")
    assert action(hands).isVisible()
    action(hands).trigger()
    folder = tmp_path / "keluar"
    folder.mkdir()
    field = hands.find("ekspor-orang-folder")
    field.set_answer(folder)
    field.answered.emit(folder)
    hands.shot("data-saya")
    hands.press("ekspor-orang-tulis")
    hands.settle()
    (made,) = folder.iterdir()
    page = (made / "BACA-SAYA.html").read_text(encoding="utf-8")
    assert "Bayu Contoh" in page
    assert "Dewi Contoh" not in page
    assert "Data Anda ditulis" in hands.session.window.notice.text()


def test_that_who_has_no_record_of_his_own_is_not_offered_one(crew: Callable[..., Any], home: Path) -> None:
    hands = crew(home)
    hands.login("Dewi Contoh")
    assert not action(hands).isVisible()

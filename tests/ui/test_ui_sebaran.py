"""The spread of ratings at the kabupaten: by name, counts and words, the picture beside it, and the spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.istilah import Rating
from desktop_app.services.kantor import Kantor, Peran, open_kantor
from desktop_app.services.pendirian import found_office
from desktop_app.ui.catalogue import page_specs
from desktop_app.ui.sebaran.page import SpreadPage
from tests.services.dunia_kantor import edit
from tests.services.kantor_berperan import NAMA, fill
from tests.ui.conftest import KABUPATEN


def clock() -> datetime:
    """A day after the first quarter's evaluations."""
    return datetime(2026, 11, 21, 10, 32, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A kabupaten with three rated evaluations of two assessors."""
    home = tmp_path / "kabupaten"
    found_office(home, KABUPATEN, jam=clock).close()
    kantor: Kantor = open_kantor(home, jam=clock)
    for orang in fill(kantor).orang.values():
        edit(kantor, orang.penilaian, rating_perilaku=Rating.SESUAI)
    kantor.close()
    return home


def test_that_assessors_stand_by_name_with_counts_and_the_list_is_written(
    home: Path, start: Callable[[Path], Any], tmp_path: Path
) -> None:
    hands = start(home)
    page = hands.page("sebaran")
    assert isinstance(page, SpreadPage)
    hands.settle()
    page._period.set_answer("2026-TW1")
    page._ask()
    hands.settle()
    rows = [[page._model.index(r, c).data() for c in range(page._model.columnCount())] for r in range(2)]
    assert [row[0] for row in rows] == sorted((NAMA["sekda"], NAMA["saya"]))
    assert [row[2:4] for row in rows] == [["2", "2 dari 2"], ["1", "1 dari 1"]]
    assert "2 dari 2 mendapat pasangan rating yang sama." in page.panel.text()
    page.table.select_row(1)
    assert "1 dari 1 mendapat pasangan rating yang sama." in page.panel.text()
    page._write("2026-TW1", tmp_path / "sebaran.xlsx")
    hands.settle()
    assert (tmp_path / "sebaran.xlsx").read_bytes().startswith(b"PK")


def test_that_the_page_is_the_kabupatens_alone() -> None:
    assert "sebaran" in {spec.key for spec in page_specs(Peran.KABUPATEN)}
    assert "sebaran" not in {spec.key for spec in page_specs(Peran.UNIT)}

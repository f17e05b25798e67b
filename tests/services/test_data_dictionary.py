"""The data dictionary names each view and each of its columns, in order, with the path that it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from db import KindSpec, view_columns
from desktop_app.services.jenis import KIND_SPECS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "spec" / "data-dictionary.md"


@pytest.mark.parametrize("spec", KIND_SPECS, ids=lambda spec: spec.kind)
def test_that_every_column_of_a_view_is_described(spec: KindSpec) -> None:
    part = PAGE.read_text(encoding="utf-8").split(f"## `v_{spec.kind}`")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (?:`([^`]*)`)? ?\| (.+) \|$", part, re.MULTILINE)
    assert [name for name, _, _ in rows] == [column.name for column in view_columns(spec)]
    for (_, path, meaning), column in zip(rows, view_columns(spec), strict=True):
        assert path == (column.source if column.source.startswith("$") else "")
        assert meaning.strip()


def test_that_only_views_that_exist_are_described() -> None:
    named = re.findall(r"^## `v_(\w+)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert named == [spec.kind for spec in KIND_SPECS]

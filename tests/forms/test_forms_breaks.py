"""Tables break as a careful typist breaks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as change

from desktop_app.domain.skp import HasilIntervensi, Indikator, RencanaHasilKerja
from desktop_app.forms import render_skp
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import LEADING, Cell, Flow, Group, Row
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import FormSkp

Read = Callable[[bytes], list[Any]]


def lines(count: int, name: str = "") -> tuple[Line, ...]:
    return tuple(Line(((Style.REGULAR, f"{name}{n}"),), 10.0, 0, True) for n in range(count))


def cell(count: int, name: str = "", x0: float = 100.0) -> Cell:
    return Cell(x0=x0, x1=x0 + 100, lines=lines(count, name))


def words(group: Group) -> list[str]:
    cells = [*group.merged, *(one for row in group.rows for one in row.cells)]
    return [text for one in cells for line in one.lines for _, text in line.parts]


@settings(max_examples=300, deadline=None)
@given(
    merged=st.lists(st.integers(0, 40), max_size=3),
    rows=st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=3), min_size=1, max_size=5),
    height=st.floats(0, 600),
    force=st.booleans(),
)
def test_that_a_cut_loses_no_line_and_keeps_to_its_height(
    merged: list[int], rows: list[list[int]], height: float, force: bool
) -> None:
    group = Group(
        merged=tuple(cell(count, f"m{n}-") for n, count in enumerate(merged)),
        rows=tuple(Row(cells=tuple(cell(c, f"r{n}{k}-") for k, c in enumerate(row))) for n, row in enumerate(rows)),
    )
    if group.height <= height:
        return
    parts = group.cut(height, force=force)
    if parts is None:
        return
    head, tail = parts
    assert head.height <= height + 0.01
    assert sorted(words(head) + words(tail)) == sorted(words(group))
    if not force:
        for one in head.merged:
            rest = next(t for t in tail.merged if t.x0 == one.x0)
            assert len(one.lines) != 1 or not rest.lines or len(one.lines) + len(rest.lines) > 1


def test_that_a_row_is_not_cut_where_one_line_would_stand_alone() -> None:
    row = Row(cells=(cell(3),))
    assert row.cut(2 * LEADING + 2, force=False) is None
    assert row.cut(1 * LEADING + 2, force=False) is None
    parts = Row(cells=(cell(4),)).cut(3 * LEADING + 2, force=False)
    assert parts is not None
    assert [len(part.cells[0].lines) for part in parts] == [2, 2]


def test_that_a_name_stays_with_what_follows_it() -> None:
    group = Group(rows=(Row(cells=(cell(1, "nama"),), stay=True), Row(cells=(cell(3, "isi"),))))
    assert group.cut(group.height - LEADING) is None


def place(heights: list[int], *, after: float = 0.0, band_before: int | None = None) -> Flow:
    """Place one-column groups of so many lines on pages of 400 points and return where they went."""
    flow = Flow(Typesetter(load_fonts(), 11.0), first=86.0, top=86.0, bottom=486.0)
    body = []
    for n, count in enumerate(heights):
        if band_before == n:
            body.append(Group(rows=(Row(cells=(cell(1, "pita"),)),), band=True))
        body.append(Group(rows=(Row(cells=(cell(count, f"g{n}-"),)),)))
    flow.table([Group(rows=(Row(cells=(cell(1, "kepala"),)),))], body, after=after)
    return flow


def on_page(flow: Flow) -> list[list[str]]:
    return [[text for *_, text in page.texts] for page in flow.pages]


def test_that_a_short_group_goes_on_whole_and_a_tall_one_is_cut() -> None:
    pages = on_page(place([25, 8]))
    assert not any(text.startswith("g1") for text in pages[0])
    assert pages[1][0] == "kepala0"
    pages = on_page(place([20, 28]))
    assert sum(text.startswith("g1") for text in pages[0]) >= 2
    assert sum(text.startswith("g1") for text in pages[1]) >= 2


def test_that_a_band_is_never_left_at_the_foot_of_a_page() -> None:
    pages = on_page(place([26, 5], band_before=1))
    assert "pita0" not in pages[0]
    assert pages[1][:2] == ["kepala0", "pita0"]


def test_that_signatures_never_stand_on_a_page_of_their_own() -> None:
    flow = place([10, 10, 6], after=150.0)
    assert len(flow.pages) == 2
    assert flow.y + 150 <= 486
    assert any(text.startswith("g2") for text in on_page(flow)[-1])
    flow = place([29], after=150.0)
    assert len(flow.pages) == 2
    assert len(on_page(flow)[-1]) > 2


@pytest.mark.parametrize("count", range(1, 60, 3))
def test_that_signatures_follow_the_last_words_for_any_length(count: int, contoh_skp: FormSkp, read: Read) -> None:
    hasil = RencanaHasilKerja(
        id="h",
        teks="kata " * count * 4,
        intervensi=HasilIntervensi(teks="tujuan " * count),
        indikator=(Indikator(id="i", teks="ukuran " * count), Indikator(id="j", teks="ukuran")),
    )
    pages = read(render_skp(replace(contoh_skp, skp=change(contoh_skp.skp, hasil=(hasil,)))))
    assert "PERILAKU KERJA**" in pages[-1].text
    assert "Kolaboratif" in pages[-1].text
    assert "Pejabat Penilai Kinerja" in pages[-1].text
    total = sum(page.box(248, 80, 532, 531).split().count("kata") for page in pages)
    assert total == count * 4

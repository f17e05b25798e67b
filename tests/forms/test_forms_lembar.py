"""The pieces of the office's own pages: cut values, whole steps, the word for a doubted clock, open signatures."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pypdfium2
import pytest

from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.lembar import Lembar, claimed, nobody, office_meta
from desktop_app.forms.values import Kertas

DIBUAT = datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=7)))
LONG = "kata " * 200


def sheet(kertas: Kertas = Kertas.F4) -> Lembar:
    """An empty upright sheet."""
    return Lembar(kertas, left=72.0, right=547.0, top=62.0, bottom=56.0)


def pages_of(lembar: Lembar) -> list[str]:
    """Return what each page says once it is finished."""
    pdf = lembar.finish(office_meta("Lembar uji", "", "Kecamatan Contoh", DIBUAT))
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("marks", [False, True])
def test_that_a_long_value_keeps_its_lines_and_says_so_only_where_wanted(marks: bool) -> None:
    lembar = sheet()
    top = lembar.flow.y
    lembar.put_facts([("Alasan", LONG)], label=124.0, most=2, marks_cut=marks)
    assert lembar.flow.y - top < 3 * 15.0
    (page,) = pages_of(lembar)
    assert ("…" in page) is marks


@pytest.mark.parametrize("kertas", list(Kertas))
def test_that_a_step_is_never_torn_over_two_pages(kertas: Kertas) -> None:
    lembar = sheet(kertas)
    lembar.put_steps([f"awal{n} {LONG} akhir{n}" for n in range(1, 9)])
    pages = pages_of(lembar)
    assert len(pages) > 1
    for n in range(1, 9):
        (page,) = [page for page in pages if f"awal{n} " in page]
        assert f"akhir{n}" in page


def test_that_a_doubted_clock_is_told() -> None:
    assert claimed(DIBUAT, ragu=True) == f"{claimed(DIBUAT, ragu=False)}; jam komputer diragukan"


def test_that_who_signs_is_named_or_has_dots_and_nobody_takes_no_room() -> None:
    lembar = sheet()
    top = lembar.flow.y
    lembar.put_signatures(())
    assert lembar.flow.y == top
    lembar.put_signatures((("Pengirim", Identitas(nama="Fulan Contoh")), *nobody(["Kurir"])))
    (page,) = pages_of(lembar)
    assert "Pengirim" in page
    assert "Fulan Contoh" in page
    assert "Kurir" in page
    assert "…" in page.replace("Fulan Contoh", "")


def test_that_the_letterhead_puts_the_title_in_capitals_below_two_rules() -> None:
    lembar = sheet()
    lembar.put_letterhead("PEMERINTAH KABUPATEN CONTOH", "Kecamatan Contoh", "Berita acara")
    assert len(lembar.flow.page.rules) == 2
    assert all(y < lembar.flow.y for _, y, _, _ in lembar.flow.page.rules)
    (page,) = pages_of(lembar)
    assert page.split("\n")[0].strip() == "PEMERINTAH KABUPATEN CONTOH"
    assert "BERITA ACARA" in page

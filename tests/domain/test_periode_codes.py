"""Period codes: 2026, 2026-TW1, 2026-B06 (P6:14, 90)."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.periode import list_periode, parse_periode


@pytest.mark.parametrize(
    "kode, jenis, mulai, selesai, nomor",
    [
        ("2026", JenisPeriode.TAHUNAN, date(2026, 1, 1), date(2026, 12, 31), 1),
        ("2026-TW1", JenisPeriode.TRIWULANAN, date(2026, 1, 1), date(2026, 3, 31), 1),
        ("2026-TW2", JenisPeriode.TRIWULANAN, date(2026, 4, 1), date(2026, 6, 30), 2),
        ("2026-TW3", JenisPeriode.TRIWULANAN, date(2026, 7, 1), date(2026, 9, 30), 3),
        ("2026-TW4", JenisPeriode.TRIWULANAN, date(2026, 10, 1), date(2026, 12, 31), 4),
        ("2026-B02", JenisPeriode.BULANAN, date(2026, 2, 1), date(2026, 2, 28), 2),
        ("2028-B02", JenisPeriode.BULANAN, date(2028, 2, 1), date(2028, 2, 29), 2),
        ("2026-B12", JenisPeriode.BULANAN, date(2026, 12, 1), date(2026, 12, 31), 12),
    ],
)
def test_that_a_code_names_its_days(kode: str, jenis: JenisPeriode, mulai: date, selesai: date, nomor: int) -> None:
    periode = parse_periode(kode)
    assert (periode.kode, periode.jenis, periode.mulai, periode.selesai) == (kode, jenis, mulai, selesai)
    assert (periode.nomor, periode.tahun) == (nomor, mulai.year)


@pytest.mark.parametrize(
    "typed, kode",
    [(" 2026-tw1 ", "2026-TW1"), ("2026-B6", "2026-B06"), ("2026-b06", "2026-B06"), ("2026-TW01", "2026-TW1")],
)
def test_that_spellings_of_one_period_become_one_code(typed: str, kode: str) -> None:
    assert parse_periode(typed).kode == kode


@pytest.mark.parametrize(
    "kode",
    [
        "",
        "26",
        "1999",
        "2026-",
        "2026-TW",
        "2026-TW0",
        "2026-TW5",
        "2026-B0",
        "2026-B13",
        "2026-S1",
        "2026TW1",
        "2026-TW1-B1",
        "٢٠٢٦",
    ],
)
def test_that_anything_else_is_refused_with_what_was_typed(kode: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_periode(kode)
    assert (caught.value.code, caught.value.facts) == ("periode_salah", {"kode": kode})


@pytest.mark.parametrize(
    "jenis, jumlah", [(JenisPeriode.BULANAN, 12), (JenisPeriode.TRIWULANAN, 4), (JenisPeriode.TAHUNAN, 0)]
)
def test_that_the_periods_of_a_year_cover_it_without_gap_and_end_with_the_year(
    jenis: JenisPeriode, jumlah: int
) -> None:
    *periodik, tahun = list_periode(2026, jenis)
    assert tahun == parse_periode("2026")
    assert len(periodik) == jumlah
    assert {satu.jenis for satu in periodik} <= {jenis}
    for sebelum, sesudah in itertools.pairwise(periodik):
        assert sesudah.mulai - sebelum.selesai == timedelta(days=1)
    if periodik:
        assert (periodik[0].mulai, periodik[-1].selesai) == (tahun.mulai, tahun.selesai)


@given(st.integers(2000, 2099), st.sampled_from(JenisPeriode))
def test_that_every_listed_code_reads_back_as_itself(tahun: int, jenis: JenisPeriode) -> None:
    for satu in list_periode(tahun, jenis):
        assert parse_periode(satu.kode) == satu

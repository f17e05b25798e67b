"""Counting working days, by week, by holidays, over the turn of a year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.hari_kerja import (
    MAKS_HARI,
    KalenderKerja,
    add_hari_kerja,
    count_hari_kerja,
    make_kalender_kerja,
    tahun_tanpa_kalender,
)
from desktop_app.domain.ketentuan import HariLibur, Kalender

JUMAT = date(2026, 1, 30)


def libur(tahun: int, *hari: date) -> Kalender:
    return Kalender(tahun=tahun, libur=tuple(HariLibur(id=satu.isoformat(), tanggal=satu) for satu in hari))


def test_that_a_week_of_five_days_leaves_saturday_out_and_one_of_six_does_not() -> None:
    lima, enam = KalenderKerja(), KalenderKerja(hari_kerja=6)
    assert [add_hari_kerja(satu, JUMAT, 1) for satu in (lima, enam)] == [date(2026, 2, 2), date(2026, 1, 31)]
    assert [count_hari_kerja(satu, JUMAT, date(2026, 2, 6)) for satu in (lima, enam)] == [5, 6]


def test_that_holidays_of_two_offices_count_once_and_a_weekend_holiday_nothing() -> None:
    senin, minggu = date(2026, 2, 2), date(2026, 2, 1)
    kerja = make_kalender_kerja(5, (libur(2026, senin), libur(2026, senin, minggu)))
    assert add_hari_kerja(kerja, JUMAT, 1) == date(2026, 2, 3)
    assert count_hari_kerja(kerja, JUMAT, date(2026, 2, 3)) == 1
    assert kerja.tahun_terisi == {2026}


def test_that_days_before_are_negative_and_the_first_day_is_never_counted() -> None:
    assert count_hari_kerja(KalenderKerja(), date(2026, 2, 2), JUMAT) == -1
    assert count_hari_kerja(KalenderKerja(), JUMAT, JUMAT) == 0
    assert add_hari_kerja(KalenderKerja(), date(2026, 1, 31), 0) == date(2026, 1, 31)


def test_that_an_empty_calendar_is_no_calendar() -> None:
    kerja = make_kalender_kerja(5, (libur(2026), libur(2027, date(2027, 1, 1))))
    assert tahun_tanpa_kalender(kerja, date(2026, 12, 20), date(2027, 1, 10)) == (2026,)
    assert tahun_tanpa_kalender(kerja, date(2027, 1, 10), date(2025, 12, 20)) == (2025, 2026)


def test_that_a_slip_of_centuries_ends() -> None:
    assert count_hari_kerja(KalenderKerja(), date(1, 1, 1), date(9999, 12, 31)) < MAKS_HARI
    with pytest.raises(ValueError, match="forward"):
        add_hari_kerja(KalenderKerja(), JUMAT, -1)
    semua = KalenderKerja(libur=frozenset(JUMAT + timedelta(days=n) for n in range(MAKS_HARI + 2)))
    with pytest.raises(ValueError, match="far ahead"):
        add_hari_kerja(semua, JUMAT, 1)


@given(
    awal=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    jumlah=st.integers(1, 60),
    enam=st.booleans(),
    bebas=st.frozensets(st.integers(0, 120), max_size=20),
)
def test_that_counting_undoes_adding(awal: date, jumlah: int, enam: bool, bebas: frozenset[int]) -> None:
    kerja = KalenderKerja(hari_kerja=6 if enam else 5, libur=frozenset(awal + timedelta(days=satu) for satu in bebas))
    akhir = add_hari_kerja(kerja, awal, jumlah)
    assert kerja.bekerja_pada(akhir)
    assert count_hari_kerja(kerja, awal, akhir) == jumlah

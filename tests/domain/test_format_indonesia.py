"""Dates, numbers and targets as the forms print them (P6:57-59, 129, 151-152, 164)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.format_indonesia import (
    format_angka,
    format_rentang_penilaian,
    format_tanggal,
    format_target,
    parse_angka,
    read_angka,
)
from desktop_app.domain.istilah import JenisTarget
from desktop_app.domain.skp import Target

ANGKA, RENTANG, TEKS = JenisTarget.ANGKA, JenisTarget.RENTANG, JenisTarget.TEKS
decimals = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=3)


def test_that_each_month_has_its_indonesian_name() -> None:
    printed = [format_tanggal(date(2026, bulan, 1)) for bulan in range(1, 13)]
    names = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ]
    assert printed == [f"1 {nama} 2026" for nama in names]


def test_that_the_period_line_is_that_of_the_form() -> None:
    assert format_rentang_penilaian(date(2026, 1, 1), date(2026, 12, 31)) == "1 JANUARI SD 31 DESEMBER TAHUN 2026"
    assert format_rentang_penilaian(date(2026, 8, 1), date(2027, 1, 31)) == "1 AGUSTUS 2026 SD 31 JANUARI TAHUN 2027"


@pytest.mark.parametrize(
    "typed, angka",
    [
        ("80", "80"),
        (" 80 ", "80"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("1.234,56", "1234.56"),
        ("1.234", "1234"),
        ("51.727.239.612", "51727239612"),
        ("1 250 000", "1250000"),
        ("1.250.000", "1250000"),
        ("-2,5", "-2.5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        ("12.3456", "12.3456"),
        ("007", "7"),
    ],
)
def test_that_a_number_is_read_as_an_indonesian_means_it(typed: str, angka: str) -> None:
    assert parse_angka(typed) == Decimal(angka)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "delapan",
        "80%",
        "1,234.5",
        "1,2,3",
        "1.23,4",
        "1.2.3",
        "1e5",
        "NaN",
        "Infinity",
        "-",
        ",5",
        "1_000",
        "٨٠",
        "--1",
        "1-2",
    ],
)
def test_that_what_is_no_clear_number_is_none(typed: str) -> None:
    assert parse_angka(typed) is None


@pytest.mark.parametrize(
    "angka, printed",
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1.000"),
        ("1234567.89", "1.234.567,89"),
        ("3.50", "3,50"),
        ("-0.5", "-0,5"),
        ("-1234", "-1.234"),
        ("1E+3", "1.000"),
        ("0.001", "0,001"),
    ],
)
def test_that_a_number_is_printed_with_dot_and_comma(angka: str, printed: str) -> None:
    assert format_angka(Decimal(angka)) == printed


@given(decimals)
def test_that_what_is_printed_reads_back_as_the_same_number(angka: Decimal) -> None:
    assert parse_angka(format_angka(angka)) == angka


@given(decimals)
def test_that_what_is_stored_reads_back_as_the_same_number(angka: Decimal) -> None:
    assert read_angka(f"{angka:f}") == angka


@pytest.mark.parametrize(
    "target, printed",
    [
        (Target(jenis=RENTANG, nilai="80", nilai_atas="90", satuan="%"), "80 – 90%"),
        (
            Target(jenis=RENTANG, nilai="80", nilai_atas="90", satuan="% sistem aplikasi siap digunakan"),
            "80 – 90% sistem aplikasi siap digunakan",
        ),
        (Target(jenis=ANGKA, nilai="3.5", satuan="skala 5"), "3,5 skala 5"),
        (
            Target(jenis=TEKS, teks="2-3 hari setelah permohonan / pengaduan disampaikan"),
            "2-3 hari setelah permohonan / pengaduan disampaikan",
        ),
        (Target(jenis=ANGKA, nilai="12", satuan="dokumen"), "12 dokumen"),
        (Target(jenis=ANGKA, nilai="1250000", satuan="rupiah"), "1.250.000 rupiah"),
        (Target(jenis=ANGKA, nilai="95"), "95"),
        (Target(jenis=ANGKA, nilai="3.50"), "3,50"),
        (Target(jenis=ANGKA, nilai="2.125", satuan="ton"), "2,125 ton"),
        (Target(), ""),
    ],
)
def test_that_a_target_is_printed_as_the_examples_have_it(target: Target, printed: str) -> None:
    assert format_target(target) == printed


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(JenisTarget))
def test_that_no_text_in_a_number_field_breaks_the_form(nilai: str, atas: str, jenis: JenisTarget) -> None:
    printed = format_target(Target(jenis=jenis, nilai=nilai, nilai_atas=atas, satuan="unit"))
    if jenis is not TEKS and read_angka(nilai) is None:
        assert nilai.strip() in printed


@pytest.mark.parametrize("nilai", ["NaN", "Infinity", "sNaN", "-inf", "1e400"])
def test_that_words_which_python_takes_for_numbers_are_printed_as_they_are(nilai: str) -> None:
    assert format_target(Target(jenis=ANGKA, nilai=nilai)) == nilai

"""What is said of a deadline, and that a doubtful date accuses nobody."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.hari_kerja import KalenderKerja
from desktop_app.domain.tenggat import ATURAN_TENGGAT, AturanTenggat, Bukti, HasilTenggat, judge_tenggat

SKP = ATURAN_TENGGAT["skp_ditetapkan"]
AKHIR_JANUARI = Bukti(tanggal=date(2026, 1, 31))
KALENDER = KalenderKerja(libur=frozenset({date(2026, 1, 1)}), tahun_terisi=frozenset({2026}))
SERAH = AturanTenggat(kode="serah", nama="Diserahkan", dasar="halaman 114", hari=14)
"""A rule of the kind that evaluation has: so many working days after an event."""


@pytest.mark.parametrize(
    ("hari_ini", "hasil", "sisa"),
    [
        (date(2026, 1, 5), HasilTenggat.BELUM, 19),
        (date(2026, 1, 19), HasilTenggat.JATUH_TEMPO, 9),
        (date(2026, 1, 31), HasilTenggat.JATUH_TEMPO, 0),
        (date(2026, 2, 1), HasilTenggat.TERLEWAT, 0),
        (date(2026, 2, 2), HasilTenggat.TERLEWAT, -1),
        (None, HasilTenggat.TIDAK_TERBUKTI, None),
    ],
)
def test_that_what_is_not_done_is_due_by_the_day_and_by_no_doubtful_one(
    hari_ini: date | None, hasil: HasilTenggat, sisa: int | None
) -> None:
    tenggat = judge_tenggat(SKP, AKHIR_JANUARI, None, hari_ini, KALENDER)
    assert (tenggat.hasil, tenggat.sisa, tenggat.batas) == (hasil, sisa, date(2026, 1, 31))


@pytest.mark.parametrize(
    ("selesai", "hasil"),
    [
        (Bukti(tanggal=date(2026, 1, 31)), HasilTenggat.TERPENUHI),
        (Bukti(tanggal=date(2026, 2, 1)), HasilTenggat.TERPENUHI_TERLAMBAT),
        (Bukti(tanggal=date(2026, 1, 10), ragu=True), HasilTenggat.TIDAK_TERBUKTI),
        (Bukti(tanggal=date(2026, 3, 1), ragu=True), HasilTenggat.TIDAK_TERBUKTI),
    ],
)
def test_that_what_was_done_is_told_whatever_today_is(selesai: Bukti, hasil: HasilTenggat) -> None:
    for hari_ini in (date(2026, 6, 1), None):
        assert judge_tenggat(SKP, AKHIR_JANUARI, selesai, hari_ini, KALENDER).hasil is hasil


def test_that_a_rule_in_working_days_uses_the_calendar_and_says_where_there_is_none() -> None:
    awal = Bukti(tanggal=date(2025, 12, 30))
    ada = judge_tenggat(SERAH, awal, None, date(2026, 1, 2), KALENDER)
    tanpa = judge_tenggat(SERAH, awal, None, date(2026, 1, 2), KalenderKerja())
    assert (ada.batas, tanpa.batas) == (date(2026, 1, 20), date(2026, 1, 19))
    assert (ada.tahun_kosong, tanpa.tahun_kosong) == ((2025,), (2025, 2026))


def test_that_an_event_whose_day_is_doubtful_starts_no_deadline_that_could_be_missed() -> None:
    ragu = Bukti(tanggal=date(2025, 1, 1), ragu=True)
    for selesai in (None, Bukti(tanggal=date(2026, 1, 5))):
        assert judge_tenggat(SERAH, ragu, selesai, date(2026, 6, 1), KALENDER).hasil is HasilTenggat.TIDAK_TERBUKTI


def test_that_what_has_no_limit_is_never_overdue_but_tells_how_long_it_waits() -> None:
    aturan = ATURAN_TENGGAT["adendum_menunggu"]
    lama = judge_tenggat(aturan, Bukti(tanggal=date(2026, 1, 5)), None, date(2026, 12, 1), KALENDER)
    assert (lama.hasil, lama.batas, lama.sisa) == (HasilTenggat.BELUM, None, -236)
    ragu = judge_tenggat(aturan, Bukti(tanggal=date(2026, 1, 5), ragu=True), None, date(2026, 12, 1), KALENDER)
    assert (ragu.hasil, ragu.sisa) == (HasilTenggat.BELUM, None)


def test_that_each_rule_names_the_page_it_stands_on_or_says_that_it_is_ours() -> None:
    assert all(satu.nama for satu in ATURAN_TENGGAT.values())
    tanpa = {kode for kode, satu in ATURAN_TENGGAT.items() if "halaman" not in satu.dasar}
    assert tanpa == {"skp_sesudah_januari"}
    assert "batas aplikasi ini" in ATURAN_TENGGAT["skp_sesudah_januari"].dasar

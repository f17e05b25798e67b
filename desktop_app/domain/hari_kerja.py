"""Working days: a week of five or six days and the holidays that a calendar names (P6:90, 114-119 count in them)."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from desktop_app.domain.ketentuan import Kalender

SABTU, MINGGU = 5, 6
SEMINGGU = 7
PILIHAN_HARI_KERJA = (5, 6)
"""The weeks that an agency can have."""
MAKS_HARI = 3660
"""The longest span that is counted, in days; dates that lie farther apart are somebody's slip."""


class KalenderKerja(msgspec.Struct, frozen=True, kw_only=True):
    """What counting needs: days a week, the holidays, and the years for which a calendar is there.

    In a year without one only Saturday (of a five-day week) and Sunday count as free.
    """

    hari_kerja: int = 5
    libur: frozenset[date] = frozenset()
    tahun_terisi: frozenset[int] = frozenset()

    def bekerja_pada(self, tanggal: date) -> bool:
        """Tell whether offices work on ``tanggal``."""
        return self.is_weekday(tanggal) and tanggal not in self.libur

    def is_weekday(self, tanggal: date) -> bool:
        """Tell whether ``tanggal`` would be a working day if it were no holiday."""
        return tanggal.weekday() < (MINGGU if self.hari_kerja == 6 else SABTU)


def make_kalender_kerja(hari_kerja: int, kalender: tuple[Kalender, ...]) -> KalenderKerja:
    """Return the calendars of several offices and years as one, joined by day."""
    return KalenderKerja(
        hari_kerja=hari_kerja,
        libur=frozenset(hari.tanggal for satu in kalender for hari in satu.libur),
        tahun_terisi=frozenset(satu.tahun for satu in kalender if satu.libur),
    )


def add_hari_kerja(kalender: KalenderKerja, awal: date, jumlah: int) -> date:
    """Return the day that lies ``jumlah`` working days after ``awal``, which itself is not counted.

    Raises ``ValueError`` for a negative number and where the day would lie more than ``MAKS_HARI`` ahead.
    """
    if jumlah < 0:
        raise ValueError("working days are counted forward")
    hari, sisa = awal, jumlah
    while sisa:
        hari += timedelta(days=1)
        if (hari - awal).days > MAKS_HARI:
            raise ValueError("the day lies too far ahead")
        sisa -= kalender.bekerja_pada(hari)
    return hari


def count_hari_kerja(kalender: KalenderKerja, awal: date, akhir: date) -> int:
    """Return the working days after ``awal`` up to and with ``akhir``; negative where ``akhir`` lies before.

    A span longer than ``MAKS_HARI`` counts as one of that length.
    """
    if akhir < awal:
        return -count_hari_kerja(kalender, akhir, awal)
    panjang = min((akhir - awal).days, MAKS_HARI)
    if panjang < SEMINGGU:
        return sum(kalender.bekerja_pada(awal + timedelta(days=nomor)) for nomor in range(1, panjang + 1))
    # Whole weeks are counted at once: what is overdue since last year is asked for on every first page.
    minggu, sisa = divmod(panjang, SEMINGGU)
    akhir = awal + timedelta(days=panjang)
    libur = sum(awal < hari <= akhir - timedelta(days=sisa) and kalender.is_weekday(hari) for hari in kalender.libur)
    ekor = sum(kalender.bekerja_pada(akhir - timedelta(days=nomor)) for nomor in range(sisa))
    return minggu * (6 if kalender.hari_kerja == 6 else 5) - libur + ekor


def tahun_tanpa_kalender(kalender: KalenderKerja, awal: date, akhir: date) -> tuple[int, ...]:
    """Return the years between the two days for which nobody has given a calendar."""
    satu, dua = sorted((awal.year, akhir.year))
    return tuple(tahun for tahun in range(satu, dua + 1) if tahun not in kalender.tahun_terisi)

"""Credit points from a predicate: coefficient a year, times percentage, times months of twelve (Per BKN 3/2023)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import read_angka

SETAHUN = 12
PANJANG = 15
"""Letters of a number of points; what is longer is a slip of the hand."""


def compute_angka_kredit(koefisien: Decimal, persen: Decimal, bulan: int, desimal: int = 2) -> Decimal:
    """Return the credit points of ``bulan`` months, rounded half up to ``desimal`` places.

    2 months of BAIK as Ahli Pertama are 2/12 x 100 % x 12,5 = 2,08 (slides of BKN; the rule of rounding was not seen).
    Raises ``UserError`` ``ak_bulan_salah`` for anything but 1 to 12 months.
    """
    if not 1 <= bulan <= SETAHUN:
        raise UserError("ak_bulan_salah", bulan=bulan, terbanyak=SETAHUN)
    tepat = koefisien * persen * bulan / (100 * SETAHUN)
    return tepat.quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)


def whole_months(mulai: date, selesai: date) -> int:
    """Return how many calendar months the days from ``mulai`` to ``selesai`` touch, at most 12.

    A month that was only begun counts: whoever prepares the document may write another number.
    """
    bulan = (selesai.year - mulai.year) * 12 + selesai.month - mulai.month + 1
    return max(1, min(bulan, SETAHUN))


def overlapping_days(satu: tuple[date, date], dua: tuple[date, date]) -> bool:
    """Tell whether two spans of days have a day in common, whose points would be counted twice."""
    return satu[0] <= dua[1] and dua[0] <= satu[1]


def read_points(teks: str) -> Decimal | None:
    """Return points as they are stored ("12.5"), zero for nothing; None for what is no such number, or a huge one."""
    if not teks.strip():
        return Decimal(0)
    return read_angka(teks) if len(teks) <= PANJANG else None


def total_of(angka: Iterable[str]) -> Decimal:
    """Return the sum of stored points; what is empty or no number counts nothing (``read_points`` tells it)."""
    return sum((read_points(satu) or Decimal(0) for satu in angka), Decimal(0))

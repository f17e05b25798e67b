"""Credit points from a predicate: coefficient a year, times percentage, times months of twelve (Per BKN 3/2023)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.errors import UserError

SETAHUN = 12


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


def overlapping_months(satu: tuple[date, date], dua: tuple[date, date]) -> bool:
    """Tell whether two spans of days share a calendar month, so that its points would be counted twice."""

    def bulan(hari: date) -> int:
        return hari.year * 12 + hari.month

    return bulan(satu[0]) <= bulan(dua[1]) and bulan(dua[0]) <= bulan(satu[1])


def total_of(angka: Iterable[str]) -> Decimal:
    """Return the sum of decimals as text; what is empty counts nothing."""
    return sum((Decimal(satu) for satu in angka if satu.strip()), Decimal(0))

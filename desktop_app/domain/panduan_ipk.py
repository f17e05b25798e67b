"""Guidance for the academic result that is expected of an employee on study leave (P6:62-63)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from desktop_app.domain.istilah import Predikat

S1, PASCA = "S1", "Profesi/S2/S3"
LUAR_NEGERI = "luar negeri"
PANDUAN_IPK: Mapping[tuple[str, str], tuple[str, str, str]] = MappingProxyType(
    {
        (S1, "A"): ("3.51", "3.01", "2.76"),
        (S1, "B"): ("3.61", "3.10", "2.76"),
        (S1, "C"): ("3.71", "3.20", "2.76"),
        (S1, LUAR_NEGERI): ("3.51", "3.01", "2.76"),
        (PASCA, "A"): ("3.51", "3.20", "3.00"),
        (PASCA, "B"): ("3.61", "3.25", "3.00"),
        (PASCA, "C"): ("3.71", "3.30", "3.00"),
        (PASCA, LUAR_NEGERI): ("3.51", "3.20", "3.00"),
    }
)
"""By level and accreditation of the university: from which IPK on it is very good, good, in need of improvement."""
_URUT = (Predikat.SANGAT_BAIK, Predikat.BAIK, Predikat.BUTUH_PERBAIKAN)


def kategori_ipk(jenjang: str, akreditasi: str, ipk: Decimal) -> Predikat:
    """Return how the guidance reads an IPK, which has two decimals; below everything it is KURANG.

    Raises ``KeyError`` for a level or an accreditation that the guidance does not name.
    """
    bulat = ipk.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    for predikat, batas in zip(_URUT, PANDUAN_IPK[jenjang, akreditasi], strict=True):
        if bulat >= Decimal(batas):
            return predikat
    return Predikat.KURANG

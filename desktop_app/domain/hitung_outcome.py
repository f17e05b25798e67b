"""Figures of an outcome that the journal gives: how long a thing took on average, and how much was done.

The regulation fixes no formula (P6:28, 38): what was counted, and what was left out, is always told. Entries that the
assessor questioned do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.format_indonesia import read_angka
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, tanggapan_berlaku

_MENIT = {"menit": Decimal(1), "jam": Decimal(60)}
"""Units of the clock, in minutes; days are working days and convert into nothing else."""
_HARI = {"hari": Decimal(1), "hk": Decimal(1)}
_SEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class HitunganOutcome:
    """A figure to two places (half up), None without any entry; how many entries it rests on, how many do not fit."""

    nilai: Decimal | None
    dihitung: int
    dilewati: int


def _unit(satuan: str) -> str:
    return " ".join(satuan.casefold().split()).rstrip(".")


def is_time(satuan: str) -> bool:
    """Tell whether a unit is one in which time is counted: minutes, hours or days."""
    return _unit(satuan).split(" ")[0] in {*_MENIT, *_HARI}


def _time(jumlah: Decimal, dari: str, ke: str) -> Decimal | None:
    """Return a time in another unit; None where the two are no units of the same clock."""
    for kelompok in (_MENIT, _HARI):
        asal, tujuan = _unit(dari).split(" ")[0], _unit(ke).split(" ")[0]
        if asal in kelompok and tujuan in kelompok:
            return jumlah * kelompok[asal] / kelompok[tujuan]
    return jumlah if _unit(dari) == _unit(ke) else None


def average_time(entri: Iterable[EntriJurnal], satuan: str) -> HitunganOutcome:
    """Return the mean of the times that entries tell, in ``satuan`` (such as "menit" or "hari kerja")."""
    angka: list[Decimal] = []
    dilewati = 0
    for satu in entri:
        jumlah = read_angka(satu.jumlah)
        lama = _time(jumlah, satu.satuan, satuan) if jumlah is not None and satu.satuan else None
        if lama is None or tanggapan_berlaku(satu) is TanggapanJurnal.DIPERTANYAKAN:
            dilewati += 1
        else:
            angka.append(lama)
    rata = _rounded(sum(angka, Decimal(0)) / len(angka)) if angka else None
    return HitunganOutcome(rata, len(angka), dilewati)


def sum_quantity(entri: Iterable[EntriJurnal], satuan: str) -> HitunganOutcome:
    """Return the sum of the quantities in ``satuan``; of any unit where none is named."""
    jumlah, dihitung, dilewati = Decimal(0), 0, 0
    for satu in entri:
        angka = read_angka(satu.jumlah)
        cocok = not satuan.strip() or _unit(satu.satuan) == _unit(satuan)
        if angka is None or not cocok or tanggapan_berlaku(satu) is TanggapanJurnal.DIPERTANYAKAN:
            dilewati += 1
        else:
            jumlah, dihitung = jumlah + angka, dihitung + 1
    return HitunganOutcome(_rounded(jumlah) if dihitung else None, dihitung, dilewati)


def _rounded(angka: Decimal) -> Decimal:
    bulat = angka.quantize(_SEN, rounding=ROUND_HALF_UP)
    # Without trailing zeros, and never as a power of ten.
    return bulat.quantize(Decimal(1)) if bulat == bulat.to_integral_value() else bulat.normalize()

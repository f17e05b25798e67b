"""Periode: a month, a quarter or a year, named by a short code."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPeriode

_KODE = re.compile(r"(?P<tahun>20\d\d)(?:-(?P<jenis>TW|B)(?P<nomor>\d{1,2}))?", re.ASCII)
_BULAN_PER = {JenisPeriode.BULANAN: 1, JenisPeriode.TRIWULANAN: 3, JenisPeriode.TAHUNAN: 12}


class Periode(msgspec.Struct, frozen=True, kw_only=True):
    """A period of evaluation: ``2026`` (the year), ``2026-TW1`` (a quarter) or ``2026-B06`` (a month); P6:14."""

    kode: str
    jenis: JenisPeriode
    mulai: date
    selesai: date
    unit_kode: str = ""

    @property
    def tahun(self) -> int:
        """The calendar year that the period belongs to."""
        return self.mulai.year

    @property
    def nomor(self) -> int:
        """The ordinal within the year: 1-12 for months, 1-4 for quarters, 1 for the year."""
        return (self.mulai.month - 1) // _BULAN_PER[self.jenis] + 1


def parse_periode(kode: str) -> Periode:
    """Return the period that ``kode`` names; anything else raises ``UserError`` ``periode_salah``."""
    bersih = kode.strip().upper()
    cocok = _KODE.fullmatch(bersih)
    if cocok is None:
        raise UserError("periode_salah", kode=kode)
    tahun = int(cocok["tahun"])
    jenis = {None: JenisPeriode.TAHUNAN, "TW": JenisPeriode.TRIWULANAN, "B": JenisPeriode.BULANAN}[cocok["jenis"]]
    nomor = int(cocok["nomor"] or 1)
    panjang = _BULAN_PER[jenis]
    if not 1 <= nomor <= 12 // panjang:
        raise UserError("periode_salah", kode=kode)
    awal = (nomor - 1) * panjang + 1
    akhir = awal + panjang - 1
    baku = {
        JenisPeriode.TAHUNAN: f"{tahun}",
        JenisPeriode.TRIWULANAN: f"{tahun}-TW{nomor}",
        JenisPeriode.BULANAN: f"{tahun}-B{nomor:02d}",
    }[jenis]
    return Periode(
        kode=baku,
        jenis=jenis,
        mulai=date(tahun, awal, 1),
        selesai=date(tahun, akhir, monthrange(tahun, akhir)[1]),
    )


def list_periode(tahun: int, jenis: JenisPeriode) -> tuple[Periode, ...]:
    """Return the periods of ``tahun`` of the agency's kind, in order, with the year itself at the end."""
    awalan = {
        JenisPeriode.BULANAN: ("B", 12),
        JenisPeriode.TRIWULANAN: ("TW", 4),
        JenisPeriode.TAHUNAN: ("", 0),
    }
    huruf, jumlah = awalan[jenis]
    periodik = tuple(parse_periode(f"{tahun}-{huruf}{nomor}") for nomor in range(1, jumlah + 1))
    return (*periodik, parse_periode(str(tahun)))

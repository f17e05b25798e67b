"""Dates, numbers and targets as Indonesian forms print them (P6:57-59, 129, 164)."""

from __future__ import annotations

import re
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal

from desktop_app.domain.istilah import JenisTarget
from desktop_app.domain.skp import Target

BULAN = (
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
)
NAMA_WAKTU = (*BULAN, "pukul")
"""The words of a day and an hour; official forms always have these."""
nama_waktu: ContextVar[tuple[str, ...]] = ContextVar("nama_waktu", default=NAMA_WAKTU)
"""The same words as they are shown here and now, set with the language of the window."""


_TERSIMPAN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_RIBUAN = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_KOMA = re.compile(r"-?\d+,\d+", re.ASCII)


def format_tanggal(tanggal: date) -> str:
    """Return ``31 Desember 2026``; in the window with the name of the month in its language."""
    return f"{tanggal.day} {nama_bulan(tanggal.month)} {tanggal.year}"


def nama_bulan(nomor: int) -> str:
    """Return the name of a month, 1 to 12, as ``format_tanggal`` has it."""
    return nama_waktu.get()[nomor - 1]


def format_rentang_penilaian(mulai: date, selesai: date) -> str:
    """Return ``1 JANUARI SD 31 DESEMBER TAHUN 2026`` as the header line of the forms has it (P6:57)."""
    awal = f"{mulai.day} {BULAN[mulai.month - 1].upper()}"
    if mulai.year != selesai.year:
        awal += f" {mulai.year}"
    return f"{awal} SD {selesai.day} {BULAN[selesai.month - 1].upper()} TAHUN {selesai.year}"


def read_angka(teks: str) -> Decimal | None:
    """Return the number that a document keeps as text (``80``, ``3.5``); None if it is none."""
    return Decimal(teks) if _TERSIMPAN.fullmatch(teks) else None


def parse_angka(teks: str) -> Decimal | None:
    """Return the number that an Indonesian typed (``1.234,5``) or copied (``1234.5``); None if it is none.

    A dot separates thousands only where every group after it has three digits and the first one has one to
    three without a leading zero: ``1.234`` is 1234, ``0.125`` and ``1234.567`` are decimals. ``1,234.5`` is
    refused, since nobody can say what was meant.
    """
    bersih = re.sub(r"[ \u00a0]", "", teks.strip())
    if _RIBUAN.fullmatch(bersih):
        return Decimal(bersih.replace(".", "").replace(",", "."))
    if _KOMA.fullmatch(bersih):
        return Decimal(bersih.replace(",", "."))
    return read_angka(bersih)


def format_angka(angka: Decimal) -> str:
    """Return ``1.234,5``: dot for thousands, comma for decimals, no trailing zeros lost or added."""
    utuh, _, pecahan = f"{angka:f}".partition(".")
    tanda = "-" if utuh.startswith("-") else ""
    ribuan = f"{int(utuh.lstrip('-') or 0):,}".replace(",", ".")
    return f"{tanda}{ribuan}" + (f",{pecahan}" if pecahan else "")


def _tampil(nilai: str) -> str:
    angka = read_angka(nilai)
    return nilai if angka is None else format_angka(angka)


def format_target(target: Target) -> str:
    """Return a target as its cell prints it: ``12 dokumen``, ``80 – 90% sistem``, or the words themselves."""
    if target.jenis is JenisTarget.TEKS:
        return target.teks
    angka = _tampil(target.nilai)
    if target.jenis is JenisTarget.RENTANG:
        angka = f"{angka} – {_tampil(target.nilai_atas)}"
    jarak = "" if not target.satuan or target.satuan.startswith("%") else " "
    return f"{angka}{jarak}{target.satuan}".strip()


_TARGET = re.compile(
    r"(?P<bawah>\d[\d.,]*)(?:\s*%?\s*(?:-|–|—|s\.?\s?[/.]?d\.?|sampai(?: dengan)?)\s*(?P<atas>\d[\d.,]*))?"
    r"\s*(?P<satuan>[^\d]*)",
    re.IGNORECASE,
)


def parse_target(teks: str) -> Target:
    """Return a target as somebody writes it in one cell: ``12 dokumen``, ``80 – 90% sistem``, else words as they are.

    A date (``31 Januari 2027``), money (``Rp5.000.000``) and whatever else is not plainly a number with a unit stay
    words.
    """
    bersih = " ".join(teks.split())
    cocok = _TARGET.fullmatch(bersih)
    if cocok is None:
        return Target(teks=bersih)
    bawah, atas = (parse_angka((cocok[nama] or "").rstrip(".,")) for nama in ("bawah", "atas"))
    satuan = cocok["satuan"].strip()
    awal = satuan.casefold().rstrip(".").partition(" ")[0]
    bulan = len(awal) >= 3 and any(satu.casefold().startswith(awal) for satu in (*BULAN, "Agt", "Sept"))
    if bawah is None or (cocok["atas"] and atas is None) or bulan:
        return Target(teks=bersih)
    if atas is None:
        return Target(jenis=JenisTarget.ANGKA, nilai=f"{bawah:f}", satuan=satuan)
    return Target(jenis=JenisTarget.RENTANG, nilai=f"{bawah:f}", nilai_atas=f"{atas:f}", satuan=satuan)


def format_waktu(waktu: datetime) -> str:
    """Return ``3 Mei 2026 pukul 08.05`` with the offset that the clock claimed, where it has one."""
    zona = waktu.strftime("%z")
    return f"{format_tanggal(waktu.date())} {nama_waktu.get()[12]} {waktu:%H.%M}" + (
        f" (UTC{zona[:3]})" if zona else ""
    )

"""Dates, numbers and targets as Indonesian forms print them (P6:57-59, 129, 164)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

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


def format_tanggal(tanggal: date) -> str:
    """Return ``31 Desember 2026``."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"


def format_rentang_penilaian(mulai: date, selesai: date) -> str:
    """Return ``1 JANUARI SD 31 DESEMBER TAHUN 2026`` as the header line of the forms has it (P6:57)."""
    awal = f"{mulai.day} {BULAN[mulai.month - 1].upper()}"
    if mulai.year != selesai.year:
        awal += f" {mulai.year}"
    return f"{awal} SD {selesai.day} {BULAN[selesai.month - 1].upper()} TAHUN {selesai.year}"


def parse_angka(teks: str) -> Decimal | None:
    """Return the number that an Indonesian typed (``1.234,5``) or that is stored (``1234.5``); None if it is none.

    A dot followed by exactly three digits, with no comma, separates thousands.
    """
    bersih = teks.strip().replace(" ", "").replace("\u00a0", "")
    if "," in bersih:
        bersih = bersih.replace(".", "").replace(",", ".")
    elif bersih.count(".") >= 1 and all(len(satu) == 3 for satu in bersih.split(".")[1:]):
        bersih = bersih.replace(".", "")
    try:
        angka = Decimal(bersih)
    except InvalidOperation:
        return None
    return angka if angka.is_finite() else None


def format_angka(angka: Decimal) -> str:
    """Return ``1.234,5``: dot for thousands, comma for decimals, no trailing zeros lost or added."""
    utuh, _, pecahan = f"{angka:f}".partition(".")
    tanda = "-" if utuh.startswith("-") else ""
    ribuan = f"{int(utuh.lstrip('-') or 0):,}".replace(",", ".")
    return f"{tanda}{ribuan}" + (f",{pecahan}" if pecahan else "")


def _tampil(nilai: str) -> str:
    try:
        return format_angka(Decimal(nilai))
    except InvalidOperation:
        return nilai


def format_target(target: Target) -> str:
    """Return a target as its cell prints it: ``12 dokumen``, ``80 – 90% sistem``, or the words themselves."""
    if target.jenis is JenisTarget.TEKS:
        return target.teks
    angka = _tampil(target.nilai)
    if target.jenis is JenisTarget.RENTANG:
        angka = f"{angka} – {_tampil(target.nilai_atas)}"
    jarak = "" if not target.satuan or target.satuan.startswith("%") else " "
    return f"{angka}{jarak}{target.satuan}".strip()

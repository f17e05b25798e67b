"""What the forms of credit points print, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.pegawai import Identitas


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKonversi:
    """One conversion: year, months in words, predicate, percentage, coefficient a year, points; all as printed."""

    tahun: str
    bulan: str
    predikat: str
    persen: str
    koefisien: str
    angka: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKomponen:
    """One row of the determination, its numbers as printed."""

    nama: str
    lama: str
    baru: str
    jumlah: str
    keterangan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAngkaKredit:
    """One document of credit points; ``fakta`` are the rows about the officer, label and value.

    ``konversi`` holds the one conversion, or those that are added up with ``jumlah``; ``komponen`` the rows of a
    determination with ``jumlah_komponen`` (before, now, together). ``syarat`` are lines below the determination.
    """

    instansi: str
    kantor: str
    nomor: str
    periode: str
    pegawai: Identitas
    penilai: Identitas
    fakta: tuple[tuple[str, str], ...]
    konversi: tuple[BarisKonversi, ...]
    jumlah: str = ""
    komponen: tuple[BarisKomponen, ...] = ()
    jumlah_komponen: tuple[str, str, str] = ("", "", "")
    syarat: tuple[tuple[str, str], ...] = ()
    tembusan: tuple[str, ...] = ()
    tempat: str = ""
    tanggal: date | None = None
    tanggal_berkas: date
    draf: bool = False

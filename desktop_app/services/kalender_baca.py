"""Reads holidays from pasted lines or from a CSV or XLSX table, as decrees and circulars write them.

A line holds a date in one of the usual forms, a name, and perhaps words that tell its kind: ``2026-01-01; Tahun Baru``,
``20-21 Maret 2026  Cuti bersama Contoh``, ``Kamis, 1 Januari 2026 Tahun Baru Masehi``, ``17/8/2026``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desktop_app.domain.format_indonesia import BULAN
from desktop_app.domain.istilah import JenisLibur
from desktop_app.domain.ketentuan import HariLibur
from desktop_app.services.roster_baca import clean_cell, read_rows

MAKS_NAMA_HARI = 120
MAKS_BARIS_KALENDER = 1000
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b(?:[ T]\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)
_ANGKA = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", re.ASCII)
_KATA = re.compile(
    r"\b(\d{1,2}(?:\s*(?:-|–|s\.?/?d\.?|sampai|,|dan|&)\s*\d{1,2})*)\s+([A-Za-z]{3,})\.?\s+(\d{4})\b",
    re.ASCII | re.IGNORECASE,
)
_HARI = re.compile(r"\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)\b", re.IGNORECASE)
_SAMBUNG = re.compile(r"(\d{1,2})|(-|–|s\.?/?d\.?|sampai)|(,|dan|&)", re.ASCII | re.IGNORECASE)
_TEPI = " \t;,|:()-–—."


@dataclass(frozen=True)
class BarisTertolak:
    """A line in which no date could be found, or one that is impossible: its number and its words.

    ``sebab`` is the code of a sentence where the reason is another one: the name is too long.
    """

    nomor: int
    teks: str
    sebab: str = ""


@dataclass(frozen=True)
class BacaanKalender:
    """The days that were read, in the order of their dates, and the lines that were not understood.

    ``ganda`` are the lines whose day stands in another line too and that were passed over for it.
    """

    hari: tuple[HariLibur, ...]
    tertolak: tuple[BarisTertolak, ...]
    ganda: tuple[BarisTertolak, ...] = ()


def read_teks(teks: str) -> BacaanKalender:
    """Return the holidays of pasted lines; a day that stands there twice counts once.

    Of two lines about one day the first that names it counts; the other is reported.
    """
    return _collect((nomor, clean_cell(baris)) for nomor, baris in enumerate(teks.splitlines(), start=1))


def read_berkas(path: Path) -> BacaanKalender:
    """Return the holidays of a table; the sheet or separator that tells most of them counts.

    Raises ``UserError`` as the reader of tables does.
    """
    bacaan = [_collect((nomor, _joined(row)) for nomor, row in rows) for rows in read_rows(path)]
    return max(bacaan, key=lambda satu: (len(satu.hari), -len(satu.tertolak)), default=BacaanKalender((), ()))


def _joined(row: Sequence[str]) -> str:
    return "; ".join(sel for sel in row if sel)


def _collect(baris: Iterator[tuple[int, str]]) -> BacaanKalender:
    hari: dict[date, HariLibur] = {}
    asal: dict[date, BarisTertolak] = {}
    tertolak: list[BarisTertolak] = []
    ganda: dict[int, BarisTertolak] = {}
    for nomor, teks in baris:
        if nomor > MAKS_BARIS_KALENDER:
            break
        if not any(huruf.isdigit() for huruf in teks):
            continue  # a heading, or an empty line
        tanggal, nama = _split(teks)
        baris_ini = BarisTertolak(nomor, teks[:MAKS_NAMA_HARI])
        if not tanggal:
            tertolak.append(baris_ini)
        elif len(nama) > MAKS_NAMA_HARI:
            tertolak.append(BarisTertolak(nomor, baris_ini.teks, "kalender_nama_panjang"))
            tanggal = []
        for satu in tanggal:
            libur = HariLibur(id=satu.isoformat(), tanggal=satu, nama=nama, jenis=_jenis(teks))
            if satu not in hari:
                hari[satu], asal[satu] = libur, baris_ini
                continue
            kalah = baris_ini
            if nama and not hari[satu].nama:
                kalah, hari[satu], asal[satu] = asal[satu], libur, baris_ini
            ganda[kalah.nomor] = kalah
    lewat = tuple(ganda[satu] for satu in sorted(ganda))
    return BacaanKalender(tuple(hari[satu] for satu in sorted(hari)), tuple(tertolak), lewat)


def _split(teks: str) -> tuple[list[date], str]:
    """Return the dates of a line, none where it has no possible one, and the rest of it as the name."""
    for pola, baca in ((_ISO, _iso), (_ANGKA, _angka), (_KATA, _kata)):
        if cocok := pola.search(teks):
            try:
                tanggal = baca(cocok)
            except ValueError:
                return [], ""
            sisa = f"{teks[: cocok.start()]} {teks[cocok.end() :]}"
            sisa = _HARI.sub(" ", re.sub(r"^\s*\d{1,3}\s*[.;)]", " ", sisa))
            nama = re.sub(r"\s*[;|](?:\s*[;|])*\s*", "; ", sisa).strip(_TEPI)
            return tanggal, " ".join(_without_jenis(nama).split())
    return [], ""


def _iso(cocok: re.Match[str]) -> list[date]:
    return [date(int(cocok[1]), int(cocok[2]), int(cocok[3]))]


def _angka(cocok: re.Match[str]) -> list[date]:
    return [date(int(cocok[3]), int(cocok[2]), int(cocok[1]))]


def _kata(cocok: re.Match[str]) -> list[date]:
    """Return the days of "20-21 Maret 2026" or "18, 19 dan 20 Maret 2026"; ``ValueError`` for none that there is."""
    awalan = cocok[2].casefold()
    bulan = next((n for n, nama in enumerate(BULAN, start=1) if nama.casefold().startswith(awalan)), 0)
    hari: list[date] = []
    rentang = False
    for angka, sampai, _dan in _SAMBUNG.findall(cocok[1]):
        if sampai:
            rentang = True
        elif angka:
            satu = date(int(cocok[3]), bulan, int(angka))
            if rentang and hari:
                hari += [hari[-1] + timedelta(days=n) for n in range(1, (satu - hari[-1]).days)]
            hari.append(satu)
            rentang = False
    return hari


def _jenis(teks: str) -> JenisLibur:
    kecil = teks.casefold().replace("_", " ")
    if "cuti bersama" in kecil:
        return JenisLibur.CUTI_BERSAMA
    return JenisLibur.LIBUR_DAERAH if "libur daerah" in kecil or "libur lokal" in kecil else JenisLibur.LIBUR_NASIONAL


def _without_jenis(nama: str) -> str:
    """Return a name without a cell that tells its kind alone."""
    kata = {satu.value.replace("_", " ") for satu in JenisLibur}
    sel = [satu.strip(_TEPI) for satu in nama.split(";")]
    return "; ".join(satu for satu in sel if satu and satu.casefold().replace("_", " ") not in kata)

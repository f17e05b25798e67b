"""Reads a table of people from XLSX or CSV, whatever order, case and separator its headings have."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.forms.tabel import unguard
from desktop_app.services.berkas import read_input

# Usual headings of offices' lists, reduced to letters and digits.
JUDUL: Mapping[str, tuple[str, ...]] = {
    "nama": ("nama", "namapegawai", "namalengkap", "namadangelar", "namalengkapdangelar", "namaasn", "namapns"),
    "nip": ("nip", "nippegawai", "nipnippppk", "nipbaru", "nippppk", "nomorindukpegawai", "nipninipppk", "nipnipppk"),
    "pangkat": ("pangkat", "pangkatgolruang", "pangkatgolongan", "pangkatgolonganruang", "pangkatgol"),
    "golongan": ("golruang", "golongan", "golonganruang", "gol", "golru"),
    "jabatan": ("jabatan", "namajabatan", "jabatanterakhir"),
    "unit_kerja": ("unitkerja", "unit", "unor", "unitorganisasi", "satuankerja", "opd", "seksi", "bagian"),
    "penilai_nip": (
        "nippejabatpenilai",
        "nippejabatpenilaikinerja",
        "nippenilai",
        "nipatasan",
        "nipatasanlangsung",
        "pejabatpenilainip",
    ),
}
_NOMOR = ("", "no", "nomor", "nourut")
MAKS_BARIS = 20_000
MAKS_BYTE = 20 * 1024 * 1024
MAKS_BONGKAR = 256 * 1024 * 1024
MAKS_SEL = 20_000_000
_BARIS_JUDUL = 20
_BUKU = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SEL_XLSX = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")

Baris = tuple[int, list[str]]
"""The number of a row in its file, counted from 1, and its cells."""


@dataclass(frozen=True)
class Tabel:
    """Rows with their numbers in the file, by the program's column names; and what became of the headings."""

    baris: tuple[tuple[int, Mapping[str, str]], ...]
    dikenal: Mapping[str, str]
    diabaikan: tuple[str, ...]


def read_table(path: Path) -> Tabel:
    """Return the table at ``path``; its headings are searched in the first 20 rows that hold anything.

    In a workbook the first sheet with such headings counts, in a text the separator that gives most of them. Raises
    ``UserError`` where the file is too large, cannot be read, or has no heading for names.
    """
    isi = read_input(path, MAKS_BYTE)
    if len(isi) > MAKS_BYTE:
        raise UserError("roster_terlalu_besar", berkas=path.name)
    buku = path.suffix.casefold() in (".xlsx", ".xls", ".xlsm", ".ods") or isi.startswith(_BUKU)
    tabel = _best(_sheets(isi, path.name) if buku else _separated(isi, path.name), path.name)
    if tabel is None:
        raise UserError("roster_tanpa_judul", berkas=path.name)
    return tabel


def read_rows(path: Path, *, koma: bool = False) -> tuple[tuple[Baris, ...], ...]:
    """Return every reading of a table without headings: each sheet of a workbook, each separator of a text.

    With ``koma`` a number of a workbook has a decimal comma, so that 1.234 is never read as thousands. Raises
    ``UserError`` where the file is too large or cannot be read.
    """
    isi = read_input(path, MAKS_BYTE)
    if len(isi) > MAKS_BYTE:
        raise UserError("roster_terlalu_besar", berkas=path.name)
    buku = path.suffix.casefold() in (".xlsx", ".xls", ".xlsm", ".ods") or isi.startswith(_BUKU)
    sel = _comma_cell if koma else _cell
    bacaan = _sheets(isi, path.name, sel) if buku else _separated(isi, path.name)
    return tuple(tuple(islice(satu, MAKS_BARIS)) for satu in bacaan)


def _best(bacaan: Iterable[Iterable[Baris]], nama: str) -> Tabel | None:
    """Return the first of the readings that has most known headings, None where none has one for names."""
    terbaik: tuple[int, list[Baris], int, dict[int, str]] | None = None
    for baris in bacaan:
        rows: list[Baris] = []
        for satu in baris:
            if len(rows) > MAKS_BARIS + _BARIS_JUDUL:
                raise UserError("roster_terlalu_besar", berkas=nama)
            rows.append(satu)
        for index, (_, row) in enumerate(rows[:_BARIS_JUDUL]):
            kolom = _headings(row)
            if "nama" in kolom.values() and (terbaik is None or len(kolom) > terbaik[0]):
                terbaik = (len(kolom), rows, index, kolom)
    return _collect(terbaik[1], terbaik[2], terbaik[3], nama) if terbaik is not None else None


def _sheets(isi: bytes, nama: str, baca: Callable[[object], str] | None = None) -> Iterator[Iterator[Baris]]:
    # The reader of workbooks is loaded at the first one, not at the start of the program.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if isi.startswith(b"PK") and not _fits(isi):
            raise UserError("roster_terlalu_besar", berkas=nama)
        buku = CalamineWorkbook.from_filelike(io.BytesIO(isi))
        for index in range(len(buku.sheet_names)):
            lembar = buku.get_sheet_by_index(index)
            ubah = baca or _cell
            yield _filled((nomor, [ubah(sel) for sel in row]) for nomor, row in enumerate(lembar.iter_rows(), start=1))
    except (CalamineError, OSError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise UserError("berkas_tidak_terbaca", berkas=nama) from error


def _fits(isi: bytes) -> bool:
    """Tell whether a zipped workbook can be unfolded: its size, and the square that its outermost cells span.

    A single stray cell in the last row and column would make the reader ask for hundreds of gigabytes.
    """
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        if sum(satu.file_size for satu in arsip.infolist()) > MAKS_BONGKAR:
            return False
        for satu in arsip.infolist():
            if satu.filename.startswith("xl/worksheets/") and satu.filename.endswith(".xml"):
                lebar = tinggi = 1
                for sel in _SEL_XLSX.finditer(arsip.read(satu)):
                    kolom = 0
                    for huruf in sel[1]:
                        kolom = kolom * 26 + huruf - ord("A") + 1
                    lebar, tinggi = max(lebar, kolom), max(tinggi, int(sel[2]))
                if lebar * tinggi > MAKS_SEL:
                    return False
    return True


def _comma_cell(sel: object) -> str:
    teks = _cell(sel)
    return teks.replace(".", ",") if isinstance(sel, float) else teks


def _cell(sel: object) -> str:
    """Return a cell as text; a number that lost digits shows as ``1.98609E+17`` and is refused later by that."""
    if isinstance(sel, float):
        if not isfinite(sel):
            return ""
        return f"{sel:.5E}" if abs(sel) >= 1e15 else f"{sel:.0f}" if sel == int(sel) else str(sel)
    return "" if sel is None or isinstance(sel, bool) else clean_cell(str(sel))


def clean_cell(teks: str) -> str:
    """Return a cell in NFC without invisible characters, blanks joined; a lone dash means that nothing is known."""
    tampak = teks if teks.isascii() and teks.isprintable() else _visible(teks)
    bersih = " ".join(tampak.split())
    return "" if bersih in ("-", "–", "—") else bersih


def _visible(teks: str) -> str:
    return "".join(
        " " if unicodedata.category(huruf) == "Cc" else huruf
        for huruf in unicodedata.normalize("NFC", teks)
        if unicodedata.category(huruf) not in ("Cf", "Cs")
    )


def _separated(isi: bytes, nama: str) -> Iterator[Iterator[Baris]]:
    teks = _decode(isi, nama)
    for pemisah in [satu for satu in ";,\t|" if satu in teks] or [";"]:
        reader = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah, strict=True)
        rows: list[Baris] = []
        try:
            rows.extend((nomor, [clean_cell(unguard(sel)) for sel in row]) for nomor, row in enumerate(reader, start=1))
        except csv.Error as error:
            # With another separator marks may stand anywhere; below our headings one that is never closed would
            # swallow people without a word.
            if any("nama" in _headings(row).values() for _, row in rows[:_BARIS_JUDUL]):
                raise UserError("roster_kutip_rusak", berkas=nama, baris=reader.line_num) from error
            continue
        yield _filled(rows)


def _decode(isi: bytes, nama: str) -> str:
    utf16 = isi.startswith((b"\xff\xfe", b"\xfe\xff"))
    for sandi in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            teks = isi.decode(sandi)
        except UnicodeDecodeError:
            continue
        if "\0" not in teks:
            return teks
    raise UserError("berkas_tidak_terbaca", berkas=nama)


def _filled(rows: Iterable[Baris]) -> Iterator[Baris]:
    return ((nomor, row) for nomor, row in rows if any(row))


def _headings(row: Sequence[str]) -> dict[int, str]:
    """Return which column of the row is which of ours, by the reduced words of its heading; the first one counts."""
    kolom: dict[int, str] = {}
    for index, judul in enumerate(row):
        for nama, kata in JUDUL.items():
            if _key(judul) in kata and nama not in kolom.values():
                kolom[index] = nama
    return kolom


def _collect(rows: Sequence[Baris], kepala: int, kolom: Mapping[int, str], berkas: str) -> Tabel:
    judul = rows[kepala][1]
    baris: list[tuple[int, Mapping[str, str]]] = []
    for nomor, row in rows[kepala + 1 :]:
        sel = {nama: row[index] for index, nama in kolom.items() if index < len(row)}
        if any(sel.values()) and not _is_numbering(row) and row != judul:
            baris.append((nomor, sel))
    if len(baris) > MAKS_BARIS:
        raise UserError("roster_terlalu_besar", berkas=berkas)
    diabaikan = tuple(teks for index, teks in enumerate(judul) if index not in kolom and _key(teks) not in _NOMOR)
    return Tabel(tuple(baris), {nama: judul[index] for index, nama in kolom.items()}, diabaikan)


def _key(teks: str) -> str:
    return re.sub(r"[^a-z0-9]", "", teks.casefold())


def _is_numbering(row: Sequence[str]) -> bool:
    """Tell whether a row is the "(1) (2) (3)" line that official tables carry below their headings."""
    isi = [re.sub(r"[^0-9]", "", sel) for sel in row if sel]
    return len(isi) > 1 and isi == [str(nomor) for nomor in range(1, len(isi) + 1)]


def split_pangkat(teks: str, pangkat: Mapping[str, str]) -> tuple[str, str]:
    """Return rank and golongan from ``Penata Tk. I (III/d)``, ``III/d``, ``IIId`` or ``Penata Tingkat I, III.d``.

    ``pangkat`` names the rank of each golongan, for a cell that tells the golongan alone. PPPK have a roman number
    and no rank (``IX``, ``Golongan IX``).
    """
    cocok = re.search(r"\b(IV|III|II|I)(?:\s*[/.\-]\s*|\s*)([a-e])\b", teks, re.IGNORECASE)
    if cocok is None:
        angka = re.fullmatch(r"(?:gol(?:ongan)?\.?\s*)?([ivx]{1,5})", teks.strip(), re.IGNORECASE)
        return ("", angka[1].upper()) if angka else (_rank(teks), "")
    golongan = f"{cocok[1].upper()}/{cocok[2].lower()}"
    nama = re.sub(r"[\s,/(\-–]+$", "", teks[: cocok.start()])
    nama = re.sub(r"[\s,/(\-–]*\bgol(?:ongan)?\.?(?:\s*ruang)?$", "", nama, flags=re.IGNORECASE)
    return _rank(nama) or pangkat.get(golongan, ""), golongan


def _rank(teks: str) -> str:
    return re.sub(r"\bTk\.?\s*I\b", "Tingkat I", teks.strip(), flags=re.IGNORECASE)


def guess_jenis_jabatan(jabatan: str) -> JenisJabatan:
    """Return the kind of post that its name suggests; the person can change it (section kinds of posts)."""
    kata = re.sub(r"^(plt|plh|pj|pjs)\b\.?\s*", "", jabatan.casefold())
    if re.match(r"(camat|sekcam|sekretaris (kecamatan|camat))\b", kata):
        return JenisJabatan.ADMINISTRATOR
    if re.match(r"(kepala (seksi|sub)|kasi\b|kasubb?ag|lurah|seklur\b|sekretaris (kelurahan|lurah))", kata):
        return JenisJabatan.PENGAWAS
    if re.search(r"\bahli (pertama|muda|madya|utama)\b|\b(pemula|terampil|mahir|penyelia)$", kata):
        return JenisJabatan.FUNGSIONAL
    if re.match(r"(wakil )?(bupati|wali ?kota|gubernur)\b", kata):
        return JenisJabatan.PEJABAT_NEGARA
    return JenisJabatan.PELAKSANA

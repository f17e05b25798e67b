"""Reads a table of people from XLSX or CSV, whatever order, case and separator its headings have."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan

# Usual headings of offices' lists, reduced to letters and digits.
JUDUL: Mapping[str, tuple[str, ...]] = {
    "nama": ("nama", "namapegawai", "namalengkap", "namadangelar", "namaasn", "namapns"),
    "nip": ("nip", "nippegawai", "nipnippppk", "nipbaru", "nippppk", "nomorindukpegawai", "nipninipppk", "nipnipppk"),
    "pangkat": (
        "pangkat",
        "pangkatgolruang",
        "pangkatgolongan",
        "pangkatgolonganruang",
        "golruang",
        "golongan",
        "golonganruang",
        "pangkatgol",
        "gol",
    ),
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
MAKS_BARIS = 20_000
MAKS_BYTE = 20 * 1024 * 1024


@dataclass(frozen=True)
class Tabel:
    """Rows with their numbers in the file, by the program's column names; and what became of the headings."""

    baris: tuple[tuple[int, Mapping[str, str]], ...]
    dikenal: Mapping[str, str]
    diabaikan: tuple[str, ...]


def read_table(path: Path) -> Tabel:
    """Return the table at ``path``; the heading row is searched in the first 20 rows.

    Raises ``UserError`` where the file is too large, cannot be read, or has no heading for names.
    """
    try:
        if path.stat().st_size > MAKS_BYTE:
            raise UserError("roster_terlalu_besar", berkas=path.name)
        isi = path.read_bytes()
    except OSError as error:
        raise UserError("berkas_tidak_terbaca", berkas=path.name) from error
    xlsx = path.suffix.casefold() in (".xlsx", ".xls", ".xlsm", ".ods") or isi[:2] == b"PK"
    rows = _read_workbook(isi, path.name) if xlsx else _read_csv(isi, path.name)
    for nomor, row in enumerate(rows[:20]):
        kolom = _headings(row)
        if "nama" in kolom.values():
            return _collect(rows, nomor, kolom)
    raise UserError("roster_tanpa_judul", berkas=path.name)


def _read_workbook(isi: bytes, nama: str) -> list[list[str]]:
    try:
        lembar = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0)
        rows = lembar.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise UserError("berkas_tidak_terbaca", berkas=nama) from error
    return [[_cell(sel) for sel in row] for row in rows]


def _cell(sel: object) -> str:
    """Return a cell as text; a number that lost digits shows as ``1.98609E+17`` and is refused later by that."""
    if isinstance(sel, float):
        return f"{sel:.5E}" if abs(sel) >= 1e15 else f"{sel:.0f}" if sel == int(sel) else str(sel)
    return "" if sel is None else str(sel).strip()


def _read_csv(isi: bytes, nama: str) -> list[list[str]]:
    for sandi in ("utf-8-sig", "cp1252"):
        try:
            teks = isi.decode(sandi)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UserError("berkas_tidak_terbaca", berkas=nama)
    if "\0" in teks:
        raise UserError("berkas_tidak_terbaca", berkas=nama)
    kepala = teks[:4096]
    pemisah = max(";,\t", key=kepala.count)
    try:
        return [[sel.strip() for sel in row] for row in csv.reader(io.StringIO(teks), delimiter=pemisah)]
    except csv.Error as error:
        raise UserError("berkas_tidak_terbaca", berkas=nama) from error


def _headings(row: Sequence[str]) -> dict[int, str]:
    """Return which column of the row is which of ours, by the reduced words of its heading."""
    kolom: dict[int, str] = {}
    for index, judul in enumerate(row):
        kunci = re.sub(r"[^a-z0-9]", "", judul.casefold())
        for nama, kata in JUDUL.items():
            if kunci in kata and nama not in kolom.values():
                kolom[index] = nama
    return kolom


def _collect(rows: Sequence[Sequence[str]], kepala: int, kolom: Mapping[int, str]) -> Tabel:
    baris: list[tuple[int, Mapping[str, str]]] = []
    for nomor, row in enumerate(rows[kepala + 1 :], start=kepala + 2):
        sel = {nama: row[index].lstrip("'") for index, nama in kolom.items() if index < len(row)}
        if any(sel.values()) and not _is_numbering(row):
            baris.append((nomor, sel))
    if len(baris) > MAKS_BARIS:
        raise UserError("roster_terlalu_besar", berkas=str(len(baris)))
    judul = rows[kepala]
    diabaikan = tuple(teks for index, teks in enumerate(judul) if teks and index not in kolom and _key(teks) != "no")
    return Tabel(tuple(baris), {nama: judul[index] for index, nama in kolom.items()}, diabaikan)


def _key(teks: str) -> str:
    return re.sub(r"[^a-z0-9]", "", teks.casefold())


def _is_numbering(row: Sequence[str]) -> bool:
    """Tell whether a row is the "(1) (2) (3)" line that official tables carry below their headings."""
    isi = [re.sub(r"[^0-9]", "", sel) for sel in row if sel]
    return len(isi) > 2 and isi == [str(nomor) for nomor in range(1, len(isi) + 1)]


def split_pangkat(teks: str, pangkat: Mapping[str, str]) -> tuple[str, str]:
    """Return rank and golongan from ``Penata Tk. I (III/d)``, ``III/d`` or ``Penata Tingkat I, III.d``."""
    cocok = re.search(r"\b(IV|III|II|I)\s*[/.]\s*([a-eA-E])\b", teks)
    if cocok is None:
        bersih = teks.strip()
        return ("", bersih.upper()) if re.fullmatch(r"[IVXivx]{1,5}", bersih) else (bersih, "")
    golongan = f"{cocok[1]}/{cocok[2].lower()}"
    nama = re.sub(r"[\s,/(\-–]+$", "", teks[: cocok.start()]).strip()
    nama = re.sub(r"\bTk\.?\s*I\b", "Tingkat I", nama)
    return nama or pangkat.get(golongan, ""), golongan


def guess_jenis_jabatan(jabatan: str) -> JenisJabatan:
    """Return the kind of post that its name suggests; the person can change it (section kinds of posts)."""
    kata = jabatan.casefold()
    if re.match(r"(camat|sekretaris (kecamatan|camat))\b", kata):
        return JenisJabatan.ADMINISTRATOR
    if re.match(r"(kepala (seksi|sub)|kasi\b|kasubbag|lurah|sekretaris (kelurahan|lurah))", kata):
        return JenisJabatan.PENGAWAS
    if re.search(r"\bahli (pertama|muda|madya|utama)\b|\b(pemula|terampil|mahir|penyelia)$", kata):
        return JenisJabatan.FUNGSIONAL
    if re.match(r"(bupati|wali ?kota|gubernur)\b", kata):
        return JenisJabatan.PEJABAT_NEGARA
    return JenisJabatan.PELAKSANA

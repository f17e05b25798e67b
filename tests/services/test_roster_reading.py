"""Tables of people as offices keep them: separators, encodings, headings, sheets, numbers, limits."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.services import roster_baca
from desktop_app.services.roster import NasibBaris, PratinjauRoster
from desktop_app.services.roster_baca import guess_jenis_jabatan, read_table, split_pangkat

CAMAT, KASI, STAF = "197804122005011001", "198509172010012003", "199203252019022010"
PANGKAT = {"II/d": "Pengatur Tingkat I", "III/c": "Penata", "III/d": "Penata Tingkat I"}


def workbook(fill: Callable[[Any], None]) -> bytes:
    """Return the bytes of an XLSX file that ``fill`` wrote."""
    keluar = io.BytesIO()
    buku = xlsxwriter.Workbook(keluar)
    fill(buku)
    buku.close()
    return keluar.getvalue()


def sheet(rows: Sequence[Sequence[object]]) -> bytes:
    """Return an XLSX file of one sheet with these cells."""

    def fill(buku: Any) -> None:
        lembar = buku.add_worksheet()
        for nomor, row in enumerate(rows):
            for kolom, sel in enumerate(row):
                lembar.write(nomor, kolom, sel)

    return workbook(fill)


def reasons(pratinjau: PratinjauRoster) -> dict[int, str]:
    """Return why each refused row is refused, by its number."""
    return {satu.nomor: satu.alasan for satu in pratinjau.baris if satu.nasib is NasibBaris.DITOLAK}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_that_every_usual_separator_and_encoding_gives_the_same_people(
    desk: Any, separator: str, encoding: str
) -> None:
    rows = [
        ["NIP", "Nama Pegawai", "Jabatan"],
        [KASI, "André Señorita, S.IP.", "Penelaah; Koordinator, Loket\tSatu"],
        [STAF, "Fulan", ""],
    ]
    teks = "\r\n".join(separator.join(f'"{sel}"' for sel in row) for row in rows)
    baris = desk.preview(teks.encode(encoding)).baris
    assert [(satu.nomor, satu.nip, satu.nama) for satu in baris] == [
        (2, KASI, "André Señorita, S.IP."),
        (3, STAF, "Fulan"),
    ]
    assert baris[0].isi is not None
    assert baris[0].isi.riwayat[0].jabatan == "Penelaah; Koordinator, Loket Satu"


def test_that_commas_in_names_do_not_hide_the_semicolon(desk: Any) -> None:
    teks = f"NAMA;NIP\nDr. Fulan, S.Sos., M.Si., M.Kes.;{KASI}\n"
    assert desk.preview(teks).baris[0].nama == "Dr. Fulan, S.Sos., M.Si., M.Kes."


def test_that_headings_are_found_lower_down_in_any_order_and_case(desk: Any) -> None:
    judul = ["NO.", "unit Kerja", "jabatan", "Pangkat / Gol. Ruang", "N I P", "NAMA  LENGKAP", "Alamat", "NIP Atasan"]
    rows: list[list[object]] = [
        ["DAFTAR PEGAWAI"],
        ["Nama", "Kecamatan Contoh"],
        [],
        judul,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, "Kecamatan Contoh", "Camat", "Pembina (IV/a)", CAMAT, "Fulan Camat", "Jl. Satu", "-"],
        judul,
        [2, "Kecamatan Contoh", "Staf", "III/d", f"'{STAF}", "  Fulan   Staf ", "", CAMAT],
        [3, "", "", "", "", "", "", ""],
    ]
    pratinjau = desk.preview(sheet(rows), name="daftar.xlsx")
    assert [(satu.nomor, satu.nama, satu.nip) for satu in pratinjau.baris] == [
        (6, "Fulan Camat", CAMAT),
        (8, "Fulan Staf", STAF),
    ]
    assert pratinjau.kolom_diabaikan == ("Alamat",)
    assert pratinjau.kolom_dikenal["penilai_nip"] == "NIP Atasan"
    assert pratinjau.baris[0].peringatan == ()


def test_that_the_sheet_with_the_headings_is_found(desk: Any) -> None:
    def fill(buku: Any) -> None:
        buku.add_worksheet("Petunjuk").write(0, 0, "Isi lembar kedua")
        lembar = buku.add_worksheet("Pegawai")
        lembar.write_row(4, 2, ["NAMA", "NIP"])
        lembar.write_row(5, 2, ["Fulan", KASI])

    assert [satu.nomor for satu in desk.preview(workbook(fill), name="daftar.xlsx").baris] == [6]


def test_that_an_nip_typed_as_a_number_is_refused_because_digits_are_lost(desk: Any) -> None:
    rows = [["NAMA", "NIP"], ["Fulan", 198509172010012003], ["Fulanah", KASI], ["Singkat", 19850917]]
    pratinjau = desk.preview(sheet(rows), name="daftar.xlsx")
    assert reasons(pratinjau) == {2: "baris_nip_rusak_excel", 4: "baris_nip_panjang"}
    assert pratinjau.baris[0].fakta == {"isi": "1.98509E+17"}


@pytest.mark.parametrize(
    "nip, alasan",
    [
        ("1.98609E+17", "baris_nip_rusak_excel"),
        ("1,98609e+17", "baris_nip_rusak_excel"),
        (KASI[:17], "baris_nip_panjang"),
        (KASI + "1", "baris_nip_panjang"),
        ("NIP. " + KASI, "baris_nip_bukan_angka"),
        ("١٩٨٥٠٩١٧٢٠١٠٠١٢٠٠٣", "baris_nip_bukan_angka"),
        ("19850917 201001 2 003", ""),
        ("19850917.201001.2.003", ""),
        ("'" + KASI, ""),
        ("\u200b" + KASI + "\u202c", ""),
        ("-", ""),
    ],
)
def test_that_a_wrong_nip_is_refused_by_its_reason(desk: Any, nip: str, alasan: str) -> None:
    baris = desk.preview(f"NAMA;NIP;JABATAN\nFulan;{nip};Staf\n").baris[0]
    assert baris.alasan == alasan
    assert baris.nip in (KASI, "") or alasan


@pytest.mark.parametrize(
    "isi, name, code",
    [
        (b"", "a.csv", "roster_tanpa_judul"),
        (b"a;b\n1;2\n", "a.csv", "roster_tanpa_judul"),
        (b"PK\x03\x04rusak", "a.csv", "berkas_tidak_terbaca"),
        (b"<html>", "a.xls", "berkas_tidak_terbaca"),
        (b"\xd0\xcf\x11\xe0", "a.xlsx", "berkas_tidak_terbaca"),
        (b"NAMA;NIP\n\0\n", "a.csv", "berkas_tidak_terbaca"),
        (b'NAMA;NIP\nSatu;1\n"Dua;2\nTiga;3\n', "a.csv", "roster_kutip_rusak"),
    ],
)
def test_that_a_file_that_cannot_be_read_says_why(desk: Any, isi: bytes, name: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        desk.preview(isi, name=name)
    assert caught.value.code == code
    assert caught.value.facts["berkas"] == name


def test_that_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="berkas_tidak_ada"):
        read_table(tmp_path / "tidak-ada.csv")


def test_that_twenty_thousand_rows_are_taken_and_one_more_is_refused(desk: Any) -> None:
    rows = [f"Fulan {n};{n:018d};Staf" for n in range(20_000)]
    assert len(read_table(desk.file("NAMA;NIP;JABATAN\n" + "\n".join(rows))).baris) == 20_000
    with pytest.raises(UserError, match="roster_terlalu_besar"):
        desk.preview("NAMA;NIP;JABATAN\n" + "\n".join([*rows, "Satu Lagi;1;Staf"]))


def test_that_a_workbook_that_spans_the_whole_sheet_is_refused_at_once(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    isi = sheet([["NAMA", "NIP"], ["Fulan", KASI]])
    stray = workbook(lambda buku: buku.add_worksheet().write_string(1_048_575, 16_383, "x"))
    with pytest.raises(UserError, match="roster_terlalu_besar"):
        desk.preview(stray, name="a.xlsx")
    monkeypatch.setattr(roster_baca, "MAKS_BONGKAR", 100)
    with pytest.raises(UserError, match="roster_terlalu_besar"):
        desk.preview(isi, name="a.xlsx")
    monkeypatch.setattr(roster_baca, "MAKS_BYTE", 100)
    with pytest.raises(UserError, match="roster_terlalu_besar"):
        desk.preview(isi, name="a.xlsx")


def test_that_a_cell_of_absurd_length_is_refused_with_its_row(desk: Any) -> None:
    pratinjau = desk.preview(f"NAMA;NIP;Jabatan\nFulan;{KASI};{'x' * 1001}\n")
    assert reasons(pratinjau) == {2: "baris_terlalu_panjang"}
    assert pratinjau.baris[0].fakta == {"kolom": "Jabatan", "batas": 1000}


@pytest.mark.parametrize(
    "teks, hasil",
    [
        ("Penata (III/c)", ("Penata", "III/c")),
        ("Penata Tk. I, III.d", ("Penata Tingkat I", "III/d")),
        ("Penata Tk.I/III-d", ("Penata Tingkat I", "III/d")),
        ("Penata Tingkat I - III d", ("Penata Tingkat I", "III/d")),
        ("iii/D", ("Penata Tingkat I", "III/d")),
        ("IIId", ("Penata Tingkat I", "III/d")),
        ("Penata Gol. III/c", ("Penata", "III/c")),
        ("Penata (III/c) III/c", ("Penata", "III/c")),
        ("Penata", ("Penata", "")),
        ("IX", ("", "IX")),
        ("Golongan IX", ("", "IX")),
        ("", ("", "")),
    ],
)
def test_that_rank_and_golongan_are_told_apart(teks: str, hasil: tuple[str, str]) -> None:
    assert split_pangkat(teks, PANGKAT) == hasil


@pytest.mark.parametrize(
    "jabatan, jenis",
    [
        ("Camat", JenisJabatan.ADMINISTRATOR),
        ("Plt. Camat", JenisJabatan.ADMINISTRATOR),
        ("Sekretaris Kecamatan", JenisJabatan.ADMINISTRATOR),
        ("Kasubag Umum", JenisJabatan.PENGAWAS),
        ("Lurah", JenisJabatan.PENGAWAS),
        ("Analis Kebijakan Ahli Muda", JenisJabatan.FUNGSIONAL),
        ("Arsiparis Terampil", JenisJabatan.FUNGSIONAL),
        ("Wakil Bupati", JenisJabatan.PEJABAT_NEGARA),
        ("Pengadministrasi Umum", JenisJabatan.PELAKSANA),
    ],
)
def test_that_the_kind_of_post_is_guessed_from_its_name(jabatan: str, jenis: JenisJabatan) -> None:
    assert guess_jenis_jabatan(jabatan) is jenis

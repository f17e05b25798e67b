"""The journal of one person as a workbook to be filled elsewhere: rows, the results as a choice, how it is filled."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.forms.tabel import SEL_MAKS

LEMBAR, LEMBAR_HASIL, LEMBAR_CARA = "Jurnal", "Hasil kerja", "Petunjuk"
JUDUL = ("TANGGAL KERJA", "HASIL KERJA", "HASIL YANG DICAPAI", "JUMLAH", "DARI", "SATUAN", "TANGGAPAN", "ID")
JUDUL_HASIL = ("HASIL KERJA", "KUNCI")
_LEBAR = (16, 52, 60, 10, 10, 14, 34, 10)
_KOSONG = 300
"""Empty rows that are ready to be written into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLembarJurnal:
    """What the workbook shows: rows in the order of ``JUDUL`` without its last cell, their ids, the choices, the words.

    ``baru`` are the ids of the empty rows below.
    ``pemilik`` names the person for the program; it stands in the hidden column with the ids.
    """

    nama: str
    pemilik: str
    baris: Sequence[tuple[str, Sequence[str]]]
    pilihan: Sequence[tuple[str, str]]
    cara: Sequence[str]
    baru: Sequence[str] = ()


def render_lembar_jurnal(form: FormLembarJurnal) -> bytes:
    """Return the workbook as XLSX; every cell is text, so that no day and no ``1.234`` turns into something else."""
    # Loaded at the first workbook, not at the start of the program.
    import xlsxwriter

    keluar = io.BytesIO()
    pilihan = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(keluar, pilihan) as buku:
        teks = buku.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        kepala = buku.add_format({"bold": True, "bg_color": "#DCECEE", "valign": "top"})
        abu = buku.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "font_color": "#4B5856"})
        lembar = buku.add_worksheet(LEMBAR)
        for ke, lebar in enumerate(_LEBAR):
            lembar.set_column(ke, ke, lebar, teks, {"hidden": ke == len(_LEBAR) - 1})
        for ke, kata in enumerate((*JUDUL[:-1], f"{JUDUL[-1]} {form.pemilik}")):
            lembar.write_string(0, ke, kata, kepala)
        for nomor, (ref, sel) in enumerate(form.baris, 1):
            for ke, isi in enumerate(sel):
                lembar.write_string(nomor, ke, isi[:SEL_MAKS], abu if ke == len(sel) - 1 else teks)
            lembar.write_string(nomor, len(JUDUL) - 1, ref, teks)
        for nomor, ref in enumerate(form.baru, len(form.baris) + 1):
            lembar.write_string(nomor, len(JUDUL) - 1, ref, teks)
        terakhir = len(form.baris) + max(_KOSONG, len(form.baru))
        if form.pilihan:
            lembar.data_validation(
                1,
                1,
                terakhir,
                1,
                {
                    "validate": "list",
                    "source": f"='{LEMBAR_HASIL}'!$A$2:$A${len(form.pilihan) + 1}",
                    "error_title": "Hasil kerja",
                    "error_message": "Pilih dari daftar hasil kerja di SKP.",
                    "error_type": "warning",
                },
            )
        lembar.freeze_panes(1, 0)
        daftar = buku.add_worksheet(LEMBAR_HASIL)
        daftar.set_column(0, 0, 110, teks)
        daftar.set_column(1, 1, 10, teks, {"hidden": True})
        for ke, kata in enumerate(JUDUL_HASIL):
            daftar.write_string(0, ke, kata, kepala)
        for nomor, (kunci, kata) in enumerate(form.pilihan, 1):
            daftar.write_string(nomor, 0, kata[:SEL_MAKS], teks)
            daftar.write_string(nomor, 1, kunci, teks)
        cara = buku.add_worksheet(LEMBAR_CARA)
        cara.set_column(0, 0, 110, teks)
        cara.write_string(0, 0, f"Lembar jurnal {form.nama}", kepala)
        for nomor, kata in enumerate(form.cara, 1):
            cara.write_string(nomor, 0, kata, teks)
    return keluar.getvalue()

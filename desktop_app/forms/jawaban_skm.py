"""The raw answers of a survey as a workbook, and beside them the index as formulas that anybody can follow."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.forms.tabel import SEL_MAKS

LEMBAR, LEMBAR_HITUNG = "Jawaban", "Hitungan"
KEPALA = ("NOMOR", "TANGGAL", "JAM", "JENIS KELAMIN", "USIA", "PENDIDIKAN", "PEKERJAAN", "LAYANAN")


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisJawaban:
    """One respondent: the cells of the head in the order of ``KEPALA``, marks by column (None: blank), suggestion."""

    kepala: Sequence[str]
    nilai: Sequence[int | None]
    saran: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormJawaban:
    """``kolom`` are code and name of each question; the first ``unsur`` of them count in the index.

    ``hasil`` are mean by column and the IKM as the program has them, kept in the cells until somebody recalculates.
    """

    nama: str
    kolom: Sequence[tuple[str, str]]
    unsur: int
    baris: Sequence[BarisJawaban]
    nrr: Sequence[float | None]
    ikm: float | None


def render_jawaban(form: FormJawaban) -> bytes:
    """Return the workbook as XLSX; words are text that never becomes a formula, marks are numbers."""
    # Loaded at the first workbook, not at the start of the program.
    import xlsxwriter
    from xlsxwriter.utility import xl_col_to_name

    keluar = io.BytesIO()
    pilihan = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(keluar, pilihan) as buku:
        teks, kepala = buku.add_format({"num_format": "@"}), buku.add_format({"bold": True, "text_wrap": True})
        lembar = buku.add_worksheet(LEMBAR)
        awal = len(KEPALA)
        for ke, kata in enumerate((*KEPALA, *(kode for kode, _ in form.kolom), "SARAN")):
            lembar.write_string(0, ke, kata, kepala)
        for nomor, satu in enumerate(form.baris, 1):
            for ke, sel in enumerate(satu.kepala):
                lembar.write_string(nomor, ke, sel[:SEL_MAKS], teks)
            for ke, nilai in enumerate(satu.nilai):
                if nilai is not None:
                    lembar.write_number(nomor, awal + ke, nilai)
            lembar.write_string(nomor, awal + len(form.kolom), satu.saran[:SEL_MAKS], teks)
        lembar.freeze_panes(1, 1)
        hitung = buku.add_worksheet(LEMBAR_HITUNG)
        hitung.set_column(1, 1, 50)
        dua = buku.add_format({"num_format": "0.00"})
        for ke, kata in enumerate(("KODE", "UNSUR", "YANG MENJAWAB", "JUMLAH", "NRR", "NRR TERTIMBANG")):
            hitung.write_string(0, ke, kata, kepala)
        for nomor, (kode, nama) in enumerate(form.kolom, 1):
            huruf = xl_col_to_name(awal + nomor - 1)
            sel = f"{LEMBAR}!{huruf}2:{huruf}{len(form.baris) + 1}"
            nrr = form.nrr[nomor - 1]
            isi = [satu.nilai[nomor - 1] for satu in form.baris]
            ada = [nilai for nilai in isi if nilai is not None]
            hitung.write_string(nomor, 0, kode)
            hitung.write_string(nomor, 1, nama[:SEL_MAKS])
            hitung.write_formula(nomor, 2, f"=COUNT({sel})", None, len(ada))
            hitung.write_formula(nomor, 3, f"=SUM({sel})", None, sum(ada))
            kosong = nrr if nrr is not None else ""
            hitung.write_formula(nomor, 4, f'=IF(C{nomor + 1}=0,"",D{nomor + 1}/C{nomor + 1})', dua, kosong)
            if nomor <= form.unsur:
                berat = nrr / form.unsur if nrr is not None else ""
                hitung.write_formula(nomor, 5, f'=IF(E{nomor + 1}="","",E{nomor + 1}/{form.unsur})', dua, berat)
        akhir, penuh = form.unsur + 1, f"COUNT(E2:E{form.unsur + 1})={form.unsur}"
        bawah = len(form.kolom) + 2
        ada_ikm = form.ikm is not None
        hitung.write_string(bawah, 1, "Nilai indeks", kepala)
        indeks = sum(n or 0.0 for n in form.nrr[: form.unsur]) / form.unsur if ada_ikm else ""
        hitung.write_formula(bawah, 4, f'=IF({penuh},SUM(F2:F{akhir}),"")', None, indeks)
        hitung.write_string(bawah + 1, 1, "IKM", kepala)
        rumus = f'=IF(E{bawah + 1}="","",ROUND(E{bawah + 1}*25,2))'
        hitung.write_formula(bawah + 1, 4, rumus, dua, form.ikm if form.ikm is not None else "")
    return keluar.getvalue()

"""Pages about evaluation documents and the export for re-keying: every name, every judgement, text cells only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from desktop_app.domain.istilah_kinerja import JenisPeristiwa as J
from desktop_app.domain.penilaian import RealisasiIndikator
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.forms.values import Kertas
from desktop_app.services.dokumen_evaluasi import record_peristiwa
from desktop_app.services.dokumen_evaluasi_cetak import note_lembar, print_ketepatan, print_tanda_terima
from desktop_app.services.isi_ulang import (
    KOLOM_PENILAIAN,
    KOLOM_SKP,
    BahanIsiUlang,
    export_isi_ulang,
    golru_of,
    list_isi_ulang,
    print_isi_ulang,
)
from desktop_app.services.penilaian import advance_penilaian
from tests.services.dunia_kantor import AKHIR, Dunia, edit, rate
from tests.services.kantor_berperan import NAMA, NIP, Berperan, at, filled
from tests.services.refusal import code_of


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office in which the evaluations of ``saya`` and ``staf`` are final since 10 April."""
    berperan = filled(dunia)
    for orang in (berperan.saya, berperan.staf):
        reached = (RealisasiIndikator(id="i1", realisasi="14 buku tersusun"),)
        edit(berperan.kantor, orang.penilaian, **rate(), realisasi=reached)
        advance_penilaian(berperan.kantor, orang.penilaian, "finalkan", tanggal=AKHIR)
    at(berperan.kantor, 2026, 12, 1)
    return berperan


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, blanks and breaks as one blank."""
    with PdfDocument(pdf) as buku:
        return " ".join(" ".join(halaman.get_textpage().get_text_bounded() for halaman in buku).split())


def test_that_a_receipt_holds_many_names_and_who_received_already(berperan: Berperan) -> None:
    kantor, semua = berperan.kantor, [berperan.saya.penilaian, berperan.staf.penilaian]
    record_peristiwa(kantor, semua[:1], J.DITERIMA, date(2026, 4, 15))
    lembar = print_tanda_terima(kantor, semua)
    teks = text_of(lembar.pdf)
    assert "TANDA TERIMA DOKUMEN EVALUASI KINERJA PEGAWAI" in teks
    assert all(NAMA[satu] in teks for satu in ("saya", "staf"))
    assert NAMA["asing"] not in teks
    assert teks.count("15 April 2026") == 1
    assert teks.count("D.1.1") == 2
    assert (lembar.orang, len(PdfDocument(lembar.pdf))) == (2, 1)
    assert lembar.pdf == print_tanda_terima(kantor, semua).pdf
    assert print_tanda_terima(kantor, semua, Kertas.A4).pdf != lembar.pdf
    rows = kantor.store.audit_head()[0]
    note_lembar(kantor, lembar)
    assert kantor.store.audit_head()[0] == rows + 1
    assert code_of(lambda: print_tanda_terima(kantor, [])) == "tanda_terima_kosong"
    assert code_of(lambda: print_tanda_terima(kantor, [berperan.asing.penilaian])) == "dokumen_belum_final"


def test_that_the_page_on_deadlines_says_what_is_proven_by_what_and_where_it_stands(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    record_peristiwa(kantor, [nilai], J.DISERAHKAN, date(2026, 4, 14))
    record_peristiwa(kantor, [nilai], J.DITERIMA, date(2026, 4, 13))
    teks = text_of(print_ketepatan(kantor, "2026-TW1").pdf)
    assert "KETEPATAN WAKTU EVALUASI KINERJA" in teks
    assert "Triwulan I 2026" in teks
    assert "pasti tepat waktu" in teks
    assert "13 April 2026 (diragukan)" in teks
    assert "tidak dapat dibuktikan" in teks
    assert "halaman 114 angka 5" in teks
    assert "halaman 115 angka 7" in teks
    assert "Hari libur 2026 belum diisi" in teks
    assert "Untuk kabupaten" in teks
    at(kantor, 1980, 1, 1)
    assert "jam komputer diragukan" in text_of(print_ketepatan(kantor, "2026-TW1").pdf)


def test_that_an_employee_prints_his_own_lines_alone(berperan: Berperan) -> None:
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        teks = text_of(print_ketepatan(kantor, "2026-TW1").pdf)
        assert NAMA["staf"] in teks
        assert NAMA["saya"] not in teks
        assert code_of(lambda: print_tanda_terima(kantor, [berperan.saya.penilaian])) == "wewenang_kurang"
        assert [baris[1] for baris in list_isi_ulang(kantor, BahanIsiUlang.PENILAIAN, "2026-TW1").baris] == [
            NIP["staf"]
        ]


def test_that_the_lists_have_the_columns_of_the_national_exports_as_text(berperan: Berperan, tmp_path: Path) -> None:
    kantor = berperan.kantor
    berkas = tmp_path / "nilai.xlsx"
    rows = kantor.store.audit_head()[0]
    assert export_isi_ulang(kantor, BahanIsiUlang.PENILAIAN, "2026-tw1", berkas) == 2
    assert kantor.store.audit_head()[0] == rows + 1
    judul, *isi = CalamineWorkbook.from_path(berkas).get_sheet_by_name("Laporan Penilaian SKP").to_python()
    assert tuple(judul) == KOLOM_PENILAIAN
    satu = dict(zip(KOLOM_PENILAIAN, next(baris for baris in isi if baris[1] == NIP["staf"]), strict=True))
    assert satu["nama"] == NAMA["staf"]
    assert (satu["hasil_kerja"], satu["hasil_akhir"]) == ("SESUAI EKSPEKTASI", "BAIK")
    assert (satu["pegawai_atasan_nip"], satu["pegawai_atasan_nama"]) == (NIP["saya"], NAMA["saya"])
    assert (satu["waktu_dinilai"], satu["is_skp_plt_plh_pjb"]) == ("2026-04-10", "Tidak")
    assert satu["skp_jenis_jabatan"] == "Pelaksana"
    assert {satu[nama] for nama in KOLOM_PENILAIAN if nama == "id" or nama.endswith("_id")} == {""}
    skp = tmp_path / "skp.xlsx"
    assert export_isi_ulang(kantor, BahanIsiUlang.SKP, "2026", skp) == 3
    judul, *isi = CalamineWorkbook.from_path(skp).get_sheet_by_name("Laporan SKP").to_python()
    assert tuple(judul) == KOLOM_SKP
    assert {baris[6] for baris in isi} == {"persetujuan"}
    assert all(isinstance(baris[1], str) and len(baris[1]) == 18 for baris in isi), "a NIP is text, not a number"
    assert code_of(lambda: list_isi_ulang(kantor, BahanIsiUlang.PENILAIAN, "2026-TW3")) == "isi_ulang_kosong"


def test_that_the_page_for_the_clerk_follows_the_screens_of_the_national_system(berperan: Berperan) -> None:
    hasil = print_isi_ulang(berperan.kantor, berperan.staf.penilaian)
    teks = text_of(hasil.pdf)
    urut = [
        *("1. Identitas pegawai", NAMA["staf"], "2. SKP: rencana", "Laporan pelayanan tersusun", "Jumlah laporan"),
        *("12 buku", "3. Realisasi", "14 buku tersusun", "4. Rating", "SESUAI EKSPEKTASI", "5. Predikat", "BAIK"),
        *("6. Penilai", NAMA["saya"]),
    ]
    tempat = 0
    for satu in urut:
        tempat = teks.index(satu, tempat)
    assert "CEK" in teks
    assert len(PdfDocument(hasil.pdf)) == 1
    assert "draf" not in teks
    assert "draf" in text_of(print_isi_ulang(berperan.kantor, berperan.asing.penilaian).pdf)


@pytest.mark.parametrize(
    ("pangkat", "golru"),
    [("Penata Muda (III/a)", "III/a"), ("Pembina (IV/a)", "IV/a"), ("IX", "IX"), ("Penata", ""), ("", ""), ("V", "V")],
)
def test_that_the_rank_column_holds_the_golongan_alone(pangkat: str, golru: str) -> None:
    assert golru_of(pangkat) == golru

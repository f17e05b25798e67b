"""The survey's papers: what stands on them, numbers that a scanner reads, long runs that hold one sheet at a time."""

from __future__ import annotations

import gc
import io
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from python_calamine import CalamineWorkbook

from desktop_app.domain.istilah_pengembangan import UnsurSkm
from desktop_app.forms.jawaban_skm import BarisJawaban, FormJawaban, render_jawaban
from desktop_app.forms.kuesioner_skm import make_sheets
from desktop_app.forms.page import Page
from desktop_app.forms.skm import render_kode_skm, render_kuesioner, render_laporan_skm, render_pengumuman_skm
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_skm import FormKodeSkm, FormKuesioner, FormLaporanSkm, TanyaCetak, TitikCetak
from desktop_app.regulation.skm import skm_in_force

ATURAN = skm_in_force()
HARI = date(2026, 11, 3)


def questionnaires(
    lembar: int, layanan: tuple[str, ...] = ("Surat pengantar", "Izin"), tambahan: int = 0
) -> FormKuesioner:
    """Return a run of ``lembar`` sheets of the official questions and additional ones."""
    lain = [
        TanyaCetak(nomor=10 + n, teks="Pertanyaan tambahan " * 9, pilihan=("a", "b", "c", "d")) for n in range(tambahan)
    ]
    return FormKuesioner(
        instansi="PEMERINTAH KABUPATEN CONTOH",
        kantor="Kecamatan Contoh",
        nama="SKM Contoh",
        layanan=layanan,
        pertanyaan=[*(TanyaCetak(nomor=p.nomor, teks=p.teks, pilihan=p.pilihan) for p in ATURAN.pertanyaan), *lain],
        kelamin=("L", "P"),
        pendidikan=tuple(ATURAN.pendidikan.values()),
        pekerjaan=tuple(ATURAN.pekerjaan.values()),
        jam=tuple(ATURAN.jam.values()),
        lembar=[(f"412 {n:04d} 35", f"412{n:04d}35") for n in range(1, lembar + 1)],
        tanggal_berkas=HARI,
    )


def words(pdf: bytes) -> list[str]:
    """Return the text of each page, line breaks as spaces."""
    with pypdfium2.PdfDocument(pdf) as dokumen:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in dokumen]


@pytest.mark.parametrize("kertas", Kertas, ids=str)
def test_that_a_sheet_is_one_page_with_the_exact_questions_and_labels_and_no_name(kertas: Kertas) -> None:
    halaman = words(render_kuesioner(questionnaires(2), kertas=kertas))
    assert len(halaman) == 2
    for satu in ATURAN.pertanyaan:
        assert satu.teks in halaman[0]
        assert all(kata in halaman[0] for kata in satu.pilihan)
    tempat = [halaman[0].index(satu.teks) for satu in ATURAN.pertanyaan]
    assert tempat == sorted(tempat)
    for kata in ("Tanggal survei", "08.00 – 12.00", "Jenis kelamin", "Usia", "WIRAUSAHA", "S3", "412 0001 35"):
        assert kata in halaman[0]
    assert "412 0002 35" in halaman[1]
    assert "412 0001" not in halaman[1]
    assert "Halaman" not in halaman[0]
    assert not any(kata in halaman[0] for kata in ("Nama responden", "Nama:", "Alamat", "NIK"))


def test_that_a_scanner_reads_the_number_and_its_check_digits() -> None:
    with pypdfium2.PdfDocument(render_kuesioner(questionnaires(1))) as dokumen:
        gambar = dokumen[0].render(scale=2.5).to_pil()
    (kode,) = zxingcpp.read_barcodes(gambar)
    assert kode.text == "412000135"


def test_that_many_services_and_questions_go_on_to_a_second_page_that_says_the_number() -> None:
    banyak = tuple(f"Layanan nomor {n} dengan nama yang cukup panjang" for n in range(9))
    halaman = words(render_kuesioner(questionnaires(2, banyak, tambahan=3)))
    assert len(halaman) == 4
    assert "Lembar nomor 412 0001 35, lanjutan" in halaman[1]
    assert "Lembar nomor 412 0002 35, lanjutan" in halaman[3]


@pytest.mark.parametrize("jumlah", [4, 6])
def test_that_a_handful_of_services_with_long_names_leaves_the_sheet_one_page(jumlah: int) -> None:
    layanan = tuple(f"Rekomendasi izin keramaian dan hajatan warga bagian {n} di desa" for n in range(jumlah))
    (halaman,) = words(render_kuesioner(questionnaires(1, layanan)))
    assert all(satu in halaman for satu in layanan)
    assert "Saran dan masukan" in halaman


@pytest.mark.parametrize("jumlah", [*range(7, 13), 70])
def test_that_every_page_of_a_long_sheet_says_its_number(jumlah: int) -> None:
    layanan = tuple(f"Rekomendasi izin keramaian dan hajatan warga bagian {n} di desa" for n in range(jumlah))
    pertama, *lain = words(render_kuesioner(questionnaires(1, layanan)))
    assert "412 0001 35" in pertama
    assert all("Lembar nomor 412 0001 35, lanjutan" in satu for satu in lain)


def test_that_a_long_run_holds_one_sheet_at_a_time() -> None:
    lembar = make_sheets(questionnaires(40), Kertas.A4)
    jumlah = 0
    for _ in lembar:
        jumlah += 1
        if jumlah == len(lembar):
            assert sum(isinstance(o, Page) for o in gc.get_objects()) < 10
    assert jumlah == len(lembar) == 40


def test_that_slips_are_cut_from_pages_of_twenty_four() -> None:
    form = FormKodeSkm(
        instansi="", kantor="Kecamatan Contoh", nama="SKM", kode=[f"123 456 {n:04d}" for n in range(25)],
        sampai="Berlaku sampai 30 November 2026", tanggal_berkas=HARI,
    )  # fmt: skip
    halaman = words(render_kode_skm(form))
    assert [satu.count("123 456") for satu in halaman] == [24, 1]


def report(**ubah: object) -> FormLaporanSkm:
    """Return a report with every table filled."""
    bawaan: dict[str, object] = {
        "instansi": "PEMERINTAH KABUPATEN CONTOH",
        "kantor": "Kecamatan Contoh",
        "nama": "SKM Contoh",
        "masa": "1 Juli 2026 s.d. 30 November 2026",
        "dasar": ATURAN.nama,
        "bab": ATURAN.bab,
        "layanan": "Surat pengantar",
        "uraian": [(u.kode.value, u.nama, u.uraian or "–") for u in ATURAN.unsur],
        "pengumpulan": [("Masa survei", "Juli")],
        "profil": [("Jenis kelamin", [("L", "1", "50,0%"), ("P", "1", "50,0%")])],
        "unsur": [(u.kode.value, u.nama, "2", "6", "3,00", "0,333") for u in ATURAN.unsur],
        "nrr": [(u.kode.value, 3.0) for u in ATURAN.unsur],
        "indeks": "3,0000",
        "ikm": "75,00",
        "mutu": "C",
        "kinerja": "Kurang baik",
        "tanpa_ikm": "",
        "responden": 2,
        "kelamin": "L: 1, P: 1",
        "pendidikan": "SMA: 2",
        "per_layanan": [("Surat pengantar", "2", "75,00", "C")],
        "tambahan": [("Transparansi", "2", "3,50", "0 / 0 / 1 / 1")],
        "terendah": "Unsur terendah: U3 Waktu Penyelesaian (NRR 3,00).",
        "analisis": "Antrean panjang.\n" * 60,
        "rencana": "",
        "tren": [TitikCetak(nama=f"SKM {n}", selesai="x", ikm=70.0 + n, teks="7", mutu="C") for n in range(11)],
        "mutu_tabel": [("A", "88,31 – 100,00", "Sangat baik")],
        "catatan": ["Responden kurang."],
        "tempat": "Contoh",
        "tanggal": "3 Desember 2026",
        "tanggal_berkas": HARI,
    }
    return FormLaporanSkm(**{**bawaan, **ubah})  # type: ignore[arg-type]


def test_that_the_report_has_its_five_chapters_and_prints_no_definition_that_is_not_certain() -> None:
    teks = " ".join(words(render_laporan_skm(report())))
    tempat = [teks.index(f"BAB {nomor} {judul}") for nomor, judul in ATURAN.bab]
    assert tempat == sorted(tempat)
    for kata in (
        "75,00",
        "Kurang baik",
        "NRR TERTIMBANG",
        "Transparansi",
        "Rencana tindak lanjut belum ditulis",
        "SKM 10",
    ):
        assert kata in teks
    assert [u.kode for u in ATURAN.unsur if not u.uraian] == [UnsurSkm.U4, UnsurSkm.U5, UnsurSkm.U9]
    assert render_laporan_skm(report()) == render_laporan_skm(report())


def test_that_a_result_without_an_index_says_why_on_report_and_notice() -> None:
    kurang = "IKM belum dapat dihitung: belum ada jawaban untuk U8."
    form = report(
        ikm="", indeks="", mutu="", kinerja="", tanpa_ikm=kurang, nrr=[("U8", 0.0)], tren=[], belum_ditutup=True
    )
    for pdf in (render_laporan_skm(form), render_pengumuman_skm(form)):
        teks = " ".join(words(pdf))
        assert kurang in teks
        assert "DRAF" in teks
    (halaman,) = words(render_pengumuman_skm(report()))
    assert "NILAI IKM 75,00" in halaman


def test_that_words_of_respondents_never_become_formulas_and_figures_stand_beside_them() -> None:
    kepala = ("412 0001 35", "2026-11-03", "", "P", "30", "SMA", "PNS", "KTP")
    form = FormJawaban(
        nama="SKM",
        kolom=[(u.value, u.value) for u in UnsurSkm] + [("q10", "Tambahan")],
        unsur=9,
        baris=[BarisJawaban(kepala=kepala, nilai=[3] * 9 + [None], saran='=HYPERLINK("http://x")')],
        nrr=[3.0] * 9 + [None],
        ikm=75.0,
    )
    buku = CalamineWorkbook.from_filelike(io.BytesIO(render_jawaban(form)))
    baris = buku.get_sheet_by_name("Jawaban").to_python()
    assert (baris[1][8], baris[1][-1]) == (3.0, '=HYPERLINK("http://x")')
    hitung = buku.get_sheet_by_name("Hitungan").to_python()
    assert (hitung[1][2:6], hitung[-1][4]) == ([1.0, 3.0, 3.0, 3.0 / 9], 75.0)


@pytest.mark.parametrize("baris", range(0, 40, 5))
def test_that_no_heading_of_the_report_stands_alone_at_the_foot_of_a_page(baris: int) -> None:
    form = report(
        profil=[(f"Bagian {n}", [("L", "1", "50,0%"), ("P", "1", "50,0%")]) for n in range(3)],
        pengumpulan=[("Masa survei", "Juli")] * baris,
        analisis="Antrean panjang.\n" * baris,
        rencana="Dua loket.",
    )
    judul = (
        "BAB ", "Bagian ", "Batas mutu pelayanan", "IKM menurut layanan", "Pertanyaan tambahan", "Tren IKM",
        "Nilai rata-rata", "Unsur yang ditanyakan", "Rencana tindak lanjut", "Unsur dengan",
    )  # fmt: skip
    with pypdfium2.PdfDocument(render_laporan_skm(form)) as dokumen:
        for page in dokumen:
            kata = [satu.strip() for satu in page.get_textpage().get_text_range().splitlines() if satu.strip()]
            isi = [satu for satu in kata if not satu.startswith(("Halaman", "Kecamatan Contoh – SKM"))]
            assert not isi[-1].startswith(judul), isi[-1]

"""The forms look like the regulation's pages: columns, heads, words in their cells, order of blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace as change

from desktop_app.domain.istilah import CapaianOrganisasi, JenisHasil, Rating
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.periode import parse_periode
from desktop_app.forms import render_dokumen, render_evaluasi, render_skp
from desktop_app.forms.values import FormDokumen, FormEvaluasi, FormSkp, Kertas

Read = Callable[[bytes], list[Any]]
SIZES = {
    (Kertas.F4, True): (936.0, 612.0),
    (Kertas.F4, False): (612.0, 936.0),
    (Kertas.A4, True): (841.89, 595.28),
    (Kertas.A4, False): (595.28, 841.89),
}
# Verticals of the regulation's own pages, in points.
A17_IDENTITY = [64, 92, 240, 490, 518, 666, 886]
A17_HASIL = [64, 92, 248, 532, 638, 780, 886]
A17_PERILAKU = [63, 99, 482, 886]
C13_IDENTITY = [36, 70, 247, 481, 516, 686, 906]
C13_HASIL = [36, 76, 197, 298, 369, 503, 603, 716, 906]
C13_PERILAKU = [30, 72, 490, 710, 901]
D11 = [80, 101, 292, 306, 547]


def near(found: list[float], wanted: list[int], scale: float = 1.0) -> bool:
    return len(found) == len(wanted) and all(abs(a - b * scale) <= 2 for a, b in zip(found, wanted, strict=True))


def strip(page: Any, words: str) -> list[float]:
    """The upright rules beside the first line of ``words``."""
    _, top = page.find(words)
    return list(page.verticals(top + 1, top + 5))


@pytest.mark.parametrize("kertas", list(Kertas))
def test_that_paper_and_orientation_are_those_of_the_regulation(
    kertas: Kertas, contoh_skp: FormSkp, contoh_evaluasi: FormEvaluasi, contoh_dokumen: FormDokumen, read: Read
) -> None:
    made = [
        (render_skp(contoh_skp, kertas=kertas), True),
        (render_evaluasi(contoh_evaluasi, kertas=kertas), True),
        (render_dokumen(contoh_dokumen, kertas=kertas), False),
    ]
    for data, landscape in made:
        for page in read(data):
            assert (page.width, page.height) == pytest.approx(SIZES[kertas, landscape], abs=0.02)


@pytest.mark.parametrize(("kertas", "scale"), [(Kertas.F4, 1.0), (Kertas.A4, 841.89 / 936)])
def test_that_the_columns_of_the_landscape_forms_stand_where_the_regulation_has_them(
    kertas: Kertas, scale: float, contoh_skp: FormSkp, contoh_evaluasi: FormEvaluasi, read: Read
) -> None:
    skp = read(render_skp(contoh_skp, kertas=kertas))
    assert near(strip(skp[0], "UNIT KERJA"), A17_IDENTITY, scale)
    assert near(strip(skp[0], "Kualitas"), A17_HASIL, scale)
    assert near(strip(skp[0], "(1)"), A17_HASIL, scale)
    perilaku = next(page for page in skp if "PERILAKU KERJA**" in page.text)
    assert near(strip(perilaku, "Ekspektasi Khusus Pimpinan:"), A17_PERILAKU, scale)
    evaluasi = read(render_evaluasi(contoh_evaluasi, kertas=kertas))
    assert near(strip(evaluasi[0], "UNIT KERJA"), C13_IDENTITY, scale)
    assert near(strip(evaluasi[1], "Kualitas"), C13_HASIL, scale)
    perilaku = next(page for page in evaluasi if "Ekspektasi Khusus" in page.text)
    assert near(strip(perilaku, "Ekspektasi Khusus Pimpinan:"), C13_PERILAKU, scale)


def test_that_the_columns_of_the_evaluation_document_stand_where_the_regulation_has_them(
    contoh_dokumen: FormDokumen, read: Read
) -> None:
    (page,) = read(render_dokumen(contoh_dokumen))
    assert near(strip(page, "UNIT KERJA"), D11)
    assert near(strip(page, "PREDIKAT KINERJA PEGAWAI"), D11)


def test_that_the_skp_prints_the_words_of_the_worked_example_cell_by_cell(contoh_skp: FormSkp, read: Read) -> None:
    pages = read(render_skp(contoh_skp))
    first = pages[0]
    assert first.box(60, 90, 890, 160).startswith(
        "SASARAN KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
    )
    assert "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026" in first.text
    _, row = first.find("JABATAN")
    y = first.find("UNIT KERJA")[1]
    assert first.box(240, y - 3, 490, y + 12) == "DIREKTORAT II"
    assert first.box(666, y - 3, 886, y + 12) == "DIREKTORAT II"
    assert row < y
    _, top = first.find("Kualitas")
    assert first.box(248, top - 2, 532, 530) == (
        "Aplikasi SIMBG menjalankan bisnis proses dan SLA (service level agreement) sesuai NSPK yang reliable dan "
        "user-friendly"
    )
    assert first.box(638, top - 2, 780, top + 24) == "Tingkat kesesuaian fitur aplikasi dengan NSPK"
    assert first.box(780, top - 2, 886, top + 12) == "80 – 90%"
    _, waktu = first.find("Waktu")
    assert first.box(780, waktu - 2, 886, waktu + 12) == "7-8 bulan"
    # The leader's result goes on beside the next page's rows, as on the regulation's pages 151 and 152.
    assert first.box(92, top - 2, 248, 530).endswith("yang Nilai Indeks Penyelenggaraan")
    _, band = pages[1].find("A. UTAMA")
    assert pages[1].box(92, band + 12, 248, band + 42) == "Bangunan Gedung minimal Baik"
    assert "(dapat ditambahkan pada tahun berjalan)" in pages[2].text
    last = pages[-1].text
    assert "Jakarta, 15 Januari 2026" in last
    assert "NIP. 198001012005011001" in last
    assert "** Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja" in last


def test_that_heads_are_repeated_on_each_page(contoh_skp: FormSkp, contoh_evaluasi: FormEvaluasi, read: Read) -> None:
    skp = read(render_skp(contoh_skp))
    for page in skp[1:3]:
        assert page.text.startswith("HASIL KERJA NO. RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*")
        assert "(1) (2) (3) (4) (5) (6) A. UTAMA" in page.text
    for page in skp[3:]:
        assert page.text.startswith("PERILAKU KERJA**")
    evaluasi = read(render_evaluasi(contoh_evaluasi))
    for page in evaluasi[1:4]:
        assert page.text.startswith("HASIL KERJA No. RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI")
        assert "(7) (8)" in page.text
    for page in evaluasi[4:]:
        assert page.text.startswith("PERILAKU KERJA UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG")


def test_that_the_evaluation_has_its_blocks_in_order_and_prints_only_what_was_chosen(
    contoh_evaluasi: FormEvaluasi, read: Read
) -> None:
    text = " ".join(page.text for page in read(render_evaluasi(contoh_evaluasi)))
    order = [
        "HASIL EVALUASI KINERJA PEGAWAI",
        "PERIODE***: TRIWULAN IV",
        "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026",
        "PEGAWAI YANG DINILAI",
        "CAPAIAN KINERJA ORGANISASI* BAIK",
        "POLA DISTRIBUSI",
        "DENGAN CAPAIAN KINERJA ORGANISASI BAIK",
        "A. UTAMA",
        "Pimpinan: bagus! Pertahankan",
        "B. TAMBAHAN",
        "RATING HASIL KERJA* SESUAI EKSPEKTASI**",
        "PERILAKU KERJA UMPAN BALIK",
        "Pimpinan (nama): yang bersangkutan",
        "RATING PERILAKU KERJA* DIBAWAH EKSPEKTASI**",
        "PREDIKAT KINERJA PEGAWAI* KURANG (MISCONDUCT)",
        "Jakarta, 31 Desember 2026 Pejabat Penilai Kinerja",
        "* pilih salah satu",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert "DIATAS EKSPEKTASI" not in text
    assert "SANGAT KURANG" not in text


@pytest.mark.parametrize("capaian", list(CapaianOrganisasi))
def test_that_the_curve_has_five_categories_and_follows_the_achievement(
    capaian: CapaianOrganisasi, contoh_evaluasi: FormEvaluasi, read: Read
) -> None:
    penilaian = change(contoh_evaluasi.penilaian, capaian_organisasi=capaian)
    page = read(render_evaluasi(replace(contoh_evaluasi, penilaian=penilaian)))[0]
    aturan = contoh_evaluasi.aturan
    assert f"CAPAIAN KINERJA ORGANISASI {aturan.label_capaian[capaian]}" in page.text
    for words in ("Frekuensi Pegawai", "Predikat Kinerja Pegawai", "Misconduct", "Perbaikan"):
        assert words in page.text
    knots = page.curve[::3]
    assert len(knots) == 5
    steps = [b[0] - a[0] for a, b in pairwise(knots)]
    assert steps == pytest.approx([steps[0]] * 4, abs=0.1)
    # Up the page is less; one tenth of the scale is the same height everywhere.
    heights = aturan.kurva[capaian]
    peak, low = max(heights), min(heights)
    unit = (max(y for _, y in knots) - min(y for _, y in knots)) / (peak - low)
    assert [(knots[0][1] - y) / unit for _, y in knots] == pytest.approx([h - heights[0] for h in heights], abs=0.2)
    floor = page.find("Frekuensi")[1] + 200
    assert all(y < floor for _, y in page.curve)


@pytest.mark.parametrize(
    ("kode", "line"),
    [("2026-TW1", "PERIODE***: TRIWULAN I "), ("2026-B06", "PERIODE***: BULAN JUNI"), ("2026", "PERIODE***: AKHIR")],
)
def test_that_the_period_line_names_the_period(kode: str, line: str, contoh_evaluasi: FormEvaluasi, read: Read) -> None:
    form = replace(contoh_evaluasi, periode=parse_periode(kode))
    assert line in read(render_evaluasi(form))[0].text


def test_that_an_open_draft_leaves_lines_to_write_on_and_is_marked(contoh_evaluasi: FormEvaluasi, read: Read) -> None:
    penilaian = change(
        contoh_evaluasi.penilaian, capaian_organisasi=None, rating_hasil=None, rating_perilaku=Rating.SESUAI
    )
    form = replace(contoh_evaluasi, penilaian=penilaian, instansi="", tempat="", tanggal=None, draf=True)
    pages = read(render_evaluasi(form))
    text = " ".join(page.text for page in pages)
    assert "KURVA DISTRIBUSI" not in text
    assert "PREDIKAT KINERJA PEGAWAI* ……" in text
    assert "……, ……" in pages[-1].text
    assert all("DRAF" in page.text for page in pages)
    assert "DRAF" not in read(render_evaluasi(contoh_evaluasi))[0].text


def test_that_numbers_run_on_from_main_to_additional_results(contoh_skp: FormSkp, read: Read) -> None:
    first, second, third = contoh_skp.skp.hasil
    hasil = (first, change(second, jenis=JenisHasil.TAMBAHAN), change(third, jenis=JenisHasil.TAMBAHAN))
    pages = read(render_skp(replace(contoh_skp, skp=change(contoh_skp.skp, hasil=hasil))))
    page = next(page for page in pages if "B. TAMBAHAN" in page.text)
    _, band = page.find("B. TAMBAHAN")
    assert page.box(60, band + 10, 92, 530).split()[0] == "2"


def test_that_an_official_without_nip_has_no_line_for_it(contoh_skp: FormSkp, read: Read) -> None:
    form = replace(contoh_skp, pegawai=Identitas(nama="Contoh Tanpa Nomor"))
    assert "NIP." not in read(render_skp(form))[-1].text


def test_that_the_evaluation_document_has_the_sections_of_the_form(contoh_dokumen: FormDokumen, read: Read) -> None:
    (page,) = read(render_dokumen(contoh_dokumen))
    order = [
        "(LAMBANG GARUDA)",
        "DOKUMEN EVALUASI KINERJA PEGAWAI",
        "PERIODE*: TRIWULAN IV",
        "1. PEGAWAI YANG DINILAI",
        "2. PEJABAT PENILAI KINERJA",
        "3. ATASAN PEJABAT PENILAI KINERJA",
        "4. EVALUASI KINERJA",
        "CAPAIAN KINERJA ORGANISASI : BAIK",
        "PREDIKAT KINERJA PEGAWAI : KURANG (MISCONDUCT)",
        "5. CATATAN/REKOMENDASI",
        "7. Pegawai yang Dinilai",
        "6. Pejabat Penilai Kinerja",
        "* periode disesuaikan dengan periode evaluasi kinerja Pegawai",
    ]
    places = [page.text.find(words) for words in order]
    assert -1 not in places, (order[places.index(-1)], page.text)
    assert places == sorted(places)
    assert page.box(306, page.find("DIREKTUR JENDERAL")[1] - 3, 547, page.find("DIREKTUR JENDERAL")[1] + 12)

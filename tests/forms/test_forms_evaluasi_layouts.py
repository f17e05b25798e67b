"""The evaluation on its three forms looks like the regulation's pages (P6:105-113, 235-240)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from msgspec.structs import replace as change

from desktop_app.domain.istilah import JenisHasil, KelompokSkp, NilaiDasar, Pendekatan, Predikat, SifatHasil
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import (
    HasilPeriodik,
    HasilStudi,
    Penilaian,
    RealisasiIndikator,
    UmpanBalik,
    UmpanBalikPerilaku,
)
from desktop_app.domain.skp import Butir, EkspektasiPerilaku, Indikator, RencanaHasilKerja, Target
from desktop_app.forms import render_evaluasi
from desktop_app.forms.values import FormEvaluasi, Kertas, Segel
from tests.text.naughty import NAUGHTY, is_refusable

Read = Callable[[bytes], list[Any]]
Example = Callable[[str], FormEvaluasi]
JPT, JA = KelompokSkp.JPT_MANDIRI, KelompokSkp.JA_JF
KUAL, KUAN = Pendekatan.KUALITATIF, Pendekatan.KUANTITATIF
LAYOUTS = {"C.1.1": (JPT, KUAL), "C.1.2": (JPT, KUAN), "C.1.3": (JA, KUAN)}
# Verticals of the regulation's own pages, in points (105-113).
IDENTITY = {
    "C.1.1": [51.2, 80.5, 240.3, 455.2, 490.9, 660.8, 873.4],
    "C.1.2": [44.0, 79.9, 242.9, 469.5, 505.0, 660.9, 894.7],
    "C.1.3": [36, 70, 247, 481, 516, 686, 906],
}
RESULTS = {
    "C.1.1": [51.2, 80.5, 455.2, 660.8, 873.4],
    "C.1.2": [44.0, 79.0, 199.9, 384.3, 440.9, 526.0, 696.1, 894.7],
    "C.1.3": [36, 76, 197, 298, 369, 503, 603, 716, 906],
}
VALUES = {
    "C.1.1": [51.2, 80.5, 455.2, 660.8, 873.4],
    "C.1.2": [44.0, 79.7, 441.2, 696.2, 894.7],
    "C.1.3": [30, 72, 490, 710, 901],
}
HEADS = {
    "C.1.1": "HASIL KERJA REALISASI BERDASARKAN BUKTI DUKUNG UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
    "C.1.2": "HASIL KERJA NO. RENCANA HASIL KERJA INDIKATOR KINERJA INDIVIDU TARGET PERSPEKTIF REALISASI BERDASARKAN "
    "BUKTI DUKUNG UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG (1) (2) (3) (4) (5) (6) (7)",
    "C.1.3": "HASIL KERJA No. RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
}


def in_layout(form: FormEvaluasi, kode: str, **fields: Any) -> FormEvaluasi:
    kelompok, pendekatan = LAYOUTS[kode]
    return replace(form, skp=change(form.skp, kelompok=kelompok, pendekatan=pendekatan, **fields))


def of(form: FormEvaluasi, **fields: Any) -> FormEvaluasi:
    return replace(form, penilaian=change(form.penilaian, **fields))


def near(found: list[float], wanted: list[float], scale: float) -> bool:
    return len(found) == len(wanted) and all(abs(a - b * scale) <= 2 for a, b in zip(found, wanted, strict=True))


def strip(page: Any, words: str) -> list[float]:
    _, top = page.find(words)
    return list(page.verticals(top + 1, top + 5))


def text_of(pages: list[Any]) -> str:
    return " ".join(page.text for page in pages)


def many(form: FormEvaluasi) -> tuple[RencanaHasilKerja, ...]:
    return tuple(change(satu, id=f"{n}{satu.id}") for n in range(4) for satu in form.skp.hasil)


@pytest.mark.parametrize(("kertas", "scale"), [(Kertas.F4, 1.0), (Kertas.A4, 841.89 / 936)])
@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_the_columns_stand_where_the_regulation_has_them(
    kode: str, kertas: Kertas, scale: float, contoh_nilai: Example, read: Read
) -> None:
    pages = read(render_evaluasi(in_layout(contoh_nilai("direktur-ii"), kode), kertas=kertas))
    assert all(page.width > page.height for page in pages)
    assert near(strip(pages[0], "PANGKAT/"), IDENTITY[kode], scale)
    results = next(page for page in pages if "A. UTAMA" in page.text)
    assert near(strip(results, "Persentase Pemda" if kode != "C.1.1" else "Meningkatnya"), RESULTS[kode], scale)
    values = next(page for page in pages if "Ekspektasi Khusus" in page.text)
    assert near(strip(values, "Ekspektasi Khusus Pimpinan:"), VALUES[kode], scale)


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_each_form_has_its_titles_labels_and_footnotes(kode: str, contoh_nilai: Example, read: Read) -> None:
    pages = read(render_evaluasi(in_layout(contoh_nilai("direktur-ii"), kode)))
    first, last = pages[0], pages[-1]
    who = {"C.1.2": " BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI", "C.1.1": ""}
    assert first.text.startswith(
        f"HASIL EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA {'KUALITATIF' if kode == 'C.1.1' else 'KUANTITATIF'}"
        f"{who.get(kode, ' BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL')} PERIODE***: TRIWULAN IV"
    )
    assert all(f"Format {kode} PermenPANRB Nomor 6 Tahun 2022" in page.text for page in pages)
    assert ("NIP (*opsional)" in first.text) is (kode != "C.1.3")
    assert (" INSTANSI " in first.box(500, 180, 690, 300) + " ") is (kode == "C.1.2")
    assert ("POLA DISTRIBUSI:" in first.text) is (kode == "C.1.2")
    assert "setia pada NKRI serta" in text_of(pages)
    notes = ["* pilih salah satu", "** rating hasil dan rating perilaku", "*** periode disesuaikan dengan periode"]
    places = [last.text.find(note) for note in notes]
    assert -1 not in places
    assert places == sorted(places)
    assert ("**** perspektif hanya digunakan" in last.text) is (kode == "C.1.1")
    assert "Pegawai yang Dinilai" not in last.text


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_heads_are_repeated_on_each_page(kode: str, contoh_nilai: Example, read: Read) -> None:
    form = contoh_nilai("kepala-puskesmas")
    pages = read(render_evaluasi(in_layout(form, kode, hasil=many(form))))
    first = next(n for n, page in enumerate(pages) if "A. UTAMA" in page.text)
    last = next(n for n, page in enumerate(pages) if "Berorientasi pelayanan" in page.text)
    assert last - first > 2
    for page in pages[first + 1 : last]:
        assert "".join(page.text.split()).startswith("".join(HEADS[kode].split()))
    assert text_of(pages).count("A. UTAMA") == text_of(pages).count("B. TAMBAHAN") == 1
    for page in pages[last + 1 :]:
        assert page.text.startswith("PERILAKU KERJA UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG")


def test_that_the_qualitative_form_says_its_captions_beside_both_bands(contoh_nilai: Example, read: Read) -> None:
    pages = read(render_evaluasi(contoh_nilai("bidan-penyelia")))
    for words, left in (("A. UTAMA", "HASIL KERJA A. UTAMA"), ("B. TAMBAHAN", "B. TAMBAHAN")):
        page = next(page for page in pages if words in page.text)
        top = page.find("REALISASI", nth=0 if words == "A. UTAMA" else page.text.count("REALISASI") - 1)[1]
        assert page.box(51, top - 3, 455, top + 28) == left
        assert page.box(455, top - 3, 661, top + 28) == "REALISASI BERDASARKAN BUKTI DUKUNG"
        assert page.box(661, top - 3, 874, top + 28) == "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"


def test_that_what_was_told_per_indicator_still_prints_beside_its_result(contoh_nilai: Example, read: Read) -> None:
    form = contoh_nilai("bidan-penyelia")
    said = (UmpanBalik(id="u", sumber="Pimpinan", teks="Baik sekali"),)
    old = (
        RealisasiIndikator(id="h1i1", realisasi="Terlayani semua"),
        RealisasiIndikator(id="h1i3", realisasi="Tiga komplain", umpan_balik=said),
    )
    text = text_of(read(render_evaluasi(of(form, realisasi=old))))
    assert "Terlayani semua Tiga komplain" in text
    assert "Pimpinan: Baik sekali" in text
    both = (*old, RealisasiIndikator(id="h1", realisasi="Untuk seluruh hasil"))
    text = text_of(read(render_evaluasi(of(form, realisasi=both))))
    assert "Untuk seluruh hasil" in text
    assert "Terlayani semua" not in text


def test_that_only_leaders_have_a_perspective(contoh_nilai: Example, read: Read) -> None:
    form = contoh_nilai("kepala-puskesmas")
    leader = text_of(read(render_evaluasi(form)))
    assert "Target, dan Perspektif****:" in leader
    assert "(Perspektif Anggaran)" in leader
    other = text_of(read(render_evaluasi(replace(form, skp=change(form.skp, kelompok=JA)))))
    assert "Individu dan Target:" in other
    assert "erspektif" not in other


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_a_study_leave_has_its_own_title_footnotes_and_both_signatures(
    kode: str, contoh_nilai: Example, read: Read
) -> None:
    form = in_layout(contoh_nilai("tugas-belajar"), kode)
    form = replace(form, segel=Segel(qr="CONTOH", kode="7K2D-V5W6-XV38", penanda="Contoh Kepala"))
    pages = read(render_evaluasi(form))
    assert "YANG MELAKSANAKAN TUGAS BELAJAR PERIODE: TRIWULAN IV" in pages[0].text
    assert "BAGI" not in pages[0].text
    last = pages[-1]
    assert "Contoh Bidan Belajar" in last.box(150, 86, 380, 540)
    assert "Contoh Kepala Puskesmas" in last.box(560, 86, 800, 540)
    assert "ttd. elektronik" in last.box(380, 86, 560, 540)
    for note in (
        "serta hasil kerja dan perilaku kerja Pegawai selama melaksanakan tugas belajar.",
        "*** diisi dengan umpan balik sesuai",
        "**** diisi dengan realisasi akhir Pegawai",
    ):
        assert note in last.text
    plain = tuple(change(satu, sifat=SifatHasil.BIASA) for satu in form.skp.hasil)
    usual = of(in_layout(form, kode, hasil=plain), studi=None)
    assert "TUGAS BELAJAR" not in text_of(read(render_evaluasi(usual)))
    assert "TUGAS BELAJAR" in text_of(read(render_evaluasi(of(usual, studi=HasilStudi()))))


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_the_superior_signs_what_he_evaluated(kode: str, contoh_nilai: Example, read: Read) -> None:
    form = of(in_layout(contoh_nilai("kepala-puskesmas"), kode), oleh_atasan=True)
    last = read(render_evaluasi(replace(form, atasan_penilai=Identitas(nama="Contoh Sekretaris Daerah"))))[-1]
    assert "Atasan Pejabat Penilai Kinerja Contoh Sekretaris Daerah" in last.text
    assert "Contoh Kepala Dinas" not in last.text


def test_that_a_study_that_was_not_finished_prints_what_its_assessor_set(contoh_nilai: Example, read: Read) -> None:
    studi = HasilStudi(tidak_selesai=True, predikat=Predikat.SANGAT_KURANG)
    text = text_of(read(render_evaluasi(of(contoh_nilai("tugas-belajar"), studi=studi))))
    assert "PREDIKAT KINERJA PEGAWAI* SANGAT KURANG" in text


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_a_period_that_is_not_assessed_says_so_with_its_reason(
    kode: str, contoh_nilai: Example, read: Read
) -> None:
    form = in_layout(contoh_nilai("kepala-puskesmas"), kode)
    kosong = of(
        form,
        tidak_dinilai=SebabTidakDinilai.CUTI_MELAHIRKAN,
        catatan="Cuti sejak 1 Oktober",
        rating_hasil=None,
        rating_perilaku=None,
    )
    text = text_of(read(render_evaluasi(replace(kosong, sebab="Cuti melahirkan"))))
    assert "RATING HASIL KERJA* TIDAK DINILAI" in text
    assert "RATING PERILAKU KERJA* TIDAK DINILAI" in text
    assert "PREDIKAT KINERJA PEGAWAI* TIDAK DINILAI: Cuti melahirkan Cuti sejak 1 Oktober" in text


def test_that_a_period_that_takes_over_the_old_units_result_shows_it(contoh_nilai: Example, read: Read) -> None:
    lama = of(
        contoh_nilai("kepala-puskesmas"),
        tidak_dinilai=SebabTidakDinilai.HASIL_UNIT_LAMA,
        periodik=(HasilPeriodik(id="n", periode="2026-TW3", predikat=Predikat.SANGAT_BAIK),),
        catatan="Pindah 1 November",
        rating_hasil=None,
        rating_perilaku=None,
    )
    text = text_of(read(render_evaluasi(replace(lama, sebab="Memakai hasil unit lama"))))
    assert "RATING HASIL KERJA* - " in text
    assert "PREDIKAT KINERJA PEGAWAI* SANGAT BAIK Memakai hasil unit lama Pindah 1 November" in text
    assert "TIDAK DINILAI" not in text


@pytest.mark.parametrize("kertas", list(Kertas))
@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_the_same_values_give_the_same_bytes(kode: str, kertas: Kertas, contoh_nilai: Example) -> None:
    form = in_layout(contoh_nilai("kepala-puskesmas"), kode)
    assert render_evaluasi(form, kertas=kertas) == render_evaluasi(form, kertas=kertas)
    assert render_evaluasi(form) != render_evaluasi(of(form, rating_hasil=None))


@pytest.mark.parametrize("kode", ["C.1.1", "C.1.2"])
def test_that_long_words_go_on_over_pages_and_lose_nothing(kode: str, contoh_nilai: Example, read: Read) -> None:
    form = contoh_nilai("kepala-puskesmas")
    words = " ".join(f"kata{n}" for n in range(2500))
    said = (UmpanBalik(id="u", sumber="Pimpinan", teks=words.replace("kata", "ujar")),)
    ids = ("h1", "h1i1") if kode == "C.1.2" else ("h1",)
    told = tuple(RealisasiIndikator(id=one, realisasi=words, umpan_balik=said) for one in ids)
    pages = read(render_evaluasi(of(in_layout(form, kode), realisasi=told)))
    left, middle, right = RESULTS[kode][-3:]
    for start, (x0, x1) in {"kata": (left, middle), "ujar": (middle, right)}.items():
        cells = [page.box(x0, 80, x1 + 2, 531) for page in pages]
        found = [word for cell in cells for word in cell.split() if word.startswith(start)]
        assert found == words.replace("kata", start).split()
    orang = Identitas(nama="Nama " * 60, nip="198501012008012001", jabatan="JABATAN " * 40, unit_kerja="UNIT " * 80)
    wide = replace(in_layout(form, kode, hasil=many(form)), pegawai=orang, penilai=orang, instansi="DINAS " * 60)
    text = text_of(read(render_evaluasi(wide)))
    assert text.count("Terpenuhinya jasa pelayanan") == 4


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_an_empty_evaluation_still_prints_a_form_to_fill(kode: str, contoh_nilai: Example, read: Read) -> None:
    form = in_layout(contoh_nilai("kepala-puskesmas"), kode, hasil=(), perilaku=())
    blank = Penilaian(pegawai_id="p", skp_id="s", periode="2026-TW4")
    form = replace(form, penilaian=blank, pegawai=Identitas(), penilai=Identitas(), draf=True)
    text = text_of(read(render_evaluasi(form)))
    assert text.count("Ekspektasi Khusus Pimpinan:") == len(NilaiDasar)
    assert "PREDIKAT KINERJA PEGAWAI* ……" in text
    assert "DRAF" in text


def test_that_hostile_words_stop_no_form(contoh_nilai: Example, read: Read) -> None:
    form = contoh_nilai("kepala-puskesmas")
    huge = "kegiatan pelayanan " * 150
    awkward = ["<b>x</b>&amp;", "\x00\u202e\ud800 akhir", "x" * 900, "\n" * 60, "- \n-\n--", "-" * 300, huge]
    for text in awkward:
        for kode in LAYOUTS if text is not huge else ("C.1.1",):
            made = filled(form, kode, text)
            assert "PREDIKAT KINERJA PEGAWAI*" in text_of(read(render_evaluasi(made)))


def filled(form: FormEvaluasi, kode: str, text: str) -> FormEvaluasi:
    """The form with ``text`` in every field."""
    satu = Indikator(id="i", teks=text, narasi=text, target=Target(teks=text))
    hasil = (RencanaHasilKerja(id="h", teks=text, penugasan=text, indikator=(satu, change(satu, id="j"))),)
    harapan = (EkspektasiPerilaku(nilai=NilaiDasar.LOYAL, ekspektasi=(Butir(id="b", teks=text),)),)
    said = (UmpanBalik(id="u", sumber=text[:300], nama=text[:300], teks=text),)
    told = tuple(RealisasiIndikator(id=one, realisasi=text, umpan_balik=said) for one in ("h", "i"))
    values = (UmpanBalikPerilaku(nilai=NilaiDasar.LOYAL, umpan_balik=said),)
    orang = Identitas(nama=text, nip=text, pangkat=text, jabatan=text, unit_kerja=text)
    made = in_layout(form, kode, hasil=hasil, perilaku=harapan)
    made = of(made, realisasi=told, perilaku=values, tidak_dinilai=SebabTidakDinilai.LAINNYA, catatan=text)
    return replace(made, pegawai=orang, penilai=orang, instansi=text, tempat=text[:200], sebab=text)


def test_that_every_naughty_text_stands_on_the_qualitative_form(contoh_nilai: Example, read: Read) -> None:
    fit = [text for text in NAUGHTY if not is_refusable(text) and len(text) < 1000]
    hasil = tuple(RencanaHasilKerja(id=f"h{n}", jenis=JenisHasil.UTAMA, teks=f"<{n}>") for n in range(0, len(fit), 8))
    marked = [f"<{n}>{text}<{n}/>" for n, text in enumerate(fit)]
    told = tuple(RealisasiIndikator(id=f"h{n}", realisasi="\n".join(marked[n : n + 8])) for n in range(0, len(fit), 8))
    form = of(in_layout(contoh_nilai("kepala-puskesmas"), "C.1.1", hasil=hasil), realisasi=told)
    pdf = render_evaluasi(form)
    assert b"/URI" not in pdf
    pages = read(pdf)
    cells = "".join("".join(page.box(455, 80, 661, 531).split()) for page in pages)
    assert all(f"<{n}/>" in cells for n in range(len(fit)))

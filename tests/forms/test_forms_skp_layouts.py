"""The SKP on its four forms and its annex look like the regulation's pages (P6:32-36, 55-61)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace as change

from desktop_app.domain.istilah import JenisHasil, KelompokSkp, NilaiDasar, Pendekatan, Perspektif, SifatHasil
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.skp import Butir, EkspektasiPerilaku, Indikator, LampiranSkp, RencanaHasilKerja, Target
from desktop_app.forms import render_lampiran, render_skp
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.page import Page
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import FormSkp, Kertas, Segel

Read = Callable[[bytes], list[Any]]
Example = Callable[[str], FormSkp]
JPT, JA = KelompokSkp.JPT_MANDIRI, KelompokSkp.JA_JF
KUAL, KUAN = Pendekatan.KUALITATIF, Pendekatan.KUANTITATIF
LAYOUTS = {"A.1.1": (JPT, KUAL), "A.1.2": (JPT, KUAN), "A.1.6": (JA, KUAL), "A.1.7": (JA, KUAN)}
# Verticals of the regulation's own pages, in points.
IDENTITY = {
    "A.1.1": [72.6, 101.1, 261.3, 501.8, 529.5, 682.2, 885.5],
    "A.1.2": [72.6, 101.1, 261.3, 501.8, 529.5, 682.2, 880.7],
    "A.1.6": [72.6, 101.1, 249.9, 501.8, 529.5, 680.5, 885.5],
    "A.1.7": [64, 92, 240, 490, 518, 666, 886],
}
RESULTS = {
    "A.1.1": [72.6, 101.1, 885.5],
    "A.1.2": [72.4, 100.7, 356.0, 547.3, 731.6, 880.4],
    "A.1.6": [72.6, 101.1, 885.5],
    "A.1.7": [64, 92, 248, 532, 638, 780, 886],
}
VALUES = {
    "A.1.1": [72.6, 101.1, 505.0, 885.5],
    "A.1.2": [72.4, 100.7, 490.6, 880.4],
    "A.1.6": [72.6, 101.1, 498.2, 885.5],
    "A.1.7": [63, 99, 482, 886],
}


def in_layout(form: FormSkp, kode: str, **fields: Any) -> FormSkp:
    kelompok, pendekatan = LAYOUTS[kode]
    return replace(form, skp=change(form.skp, kelompok=kelompok, pendekatan=pendekatan, **fields))


def near(found: list[float], wanted: list[float], scale: float) -> bool:
    return len(found) == len(wanted) and all(abs(a - b * scale) <= 2 for a, b in zip(found, wanted, strict=True))


def strip(page: Any, words: str) -> list[float]:
    _, top = page.find(words)
    return list(page.verticals(top + 1, top + 5))


def text_of(pages: list[Any]) -> str:
    return " ".join(page.text for page in pages)


@pytest.mark.parametrize(("kertas", "scale"), [(Kertas.F4, 1.0), (Kertas.A4, 841.89 / 936)])
@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_the_columns_stand_where_the_regulation_has_them(
    kode: str, kertas: Kertas, scale: float, contoh_rencana: Example, read: Read
) -> None:
    pages = read(render_skp(in_layout(contoh_rencana("kepala-puskesmas"), kode), kertas=kertas))
    assert near(strip(pages[0], "PANGKAT/ GOL. RUANG"), IDENTITY[kode], scale)
    assert near(strip(pages[0], "Meningkatnya kualitas pelayanan"), RESULTS[kode], scale)
    values = next(page for page in pages if "Ekspektasi Khusus" in page.text)
    assert near(strip(values, "Ekspektasi Khusus Pimpinan:"), VALUES[kode], scale)


@pytest.mark.parametrize("kertas", list(Kertas))
def test_that_the_columns_of_the_annex_stand_where_the_regulation_has_them(
    kertas: Kertas, contoh_rencana: Example, read: Read
) -> None:
    (page,) = read(render_lampiran(contoh_rencana("bidan-penyelia"), kertas=kertas))
    scale = 1.0 if kertas is Kertas.F4 else 595.2756 / 612
    assert page.height > page.width
    for words in ("Dukungan sumber daya sebagai", "Kinerja pelayanan", "Jika memberikan"):
        assert near(strip(page, words), [70.8, 95.5, 550.8], scale)
    assert near(strip(page, "KONSEKUENSI"), [70.8, 550.8], scale)


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_group_and_approach_choose_titles_and_the_name_of_the_form(
    kode: str, contoh_rencana: Example, read: Read
) -> None:
    pages = read(render_skp(in_layout(contoh_rencana("direktur-ii"), kode)))
    leaders, narrated = kode in ("A.1.1", "A.1.2"), kode in ("A.1.1", "A.1.6")
    who = "PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
    assert pages[0].box(60, 100, 890, 145) == (
        f"SASARAN KINERJA PEGAWAI PENDEKATAN HASIL KERJA {'KUALITATIF' if narrated else 'KUANTITATIF'} "
        f"BAGI {who if leaders else 'PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL'}"
    )
    assert all(f"Format {kode} PermenPANRB Nomor 6 Tahun 2022" in page.text for page in pages)
    text = text_of(pages)
    assert ("NIP (*opsional)" in text) is leaders
    assert ("setia pada Negara Kesatuan Republik Indonesia serta" in text) is leaders
    assert ("setia pada NKRI serta" in text) is not leaders
    assert ("(1) (2) (3)" in text) is not narrated
    assert ("PERILAKU KERJA** " in text) is (kode == "A.1.7")


@pytest.mark.parametrize("kode", ["A.1.1", "A.1.2", "A.1.6"])
def test_that_heads_are_repeated_and_the_bands_are_not(kode: str, contoh_rencana: Example, read: Read) -> None:
    form = contoh_rencana("kepala-puskesmas")
    many = tuple(change(satu, id=f"{n}{satu.id}") for n in range(4) for satu in form.skp.hasil)
    pages = read(render_skp(in_layout(form, kode, hasil=many)))
    last = next(number for number, page in enumerate(pages) if "PERILAKU KERJA*" in page.text)
    assert last > 2
    for page in pages[1:last]:
        head = "HASIL KERJA NO RENCANA HASIL KERJA INDIKATOR KINERJA INDIVIDU TARGET PERSPEKTIF (1) (2) (3) (4) (5)"
        assert page.text.startswith(head if kode == "A.1.2" else "HASIL KERJA")
    text = text_of(pages)
    assert (text.count("A. UTAMA"), text.count("B. TAMBAHAN")) == (1, 1)
    for page in pages[last + 1 :]:
        assert page.text.startswith("PERILAKU KERJA*")


def test_that_a_study_leave_marks_its_results_on_every_form(contoh_rencana: Example, read: Read) -> None:
    form = contoh_rencana("tugas-belajar")
    for kode, mark in (("A.1.1", "**"), ("A.1.2", "**"), ("A.1.6", "**"), ("A.1.7", "***")):
        pages = read(render_skp(in_layout(form, kode)))
        text = text_of(pages)
        assert f"4{mark} " in text
        assert f"{mark} Ekspektasi Pejabat Penilai Kinerja untuk Pegawai yang melaksanakan tugas belajar" in text
        plain = tuple(change(satu, sifat=SifatHasil.BIASA) for satu in form.skp.hasil)
        text = text_of(read(render_skp(in_layout(form, kode, hasil=plain))))
        assert f"4{mark}" not in text
        assert "tugas belajar" not in text
    hasil = tuple(change(form.skp.hasil[3], id=str(n)) for n in range(99))
    assert "99***" in text_of(read(render_skp(in_layout(form, "A.1.7", hasil=hasil))))


def test_that_an_official_without_number_and_rank_has_an_agency_on_a_leaders_form_only(
    contoh_rencana: Example, read: Read
) -> None:
    form = contoh_rencana("direktur-ii")
    bupati = Identitas(nama="Contoh Bupati", jabatan="BUPATI", unit_kerja="PEMERINTAH KABUPATEN")

    def label(kode: str, penilai: Identitas) -> str:
        page = read(render_skp(replace(in_layout(form, kode), penilai=penilai)))[0]
        return "INSTANSI" if " INSTANSI " in f" {page.box(518, 165, 682, 270)} " else "UNIT KERJA"

    assert label("A.1.1", bupati) == "INSTANSI"
    assert label("A.1.2", bupati) == "INSTANSI"
    assert label("A.1.7", bupati) == "UNIT KERJA"
    assert label("A.1.1", replace_person(bupati, nip="197501012000011001")) == "UNIT KERJA"
    assert label("A.1.1", replace_person(bupati, pangkat="Pembina (IV/a)")) == "UNIT KERJA"
    assert label("A.1.1", Identitas()) == "UNIT KERJA"


def replace_person(orang: Identitas, **fields: str) -> Identitas:
    return change(orang, **fields)


def test_that_one_narrative_stands_alone_and_several_are_listed(contoh_rencana: Example, read: Read) -> None:
    form = contoh_rencana("kepala-puskesmas")
    dua = tuple(Indikator(id=f"i{n}", narasi=f"Narasi {n}", perspektif=Perspektif.ANGGARAN) for n in (1, 2))
    for indikator, words in (
        (dua, "Perspektif: - Narasi 1 (Perspektif Anggaran) - Narasi 2 (Perspektif Anggaran)"),
        (dua[:1], "Perspektif: Narasi 1 (Perspektif Anggaran)"),
        ((change(dua[0], perspektif=None),), "Perspektif: Narasi 1 B. TAMBAHAN"),
    ):
        hasil = (RencanaHasilKerja(id="h", teks="Hasil", indikator=indikator),)
        assert words in text_of(read(render_skp(in_layout(form, "A.1.1", hasil=hasil))))
        assert "(Perspektif" not in text_of(read(render_skp(in_layout(form, "A.1.6", hasil=hasil))))


def test_that_measured_words_stand_in_for_a_narrative_that_is_missing(contoh_rencana: Example, read: Read) -> None:
    form = in_layout(contoh_rencana("direktur-ii"), "A.1.6")
    assert "dan Target: Indeks kualitas layanan internal Direktorat II 4 4 Tersusunnya" in text_of(
        read(render_skp(form))
    )
    hasil = RencanaHasilKerja(
        id="h",
        teks="Hasil",
        indikator=(Indikator(id="i", teks="Jumlah", narasi="Diceritakan", target=Target(teks="12 berkas")),),
    )
    text = text_of(read(render_skp(in_layout(form, "A.1.6", hasil=(hasil,)))))
    assert "dan Target: Diceritakan" in text
    assert "12 berkas" not in text


def test_that_the_assignment_is_printed_where_it_is_given(contoh_rencana: Example, read: Read) -> None:
    form = contoh_rencana("direktur-ii")
    hasil = (
        RencanaHasilKerja(id="a", teks="Satu", penugasan=" Tim Kerja II "),
        RencanaHasilKerja(id="b", teks="Dua"),
    )
    for kode, words in (
        ("A.1.1", "Satu (Penugasan dari Tim Kerja II)"),
        ("A.1.2", "Satu (penugasan dari Tim Kerja II)"),
        ("A.1.6", "Satu (Penugasan dari Tim Kerja II)"),
    ):
        text = text_of(read(render_skp(in_layout(form, kode, hasil=hasil))))
        assert words in text
        assert text.lower().count("penugasan dari") == 1


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_an_empty_plan_still_prints_a_form_to_fill(kode: str, contoh_rencana: Example, read: Read) -> None:
    form = in_layout(contoh_rencana("bidan-penyelia"), kode, hasil=(), perilaku=(), lampiran=LampiranSkp())
    form = replace(form, pegawai=Identitas(), penilai=Identitas())
    text = text_of(read(render_skp(form)))
    assert "(dapat ditambahkan pada tahun berjalan)" in text
    assert text.count("Ekspektasi Khusus Pimpinan:") == len(NilaiDasar)
    (page,) = read(render_lampiran(form))
    assert "DUKUNGAN SUMBER DAYA 1. SKEMA PERTANGGUNGJAWABAN 1. KONSEKUENSI 1." in page.text


def test_that_the_annex_is_dated_sealed_and_signed(contoh_rencana: Example, read: Read) -> None:
    form = replace(
        contoh_rencana("bidan-penyelia"),
        tempat="Sukamaju",
        tanggal=date(2026, 1, 20),
        segel=Segel(qr="CONTOH", kode="7K2D-V5W6-XV38", penanda="Contoh Kepala"),
    )
    (page,) = read(render_lampiran(form))
    assert page.box(312, page.find("Sukamaju,")[1] - 2, 560, page.find("Contoh Kepala Puskesmas")[1] - 5) == (
        "Sukamaju, 20 Januari 2026 Pejabat Penilai Kinerja"
    )
    assert "NIP. 198501012008012001" in page.text
    assert "ttd. elektronik: Contoh Kepala" in page.text
    assert "Kode periksa 7K2D-V5W6-XV38" in page.text
    assert "Kode periksa" not in text_of(read(render_lampiran(contoh_rencana("bidan-penyelia"))))
    assert "DRAF" in text_of(read(render_lampiran(replace(form, draf=True, segel=None))))


def test_that_the_annex_has_room_for_the_long_name_of_an_agency(contoh_rencana: Example, read: Read) -> None:
    nama = "PEMERINTAH KABUPATEN ANTAH BERANTAH DINAS KESEHATAN, PENGENDALIAN PENDUDUK DAN KELUARGA BERENCANA"
    (page,) = read(render_lampiran(replace(contoh_rencana("bidan-penyelia"), instansi=nama)))
    assert page.box(70, 120, 289, page.find("DUKUNGAN SUMBER DAYA")[1] - 3) == nama


@pytest.mark.parametrize("kertas", list(Kertas))
@pytest.mark.parametrize("kode", ["A.1.1", "A.1.2", "A.1.6"])
def test_that_the_same_values_give_the_same_bytes(kode: str, kertas: Kertas, contoh_rencana: Example) -> None:
    form = in_layout(contoh_rencana("kepala-puskesmas"), kode)
    assert render_skp(form, kertas=kertas) == render_skp(form, kertas=kertas)
    assert render_lampiran(form, kertas=kertas) == render_lampiran(form, kertas=kertas)
    other = in_layout(form, kode, hasil=form.skp.hasil[:-1])
    assert render_skp(form, kertas=kertas) != render_skp(other, kertas=kertas)


@pytest.mark.parametrize("kode", ["A.1.1", "A.1.2", "A.1.6"])
def test_that_many_and_long_results_lose_no_word(kode: str, contoh_rencana: Example, read: Read) -> None:
    form = contoh_rencana("kepala-puskesmas")
    long = "sangat panjang " * 60
    hasil = tuple(
        RencanaHasilKerja(
            id=f"h{n}",
            jenis=JenisHasil.UTAMA if n < 50 else JenisHasil.TAMBAHAN,
            teks=f"mulai{n} {long} akhir{n}",
            penugasan=f"Tim{n}",
            indikator=tuple(
                Indikator(id=f"h{n}i{i}", teks=f"iki{n}x{i} {long}", narasi=f"iki{n}x{i} {long} tamat{n}x{i}")
                for i in range(2)
            ),
        )
        for n in range(60)
    )
    orang = Identitas(nama="Nama " * 60, nip="198501012008012001", jabatan="JABATAN " * 40, unit_kerja="UNIT " * 80)
    made = replace(in_layout(form, kode, hasil=hasil), pegawai=orang, penilai=orang)
    text = text_of(read(render_skp(made)))
    for n in range(60):
        for word in (f"mulai{n} ", f"akhir{n} ", f"Tim{n})", f"iki{n}x1 "):
            assert word in text
        if kode != "A.1.2":
            assert f"tamat{n}x1" in text


def test_that_hostile_words_stop_no_form(contoh_rencana: Example, read: Read) -> None:
    form = contoh_rencana("kepala-puskesmas")
    huge = ("kegiatan pelayanan " * 1500)[: 24 * 1024]
    for text in ("<b>x</b>&amp;", "\x00\u202e\ud800 akhir", "x" * 3000, "\n" * 200, "a\r\nb\n\nc", "   ", huge):
        satu = Indikator(id="i", teks=text, narasi=text, perspektif=Perspektif.ANGGARAN, target=Target(teks=text))
        hasil = (RencanaHasilKerja(id="h", teks=text, penugasan=text, indikator=(satu, change(satu, id="j"))),)
        butir = (Butir(id="b", teks=text), Butir(id="c", teks=text))
        harapan = (EkspektasiPerilaku(nilai=NilaiDasar.LOYAL, ekspektasi=butir),)
        lampiran = LampiranSkp(sumber_daya=butir, skema=butir, konsekuensi=butir)
        for kode in LAYOUTS if text is not huge else ("A.1.6",):
            made = in_layout(form, kode, hasil=hasil, perilaku=harapan, lampiran=lampiran)
            assert "PERILAKU KERJA" in text_of(read(render_skp(made)))
        assert "KONSEKUENSI" in text_of(read(render_lampiran(made)))


def test_that_words_in_two_cuts_fill_a_line_together_and_lose_nothing() -> None:
    setter = Typesetter(load_fonts(), 11.0)
    parts = (
        (Style.REGULAR, "tegak satu dua\ntiga " * 12),
        (Style.ITALIC, "(miring empat lima) " * 6),
        (Style.ITALIC, " "),
    )
    lines = setter.wrap_parts(parts, 200.0, indent=9.0, mark="-")
    said = " ".join("".join(text for _, text in line.parts) for line in lines)
    assert " ".join(said.split()) == " ".join((parts[0][1] + parts[1][1]).split())
    assert [line.mark for line in lines] == ["-", *[""] * (len(lines) - 1)]
    assert all(line.width <= 191.0 and line.indent == 9.0 for line in lines)
    assert setter.wrap_parts(((Style.REGULAR, " \x00"), (Style.ITALIC, "")), 200.0) == []
    mixed = setter.wrap_parts(((Style.REGULAR, "dua kata"), (Style.ITALIC, "(miring)")), 200.0)[0]
    page = Page()
    page.line(setter, mixed, 50.0, 100.0, stretch=3.0)
    (x0, _, _, _, _, _, upright), (x1, _, style, *_) = page.texts
    assert (x0, upright, style) == (50.0, "dua kata ", Style.ITALIC)
    assert x1 == pytest.approx(50.0 + setter.width("dua kata ") + 2 * 3.0)

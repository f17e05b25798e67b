"""No text that a person or a bundle can bring stops a form, and none is taken for markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as change

from desktop_app.domain.istilah import JenisTarget, NilaiDasar
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import RealisasiIndikator, UmpanBalik, UmpanBalikPerilaku
from desktop_app.domain.skp import Butir, EkspektasiPerilaku, HasilIntervensi, Indikator, RencanaHasilKerja, Target
from desktop_app.forms import render_dokumen, render_evaluasi, render_pengantar, render_skp
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.text import Typesetter, clean
from desktop_app.forms.values import FormDokumen, FormEvaluasi, FormPengantar, FormSkp, JumlahDokumen, Kertas

Read = Callable[[bytes], list[Any]]
HUGE = ("kegiatan pelayanan " * 3500)[: 64 * 1024]
HOSTILE = [
    "<b>tebal</b> & <para> </font> &amp; <img src='x'/>",
    "K" * 60,
    "x" * 5000,
    "\x00\x01\x1f\x7f\u200b\u202e\ufeff\ud800 akhir",
    "👍🏽 👩‍👩‍👧 ☺ \U0001faff",
    "ꦧꦱꦗꦮ العربية 日本語 Ω≤≥ ﷽",
    "a\u0301" * 40,
    "baris\r\nbaru\n\n\n\tlagi\u2028lain",
    "\n" * 300,
    " " * 200,
    "%s {x} \\ (kurung) [x] \\n",
]
ENDLESS = [HUGE, "W" * 64 * 1024]


def filled(form: FormEvaluasi, text: str) -> tuple[FormSkp, FormEvaluasi, FormDokumen, FormPengantar]:
    """Every form with ``text`` in every field."""
    orang = Identitas(nama=text, nip=text, pangkat=text, jabatan=text, unit_kerja=text)
    indikator = Indikator(id="i", teks=text, target=Target(jenis=JenisTarget.RENTANG, nilai=text, satuan=text))
    hasil = RencanaHasilKerja(
        id="h", teks=text, intervensi=HasilIntervensi(teks=text, indikator=text), indikator=(indikator, indikator)
    )
    harapan = EkspektasiPerilaku(nilai=NilaiDasar.LOYAL, ekspektasi=(Butir(id="b", teks=text),))
    skp = change(form.skp, hasil=(hasil,), perilaku=(harapan,))
    umpan = (UmpanBalik(id="u", sumber=text[:500], nama=text[:500], teks=text),)
    penilaian = change(
        form.penilaian,
        realisasi=(RealisasiIndikator(id="i", realisasi=text, umpan_balik=umpan),),
        perilaku=(UmpanBalikPerilaku(nilai=NilaiDasar.ADAPTIF, umpan_balik=umpan),),
        catatan=text,
    )
    both = {"skp": skp, "pegawai": orang, "penilai": orang, "instansi": text, "tempat": text[:200]}
    evaluasi = replace(form, penilaian=penilaian, **both)
    first = FormSkp(aturan=form.aturan, tanggal_berkas=form.tanggal_berkas, **both)  # type: ignore[arg-type]
    third = FormDokumen(
        skp=form.skp,
        penilaian=penilaian,
        periode=form.periode,
        pegawai=orang,
        penilai=orang,
        atasan_penilai=orang,
        aturan=form.aturan,
        tanggal_berkas=form.tanggal_berkas,
        instansi=text,
        tempat=text[:200],
    )
    fourth = FormPengantar(
        instansi=text,
        kantor=text,
        kode=text,
        tujuan=text,
        nomor=7,
        nama_berkas=text,
        ukuran=9,
        dibuat=datetime(2026, 1, 2),
        periode=text,
        isi=(JumlahDokumen(jenis=text, dokumen=1, revisi=2),) * 30,
        tahun=2026,
        belum_skp=(text[:2000],) * 70,
        belum_nilai=(text[:2000],) * 70,
        kurir=text,
        sidik_jari=(text,) * 4,
        pembuat=orang,
        tempat=text,
    )
    return first, evaluasi, third, fourth


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_that_no_text_stops_a_form(text: str, contoh_evaluasi: FormEvaluasi, read: Read) -> None:
    first, second, third, fourth = filled(contoh_evaluasi, text)
    assert read(render_skp(first, kertas=Kertas.F4))[-1].text
    assert read(render_evaluasi(second, kertas=Kertas.A4))[-1].text
    assert read(render_dokumen(third))[-1].text
    assert len(read(render_pengantar(fourth, kertas=Kertas.A4))) == 1


@pytest.mark.parametrize("text", ENDLESS, ids=["words", "one word"])
def test_that_the_longest_text_the_store_takes_goes_on_over_pages(
    text: str, contoh_evaluasi: FormEvaluasi, read: Read
) -> None:
    orang = replace_name(contoh_evaluasi.pegawai, text)
    hasil = change(contoh_evaluasi.skp.hasil[0], teks=text, intervensi=HasilIntervensi(teks=text))
    skp = change(contoh_evaluasi.skp, hasil=(hasil,))
    pages = read(render_evaluasi(replace(contoh_evaluasi, skp=skp, penilai=orang)))
    assert len(pages) > 20
    assert f"Halaman {len(pages)} dari {len(pages)}" in pages[-1].text
    surat = filled(contoh_evaluasi, text)[3]
    assert len(read(render_pengantar(surat))) == 1


def replace_name(orang: Identitas, nama: str) -> Identitas:
    return change(orang, nama=nama)


TEXTS = st.text(st.characters(codec=None), max_size=300) | st.text("aW i/-.\n", max_size=400)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_that_any_text_at_all_comes_out_as_a_page(text: str, contoh_evaluasi: FormEvaluasi, read: Read) -> None:
    first, second, third, fourth = filled(contoh_evaluasi, text)
    assert read(render_skp(first))
    assert read(render_evaluasi(second))
    assert read(render_dokumen(third, kertas=Kertas.A4))
    assert len(read(render_pengantar(fourth))) == 1


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, width=st.floats(10, 400), style=st.sampled_from(Style), indent=st.sampled_from([0.0, 9.0]))
def test_that_breaking_keeps_every_letter_and_the_width(text: str, width: float, style: Style, indent: float) -> None:
    setter = Typesetter(load_fonts(), 11.0)
    lines = setter.wrap(text, width, style, indent=indent, mark="-" if indent else "")
    printed = "".join(part for line in lines for _, part in line.parts)
    assert "".join(printed.split()) == "".join(clean(text).split())
    room = max(width - indent, 11.0)
    for line in lines:
        words = line.parts[0][1]
        assert line.width <= room + 0.01 or len(words) == 1
        assert line.width == pytest.approx(setter.width(words, style), abs=0.01)
        assert line.gaps == words.count(" ")


def test_that_markup_prints_as_it_was_typed(contoh_skp: FormSkp, read: Read) -> None:
    typed = "<b>A & B</b> &lt; 5"
    assert typed in read(render_skp(replace(contoh_skp, instansi=typed)))[0].text


def test_that_nothing_of_a_long_text_is_lost_and_nothing_leaves_the_page(
    contoh_evaluasi: FormEvaluasi, read: Read
) -> None:
    words = " ".join(f"kata{n}" for n in range(6000))
    hasil = contoh_evaluasi.skp.hasil[0]
    umpan = (UmpanBalik(id="u", sumber="Pimpinan", teks=words),)
    penilaian = change(
        contoh_evaluasi.penilaian, realisasi=(RealisasiIndikator(id=hasil.indikator[0].id, umpan_balik=umpan),)
    )
    pages = read(render_evaluasi(replace(contoh_evaluasi, penilaian=penilaian)))
    cells = [page.box(716, 80, 908, 531) for page in pages]
    found = [word for cell in cells for word in cell.split() if word.startswith("kata")]
    assert found == words.split()

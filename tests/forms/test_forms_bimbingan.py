"""The forms of guidance as paper: no heading alone at the foot of a page, room to write on an empty one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from desktop_app.domain.bimbingan import Coaching, FaktaCoaching, TujuanCoaching
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms import render_coaching, render_laporan_perilaku
from desktop_app.forms.values_bimbingan import FormCoaching, FormLaporanPerilaku
from desktop_app.regulation.bimbingan import guidance_words

KATA = guidance_words()
HARI = date(2026, 6, 15)
ORANG = Identitas(nama="Bunga Contoh", nip="199003032015031001", jabatan="Pengadministrasi Umum")


def coaching(tujuan: int) -> FormCoaching:
    """Return a form with so many goals and one long fact."""
    panjang = "Berkas permohonan diperiksa kelengkapannya pada hari yang sama. " * 6
    isi = Coaching(
        pegawai_id="x",
        tujuan=tuple(TujuanCoaching(id=str(n), indikator=f"Indikator {n}") for n in range(tujuan)),
        fakta=(FaktaCoaching(id="f", sasaran="480 berkas", progres=panjang, masalah="antre", penyebab="satu loket"),),
    )
    return FormCoaching(
        kata=KATA, pegawai=ORANG, penilai=ORANG, pembimbing=ORANG, tempat="Contoh", tanggal=HARI, tanggal_berkas=HARI,
        instansi="PEMERINTAH KABUPATEN CONTOH", rentang="1 JANUARI SD 31 DESEMBER TAHUN 2026", isi=isi,
    )  # fmt: skip


@pytest.mark.parametrize("tujuan", range(26, 44, 2))
def test_that_the_facts_begin_on_the_page_of_their_heading(tujuan: int) -> None:
    with pypdfium2.PdfDocument(render_coaching(coaching(tujuan))) as dokumen:
        pages = [page.get_textpage().get_text_range() for page in dokumen]
    (page,) = [page for page in pages if "FAKTA" in page]
    assert "TARGET SKP" in page
    assert "480 berkas" in page


def test_that_an_empty_report_leaves_lines_for_each_answer_and_a_line_for_the_nip() -> None:
    isi = coaching(0)
    form = FormLaporanPerilaku(
        kata=KATA, pegawai=Identitas(), penilai=Identitas(), tempat="", tanggal=None, tanggal_berkas=HARI,
        instansi="", ekspektasi="", masalah="", serupa=None, dilakukan="",
    )  # fmt: skip
    with pypdfium2.PdfDocument(render_laporan_perilaku(form)) as dokumen:
        (page,) = [page.get_textpage().get_text_range() for page in dokumen]
    dots = [line for line in page.splitlines() if line.strip() and not line.strip().strip("….")]
    assert len([line for line in dots if len(line.strip()) > 30]) == 3 * 4
    assert "NIP. …" in page
    kosong = replace(isi, isi=Coaching(pegawai_id="x"), pegawai=Identitas(), pembimbing=Identitas())
    with pypdfium2.PdfDocument(render_coaching(kosong)) as dokumen:
        assert dokumen[0].get_textpage().get_text_range().count("NIP. …") == 2

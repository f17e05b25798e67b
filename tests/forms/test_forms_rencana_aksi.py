"""B.1.1 and B.1.2 look like the regulation's pages and bear whatever is typed into them (P6:67-68)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace as change

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi, RencanaAksi
from desktop_app.domain.skp import RencanaHasilKerja, Skp
from desktop_app.forms import render_rencana_aksi
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana_aksi import FormRencanaAksi
from desktop_app.regulation import Aturan

Read = Callable[[bytes], list[Any]]
# Verticals of the regulation's own pages, in points.
IDENTITY = {
    False: [64.9, 93.7, 177.6, 292.0, 320.5, 418.9, 547.1],
    True: [64.9, 93.7, 177.6, 292.0, 320.5, 405.4, 554.4],
}
HASIL = {False: [62.7, 98.2, 303.6, 544.7], True: [62.7, 91.0, 254.1, 402.9, 551.9]}
FORMS = pytest.mark.parametrize("dokumentasi", [False, True], ids=["B.1.1", "B.1.2"])


@pytest.fixture
def form(aturan: Aturan) -> FormRencanaAksi:
    hasil = (
        RencanaHasilKerja(id="h2", jenis=JenisHasil.TAMBAHAN, teks="Arsip tertata"),
        RencanaHasilKerja(id="h1", teks="Laporan pelayanan tersusun"),
    )
    isi = RencanaAksi(
        pegawai_id="p",
        skp_id="s",
        periode="2026-TW1",
        aksi=(
            Aksi(id="a", hasil_id="h1", teks="Data terkumpul", target="akhir Januari"),
            Aksi(id="b", hasil_id="h1", teks="Konsep disepakati"),
        ),
        realisasi=(
            RealisasiAksi(
                id="r",
                hasil_id="h1",
                teks="3 laporan tersusun",
                bukti=(
                    BuktiDukung(id="x", sidik="00", nama="laporan.pdf", keterangan="Laporan Januari"),
                    BuktiDukung(id="y", sidik="01"),
                ),
            ),
        ),
    )
    return FormRencanaAksi(
        isi=isi,
        skp=Skp(pegawai_id="p", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31), hasil=hasil),
        pegawai=Identitas(nama="Bunga Contoh", nip="199003032015031001"),
        penilai=Identitas(nama="Camat Contoh", nip="197804122005011001"),
        mulai=date(2026, 1, 1),
        selesai=date(2026, 3, 31),
        aturan=aturan,
        tanggal_berkas=date(2026, 3, 31),
        instansi="PEMERINTAH KABUPATEN CONTOH",
        tempat="Contoh",
        tanggal=date(2026, 3, 31),
    )


def text_of(pages: list[Any]) -> str:
    return " ".join(" ".join(page.text for page in pages).split())


def near(found: list[float], wanted: list[float], scale: float) -> bool:
    return len(found) == len(wanted) and all(abs(a - b * scale) <= 2 for a, b in zip(found, wanted, strict=True))


@FORMS
@pytest.mark.parametrize(("kertas", "scale"), [(Kertas.F4, 1.0), (Kertas.A4, 595.28 / 612)])
def test_that_the_columns_stand_where_the_page_of_the_regulation_has_them(
    form: FormRencanaAksi, read: Read, dokumentasi: bool, kertas: Kertas, scale: float
) -> None:
    (page,) = read(render_rencana_aksi(replace(form, dokumentasi=dokumentasi), kertas=kertas))
    assert page.width < page.height
    _, top = page.find("UNIT KERJA")
    assert near(list(page.verticals(top + 1, top + 4)), IDENTITY[dokumentasi], scale)
    _, top = page.find("Rencana Aksi:")
    assert near(list(page.verticals(top + 1, top + 5)), HASIL[dokumentasi], scale)


def test_that_the_plan_says_the_words_of_the_form_and_only_the_employee_signs(
    form: FormRencanaAksi, read: Read
) -> None:
    text = text_of(read(render_rencana_aksi(form)))
    for kata in (
        "RENCANA AKSI",
        "PERIODE PENILAIAN: 1 JANUARI SD 31 MARET TAHUN 2026",
        "PEGAWAI YANG DINILAI",
        "PEJABAT PENILAI KINERJA",
        "HASIL KERJA",
        "1. Data terkumpul (akhir Januari)",
        "2. Konsep disepakati",
        "Contoh, 31 Maret 2026 Pegawai yang Dinilai Bunga Contoh NIP. 199003032015031001",
    ):
        assert kata in text, kata
    # Main results come before additional ones, whatever their order in the document.
    assert text.index("Laporan pelayanan tersusun") < text.index("Arsip tertata")
    assert "Realisasi" not in text
    assert text.count("Camat Contoh") == 1


def test_that_evidence_is_listed_below_what_was_reached(form: FormRencanaAksi, read: Read) -> None:
    text = text_of(read(render_rencana_aksi(replace(form, dokumentasi=True))))
    assert "PENDOKUMENTASIAN KINERJA" in text
    awal = text.index("Realisasi dan Bukti Dukung:")
    urut = [text.index(kata, awal) for kata in ("3 laporan tersusun", "Laporan Januari", "berkas tanpa nama")]
    assert urut == sorted(urut)


@FORMS
def test_that_a_blank_plan_leaves_the_numbers_to_write_on(form: FormRencanaAksi, read: Read, dokumentasi: bool) -> None:
    isi = change(form.isi, aksi=(), realisasi=())
    kosong = replace(form, isi=isi, skp=change(form.skp, hasil=()), tempat="", tanggal=None, dokumentasi=dokumentasi)
    text = text_of(read(render_rencana_aksi(kosong)))
    assert text.count("1. 2.") == 1 + dokumentasi
    assert "……, …" in text


@FORMS
def test_that_many_and_hostile_texts_stay_on_the_paper_and_are_all_there(
    form: FormRencanaAksi, read: Read, dokumentasi: bool
) -> None:
    aksi = tuple(
        Aksi(id=str(n), hasil_id="h1", teks=teks)
        for n, teks in enumerate(
            ("<b>x</b>&amp;", "\x00\u202e akhir", "x" * 900, "1. " * 50, *("baris panjang " * 9,) * 40)
        )
    )
    nyata = tuple(RealisasiAksi(id=satu.id, hasil_id="h1", teks=satu.teks) for satu in aksi)
    banyak = replace(form, isi=change(form.isi, aksi=aksi, realisasi=nyata), dokumentasi=dokumentasi)
    pages = read(render_rencana_aksi(banyak))
    assert len(pages) > 1
    for page in pages:
        assert page.box(0, 0, page.width, page.height).split() == page.text.split()
    assert "44." in text_of(pages)
    assert render_rencana_aksi(banyak) == render_rencana_aksi(banyak)

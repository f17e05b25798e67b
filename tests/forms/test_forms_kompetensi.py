"""B.1.9 has the words and columns of the regulation's pages and bears long reasons; plan and hours tell their sums."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from desktop_app.domain.istilah_pengembangan import KelompokKompetensi as K
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms import render_jam, render_kompetensi, render_pengembangan
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_kompetensi import (
    BarisFormKompetensi,
    FormJam,
    FormKompetensi,
    FormPengembangan,
    LangkahForm,
)
from desktop_app.regulation.kompetensi import competency_dictionary, competency_scale

Read = Callable[[bytes], list[Any]]
# What the regulation prints on pages 84 and 85, read from the official copy; a word broken by a line end is joined.
HALAMAN = (
    "EVALUASI KOMPETENSI PEGAWAI SEBAGAI TINDAK LANJUT BIMBINGAN KINERJA",
    "NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA",
    "NO KOMPETENSI PEGAWAI* NILAI (SKALA 1-5) ALASAN TERHADAP PENILAIAN KOMPETENSI",
    "1 Manajerial 1. Integritas",
    "2. Kerjasama",
    "3. Komunikasi",
    "4. Orientasi pada Hasil",
    "5. Pelayanan Publik",
    "6. Pengembangan Diri dan Orang Lain",
    "7. Mengelola Perubahan",
    "8. Pengambilan Keputusan",
    "2 Sosio Kultural 1. Perekat dan Pemersatu Bangsa",
    "3 Teknis 1. …….",
    "REKOMENDASI",
    "DESKRIPSI SKALA PENILAIAN",
    "Sangat Kurang",
    "Diberikan apabila pegawai yang dinilai kompetensinya jauh dibawah standar kompetensi yang dipersyaratkan pada "
    "jabatan pegawai bersangkutan (Tidak ada Indikator Kompetensi yang dipenuhi)",
    "Kurang memadai",
    "Diberikan apabila pegawai yang dinilai kompetensinya dibawah standar kompetensi yang dipersyaratkan pada jabatan "
    "pegawai yang bersangkutan (1-2 Indikator Kompetensi yang dipenuhi)",
    "Memadai",
    "Diberikan apabila pegawai yang dinilai kompetensinya sesuai standar kompetensi yang dipersyaratkan pada jabatan "
    "pegawai yang bersangkutan (3 Indikator Kompetensi yang dipenuhi)",
    "Diatas Memadai",
    "Diberikan apabila pegawai yang dinilai kompetensinya diatas standar kompetensi yang dipersyaratkan pada jabatan "
    "pegawai yang bersangkutan (3 Indikator Kompetensi dipenuhi dan menunjukkan perilaku di atas level kompetensinya)",
    "Istimewa",
    "Diberikan apabila pegawai yang dinilai kompetensinya jauh diatas standar kompetensi yang dipersyaratkan pada "
    "jabatan pegawai yang bersangkutan (3 Indikator Perilaku dipenuhi dan menunjukkan perilaku jauh di atas level "
    "kompetensinya)",
    "Pimpinan atau Pihak Lain yang Diberikan Penugasan Khusus",
)
TABEL = [55.4, 90.8, 303.6, 353.2, 558.7]
"""Verticals of the regulation's own table, in points (P6:84)."""
ORANG = Identitas(
    nama="Bagas Anggrek Wicaksana, S.Kom.",
    nip="199003032015031001",
    pangkat="Pengatur (II/c)",
    jabatan="Pengadministrasi Pelayanan",
    unit_kerja="Seksi Pelayanan",
)
CAMAT = Identitas(nama="Camat Contoh", nip="197804122005011001", jabatan="Camat", unit_kerja="Kecamatan Contoh")
PUKUL = datetime(2026, 11, 30, 9, tzinfo=UTC)


def form_of(**ubah: Any) -> FormKompetensi:
    baris = tuple(
        BarisFormKompetensi(
            kelompok=satu.kelompok, nama=satu.nama_formulir, angka=(n % 5) + 1, alasan=f"Alasan ke-{n}", level=1
        )
        for n, satu in enumerate(competency_dictionary().kompetensi)
    )
    return replace(
        FormKompetensi(
            skala=competency_scale(),
            baris=baris,
            rekomendasi="Pendampingan di loket",
            pegawai=ORANG,
            penilai=CAMAT,
            pembimbing=CAMAT,
            tempat="Contoh",
            tanggal=date(2026, 11, 30),
            tanggal_berkas=date(2026, 11, 30),
            instansi="PEMERINTAH KABUPATEN CONTOH",
        ),
        **ubah,
    )


def flat(text: str) -> str:
    """Return a text without any white space: cells are read side by side, lines break where the font breaks them."""
    return "".join(text.split())


def squeezed(pages: list[Any]) -> str:
    return "".join(flat(page.text) for page in pages)


def test_that_the_form_bears_the_words_of_the_regulation(read: Read) -> None:
    """Every cell's words stand together in the text of the page, with no value between them."""
    kosong = tuple(replace(satu, angka=None, alasan="") for satu in form_of().baris)
    nobody = Identitas()
    pages = read(
        render_kompetensi(form_of(baris=kosong, rekomendasi="", pegawai=nobody, penilai=nobody, pembimbing=nobody))
    )
    text = squeezed(pages)
    missing = [satu for satu in HALAMAN if flat(satu) not in text]
    assert not missing


@pytest.mark.parametrize("kertas", Kertas, ids=str)
def test_that_its_columns_stand_where_the_regulation_has_them(read: Read, kertas: Kertas) -> None:
    page = read(render_kompetensi(form_of(), kertas=kertas))[0]
    skala = page.width / 612.0
    assert page.width < page.height
    _, top = page.find("Integritas")
    found = list(page.verticals(top + 1, top + 4))
    assert len(found) == len(TABEL)
    assert all(abs(x - tempat * skala) <= 1.0 for x, tempat in zip(found, TABEL, strict=True))


def test_that_values_reasons_and_the_signer_are_printed_and_the_same_gives_the_same_bytes(read: Read) -> None:
    form = form_of(draf=True)
    pdf = render_kompetensi(form)
    text = squeezed(read(pdf))
    assert all(f"Alasanke-{n}" in text for n in range(9))
    assert "Contoh,30November2026" in text
    assert "NIP.197804122005011001" in text
    assert "DRAF" in text
    assert read(pdf)[0].text.split().count("NO") == 3
    assert pdf == render_kompetensi(form)


def test_that_long_reasons_go_on_over_pages_and_nothing_is_lost(read: Read) -> None:
    panjang = " ".join(f"kata{n}" for n in range(120))
    teknis = BarisFormKompetensi(kelompok=K.TEKNIS, nama="Pengelolaan arsip", angka=2, alasan=panjang)
    baris = (*(replace(satu, alasan=panjang) for satu in form_of().baris), teknis)
    pages = read(render_kompetensi(form_of(baris=baris)))
    text = squeezed(pages)
    assert len(pages) > 2
    assert text.count("kata119") == 10
    assert "1.Pengelolaanarsip" in text
    assert "…" not in text.replace("…….", "")


def test_that_the_chart_never_stands_without_its_table(read: Read) -> None:
    riwayat = (("1 Maret 2025", {"Kerjasama": 1}), ("2 Maret 2026", {"Kerjasama": 2}))
    tanpa = read(render_kompetensi(form_of()))
    dengan = read(render_kompetensi(form_of(grafik=True, riwayat=riwayat)))
    assert len(dengan) == len(tanpa) + 1
    text = flat(dengan[-1].text)
    assert "SELISIH" in text
    assert "2Maret2026" in text
    assert "Integritas11-2" in text
    # The chart is the office's own and no page of the form.
    assert "LampirankantorbukanbagianFormatB.1.9" in text.replace(",", "")
    assert "Lampiran1dari1" in text
    assert f"Halaman{len(tanpa)}dari{len(tanpa)}" in flat(dengan[-2].text)
    assert "FormatB.1.9PermenPANRB" not in text
    # Two competencies make no chart; the table remains.
    sedikit = read(render_kompetensi(form_of(baris=form_of().baris[:2], grafik=True)))
    assert "Kurangmemadai" in flat(sedikit[-1].text)


def test_that_the_plan_and_the_list_of_hours_tell_steps_and_sums(read: Read) -> None:
    langkah = LangkahForm(
        kebutuhan="Kompetensi Komunikasi",
        sumber="Penilaian kompetensi",
        bentuk="Pelatihan: Pelayanan prima",
        target="8",
        tenggat="30 Juni 2026",
        status="Selesai",
        dampak="Keluhan berkurang",
        acara=(("Pelatihan pelayanan prima", "2 Juni 2026", "BKPSDM Contoh", "12/X", "8"),),
    )
    rencana = FormPengembangan(
        instansi="PEMERINTAH KABUPATEN CONTOH",
        kantor="Kecamatan Contoh",
        tahun=2026,
        pegawai=ORANG,
        penilai=CAMAT,
        arah_karier="",
        langkah=(langkah,) * 40,
        jam=(("Jam pelajaran", "8 dari 20 JP (kurang 12 JP)"),),
        catatan="",
        dasar="PP Contoh",
        disepakati="Belum disepakati",
        dicetak=PUKUL,
    )
    pages = read(render_pengembangan(rencana))
    text = squeezed(pages)
    assert len(pages) > 1
    assert text.count("Keluhanberkurang") == 40
    assert "kurang12JP" in text
    assert all(flat(satu) in text for satu in ("Pejabat Penilai Kinerja", ORANG.nama, "12/X"))
    sepakat = render_pengembangan(replace(rencana, langkah=(langkah,), tempat="Contoh", tanggal=date(2026, 3, 2)))
    assert squeezed(read(sepakat)).count("Contoh,2Maret2026") == 2
    kosong = read(render_pengembangan(replace(rencana, langkah=(), pegawai=Identitas(), penilai=Identitas())))
    assert "Belumadalangkah" in squeezed(kosong)
    jam = FormJam(
        instansi="PEMERINTAH KABUPATEN CONTOH",
        kantor="Kecamatan Contoh",
        tahun=2026,
        dasar="PP Contoh",
        ringkasan="0 dari 1 pegawai sudah memenuhi; bersama-sama kurang 12 JP.",
        dicetak=PUKUL,
        baris=((ORANG.nama, ORANG.nip, ORANG.jabatan, "8", "12", "0", "3"),),
    )
    text = squeezed(read(render_jam(jam)))
    assert "bersama-samakurang12JP" in text
    assert ORANG.nip in text

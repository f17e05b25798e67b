"""The Surat pengantar says on one page what is in a bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from desktop_app.domain.pegawai import Identitas
from desktop_app.forms import render_pengantar
from desktop_app.forms.values import FormPengantar, JumlahDokumen, Kertas

Read = Callable[[bytes], list[Any]]
SURAT = FormPengantar(
    instansi="PEMERINTAH KABUPATEN CONTOH",
    kantor="Kecamatan Suka Maju",
    kode="99.01.01",
    tujuan="BKPSDM Kabupaten Contoh",
    nomor=12,
    nama_berkas="99.01.01-000012.luring",
    ukuran=1184231,
    dibuat=datetime(2026, 4, 3, 8, 5, tzinfo=timezone(timedelta(hours=7))),
    periode="Triwulan I 2026",
    isi=(JumlahDokumen(jenis="skp", dokumen=25, revisi=40), JumlahDokumen(jenis="unit_kerja", dokumen=1, revisi=2)),
    sidik_jari=("merpati", "gunung", "kelapa", "senja"),
    pembuat=Identitas(nama="Contoh Operator"),
)


def test_that_the_passport_says_what_travels_and_leaves_room_to_sign(read: Read) -> None:
    (page,) = read(render_pengantar(SURAT))
    for words in (
        "SURAT PENGANTAR PAKET DATA",
        "Nomor 99.01.01 / 12",
        "Dari : Kecamatan Suka Maju (99.01.01)",
        "Kepada : BKPSDM Kabupaten Contoh",
        "Ukuran : 1,1 MB",
        "3 April 2026 pukul 08.05 (UTC+07)",
        "Periode : Triwulan I 2026",
        "SKP 25 40",
        "Unit kerja 1 2",
        "Jumlah 26 42",
        "merpati gunung kelapa senja",
        "KODE TERIMA (dari kabupaten)",
        "PENGIRIM",
        "KURIR",
        "(menerima)",
        "Contoh Operator",
        "Halaman 1 dari 1",
    ):
        assert words in page.text, page.text
    assert "diragukan" not in page.text
    assert (page.width, page.height) == (612.0, 936.0)


def test_that_a_doubtful_clock_is_said_to_be_one(read: Read) -> None:
    assert "jam komputer diragukan" in read(render_pengantar(replace(SURAT, jam_diragukan=True)))[0].text


def test_that_who_is_missing_stands_in_it_by_name_and_many_end_in_a_count(read: Read) -> None:
    names = tuple(f"Orang Contoh {n}" for n in range(200))
    page = read(render_pengantar(replace(SURAT, tahun=2026, belum_skp=names, belum_nilai=names[:2])))[0].text
    shown = sum(f"Orang Contoh {n};" in page for n in range(2, 200))
    assert 3 < shown < 198
    assert "SKP 2026 200 orang: Orang Contoh 0; Orang Contoh 1;" in page
    assert "orang lagi" in page
    assert "Penilaian Triwulan I 2026 2 orang: Orang Contoh 0; Orang Contoh 1" in page
    page = read(render_pengantar(replace(SURAT, tahun=2026)))[0].text
    assert page.count("(semua sudah ada)") == 2
    assert "BELUM ADA" not in read(render_pengantar(SURAT))[0].text


def test_that_all_of_it_stays_on_one_page_of_either_paper(read: Read) -> None:
    long = "Bapak Dengan Nama Yang Panjang Sekali dan Gelar Yang Banyak, S.Sos., M.Si."
    isi = tuple(JumlahDokumen(jenis=f"jenis_dokumen_{n}", dokumen=n, revisi=n) for n in range(41))
    form = replace(
        SURAT,
        kantor="Kecamatan " + "Sangat Panjang " * 6,
        isi=isi,
        tahun=2026,
        bukti=12345,
        belum_skp=(long,) * 60,
        belum_nilai=(long,) * 60,
        kurir=long,
        jam_diragukan=True,
    )
    for kertas in Kertas:
        (page,) = read(render_pengantar(form, kertas=kertas))
        assert "TANDA TANGAN" in page.text.upper()
        assert "Bapak Dengan Nama" in page.text

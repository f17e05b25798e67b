"""The agency's choices and the calendar: kept, read in force, imported with a preview, refused with a sentence."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisLibur, JenisPeriode, KelompokSkp, Pendekatan
from desktop_app.domain.ketentuan import HariLibur, Ketentuan
from desktop_app.services.kalender import (
    import_kalender,
    preview_berkas,
    preview_teks,
    read_kalender_kerja,
    show_kalender,
    write_kalender,
)
from desktop_app.services.kalender_baca import read_teks
from desktop_app.services.kantor import Kantor
from desktop_app.services.ketentuan import (
    SumberKetentuan,
    jabatan_butir,
    read_ketentuan,
    show_ketentuan,
    write_ketentuan,
)
from desktop_app.services.pengaturan import Pengaturan, read_pengaturan, write_pengaturan

CAMAT = Ketentuan(
    pimpinan_mandiri=(jabatan_butir("  Camat "), jabatan_butir("camat"), jabatan_butir(" ")),
    pendekatan={KelompokSkp.JA_JF: Pendekatan.KUALITATIF},
    hari_kerja=6,
    periode=JenisPeriode.BULANAN,
)
TEMPEL = """KALENDER CONTOH
1. Kamis, 1 Januari 2026   Tahun Baru Masehi
20-22 Maret 2026 Cuti bersama Contoh
17/8/2026; Hari Kemerdekaan
2026-12-25 | Hari Contoh | libur_daerah
31 Februari 2026 Tidak Ada
Hari yang 2026 tidak tertulis
1 Januari 2027 Tahun berikutnya
17-08-2026 Ditulis lain"""


def code_of(caught: pytest.ExceptionInfo[UserError]) -> str:
    return caught.value.code


def test_that_choices_are_kept_tidied_and_the_same_again_writes_nothing(kantor_unit: Kantor) -> None:
    assert show_ketentuan(kantor_unit).sumber is SumberKetentuan.BAWAAN
    changed = write_ketentuan(kantor_unit, CAMAT)
    kini = show_ketentuan(kantor_unit)
    assert (kini.sumber, kini.boleh_ubah) == (SumberKetentuan.KANTOR, True)
    assert [satu.teks for satu in kini.isi.pimpinan_mandiri] == ["Camat"]
    assert (kini.isi.hari_kerja, kini.isi.pendekatan) == (6, {KelompokSkp.JA_JF: Pendekatan.KUALITATIF})
    assert changed.doc_ids
    assert write_ketentuan(kantor_unit, CAMAT).doc_ids == ()


@pytest.mark.parametrize("salah", [{"hari_kerja": 7}, {"periode": JenisPeriode.TAHUNAN}])
def test_that_a_week_or_a_rhythm_that_there_is_not_is_refused(kantor_unit: Kantor, salah: dict[str, object]) -> None:
    with pytest.raises(UserError) as caught:
        write_ketentuan(kantor_unit, Ketentuan(**salah))  # type: ignore[arg-type]
    assert code_of(caught) == "ketentuan_salah"


def test_that_the_rhythm_is_one_and_the_same_in_both_places(kantor_unit: Kantor) -> None:
    write_pengaturan(kantor_unit, Pengaturan(jenis_periode=JenisPeriode.BULANAN))
    assert read_ketentuan(kantor_unit).periode is JenisPeriode.BULANAN
    write_ketentuan(kantor_unit, Ketentuan(periode=JenisPeriode.TRIWULANAN))
    assert read_pengaturan(kantor_unit).jenis_periode is JenisPeriode.TRIWULANAN
    write_pengaturan(kantor_unit, Pengaturan(jenis_periode=JenisPeriode.BULANAN))
    assert read_ketentuan(kantor_unit).periode is JenisPeriode.BULANAN


def test_that_a_kabupaten_does_not_take_the_choices_of_one_of_its_offices_for_its_own(
    kantor_kabupaten: Kantor,
) -> None:
    isi = b'{"unit_kode":"99.01.09","hari_kerja":6}'
    with kantor_kabupaten.write("uji") as tx:
        tx.save("ketentuan", "ab" * 16, isi, scope="99.01.09", schema=1)
    assert show_ketentuan(kantor_kabupaten).sumber is SumberKetentuan.BAWAAN
    assert read_ketentuan(kantor_kabupaten).hari_kerja == 5


def test_that_pasted_lines_become_days_and_what_is_no_date_is_told(kantor_unit: Kantor) -> None:
    lihat = preview_teks(kantor_unit, 2026, TEMPEL)
    assert [(str(h.tanggal), h.nama, h.jenis) for h in lihat.baru] == [
        ("2026-01-01", "Tahun Baru Masehi", JenisLibur.LIBUR_NASIONAL),
        ("2026-03-20", "Cuti bersama Contoh", JenisLibur.CUTI_BERSAMA),
        ("2026-03-21", "Cuti bersama Contoh", JenisLibur.CUTI_BERSAMA),
        ("2026-03-22", "Cuti bersama Contoh", JenisLibur.CUTI_BERSAMA),
        ("2026-08-17", "Hari Kemerdekaan", JenisLibur.LIBUR_NASIONAL),
        ("2026-12-25", "Hari Contoh", JenisLibur.LIBUR_DAERAH),
    ]
    assert [satu.nomor for satu in lihat.tertolak] == [6, 7]
    assert lihat.tahun_lain == 1
    assert show_kalender(kantor_unit, 2026).hari == (), "a preview writes nothing"
    import_kalender(kantor_unit, lihat, "Keputusan Contoh")
    kini = show_kalender(kantor_unit, 2026)
    assert (len(kini.hari), kini.dasar, kini.terisi) == (6, "Keputusan Contoh", True)
    lagi = preview_teks(kantor_unit, 2026, TEMPEL)
    assert (lagi.baru, lagi.berubah, lagi.sama) == ((), (), 6)
    assert import_kalender(kantor_unit, lagi).doc_ids == ()


@pytest.mark.parametrize(
    ("baris", "hari"),
    [
        ("18, 19 dan 20 Maret 2026 Contoh", [18, 19, 20]),
        ("18 s.d. 20 Maret 2026 Contoh", [18, 19, 20]),
        ("18–19 mar 2026 Contoh", [18, 19]),
        ("20-18 Maret 2026 Contoh", [18, 20]),
        ("0 Maret 2026", []),
        ("99-99-9999", []),
        ("\u0661 Januari 2026", []),
        ("1 Zanuari 2026", []),
    ],
)
def test_that_ranges_are_read_and_nonsense_is_not(baris: str, hari: list[int]) -> None:
    bacaan = read_teks(baris)
    assert [satu.tanggal.day for satu in bacaan.hari] == hari
    assert bool(bacaan.tertolak) is (not hari)


def test_that_a_table_is_imported_from_csv_and_from_xlsx(kantor_unit: Kantor, tmp_path: Path) -> None:
    csv = tmp_path / "libur.csv"
    csv.write_text("Tanggal;Nama;Jenis\n2026-01-01;Tahun Baru;Libur nasional\n16/2/2026;Contoh;cuti bersama\n")
    lihat = preview_berkas(kantor_unit, 2026, csv)
    assert [(h.tanggal.month, h.nama, h.jenis) for h in lihat.baru] == [
        (1, "Tahun Baru", JenisLibur.LIBUR_NASIONAL),
        (2, "Contoh", JenisLibur.CUTI_BERSAMA),
    ]
    import_kalender(kantor_unit, lihat)
    isi = BytesIO()
    buku = xlsxwriter.Workbook(isi)
    lembar = buku.add_worksheet()
    lembar.write_row(0, 0, ["No", "Tanggal", "Keterangan"])
    lembar.write_row(1, 0, [1])
    lembar.write_datetime(1, 1, date(2026, 5, 1), buku.add_format({"num_format": "yyyy-mm-dd"}))
    lembar.write(1, 2, "Hari Contoh")
    buku.close()
    (tmp_path / "libur.xlsx").write_bytes(isi.getvalue())
    import_kalender(kantor_unit, preview_berkas(kantor_unit, 2026, tmp_path / "libur.xlsx"))
    assert [(h.hari.tanggal.month, h.hari.nama) for h in show_kalender(kantor_unit, 2026).hari] == [
        (1, "Tahun Baru"),
        (2, "Contoh"),
        (5, "Hari Contoh"),
    ]
    (tmp_path / "kosong.csv").write_text("tidak;ada\n")
    with pytest.raises(UserError) as caught:
        preview_berkas(kantor_unit, 2026, tmp_path / "kosong.csv")
    assert code_of(caught) == "kalender_kosong"


def test_that_a_calendar_holds_days_of_its_own_year_only(kantor_unit: Kantor) -> None:
    hari = HariLibur(id="salah", tanggal=date(2026, 1, 1))
    for tahun, kode in ((2027, "kalender_tahun_lain"), (1980, "kalender_tahun_salah")):
        with pytest.raises(UserError) as caught:
            write_kalender(kantor_unit, tahun, [hari])
        assert code_of(caught) == kode
    write_kalender(kantor_unit, 2026, [hari, hari])
    assert [satu.hari.id for satu in show_kalender(kantor_unit, 2026).hari] == ["2026-01-01"]


def test_that_working_days_are_counted_with_what_holds_here(kantor_unit: Kantor) -> None:
    assert read_kalender_kerja(kantor_unit).tahun_terisi == frozenset()
    write_kalender(kantor_unit, 2026, [HariLibur(id="", tanggal=date(2026, 1, 1))])
    write_ketentuan(kantor_unit, CAMAT)
    kerja = read_kalender_kerja(kantor_unit)
    assert (kerja.hari_kerja, kerja.libur, kerja.tahun_terisi) == (6, {date(2026, 1, 1)}, {2026})

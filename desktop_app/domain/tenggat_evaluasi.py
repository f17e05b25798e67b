"""Deadlines of evaluation, objection and report as data (P6:90, 114-119), and how certain each judgement is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.periode import Periode
from desktop_app.domain.tenggat import AturanTenggat, HasilTenggat, Tenggat

_JANGKA = "hari kerja sejak jangka waktu evaluasi berakhir"

ATURAN_TENGGAT_EVALUASI: Mapping[str, AturanTenggat] = MappingProxyType(
    {
        satu.kode: satu
        for satu in (
            AturanTenggat(
                kode="evaluasi_tahunan",
                nama="Evaluasi kinerja tahunan",
                dasar="akhir Desember, paling lama akhir Januari tahun berikutnya: halaman 90 angka 8 huruf b",
                segera=10,
            ),
            AturanTenggat(
                kode="evaluasi_periodik",
                nama="Evaluasi kinerja periodik",
                dasar="setiap bulan atau triwulan: halaman 90 angka 8 huruf a; peraturan tidak menyebut hari "
                "terakhirnya, batas aplikasi ini: akhir bulan sesudah periode",
            ),
            AturanTenggat(
                kode="evaluasi_atasan",
                nama="Evaluasi dan tanda tangan oleh atasan pejabat penilai",
                dasar=f"paling lama 14 {_JANGKA}: halaman 90 angka 11, halaman 115-116 angka 8",
                hari=14,
            ),
            AturanTenggat(
                kode="dokumen_diserahkan",
                nama="Dokumen evaluasi disampaikan kepada pegawai",
                dasar="paling lama 14 hari kerja sejak ditandatangani: halaman 114 angka 5",
                hari=14,
            ),
            AturanTenggat(
                kode="dokumen_atasan_diserahkan",
                nama="Dokumen evaluasi (D.1.2) disampaikan kepada pegawai",
                dasar="paling lama 7 hari kerja sejak ditandatangani atasan: halaman 116 angka 9",
                hari=7,
                segera=3,
            ),
            AturanTenggat(
                kode="dokumen_dikembalikan",
                nama="Dokumen evaluasi ditandatangani dan dikembalikan",
                dasar="paling lama 14 hari kerja sejak diterima: halaman 114 angka 6",
                hari=14,
            ),
            AturanTenggat(
                kode="dokumen_atasan_dikembalikan",
                nama="Dokumen evaluasi (D.1.2) ditandatangani dan dikembalikan",
                dasar="paling lama 7 hari kerja sejak diterima: halaman 116 angka 10",
                hari=7,
                segera=3,
            ),
            AturanTenggat(
                kode="keberatan_diajukan",
                nama="Keberatan diajukan",
                dasar="paling lama 14 hari kerja sejak dokumen diterima: halaman 117 huruf B angka 2",
                hari=14,
            ),
            AturanTenggat(
                kode="keberatan_diputus",
                nama="Keputusan atas keberatan",
                dasar="paling lama 7 hari kerja sejak keberatan diterima: halaman 117 huruf B angka 6",
                hari=7,
                segera=3,
            ),
            AturanTenggat(
                kode="dokumen_dilaporkan",
                nama="Dokumen evaluasi dilaporkan kepada PyB",
                dasar=f"paling lama 30 {_JANGKA}: halaman 115 angka 7",
                hari=30,
                segera=10,
            ),
            AturanTenggat(
                kode="dokumen_atasan_dilaporkan",
                nama="Dokumen evaluasi (D.1.2) dilaporkan kepada PyB",
                dasar=f"paling lama 30 {_JANGKA}: halaman 117 angka 11",
                hari=30,
                segera=10,
            ),
            AturanTenggat(
                kode="dilaporkan_sesudah_keberatan",
                nama="Dokumen evaluasi dilaporkan sesudah keputusan keberatan",
                dasar=f"paling lama 30 {_JANGKA}: halaman 119 angka 8",
                hari=30,
                segera=10,
            ),
        )
    }
)
"""The rules of evaluation by their codes, in the order of the way."""


class Kepastian(StrEnum):
    """What a printed page can claim about a deadline before both offices."""

    TEPAT = "tepat"
    TERLAMBAT = "terlambat"
    TIDAK_TERBUKTI = "tidak_terbukti"
    BERJALAN = "berjalan"


def certainty_of(tenggat: Tenggat) -> Kepastian:
    """Return how certain a judgement is.

    Where nobody has given the holidays of a year the limit is counted too early, never too late: "in time" stays
    certain, "late" does not.
    """
    if tenggat.hasil is HasilTenggat.TERPENUHI:
        return Kepastian.TEPAT
    if tenggat.hasil in (HasilTenggat.TERPENUHI_TERLAMBAT, HasilTenggat.TERLEWAT):
        return Kepastian.TIDAK_TERBUKTI if tenggat.tahun_kosong and tenggat.aturan.hari else Kepastian.TERLAMBAT
    if tenggat.hasil is HasilTenggat.TIDAK_TERBUKTI:
        return Kepastian.TIDAK_TERBUKTI
    return Kepastian.BERJALAN


def penilaian_rule(periode: Periode) -> str:
    """Return which rule says until when a period is evaluated."""
    return "evaluasi_tahunan" if periode.jenis is JenisPeriode.TAHUNAN else "evaluasi_periodik"


def report_rule(*, oleh_atasan: bool, keberatan: bool) -> str:
    """Return which rule says until when a document is reported."""
    if keberatan:
        return "dilaporkan_sesudah_keberatan"
    return "dokumen_atasan_dilaporkan" if oleh_atasan else "dokumen_dilaporkan"

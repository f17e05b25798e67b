"""Deadlines: what is due, met, late, or cannot be proven, each with its basis; a doubtful date accuses nobody.

A rule is data: an event, and so many working days after it, or a day of the calendar. The rules here are those of
planning; those of evaluation (P6:90, 114-119) are more lines of the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import msgspec

from desktop_app.domain.hari_kerja import KalenderKerja, add_hari_kerja, count_hari_kerja, tahun_tanpa_kalender


class HasilTenggat(StrEnum):
    """What can be said of a deadline."""

    BELUM = "belum"
    JATUH_TEMPO = "jatuh_tempo"
    TERLEWAT = "terlewat"
    TERPENUHI = "terpenuhi"
    TERPENUHI_TERLAMBAT = "terpenuhi_terlambat"
    TIDAK_TERBUKTI = "tidak_terbukti"


class Bukti(msgspec.Struct, frozen=True, kw_only=True):
    """A day that something happened on; ``ragu`` where it rests on a clock that could not be believed."""

    tanggal: date
    ragu: bool = False


class AturanTenggat(msgspec.Struct, frozen=True, kw_only=True):
    """One rule: ``hari`` working days after the event that starts it, or (0) the very day that is given as the limit.

    ``berbatas`` is False where the regulation asks for something and names no limit. From ``segera`` working days
    before the limit on it is near. ``dasar`` says in words where it stands.
    """

    kode: str
    nama: str
    dasar: str
    hari: int = 0
    segera: int = 5
    berbatas: bool = True


class Tenggat(msgspec.Struct, frozen=True, kw_only=True):
    """A rule held against what happened.

    ``sisa`` are the working days left, negative once it is over, None where nothing can be counted. ``tahun_kosong``
    are years whose calendar is missing, so that the count knows weekends only.
    """

    aturan: AturanTenggat
    hasil: HasilTenggat
    batas: date | None = None
    sisa: int | None = None
    tahun_kosong: tuple[int, ...] = ()


ATURAN_TENGGAT: Mapping[str, AturanTenggat] = MappingProxyType(
    {
        satu.kode: satu
        for satu in (
            AturanTenggat(
                kode="skp_ditetapkan",
                nama="SKP ditetapkan",
                dasar="paling lambat akhir Januari: Pasal 14 ayat (1), halaman 10; halaman 65 huruf C angka 4",
                segera=10,
            ),
            AturanTenggat(
                kode="skp_sesudah_januari",
                nama="SKP ditetapkan (mulai sesudah Januari)",
                dasar="peraturan tidak menyebut batas hari bagi SKP yang mulai sesudah Januari; "
                "batas aplikasi ini: 30 hari sejak hari pertama",
                segera=10,
            ),
            AturanTenggat(
                kode="klarifikasi_atasan",
                nama="Dialog kinerja dengan atasan pejabat penilai",
                dasar="bila pejabat penilai tidak menetapkan sampai akhir Januari: halaman 65 huruf C angka 5; "
                "SKP yang mulai sesudah Januari: sampai 30 hari sejak hari pertama, batas aplikasi ini",
                berbatas=False,
            ),
            AturanTenggat(
                kode="skp_jabatan_baru",
                nama="SKP pada jabatan baru",
                dasar="pindah jabatan setelah SKP ditetapkan: halaman 65 huruf C angka 6; "
                "peraturan tidak menyebut batas hari",
                berbatas=False,
            ),
            AturanTenggat(
                kode="skp_penilai_baru",
                nama="Klarifikasi dengan pejabat penilai yang baru",
                dasar="pejabat penilai berganti: halaman 65 huruf C angka 7; peraturan tidak menyebut batas hari",
                berbatas=False,
            ),
            AturanTenggat(
                kode="pengajuan_menunggu",
                nama="SKP diajukan, menunggu ditetapkan",
                dasar="SKP ditetapkan pejabat penilai: Pasal 14 ayat (3), halaman 10; batasnya akhir Januari",
                berbatas=False,
            ),
            AturanTenggat(
                kode="adendum_menunggu",
                nama="Adendum diajukan, menunggu jawaban",
                dasar="SKP dikembangkan di tahun berjalan: Pasal 14 ayat (2) dan (3), halaman 10; "
                "peraturan tidak menyebut batas hari",
                berbatas=False,
            ),
        )
    }
)
"""The rules of planning by their codes."""


def judge_tenggat(
    aturan: AturanTenggat,
    awal: Bukti,
    selesai: Bukti | None,
    hari_ini: date | None,
    kalender: KalenderKerja,
) -> Tenggat:
    """Return what can be said of one deadline.

    ``awal`` is the event that starts it (or the limit itself, where the rule counts no days), ``selesai`` when it was
    done, ``hari_ini`` today, None where the computer's date is doubtful: then nothing is near or over. A doubtful
    date proves neither that it was kept nor that it was not.
    """
    if not aturan.berbatas:
        lama = None if awal.ragu or hari_ini is None else -count_hari_kerja(kalender, awal.tanggal, hari_ini)
        return Tenggat(aturan=aturan, hasil=HasilTenggat.TERPENUHI if selesai else HasilTenggat.BELUM, sisa=lama)
    batas = add_hari_kerja(kalender, awal.tanggal, aturan.hari)
    kosong = tahun_tanpa_kalender(kalender, awal.tanggal, batas) if aturan.hari else ()
    if awal.ragu or (selesai.ragu if selesai else hari_ini is None):
        return Tenggat(aturan=aturan, hasil=HasilTenggat.TIDAK_TERBUKTI, batas=batas, tahun_kosong=kosong)
    if selesai is not None:
        tepat = selesai.tanggal <= batas
        hasil = HasilTenggat.TERPENUHI if tepat else HasilTenggat.TERPENUHI_TERLAMBAT
        return Tenggat(aturan=aturan, hasil=hasil, batas=batas, tahun_kosong=kosong)
    assert hari_ini is not None, "a doubtful day was told apart above"
    sisa = count_hari_kerja(kalender, hari_ini, batas)
    if hari_ini > batas:
        hasil = HasilTenggat.TERLEWAT
    else:
        hasil = HasilTenggat.JATUH_TEMPO if sisa <= aturan.segera else HasilTenggat.BELUM
    kosong = kosong or tahun_tanpa_kalender(kalender, hari_ini, batas)
    return Tenggat(aturan=aturan, hasil=hasil, batas=batas, sisa=sisa, tahun_kosong=kosong)

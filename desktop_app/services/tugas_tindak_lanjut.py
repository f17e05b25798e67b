"""What waits of follow-ups, for the first page: those one sees to, and those of one's people that are overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.tindak_lanjut import BarisTindakLanjut, list_tindak_lanjut
from desktop_app.services.tugas_pertukaran import Mendesak

TINGKAT_LANJUT = MappingProxyType(
    {
        "tindak-lanjut-saya": Mendesak.PERLU,
        "tindak-lanjut-lewat": Mendesak.PERLU,
        "tindak-lanjut-untuk-saya": Mendesak.KABAR,
    }
)
"""How urgent each line is while nothing is overdue."""


@dataclass(frozen=True)
class TindakLanjutMenunggu:
    """One line: its code, its sentence, how many it is about, how many of them are overdue, the one to open."""

    kode: str
    kalimat: str
    jumlah: int
    lewat: int
    doc_id: str = ""


def waiting_tindak_lanjut(kantor: Kantor) -> Iterator[TindakLanjutMenunggu]:
    """Yield what waits for who acts; on a computer whose date is doubtful nothing is called overdue."""
    saya = kantor.pelaku.pegawai_id
    if not kantor.pelaku.reach(Wewenang.LIHAT_PENILAIAN):
        return
    semua = list_tindak_lanjut(kantor)
    milik = [satu for satu in semua if saya and satu.oleh_id == saya]
    if milik:
        kalimat = _("{jumlah} tindak lanjut penilaian menjadi tugas Anda{ekor}")
        yield _line("tindak-lanjut-saya", kalimat, milik)
    mengelola = kantor.pelaku.reach(Wewenang.KELOLA_TINDAK_LANJUT)
    lain = [satu for satu in semua if satu.oleh_id != saya and satu.lewat and satu.boleh_ubah]
    if lain and mengelola is not Jangkauan.TIDAK:
        yield _line("tindak-lanjut-lewat", _("{jumlah} tindak lanjut pegawai lewat tenggat{ekor}"), lain)
    tentang = [satu for satu in semua if satu.pegawai_id == saya and satu.oleh_id != saya]
    if tentang and saya:
        kalimat = _("{jumlah} tindak lanjut direncanakan untuk Anda")
        yield TindakLanjutMenunggu(
            "tindak-lanjut-untuk-saya", kalimat.format(jumlah=len(tentang)), len(tentang), 0, _only(tentang)
        )


def _line(kode: str, kata: str, semua: list[BarisTindakLanjut]) -> TindakLanjutMenunggu:
    lewat = [satu for satu in semua if satu.lewat]
    batas = min((satu.isi.tenggat for satu in semua if satu.isi.tenggat), default=None)
    if lewat:
        ekor = _(" (paling lama lewat {hari} hari)").format(hari=max(satu.lewat for satu in lewat))
    elif batas is not None:
        ekor = _(" (terdekat {tanggal})").format(tanggal=format_tanggal(batas))
    else:
        ekor = ""
    kalimat = kata.format(jumlah=len(semua), ekor=ekor)
    return TindakLanjutMenunggu(kode, kalimat, len(semua), len(lewat), _only(semua))


def _only(semua: list[BarisTindakLanjut]) -> str:
    return semua[0].id if len(semua) == 1 else ""

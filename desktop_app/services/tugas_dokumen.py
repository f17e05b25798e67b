"""What evaluation documents ask of the person who is logged in: hand over, sign, return, report, each in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.domain.istilah_kinerja import JenisPeristiwa as J
from desktop_app.domain.tenggat import HasilTenggat
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.jalan_dokumen import BarisJalan, list_jalan_dokumen
from desktop_app.services.kantor import Kantor, intention


@dataclass(frozen=True)
class TugasDokumen:
    """One line: how many documents wait for the same step; ``lewat`` and ``segera`` of them are over or nearly."""

    kode: str
    kalimat: str
    jumlah: int
    lewat: int
    segera: int
    doc_id: str = ""


KATA: Mapping[J, tuple[str, str]] = MappingProxyType(
    {
        J.DISERAHKAN: ("dokumen-serah", "{jumlah} dokumen evaluasi belum diserahkan kepada pegawai{ekor}"),
        J.DITANDATANGANI_PEGAWAI: ("dokumen-tanda", "{jumlah} dokumen evaluasi menunggu tanda tangan Anda{ekor}"),
        J.DITERIMA: ("dokumen-terima", "{jumlah} dokumen evaluasi untuk Anda: catat bila sudah diterima{ekor}"),
        J.DIKEMBALIKAN: ("dokumen-kembali", "{jumlah} dokumen evaluasi belum kembali dari pegawai{ekor}"),
        J.DILAPORKAN: ("dokumen-lapor", "{jumlah} dokumen evaluasi belum dilaporkan kepada PyB{ekor}"),
    }
)
_SENDIRI = (J.DITERIMA, J.DITANDATANGANI_PEGAWAI)
"""What is asked of the employee alone; of others it would be a list of what they wait for."""


@intention(Wewenang.RINGKASAN)
def list_tugas_dokumen(kantor: Kantor) -> tuple[TugasDokumen, ...]:
    """Return what waits of the documents that who acts may record steps of; nothing where he may record none.

    On a computer whose date is doubtful nothing is called overdue.
    """
    if not kantor.pelaku.reach(Wewenang.CATAT_DOKUMEN) or not kantor.pelaku.reach(Wewenang.LIHAT_PENILAIAN):
        return ()
    kelompok: dict[J, list[BarisJalan]] = {}
    sendiri = kantor.pelaku.pegawai_id
    for satu in list_jalan_dokumen(kantor, terbuka=True):
        jenis = satu.berikut[0] if satu.berikut else None
        if jenis is not None and jenis in KATA and (jenis not in _SENDIRI or satu.pegawai_id == sendiri):
            kelompok.setdefault(jenis, []).append(satu)
    return tuple(_line(jenis, kelompok[jenis]) for jenis in KATA if jenis in kelompok)


def _line(jenis: J, semua: list[BarisJalan]) -> TugasDokumen:
    hasil = [satu.tenggat.tenggat.hasil for satu in semua if satu.tenggat is not None]
    lewat, segera = hasil.count(HasilTenggat.TERLEWAT), hasil.count(HasilTenggat.JATUH_TEMPO)
    kode, kata = KATA[jenis]
    ekor = _(" ({jumlah} lewat batas)") if lewat else _(" ({jumlah} hampir jatuh tempo)") if segera else ""
    ekor = ekor.format(jumlah=lewat or segera)
    satu = semua[0].penilaian_id if len(semua) == 1 else ""
    return TugasDokumen(kode, _(kata).format(jumlah=len(semua), ekor=ekor), len(semua), lewat, segera, satu)

"""What waits of guidance and counselling, for the first page: reports upwards, answers, the next section of a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.istilah_pengembangan import BagianKonseling, StatusKonseling
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.bimbingan_baca import list_bimbingan
from desktop_app.services.kantor import Kantor
from desktop_app.services.konseling import steps_for
from desktop_app.services.konseling_buka import cases_of

_MENUNGGU = {
    StatusKonseling.DILAPORKAN: BagianKonseling.PENETAPAN,
    StatusKonseling.DITETAPKAN: BagianKonseling.REKAMAN,
    StatusKonseling.DILAKSANAKAN: BagianKonseling.TINDAK_LANJUT,
}


@dataclass(frozen=True)
class PembinaanMenunggu:
    """One line: its code, its sentence, the page, how many it is about."""

    kode: str
    kalimat: str
    halaman: str
    jumlah: int


def waiting_pembinaan(kantor: Kantor) -> Iterator[PembinaanMenunggu]:
    """Yield what waits for who acts; a line about counselling names nobody, since the first page is seen by others."""
    if not kantor.pelaku.reach(Wewenang.LIHAT_PENILAIAN):
        return
    semua = list_bimbingan(kantor) if kantor.pelaku.pegawai_id else ()
    lapor = sum(satu.langkah.startswith("lapor") for satu in semua)
    if lapor:
        kalimat = _("{jumlah} hasil bimbingan belum Anda laporkan ke atas").format(jumlah=lapor)
        yield PembinaanMenunggu("bimbingan-lapor", kalimat, "bimbingan", lapor)
    umpan = sum(satu.langkah == "umpan_balik" for satu in semua)
    if umpan:
        kalimat = _("{jumlah} bimbingan menunggu umpan balik Anda").format(jumlah=umpan)
        yield PembinaanMenunggu("bimbingan-umpan", kalimat, "bimbingan", umpan)
    tunggu = sum(_MENUNGGU.get(satu.status) in steps_for(kantor, satu) for satu in cases_of(kantor))
    if tunggu:
        kalimat = _("{jumlah} perkara konseling menunggu Anda").format(jumlah=tunggu)
        yield PembinaanMenunggu("konseling-menunggu", kalimat, "konseling", tunggu)

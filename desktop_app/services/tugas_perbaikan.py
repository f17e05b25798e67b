"""What waits of complaints and improvements, for the first page: one's own, and the office's for who manages them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.istilah_pengembangan import StatusPengaduan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.pengaduan import KIND as PENGADUAN
from desktop_app.services.perbaikan import KIND, TERBUKA


@dataclass(frozen=True)
class PerbaikanMenunggu:
    """One line: its code, its sentence, its page, the document where there is only one, and whether it is late."""

    kode: str
    kalimat: str
    halaman: str
    jumlah: int
    doc_id: str = ""
    lewat: bool = False


def waiting_perbaikan(kantor: Kantor, hari: date | None) -> Iterator[PerbaikanMenunggu]:
    """Yield what waits for who acts; ``hari`` is today, None on a doubtful clock: then nothing is late.

    Who manages improvements sees the office's, anybody else those that he himself is to see to.
    """
    saya = kantor.pelaku.pegawai_id
    kelola = kantor.pelaku.reach(Wewenang.KELOLA_PERBAIKAN) is Jangkauan.SEMUA
    where: dict[str, str | list[str]] = {"status": [satu.value for satu in TERBUKA]}
    if not kelola:
        if not saya:
            return
        where["penanggung_jawab_id"] = saya
    terbuka = kantor.store.find(KIND, where=where, bodies=False)
    kini = hari.isoformat() if hari is not None else ""
    lewat = [satu for satu in terbuka if kini and "" < str(satu.columns["tenggat"] or "") < kini]
    if lewat:
        kalimat = _("{jumlah} perbaikan layanan lewat tenggatnya").format(jumlah=len(lewat))
        satu = lewat[0].doc_id if len(lewat) == 1 else ""
        yield PerbaikanMenunggu("perbaikan-lewat", kalimat, "perbaikan", len(lewat), satu, True)
    if sisa := len(terbuka) - len(lewat):
        kalimat = _("{jumlah} perbaikan layanan sedang berjalan").format(jumlah=sisa)
        satu = terbuka[0].doc_id if len(terbuka) == 1 else ""
        yield PerbaikanMenunggu("perbaikan-terbuka", kalimat, "perbaikan", sisa, satu)
    if kantor.pelaku.reach(Wewenang.CATAT_PENGADUAN) is Jangkauan.SEMUA:
        baru = kantor.store.count(PENGADUAN, where={"status": StatusPengaduan.DITERIMA.value})
        if baru:
            kalimat = _("{jumlah} pengaduan belum ditangani").format(jumlah=baru)
            yield PerbaikanMenunggu("pengaduan-baru", kalimat, "pengaduan", baru)

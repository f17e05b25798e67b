"""What waits of rounds, for the first page: sheets to answer, and for who manages rounds what is over or lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.istilah_pengembangan import StatusPutaran
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.putaran import KIND, list_putaran
from desktop_app.services.putaran_jawab import list_lembar_putaran


@dataclass(frozen=True)
class PutaranMenunggu:
    """One line: its code, its sentence, the round to open ("" for the sheets), how many it is about."""

    kode: str
    kalimat: str
    doc_id: str
    jumlah: int


def waiting_putaran(kantor: Kantor, hari: date | None) -> Iterator[PutaranMenunggu]:
    """Yield what waits for who acts; ``hari`` is today, None where the computer's date is doubtful."""
    if not kantor.store.count(KIND, where={"status": StatusPutaran.DIBUKA.value}):
        return
    lembar = [s for p in list_lembar_putaran(kantor) if p.di_sini and not p.hilang for s in p.lembar if not s.sudah]
    if len(lembar) == 1:
        kalimat = _("Anda diminta menjawab umpan balik tentang {nama}").format(nama=lembar[0].tentang)
        yield PutaranMenunggu("putaran-diminta", kalimat, "", 1)
    elif lembar:
        kalimat = _("Anda diminta menjawab {jumlah} lembar umpan balik").format(jumlah=len(lembar))
        yield PutaranMenunggu("putaran-diminta", kalimat, "", len(lembar))
    if kantor.pelaku.reach(Wewenang.KELOLA_PUTARAN) is not Jangkauan.SEMUA:
        return
    for satu in list_putaran(kantor):
        if satu.hilang:
            kalimat = _("Jawaban putaran {nama} hilang: buka ulang atau akhiri").format(nama=satu.nama)
            yield PutaranMenunggu("putaran-hilang", kalimat, satu.id, 1)
        elif satu.di_sini and hari is not None and satu.selesai is not None and satu.selesai < hari:
            kalimat = _("Hari terakhir putaran {nama} sudah lewat: tutup putarannya").format(nama=satu.nama)
            yield PutaranMenunggu("putaran-lewat", kalimat, satu.id, 1)

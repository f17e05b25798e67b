"""What development asks of the first page: in the last quarter, plans of the year whose hours are still missing.

Only plans that somebody began are told: an office that keeps its hours elsewhere is not reminded of them here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.codec import decode_as
from desktop_app.domain.hitung_jp import JumlahJp, count_hours
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.jangkauan import find_reached
from desktop_app.services.kantor import Kantor

BULAN_AWAL = 10
"""The month from which missing hours are told: the last quarter leaves time to attend something."""


@dataclass(frozen=True)
class PengembanganMenunggu:
    """One line: its code, its sentence, how many plans it is about, and the plan to open where it is one."""

    kode: str
    kalimat: str
    jumlah: int
    doc_id: str = ""


def waiting_pengembangan(kantor: Kantor, hari: date | None) -> Iterator[PengembanganMenunggu]:
    """Yield what waits for who acts; nothing before the last quarter and on a computer whose date is doubtful."""
    if hari is None or hari.month < BULAN_AWAL or not kantor.pelaku.reach(Wewenang.SUSUN_PENGEMBANGAN):
        return
    saya = kantor.pelaku.pegawai_id
    kurang: list[tuple[str, str, JumlahJp]] = []
    for satu in find_reached(kantor, Wewenang.SUSUN_PENGEMBANGAN, "rencana_pengembangan", where={"tahun": hari.year}):
        isi = decode_as(RencanaPengembangan, satu.body)
        jam = count_hours(isi)
        if jam.kurang and not satu.conflicts:
            kurang.append((satu.doc_id, isi.pegawai_id, jam))
    for doc_id, orang, jam in kurang:
        if saya and orang == saya:
            kalimat = _("JP Anda tahun {tahun} masih kurang {kurang} dari {target}")
            kata = kalimat.format(tahun=hari.year, kurang=jam.kurang, target=jam.target)
            yield PengembanganMenunggu("jp-saya", kata, 1, doc_id)
    lain = [doc_id for doc_id, orang, _jam in kurang if not saya or orang != saya]
    if lain and kantor.pelaku.reach(Wewenang.SUSUN_PENGEMBANGAN) > Jangkauan.SENDIRI:
        kata = _("{jumlah} rencana pengembangan belum memenuhi JP tahun {tahun}")
        kalimat = kata.format(jumlah=len(lain), tahun=hari.year)
        yield PengembanganMenunggu("jp-pegawai", kalimat, len(lain), lain[0] if len(lain) == 1 else "")

"""Decisions about what was kept aside, files and records: kept for good, in the order in which they were made."""

from __future__ import annotations

import msgspec

from db import Transaction
from desktop_app.services.kantor import Kantor

RUANG_PUTUSAN = "putusan_ditahan"
DIIZINKAN, DIBIARKAN, TETAP = "diizinkan", "dibiarkan", "tetap"


class Putusan(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: about a file (its hash) or a record (its id), what was decided, in whose words, by whom, when.

    ``apa`` is ``berkas`` or ``catatan``; ``putusan`` is ``diizinkan``, ``dibiarkan`` or ``tetap`` (judged again and
    still held, for ``alasan``). ``urutan`` counts the decisions.
    """

    apa: str
    tentang: str
    putusan: str
    asal: str
    nomor: int
    alasan: str
    catatan: str
    siapa: str
    waktu: str
    ragu: bool
    urutan: int


def read_putusan(kantor: Kantor) -> list[Putusan]:
    """Return the decisions as they are kept, the last first."""
    semua = [msgspec.json.decode(raw, type=Putusan) for _, raw in kantor.store.items(RUANG_PUTUSAN)]
    return sorted(semua, key=lambda satu: satu.urutan, reverse=True)


def keep_putusan(
    kantor: Kantor,
    tx: Transaction,
    *,
    apa: str,
    tentang: str,
    putusan: str,
    asal: str = "",
    nomor: int = 0,
    alasan: str = "",
    catatan: str = "",
) -> None:
    """Keep one decision within the transaction that carries it out."""
    claim, urutan = kantor.claim(), len(kantor.store.items(RUANG_PUTUSAN)) + 1
    satu = Putusan(
        apa=apa,
        tentang=tentang,
        putusan=putusan,
        asal=asal,
        nomor=nomor,
        alasan=alasan,
        catatan=catatan.strip(),
        siapa=kantor.who,
        waktu=claim.t,
        ragu=claim.doubt,
        urutan=urutan,
    )
    tx.put(RUANG_PUTUSAN, f"{urutan:09d}", msgspec.json.encode(satu))

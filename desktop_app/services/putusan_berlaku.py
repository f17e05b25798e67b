"""What counts after a decision on an objection: the new predicate beside the old one, for lists and the yearly chain.

A decision counts for the version of the evaluation that it was about (P6:117 points 5-8), and for a later one that says
exactly the same. One that names who assessed, or the employee, as the superior counts for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.services.jangkauan_keberatan import assessors_of
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan_menahan import says_same


@dataclass(frozen=True)
class HasilBerlaku:
    """What a decision says of an evaluation: ratings and predicate are None where it confirms the result."""

    putusan_id: str
    keputusan: KeputusanKeberatan
    tanggal: date | None
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    predikat: Predikat | None = None


def decided_results(kantor: Kantor, penilaian_ids: Collection[str] | None = None) -> Mapping[str, HasilBerlaku]:
    """Return the decisions that count by the evaluation they are about; None asks for all.

    Of several (two objections) the one of the latest day counts, on one day the last by its id.
    """
    where: dict[str, object] = {"status": StatusPutusan.DITETAPKAN.value}
    if penilaian_ids is not None:
        if not penilaian_ids:
            return {}
        where["penilaian_id"] = sorted(penilaian_ids)
    semua: dict[str, list[tuple[str, PutusanKeberatan]]] = {}
    for satu in kantor.store.find("putusan_keberatan", where=where):
        if not satu.conflicts:
            isi = decode_as(PutusanKeberatan, satu.body)
            semua.setdefault(isi.penilaian_id, []).append((satu.doc_id, isi))
    kini = kantor.store.documents(semua)
    hasil: dict[str, HasilBerlaku] = {}
    for penilaian_id, ada in semua.items():
        dokumen = kini.get(penilaian_id)
        sah = [satu for satu in ada if dokumen is not None and _counts(kantor, dokumen, satu[1])]
        if not sah:
            continue
        doc_id, isi = max(sah, key=lambda satu: _order(*satu))
        assert isi.keputusan is not None
        hasil[penilaian_id] = HasilBerlaku(
            doc_id, isi.keputusan, isi.tanggal, isi.rating_hasil, isi.rating_perilaku, isi.predikat
        )
    return hasil


def _counts(kantor: Kantor, dokumen: Document, isi: PutusanKeberatan) -> bool:
    if dokumen.deleted or isi.keputusan is None or not says_same(kantor.store, isi.penilaian_rev, dokumen):
        return False
    bukan = assessors_of(kantor.store, dokumen.doc_id) | {isi.pegawai_id}
    return not isi.atasan_id or isi.atasan_id not in bukan


def _order(doc_id: str, isi: PutusanKeberatan) -> tuple[str, str]:
    return (isi.tanggal.isoformat() if isi.tanggal else "", doc_id)


def effective_predikat(kantor: Kantor, penilaian_id: str, predikat: Predikat | None) -> Predikat | None:
    """Return the predicate that counts: that of a decision which changed the result, else the evaluation's own."""
    satu = decided_results(kantor, [penilaian_id]).get(penilaian_id)
    return satu.predikat if satu is not None and satu.predikat is not None else predikat

"""What counts after a decision on an objection: the new predicate beside the old one, for lists and the yearly chain.

A decision counts for the very version of the evaluation that it was about (P6:117 points 5-8); one that was reopened
and corrected since then stands on its own again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.services.kantor import Kantor


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
    semua: dict[str, tuple[str, PutusanKeberatan]] = {}
    for satu in kantor.store.find("putusan_keberatan", where=where):
        isi = decode_as(PutusanKeberatan, satu.body)
        lain = semua.get(isi.penilaian_id)
        if satu.conflicts or (lain is not None and _order(*lain) > _order(satu.doc_id, isi)):
            continue
        semua[isi.penilaian_id] = (satu.doc_id, isi)
    kini = kantor.store.documents(semua)
    hasil: dict[str, HasilBerlaku] = {}
    for penilaian_id, (doc_id, isi) in semua.items():
        dokumen = kini.get(penilaian_id)
        if isi.keputusan is None or dokumen is None or isi.penilaian_rev not in dokumen.heads:
            continue
        hasil[penilaian_id] = HasilBerlaku(
            doc_id, isi.keputusan, isi.tanggal, isi.rating_hasil, isi.rating_perilaku, isi.predikat
        )
    return hasil


def _order(doc_id: str, isi: PutusanKeberatan) -> tuple[str, str]:
    return (isi.tanggal.isoformat() if isi.tanggal else "", doc_id)


def effective_predikat(kantor: Kantor, penilaian_id: str, predikat: Predikat | None) -> Predikat | None:
    """Return the predicate that counts: that of a decision which changed the result, else the evaluation's own."""
    satu = decided_results(kantor, [penilaian_id]).get(penilaian_id)
    return satu.predikat if satu is not None and satu.predikat is not None else predikat

"""The predicate of a final evaluation that counts today, for everything that is made of it afterwards."""

from __future__ import annotations

import msgspec

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import Predikat, StatusPenilaian
from desktop_app.domain.penilaian import Penilaian
from desktop_app.services.kantor import Kantor
from desktop_app.services.putusan_berlaku import HasilBerlaku, decided_results, effective_predikat


def as_decided(isi: Penilaian, putusan: HasilBerlaku | None) -> Penilaian:
    """Return an evaluation with the ratings and the predicate that a decision put in place of its own (P6:118)."""
    if putusan is None or putusan.predikat is None:
        return isi
    return msgspec.structs.replace(
        isi, rating_hasil=putusan.rating_hasil, rating_perilaku=putusan.rating_perilaku, predikat=putusan.predikat
    )


def decided_penilaian(kantor: Kantor, penilaian_id: str, isi: Penilaian) -> Penilaian:
    """Return one evaluation as it counts today."""
    return as_decided(isi, decided_results(kantor, [penilaian_id]).get(penilaian_id))


def predikat_in_force(kantor: Kantor, penilaian_id: str) -> Predikat | None:
    """Return the predicate that counts for a final evaluation: its own, or that of a decision on an objection.

    None for a draft, for one on which versions disagree, and where there is no evaluation.
    """
    dokumen = kantor.store.document(penilaian_id) if penilaian_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian" or dokumen.conflicts:
        return None
    isi = decode_as(Penilaian, dokumen.body)
    if isi.status is not StatusPenilaian.FINAL:
        return None
    return effective_predikat(kantor, penilaian_id, isi.predikat)

"""The predicate of an evaluation that counts: its own, or the one that a decision on an objection put in its place."""

from __future__ import annotations

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import Predikat, StatusPenilaian
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.services.kantor import Kantor


def changed_by_objection(kantor: Kantor, penilaian_id: str) -> PutusanKeberatan | None:
    """Return the determined decision that changed the result of an evaluation (P6:118); None where there is none.

    A decision counts only for the revision of the evaluation that it was made about, and not while versions disagree.
    """
    for satu in kantor.store.find("putusan_keberatan", where={"penilaian_id": penilaian_id}):
        isi = decode_as(PutusanKeberatan, satu.body)
        tetap = isi.status is StatusPutusan.DITETAPKAN and isi.keputusan is KeputusanKeberatan.MENGUBAH
        if tetap and isi.predikat is not None and not satu.conflicts and _is_about(kantor, isi):
            return isi
    return None


def _is_about(kantor: Kantor, putusan: PutusanKeberatan) -> bool:
    dokumen = kantor.store.document(putusan.penilaian_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian":
        return False
    return not putusan.penilaian_rev or putusan.penilaian_rev in dokumen.heads


def predikat_in_force(kantor: Kantor, penilaian_id: str) -> Predikat | None:
    """Return the predicate that counts for a final evaluation; None for a draft, and where there is no evaluation."""
    dokumen = kantor.store.document(penilaian_id) if penilaian_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian" or dokumen.conflicts:
        return None
    isi = decode_as(Penilaian, dokumen.body)
    if isi.status is not StatusPenilaian.FINAL:
        return None
    putusan = changed_by_objection(kantor, penilaian_id)
    return putusan.predikat if putusan is not None else isi.predikat

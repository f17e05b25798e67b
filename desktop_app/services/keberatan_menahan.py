"""What an objection holds: while it is undecided, and after its decision, the assessor does not reopen the result.

The regulation lets the superior confirm or change a result (P6:117 points 5-8); the assessor has no way around him.
"""

from __future__ import annotations

from collections.abc import Iterator

from db import Document, Store
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.keberatan import Keberatan, PutusanKeberatan
from desktop_app.domain.penilaian import Penilaian


def says_same(store: Store, rev_id: str, dokumen: Document) -> bool:
    """Tell whether the evaluation that holds is the version ``rev_id``, or a later one that says exactly the same.

    Versions that agree are joined into a new one by themselves: that changes nobody's result.
    """
    if rev_id in dokumen.heads:
        return True
    dulu = store.revision(rev_id) if rev_id else None
    if dulu is None or dulu.doc_id != dokumen.doc_id or dulu.deleted or dulu.erased or not dulu.body:
        return False
    if dokumen.deleted or dokumen.conflicts:
        return False
    return decode_as(Penilaian, dulu.body) == decode_as(Penilaian, dokumen.body)


def decisions_about(store: Store, penilaian_id: str) -> Iterator[tuple[str, PutusanKeberatan]]:
    """Return (id, decision) of everything that was begun or determined about the version that holds."""
    dokumen = store.document(penilaian_id)
    if dokumen is None or dokumen.deleted:
        return
    for satu in store.find("putusan_keberatan", where={"penilaian_id": penilaian_id}):
        isi = decode_as(PutusanKeberatan, satu.body)
        if not isi.penilaian_rev or says_same(store, isi.penilaian_rev, dokumen):
            yield satu.doc_id, isi


def is_decided(store: Store, penilaian_id: str) -> bool:
    """Tell whether a decision about the version that holds is determined."""
    return any(isi.status is StatusPutusan.DITETAPKAN for _, isi in decisions_about(store, penilaian_id))


def holding(store: Store, penilaian_id: str) -> str:
    """Return the code of what keeps a final evaluation as it is: a decision, an objection; empty for nothing."""
    dokumen = store.document(penilaian_id) if penilaian_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian":
        return ""
    if decode_as(Penilaian, dokumen.body).status is not StatusPenilaian.FINAL:
        return ""
    semua = list(decisions_about(store, penilaian_id))
    if any(isi.status is StatusPutusan.DITETAPKAN for _, isi in semua):
        return "putusan_menahan"
    if semua:
        return "keberatan_menahan"
    for satu in store.find("keberatan", where={"penilaian_id": penilaian_id}):
        rev = decode_as(Keberatan, satu.body).penilaian_rev
        if not rev or says_same(store, rev, dokumen):
            return "keberatan_menahan"
    return ""


def require_unheld(store: Store, penilaian_id: str) -> None:
    """Raise ``UserError`` ``keberatan_menahan`` or ``putusan_menahan`` where a final evaluation must stay as it is."""
    kode = holding(store, penilaian_id)
    if kode:
        raise UserError(kode)

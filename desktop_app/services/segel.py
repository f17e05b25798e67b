"""The seal that a form of a fixed document carries: which revision was printed, and who signed it."""

from __future__ import annotations

from desktop_app.domain.gabung import FIXED
from desktop_app.exchange.print_code import PrintedCode, print_text, short_code
from desktop_app.forms.values import Segel
from desktop_app.services.kantor import Kantor
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda, status_of
from desktop_app.services.tanda_tangan import judge_one, present_revisions, signatures_of


def seal_of(kantor: Kantor, doc_id: str, rev_id: str = "") -> Segel | None:
    """Return the seal of a determined SKP or a final evaluation; None for a draft, and while no revision says it all.

    With ``rev_id`` it is the seal of that earlier fixed version, which the caller has read. A signature stands in it
    only where it is proved here; without one the seal names the revision alone, and says so.
    """
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.kind not in FIXED:
        return None
    if rev_id:
        rev = kantor.store.revision(rev_id)
        kini = [rev] if rev is not None and status_of(rev.body) == FIXED[dokumen.kind] else []
    elif status_of(dokumen.body) != FIXED[dokumen.kind]:
        return None
    else:
        kini = present_revisions(kantor, dokumen)
    if not kini:
        return None
    penguji = PengujiTanda(kantor)
    menurut_id = {rev.rev_id: rev for rev in kini}
    for tanda in signatures_of(kantor, [doc_id]).get(doc_id, []):
        rev = menurut_id.get(tanda.isi.revisi)
        hasil = judge_one(penguji, tanda, rev)
        if rev is not None and hasil.keadaan is KeadaanTanda.SAH:
            qr = PrintedCode(doc_id, rev.rev_id, tanda.isi.kunci, tanda.isi.tanda)
            return Segel(qr=print_text(qr), kode=short_code(rev.rev_id), penanda=hasil.nama)
    rev_id = kini[0].rev_id
    return Segel(qr=print_text(PrintedCode(doc_id, rev_id)), kode=short_code(rev_id))

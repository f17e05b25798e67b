"""Who may look at the evidence of a feedback whose stored document he does not reach."""

from __future__ import annotations

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah_kinerja import StatusUmpanBalik
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reaches
from desktop_app.services.jangkauan_umpan_balik import KIND
from desktop_app.services.kantor import Kantor


def is_told(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts is told a stored feedback, and so may look at its evidence; who gave it stays unsaid.

    Whom it is about is, and who may look at his evaluations.
    """
    if dokumen.kind != KIND or dokumen.deleted:
        return False
    isi = decode_as(UmpanBalikBerkelanjutan, dokumen.body)
    pegawai = kantor.store.document(isi.pegawai_id)
    if pegawai is None or pegawai.deleted or isi.status is not StatusUmpanBalik.DIBERIKAN:
        return False
    return reaches(kantor, Wewenang.LIHAT_PENILAIAN, pegawai)

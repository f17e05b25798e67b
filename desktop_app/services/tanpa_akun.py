"""Who decides on paper: an assessor without an account in this office, whose papers an admin records.

An account that he had while the document was there counts too, so that unlinking it or switching it off for a minute
opens nothing.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from db import Document, Revision
from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Kantor
from desktop_app.services.waktu import read_time


def has_account(kantor: Kantor, pegawai_id: str) -> bool:
    """Tell whether a person has an account here that is in use."""
    ketemu = kantor.store.find("pengguna", where={"pegawai_id": pegawai_id}) if pegawai_id else []
    return any(decode_as(Pengguna, satu.body).aktif for satu in ketemu)


def had_account(kantor: Kantor, pegawai_id: str, doc_id: str) -> bool:
    """Tell whether a person has an account here, or had one at any time since a document was begun.

    Begun is its first revision. An account was over by then only where both the order of arrival and the clocks of
    the computers say so: what another computer began arrives late, and a clock can be wrong.
    """
    if has_account(kantor, pegawai_id):
        return True
    awal = next(iter(kantor.store.history(doc_id)), None)
    if not pegawai_id or awal is None:
        return False
    for satu in kantor.store.find("pengguna", bodies=False):
        riwayat = kantor.store.history(satu.doc_id)
        for rev, berikut in pairwise(riwayat):
            if _links(rev, pegawai_id) and not _is_before(kantor, berikut, awal):
                return True
    return False


def _links(rev: Revision, pegawai_id: str) -> bool:
    if rev.deleted or rev.erased:
        return False
    isi = decode_as(Pengguna, rev.body)
    return isi.aktif and isi.pegawai_id == pegawai_id


def _is_before(kantor: Kantor, rev: Revision, lain: Revision) -> bool:
    waktu: list[datetime | None] = [None if satu.at.doubt else read_time(satu.at.t) for satu in (rev, lain)]
    urutan = [kantor.store.between(satu.rev_id, satu.rev_id)[0][0] for satu in (rev, lain)]
    return waktu[0] is not None and waktu[1] is not None and waktu[0] < waktu[1] and urutan[0] < urutan[1]


def may_record_paper(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may record the signed paper of an SKP that was handed in, or of a draft evaluation.

    Not where he decides it himself in the program, nor about himself, nor in an office without passwords.
    """
    if dokumen.conflicts or kantor.pelaku.tanpa_sandi or not kantor.pelaku.reach(Wewenang.CATAT_TETAP):
        return False
    if dokumen.kind == "skp":
        skp = decode_as(Skp, dokumen.body)
        siap, pegawai_id, penilai_id = skp.status is StatusSkp.DIAJUKAN, skp.pegawai_id, skp.penilai_id
    elif dokumen.kind == "penilaian":
        nilai = decode_as(Penilaian, dokumen.body)
        siap, pegawai_id, penilai_id = nilai.status is StatusPenilaian.DRAFT, nilai.pegawai_id, nilai.penilai_id
    else:
        return False
    if not siap or kantor.pelaku.pegawai_id in (pegawai_id, penilai_id):
        return False
    return not had_account(kantor, penilai_id, dokumen.doc_id)

"""Who decides on paper: an assessor without an account in this office, whose papers an admin records."""

from __future__ import annotations

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Kantor


def has_account(kantor: Kantor, pegawai_id: str) -> bool:
    """Tell whether a person has an account here that is in use."""
    ketemu = kantor.store.find("pengguna", where={"pegawai_id": pegawai_id}) if pegawai_id else []
    return any(decode_as(Pengguna, satu.body).aktif for satu in ketemu)


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
    return siap and kantor.pelaku.pegawai_id not in (pegawai_id, penilai_id) and not has_account(kantor, penilai_id)

"""Who stands above the assessor of an SKP, and may determine it in his place after the limit (P6:65 point 5)."""

from __future__ import annotations

from datetime import date

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penetapan import atasan_boleh_menetapkan, batas_penetapan
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reaches
from desktop_app.services.kantor import Kantor
from desktop_app.services.waktu import plausible_day


def atasan_penilai_skp(kantor: Kantor, skp: Skp, tanggal: date | None) -> str:
    """Return who is the assessor's superior on a day: the one in the person's post, else the assessor's assessor."""
    for pegawai_id, langsung in ((skp.pegawai_id, False), (skp.penilai_id, True)):
        dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
        if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
            continue
        jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(tanggal)
        atasan = (jabatan.penilai_id if langsung else jabatan.atasan_penilai_id) if jabatan else ""
        if atasan:
            return atasan
    return ""


def superior_of(kantor: Kantor, doc_id: str, tanggal: date | None) -> str:
    """Return who is the superior of an SKP's assessor; empty where the SKP or the superior is not known."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
        return ""
    return atasan_penilai_skp(kantor, decode_as(Skp, dokumen.body), tanggal)


def require_superior(kantor: Kantor, skp: Skp, penetap: str, tanggal: date) -> None:
    """Raise ``UserError`` where the assessor's superior is not known, or may not determine yet.

    Both the date that is told and the clock's day are past the limit: a date typed in advance opens nothing. A clock
    that is not believed holds nobody up; the audit row of the step marks it as doubtful.
    """
    if not penetap:
        raise UserError("atasan_penilai_belum_ada")
    batas = format_tanggal(batas_penetapan(skp))
    if not atasan_boleh_menetapkan(skp, tanggal):
        raise UserError("atasan_belum_boleh_menetapkan", batas=batas)
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    if hari is not None and not atasan_boleh_menetapkan(skp, hari):
        raise UserError("atasan_menurut_jam_belum_boleh", hari=format_tanggal(hari), batas=batas)


def may_fix_above(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may determine this SKP, which was handed in, in the place of its assessor.

    The superior himself may, although he assesses the assessor only, and so may whose right reaches everybody; nobody
    determines his own. Whether the limit has passed depends on the date that is told then.
    """
    if dokumen.kind != "skp" or dokumen.deleted:
        return False
    skp = decode_as(Skp, dokumen.body)
    siapa = kantor.pelaku
    if skp.status is not StatusSkp.DIAJUKAN or (skp.pegawai_id and skp.pegawai_id == siapa.pegawai_id):
        return False
    atasan = atasan_penilai_skp(kantor, skp, kantor.jam().date())
    dirinya = bool(atasan) and atasan == siapa.pegawai_id
    return (dirinya or reaches(kantor, Wewenang.TETAPKAN_SKP, dokumen)) and siapa.may(
        Wewenang.TETAPKAN_SKP, skp.pegawai_id, atasan
    )

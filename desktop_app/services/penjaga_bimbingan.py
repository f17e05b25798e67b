"""Whose words stand in which field of a coaching, a mentoring, and the feedback on them (P6:80-83).

"Diisi oleh Pegawai" are aim, facts and chances; the steps are what his guide recommends and both agree upon.
"""

from __future__ import annotations

from typing import Final

import msgspec

from db import Revision
from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.kantor import Kantor, is_doc_id

TETAP: Final = frozenset(
    {
        *("pegawai_id", "penilai_id", "unit_kode", "status", "pegawai", "penilai", "pembimbing"),
        *("dilaporkan", "dilaporkan_atasan", "atasan_id", "bimbingan_id", "tanggal_ragu"),
    }
)
"""Members that the program alone writes."""
PEGAWAI: Final = frozenset({"tujuan", "fakta", "peluang"})
"""What the employee types; his assessor or who types for everybody may do it for him, another guide not."""
PEMBIMBING: Final = frozenset({"langkah", "pembimbing_id", "skp_id"})
"""What his guide types, or his assessor, or who types for everybody; never the employee."""


def fault_of_bimbingan(kantor: Kantor, lama: Dokumen, isi: Dokumen) -> str:
    """Return the code of what keeps ``isi`` from being typed over ``lama``; empty where nothing does."""
    if type(lama) is not type(isi) or not isinstance(isi, Coaching | Mentoring | UmpanBalikBimbingan):
        return ""
    berubah = {nama for nama in isi.__struct_fields__ if getattr(lama, nama) != getattr(isi, nama)}
    if berubah & TETAP:
        return "bukan_isian_anda"
    if not isinstance(isi, Coaching | Mentoring) or not isinstance(lama, Coaching | Mentoring):
        return "bukan_isian_anda" if "pembimbing_id" in berubah else ""
    if kantor.pelaku.tanpa_sandi:
        return ""
    if berubah & PEMBIMBING and not may_guide(kantor, lama):
        return "bukan_isian_anda"
    if berubah & PEGAWAI and not may_speak_for(kantor, lama):
        return "bukan_isian_anda"
    if "pembimbing_id" not in berubah:
        return ""
    if isi.pembimbing_id in ("", isi.pegawai_id):
        return "bimbingan_diri_sendiri"
    # A guide who is not the assessor may give the guidance back to him, not pass it on to a third.
    if isi.pembimbing_id != lama.penilai_id and not may_name_guide(kantor, lama.pegawai_id, lama.penilai_id):
        return "bimbingan_pembimbing_ditunjuk"
    return ""


def may_guide(kantor: Kantor, isi: Coaching | Mentoring) -> bool:
    """Tell whether who acts types the guide's part and finishes: the guide, the assessor, who acts for everybody."""
    orang = kantor.pelaku.pegawai_id
    if kantor.pelaku.tanpa_sandi:
        return True
    if orang and orang == isi.pegawai_id:
        return False
    semua = kantor.pelaku.reach(Wewenang.ISI_BIMBINGAN) is Jangkauan.SEMUA
    return semua or (bool(orang) and orang in (isi.pembimbing_id, isi.penilai_id))


def may_name_guide(kantor: Kantor, pegawai_id: str, penilai_id: str) -> bool:
    """Tell whether who acts gives another than the assessor the assignment to guide: the assessor, or the office.

    It is a special assignment (P6:78), so never the employee's own choice, whatever his roles.
    """
    orang = kantor.pelaku.pegawai_id
    if kantor.pelaku.tanpa_sandi:
        return True
    if orang and orang == pegawai_id:
        return False
    semua = kantor.pelaku.reach(Wewenang.ISI_BIMBINGAN) is Jangkauan.SEMUA
    return semua or (bool(orang) and orang == penilai_id)


def was_named(kantor: Kantor, doc_id: str, isi: Coaching | Mentoring) -> bool:
    """Tell whether a guide who is not the assessor was named by somebody other than the employee.

    Read from the history, because a draft may have come from another computer; an author without an account of this
    office counts as somebody else.
    """
    if isi.pembimbing_id == isi.penilai_id or kantor.pelaku.tanpa_sandi:
        return True
    riwayat = kantor.store.history(doc_id)
    siapa = {satu.rev_id: _guide_in(satu) for satu in riwayat}
    return any(
        siapa[satu.rev_id] == isi.pembimbing_id
        and all(siapa.get(satu_lama) != isi.pembimbing_id for satu_lama in satu.parents)
        and _person_of(kantor, satu.who) != isi.pegawai_id
        for satu in riwayat
    )


def is_his_alone(kantor: Kantor, doc_id: str) -> bool:
    """Tell whether nobody but who acts has written in a document, nor has begun to on this computer."""
    ketikan = (satu.who for satu in kantor.store.workings() if satu.doc_id == doc_id)
    return {*ketikan, *(satu.who for satu in kantor.store.history(doc_id))} <= {kantor.who}


def may_delete(kantor: Kantor, doc_id: str, isi: Coaching | Mentoring) -> bool:
    """Tell whether who acts may delete a draft that he reaches: of a guidance about himself only his own beginning."""
    orang = kantor.pelaku.pegawai_id
    about_him = bool(orang) and orang == isi.pegawai_id and not kantor.pelaku.tanpa_sandi
    return not about_him or is_his_alone(kantor, doc_id)


def _guide_in(revisi: Revision) -> str:
    if revisi.erased or revisi.deleted:
        return ""
    kolom = msgspec.json.decode(revisi.body)
    return str(kolom.get("pembimbing_id") or "") if isinstance(kolom, dict) else ""


def _person_of(kantor: Kantor, who: str) -> str:
    """Return the person whose account wrote; empty where it is not known."""
    dokumen = kantor.store.document(who) if is_doc_id(who) else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "pengguna":
        return ""
    return decode_as(Pengguna, dokumen.body).pegawai_id


def may_speak_for(kantor: Kantor, isi: Coaching | Mentoring) -> bool:
    """Tell whether who acts types the employee's part: he himself, his assessor, who acts for everybody."""
    orang = kantor.pelaku.pegawai_id
    semua = kantor.pelaku.reach(Wewenang.ISI_BIMBINGAN) is Jangkauan.SEMUA
    return semua or (bool(orang) and orang in (isi.pegawai_id, isi.penilai_id))

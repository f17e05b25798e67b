"""Whose words stand in which field of a coaching, a mentoring, and the feedback on them (P6:80-83).

"Diisi oleh Pegawai" are aim, facts and chances; the steps are what his guide recommends and both agree upon.
"""

from __future__ import annotations

from typing import Final

from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import Dokumen
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.kantor import Kantor

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
    if "pembimbing_id" in berubah and isi.pembimbing_id in ("", isi.pegawai_id):
        return "bimbingan_diri_sendiri"
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


def may_speak_for(kantor: Kantor, isi: Coaching | Mentoring) -> bool:
    """Tell whether who acts types the employee's part: he himself, his assessor, who acts for everybody."""
    orang = kantor.pelaku.pegawai_id
    semua = kantor.pelaku.reach(Wewenang.ISI_BIMBINGAN) is Jangkauan.SEMUA
    return semua or (bool(orang) and orang in (isi.pegawai_id, isi.penilai_id))

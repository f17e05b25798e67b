"""Whose a follow-up is: the employee's, his present assessor's, and of the one who sees to it, whoever that is.

Open follow-ups belong to the employee (P6:117): after a change of assessor the new one manages them, although they
still name the former one who made them.
"""

from __future__ import annotations

from typing import Any

from desktop_app.domain.tindak_lanjut import TindakLanjutEvaluasi
from desktop_app.services.kantor import Kantor
from desktop_app.services.siapa_menilai import known_person

KIND = "tindak_lanjut"


def present_penilai(kantor: Kantor, pegawai_id: str) -> str:
    """Return who assesses a person in the last post on record; empty where nobody does."""
    pegawai = known_person(kantor, pegawai_id)
    jabatan = pegawai.jabatan_pada(None) if pegawai is not None else None
    return jabatan.penilai_id if jabatan is not None else ""


def manager_of(kantor: Kantor, isi: dict[str, Any]) -> str:
    """Return who decides about a follow-up today: the present assessor, the one it names where there is none."""
    return present_penilai(kantor, str(isi.get("pegawai_id") or "")) or str(isi.get("penilai_id") or "")


def owner_of_follow_up(kantor: Kantor, isi: TindakLanjutEvaluasi) -> str:
    """Return who sees to a follow-up today.

    Nobody named, or the assessor of that time who is no longer his, means whoever assesses the employee now.
    """
    kini = present_penilai(kantor, isi.pegawai_id)
    if isi.penanggung_jawab_id and (isi.penanggung_jawab_id != isi.penilai_id or not kini):
        return isi.penanggung_jawab_id
    return kini or isi.penilai_id


def sees_to_it(kantor: Kantor, isi: TindakLanjutEvaluasi) -> bool:
    """Tell whether who acts is the one who sees to a follow-up, also where he assesses nobody."""
    saya = kantor.pelaku.pegawai_id
    return bool(saya) and owner_of_follow_up(kantor, isi) == saya


def is_about_me(kantor: Kantor, isi: TindakLanjutEvaluasi) -> bool:
    """Tell whether a follow-up is about who acts: he notes on it where he sees to it, and never ends it."""
    saya = kantor.pelaku.pegawai_id
    return bool(saya) and isi.pegawai_id == saya


def owner_after(isi: TindakLanjutEvaluasi, pergi_id: str, baru_id: str) -> str:
    """Return who sees to a follow-up once ``baru_id`` assesses the employee instead of ``pergi_id``."""
    return baru_id if isi.penanggung_jawab_id in ("", pergi_id, isi.penilai_id) else isi.penanggung_jawab_id

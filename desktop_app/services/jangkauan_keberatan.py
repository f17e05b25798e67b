"""Who judges an objection: the assessor's superior, never the assessor and never the employee (P6:117 points 2-5).

The assessor sees a decision from the day on which he is asked to explain; a sealed objection he does not see at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import Store
from desktop_app.domain.codec import decode_as
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian

JENIS_KEBERATAN = ("keberatan", "putusan_keberatan")


def superior_of(store: Store, pegawai_id: str, penilai_id: str, tanggal: date | None = None) -> str:
    """Return who is the assessor's superior: the one named in the employee's post, else the assessor's assessor.

    Empty where nobody is known, or it would be the assessor or the employee himself.
    """
    for orang, langsung in ((pegawai_id, False), (penilai_id, True)):
        dokumen = store.document(orang) if orang else None
        if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
            continue
        jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(tanggal)
        atasan = (jabatan.penilai_id if langsung else jabatan.atasan_penilai_id) if jabatan else ""
        if atasan and atasan not in (pegawai_id, penilai_id):
            return atasan
    return ""


def evaluated(store: Store, penilaian_id: str) -> Penilaian | None:
    """Return the evaluation that an objection is about, None where it is not here."""
    dokumen = store.document(penilaian_id) if penilaian_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian":
        return None
    return decode_as(Penilaian, dokumen.body)


def judge_for(store: Store, orang: str, kind: str, isi: Mapping[str, Any], *, memutuskan: bool) -> str:
    """Return whose subordinate's matter a document is: ``orang`` where he is the superior, else who is named.

    The superior is the one whom the document names, and the one of today, who took over from him. To look at a
    decision (``memutuskan`` False) the assessor counts too, once he was asked.
    """
    pegawai_id, atasan_id = str(isi.get("pegawai_id") or ""), str(isi.get("atasan_id") or "")
    if not orang or orang == pegawai_id:
        return atasan_id
    nilai = evaluated(store, str(isi.get("penilaian_id") or ""))
    penilai_id = nilai.penilai_id if nilai is not None else ""
    if orang == penilai_id:
        diminta = kind == "putusan_keberatan" and isi.get("penilai_id") == orang
        return orang if diminta and not memutuskan else ""
    return orang if orang in (atasan_id, superior_of(store, pegawai_id, penilai_id)) else atasan_id


def is_hidden(store: Store, orang: str, kind: str, isi: Mapping[str, Any]) -> bool:
    """Tell whether a document is kept from a person whatever his roles are: the assessor, until he is asked.

    A sealed objection is kept from him for good; the decision with its final words he may read.
    """
    if not orang:
        return False
    nilai = evaluated(store, str(isi.get("penilaian_id") or ""))
    if nilai is None or nilai.penilai_id != orang:
        return False
    return kind == "keberatan" or isi.get("penilai_id") != orang


def is_seen(orang: str, kind: str, kolom: Mapping[str, Any], *, menilai: bool) -> bool:
    """Tell by the columns of its view whether a person sees an objection or a decision in a list."""
    if not orang:
        return False
    siapa = ["pegawai_id"]
    if menilai:
        siapa += ["atasan_id", "penilai_id"] if kind == "putusan_keberatan" else ["atasan_id"]
    return any(str(kolom.get(satu) or "") == orang for satu in siapa)

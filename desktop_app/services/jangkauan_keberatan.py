"""Who judges an objection: the assessor's superior, never the assessor and never the employee (P6:117 points 2-5).

He is computed from the records as they are for the day of the evaluation: neither a later post nor what a document says
of itself makes a judge. The assessor sees a decision from the day on which he is asked to explain; a sealed objection
he does not see at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import Document, Revision, Store
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode

JENIS_KEBERATAN = ("keberatan", "putusan_keberatan")


def day_of(tanggal: date | None, periode: str, hari: date | None) -> date | None:
    """Return the day for which the superior of an evaluation is asked: its date, else the last day of its period.

    A date after ``hari``, the day that is believed, is none. None where the period cannot be read.
    """
    if tanggal is not None and (hari is None or tanggal <= hari):
        return tanggal
    try:
        return parse_periode(periode).selesai
    except UserError:
        return hari


def superior_of(store: Store, pegawai_id: str, penilai_id: str, tanggal: date | None) -> str:
    """Return who is the assessor's superior: the one named in the employee's post, else the assessor's assessor.

    Empty where nobody is known, or it would be the assessor or the employee himself.
    """
    for orang, langsung in ((pegawai_id, False), (penilai_id, True)):
        dokumen = store.document(orang) if orang else None
        if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
            continue
        atasan = _named_in(decode_as(Pegawai, dokumen.body), tanggal, langsung=langsung)
        if atasan and atasan not in (pegawai_id, penilai_id):
            return atasan
    return ""


def _named_in(pegawai: Pegawai, tanggal: date | None, *, langsung: bool) -> str:
    jabatan = pegawai.jabatan_pada(tanggal)
    if jabatan is None:
        return ""
    return jabatan.penilai_id if langsung else jabatan.atasan_penilai_id


def superior_for(store: Store, nilai: Penilaian, hari: date | None) -> str:
    """Return the superior of an evaluation's assessor on its day; ``hari`` is today where the clock is believed."""
    return superior_of(store, nilai.pegawai_id, nilai.penilai_id, day_of(nilai.tanggal, nilai.periode, hari))


def evaluated(store: Store, penilaian_id: str) -> Penilaian | None:
    """Return the evaluation that an objection is about, None where it is not here."""
    dokumen = store.document(penilaian_id) if penilaian_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian":
        return None
    return decode_as(Penilaian, dokumen.body)


def assessors_of(store: Store, penilaian_id: str) -> frozenset[str]:
    """Return everybody whom a final version of an evaluation names as assessor; without one whom it names now.

    Reopening it and naming another opens nothing to who assessed, and takes nothing from who did not.
    """
    nilai = evaluated(store, penilaian_id)
    if nilai is None:
        return frozenset()
    ada: set[str] = {nilai.penilai_id} if nilai.status is StatusPenilaian.FINAL else set()
    for rev in store.history(penilaian_id):
        if _has_body(rev):
            dulu = decode_as(Penilaian, rev.body)
            ada |= {dulu.penilai_id} if dulu.status is StatusPenilaian.FINAL else set()
    return frozenset(ada or {nilai.penilai_id}) - {""}


def _has_body(rev: Revision) -> bool:
    return not rev.deleted and not rev.erased and bool(rev.body)


def judges_of(store: Store, isi: Mapping[str, Any], hari: date | None) -> frozenset[str]:
    """Return who may judge the matter of an objection or a decision, as the records have it.

    The superior on the day of the evaluation; the one of today while the same assessor assesses the person; whom the
    document or the signed evaluation names, where a version of the records names him too.
    """
    pegawai_id, atasan_id = str(isi.get("pegawai_id") or ""), str(isi.get("atasan_id") or "")
    nilai = evaluated(store, str(isi.get("penilaian_id") or ""))
    penilai_id = nilai.penilai_id if nilai is not None else ""
    pada = day_of(nilai.tanggal if nilai is not None else None, str(isi.get("periode") or ""), hari)
    ada = {superior_of(store, pegawai_id, penilai_id, pada)}
    pegawai = _pegawai(store.document(pegawai_id) if pegawai_id else None)
    kini = pegawai.jabatan_pada(hari) if pegawai is not None and hari is not None else None
    if kini is not None and kini.penilai_id == penilai_id != "":
        ada.add(superior_of(store, pegawai_id, penilai_id, hari))
    if atasan_id and atasan_id not in ada and is_named_superior(store, pegawai_id, penilai_id, atasan_id, pada):
        ada.add(atasan_id)
    return frozenset(ada) - {"", pegawai_id} - assessors_of(store, str(isi.get("penilaian_id") or ""))


def _pegawai(dokumen: Document | None) -> Pegawai | None:
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return None
    return decode_as(Pegawai, dokumen.body)


def is_named_superior(store: Store, pegawai_id: str, penilai_id: str, atasan_id: str, tanggal: date | None) -> bool:
    """Tell whether some version of the records names a person as the superior on a day."""
    for orang, langsung in ((pegawai_id, False), (penilai_id, True)):
        for rev in store.history(orang) if orang else ():
            if rev.kind != "pegawai" or not _has_body(rev):
                continue
            if _named_in(decode_as(Pegawai, rev.body), tanggal, langsung=langsung) == atasan_id:
                return True
    return False


def judge_for(
    store: Store, orang: str, kind: str, isi: Mapping[str, Any], *, memutuskan: bool, hari: date | None
) -> str:
    """Return whose subordinate's matter a document is: ``orang`` where he judges it, else one who does, or empty.

    To look at a decision (``memutuskan`` False) the assessor counts too, once he was asked.
    """
    hakim = judges_of(store, isi, hari)
    if orang and orang in hakim:
        return orang
    if orang and not memutuskan and kind == "putusan_keberatan" and isi.get("penilai_id") == orang:
        return orang if orang in assessors_of(store, str(isi.get("penilaian_id") or "")) else ""
    return min(hakim, default="")


def is_hidden(store: Store, orang: str, kind: str, isi: Mapping[str, Any]) -> bool:
    """Tell whether a document is kept from a person whatever his roles are: the assessor, until he is asked.

    Everybody counts whom a final version named. A sealed objection is kept from him for good; the decision with its
    final words he may read. While the evaluation is not here nobody knows who assessed: then it is kept from all whom
    a record belongs to, but the employee.
    """
    if not orang or orang == isi.get("pegawai_id"):
        return False
    penilai = assessors_of(store, str(isi.get("penilaian_id") or ""))
    if penilai and orang not in penilai:
        return False
    return kind == "keberatan" or isi.get("penilai_id") != orang


def is_private(store: Store, orang: str, kind: str, isi: Mapping[str, Any], hari: date | None) -> bool:
    """Tell whether a document is none of a person's business who has a right to all: the draft of a decision.

    Until it is determined it is read by who judges, by the employee, and by the assessor once he is asked.
    """
    if kind != "putusan_keberatan" or isi.get("status") == StatusPutusan.DITETAPKAN.value:
        return False
    if orang and orang in (isi.get("pegawai_id"), isi.get("penilai_id")):
        return False
    return not orang or orang not in judges_of(store, isi, hari)

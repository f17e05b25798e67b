"""The way of an evaluation document: who handed over, received, signed, refused, gave back, reported it, and when.

The assessor records what he does, the employee what he does, each with his own login; the operator for anybody, from
paper. Who recorded an event stays with it, and nothing is taken out again (P6:114-119).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document, Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.domain.jalan_dokumen import (
    DARI_PEGAWAI,
    event_fault,
    event_of,
    events_that_hold,
    is_doubtful_day,
)
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.fakta_evaluasi import KIND, JalanTersimpan, final_revision, read_berkas, way_of
from desktop_app.services.jalan_kata import PERISTIWA
from desktop_app.services.jangkauan import reached_document, reaches
from desktop_app.services.jangkauan_atasan import superior_of_penilaian
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.tenggat import believed_today
from desktop_app.services.waktu import today


@dataclass(frozen=True)
class EvaluasiFinal:
    """A final evaluation that can go its way: its document, its body, the revision that made it final, its way."""

    dokumen: Document
    isi: Penilaian
    rev_id: str
    jalan: JalanTersimpan


Siap = Sequence[tuple[EvaluasiFinal, PeristiwaDokumen]]
"""Events that are ready to be written, each with the evaluation that it is about."""


@intention(Wewenang.CATAT_DOKUMEN)
def record_peristiwa(
    kantor: Kantor,
    penilaian_ids: Sequence[str],
    jenis: JenisPeristiwa,
    tanggal: date,
    *,
    tempat: str = "",
    catatan: str = "",
) -> Changed:
    """Record that something happened to the documents of these final evaluations on ``tanggal``: all, or none.

    A date that cannot be right is marked as doubtful, never refused. Raises ``UserError`` where the step is another
    person's to record (``peristiwa_orang_lain``), was recorded before, or a refusal has no words.
    """
    if not penilaian_ids:
        raise UserError("peristiwa_tanpa_dokumen")
    if jenis is JenisPeristiwa.MENOLAK_TANDA_TANGAN and not catatan.strip():
        raise UserError("penolakan_tanpa_alasan")
    siap = []
    for doc_id in dict.fromkeys(penilaian_ids):
        satu = find_final(kantor, doc_id)
        _require_recorder(kantor, jenis, satu)
        _require_new(kantor, jenis, satu)
        siap.append((satu, _event(kantor, satu, jenis, tanggal, tempat=tempat, catatan=catatan)))
    ids = _ids(kantor, siap)
    detail = {"langkah": PERISTIWA[jenis].lower(), "jumlah": len(siap)}
    with kantor.write("catat_dokumen", ids[0] if len(ids) == 1 else "", detail) as tx:
        return _save(kantor, tx, ids, siap)


@intention(Wewenang.CATAT_DOKUMEN)
def correct_peristiwa(
    kantor: Kantor, penilaian_id: str, peristiwa_id: str, *, tanggal: date | None, alasan: str
) -> Changed:
    """Put an event right: another date, or without one that it did not happen at all; the old one stays readable.

    Raises ``UserError`` without a reason, for an event that does not hold (any more), and where that kind of event is
    another person's to record.
    """
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="pembetulan")
    satu = find_final(kantor, penilaian_id)
    berlaku = events_that_hold(satu.jalan.isi)
    lama = next((peristiwa for peristiwa in berlaku if peristiwa.id == peristiwa_id), None)
    if lama is None:
        raise UserError("peristiwa_tidak_ada")
    _require_recorder(kantor, lama.jenis, satu)
    hari = tanggal or lama.tanggal or today(kantor.jam())
    baru = _event(kantor, satu, lama.jenis, hari, tempat=lama.tempat, catatan=alasan, kecuali=lama.id)
    baru = msgspec.structs.replace(baru, membetulkan=lama.id, batal=tanggal is None)
    ids = _ids(kantor, [(satu, baru)])
    with kantor.write("betulkan_dokumen", ids[0], {"langkah": PERISTIWA[lama.jenis].lower()}) as tx:
        return _save(kantor, tx, ids, [(satu, baru)])


def find_final(kantor: Kantor, penilaian_id: str, wewenang: Wewenang = Wewenang.CATAT_DOKUMEN) -> EvaluasiFinal:
    """Return a final evaluation that ``wewenang`` reaches, with the way that was recorded of just this version.

    Raises ``UserError`` where it is no final one, its versions disagree, or its period is not assessed.
    """
    dokumen = kantor.store.document(penilaian_id)
    if not (dokumen is not None and dokumen.kind == "penilaian" and _is_handing(kantor, dokumen, wewenang)):
        dokumen = reached_document(kantor, penilaian_id, "penilaian", wewenang)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=penilaian_id)
    isi = decode_as(Penilaian, dokumen.body)
    final = final_revision(kantor, penilaian_id)
    if isi.status is not StatusPenilaian.FINAL or final is None:
        raise UserError("dokumen_belum_final")
    if isi.tidak_dinilai is not None:
        raise UserError("dokumen_tidak_dinilai")
    return EvaluasiFinal(
        dokumen, isi, final.rev_id, way_of(read_berkas(kantor, penilaian_id), penilaian_id, final.rev_id)
    )


def handing_id(kantor: Kantor, isi: Penilaian) -> str:
    """Return who hands the document over: the assessor, of the fallback his superior (P6:116 points 9 and 10)."""
    if not isi.oleh_atasan:
        return isi.penilai_id
    return superior_of_penilaian(kantor.store, isi) or isi.penilai_id


def may_record(kantor: Kantor, jenis: JenisPeristiwa, dokumen: Document, isi: Penilaian) -> bool:
    """Tell whether who acts records this: from paper for anybody, else each only what he does himself."""
    siapa = kantor.pelaku
    if jenis in DARI_PEGAWAI and siapa.pegawai_id and siapa.pegawai_id in (isi.penilai_id, handing_id(kantor, isi)):
        # Whatever his other roles: who handed it over does not say that it was received, or refused.
        return False
    if siapa.reach(Wewenang.CATAT_DOKUMEN) is Jangkauan.SEMUA:
        return True
    dirinya = siapa.pegawai_id != "" and siapa.pegawai_id == isi.pegawai_id
    if jenis in DARI_PEGAWAI:
        return dirinya and siapa.may(Wewenang.CATAT_DOKUMEN, isi.pegawai_id, "")
    if isi.oleh_atasan:
        # The assessor let the time pass: what his superior signed is handed over by the superior (P6:116).
        return _is_handing(kantor, dokumen, Wewenang.CATAT_DOKUMEN)
    return reaches(kantor, Wewenang.CATAT_DOKUMEN, dokumen) and not dirinya


def _is_handing(kantor: Kantor, dokumen: Document, wewenang: Wewenang) -> bool:
    """Tell whether who acts is the superior who hands a fallback document over."""
    siapa = kantor.pelaku
    if not siapa.pegawai_id or dokumen.deleted or siapa.reach(wewenang) is not Jangkauan.BAWAHAN:
        return False
    isi = decode_as(Penilaian, dokumen.body)
    return isi.oleh_atasan and handing_id(kantor, isi) == siapa.pegawai_id


def _require_recorder(kantor: Kantor, jenis: JenisPeristiwa, satu: EvaluasiFinal) -> None:
    if not may_record(kantor, jenis, satu.dokumen, satu.isi):
        kantor.refuse(Wewenang.CATAT_DOKUMEN, satu.dokumen.doc_id, "peristiwa_orang_lain")
    if satu.jalan.konflik:
        raise UserError("dokumen_berkonflik", id=satu.jalan.doc_id)


def _require_new(kantor: Kantor, jenis: JenisPeristiwa, satu: EvaluasiFinal) -> None:
    if kode := event_fault(satu.jalan.isi, jenis):
        ada = event_of(events_that_hold(satu.jalan.isi), jenis)
        nama = satu.isi.pegawai.nama if satu.isi.pegawai is not None else ""
        hari = format_tanggal(ada.tanggal) if ada is not None and ada.tanggal is not None else "–"
        raise UserError(kode, nama=nama, langkah=PERISTIWA[jenis].lower(), tanggal=hari)


def _event(
    kantor: Kantor,
    satu: EvaluasiFinal,
    jenis: JenisPeristiwa,
    tanggal: date,
    *,
    tempat: str,
    catatan: str,
    kecuali: str = "",
) -> PeristiwaDokumen:
    lain = [peristiwa for peristiwa in events_that_hold(satu.jalan.isi) if peristiwa.id != kecuali]
    ragu = is_doubtful_day(jenis, tanggal, ditandatangani=satu.isi.tanggal, lain=lain, hari_ini=believed_today(kantor))
    return PeristiwaDokumen(
        id=secrets.token_hex(6),
        jenis=jenis,
        tanggal=tanggal,
        ragu=ragu,
        dicatat=today(kantor.jam()),
        pelaku_id=satu.isi.pegawai_id if jenis in DARI_PEGAWAI else handing_id(kantor, satu.isi),
        tempat=tempat.strip(),
        catatan=catatan.strip(),
    )


def _ids(kantor: Kantor, siap: Siap) -> list[str]:
    return [satu.jalan.doc_id or _new_id(kantor, satu) for satu, _ in siap]


def _save(kantor: Kantor, tx: Transaction, ids: Sequence[str], siap: Siap) -> Changed:
    """Write each way with its new event behind the others."""
    for doc_id, (satu, peristiwa) in zip(ids, siap, strict=True):
        lama = satu.jalan.isi or _empty(kantor, satu)
        baru = msgspec.structs.replace(lama, peristiwa=(*lama.peristiwa, peristiwa))
        asal = kantor.store.document(doc_id) if satu.jalan.doc_id else None
        isi = encode(baru, asal.body) if asal is not None else encode(baru)
        tx.save(KIND, doc_id, isi, scope=satu.dokumen.scope, schema=SCHEMA)
    return Changed(tuple(ids), (KIND,))


def _new_id(kantor: Kantor, satu: EvaluasiFinal) -> str:
    return new_doc_id(kantor, KIND, f"{satu.dokumen.doc_id}/{satu.rev_id}", satu.dokumen.scope)


def _empty(kantor: Kantor, satu: EvaluasiFinal) -> DokumenEvaluasi:
    return DokumenEvaluasi(
        pegawai_id=satu.isi.pegawai_id,
        penilai_id=handing_id(kantor, satu.isi),
        penilaian_id=satu.dokumen.doc_id,
        penilaian_rev=satu.rev_id,
        periode=satu.isi.periode,
        unit_kode=satu.isi.unit_kode,
    )

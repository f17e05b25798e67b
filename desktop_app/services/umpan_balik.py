"""Continuous feedback: ask for it, give it, correct it with a trace, take it back (P6:11-13, 69-70).

A feedback belongs to who gave it. Nobody reads a stored one but him; what people are told is in ``umpan_balik_baca``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import NilaiDasar, StatusSkp
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik, StatusUmpanBalik
from desktop_app.domain.skp import Skp
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.draf_sendiri import own_drafts
from desktop_app.services.jangkauan import reaches
from desktop_app.services.jangkauan_umpan_balik import KIND
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import covers_days, is_active
from desktop_app.services.naskah import new_doc_id, require_document
from desktop_app.services.penjaga_umpan_balik import content_fault, count_alike, possible_roles

DRAF_BARU = "umpan-balik"
"""Key of the draft of a new feedback about somebody; others have the id of what they answer or correct."""
MAKS_DIMINTA = 12
"""So many people are asked at once at most: a request to everybody is a survey."""


@dataclass(frozen=True)
class Rekan:
    """One person of the office as somebody who gives feedback sees him: name and post, nothing else."""

    id: str
    nama: str
    jabatan: str


@dataclass(frozen=True)
class PeranMemberi:
    """As what somebody may give feedback about a person: the role, and how many in the office it could name."""

    peran: PemberiUmpanBalik
    sebanyak: int


@intention(Wewenang.BERI_UMPAN_BALIK)
def list_rekan(kantor: Kantor, cari: str = "") -> tuple[Rekan, ...]:
    """Return the active people of this office by name, but for who acts: names and posts alone."""
    semua = kantor.store.find("pegawai", text=cari, order=("nama",), bodies=False)
    return tuple(
        Rekan(satu.doc_id, satu.label, str(satu.columns["jabatan"] or ""))
        for satu in semua
        if satu.scope == kantor.profil.kode
        and is_active(satu.columns["aktif"])
        and (satu.doc_id != kantor.pelaku.pegawai_id or kantor.pelaku.tanpa_sandi)
    )


@intention(Wewenang.BERI_UMPAN_BALIK)
def list_peran_memberi(kantor: Kantor, pegawai_id: str, pemberi_id: str = "") -> tuple[PeranMemberi, ...]:
    """Return as what who acts (or ``pemberi_id``) may give feedback about a person, the likeliest first."""
    _require_person(kantor, pegawai_id)
    siapa = pemberi_id or ("" if kantor.pelaku.tanpa_sandi else kantor.pelaku.pegawai_id)
    return tuple(PeranMemberi(p, count_alike(kantor, pegawai_id, p)) for p in possible_roles(kantor, pegawai_id, siapa))


@intention(Wewenang.BERI_UMPAN_BALIK)
def give_umpan_balik(
    kantor: Kantor, isi: UmpanBalikBerkelanjutan, *, tampil_nama: bool | None = None, dari_draf: bool = False
) -> tuple[str, Changed]:
    """Store a feedback and return its id; who acts is its giver, or records what somebody outside said.

    ``isi.pemberi_id`` empty with the role PIHAK_LAIN records for somebody outside: the assessor may, and who gives for
    everybody (who also names another giver, from paper). ``tampil_nama`` tells the giver's name; without it a
    leader's is told and nobody else's. ``dari_draf`` throws his draft about this person away with it. Raises
    ``UserError`` for what ``content_fault`` names, for a person who is not there, and for a planned result that the
    giver may not see and nobody asked him about.
    """
    isi = msgspec.structs.replace(
        isi, pemberi_id=_giver(kantor, isi), unit_kode=kantor.profil.kode, status=StatusUmpanBalik.DIBERIKAN
    )
    isi = _completed(kantor, isi, tampil_nama)
    _require_result(kantor, isi)
    doc_id = new_doc_id(kantor, KIND, "")
    with kantor.write("beri_umpan_balik", doc_id) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    if dari_draf:
        own_drafts(kantor).drop(isi.pegawai_id, DRAF_BARU)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.BERI_UMPAN_BALIK)
def correct_umpan_balik(
    kantor: Kantor, doc_id: str, isi: UmpanBalikBerkelanjutan, alasan: str, *, tampil_nama: bool | None = None
) -> Changed:
    """Store a given feedback anew with a reason; the earlier wording stays in its versions.

    Only its giver, or who recorded it, may; versions that disagree become one. Raises ``UserError`` without a reason.
    """
    dokumen = own_umpan_balik(kantor, doc_id)
    lama = decode_as(UmpanBalikBerkelanjutan, dokumen.body)
    if lama.status is not StatusUmpanBalik.DIBERIKAN:
        raise UserError("umpan_balik_belum_diberikan")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="koreksi")
    tetap = {n: getattr(lama, n) for n in ("pegawai_id", "pemberi_id", "unit_kode", "status", "permintaan")}
    baru = msgspec.structs.replace(isi, **tetap)
    if tampil_nama is None:
        tampil_nama = bool(lama.nama) if lama.pemberi_id else None
    baru = _completed(kantor, baru, tampil_nama)
    _require_result(kantor, baru, lama)
    return _store(kantor, dokumen, baru, alasan.strip(), act="koreksi_umpan_balik")


@intention(Wewenang.BERI_UMPAN_BALIK)
def withdraw_umpan_balik(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Take a given feedback back with a reason; what an evaluation already took from it stays there."""
    dokumen = own_umpan_balik(kantor, doc_id)
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="cabut")
    return _end(kantor, dokumen, alasan.strip(), act="cabut_umpan_balik")


@intention(Wewenang.BERI_UMPAN_BALIK)
def ask_umpan_balik(
    kantor: Kantor,
    siapa: tuple[str, ...],
    permintaan: str,
    *,
    skp_id: str = "",
    hasil_id: str = "",
    nilai: NilaiDasar | None = None,
    pegawai_id: str = "",
) -> tuple[tuple[str, ...], Changed]:
    """Ask people of the office for feedback about oneself, on anything, a planned result or a value (P6:70 point 9).

    One request for each person. Whom he asks learns of the result or value that is named, and of nothing else.
    ``pegawai_id`` is for who acts for everybody. Raises ``UserError`` where nobody or too many are asked.
    """
    tentang = _asker(kantor, pegawai_id)
    orang = tuple(dict.fromkeys(satu for satu in siapa if satu))
    if not orang:
        raise UserError("umpan_balik_tanpa_diminta")
    if len(orang) > MAKS_DIMINTA:
        raise UserError("umpan_balik_banyak_diminta", maks=MAKS_DIMINTA)
    if tentang in orang:
        raise UserError("umpan_balik_diri_sendiri")
    if nilai is not None and hasil_id:
        raise UserError("umpan_balik_satu_hal")
    ids: list[str] = []
    isian: list[UmpanBalikBerkelanjutan] = []
    for satu in orang:
        _require_person(kantor, satu)
        ids.append(new_doc_id(kantor, KIND, ""))
        isian.append(
            UmpanBalikBerkelanjutan(
                pegawai_id=tentang,
                skp_id=skp_id or skp_on(kantor, tentang, kantor.jam().date()),
                unit_kode=kantor.profil.kode,
                status=StatusUmpanBalik.DIMINTA,
                peran=possible_roles(kantor, tentang, satu)[0],
                pemberi_id=satu,
                permintaan=" ".join(permintaan.split())[:1000],
                hasil_id=hasil_id,
                nilai=nilai,
            )
        )
    if hasil_id and find_skp(kantor, isian[0]) is None:
        raise UserError("umpan_balik_hasil_tidak_ada")
    with kantor.write("minta_umpan_balik", ids[0], {"jumlah": len(ids)}) as tx:
        for doc_id, isi in zip(ids, isian, strict=True):
            tx.save(KIND, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return tuple(ids), Changed(tuple(ids), (KIND,))


@intention(Wewenang.BERI_UMPAN_BALIK)
def answer_umpan_balik(
    kantor: Kantor, doc_id: str, isi: UmpanBalikBerkelanjutan, *, tampil_nama: bool | None = None
) -> Changed:
    """Give the feedback that was asked for; raises ``UserError`` where it was not asked of who acts.

    The answer is a document of its own and the request ends: who was asked is known to the asker, and by its id or its
    question nobody finds out which of several answers is whose.
    """
    dokumen = _asked(kantor, doc_id)
    lama = decode_as(UmpanBalikBerkelanjutan, dokumen.body)
    tetap = {n: getattr(lama, n) for n in ("pegawai_id", "pemberi_id", "unit_kode", "skp_id")}
    baru = msgspec.structs.replace(isi, **tetap, permintaan="", status=StatusUmpanBalik.DIBERIKAN)
    baru = _completed(kantor, baru, tampil_nama)
    _require_result(kantor, baru, lama)
    doc_id = new_doc_id(kantor, KIND, "", dokumen.scope)
    with kantor.write("jawab_umpan_balik", doc_id) as tx:
        tx.drop_working(dokumen.doc_id, kantor.who)
        tx.save(KIND, doc_id, encode(baru), scope=dokumen.scope, schema=SCHEMA)
        tx.save(KIND, dokumen.doc_id, b"{}", scope=dokumen.scope, schema=SCHEMA, why="sudah dijawab", deleted=True)
    own_drafts(kantor).drop(baru.pegawai_id, dokumen.doc_id)
    return Changed((doc_id, dokumen.doc_id), (KIND,))


@intention(Wewenang.BERI_UMPAN_BALIK)
def decline_umpan_balik(kantor: Kantor, doc_id: str) -> Changed:
    """Answer a request with nothing; a reason is not asked for."""
    dokumen = _asked(kantor, doc_id)
    lama = decode_as(UmpanBalikBerkelanjutan, dokumen.body)
    baru = msgspec.structs.replace(lama, status=StatusUmpanBalik.TIDAK_DIBERIKAN)
    return _store(kantor, dokumen, baru, act="tolak_umpan_balik")


@intention(Wewenang.BERI_UMPAN_BALIK)
def cancel_permintaan(kantor: Kantor, doc_id: str) -> Changed:
    """Take back a request of one's own that nobody has answered yet."""
    dokumen = require_document(kantor, doc_id, KIND)
    isi = decode_as(UmpanBalikBerkelanjutan, dokumen.body)
    if not _acts_for(kantor, isi.pegawai_id):
        kantor.refuse(Wewenang.BERI_UMPAN_BALIK, doc_id)
    if isi.status is not StatusUmpanBalik.DIMINTA:
        raise UserError("umpan_balik_sudah_dijawab")
    return _end(kantor, dokumen, "permintaan dibatalkan", act="batal_minta_umpan_balik")


def own_umpan_balik(kantor: Kantor, doc_id: str) -> Document:
    """Return a stored feedback of who acts: he gave it, or recorded it for somebody outside; else refuse."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != KIND or not is_own(kantor, dokumen):
        kantor.refuse(Wewenang.BERI_UMPAN_BALIK, doc_id)
    return dokumen


def is_own(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts gave a stored feedback or recorded it; nobody owns what is about himself."""
    if reaches(kantor, Wewenang.BERI_UMPAN_BALIK, dokumen):
        return True
    isi = decode_as(UmpanBalikBerkelanjutan, dokumen.body)
    if isi.pemberi_id or not kantor.pelaku.pegawai_id or isi.pegawai_id == kantor.pelaku.pegawai_id:
        return False
    return kantor.store.history(dokumen.doc_id)[0].who == kantor.who


def find_skp(kantor: Kantor, isi: UmpanBalikBerkelanjutan) -> Skp | None:
    """Return the SKP that holds the planned result a feedback names, of its very person; None where there is none."""
    dokumen = kantor.store.document(isi.skp_id) if isi.skp_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
        return None
    skp = decode_as(Skp, dokumen.body)
    hasil = next((satu for satu in skp.hasil if satu.id == isi.hasil_id), None)
    if skp.pegawai_id != isi.pegawai_id or hasil is None:
        return None
    ada = not isi.indikator_id or any(satu.id == isi.indikator_id for satu in hasil.indikator)
    return skp if ada else None


def skp_on(kantor: Kantor, pegawai_id: str, hari: date) -> str:
    """Return the SKP of a person that covers a day, a determined one first; empty where there is none."""
    semua = kantor.store.find("skp", where={"pegawai_id": pegawai_id}, bodies=False)
    milik = [satu for satu in semua if covers_days(satu.columns, hari.isoformat(), hari.isoformat())]
    milik.sort(key=lambda s: (s.columns["status"] != StatusSkp.DITETAPKAN.value, str(s.columns["mulai"]), s.doc_id))
    return milik[0].doc_id if milik else ""


def _giver(kantor: Kantor, isi: UmpanBalikBerkelanjutan) -> str:
    """Return who gives: who acts; with a right over everybody whoever is named; nobody for words from outside."""
    siapa = kantor.pelaku
    if siapa.tanpa_sandi:
        return isi.pemberi_id
    if isi.pegawai_id == siapa.pegawai_id:
        raise UserError("umpan_balik_diri_sendiri")
    if siapa.reach(Wewenang.BERI_UMPAN_BALIK) is Jangkauan.SEMUA and isi.pemberi_id:
        return isi.pemberi_id
    if isi.peran is PemberiUmpanBalik.PIHAK_LAIN and not isi.pemberi_id and _may_record(kantor, isi.pegawai_id):
        return ""
    if not siapa.pegawai_id:
        raise UserError("umpan_balik_tanpa_orang")
    return siapa.pegawai_id


def _may_record(kantor: Kantor, pegawai_id: str) -> bool:
    """Tell whether who acts may record what somebody outside said about a person: his assessor, or for everybody."""
    if kantor.pelaku.reach(Wewenang.BERI_UMPAN_BALIK) is Jangkauan.SEMUA:
        return True
    return reaches(kantor, Wewenang.ISI_RATING, require_document(kantor, pegawai_id, "pegawai"))


def _asker(kantor: Kantor, pegawai_id: str) -> str:
    tentang = pegawai_id or kantor.pelaku.pegawai_id
    if not tentang:
        raise UserError("umpan_balik_tanpa_orang")
    if not _acts_for(kantor, tentang):
        kantor.refuse(Wewenang.BERI_UMPAN_BALIK, tentang)
    _require_person(kantor, tentang)
    return tentang


def _acts_for(kantor: Kantor, pegawai_id: str) -> bool:
    siapa = kantor.pelaku
    return siapa.reach(Wewenang.BERI_UMPAN_BALIK) is Jangkauan.SEMUA or pegawai_id == siapa.pegawai_id != ""


def _asked(kantor: Kantor, doc_id: str) -> Document:
    """Return a request that waits for who acts; with a right over everybody one that waits for anybody else."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is not None and dokumen.deleted and dokumen.kind == KIND:
        raise UserError("umpan_balik_sudah_dijawab")
    if dokumen is None or dokumen.kind != KIND:
        kantor.refuse(Wewenang.BERI_UMPAN_BALIK, doc_id)
    isi = decode_as(UmpanBalikBerkelanjutan, dokumen.body)
    siapa = kantor.pelaku
    diri = isi.pegawai_id == siapa.pegawai_id != ""
    semua = siapa.reach(Wewenang.BERI_UMPAN_BALIK) is Jangkauan.SEMUA and not diri
    if not semua and isi.pemberi_id != siapa.pegawai_id:
        kantor.refuse(Wewenang.BERI_UMPAN_BALIK, doc_id)
    if isi.status is not StatusUmpanBalik.DIMINTA:
        raise UserError("umpan_balik_sudah_dijawab")
    return dokumen


def _completed(kantor: Kantor, isi: UmpanBalikBerkelanjutan, tampil_nama: bool | None) -> UmpanBalikBerkelanjutan:
    """Return a feedback with the giver's name as he wants it told and its SKP; raises for what it lacks."""
    _require_person(kantor, isi.pegawai_id)
    nama = " ".join(isi.nama.split())[:200]
    if isi.pemberi_id:
        tampil = isi.peran is PemberiUmpanBalik.PIMPINAN if tampil_nama is None else tampil_nama
        nama = _require_person(kantor, isi.pemberi_id).label if tampil else ""
    isi = msgspec.structs.replace(
        isi,
        nama=nama,
        teks=isi.teks.strip(),
        sebutan=" ".join(isi.sebutan.split())[:200],
        catatan_tindak_lanjut=isi.catatan_tindak_lanjut.strip(),
        tanggal_ragu=isi.tanggal_ragu or kantor.claim().doubt,
    )
    if kode := content_fault(kantor, isi):
        raise UserError(kode)
    if not isi.skp_id and isi.tanggal is not None:
        isi = msgspec.structs.replace(isi, skp_id=skp_on(kantor, isi.pegawai_id, isi.tanggal))
    return isi


def _require_result(kantor: Kantor, isi: UmpanBalikBerkelanjutan, lama: UmpanBalikBerkelanjutan | None = None) -> None:
    """Raise ``UserError`` where the planned result is not there, or neither seen by the giver nor asked about."""
    if not isi.hasil_id:
        if isi.indikator_id:
            raise UserError("umpan_balik_hasil_tidak_ada")
        return
    skp = find_skp(kantor, isi)
    diminta = lama is not None and (lama.skp_id, lama.hasil_id) == (isi.skp_id, isi.hasil_id)
    terlihat = diminta or reaches(kantor, Wewenang.LIHAT_SKP, require_document(kantor, isi.skp_id, "skp"))
    if not terlihat:
        kantor.refuse(Wewenang.LIHAT_SKP, isi.skp_id)
    if skp is None:
        raise UserError("umpan_balik_hasil_tidak_ada")


def _require_person(kantor: Kantor, pegawai_id: str) -> Document:
    dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai" or dokumen.scope != kantor.profil.kode:
        raise UserError("umpan_balik_tanpa_pegawai")
    return dokumen


def _store(kantor: Kantor, dokumen: Document, isi: UmpanBalikBerkelanjutan, alasan: str = "", *, act: str) -> Changed:
    with kantor.write(act, dokumen.doc_id) as tx:
        tx.drop_working(dokumen.doc_id, kantor.who)
        body = encode(isi, dokumen.body)
        tx.save(KIND, dokumen.doc_id, body, scope=dokumen.scope, schema=SCHEMA, why=alasan)
    own_drafts(kantor).drop(isi.pegawai_id, dokumen.doc_id)
    return Changed((dokumen.doc_id,), (KIND,))


def _end(kantor: Kantor, dokumen: Document, alasan: str, *, act: str) -> Changed:
    with kantor.write(act, dokumen.doc_id) as tx:
        tx.drop_working(dokumen.doc_id, kantor.who)
        tx.save(KIND, dokumen.doc_id, b"{}", scope=dokumen.scope, schema=SCHEMA, why=alasan, deleted=True)
    own_drafts(kantor).drop(decode_as(UmpanBalikBerkelanjutan, dokumen.body).pegawai_id, dokumen.doc_id)
    return Changed((dokumen.doc_id,), (KIND,))

"""Coaching and mentoring: begun from the plan, typed by both, finished, and reported upwards (P6:78-85, B.1.6, B.1.7).

What is typed goes the way of every document (``services/naskah.py``); here are the acts around it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document
from desktop_app.domain.bimbingan import Coaching, FaktaCoaching, Mentoring, TujuanCoaching
from desktop_app.domain.codec import SCHEMA, decode_as, decode_kind, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import reached_document, reaches
from desktop_app.services.jangkauan_keberatan import superior_of
from desktop_app.services.jangkauan_sengketa import believed_day
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, new_doc_id
from desktop_app.services.penjaga_bimbingan import may_delete, may_guide, may_name_guide, was_named
from desktop_app.services.skp import identity_of, penilai_identity, settled_identity
from desktop_app.services.umpan_balik import skp_on
from desktop_app.services.usulan_realisasi import KemajuanIndikator, read_kemajuan

COACHING, MENTORING = "coaching", "mentoring"
JENIS = (COACHING, MENTORING)
UMPAN = "umpan_balik_bimbingan"
Bimbingan = Coaching | Mentoring


@dataclass(frozen=True)
class UsulanIndikator:
    """One indicator of the plan as coaching may take it over: its words, its target, and how far it is by now."""

    indikator_id: str
    indikator: str
    sasaran: str
    progres: str


def next_step(kantor: Kantor, doc_id: str, isi: Bimbingan) -> str:
    """Return what a finished guidance waits for from who acts; empty where it is nothing."""
    orang = kantor.pelaku.pegawai_id
    if isi.status is not StatusPembinaan.SELESAI:
        return ""
    if orang and orang == isi.pegawai_id:
        return "" if umpan_on(kantor, doc_id, selesai=True) else "umpan_balik"
    if not may_guide(kantor, isi):
        return ""
    if _is_by_other(isi) and isi.dilaporkan is None:
        return "lapor_penilai"
    menilai = kantor.pelaku.tanpa_sandi or orang == isi.penilai_id or orang != isi.pembimbing_id
    if isi.dilaporkan_atasan is None and menilai and _superior(kantor, isi):
        return "lapor_atasan"
    return ""


def umpan_on(kantor: Kantor, doc_id: str, *, selesai: bool = False) -> str:
    """Return the id of the feedback that the employee gave on a guidance, with ``selesai`` only one handed over."""
    where: dict[str, str] = {"bimbingan_id": doc_id}
    if selesai:
        where["status"] = StatusPembinaan.SELESAI.value
    ada = kantor.store.find(UMPAN, where=where, bodies=False)
    return ada[0].doc_id if ada else ""


def _is_by_other(isi: Bimbingan) -> bool:
    return isi.pembimbing_id != isi.penilai_id


def _superior(kantor: Kantor, isi: Bimbingan) -> str:
    return superior_of(kantor.store, isi.pegawai_id, isi.penilai_id, isi.tanggal or believed_day(kantor))


@intention(Wewenang.ISI_BIMBINGAN)
def propose_indikator(kantor: Kantor, pegawai_id: str, skp_id: str = "") -> tuple[UsulanIndikator, ...]:
    """Return the indicators of a person's plan with target and progress, to choose from; none without a plan."""
    reached_document(kantor, pegawai_id, "pegawai", Wewenang.ISI_BIMBINGAN)
    skp_id = skp_id or skp_on(kantor, pegawai_id, kantor.jam().date())
    dokumen = kantor.store.document(skp_id) if skp_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp" or dokumen.conflicts:
        return ()
    skp = decode_as(Skp, dokumen.body)
    if skp.pegawai_id != pegawai_id:
        raise UserError("bimbingan_skp_lain")
    maju = {satu.indikator_id: satu for satu in _progress(kantor, pegawai_id, skp_id, dokumen)}
    return tuple(
        UsulanIndikator(
            satu.id,
            satu.teks or satu.narasi or hasil.teks,
            format_target(satu.target),
            _last_number(maju[satu.id]) if satu.id in maju else "",
        )
        for hasil in skp.hasil
        for satu in hasil.indikator
    )


def _progress(kantor: Kantor, pegawai_id: str, skp_id: str, dokumen: Document) -> Sequence[KemajuanIndikator]:
    """Return the progress of the plan's indicators where who acts may see the journal; somebody else types it."""
    if not reaches(kantor, Wewenang.LIHAT_PENILAIAN, dokumen):
        return ()
    return read_kemajuan(kantor, pegawai_id, skp_id)


def _last_number(maju: KemajuanIndikator) -> str:
    """Return the last number that the journal knows, with the target's unit; empty where it knows none."""
    angka = [nilai for _hari, nilai in maju.titik if nilai is not None]
    if not angka:
        return ""
    teks = format(angka[-1].normalize(), "f").replace(".", ",")
    return f"{teks} {maju.target.satuan}".strip()


@intention(Wewenang.ISI_BIMBINGAN)
def create_coaching(
    kantor: Kantor, pegawai_id: str, *, pembimbing_id: str = "", indikator: Sequence[str] | None = None
) -> tuple[str, Changed]:
    """Begin a coaching of a person, filled from his plan, and return its id.

    ``pembimbing_id`` is who guides, his assessor without it; ``indikator`` chooses indicators of the plan by their ids
    (None takes all). Raises ``UserError`` ``bimbingan_diri_sendiri``, ``bimbingan_tanpa_pembimbing``, and
    ``bimbingan_pembimbing_ditunjuk`` where neither the assessor nor the office names another guide.
    """
    penilai_id, pembimbing_id = _who(kantor, pegawai_id, pembimbing_id)
    skp_id = skp_on(kantor, pegawai_id, kantor.jam().date())
    usulan = propose_indikator(kantor, pegawai_id, skp_id) if skp_id else ()
    terpilih = [satu for satu in usulan if indikator is None or satu.indikator_id in indikator]
    isi = Coaching(
        pegawai_id=pegawai_id,
        penilai_id=penilai_id,
        pembimbing_id=pembimbing_id,
        unit_kode=kantor.profil.kode,
        skp_id=skp_id,
        mulai=kantor.jam().date(),
        tempat=kantor.profil.tempat,
        tujuan=tuple(
            TujuanCoaching(id=_new(), indikator=s.indikator, indikator_id=s.indikator_id, sasaran=s.sasaran)
            for s in terpilih
        ),
        fakta=tuple(FaktaCoaching(id=_new(), sasaran=s.sasaran, progres=s.progres) for s in terpilih),
    )
    return _create(kantor, COACHING, isi)


@intention(Wewenang.ISI_BIMBINGAN)
def create_mentoring(kantor: Kantor, pegawai_id: str, *, pembimbing_id: str = "") -> tuple[str, Changed]:
    """Begin a mentoring of a person and return its id; otherwise as ``create_coaching``."""
    penilai_id, pembimbing_id = _who(kantor, pegawai_id, pembimbing_id)
    isi = Mentoring(
        pegawai_id=pegawai_id,
        penilai_id=penilai_id,
        pembimbing_id=pembimbing_id,
        unit_kode=kantor.profil.kode,
        skp_id=skp_on(kantor, pegawai_id, kantor.jam().date()),
        mulai=kantor.jam().date(),
        tempat=kantor.profil.tempat,
    )
    return _create(kantor, MENTORING, isi)


def _who(kantor: Kantor, pegawai_id: str, pembimbing_id: str) -> tuple[str, str]:
    """Return assessor and guide of a new guidance of a person whom who acts reaches."""
    orang = reached_document(kantor, pegawai_id, "pegawai", Wewenang.ISI_BIMBINGAN)
    jabatan = decode_as(Pegawai, orang.body).jabatan_pada(believed_day(kantor))
    penilai_id = jabatan.penilai_id if jabatan is not None else ""
    pembimbing_id = pembimbing_id or penilai_id
    if pembimbing_id not in (penilai_id, pegawai_id) and not may_name_guide(kantor, pegawai_id, penilai_id):
        kantor.refuse(Wewenang.ISI_BIMBINGAN, pegawai_id, "bimbingan_pembimbing_ditunjuk")
    if not pembimbing_id:
        raise UserError("bimbingan_tanpa_pembimbing")
    if pembimbing_id == pegawai_id:
        raise UserError("bimbingan_diri_sendiri")
    pembimbing = kantor.store.document(pembimbing_id)
    if pembimbing is None or pembimbing.deleted or pembimbing.kind != "pegawai":
        raise UserError("bimbingan_tanpa_pembimbing")
    return penilai_id, pembimbing_id


def _new() -> str:
    return secrets.token_hex(8)


def _create(kantor: Kantor, kind: str, isi: Bimbingan) -> tuple[str, Changed]:
    doc_id = new_doc_id(kantor, kind, "")
    with kantor.write("buat_bimbingan", doc_id, {"dokumen": kind}) as tx:
        tx.save(kind, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (kind,))


@intention(Wewenang.ISI_BIMBINGAN)
def finish_bimbingan(kantor: Kantor, doc_id: str, *, tanggal: date, tempat: str = "") -> Changed:
    """Freeze a guidance with the identities of its day, to be printed and signed by both.

    The guide does it, the assessor, or who acts for everybody; a guide who is not the assessor only where somebody
    else than the employee named him. Raises ``UserError`` ``bimbingan_belum_lengkap`` with what is missing,
    ``bimbingan_sudah_selesai``, ``bimbingan_tanggal_nanti``, ``bimbingan_pembimbing_ditunjuk``.
    """
    dokumen, isi = _guided(kantor, doc_id)
    if isi.status is not StatusPembinaan.DRAFT:
        raise UserError("bimbingan_sudah_selesai")
    if not may_name_guide(kantor, isi.pegawai_id, isi.penilai_id) and not was_named(kantor, doc_id, isi):
        kantor.refuse(Wewenang.ISI_BIMBINGAN, doc_id, "bimbingan_pembimbing_ditunjuk")
    if kurang := missing_in(isi):
        raise UserError("bimbingan_belum_lengkap", isian=", ".join(kurang))
    hari = believed_day(kantor)
    if hari is not None and tanggal > hari:
        raise UserError("bimbingan_tanggal_nanti")
    baru = msgspec.structs.replace(
        isi,
        status=StatusPembinaan.SELESAI,
        tanggal=tanggal,
        tanggal_ragu=kantor.claim().doubt,
        tempat=tempat or isi.tempat,
        selesai=isi.selesai or tanggal,
        pegawai=settled_identity(kantor, isi.pegawai_id, tanggal),
        penilai=settled_identity(kantor, isi.penilai_id, tanggal),
        pembimbing=penilai_identity(kantor, isi.pembimbing_id, tanggal),
    )
    return _store(kantor, dokumen, baru, act="selesai_bimbingan")


def missing_in(isi: Bimbingan) -> list[str]:
    """Return what a guidance still needs before it is signed, in words of its form."""
    if isinstance(isi, Coaching):
        return [
            *(["tujuan"] if not any(s.indikator.strip() for s in isi.tujuan) else []),
            *(["langkah ke depan"] if not any(s.strategi.strip() for s in isi.langkah) else []),
        ]
    return [
        *(["tujuan"] if not any(s.keahlian.strip() for s in isi.tujuan) else []),
        *(["jurnal mentoring"] if not any(s.materi.strip() for s in isi.pertemuan) else []),
    ]


@intention(Wewenang.ISI_BIMBINGAN)
def reopen_bimbingan(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Make a finished guidance a draft again with a reason; the signed version stays in its history."""
    dokumen, isi = _guided(kantor, doc_id)
    if isi.status is not StatusPembinaan.SELESAI:
        raise UserError("bimbingan_masih_draf")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="koreksi")
    kosong = {"pegawai": None, "penilai": None, "pembimbing": None, "dilaporkan": None, "dilaporkan_atasan": None}
    baru = msgspec.structs.replace(isi, status=StatusPembinaan.DRAFT, atasan_id="", **kosong)
    return _store(kantor, dokumen, baru, alasan.strip(), act="koreksi_bimbingan")


@intention(Wewenang.ISI_BIMBINGAN)
def delete_bimbingan(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete a draft with a reason; the history stays. The employee deletes what he alone wrote."""
    dokumen = _reached(kantor, doc_id)
    isi = decode_bimbingan(dokumen.kind, dokumen.body)
    if isi.status is not StatusPembinaan.DRAFT:
        raise UserError("bimbingan_sudah_selesai")
    if not may_delete(kantor, doc_id, isi):
        kantor.refuse(Wewenang.ISI_BIMBINGAN, doc_id, "bimbingan_bukan_milik_sendiri")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    return delete_document(kantor, dokumen, alasan.strip(), act="hapus_bimbingan")


@intention(Wewenang.ISI_BIMBINGAN)
def report_bimbingan(kantor: Kantor, doc_id: str, tanggal: date | None = None) -> Changed:
    """Note that a finished guidance was reported: by another guide to the assessor, by him to his superior (P6:85 i-j).

    From then on the superior reads it. Raises ``UserError`` ``bimbingan_tidak_dilaporkan`` where nothing is due.
    """
    dokumen, isi = _guided(kantor, doc_id)
    langkah = next_step(kantor, doc_id, isi)
    hari = tanggal or kantor.jam().date()
    if langkah == "lapor_penilai":
        baru = msgspec.structs.replace(isi, dilaporkan=hari)
    elif langkah == "lapor_atasan":
        baru = msgspec.structs.replace(isi, dilaporkan_atasan=hari, atasan_id=_superior(kantor, isi))
    else:
        raise UserError("bimbingan_tidak_dilaporkan")
    return _store(kantor, dokumen, baru, act="lapor_bimbingan")


def _reached(kantor: Kantor, doc_id: str) -> Document:
    dokumen = reached_document(kantor, doc_id, "", Wewenang.ISI_BIMBINGAN)
    if dokumen.kind not in JENIS:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return dokumen


def _guided(kantor: Kantor, doc_id: str) -> tuple[Document, Bimbingan]:
    """Return a guidance that who acts leads; the employee alone finishes nothing that his guide has to sign."""
    dokumen = _reached(kantor, doc_id)
    if not may_guide(kantor, decode_bimbingan(dokumen.kind, dokumen.body)):
        kantor.refuse(Wewenang.ISI_BIMBINGAN, doc_id)
    return dokumen, decode_bimbingan(dokumen.kind, body_to_advance(kantor, dokumen))


def decode_bimbingan(kind: str, raw: bytes) -> Bimbingan:
    """Return the body of a coaching or mentoring."""
    isi = decode_kind(kind, raw)
    assert isinstance(isi, Coaching | Mentoring), kind
    return isi


def name_of_person(kantor: Kantor, pegawai_id: str) -> str:
    """Return the name of a person, a dash where he is not known."""
    return identity_of(kantor, pegawai_id, None).nama or "–"


def _store(kantor: Kantor, dokumen: Document, isi: Bimbingan, alasan: str = "", *, act: str) -> Changed:
    with kantor.write(act, dokumen.doc_id) as tx:
        tx.drop_working(dokumen.doc_id, kantor.who)
        body = encode(isi, dokumen.body)
        tx.save(dokumen.kind, dokumen.doc_id, body, scope=dokumen.scope, schema=SCHEMA, why=alasan)
    return Changed((dokumen.doc_id,), (dokumen.kind,))

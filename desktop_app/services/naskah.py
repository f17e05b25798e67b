"""Working copies: each answer is durable at once; leaving the page makes one revision of them.

A working copy belongs to one document and one person, stays on this computer, and never travels.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import msgspec

from db import MAX_REVISION_BYTES, Claim, Document, Transaction, Working, unfit_text
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import SCHEMA, Dokumen, decode_kind, encode, kind_of, natural_id, office_tag
from desktop_app.domain.errors import UserError
from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSerahTerima, StatusSkp
from desktop_app.domain.istilah_kinerja import StatusEvaluasiDiri, StatusPutusan
from desktop_app.domain.istilah_pengembangan import StatusPembinaan, StatusPutaran
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.putaran import PutaranUmpanBalik
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.atasan import may_fix_above
from desktop_app.services.jangkauan import MELIHAT, MENGETIK, UBAH, reached_document, read_document
from desktop_app.services.jangkauan_pengaduan import kept_reporter, shown
from desktop_app.services.jenis import FROZEN
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah_tertahan import is_held, require_based, was_fixed_meanwhile
from desktop_app.services.penjaga import (
    may_choose_penilai,
    may_decide,
    may_name_agency,
    may_rate,
    may_type,
    require_typing,
)
from desktop_app.services.penjaga_jurnal import filled_in
from desktop_app.services.penjaga_rencana_pengembangan import as_agreed
from desktop_app.services.tanpa_akun import may_record_paper

RUANG_AMPLOP = 16 * 1024
"""Bytes of a revision that are kept free for its envelope and for identities frozen into it."""


@dataclass(frozen=True)
class Naskah:
    """A document opened for reading or writing.

    ``tersimpan`` is the claim of the last working copy, None while nothing unsaved-to-history exists;
    ``konflik`` counts the fields on which versions disagree; ``boleh_ubah`` is False in a fixed state. ``kepala``
    are the revisions that ``isi`` goes on from. ``boleh_menilai`` tells whether who reads may type the assessor's
    part of an evaluation, ``boleh_memutuskan`` whether he may determine, finalise, give back or reopen, and
    ``boleh_pilih_penilai`` whether he may name another assessor. ``tertahan`` tells that ``isi`` is what he typed
    while he might, and may no longer write: nobody publishes it, and before he goes on he throws it away.
    ``boleh_menyusun`` tells whether the document is his to type at all, in whatever state it is: who may, takes back
    what was handed in. ``boleh_sebagai_atasan`` tells whether he may determine a handed-in SKP as the assessor's
    superior, ``boleh_instansi`` whether he may type the agency of a plan, ``boleh_catat_kertas`` whether he may record
    that it was signed on paper.
    """

    doc_id: str
    kind: str
    isi: Dokumen
    tersimpan: Claim | None
    konflik: int
    boleh_ubah: bool
    kepala: tuple[str, ...] = ()
    boleh_menilai: bool = True
    boleh_memutuskan: bool = True
    boleh_pilih_penilai: bool = True
    tertahan: bool = False
    boleh_menyusun: bool = True
    boleh_sebagai_atasan: bool = False
    boleh_instansi: bool = True
    boleh_catat_kertas: bool = False


DRAF: Mapping[type, StrEnum] = MappingProxyType(
    {
        Skp: StatusSkp.DRAFT,
        Penilaian: StatusPenilaian.DRAFT,
        Adendum: StatusAdendum.DRAFT,
        SerahTerima: StatusSerahTerima.DRAFT,
        EvaluasiDiri: StatusEvaluasiDiri.DRAFT,
        PutusanKeberatan: StatusPutusan.DRAFT,
        AngkaKredit: StatusPutusan.DRAFT,
        Coaching: StatusPembinaan.DRAFT,
        Mentoring: StatusPembinaan.DRAFT,
        UmpanBalikBimbingan: StatusPembinaan.DRAFT,
        EvaluasiKompetensi: StatusPembinaan.DRAFT,
        PutaranUmpanBalik: StatusPutaran.DRAFT,
    }
)
"""The state in which the text of a document can be changed, for the kinds that have states of being fixed."""


def is_editable(isi: Dokumen) -> bool:
    """Tell whether the state of ``isi`` lets its text be changed (drafts and people yes, fixed documents no)."""
    draf = DRAF.get(type(isi))
    return draf is None or getattr(isi, "status", None) == draf


def _state(isi: Dokumen) -> str:
    return str(getattr(isi, "status", "")) if type(isi) in DRAF else ""


def require_document(kantor: Kantor, doc_id: str, kind: str = "") -> Document:
    """Return the stored document; raises ``UserError`` where it does not exist or is of another kind."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted or (kind and dokumen.kind != kind):
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return dokumen


def new_doc_id(kantor: Kantor, kind: str, kunci: str, scope: str = "") -> str:
    """Return the id for a new document: from its natural key, or at random without one or where it was used before.

    ``scope`` is the office whose document it is; this one without it. Every id begins with its office's tag.
    """
    milik = scope or kantor.profil.kode
    doc_id = natural_id(kind, milik, kunci) if kunci else ""
    if not doc_id or kantor.store.history(doc_id):
        return office_tag(milik) + secrets.token_hex(12)
    return doc_id


@intention(*MELIHAT)
def open_naskah(kantor: Kantor, doc_id: str) -> Naskah:
    """Return the document as this person last typed it: the working copy, else the stored version."""
    kerja = kantor.store.working(doc_id, kantor.who)
    dokumen = read_document(kantor, doc_id)
    tertahan = kerja is not None and is_held(kantor, kerja)
    raw = kerja.body if kerja is not None else dokumen.body
    isi = shown(kantor, decode_kind(dokumen.kind, raw))
    menyusun = may_type(kantor, dokumen)
    return Naskah(
        doc_id=doc_id,
        kind=dokumen.kind,
        isi=isi,
        tersimpan=kerja.at if kerja is not None else None,
        konflik=len(dokumen.conflicts),
        boleh_ubah=_is_open(dokumen, isi) and menyusun and not tertahan,
        kepala=kerja.parents if kerja is not None else dokumen.heads,
        boleh_menilai=may_rate(kantor, dokumen),
        boleh_memutuskan=may_decide(kantor, dokumen),
        boleh_pilih_penilai=may_choose_penilai(kantor, dokumen),
        tertahan=tertahan,
        boleh_menyusun=menyusun,
        boleh_sebagai_atasan=may_fix_above(kantor, dokumen),
        boleh_instansi=may_name_agency(kantor, dokumen),
        boleh_catat_kertas=may_record_paper(kantor, dokumen),
    )


def _is_open(dokumen: Document, isi: Dokumen) -> bool:
    """Tell whether what is typed on ``isi`` would be taken: the stored document counts, which may have moved on."""
    return is_editable(isi) and is_editable(decode_kind(dokumen.kind, dokumen.body)) and not dokumen.conflicts


@intention(*MENGETIK)
def write_naskah(kantor: Kantor, doc_id: str, isi: Dokumen, *, kepala: Sequence[str] = ()) -> Claim:
    """Put ``isi`` durably into the working copy (one fsync) and return the claimed time.

    ``kepala`` are the revisions that the person saw when he began (``Naskah.kepala``; without them the present
    ones): what came from elsewhere since then is merged with his text, not overwritten by it. Raises ``UserError``
    where the stored document is in a fixed state, in conflict, or of another kind, and where ``isi`` is too long
    to be sent, and ``wewenang_kurang`` or ``bukan_isian_anda`` where the document or a field is not his to type. The
    state of a document never changes here.
    """
    isi = _unfrozen(isi)
    dokumen = reached_document(kantor, doc_id, kind_of(isi), UBAH.get(kind_of(isi), Wewenang.UBAH_PENGATURAN))
    lama = decode_kind(dokumen.kind, dokumen.body)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    lama_status, isi_status = _state(lama), _state(isi)
    if not is_editable(lama) or isi_status != lama_status:
        raise UserError("dokumen_terkunci", status=lama_status)
    kerja = kantor.store.working(doc_id, kantor.who)
    if kerja is not None:
        require_based(kantor, kerja)
    parents = kerja.parents if kerja is not None else _seen(kantor, dokumen, kepala)
    isi = kept_reporter(kantor, dokumen, filled_in(kantor, dokumen, isi, parents, kerja))
    isi = as_agreed(kantor, dokumen, isi, kerja)
    require_typing(kantor, dokumen, isi, parents)
    body = encode(isi, kerja.body if kerja is not None else dokumen.body)
    if len(body) > MAX_REVISION_BYTES - RUANG_AMPLOP:
        raise UserError("store_revision_too_large", size=len(body), limit=MAX_REVISION_BYTES)
    if fault := unfit_text(body):
        raise UserError("store_text_unfit", reason=fault)
    at = kantor.claim()
    kantor.store.put_working(
        Working(
            doc_id=doc_id,
            who=kantor.who,
            kind=dokumen.kind,
            scope=dokumen.scope,
            schema=SCHEMA,
            parents=parents,
            body=body,
            at=at,
        )
    )
    return at


def _unfrozen(isi: Dokumen) -> Dokumen:
    """Return an open document without what only the program writes: a predicate is never typed (P6:99-103)."""
    return msgspec.structs.replace(isi, **FROZEN.get(kind_of(isi), {})) if _state(isi) and is_editable(isi) else isi


def _seen(kantor: Kantor, dokumen: Document, kepala: Sequence[str]) -> tuple[str, ...]:
    """Return what a new working copy goes on from: what the person saw, or his own revisions that followed it.

    Nobody saw a version beside what replaced it, or versions that disagree: then it goes on from the present ones.
    """
    if not kepala or set(kepala) == set(dokumen.heads):
        return dokumen.heads
    riwayat = {rev.rev_id: rev for rev in kantor.store.history(dokumen.doc_id)}
    if not all(satu in riwayat for satu in kepala) or not _seen_together(kantor, dokumen, kepala):
        return dokumen.heads
    # A page that stays open after an export goes on from the revision that the export made of its text.
    baru, sisa = set(kepala), [satu for satu in dokumen.heads if satu not in kepala]
    while sisa:
        rev = riwayat[sisa.pop()]
        if rev.who != kantor.who or rev.device != kantor.store.device or not rev.parents:
            return tuple(kepala)
        sisa += [satu for satu in rev.parents if satu not in baru]
        baru.add(rev.rev_id)
    return dokumen.heads


def _seen_together(kantor: Kantor, dokumen: Document, kepala: Sequence[str]) -> bool:
    if not kantor.store.are_apart(kepala):
        return False
    bersama = kantor.store.joined(dokumen.doc_id, kepala)
    return bersama is not None and not bersama.conflicts


@intention(*MENGETIK)
def commit_naskah(kantor: Kantor, doc_id: str, alasan: str = "") -> Changed:
    """Make one revision of the working copy, if it says anything new, and drop it.

    Raises ``UserError`` where what was typed is no longer his to type, and ``naskah_tanpa_dasar`` where it was typed
    over what is set aside; the working copy stays.
    """
    kerja = kantor.store.working(doc_id, kantor.who)
    if kerja is None:
        return Changed()
    require_based(kantor, kerja)
    if dokumen := kantor.store.document(doc_id):
        require_typing(kantor, dokumen, decode_kind(kerja.kind, kerja.body), kerja.parents)
        if was_fixed_meanwhile(kantor, dokumen, kerja):
            raise UserError("dokumen_terkunci", status=_state(decode_kind(dokumen.kind, dokumen.body)))
    with kantor.write("simpan", doc_id) as tx:
        return store_working(kantor, tx, kerja, alasan)


def store_working(kantor: Kantor, tx: Transaction, kerja: Working, alasan: str = "") -> Changed:
    """Turn one working copy into a revision inside the caller's transaction.

    The revision names who typed it, whoever acts now; the audit row of the transaction names him.
    Where the document moved on meanwhile, the revision keeps the parents it was typed over: the store then
    merges, and a real disagreement shows as a conflict instead of overwriting anybody.
    """
    tx.drop_working(kerja.doc_id, kerja.who)
    if says_nothing_new(kantor, kerja):
        tx.detail.update({"tanpa_perubahan": True})
        return Changed()
    tx.save(
        kerja.kind,
        kerja.doc_id,
        kerja.body,
        scope=kerja.scope,
        schema=kerja.schema,
        why=alasan,
        parents=kerja.parents,
        who=kerja.who,
    )
    return Changed((kerja.doc_id,), (kerja.kind,))


def says_nothing_new(kantor: Kantor, kerja: Working) -> bool:
    """Tell whether a working copy says what it was typed over, members that the program fills in not counted."""
    if len(kerja.parents) == 1:
        dasar = kantor.store.revision(kerja.parents[0])
        lama = dasar.body if dasar is not None and not dasar.deleted else None
    else:
        dokumen = kantor.store.document(kerja.doc_id)
        lama = dokumen.body if dokumen is not None and set(dokumen.heads) == set(kerja.parents) else None
    return lama is not None and _same(encode(decode_kind(kerja.kind, lama), lama), kerja.body)


def _same(satu: bytes, dua: bytes) -> bool:
    left: Any = msgspec.json.decode(satu)
    right: Any = msgspec.json.decode(dua)
    return bool(left == right)


@intention(*MENGETIK, Wewenang.KIRIM, Wewenang.BALAS)
def commit_all(kantor: Kantor) -> Changed:
    """Make revisions of every person's working copies, as before an export; one transaction.

    Each revision names who typed it. Somebody who may neither send nor answer makes revisions of his own alone. A
    copy that its owner may no longer write stays as it is; the audit row counts it (``tertahan``).
    """
    mengirim = any(kantor.pelaku.reach(satu) for satu in (Wewenang.KIRIM, Wewenang.BALAS))
    terbuka = kantor.store.workings(None if mengirim else kantor.who)
    semua = [kerja for kerja in terbuka if not is_held(kantor, kerja)]
    if not semua:
        return Changed()
    hasil: list[Changed] = []
    tertahan = {"tertahan": len(terbuka) - len(semua)} if len(semua) < len(terbuka) else {}
    with kantor.write("simpan_semua", detail={"jumlah": len(semua), **tertahan}) as tx:
        hasil.extend(store_working(kantor, tx, kerja) for kerja in semua)
    return Changed(
        tuple(doc for satu in hasil for doc in satu.doc_ids),
        tuple(sorted({kind for satu in hasil for kind in satu.kinds})),
    )


@intention(*MENGETIK)
def discard_naskah(kantor: Kantor, doc_id: str) -> Changed:
    """Throw away the working copy; the stored document stays as it was."""
    if kantor.store.working(doc_id, kantor.who) is None:
        return Changed()
    with kantor.write("buang_naskah", doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
    return Changed((doc_id,), ())


def body_to_advance(kantor: Kantor, dokumen: Document) -> bytes:
    """Return what a change of state starts from: this person's working copy, else the stored body.

    Where the document moved on while it was typed, the working copy is kept as a revision of its own first and
    ``UserError`` ``dokumen_berubah_sementara`` asks the person to look before he decides. What somebody else fixed
    meanwhile takes in nothing of it: ``dokumen_terkunci``, and the working copy stays as it is.
    """
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=dokumen.doc_id)
    kerja = kantor.store.working(dokumen.doc_id, kantor.who)
    if kerja is None:
        return dokumen.body
    require_based(kantor, kerja)
    require_typing(kantor, dokumen, decode_kind(kerja.kind, kerja.body), kerja.parents)
    if was_fixed_meanwhile(kantor, dokumen, kerja):
        raise UserError("dokumen_terkunci", status=_state(decode_kind(dokumen.kind, dokumen.body)))
    if set(kerja.parents) != set(dokumen.heads):
        with kantor.write("simpan", dokumen.doc_id) as tx:
            store_working(kantor, tx, kerja)
        raise UserError("dokumen_berubah_sementara", id=dokumen.doc_id)
    return kerja.body

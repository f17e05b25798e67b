"""Working copies: each answer is durable at once; leaving the page makes one revision of them.

A working copy belongs to one document and one person, stays on this computer, and never travels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from db import Claim, Document, Transaction, Working
from desktop_app.domain.codec import SCHEMA, Dokumen, decode_kind, encode, kind_of
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.services.kantor import Changed, Kantor, intention


@dataclass(frozen=True)
class Naskah:
    """A document opened for reading or writing.

    ``tersimpan`` is the claim of the last working copy, None while nothing unsaved-to-history exists;
    ``konflik`` counts the fields on which versions disagree; ``boleh_ubah`` is False in a fixed state.
    """

    doc_id: str
    kind: str
    isi: Dokumen
    tersimpan: Claim | None
    konflik: int
    boleh_ubah: bool


def is_editable(isi: Dokumen) -> bool:
    """Tell whether the state of ``isi`` lets its text be changed (drafts and people yes, fixed documents no)."""
    if isinstance(isi, Skp):
        return isi.status is StatusSkp.DRAFT
    if isinstance(isi, Penilaian):
        return isi.status is StatusPenilaian.DRAFT
    return True


def _state(isi: Dokumen) -> str:
    return isi.status.value if isinstance(isi, Skp | Penilaian) else ""


def require_document(kantor: Kantor, doc_id: str, kind: str = "") -> Document:
    """Return the stored document; raises ``UserError`` where it does not exist or is of another kind."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted or (kind and dokumen.kind != kind):
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return dokumen


@intention
def open_naskah(kantor: Kantor, doc_id: str) -> Naskah:
    """Return the document as this person last typed it: the working copy, else the stored version."""
    kerja = kantor.store.working(doc_id, kantor.who)
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    raw = kerja.body if kerja is not None else dokumen.body
    isi = decode_kind(dokumen.kind, raw)
    return Naskah(
        doc_id=doc_id,
        kind=dokumen.kind,
        isi=isi,
        tersimpan=kerja.at if kerja is not None else None,
        konflik=len(dokumen.conflicts),
        boleh_ubah=is_editable(isi) and not dokumen.conflicts,
    )


@intention
def write_naskah(kantor: Kantor, doc_id: str, isi: Dokumen) -> Claim:
    """Put ``isi`` durably into the working copy (one fsync) and return the claimed time.

    Raises ``UserError`` where the stored document is in a fixed state, in conflict, or of another kind. The
    state of a document never changes here.
    """
    dokumen = require_document(kantor, doc_id, kind_of(isi))
    lama = decode_kind(dokumen.kind, dokumen.body)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    lama_status, isi_status = _state(lama), _state(isi)
    if not is_editable(lama) or isi_status != lama_status:
        raise UserError("dokumen_terkunci", status=lama_status)
    kerja = kantor.store.working(doc_id, kantor.who)
    at = kantor.claim()
    kantor.store.put_working(
        Working(
            doc_id=doc_id,
            who=kantor.who,
            kind=dokumen.kind,
            scope=dokumen.scope,
            schema=SCHEMA,
            parents=kerja.parents if kerja is not None else dokumen.heads,
            body=encode(isi, dokumen.body),
            at=at,
        )
    )
    return at


@intention
def commit_naskah(kantor: Kantor, doc_id: str, alasan: str = "") -> Changed:
    """Make one revision of the working copy, if it says anything new, and drop it."""
    kerja = kantor.store.working(doc_id, kantor.who)
    if kerja is None:
        return Changed()
    with kantor.write("simpan", doc_id) as tx:
        return store_working(kantor, tx, kerja, alasan)


def store_working(kantor: Kantor, tx: Transaction, kerja: Working, alasan: str = "") -> Changed:
    """Turn one working copy into a revision inside the caller's transaction.

    Where the document moved on meanwhile, the revision keeps the parents it was typed over: the store then
    merges, and a real disagreement shows as a conflict instead of overwriting anybody.
    """
    tx.drop_working(kerja.doc_id, kerja.who)
    if _says_nothing_new(kantor, kerja):
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
    )
    return Changed((kerja.doc_id,), (kerja.kind,))


def _says_nothing_new(kantor: Kantor, kerja: Working) -> bool:
    if len(kerja.parents) != 1:
        return False
    dasar = kantor.store.revision(kerja.parents[0])
    return dasar is not None and _same(dasar.body, kerja.body)


def _same(satu: bytes, dua: bytes) -> bool:
    left: Any = msgspec.json.decode(satu)
    right: Any = msgspec.json.decode(dua)
    return bool(left == right)


@intention
def commit_all(kantor: Kantor) -> Changed:
    """Make revisions of every person's working copies, as before an export; one transaction."""
    semua = kantor.store.workings()
    if not semua:
        return Changed()
    hasil: list[Changed] = []
    with kantor.write("simpan_semua", detail={"jumlah": len(semua)}) as tx:
        hasil.extend(store_working(kantor, tx, kerja) for kerja in semua)
    return Changed(
        tuple(doc for satu in hasil for doc in satu.doc_ids),
        tuple(sorted({kind for satu in hasil for kind in satu.kinds})),
    )


@intention
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
    ``UserError`` ``dokumen_berubah_sementara`` asks the person to look before he decides.
    """
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=dokumen.doc_id)
    kerja = kantor.store.working(dokumen.doc_id, kantor.who)
    if kerja is None:
        return dokumen.body
    if set(kerja.parents) != set(dokumen.heads):
        with kantor.write("simpan", dokumen.doc_id) as tx:
            store_working(kantor, tx, kerja)
        raise UserError("dokumen_berubah_sementara", id=dokumen.doc_id)
    return kerja.body

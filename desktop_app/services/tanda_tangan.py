"""Signing off: the person's signature is written with the revision that it signs, and can be asked for afterwards.

An office without passwords has no keys of persons and signs nothing; its documents say so wherever they are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec

from db import Document, Revision, Transaction
from desktop_app.domain.codec import SCHEMA, encode, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import FIXED, UNSIGNED
from desktop_app.domain.tanda_tangan import Perbuatan, TandaTangan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.revision_signature import sign_revision
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.penguji_tanda import (
    JENIS_PERBUATAN,
    KeadaanTanda,
    PengujiTanda,
    SejakKunci,
    is_id,
    status_of,
)

KIND = "tanda_tangan"


@dataclass(frozen=True)
class HasilTandaTangan:
    """How a document stands: who signed which of its revisions with which key; ids are empty without a signature.

    ``nama`` is the signer's name as his own document has it today; ``sejak`` tells since when his key is known here.
    """

    keadaan: KeadaanTanda
    nama: str = ""
    penanda: str = ""
    revisi: str = ""
    kunci: str = ""
    perangkat: str = ""
    sejak: SejakKunci | None = None


@dataclass(frozen=True)
class Tertanda:
    """A stored signature: what it says, and the revision that brought it."""

    isi: TandaTangan
    dibuat: Revision


def signature_id(rev_id: str, kunci: str, kantor: str) -> str:
    """Return the document id of the signature of one key over one revision of the office ``kantor`` (a code)."""
    return natural_id(KIND, kantor, f"{rev_id}/{kunci}")


def sign(kantor: Kantor, tx: Transaction, revision: Revision, perbuatan: Perbuatan) -> str:
    """Sign ``revision`` with the key of who acts, in the transaction that wrote it; return the signature's id.

    Returns an empty text where nobody's key is open (an office without passwords). Raises ``ValueError`` where the act
    does not fit the kind of document: an error of the program.
    """
    if revision.kind != JENIS_PERBUATAN[perbuatan]:
        raise ValueError(f"{perbuatan} does not sign a {revision.kind}")
    kunci = kantor.pelaku.kunci
    if kunci is None:
        return ""
    isi = TandaTangan(
        dokumen=revision.doc_id,
        revisi=revision.rev_id,
        perbuatan=perbuatan,
        penanda=revision.who,
        kunci=kunci.key_id,
        tanda=sign_revision(kunci, revision.raw),
        unit_kode=revision.scope,
    )
    doc_id = signature_id(revision.rev_id, kunci.key_id, revision.scope)
    tx.save(KIND, doc_id, encode(isi), scope=revision.scope, schema=SCHEMA)
    tx.detail["tanda_tangan"] = doc_id
    return doc_id


@intention(Wewenang.PERIKSA_FORMULIR)
def check_signature(kantor: Kantor, doc_id: str) -> HasilTandaTangan:
    """Return how the signature of a document's present version stands.

    Raises ``UserError`` where there is no such document, or who asks may not see it.
    """
    dokumen = reached_document(kantor, doc_id)
    if dokumen.kind not in FIXED:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return judge_document(kantor, PengujiTanda(kantor), dokumen)


def judge_document(kantor: Kantor, penguji: PengujiTanda, dokumen: Document) -> HasilTandaTangan:
    """Return how the present version of ``dokumen`` is signed: the best of its signatures, else what is the matter."""
    tanda = signatures_of(kantor, [dokumen.doc_id]).get(dokumen.doc_id, [])
    kini = {rev.rev_id: rev for rev in present_revisions(kantor, dokumen)}
    # A signature over the very version counts before an earlier one of the same words: it may be of an ended key.
    tepat = [satu for satu in tanda if satu.isi.revisi in dokumen.heads]
    hasil = [judge_one(penguji, satu, kini[satu.isi.revisi]) for satu in tepat or tanda if satu.isi.revisi in kini]
    if hasil:
        return min(hasil, key=lambda satu: satu.keadaan is not KeadaanTanda.SAH)
    lama = bool(tanda) and dokumen.kind in FIXED and status_of(dokumen.body) == FIXED[dokumen.kind]
    return HasilTandaTangan(KeadaanTanda.REVISI_BERUBAH if lama else KeadaanTanda.TIDAK_ADA)


def judge_one(penguji: PengujiTanda, tanda: Tertanda, rev: Revision | None) -> HasilTandaTangan:
    """Return how one stored signature stands over the revision that it names."""
    isi = tanda.isi
    return HasilTandaTangan(
        keadaan=penguji.judge(isi, rev, tanda.dibuat),
        nama=penguji.name(isi.penanda),
        penanda=isi.penanda,
        revisi=isi.revisi,
        kunci=isi.kunci,
        perangkat=rev.device if rev is not None else "",
        sejak=penguji.known_since(isi.penanda, isi.kunci),
    )


def signatures_of(kantor: Kantor, doc_ids: Collection[str]) -> dict[str, list[Tertanda]]:
    """Return the stored signatures of these documents; of two versions of one signature every one is given."""
    hasil: dict[str, list[Tertanda]] = {}
    for satu in kantor.store.find(KIND, where={"dokumen": list(doc_ids)}) if doc_ids else ():
        for rev in kantor.store.history(satu.doc_id):
            isi = read_signature(rev.body) if not rev.deleted else None
            if isi is not None and isi.dokumen in doc_ids:
                hasil.setdefault(isi.dokumen, []).append(Tertanda(isi, rev))
    return hasil


def read_signature(body: bytes) -> TandaTangan | None:
    """Return a stored body as a signature; None where it is none."""
    try:
        return msgspec.json.decode(body, type=TandaTangan)
    except msgspec.DecodeError:
        return None


def present_revisions(kantor: Kantor, dokumen: Document) -> list[Revision]:
    """Return the revisions that say exactly what ``dokumen`` says now: heads, and what an equal head goes on from.

    Versions that agree are joined by a revision of the same text when an evaluation pins it; who signed one of them
    signed that text. A revision that names a version beside what replaced it joins nothing.
    """
    if dokumen.conflicts or dokumen.deleted:
        return []
    kini = exact(dokumen.body, dokumen.kind)
    hasil: dict[str, Revision] = {}
    dicari = list(dokumen.heads)
    while dicari:
        rev = kantor.store.revision(dicari.pop(0))
        if rev is None or rev.deleted or rev.rev_id in hasil or exact(rev.body, rev.kind) != kini:
            continue
        hasil[rev.rev_id] = rev
        # A single parent says the same only where the head noted what no signature covers, as the end of an SKP.
        if len(rev.parents) <= 1 or kantor.store.are_apart(rev.parents):
            dicari += rev.parents
    return list(hasil.values())


def exact(body: bytes, kind: str = "") -> bytes:
    """Return a body in an order that does not depend on who wrote it; ``true`` and ``1`` stay different.

    With ``kind`` what a signature of that kind does not cover is left out (``UNSIGNED``).
    """
    isi = msgspec.json.decode(body)
    if kind in UNSIGNED and isinstance(isi, dict):
        isi = {nama: nilai for nama, nilai in isi.items() if nama not in UNSIGNED[kind]}
    return msgspec.json.encode(isi, order="deterministic")


def signed_now(kantor: Kantor, doc_ids: Iterable[str]) -> frozenset[str]:
    """Return which of these documents have a signature over their present version, for lists; nothing is proved here.

    What came in was judged by the sieve, and the page of the document proves it again.
    """
    ids = list(doc_ids)
    revisi: dict[str, set[str]] = {}
    for satu in kantor.store.find(KIND, where={"dokumen": ids}) if ids else ():
        revisi.setdefault(str(satu.columns["dokumen"]), set()).add(str(satu.columns["revisi"]))
    hasil = set()
    for doc_id, dokumen in kantor.store.documents(revisi).items():
        if dokumen.conflicts:
            continue
        ada = revisi[doc_id].intersection(dokumen.heads)
        if ada or any(rev.rev_id in revisi[doc_id] for rev in present_revisions(kantor, dokumen)):
            hasil.add(doc_id)
    return frozenset(hasil)


def companions(kantor: Kantor, doc_ids: Collection[str]) -> list[str]:
    """Return what must travel with these documents: the people who wrote and signed them, then their signatures."""
    orang: dict[str, None] = {}
    for doc_id in doc_ids:
        orang.update(dict.fromkeys(rev.who for rev in kantor.store.history(doc_id)))
    tanda: list[str] = []
    for satu in kantor.store.find(KIND, where={"dokumen": list(doc_ids)}) if doc_ids else ():
        orang[str(satu.columns["penanda"])] = None
        tanda.append(satu.doc_id)
    ada = kantor.store.documents(satu for satu in orang if is_id(satu))
    return [satu for satu in (*ada, *tanda) if satu not in doc_ids]

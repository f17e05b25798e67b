"""Undoing a settled conflict: the former versions stand beside each other again, and nothing is taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from db import Document, Revision
from db.graph import maximal_common_ancestors
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusAdendum
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import person_of
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.konflik import is_kept_from, title_of
from desktop_app.services.konflik_asal import URUNG
from desktop_app.services.konflik_aturan import require_unnamed
from desktop_app.services.konflik_siap import require_settleable
from desktop_app.services.nama_pelaku import name_of

PERBUATAN = ("selesaikan_konflik", "selesaikan_kelompok")
MAKS_JALAN = 4096
"""Revisions of one document that are looked at for what versions have in common, as the store does."""
MAKS_DAFTAR = 200
"""Settled conflicts that are listed, newest first."""


class KeadaanSelesai(StrEnum):
    """What became of a settled conflict."""

    BERLAKU = "berlaku"
    DIUBAH = "diubah"
    DIBUKA = "dibuka"


@dataclass(frozen=True)
class BarisSelesai:
    """One document whose conflict was settled here: by whom, when by this computer's claim, and how it stands now.

    ``kolom`` counts the fields that were answered, ``ditulis`` those of them with a value written anew.
    """

    doc_id: str
    kind: str
    judul: str
    siapa: str
    waktu: str
    ragu: bool
    kolom: int
    ditulis: int
    keadaan: KeadaanSelesai


@intention(Wewenang.SELESAIKAN_KONFLIK)
def list_selesai(kantor: Kantor) -> tuple[BarisSelesai, ...]:
    """Return the documents whose conflicts were settled on this computer, the last settled first."""
    baris: dict[str, BarisSelesai] = {}
    for catatan in kantor.store.audit_rows(None, act=PERBUATAN):
        milik = catatan.detail.get("dokumen")
        ids = [str(satu) for satu in milik] if isinstance(milik, list | tuple) else [catatan.doc_id]
        for doc_id in ids:
            if doc_id in baris or len(baris) >= MAKS_DAFTAR:
                continue
            dokumen = kantor.store.document(doc_id)
            penyelesaian = _last_settlement(kantor, doc_id) if dokumen is not None else None
            if dokumen is None or penyelesaian is None or is_kept_from(kantor, dokumen):
                continue
            kolom, ditulis = catatan.detail.get("kolom"), catatan.detail.get("ditulis")
            baris[doc_id] = BarisSelesai(
                doc_id=doc_id,
                kind=dokumen.kind,
                judul=title_of(kantor, dokumen),
                siapa=name_of(kantor, catatan.who),
                waktu=catatan.at.t,
                ragu=catatan.at.doubt,
                kolom=len(kolom) if isinstance(kolom, list | tuple) else len(penyelesaian.dulu.conflicts),
                ditulis=len(ditulis) if isinstance(ditulis, list | tuple) else 0,
                keadaan=_state(dokumen, penyelesaian.rev),
            )
    return tuple(baris.values())


def _state(dokumen: Document, rev: Revision) -> KeadaanSelesai:
    if dokumen.conflicts:
        return KeadaanSelesai.DIBUKA
    return KeadaanSelesai.BERLAKU if dokumen.heads == (rev.rev_id,) else KeadaanSelesai.DIUBAH


@intention(Wewenang.SELESAIKAN_KONFLIK)
def undo_penyelesaian(kantor: Kantor, doc_id: str, alasan: str = "") -> Changed:
    """Open the question again that was settled last: its versions stand beside each other as before.

    Each former version is appended once more over what the versions had in common before they parted; the first of
    them also over the answer, so that the answer stays in the history and is no version any more. Where the document
    was changed after it was settled, what it says now stays as one more version (docs/spec/merge.md, U1 to U5).

    Raises ``UserError`` ``konflik_masih_terbuka``, ``konflik_tidak_pernah``, ``konflik_versi_terhapus``, and whatever
    keeps who acts from settling the same question.
    """
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or is_kept_from(kantor, dokumen):
        raise UserError("konflik_tidak_pernah")
    if dokumen.conflicts:
        raise UserError("konflik_masih_terbuka")
    akhir = _last_settlement(kantor, doc_id)
    if akhir is None:
        raise UserError("konflik_tidak_pernah")
    kantor.note_read(doc_id, person_of(kantor, dokumen)[0])
    semua = msgspec.structs.replace(akhir.dulu, heads=(*akhir.versi_ids(), *dokumen.heads))
    require_settleable(kantor, semua)
    if dokumen.kind == "adendum":
        isi = msgspec.json.decode(dokumen.body)
        if isi.get("status") == StatusAdendum.DITERIMA:
            require_unnamed(kantor, doc_id, str(isi.get("skp_id") or ""))
    if any(satu.erased for satu in akhir.versi):
        raise UserError("konflik_versi_terhapus")
    # The first one last: should a bundle end between them, a question is seen, never a version alone.
    *lain, pertama = reversed(akhir.versi)
    sendirian = dokumen.heads == (akhir.rev.rev_id,)
    with kantor.write("urungkan_konflik", doc_id, {"penyelesaian": akhir.rev.rev_id}) as tx:
        for versi, parents in (
            *((satu, akhir.dasar) for satu in lain),
            (pertama, dokumen.heads if sendirian else akhir.dasar),
        ):
            tx.save(
                versi.kind,
                doc_id,
                versi.body,
                scope=versi.scope,
                schema=versi.schema,
                why=f"{URUNG}: {alasan}" if alasan else URUNG,
                deleted=versi.deleted,
                parents=parents,
            )
    return Changed((doc_id,), (dokumen.kind,))


@dataclass(frozen=True)
class _Penyelesaian:
    """The revision that settled a question, the versions before it as they arrived, and what these had in common."""

    rev: Revision
    versi: tuple[Revision, ...]
    dasar: tuple[str, ...]
    dulu: Document

    def versi_ids(self) -> tuple[str, ...]:
        return tuple(satu.rev_id for satu in self.versi)


def _last_settlement(kantor: Kantor, doc_id: str) -> _Penyelesaian | None:
    """Return the newest revision here that joined versions with a disputed field."""
    riwayat = kantor.store.history(doc_id)
    for rev in reversed(riwayat):
        if len(rev.parents) < 2:
            continue
        dulu = kantor.store.joined(doc_id, rev.parents)
        if dulu is not None and dulu.conflicts:
            versi = tuple(satu for satu in riwayat if satu.rev_id in rev.parents)
            return _Penyelesaian(rev, versi, _common(riwayat, rev.parents), dulu)
    return None


def _common(riwayat: Sequence[Revision], parents: Sequence[str]) -> tuple[str, ...]:
    """Return what these revisions had in common before they parted, as the merge finds it."""
    tempat = {satu.rev_id: (nomor, satu.parents) for nomor, satu in enumerate(riwayat)}
    return tuple(sorted(maximal_common_ancestors(parents, tempat.__getitem__, MAKS_JALAN) or ()))

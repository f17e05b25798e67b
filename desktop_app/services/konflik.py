"""Conflicts: fields on which versions disagree, with the names of who wrote them; taking one can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from db import Document, FieldConflict
from desktop_app.domain.codec import SCHEMA, decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import set_at
from desktop_app.services.jenis import settle
from desktop_app.services.kantor import Changed, Kantor, intention


class Pilihan(StrEnum):
    """Which version to take: the one this office held first, or the one that came later."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Versi:
    """One version of a document: its revision, who wrote it where, when by that computer's claim."""

    rev_id: str
    who: str
    device: str
    scope: str
    waktu: str
    ragu: bool
    urutan: int


@dataclass(frozen=True)
class Konflik:
    """A document in conflict: what it is, its versions as they arrived, and the fields in question."""

    doc_id: str
    kind: str
    judul: str
    scope: str
    versi: tuple[Versi, ...]
    kolom: tuple[FieldConflict, ...]


@intention
def list_konflik(kantor: Kantor) -> tuple[Konflik, ...]:
    """Return every document in conflict, people and periods named."""
    return tuple(_describe(kantor, dokumen) for dokumen in kantor.store.conflicted())


@intention
def get_konflik(kantor: Kantor, doc_id: str) -> Konflik:
    """Return one document's conflict; raises ``UserError`` where it has none."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or not dokumen.conflicts:
        raise UserError("tidak_ada_konflik", id=doc_id)
    return _describe(kantor, dokumen)


def _describe(kantor: Kantor, dokumen: Document) -> Konflik:
    urutan = {rev.rev_id: nomor for nomor, rev in enumerate(kantor.store.history(dokumen.doc_id))}
    versi: list[Versi] = []
    for rev_id in sorted(dokumen.heads, key=lambda satu: urutan[satu]):
        rev = kantor.store.revision(rev_id)
        if rev is not None:
            at = rev.at
            versi.append(Versi(rev_id, rev.who, rev.device, rev.scope, at.t, at.doubt, urutan[rev_id]))
    return Konflik(
        doc_id=dokumen.doc_id,
        kind=dokumen.kind,
        judul=title_of(kantor, dokumen),
        scope=dokumen.scope,
        versi=tuple(versi),
        kolom=dokumen.conflicts,
    )


def title_of(kantor: Kantor, dokumen: Document) -> str:
    """Return what people call a document: a name, "SKP 2026 – name", "Penilaian 2026-TW1 – name"."""
    isi: Any = msgspec.json.decode(dokumen.body)
    pegawai_id = str(isi.get("pegawai_id") or "")
    pegawai = kantor.store.document(pegawai_id) if pegawai_id else None
    nama = pegawai.label if pegawai is not None else "–"
    if dokumen.kind == "skp":
        return f"SKP {str(isi.get('mulai', ''))[:4]} – {nama}"
    if dokumen.kind == "penilaian":
        return f"Penilaian {isi.get('periode', '')} – {nama}"
    return dokumen.label or dokumen.doc_id


@intention
def resolve_konflik(kantor: Kantor, doc_id: str, pilihan: Pilihan | Mapping[str, str], alasan: str = "") -> Changed:
    """Settle a conflict by a new revision whose parents are all versions, so that nothing is thrown away.

    ``pilihan`` takes one side for every field, or names for each path the revision whose value is taken.
    Taking the side that deleted the document deletes it. Raises ``UserError`` where a field stays open.
    """
    konflik = get_konflik(kantor, doc_id)
    dokumen = kantor.store.document(doc_id)
    if dokumen is None:
        raise UserError("tidak_ada_konflik", id=doc_id)
    body: dict[str, Any] = msgspec.json.decode(dokumen.body)
    hapus = False
    urut = {versi.rev_id: versi.urutan for versi in konflik.versi}
    for kolom in konflik.kolom:
        values = dict(kolom.values)
        rev_id = _choose(kolom, pilihan, urut)
        if rev_id not in values:
            raise UserError("konflik_belum_dijawab", jalur=kolom.path)
        if not kolom.path:
            hapus = values[rev_id] is None
            if hapus:
                break  # the fields of what is deleted need no answer
            continue
        body = set_at(body, kolom.path, values[rev_id])
    raw = b"{}" if hapus else msgspec.json.encode(settle(kantor.aturan, dokumen.kind, body))
    if not hapus:
        decode_kind(dokumen.kind, raw)
    with kantor.write("selesaikan_konflik", doc_id, {"kolom": [satu.path for satu in konflik.kolom]}) as tx:
        tx.save(
            dokumen.kind,
            doc_id,
            raw,
            scope=dokumen.scope,
            schema=SCHEMA,
            why=alasan or "menyelesaikan konflik",
            deleted=hapus,
            parents=dokumen.heads,
        )
    return Changed((doc_id,), (dokumen.kind,))


def _choose(kolom: FieldConflict, pilihan: Pilihan | Mapping[str, str], urut: Mapping[str, int]) -> str:
    if isinstance(pilihan, Pilihan):
        revs = sorted((rev for rev, _ in kolom.values), key=lambda rev: urut.get(rev, 0))
        return revs[0] if pilihan is Pilihan.OURS else revs[-1]
    return pilihan.get(kolom.path, "")

"""What an erasure record holds: skeletons of revisions, split over several records, signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec

from db import Envelope, Skeleton
from desktop_app.domain.codec import OF_PERSON, encode, office_tag
from desktop_app.domain.penghapusan import Penghapusan, RevisiTerhapus, signed_text
from desktop_app.exchange.penghapusan import sign_erasure
from desktop_app.exchange.signing import Signer
from desktop_app.services.pelaku import Pelaku

JENIS_ORANG = frozenset({"pegawai", "pengguna", *OF_PERSON})
"""Kinds of documents that are about one person; a record may name no other."""
MAKS_REVISI = 500
MAKS_BYTE = 200 * 1024
"""So much of skeletons and files stands in one record; a revision may have 256 KiB."""
BYTE_BERKAS = 67
"""Bytes of one hash of a file in a record."""


def to_revisi(skeleton: Skeleton) -> RevisiTerhapus:
    """Return a skeleton as the record names it."""
    return RevisiTerhapus(
        id=skeleton.rev_id,
        jenis=skeleton.kind,
        dokumen=skeleton.doc_id,
        induk=skeleton.parents,
        perangkat=skeleton.device,
        epoch=skeleton.epoch,
        nomor=skeleton.n,
        lingkup=skeleton.scope,
        skema=skeleton.schema,
    )


def to_skeleton(revisi: RevisiTerhapus) -> Skeleton:
    """Return what a record names as the store takes it."""
    return Skeleton(
        rev_id=revisi.id,
        kind=revisi.jenis,
        doc_id=revisi.dokumen,
        parents=revisi.induk,
        device=revisi.perangkat,
        epoch=revisi.epoch,
        n=revisi.nomor,
        scope=revisi.lingkup,
        schema=revisi.skema,
    )


def read_skeletons(body: bytes) -> list[Skeleton]:
    """Return which revisions the body of a record names; none where it cannot be read."""
    try:
        isi = msgspec.json.decode(body, type=Penghapusan)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return []
    return [to_skeleton(satu) for satu in isi.revisi]


class _Milik(msgspec.Struct):
    pegawai_id: str = ""


def covers(body: bytes, envelope: Envelope) -> bool:
    """Tell whether the record with this body may be about a revision whose bytes have come: is it the person's?"""
    try:
        orang = msgspec.json.decode(body, type=Penghapusan).orang
        if envelope.kind == "pegawai":
            return envelope.doc == orang
        if envelope.kind not in JENIS_ORANG or envelope.deleted:
            return envelope.kind in JENIS_ORANG
        milik = msgspec.json.decode(envelope.body, type=_Milik).pegawai_id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    # An account may have been tied to its holder's record later.
    return milik == orang or (envelope.kind == "pengguna" and not milik)


def make_records(
    isi: Penghapusan,
    skeletons: Iterable[Skeleton],
    *,
    signer: Signer,
    pelaku: Pelaku,
    berkas: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> list[tuple[str, Penghapusan]]:
    """Return the signed records of one erasure with their new document ids, as many as its revisions need.

    ``signer`` is the key of this computer, or of the kabupaten; who acts signs too where his key is open. ``berkas``
    are the files that go, by document: each part names those of its documents.
    """
    bagian = list(_parts([to_revisi(satu) for satu in skeletons], berkas))
    semua: list[tuple[str, Penghapusan]] = []
    for nomor, revisi in enumerate(bagian, 1):
        milik = {sidik for doc_id in {satu.dokumen for satu in revisi} for sidik in berkas.get(doc_id, ())}
        bagian_ini = {"bagian": nomor, "jumlah_bagian": len(bagian), "lampiran": tuple(sorted(milik))}
        satu = msgspec.structs.replace(isi, revisi=tuple(revisi), **bagian_ini)
        teks = signed_text(satu)
        kunci = pelaku.kunci
        satu = msgspec.structs.replace(
            satu,
            kunci=signer.public.hex(),
            tanda=sign_erasure(signer, teks),
            kunci_orang=kunci.key_id if kunci is not None else "",
            tanda_orang=sign_erasure(kunci, teks) if kunci is not None else "",
        )
        semua.append((_record_id(satu), satu))
    return semua


def _record_id(isi: Penghapusan) -> str:
    """Return a document id of the office that tells nothing: the hash of a signature that nobody foresees."""
    return office_tag(isi.unit_kode) + isi.tanda[:24]


def _parts(revisi: Sequence[RevisiTerhapus], berkas: Mapping[str, Collection[str]]) -> Iterator[list[RevisiTerhapus]]:
    part: list[RevisiTerhapus] = []
    dokumen: set[str] = set()
    size = 0
    for satu in revisi:
        mine = len(msgspec.json.encode(satu))
        beside = BYTE_BERKAS * len(berkas.get(satu.dokumen, ()))
        if part and (len(part) >= MAKS_REVISI or size + mine + (satu.dokumen not in dokumen) * beside > MAKS_BYTE):
            yield part
            part, dokumen, size = [], set(), 0
        part.append(satu)
        size += mine + (satu.dokumen not in dokumen) * beside
        dokumen.add(satu.dokumen)
    if part:
        yield part


def record_body(isi: Penghapusan) -> bytes:
    """Return a record's body as it is stored."""
    return encode(isi)

"""What is noticed about evidence: files that have not come, the same file for two people or two entries.

It informs and never blocks: a photo of a meeting rightly serves everybody who was there. Compared are the hashes of the
kept file and of the original, nothing that looks alike: photos of the same office every Monday look alike too, and a
wrong suspicion weighs more than a missed one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from db import Document
from desktop_app.domain.bukti_dalam import named_files
from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.codec import Dokumen, encode
from desktop_app.domain.errors import LuringError
from desktop_app.domain.temuan import Temuan
from desktop_app.services.bukti import may_use, read_thumb
from desktop_app.services.bukti_jenis import GAMBAR
from desktop_app.services.jangkauan import LIHAT, MELIHAT, reaches
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.periode_kata import spoken_key

CATATAN_KERJA = ("jurnal", "rencana_aksi")
"""The kinds that say what one person did; elsewhere the same file is shown again and again with good reason."""


@dataclass(frozen=True)
class KeadaanBukti:
    """How one piece of evidence stands: whether its file is here, a small JPEG of a photo, and what is noticed."""

    id: str
    ada: bool
    kecil: bytes
    temuan: tuple[Temuan, ...]


@intention(*MELIHAT)
def inspect_bukti(kantor: Kantor, doc_id: str, bukti: Sequence[BuktiDukung]) -> tuple[KeadaanBukti, ...]:
    """Return how each piece of evidence of a document stands, in the same order; ``doc_id`` may be a new document.

    What who acts may not read shows neither its picture nor whether it is here.
    """
    boleh = {satu.sidik: may_use(kantor, satu.sidik) for satu in bukti}
    ada = {fakta.sha for fakta in kantor.store.attachment_facts([sidik for sidik, b in boleh.items() if b])}
    temuan = find_shared(kantor, doc_id, bukti)
    hasil: list[KeadaanBukti] = []
    for satu in bukti:
        kurang = () if satu.sidik in ada else (Temuan("bukti_belum_datang", f"bukti/{satu.id}", nama=satu.nama),)
        kecil = _picture(kantor, satu) if satu.sidik in ada else b""
        hasil.append(KeadaanBukti(satu.id, satu.sidik in ada, kecil, (*kurang, *temuan.get(satu.id, ()))))
    return tuple(hasil)


def _picture(kantor: Kantor, satu: BuktiDukung) -> bytes:
    """Return a small picture; none of a document, and none of a file that is damaged: opening it tells that."""
    if satu.jenis not in GAMBAR:
        return b""
    try:
        return read_thumb(kantor, satu.sidik)
    except LuringError:
        return b""


def find_shared(kantor: Kantor, doc_id: str, bukti: Sequence[BuktiDukung]) -> dict[str, tuple[Temuan, ...]]:
    """Return by id of the evidence what is noticed: the same file elsewhere or twice here."""
    dokumen = kantor.store.document(doc_id) if doc_id else None
    hasil: dict[str, list[Temuan]] = {}
    for satu in bukti:
        if sum(_same(satu, lain) for lain in bukti) > 1:
            hasil.setdefault(satu.id, []).append(Temuan("bukti_dua_kali", f"bukti/{satu.id}"))
    if dokumen is not None and dokumen.kind in CATATAN_KERJA:
        for satu in bukti:
            for temuan in _elsewhere(kantor, dokumen, satu):
                hasil.setdefault(satu.id, []).append(temuan)
    return {kunci: tuple(semua) for kunci, semua in hasil.items()}


def _elsewhere(kantor: Kantor, dokumen: Document, satu: BuktiDukung) -> list[Temuan]:
    """Return one warning at most: another person's file, else another record of the same person's."""
    orang = _owner(dokumen)
    sama: list[Document] = []
    for lain in kantor.store.documents(_naming(kantor, satu) - {dokumen.doc_id}).values():
        if lain.deleted or lain.kind not in CATATAN_KERJA or not _names_now(lain, satu):
            continue
        if _owner(lain) != orang:
            nama = _name(kantor, _owner(lain)) if reaches(kantor, LIHAT[lain.kind], lain) else ""
            return [Temuan("bukti_dipakai_orang_lain", f"bukti/{satu.id}", nama=nama)]
        if lain.kind == dokumen.kind:
            sama.append(lain)
    if sama:
        kapan = spoken_key(sama[0].label)
        return [Temuan("bukti_dipakai_lain", f"bukti/{satu.id}", nama=f" ({kapan})" if kapan else "")]
    return []


def _naming(kantor: Kantor, satu: BuktiDukung) -> set[str]:
    ids: set[str] = set()
    asal = [satu.asal] if len(satu.asal) == 64 else []
    for temu in (
        kantor.store.documents_naming([satu.sidik]) if len(satu.sidik) == 64 else {},
        kantor.store.documents_naming(asal, sources=True),
    ):
        for semua in temu.values():
            ids |= semua
    return ids


def _names_now(dokumen: Document, satu: BuktiDukung) -> bool:
    return any(sidik == satu.sidik or (asal and asal == satu.asal) for sidik, asal in named_files(dokumen.body))


def _same(satu: BuktiDukung, lain: BuktiDukung) -> bool:
    return satu.sidik == lain.sidik or (satu.asal != "" and satu.asal == lain.asal)


def _owner(dokumen: Document) -> str:
    return str(msgspec.json.decode(dokumen.body).get("pegawai_id") or "")


def _name(kantor: Kantor, pegawai_id: str) -> str:
    pegawai = kantor.store.document(pegawai_id)
    return f" ({pegawai.label})" if pegawai is not None and pegawai.label else ""


def fault_of_bukti(kantor: Kantor, lama: Dokumen, isi: Dokumen) -> str:
    """Return ``bukti_bukan_milik`` where ``isi`` newly names a file that who acts neither added nor may read.

    Else whoever knows a hash could put it into a document of his own and so read what is somebody else's.
    """
    baru = _hashes(encode(isi)) - _hashes(encode(lama))
    return "" if all(may_use(kantor, sidik) for sidik in baru) else "bukti_bukan_milik"


def _hashes(raw: bytes) -> set[str]:
    return {sidik for sidik, _ in named_files(raw)}


def count_missing(kantor: Kantor, awalan: str = "") -> int:
    """Return how many files documents name that are not here, of offices whose code begins with ``awalan``."""
    return len(kantor.store.attachments_named(scope=awalan, here=False))


def missing_of(kantor: Kantor, doc_ids: Iterable[str]) -> dict[str, int]:
    """Return how many files each of these documents names that are not here; those that miss none are left out."""
    milik = kantor.store.named_by(doc_ids)
    semua = {sidik for satu in milik.values() for sidik in satu}
    ada = {fakta.sha for fakta in kantor.store.attachment_facts(semua)}
    if terhapus := kantor.store.erased_attachments(semua - ada):
        # One that was erased with somebody else's documents is waited for all the same.
        ada |= terhapus.difference(kantor.store.attachments_named(here=False))
    return {doc_id: len(satu - ada) for doc_id, satu in milik.items() if satu - ada}

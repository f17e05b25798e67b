"""Old copies in files that still hold what was erased: bundles kept here, and backups.

Each record of an erasure waits in a list until its copies are gone, so that a power cut in between only puts it off.
What is removed is written down first: the check then says why it is missing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from db import StoreError, Transaction
from desktop_app.domain.errors import BundleError, LuringError
from desktop_app.domain.penghapusan import Penghapusan
from desktop_app.exchange import OpenContext, UnsealerPool, open_bundle
from desktop_app.messages import sentence
from desktop_app.services.cadangan import AlasanCadangan, make_cadangan
from desktop_app.services.cetak_simpan import forget_erased
from desktop_app.services.jangkar import Pemberitahuan
from desktop_app.services.kantor import Kantor, Peran, translate
from desktop_app.services.konteks_masuk import reading_context
from desktop_app.services.paket import PaketMasuk, list_keluar, list_masuk
from desktop_app.services.pemasangan import SEBELUM
from desktop_app.services.penguji_hapus import RUANG_SISA

RUANG_DIHAPUS = "salinan_dihapus"
"""SHA-256 of each bundle that was removed → the record of the erasure that it was removed for."""


@dataclass(frozen=True)
class SisaSalinan:
    """How many old copies were removed: bundles of the outbox, received bundles, backups; and the fresh backup."""

    keluar: int = 0
    arsip: int = 0
    cadangan: int = 0
    cadangan_baru: str = ""


def backup_files(kantor: Kantor) -> tuple[Path, ...]:
    """Return every backup on this computer's disk, whatever made it, and what a restore has put aside."""
    folders = [kantor.home / "cadangan", *kantor.home.glob(f"{SEBELUM}*")]
    return tuple(sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()))


def finish_erasures(kantor: Kantor) -> SisaSalinan:
    """Remove the old copies that hold what the waiting records erased; nothing happens where none waits.

    A fresh backup is made before the older ones go. Raises what the disk fails with; the records go on waiting then.
    """
    menunggu = [doc_id for doc_id, _ in kantor.store.items(RUANG_SISA)]
    if not menunggu:
        return SisaSalinan()
    forget_erased(kantor)
    dihapus: dict[Path, tuple[str, str]] = {}
    keluar = arsip = 0
    for doc_id in menunggu:
        dokumen = kantor.store.document(doc_id)
        if dokumen is None:
            continue
        isi = msgspec.json.decode(dokumen.body, type=Penghapusan)
        kirim = dict.fromkeys(_outbox(kantor, isi), doc_id)
        terima = dict.fromkeys(_archive(kantor, isi), doc_id)
        keluar += len(kirim.keys() - dihapus.keys())
        arsip += len(terima.keys() - dihapus.keys())
        for (path, sidik), catatan in (kirim | terima).items():
            dihapus[path] = sidik, catatan
    with kantor.write("catat_salinan", detail={"paket": len(dihapus)}) as tx:
        for sidik, catatan in dihapus.values():
            tx.put(RUANG_DIHAPUS, sidik, catatan.encode())
    for path in dihapus:
        path.unlink(missing_ok=True)
    lama = backup_files(kantor)
    baru = make_cadangan(kantor, AlasanCadangan.HAPUS).path
    hilang = [path for path in lama if path != baru and path.exists()]
    for path in hilang:
        path.unlink()
    for folder in kantor.home.glob(f"{SEBELUM}*"):
        shutil.rmtree(folder, ignore_errors=True)
    with kantor.write("bersihkan_salinan", detail={"paket": len(dihapus), "cadangan": len(hilang)}) as tx:
        for doc_id in menunggu:
            tx.delete(RUANG_SISA, doc_id)
    return SisaSalinan(keluar, arsip, len(hilang), baru.name)


def tidy_up(kantor: Kantor) -> None:
    """Do what ``finish_erasures`` does after something else has succeeded; where the disk fails, tell and wait."""
    try:
        finish_erasures(kantor)
    except (LuringError, StoreError, OSError) as error:
        galat = translate(error) if isinstance(error, StoreError) else error
        sebab = sentence(galat) if isinstance(galat, LuringError) else str(galat)
        kantor.pemberitahuan += (Pemberitahuan("hapus_salinan_tertunda", {"sebab": sebab}),)


def note_not_kept(tx: Transaction, file_sha256: str) -> None:
    """Note that a received bundle was not kept, because it held what had been erased before it came."""
    tx.put(RUANG_DIHAPUS, file_sha256, b"sebelum")


def count_removed(kantor: Kantor) -> int:
    """Return how many received bundles are not in the archive because of an erasure."""
    return sum(bool(removed_for(kantor, paket.file_sha256)) for paket in list_masuk(kantor))


def removed_for(kantor: Kantor, file_sha256: str) -> str:
    """Return the record of the erasure that a bundle was removed for, ``sebelum`` where it came late; else empty."""
    raw = kantor.store.get(RUANG_DIHAPUS, file_sha256)
    return raw.decode() if raw is not None else ""


def _outbox(kantor: Kantor, isi: Penghapusan) -> Iterable[tuple[Path, str]]:
    """Yield the bundles made here that reach as far as the first of the erased revisions: each may hold one."""
    tempat = [seq for satu in isi.revisi for seq, _ in kantor.store.between(satu.id, satu.id)]
    if not tempat:
        return
    for paket in list_keluar(kantor):
        path = kantor.folder("keluar") / paket.nama_berkas
        if paket.sampai >= min(tempat) and path.is_file():
            yield path, paket.file_sha256


def _archive(kantor: Kantor, isi: Penghapusan) -> Iterable[tuple[Path, str]]:
    """Yield the received bundles of the offices concerned that hold one of the erased revisions.

    One that cannot be opened any more is taken for one that does: nobody can show that it does not.
    """
    if kantor.profil.peran is not Peran.KABUPATEN:
        return
    # Only what is erased here: a record may have been false about the rest.
    named = set(kantor.store.erased([satu.id for satu in isi.revisi]))
    merged = list_masuk(kantor)
    with UnsealerPool() as pool:
        # Read again by itself, held against no other; a computer that was revoked since then has sent what it has sent.
        sent = frozenset(paket.file_sha256 for paket in merged)
        context = reading_context(kantor, (), pool=pool, admit_revoked=sent)
        for paket in merged:
            path = kantor.folder("arsip") / f"{paket.file_sha256}.skpb"
            if path.is_file() and _concerns(paket, isi) and _holds(path, context, named, set(isi.lampiran)):
                yield path, paket.file_sha256


def _concerns(paket: PaketMasuk, isi: Penghapusan) -> bool:
    return isi.unit_kode == paket.kode or isi.unit_kode.startswith(paket.kode + ".")


def _holds(path: Path, context: OpenContext, named: set[str], berkas: set[str]) -> bool:
    try:
        with open_bundle(path, context) as paket:
            if any(satu.sha256 in berkas for satu in paket.manifest.segments):
                return True
            return any(sha256(raw).hexdigest() in named for raws in paket.revision_chunks() for raw in raws)
    except BundleError:
        return True

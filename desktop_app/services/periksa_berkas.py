"""Every bundle that is kept in a folder, read again: the archive, the outbox, and what waits for a decision.

The store says which files there are and what they hash to; a folder may have lost or changed one without its noticing.
A file is read in small pieces with short rests between them, so that the disk serves others too, and the check can be
stopped at each of them. Source: docs/spec/import.md, section What is kept.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.paket import PaketKeluar, list_keluar, list_masuk
from desktop_app.services.silsilah import list_noted
from desktop_app.services.sisa_salinan import removed_for

Temuan: TypeAlias = tuple[str, Mapping[str, object]]
"""A code with a sentence, and its facts."""

SEKALI_BACA = 1 << 20
ISTIRAHAT = 8
"""After so many pieces of 1 MiB the disk is left to others for a moment."""
LAMA_ISTIRAHAT = 0.01


@dataclass(frozen=True)
class _Berkas:
    """One file that is kept: where, its SHA-256, what to say where it changed, cannot be read, or is not there.

    ``hilang`` is None where nobody has to do anything about a missing one; with ``catatan`` it is told as a note.
    """

    path: Path
    sha256: str
    berubah: str
    hilang: str | None
    fakta: Mapping[str, object]
    catatan: bool = False


@dataclass(frozen=True)
class HasilBerkas:
    """What was found in the folders: damage, what is only worth knowing, and how many files were read."""

    temuan: tuple[Temuan, ...]
    catatan: tuple[Temuan, ...]
    dibaca: int


def check_berkas(kantor: Kantor, *, dalam: bool, progress: Callable[[int, int], None] | None = None) -> HasilBerkas:
    """Compare every kept bundle with what was recorded of it; without ``dalam`` only whether it is there.

    ``progress`` gets files done and files in all, several times for a large one; what it raises stops the check.
    """
    semua = [*_archive(kantor), *_held(kantor), *_outbox(kantor)]
    temuan: list[Temuan] = []
    catatan: list[Temuan] = []
    dibaca = 0
    for nomor, satu in enumerate(semua):

        def tell(nomor: int = nomor) -> None:
            if progress is not None:
                progress(nomor, len(semua))

        tell()
        if not satu.path.exists():
            if satu.hilang is not None:
                (catatan if satu.catatan else temuan).append((satu.hilang, satu.fakta))
            continue
        if not dalam:
            continue
        dibaca += 1
        try:
            sama = _hash_of(satu.path, tell) == satu.sha256
        except OSError:
            sama = False
        if not sama:
            temuan.append((satu.berubah, satu.fakta))
    if progress is not None and semua:
        progress(len(semua), len(semua))
    return HasilBerkas(tuple(temuan), tuple(catatan), dibaca)


def _hash_of(path: Path, tell: Callable[[], None]) -> str:
    hasher = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        bagian = 0
        while potong := file.read(SEKALI_BACA):
            hasher.update(potong)
            bagian += 1
            if bagian % ISTIRAHAT == 0:
                tell()
                time.sleep(LAMA_ISTIRAHAT)
    return hasher.hexdigest()


def _archive(kantor: Kantor) -> Iterator[_Berkas]:
    """Yield the originals of the bundles that were merged, but for those that an erasure took."""
    for paket in list_masuk(kantor) if kantor.profil.peran is Peran.KABUPATEN else ():
        path = kantor.folder("arsip") / f"{paket.file_sha256}.skpb"
        if path.exists() or not removed_for(kantor, paket.file_sha256):
            fakta = {"kode": paket.kode, "nomor": paket.seq, "komputer": paket.device_id[:8]}
            yield _Berkas(path, paket.file_sha256, "periksa_arsip_berubah", "periksa_arsip_hilang", fakta)


def _held(kantor: Kantor) -> Iterator[_Berkas]:
    """Yield the files that wait for a decision: those that were noted and not merged, and whatever else lies there."""
    if kantor.profil.peran is not Peran.KABUPATEN:
        return
    folder = kantor.folder("ditahan")
    noted = list_noted(kantor)
    selesai = {paket.file_sha256 for paket in list_masuk(kantor)}
    tunggu = {sidik for sidik in noted if sidik not in selesai} | {path.stem for path in folder.glob("*.skpb")}
    for sidik in sorted(tunggu):
        satu = noted.get(sidik)
        fakta = {"nama": satu.nama, "nomor": satu.nomor} if satu else {"nama": "–", "nomor": "–"}
        path = folder / f"{sidik}.skpb"
        yield _Berkas(path, sidik, "periksa_ditahan_berubah", "periksa_ditahan_hilang", fakta)


def _outbox(kantor: Kantor) -> Iterator[_Berkas]:
    """Yield the copies of what was made here; one that is gone matters only while nobody acknowledged its bundle."""
    for paket in list_keluar(kantor):
        path = kantor.folder("keluar") / paket.nama_berkas
        if path.exists() or not removed_for(kantor, paket.file_sha256):
            yield _Berkas(
                path,
                paket.file_sha256,
                "periksa_keluar_berubah",
                None if _is_settled(paket) else "periksa_keluar_hilang",
                {"nomor": paket.seq, "berkas": paket.nama_berkas},
                catatan=True,
            )


def _is_settled(paket: PaketKeluar) -> bool:
    """Tell whether a bundle is known to have arrived; of an answer nobody asks, because the next one holds it all."""
    return paket.diterima or paket.lewat_kode or bool(paket.tujuan)

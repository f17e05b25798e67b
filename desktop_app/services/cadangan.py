"""Backups: signed containers in generations, made at the moments that matter and proved before they count.

A backup is a proved copy of the store with the key slots of its time, in one file ``.skpc``. Generations are numbers,
never dates. What people need of one without a key is its header: office, counts, reason, how far it reaches.
Source: docs/spec/backup.md.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import msgspec

from db import StoreError, prove_copy
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.container import (
    PART_STORE,
    SUFFIX,
    Container,
    ContainerHeader,
    extract_parts,
    mark_of,
    prove_parts,
    read_container,
)
from desktop_app.messages import sentence
from desktop_app.services.cadangan_kemas import pack_copy
from desktop_app.services.jangkar import Pemberitahuan
from desktop_app.services.kantor import Kantor, intention, translate
from desktop_app.services.kunci_kantor import list_old_keys
from desktop_app.services.pemasangan import BERKAS_STORE

Progress = Callable[[int, int], None]

RUANG = FOLDER = "cadangan"
TERBARU = 12
"""The newest generations that are always kept."""
ANGGARAN_MB = 4096
"""What all generations together may take on the disk; the newest is kept whatever it takes."""
SABAR = 2.0
"""Seconds that a person waits at closing or before a merge; a slower copy waits for ``BANYAK`` or one in ``BAGIAN``."""
BANYAK, BAGIAN = 300, 20
LAJU = 8 * 1024 * 1024
"""Bytes a second that an old computer copies and proves, until this one has been measured."""


class AlasanCadangan(StrEnum):
    """Why a backup was made."""

    TANGAN = "tangan"
    TUTUP = "tutup"
    IMPOR = "impor"
    BALASAN = "balasan"
    PULIH = "pulih"
    HAPUS = "hapus"
    GANTI_KUNCI = "ganti_kunci"
    FLASHDISK = "flashdisk"
    MIGRASI = "migrasi"
    IDENTITAS = "identitas"


class KunciCadangan(StrEnum):
    """What opens a backup, as seen from here."""

    SEKARANG = "sekarang"
    LAMA = "lama"
    SANDI = "sandi"
    BERKAS = "berkas"


KODE_ALASAN: Mapping[str, str] = {
    AlasanCadangan.TANGAN: "alasan_tangan",
    AlasanCadangan.TUTUP: "alasan_tutup",
    AlasanCadangan.IMPOR: "alasan_impor",
    AlasanCadangan.BALASAN: "alasan_balasan",
    AlasanCadangan.PULIH: "alasan_pulih",
    AlasanCadangan.HAPUS: "alasan_hapus",
    AlasanCadangan.GANTI_KUNCI: "alasan_ganti_kunci",
    AlasanCadangan.FLASHDISK: "alasan_flashdisk",
    AlasanCadangan.MIGRASI: "alasan_migrasi",
    AlasanCadangan.IDENTITAS: "alasan_identitas",
}
"""The words of each reason; a program that is newer may have others."""
KODE_KUNCI: Mapping[KunciCadangan, str] = {
    KunciCadangan.SEKARANG: "kunci_sekarang",
    KunciCadangan.LAMA: "kunci_lama_tersimpan",
    KunciCadangan.SANDI: "kunci_sandi",
    KunciCadangan.BERKAS: "kunci_berkas",
}


@dataclass(frozen=True)
class Cadangan:
    """One backup as its signed header tells of it; ``galat`` says why it cannot be used, and then most is empty.

    ``jumlah`` counts documents per kind and ``revisi``; ``ukuran`` is bytes; ``media`` the id of its stick.
    """

    path: Path
    ukuran: int = 0
    nomor: int = 0
    alasan: str = ""
    kode: str = ""
    nama: str = ""
    peran: str = ""
    perangkat: str = ""
    epoch: str = ""
    seq: int = 0
    jejak: int = 0
    jumlah: Mapping[str, int] = field(default_factory=dict)
    waktu: str = ""
    ragu: bool = False
    program: str = ""
    kunci: KunciCadangan = KunciCadangan.SANDI
    media: str = ""
    galat: LuringError | None = None


class Terakhir(msgspec.Struct, frozen=True):
    """The newest backup on this computer's disk: its number, up to which revision it reaches, its speed (bytes/s)."""

    nomor: int
    seq: int
    laju: int = LAJU


@intention(Wewenang.CADANGKAN)
def make_cadangan(
    kantor: Kantor, alasan: AlasanCadangan = AlasanCadangan.TANGAN, *, progress: Progress | None = None
) -> Cadangan:
    """Make the next generation on this computer's disk; it has its name only when it was read back and compared.

    Raises ``SystemProblem`` ``backup_disk`` or what the store raises; all data and all older generations stay.
    """
    folder = kantor.folder(FOLDER)
    adopt_copies(kantor)
    nomor = next_number(kantor)
    path, began = folder / f"{nomor:06d}{SUFFIX}", time.monotonic()
    with _disk_words():
        write_cadangan(kantor, path, alasan, nomor, progress=progress)
    laju = int(path.stat().st_size / max(time.monotonic() - began, 0.01))
    with kantor.write("cadangkan", detail={"nomor": nomor, "alasan": alasan.value}) as tx:
        tx.put(RUANG, "nomor", str(nomor).encode())
        tx.put(RUANG, "terakhir", msgspec.json.encode(Terakhir(nomor, kantor.store.last_seq(), laju)))
    thin_out(folder, ANGGARAN_MB * 1024 * 1024)
    return describe(path, known_keys(kantor))


def write_cadangan(
    kantor: Kantor,
    out: Path,
    alasan: AlasanCadangan,
    nomor: int,
    *,
    media: str = "",
    replace: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write a container of the whole store to exactly ``out``; the copy inside was opened and compared before."""
    salinan = kantor.folder("karantina") / f"cadangan-{nomor:06d}.db"
    salinan.unlink(missing_ok=True)
    try:
        kantor.store.backup(salinan)
        pack_copy(kantor, salinan, out, alasan.value, nomor, media=media, replace=replace, progress=progress)
    finally:
        for sisa in salinan.parent.glob(f"{salinan.name}*"):
            sisa.unlink(missing_ok=True)


def adopt_copies(kantor: Kantor) -> None:
    """Make backups of the bare copies that a migration left beside them; one that is not sound stays as it is."""
    assert kantor.kunci is not None
    for salinan in sorted(kantor.folder(FOLDER).glob(f"{Path(BERKAS_STORE).stem}.v*.db")):
        nomor = next_number(kantor)
        out = kantor.folder(FOLDER) / f"{nomor:06d}{SUFFIX}"
        with contextlib.suppress(LuringError, StoreError):
            prove_copy(salinan, kantor.kunci.key)
            pack_copy(kantor, salinan, out, AlasanCadangan.MIGRASI.value, nomor)
            salinan.unlink()


def back_up_before(kantor: Kantor, alasan: AlasanCadangan, *, wajib: bool = False) -> Cadangan | None:
    """Make a backup before a large step, where anything was recorded since the last one; None where nothing was.

    Where it fails and is not ``wajib``, people are told and the step goes on; raises ``SystemProblem``
    ``cadangan_wajib_gagal`` where the step cannot be undone otherwise.
    """
    try:
        return make_cadangan(kantor, alasan) if wajib or (_is_new(kantor) and not _takes_long(kantor)) else None
    except (LuringError, StoreError) as error:
        galat = translate(error) if isinstance(error, StoreError) else error
        if wajib:
            raise SystemProblem("cadangan_wajib_gagal", sebab=sentence(galat)) from error
        kantor.pemberitahuan += (Pemberitahuan("cadangan_otomatis_gagal", {"sebab": sentence(galat)}),)
        return None


@intention(Wewenang.CADANGKAN)
def back_up_at_close(kantor: Kantor, *, progress: Progress | None = None) -> Cadangan | None:
    """Make a backup when a session ends that recorded something; a slow one waits until there is enough of it.

    None where nothing was made, as when the power is about to fail. A failure is no reason not to close.
    """
    if not _is_new(kantor) or any(row.act == "listrik_padam" for row in kantor.store.audit_rows(3)):
        return None
    if _takes_long(kantor):
        return None
    with contextlib.suppress(LuringError, StoreError):
        return make_cadangan(kantor, AlasanCadangan.TUTUP, progress=progress)
    return None


@intention(Wewenang.CADANGKAN)
def list_cadangan(kantor: Kantor) -> tuple[Cadangan, ...]:
    """Return every backup on this computer's disk, the newest first, damaged ones with what is wrong with them.

    Only headers are read and verified; ``check_cadangan`` proves the rest.
    """
    adopt_copies(kantor)
    return list_folder(kantor.folder(FOLDER), known_keys(kantor))


def list_folder(folder: Path, kunci: Sequence[str] = ()) -> tuple[Cadangan, ...]:
    """Return the backups in a folder, the newest first; ``kunci`` are marks of the keys at hand, the present first."""
    files = [file for file in folder.glob(f"*{SUFFIX}") if file.is_file() or file.is_symlink()]
    semua = [describe(file, kunci) for file in files]
    return tuple(sorted(semua, key=lambda satu: (satu.galat is None, satu.nomor, satu.path.name), reverse=True))


def describe(path: Path, kunci: Sequence[str] = ()) -> Cadangan:
    """Return what the header of a backup says; ``galat`` where it is none that can be used."""
    try:
        container = read_container(path)
    except (BundleError, SystemProblem) as error:
        with contextlib.suppress(OSError):
            return Cadangan(path, ukuran=path.lstat().st_size, galat=error)
        return Cadangan(path, galat=error)
    header = container.header
    return Cadangan(
        path=path,
        ukuran=container.size,
        nomor=header.number,
        alasan=header.reason,
        kode=header.office.code,
        nama=header.office.name,
        peran=header.role,
        perangkat=header.device,
        epoch=header.epoch,
        seq=header.seq,
        jejak=header.audit.count,
        jumlah=dict(header.counts),
        waktu=header.claimed.t,
        ragu=header.claimed.doubt,
        program=header.program,
        kunci=_which_key(header, kunci),
        media=header.medium,
    )


@intention(Wewenang.CADANGKAN)
def check_cadangan(kantor: Kantor, path: Path, *, progress: Progress | None = None) -> Cadangan:
    """Prove a backup to its last byte: signature, hashes, and where its key is known every page of its store.

    Returns it; raises ``BundleError`` with what is wrong. Nothing is changed but for the audit row.
    """
    container = read_container(path)
    prove_parts(container, progress=progress)
    kunci = next((key for key in store_keys(kantor) if mark_of(key) == container.header.key_mark), None)
    if kunci is not None:
        with unpacked(kantor.folder("karantina"), container) as folder:
            prove_inside(container, folder, kunci)
    with kantor.write("periksa_cadangan", detail={"nomor": container.header.number, "dibuka": kunci is not None}):
        pass
    return describe(path, known_keys(kantor))


@intention
def verify_cadangan(path: Path, *, progress: Progress | None = None) -> Cadangan:
    """Prove signature and hashes of a backup anywhere, without a key and without an office."""
    prove_parts(read_container(path), progress=progress)
    return describe(path)


@contextlib.contextmanager
def unpacked(folder: Path, container: Container) -> Iterator[Path]:
    """Unpack a container into a folder of its own below ``folder`` and remove it afterwards."""
    tempat = folder / f"cadangan-{container.header.number:06d}"
    shutil.rmtree(tempat, ignore_errors=True)
    tempat.mkdir(mode=0o700, parents=True)
    try:
        extract_parts(container, tempat)
        yield tempat
    finally:
        shutil.rmtree(tempat, ignore_errors=True)


def prove_inside(container: Container, folder: Path, kunci: bytes) -> None:
    """Open the unpacked store with its key, prove every page, and hold it against the header.

    Raises ``BundleError`` ``backup_damaged_inside``, ``backup_other_inside``, ``UserError`` ``cadangan_kunci_salah``.
    """
    header, name = container.header, container.path.name
    try:
        facts = prove_copy(folder / PART_STORE, kunci)
    except StoreError as error:
        if error.code == "wrong_key":
            raise UserError("cadangan_kunci_salah", name=name) from error
        raise BundleError("backup_damaged_inside", name=name) from error
    told = (header.device, header.epoch, header.n, header.seq, header.audit.count, header.audit.head)
    if told != (facts.device, facts.epoch, facts.n, facts.seq, facts.audit_count, facts.audit_head):
        raise BundleError("backup_other_inside", name=name)


def store_keys(kantor: Kantor) -> tuple[bytes, ...]:
    """Return the present key of the store and the older ones that it keeps."""
    assert kantor.kunci is not None
    return (*kantor.kunci.candidates, *map(bytes.fromhex, reversed(list_old_keys(kantor))))


def known_keys(kantor: Kantor) -> tuple[str, ...]:
    """Return the marks of the keys at hand, the present one first."""
    return tuple(mark_of(key) for key in store_keys(kantor))


def thin_out(folder: Path, anggaran: int) -> tuple[Path, ...]:
    """Delete what the rule of generations does not keep; return what was deleted.

    The newest ``TERBARU`` stay; of older ones, the farther back, the higher the power of two that divides a kept
    number. Then the oldest go until all fit into ``anggaran`` bytes. The newest sound one always stays, and what is
    damaged is never counted as one.
    """
    sound = [satu for satu in list_folder(folder) if satu.galat is None]
    if not sound:
        return ()
    newest = sound[0].nomor
    kept = [satu for satu in sound if _keeps(satu.nomor, newest)]
    total = sum(satu.ukuran for satu in kept)
    while len(kept) > 1 and total > anggaran:
        total -= kept.pop().ukuran
    gone = [satu.path for satu in sound if satu not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return tuple(gone)


def _keeps(nomor: int, newest: int) -> bool:
    age, step = newest - nomor, 1
    while age >= TERBARU * step:
        step *= 2
    return nomor % step == 0


def _which_key(header: ContainerHeader, kunci: Sequence[str]) -> KunciCadangan:
    if header.key_mark in kunci:
        return KunciCadangan.SEKARANG if header.key_mark == kunci[0] else KunciCadangan.LAMA
    return KunciCadangan.SANDI if header.protection == "slots" else KunciCadangan.BERKAS


def next_number(kantor: Kantor, *lain: int) -> int:
    """Return the next generation: higher than any counted or lying here (or ``lain``), also after a restore."""
    raw = kantor.store.get(RUANG, "nomor")
    there = [int(file.stem) for file in kantor.folder(FOLDER).glob(f"*{SUFFIX}") if file.stem.isdecimal()]
    return max([int(raw) if raw else 0, *there, *lain]) + 1


def _last(kantor: Kantor) -> Terakhir:
    raw = kantor.store.get(RUANG, "terakhir")
    return msgspec.json.decode(raw, type=Terakhir) if raw else Terakhir(0, 0)


def _takes_long(kantor: Kantor) -> bool:
    """Say whether a copy would keep people waiting, while little has been recorded since the last one."""
    last, size = _last(kantor), (kantor.home / BERKAS_STORE).stat().st_size
    seq = kantor.store.last_seq()
    return size / max(last.laju, 1) > SABAR and abs(seq - last.seq) < max(BANYAK, seq // BAGIAN)


def _is_new(kantor: Kantor) -> bool:
    """Say whether something was recorded that the newest backup, which must still be there, does not have."""
    last = _last(kantor)
    return kantor.store.last_seq() != last.seq or not (kantor.folder(FOLDER) / f"{last.nomor:06d}{SUFFIX}").is_file()


@contextlib.contextmanager
def _disk_words() -> Iterator[None]:
    """Speak of this computer's disk where the ritual speaks of a stick."""
    try:
        yield
    except SystemProblem as error:
        if error.code.startswith("stick_"):
            raise SystemProblem("backup_disk", need=error.facts.get("need", "?")) from error
        raise

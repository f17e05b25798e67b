"""Pieces of bundles that came in several files, kept in the office's folder until all of them are here.

One folder for each series and way of cutting, one file for each piece. A file has its name only once it is whole and
on the disk; a piece tells its own hash in its name, so that one which the disk damaged gives way to the real one.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.exchange import four_words
from desktop_app.exchange.volumes import Piece
from desktop_app.services.kantor import Kantor
from desktop_app.services.ruang_disk import require_room
from desktop_app.services.rumah import make_folder, sync_folder

FOLDER = "bagian"
MAKS_SERI = 200
"""Series that may wait at the same time: forty offices, some of them twice."""
MAKS_ISI = 4 * 1024 * 1024 * 1024
MAKS_RAGAM = 3
"""Different contents of one number that are kept side by side: which of them lies shows only once all are here."""
MAKS_COBA = 64
"""Ways of putting a series together that are tried, fewer where it is large."""
_SERI = re.compile(r"([0-9a-f]{32}|[0-9a-f]{64})-(\d{1,10})-(\d{1,10})")
_BAGIAN = re.compile(r"(\d{4})-([0-9a-f]{16})")
_SERI_QR = 32


@dataclass(frozen=True)
class Seri:
    """The pieces of one bundle that are here: ``series`` is the SHA-256 of it, or its first half for QR symbols.

    ``ada`` are the numbers that are here, ``ganda`` those of them that came with more than one content.
    """

    folder: Path
    series: str
    size: int
    share: int
    ada: tuple[int, ...]
    ganda: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """How many pieces there are in all."""
        return -(-self.size // self.share)

    @property
    def kurang(self) -> tuple[int, ...]:
        """The numbers of the pieces that have not come."""
        return tuple(nomor for nomor in range(1, self.total + 1) if nomor not in set(self.ada))

    @property
    def kata(self) -> str:
        """The four words of the bundle, as they stand on its letter."""
        return " ".join(four_words(self.series))

    @property
    def kode_qr(self) -> bool:
        """Whether the pieces are QR symbols and not files."""
        return len(self.series) == _SERI_QR


def read_seri(kantor: Kantor) -> Iterator[Seri]:
    """Yield every series of which pieces are kept, in the order of their hashes."""
    rumah = kantor.home / FOLDER
    if not rumah.is_dir():
        return
    for folder in sorted(rumah.iterdir()):
        if cocok := _SERI.fullmatch(folder.name):
            yield _read(folder, cocok)


def _read(folder: Path, nama: re.Match[str]) -> Seri:
    potong = _pieces(folder)
    ganda = tuple(sorted(nomor for nomor, ragam in potong.items() if len(ragam) > 1))
    return Seri(folder, nama[1], int(nama[2]), int(nama[3]), tuple(sorted(potong)), ganda)


class Tersimpan(NamedTuple):
    """What became of a piece: whether it was not here before, and the series that gave way to it."""

    baru: bool
    tersisih: tuple[Seri, ...] = ()


def folder_of(kantor: Kantor, piece: Piece) -> Path:
    """Return where the pieces of its series lie."""
    return kantor.home / FOLDER / f"{piece.series}-{piece.size}-{piece.share}"


def keep_piece(kantor: Kantor, piece: Piece, jaga: Collection[Path] = ()) -> Tersimpan:
    """Keep a piece and tell whether it is new; twice the same is once, other content of a number lies beside it.

    Where too much waits already, what can be missed best gives way, but no complete series whose folder is in ``jaga``.
    Raises ``BundleError`` ``part_conflict`` for one content more than ``MAKS_RAGAM``, ``UserError``
    ``bagian_terlalu_banyak`` where nothing can give way.
    """
    folder = folder_of(kantor, piece)
    sidik = hashlib.sha256(piece.data).hexdigest()[:16]
    lama = _pieces(folder).get(piece.number, [])
    rusak = [path for path in lama if not _whole(path)]
    if any(path.name.endswith(sidik) for path in lama if path not in rusak):
        return Tersimpan(baru=False)
    if len(lama) - len(rusak) >= MAKS_RAGAM:
        raise BundleError(
            "part_conflict", kata=" ".join(four_words(piece.series)), nomor=piece.number, batas=MAKS_RAGAM
        )
    tersisih = _make_place(kantor, folder, len(piece.data), jaga)
    make_folder(folder)
    path = folder / f"{piece.number:04d}-{sidik}"
    part = folder / f"{secrets.token_hex(8)}.part"
    try:
        with part.open("xb") as file:
            file.write(piece.data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(folder)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    for satu in rusak:
        if satu != path:
            satu.unlink(missing_ok=True)
    return Tersimpan(True, tersisih)


def drop_damaged(seri: Seri) -> Seri:
    """Remove the pieces that the disk no longer holds as they were written, and return what is left of the series."""
    for ragam in _pieces(seri.folder).values():
        for path in ragam:
            if not _whole(path):
                path.unlink(missing_ok=True)
    nama = _SERI.fullmatch(seri.folder.name)
    return seri if nama is None else _read(seri.folder, nama)


def join_up(seri: Seri, folder: Path) -> Path:
    """Put a complete series together in ``folder`` and return the file, named by its four words.

    Of numbers with several contents each is tried. Raises ``BundleError`` where no whole is what its pieces say they
    belong to: ``parts_contested``, and the pieces of the contested numbers are forgotten, so that those that everybody
    agrees on stay; ``parts_disagree`` where no number is contested, and all are forgotten.
    """
    utuh, potong = folder / f"{seri.kata.replace(' ', '-')}.skpb", _pieces(seri.folder)
    banyak = max(4, min(MAKS_COBA, MAKS_ISI // seri.size))
    for pilihan in islice(product(*(potong[nomor] for nomor in range(1, seri.total + 1))), banyak):
        sidik = hashlib.sha256()
        with utuh.open("wb") as file:
            for path in pilihan:
                isi = path.read_bytes()
                sidik.update(isi)
                file.write(isi)
        if sidik.hexdigest().startswith(seri.series) and utuh.stat().st_size == seri.size:
            return utuh
    utuh.unlink(missing_ok=True)
    if not seri.ganda:
        forget(seri)
        raise BundleError("parts_disagree", kata=seri.kata)
    for nomor in seri.ganda:
        for path in potong[nomor]:
            path.unlink(missing_ok=True)
    raise BundleError("parts_contested", kata=seri.kata, nomor=", ".join(map(str, seri.ganda[:12])))


def forget(seri: Seri) -> None:
    """Remove the pieces of a series."""
    shutil.rmtree(seri.folder, ignore_errors=True)


def _pieces(folder: Path) -> dict[int, list[Path]]:
    """Return the pieces in a folder by their numbers; what a power cut left unfinished is none."""
    semua: dict[int, list[Path]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if cocok := _BAGIAN.fullmatch(path.name):
            semua.setdefault(int(cocok[1]), []).append(path)
    return semua


def _whole(path: Path) -> bool:
    """Tell whether the disk still holds what was written."""
    return hashlib.sha256(path.read_bytes()).hexdigest().startswith(path.name[-16:])


def _make_place(kantor: Kantor, folder: Path, ukuran: int, jaga: Collection[Path]) -> tuple[Seri, ...]:
    """Let series give way to a piece: first those of one piece, then other incomplete ones, each time the oldest.

    So nobody who sends a few hundred tiny files keeps everything else out. Returns which gave way.
    """
    require_room(kantor.home, ukuran)
    semua = {seri: _taken_by(seri) for seri in read_seri(kantor)}
    lain = [seri for seri in semua if seri.folder != folder]
    lepas = sorted((seri for seri in lain if seri.kurang or seri.folder not in jaga), key=_worth)
    banyak, isi, pergi = len(lain), sum(semua.values()) + ukuran, []
    while banyak >= MAKS_SERI or isi > MAKS_ISI:
        if not lepas:
            raise UserError("bagian_terlalu_banyak", banyak=len(lain))
        pergi.append(lepas.pop(0))
        banyak, isi = banyak - 1, isi - semua[pergi[-1]]
    for seri in pergi:
        forget(seri)
    return tuple(pergi)


def _worth(seri: Seri) -> tuple[bool, bool, int]:
    """Return the order in which series give way: the first one can be missed best."""
    return not seri.kurang, len(seri.ada) > 1, seri.folder.stat().st_mtime_ns


def _taken_by(seri: Seri) -> int:
    return sum(path.stat().st_size for path in seri.folder.iterdir())

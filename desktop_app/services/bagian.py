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
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

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
_SERI = re.compile(r"([0-9a-f]{32}|[0-9a-f]{64})-(\d{1,10})-(\d{1,10})")
_BAGIAN = re.compile(r"(\d{4})-([0-9a-f]{16})")
_SERI_QR = 32


@dataclass(frozen=True)
class Seri:
    """The pieces of one bundle that are here: ``series`` is the SHA-256 of it, or its first half for QR symbols."""

    folder: Path
    series: str
    size: int
    share: int
    ada: tuple[int, ...]

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
            yield Seri(folder, cocok[1], int(cocok[2]), int(cocok[3]), tuple(sorted(_pieces(folder))))


def keep_piece(kantor: Kantor, piece: Piece) -> bool:
    """Keep a piece and return whether it is new; twice the same is once.

    Raises ``BundleError`` ``part_conflict`` for other content under a number that is here, ``UserError``
    ``bagian_terlalu_banyak`` where too much waits already.
    """
    folder = kantor.home / FOLDER / f"{piece.series}-{piece.size}-{piece.share}"
    sidik = hashlib.sha256(piece.data).hexdigest()[:16]
    lama = _pieces(folder).get(piece.number)
    if lama is not None and lama.name.endswith(sidik) and _whole(lama):
        return False
    if lama is not None and _whole(lama):
        raise BundleError("part_conflict", kata=" ".join(four_words(piece.series)), nomor=piece.number)
    _require_bounds(kantor, folder, len(piece.data))
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
    if lama is not None and lama != path:
        lama.unlink(missing_ok=True)
    return True


def join_up(seri: Seri, folder: Path) -> Path:
    """Put a complete series together in ``folder`` and return the file, named by its four words.

    Raises ``BundleError`` ``parts_disagree`` where the whole is not what its pieces say they belong to; all of them are
    forgotten then, for nobody can tell which of them lies.
    """
    utuh = folder / f"{seri.kata.replace(' ', '-')}.skpb"
    sidik, potong = hashlib.sha256(), _pieces(seri.folder)
    with utuh.open("xb") as file:
        for nomor in range(1, seri.total + 1):
            isi = potong[nomor].read_bytes()
            sidik.update(isi)
            file.write(isi)
    if not sidik.hexdigest().startswith(seri.series) or utuh.stat().st_size != seri.size:
        utuh.unlink(missing_ok=True)
        forget(seri)
        raise BundleError("parts_disagree", kata=seri.kata)
    return utuh


def forget(seri: Seri) -> None:
    """Remove the pieces of a series."""
    shutil.rmtree(seri.folder, ignore_errors=True)


def _pieces(folder: Path) -> dict[int, Path]:
    """Return the pieces in a folder by their numbers; what a power cut left unfinished is none."""
    if not folder.is_dir():
        return {}
    return {int(cocok[1]): path for path in folder.iterdir() if (cocok := _BAGIAN.fullmatch(path.name))}


def _whole(path: Path) -> bool:
    """Tell whether the disk still holds what was written."""
    return hashlib.sha256(path.read_bytes()).hexdigest().startswith(path.name[-16:])


def _require_bounds(kantor: Kantor, folder: Path, ukuran: int) -> None:
    lain = [seri for seri in read_seri(kantor) if seri.folder != folder]
    isi = sum(path.stat().st_size for seri in read_seri(kantor) for path in seri.folder.iterdir())
    if len(lain) >= MAKS_SERI or isi + ukuran > MAKS_ISI:
        raise UserError("bagian_terlalu_banyak", banyak=len(lain))
    require_room(kantor.home, ukuran)

"""Volumes: a bundle in several files that fit an attachment of a letter, put together again in any order.

A volume carries a piece of the sealed file and nothing else; it proves nothing. What is put together is verified as
every bundle is. Source: docs/spec/carriers.md, section Volumes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, NamedTuple

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange.limits import BUNDLE_MAX, KIB, MIB
from desktop_app.exchange.stick import READINGS, Section, write_safely

MAGIC: Final = b"SKPV1"
_HEAD: Final = struct.Struct(">5s32sQIHH")
_CHECK: Final = 32
HEAD_LENGTH: Final = _HEAD.size + _CHECK
VOLUMES_MAX: Final = 2_100
SHARE_MIN: Final = KIB
VOLUME_MAX: Final = 25 * MIB
"""The longest volume in bytes, its head counted: no gateway takes a larger attachment."""

Progress = Callable[[int, int], None]


class Piece(NamedTuple):
    """One piece of a file: of which (``series``: SHA-256 of all of it, or its beginning), and where it belongs.

    ``size`` is the length of the whole file, ``share`` that of every piece but the last, ``number`` counts from 1.
    """

    series: str
    size: int
    share: int
    number: int
    total: int
    data: bytes

    @property
    def length(self) -> int:
        """How many bytes belong here."""
        return min(self.share, self.size - (self.number - 1) * self.share)

    def fits(self) -> bool:
        """Tell whether the numbers agree with one another and with the bytes."""
        return (
            self.size > 0
            and self.share > 0
            and self.total == -(-self.size // self.share)
            and 1 <= self.number <= self.total
            and len(self.data) == self.length
        )


def read_volume(data: bytes) -> Piece:
    """Return the piece in the bytes of one volume; its name means nothing.

    Raises ``BundleError``: ``volume_damaged`` where its own hash does not fit (cut off, changed), ``volume_head``
    where its numbers contradict one another or exceed the limits.
    """
    if len(data) <= HEAD_LENGTH or not data.startswith(MAGIC):
        raise BundleError("volume_damaged")
    _, series, size, share, index, total = _HEAD.unpack_from(data)
    payload = data[HEAD_LENGTH:]
    if data[_HEAD.size : HEAD_LENGTH] != _check(data[: _HEAD.size], payload):
        raise BundleError("volume_damaged")
    piece = Piece(series.hex(), size, share, index, total, payload)
    if not (piece.fits() and size <= BUNDLE_MAX and share >= SHARE_MIN and total <= VOLUMES_MAX):
        raise BundleError("volume_head")
    return piece


def write_volumes(
    source: Path, folder: Path, limit: int, *, series: str, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write the sealed file ``source`` (SHA-256 ``series``) into ``folder`` as volumes of at most ``limit`` bytes.

    Each is written by the ritual of the stick; ``progress`` counts bytes over ``READINGS`` passes. Raises
    ``SystemProblem`` as ``write_safely``, and ``outbox_damaged`` where ``source`` is not what it was.
    """
    share = min(limit, VOLUME_MAX) - HEAD_LENGTH
    try:
        size = source.stat().st_size
        with source.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != series:
                raise SystemProblem("outbox_damaged")
            file.seek(0)
            return _write_all(
                file, Piece(series, size, share, 0, -(-size // share), b""), folder, source.stem, progress
            )
    except OSError as error:
        raise SystemProblem("bundle_unreadable", errno=error.errno or 0) from error


def _write_all(file: IO[bytes], about: Piece, folder: Path, stem: str, progress: Progress | None) -> tuple[Path, ...]:
    done, whole = 0, READINGS * (about.size + about.total * HEAD_LENGTH)

    def tell(length: int) -> None:
        nonlocal done
        done += length
        if progress is not None:
            progress(min(done, whole), whole)

    written: list[Path] = []
    for index in range(1, about.total + 1):
        raw = make_volume(about._replace(number=index, data=file.read(about.share)))

        def write(target: IO[bytes], raw: bytes = raw) -> list[Section]:
            target.write(raw)
            tell(len(raw))
            return [Section(len(raw), hashlib.sha256(raw).hexdigest())]

        name = f"{stem[:40]}-bagian-{index}-dari-{about.total}"
        written.append(write_safely(folder, name, len(raw), write, tell).path)
    return tuple(written)


def make_volume(piece: Piece) -> bytes:
    """Return the bytes of one volume."""
    head = _HEAD.pack(MAGIC, bytes.fromhex(piece.series), piece.size, piece.share, piece.number, piece.total)
    return head + _check(head, piece.data) + piece.data


def _check(head: bytes, payload: bytes) -> bytes:
    return hashlib.sha256(head + payload).digest()

"""The pool of a round of answers: one ciphertext of a fixed size whose key is made of two halves.

One half lies with the ciphertext in the store, the other in a small file beside it. Both are new with every answer, so
that a copy of the store opens with no file but the one of its own moment. Source: docs/spec/anonymous-rounds.md.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

HALF: Final = 32
_PERSON: Final = b"skpluring-kumpul"
_LENGTH: Final = 4
_SLOT: Final = 4096
"""A half has a place of its own of so many bytes: what is written beside it cannot tear it."""
_CHECK: Final = 16


def new_half() -> bytes:
    """Return a new random half of a key."""
    return secrets.token_bytes(HALF)


def seal_pool(isi: bytes, dalam: bytes, luar: bytes, ukuran: int) -> bytes:
    """Return ``isi`` padded to ``ukuran`` bytes and sealed under the key of both halves.

    The result begins with the half ``dalam`` that is kept with it; its length tells nothing of ``isi``. Raises
    ValueError where ``isi`` is larger than ``ukuran``.
    """
    if len(isi) > ukuran:
        raise ValueError("the pool is larger than its place")
    polos = len(isi).to_bytes(_LENGTH, "big") + isi + bytes(ukuran - len(isi))
    return dalam + bytes(SecretBox(_key(dalam, luar)).encrypt(polos))


def open_pool(tersegel: bytes, luar: bytes) -> bytes | None:
    """Return what was sealed; None where ``luar`` is not the other half, or the ciphertext is damaged."""
    try:
        polos = SecretBox(_key(tersegel[:HALF], luar)).decrypt(tersegel[HALF:])
    except (CryptoError, ValueError):
        return None
    panjang = int.from_bytes(polos[:_LENGTH], "big")
    return polos[_LENGTH : _LENGTH + panjang]


def _key(dalam: bytes, luar: bytes) -> bytes:
    return hashlib.blake2b(dalam, key=luar, digest_size=SecretBox.KEY_SIZE, person=_PERSON).digest()


class HalfFile:
    """The file with the outer half: two places, so that a new half can lie beside the one in use until it counts.

    It is written in its place, never renamed, so that what is overwritten is the old half itself. No power cut leaves
    it without the half that opens the stored pool.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Tell whether the file is there."""
        return self.path.is_file()

    def halves(self) -> tuple[bytes, ...]:
        """Return the halves that stand in the file: one, or two where an answer was cut off; none without a file."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        found = (_half_in(data[at : at + HALF + _CHECK]) for at in (0, _SLOT))
        return tuple(half for half in found if half is not None)

    def create(self, half: bytes) -> None:
        """Make the file with one half; one that is there already is written over."""
        with os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+b") as file:
            file.write(_slot(half) + secrets.token_bytes(_SLOT))
            file.truncate()
            file.flush()
            os.fsync(file.fileno())

    def add(self, half: bytes) -> None:
        """Lay a new half beside the one in use."""
        data = self.path.read_bytes()
        taken = _half_in(data[: HALF + _CHECK]) is not None
        self._write(_SLOT if taken else 0, _slot(half))

    def keep_only(self, half: bytes) -> None:
        """Write chance over every half but this one."""
        data = self.path.read_bytes()
        for at in (0, _SLOT):
            if _half_in(data[at : at + HALF + _CHECK]) != half:
                self._write(at, secrets.token_bytes(_SLOT))

    def destroy(self) -> None:
        """Write chance over the whole file and remove it; one that is gone is no error."""
        if not self.exists():
            return
        self._write(0, secrets.token_bytes(max(2 * _SLOT, self.path.stat().st_size)))
        self.path.unlink()

    def _write(self, at: int, data: bytes) -> None:
        with self.path.open("r+b") as file:
            file.seek(at)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _slot(half: bytes) -> bytes:
    return half + _check(half) + secrets.token_bytes(_SLOT - HALF - _CHECK)


def _half_in(data: bytes) -> bytes | None:
    half = data[:HALF]
    return half if len(data) == HALF + _CHECK and data[HALF:] == _check(half) else None


def _check(half: bytes) -> bytes:
    return hashlib.blake2b(half, digest_size=_CHECK, person=_PERSON).digest()

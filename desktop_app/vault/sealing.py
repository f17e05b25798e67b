"""The X25519 keys of a person that follow from his signing key: one to be sealed to, one for what he is writing.

They need no place in the slot: whoever opens a slot has the signing key, and a new signing key brings new ones.
Source: docs/spec/objection.md, section Keys.
"""

from __future__ import annotations

import hashlib
from typing import Final

from desktop_app.vault.keys import SigningKey

_SEAL: Final = b"skpluring-segel1"
_DRAFT: Final = b"skpluring-draf01"
_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX: Final = "age-secret-key-"


def sealing_identity(kunci: SigningKey) -> str:
    """Return the age identity (secret text) to which others seal for the holder of ``kunci``."""
    return _identity(kunci, _SEAL)


def draft_identity(kunci: SigningKey) -> str:
    """Return the age identity under which the holder of ``kunci`` keeps what he has not sealed yet."""
    return _identity(kunci, _DRAFT)


def _identity(kunci: SigningKey, purpose: bytes) -> str:
    """Return BLAKE2b-256 of the seed under a purpose, as the text of an age identity (Bech32, BIP 173)."""
    return identity_text(hashlib.blake2b(kunci.seed, digest_size=32, person=purpose).digest())


def identity_text(data: bytes) -> str:
    """Return the text of the age identity with these 32 secret bytes (``AGE-SECRET-KEY-1…``, Bech32)."""
    number = int.from_bytes(data, "big") << 4  # 256 bits in 52 groups of five
    values = [number >> 5 * place & 31 for place in reversed(range(52))]
    letters = "".join(_LETTERS[value] for value in (*values, *_checksum(values)))
    return f"{_PREFIX}1{letters}".upper()


def _checksum(values: list[int]) -> list[int]:
    """Return the six values of Bech32's checksum over the prefix and ``values``."""
    prefix = [*(ord(letter) >> 5 for letter in _PREFIX), 0, *(ord(letter) & 31 for letter in _PREFIX)]
    state = 1
    for value in (*prefix, *values, 0, 0, 0, 0, 0, 0):
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, mask in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= mask if top >> bit & 1 else 0
    return [(state ^ 1) >> 5 * place & 31 for place in reversed(range(6))]

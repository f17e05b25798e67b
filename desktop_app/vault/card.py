"""The code of a printed recovery card: 26 random letters (130 bits) and two that find typing errors.

Letters are Crockford's base 32, which has no I, L, O and U: whatever somebody reads as one of them is taken for what
it looks like. So much chance needs no slow derivation.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from desktop_app.domain.errors import UserError

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_DATA: Final = 26
_GROUP: Final = 4


def new_code() -> str:
    """Return the code of a new card, ``XXXX-XXXX-…`` in seven groups of four."""
    data = "".join(secrets.choice(LETTERS) for _ in range(_DATA))
    whole = data + _check_letters(data)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def clean_code(typed: str) -> str:
    """Return the 26 data letters of a code that somebody typed; ``UserError("kartu_salah_ketik")`` where it is none."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_LOOKALIKE)
    data, check = letters[:_DATA], letters[_DATA:]
    if len(letters) != _DATA + 2 or any(one not in LETTERS for one in letters) or check != _check_letters(data):
        raise UserError("kartu_salah_ketik")
    return data


def code_key(typed: str) -> bytes:
    """Return the 32 bytes that a typed code stands for; raises as ``clean_code``."""
    return hashlib.blake2b(clean_code(typed).encode(), digest_size=32, person=b"skpluring-kartu1").digest()


def code_number(typed: str) -> str:
    """Return the public number of a card, ``K-XXXXXX``: it tells cards apart and says nothing of the code."""
    digest = hashlib.blake2b(clean_code(typed).encode(), digest_size=8, person=b"skpluring-nomor1").digest()
    return "K-" + "".join(LETTERS[byte % 32] for byte in digest[:6])


def _check_letters(data: str) -> str:
    digest = hashlib.sha256(b"skp-luring kartu v1\x00" + data.encode()).digest()
    return LETTERS[digest[0] % 32] + LETTERS[digest[1] % 32]

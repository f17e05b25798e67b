"""What people see and say about a bundle: its passport, its four words, its receipt code.

Source: docs/spec/bundle-v1.md, section Passport and receipt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.errors import UserError
from desktop_app.exchange.manifest import Manifest
from desktop_app.exchange.trust import Claimed, Office
from desktop_app.exchange.words import WORDS

# 23 letters, no I, O, U: a prime number of them, so that one wrong letter or two swapped ones always show.
LETTERS: Final = "ABCDEFGHJKLMNPQRSTVWXYZ"
_TYPED: Final = {**str.maketrans("0O1I258U", "QQLLZSBV"), **dict.fromkeys(map(ord, "-–—._/"))}
"""What is typed for letters of a code, and what is typed between them."""


@dataclass(frozen=True)
class Passport:
    """The facts of the one-page letter that travels with a bundle, the same on the receiver's screen."""

    office: Office
    kind: str
    seq: int
    scope: str
    documents: int
    revisions: int
    tombstones: int
    attachments: int
    kinds: Mapping[str, int]
    claimed: Claimed
    program: str
    words: tuple[str, str, str, str]


def passport(manifest: Manifest, file_sha256: str) -> Passport:
    """Return the passport of a bundle from its manifest and the hash of its file."""
    counts = manifest.counts
    return Passport(
        office=manifest.office,
        kind=manifest.kind,
        seq=manifest.seq,
        scope=manifest.scope,
        documents=counts.documents,
        revisions=counts.revisions,
        tombstones=counts.tombstones,
        attachments=counts.attachments,
        kinds=dict(manifest.kinds),
        claimed=manifest.claimed,
        program=manifest.program,
        words=four_words(file_sha256),
    )


def four_words(file_sha256: str) -> tuple[str, str, str, str]:
    """Return the four words of a file: one for each of the first four bytes of its SHA-256."""
    one, two, three, four = (WORDS[byte] for byte in bytes.fromhex(file_sha256[:8]))
    return one, two, three, four


def receipt_code(manifest_sha256: str) -> str:
    """Return the receipt of a bundle, ``ABCD-EFGH-JKLM``: eleven letters (49 bits) and a check letter.

    It comes from the manifest, which only the sender and whoever could open the bundle know; the courier cannot
    make it up.
    """
    digest = hashlib.sha256(b"skp-luring receipt v1\x00" + bytes.fromhex(manifest_sha256)).digest()
    number = int.from_bytes(digest, "big") % len(LETTERS) ** 11
    values = [number // len(LETTERS) ** place % len(LETTERS) for place in range(11)]
    code = "".join(LETTERS[value] for value in (*values, _check_value(values)))
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def check_receipt(code: str, manifest_sha256: str) -> bool:
    """Tell whether a code that somebody typed is the receipt of this bundle; hyphens, spaces and case do not matter.

    Raises ``UserError("receipt_mistyped")`` when the check letter shows that no bundle has such a code.
    """
    return read_receipt(code) == receipt_code(manifest_sha256)


def read_receipt(code: str) -> str:
    """Return a code that somebody typed in its usual form, ``ABCD-EFGH-JKLM``.

    Small letters, spaces and hyphens do not matter, and a sign that is in no code is read as the letter that looks
    like it (0 and O as Q, 1 and I as L, 2 as Z, 5 as S, 8 as B, U as V): the check letter tells whether that was right.
    Raises ``UserError``: ``receipt_empty``, ``receipt_short``, ``receipt_mistyped``.
    """
    letters = "".join(code.upper().split()).translate(_TYPED)
    if not letters:
        raise UserError("receipt_empty")
    if len(letters) < 12 and set(letters) <= set(LETTERS):
        raise UserError("receipt_short", jumlah=len(letters))
    if len(letters) != 12 or any(letter not in LETTERS for letter in letters):
        raise UserError("receipt_mistyped")
    values = [LETTERS.index(letter) for letter in letters]
    if _check_value(values[:11]) != values[11]:
        raise UserError("receipt_mistyped")
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def _check_value(values: list[int]) -> int:
    """Return the weighted sum modulo 23 of eleven letters; weights 2 to 12 are all different and never zero."""
    return sum(weight * value for weight, value in enumerate(values, 2)) % len(LETTERS)

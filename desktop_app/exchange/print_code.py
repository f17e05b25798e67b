"""The codes on paper: the text of the QR, and the short code that people type.

Source: docs/spec/signing.md, sections QR text and Short code. Nothing here is secret and nothing is proved by a code
alone: it names a revision, and the QR brings the signature that must fit that revision's bytes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.errors import UserError

PREFIX: Final = "SKPL"
VERSION: Final = "1"
SIGNED: Final = "T"
UNSIGNED: Final = "K"
_DOCUMENT, _REVISION, _KEY, _SIGNATURE, _CHECK = 16, 32, 16, 64, 2
_LENGTH: Final = {SIGNED: 208, UNSIGNED: 80}
"""Letters after the six of the prefix; both are whole groups of base32, so nothing is padded."""
TEXT_MAX: Final = 4096
"""Letters of a scanned text that are looked at."""

# 31 signs, a prime number of them, so that one wrong sign or two swapped ones always show; no I, L, O, U and Z.
SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_FORGIVEN: Final = str.maketrans("OILZU", "0112V")
_PAYLOAD: Final = 11
_BITS: Final = 54
"""How much of a revision's id the short code holds; 31**11 is a little more than 2**54."""


@dataclass(frozen=True)
class PrintedCode:
    """What a QR says: document and revision as hex ids, the key's id and the signature as hex, or both empty."""

    doc_id: str
    rev_id: str
    kunci: str = ""
    tanda: str = ""


@dataclass(frozen=True)
class ShortCode:
    """What a typed code says: the revision's id lies between ``first`` and ``last`` (64 hex digits each)."""

    first: str
    last: str


def print_text(code: PrintedCode) -> str:
    """Return the text of the QR: letters A-Z and digits alone, so that any scanner types it unchanged."""
    kind = SIGNED if code.tanda else UNSIGNED
    data = b"".join(map(bytes.fromhex, (code.doc_id, code.rev_id, code.kunci, code.tanda)))
    letters = base64.b32encode(data + _check(kind, data)).decode()
    if len(letters) != _LENGTH[kind]:
        raise ValueError("an id, key or signature of another length")
    return PREFIX + VERSION + kind + letters


def short_code(rev_id: str) -> str:
    """Return ``ABCD-EFGH-JKMN``: the first 54 bits of a revision's id in eleven signs, and a check sign."""
    number = int(rev_id, 16) >> (256 - _BITS)
    values = [number // len(SIGNS) ** place % len(SIGNS) for place in range(_PAYLOAD)]
    code = "".join(SIGNS[value] for value in (*values, _check_sign(values)))
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def read_code(text: str) -> PrintedCode | ShortCode:
    """Return what a scanned or typed text says; case, blanks and hyphens do not matter, O counts as 0 and so on.

    Raises ``UserError``: ``kode_cetak_kosong``, ``kode_cetak_versi_baru``, ``kode_cetak_terpotong`` (a QR read in part
    or wrongly), ``kode_cetak_salah_ketik`` (the check sign is off).
    """
    bare = "".join(letter for letter in text[:TEXT_MAX].upper() if letter.isascii() and letter.isalnum())
    if not bare:
        raise UserError("kode_cetak_kosong")
    if bare.startswith(PREFIX) and len(bare) > _PAYLOAD + 1:
        return _read_print_text(bare)
    return _read_short(bare)


def find_text(data: bytes) -> str | None:
    """Return the QR text that one of our own PDF files names in its keywords, or None."""
    at = data.find(f"/Keywords ({PREFIX}".encode())
    if at < 0:
        return None
    start = data.index(b"(", at) + 1
    end = data.find(b")", start, start + TEXT_MAX)
    return data[start:end].decode("ascii", "replace") if end > 0 else None


def _read_print_text(bare: str) -> PrintedCode:
    version, kind, letters = bare[len(PREFIX)], bare[len(PREFIX) + 1], bare[len(PREFIX) + 2 :]
    if version.isdigit() and version > VERSION:
        raise UserError("kode_cetak_versi_baru", versi=version)
    if version != VERSION or len(letters) != _LENGTH.get(kind):
        raise UserError("kode_cetak_terpotong")
    try:
        whole = base64.b32decode(letters)
    except binascii.Error:
        raise UserError("kode_cetak_terpotong") from None
    data, check = whole[:-_CHECK], whole[-_CHECK:]
    if check != _check(kind, data):
        raise UserError("kode_cetak_terpotong")
    after = _DOCUMENT + _REVISION
    return PrintedCode(
        doc_id=data[:_DOCUMENT].hex(),
        rev_id=data[_DOCUMENT:after].hex(),
        kunci=data[after : after + _KEY].hex(),
        tanda=data[after + _KEY :].hex(),
    )


def _read_short(bare: str) -> ShortCode:
    signs = bare.translate(_FORGIVEN)
    if len(signs) != _PAYLOAD + 1 or any(sign not in SIGNS for sign in signs):
        raise UserError("kode_cetak_salah_ketik")
    values = [SIGNS.index(sign) for sign in signs]
    number = sum(value * len(SIGNS) ** place for place, value in enumerate(values[:_PAYLOAD]))
    if _check_sign(values[:_PAYLOAD]) != values[_PAYLOAD] or number >> _BITS:
        raise UserError("kode_cetak_salah_ketik")
    rest = 256 - _BITS
    return ShortCode(first=f"{number << rest:064x}", last=f"{(number + 1 << rest) - 1:064x}")


def _check(kind: str, data: bytes) -> bytes:
    """Return two bytes that show a scan that lost or changed a letter; they protect from accidents only."""
    return hashlib.sha256(f"skp-luring cetak v1 {kind}\x00".encode() + data).digest()[:_CHECK]


def _check_sign(values: list[int]) -> int:
    """Return the weighted sum modulo 31 of eleven signs; weights 2 to 12 are all different and never zero."""
    return sum(weight * value for weight, value in enumerate(values, 2)) % len(SIGNS)

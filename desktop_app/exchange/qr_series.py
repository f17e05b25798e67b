"""A tiny bundle as a row of texts for QR symbols, each with its own check, read from photos in any order.

The text is ``SKPQ1`` and base45 (RFC 9285) of head, piece and check: letters that every reader gives back unchanged.
A symbol proves nothing; what is put together is verified as every bundle is. Source: docs/spec/carriers.md, section
QR series.
"""

from __future__ import annotations

import hashlib
import struct
from typing import Final

from desktop_app.domain.errors import BundleError
from desktop_app.exchange.limits import KIB
from desktop_app.exchange.volumes import Piece

PREFIX: Final = "SKPQ1"
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)}
_HEAD: Final = struct.Struct(">16sHHBB")
_CHECK: Final = 4
QR_BUNDLE_MAX: Final = 12 * KIB
"""The largest file that a series carries: about six sheets."""
SHARE: Final = 370
"""Bytes of the file in one symbol: 597 letters, of 600 that version 15 with correction level M holds."""
SHARE_MIN: Final = 64
TEXT_MAX: Final = 4_296
"""Letters that the largest symbol holds."""


def make_texts(data: bytes, share: int = SHARE) -> tuple[str, ...]:
    """Return the texts of a file's symbols in order; raises ``BundleError("qr_too_large")`` over ``QR_BUNDLE_MAX``."""
    if not 0 < len(data) <= QR_BUNDLE_MAX:
        raise BundleError("qr_too_large", size=len(data) // KIB + 1, most=QR_BUNDLE_MAX // KIB)
    series = hashlib.sha256(data).hexdigest()[:32]
    total = -(-len(data) // share)
    pieces = (
        Piece(series, len(data), share, number + 1, total, data[number * share : (number + 1) * share])
        for number in range(total)
    )
    return tuple(_text(piece) for piece in pieces)


def read_text(text: str) -> Piece | None:
    """Return the piece in the text of one symbol; None for a symbol that is none of ours.

    Raises ``BundleError``: ``qr_damaged`` where its check does not fit, ``qr_head`` where its numbers contradict one
    another or exceed the limits.
    """
    if not text.startswith(PREFIX):
        return None
    raw = _decode(text[len(PREFIX) :]) if len(text) <= TEXT_MAX else None
    if raw is None or len(raw) <= _HEAD.size + _CHECK or raw[-_CHECK:] != _check(raw[:-_CHECK]):
        raise BundleError("qr_damaged")
    series, size, share, index, total = _HEAD.unpack_from(raw)
    piece = Piece(series.hex(), size, share, index, total, raw[_HEAD.size : -_CHECK])
    if not (piece.fits() and size <= QR_BUNDLE_MAX and share >= SHARE_MIN):
        raise BundleError("qr_head")
    return piece


def _text(piece: Piece) -> str:
    head = _HEAD.pack(bytes.fromhex(piece.series), piece.size, piece.share, piece.number, piece.total)
    body = head + piece.data
    return PREFIX + _encode(body + _check(body))


def _check(body: bytes) -> bytes:
    return hashlib.sha256(PREFIX.encode() + body).digest()[:_CHECK]


def _encode(data: bytes) -> str:
    """Return base45: two bytes as three letters, a last single one as two, the least worth first."""
    letters: list[str] = []
    for place in range(0, len(data), 2):
        pair = data[place : place + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(3 if len(pair) == 2 else 2):
            value, rest = divmod(value, 45)
            letters.append(_ALPHABET[rest])
    return "".join(letters)


def _decode(text: str) -> bytes | None:
    """Return the bytes of base45, or None for what it never writes."""
    out = bytearray()
    for place in range(0, len(text), 3):
        group = text[place : place + 3]
        if len(group) == 1 or any(letter not in _VALUES for letter in group):
            return None
        value = sum(_VALUES[letter] * 45**power for power, letter in enumerate(group))
        width = len(group) - 1
        if value >= 256**width:
            return None
        out += value.to_bytes(width, "big")
    return bytes(out)

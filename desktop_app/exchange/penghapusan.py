"""Signatures of this computer, of the kabupaten and of a person over an erasure record, and over lists of hashes.

Source: docs/spec/erasure.md, section Signature; DSSE PAE as everywhere.
"""

from __future__ import annotations

from typing import Final

from desktop_app.exchange.signing import Signer, is_signed, sign

ERASURE_TYPE: Final = "application/vnd.skp-luring.penghapusan.v1"
HASHES_TYPE: Final = "application/vnd.skp-luring.daftar-sidik.v1"
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


def sign_erasure(signer: Signer, text: bytes) -> str:
    """Return the signature (hex) over the signed text of an erasure record."""
    return sign(signer, ERASURE_TYPE, text).hex()


def verify_erasure(public: str, text: bytes, tanda: str) -> bool:
    """Tell whether ``tanda`` (hex) is the signature of the key ``public`` (hex) over the text of an erasure record."""
    key, signature = _from_hex(public, _KEY_BYTES), _from_hex(tanda, _SIGNATURE_BYTES)
    return key is not None and signature is not None and is_signed(key, ERASURE_TYPE, text, signature)


def sign_hashes(signer: Signer, text: bytes) -> str:
    """Return the signature (hex) over the exact bytes of a list of hashes."""
    return sign(signer, HASHES_TYPE, text).hex()


def _from_hex(text: str, size: int) -> bytes | None:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        return None
    return data if len(data) == size and data.hex() == text else None

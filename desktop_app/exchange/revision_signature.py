"""A person's signature over the exact bytes of one revision.

Source: docs/spec/signing.md, section Signature.
"""

from __future__ import annotations

from typing import Final

from desktop_app.exchange.signing import Signer, is_signed, sign

REVISION_TYPE: Final = "application/vnd.skp-luring.tanda-tangan.v1"
SIGNATURE_BYTES: Final = 64


def sign_revision(signer: Signer, raw: bytes) -> str:
    """Return ``signer``'s Ed25519 signature over the stored bytes ``raw`` of a revision, as 128 hex digits."""
    return sign(signer, REVISION_TYPE, raw).hex()


def verify_signature(public: str, raw: bytes, tanda: str) -> bool:
    """Tell whether ``tanda`` (hex) is the signature of the key ``public`` (hex) over ``raw``.

    A key of low order, one that is no canonical point, and a text that is no lower-case hex never verify.
    """
    key, signature = _from_hex(public), _from_hex(tanda)
    if key is None or signature is None or len(signature) != SIGNATURE_BYTES:
        return False
    return is_signed(key, REVISION_TYPE, raw, signature)


def _from_hex(text: str) -> bytes | None:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        return None
    return data if data.hex() == text else None

"""The signature over the list of files of an auditor's pack. Source: docs/spec/auditor-pack.md, section Signature."""

from __future__ import annotations

from typing import Final

from desktop_app.exchange.signing import Signer, sign

AUDITOR_TYPE: Final = "application/vnd.skp-luring.berkas-auditor.v1"


def sign_pack(signer: Signer, manifest: bytes) -> str:
    """Return ``signer``'s Ed25519 signature over the exact bytes of a pack's manifest, as 128 hex digits."""
    return sign(signer, AUDITOR_TYPE, manifest).hex()

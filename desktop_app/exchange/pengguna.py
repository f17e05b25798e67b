"""A person's signing key and the computer that vouches for it: the device key signs who holds which key.

The kabupaten certified the device key at enrolment; through it every key of a person leads back to the root.
Source: docs/spec/slots.md, section Keys of people; DSSE PAE as everywhere.
"""

from __future__ import annotations

from typing import Final

import msgspec

from desktop_app.exchange import strict_json
from desktop_app.exchange.signing import Signer, is_signed, key_id, sign

PENGGUNA_TYPE: Final = "application/vnd.skp-luring.pengguna.v1"


class _Vouched(msgspec.Struct, frozen=True):
    """What the device signs: the account, the key and its id, and itself."""

    akun: str
    id: str
    kunci: str
    perangkat: str


def _statement(device: bytes, akun_id: str, public: bytes) -> bytes:
    return strict_json.encode(_Vouched(akun_id, key_id(public), public.hex(), key_id(device)))


def vouch_key(device_signing: Signer, akun_id: str, public: bytes) -> str:
    """Return the device's signature (hex) that ``public`` (32 bytes) is the signing key of ``akun_id``."""
    return sign(device_signing, PENGGUNA_TYPE, _statement(device_signing.public, akun_id, public)).hex()


def is_vouched(device_public: bytes, akun_id: str, public: bytes, tanda: str) -> bool:
    """Tell whether the device with this public key vouches that ``public`` belongs to ``akun_id``."""
    try:
        signature = bytes.fromhex(tanda)
    except ValueError:
        return False
    return is_signed(device_public, PENGGUNA_TYPE, _statement(device_public, akun_id, public), signature)

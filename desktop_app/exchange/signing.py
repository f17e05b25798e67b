"""Signatures: DSSE pre-authentication encoding, Ed25519 by libsodium, envelopes of signed documents.

Exact bytes are signed and verified; nothing is ever canonicalised. Source: secure-systems-lab/dsse protocol.md v1,
RFC 8032; low-order and non-canonical public keys are refused (docs/spec/bundle-v1.md, section Keys).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import msgspec
import nacl.exceptions
import pyrage
from nacl import bindings

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import strict_json
from desktop_app.exchange.limits import RECIPIENTS_MAX, SIGNED_DOCUMENT_MAX

_TYPE: Final = "application/vnd.skp-luring.{}.v1"
OUTER_TYPE: Final = _TYPE.format("bundle-outer")
MANIFEST_TYPE: Final = _TYPE.format("bundle-manifest")
REQUEST_TYPE: Final = _TYPE.format("enrol-request+json")
CERTIFICATE_TYPE: Final = _TYPE.format("certificate+json")
ROOT_TYPE: Final = _TYPE.format("root+json")
DELEGATION_TYPE: Final = _TYPE.format("delegation+json")
TRUST_TYPE: Final = _TYPE.format("trust+json")
ROLL_TYPE: Final = _TYPE.format("device-roll+json")

_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class Signer(Protocol):
    """Whoever can sign with one Ed25519 key; the keys of the vault satisfy it."""

    @property
    def public(self) -> bytes:
        """The 32 bytes of the Ed25519 public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the Ed25519 signature over ``message``."""
        ...


class Signature(msgspec.Struct, frozen=True):
    """One signature of an envelope: ``key`` is the signer's ``key_id``, ``sig`` 64 bytes (base64 in JSON)."""

    key: str
    sig: bytes


class Envelope(msgspec.Struct, frozen=True):
    """A signed document: the payload's exact bytes (base64 in JSON), its type, and its signatures."""

    type: str
    payload: bytes
    signatures: tuple[Signature, ...]

    @property
    def raw(self) -> bytes:
        """The envelope in strict form, as it is kept and sent."""
        return strict_json.encode(self)


def pae(payload_type: str, payload: bytes) -> bytes:
    """Return DSSE's pre-authentication encoding of ``payload``: what is signed. Source: DSSE protocol.md, PAE."""
    name = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(name), name, len(payload), payload)


def key_id(public: bytes) -> str:
    """Return the id of a signing key: the first 16 bytes of SHA-256 over its 32 bytes, as 32 hex digits."""
    return hashlib.sha256(public).digest()[:16].hex()


def check_public_key(public: bytes) -> None:
    """Raise ``BundleError("weak_key")`` unless ``public`` is a canonical point of the main subgroup of Ed25519."""
    if len(public) != 32 or not bindings.crypto_core_ed25519_is_valid_point(public):
        raise BundleError("weak_key")


def public_from_hex(text: str) -> bytes:
    """Return the 32 bytes of a public key written as 64 lower hex digits; ``BundleError("weak_key")`` otherwise."""
    try:
        public = bytes.fromhex(text)
    except ValueError:
        raise BundleError("weak_key") from None
    if public.hex() != text:
        raise BundleError("weak_key")
    check_public_key(public)
    return public


def bech32_bytes(text: str) -> bytes:
    """Return the data bytes of a Bech32 text whose checksum has been checked already (BIP 173, no length limit)."""
    data = text.lower().rpartition("1")[2][:-6]
    number = 0
    for letter in data:
        number = number << 5 | _BECH32.index(letter)
    length = len(data) * 5 // 8
    return (number >> (len(data) * 5 - length * 8)).to_bytes(length, "big")


def check_recipient(text: str) -> None:
    """Raise ``BundleError("weak_key")`` unless ``text`` is a canonical age X25519 recipient of full order."""
    try:
        canonical = str(pyrage.x25519.Recipient.from_str(text))
        bindings.crypto_scalarmult(secrets.token_bytes(32), bech32_bytes(text))
    except (pyrage.RecipientError, nacl.exceptions.CryptoError, ValueError):
        raise BundleError("weak_key") from None
    if canonical != text:
        raise BundleError("weak_key")


def check_recipients(texts: Sequence[str], *, most: int = RECIPIENTS_MAX) -> None:
    """Raise ``BundleError("weak_key")`` unless there are 1 to ``most`` different sound recipients."""
    if not 1 <= len(texts) <= most or len(set(texts)) != len(texts):
        raise BundleError("weak_key")
    for text in texts:
        check_recipient(text)


def sign(signer: Signer, payload_type: str, payload: bytes) -> bytes:
    """Return the 64 bytes of ``signer``'s signature over the typed payload."""
    return signer.sign(pae(payload_type, payload))


def is_signed(public: bytes, payload_type: str, payload: bytes, signature: bytes) -> bool:
    """Tell whether ``signature`` is ``public``'s over the typed payload; a weak key never signs anything."""
    try:
        check_public_key(public)
        bindings.crypto_sign_open(signature + pae(payload_type, payload), public)
    except (BundleError, nacl.exceptions.CryptoError, ValueError):
        return False
    return len(signature) == 64


def make_envelope(signers: Sequence[Signer], payload_type: str, payload: msgspec.Struct) -> Envelope:
    """Return ``payload`` in strict form with one signature of each signer."""
    raw = strict_json.encode(payload)
    signatures = tuple(Signature(key_id(one.public), sign(one, payload_type, raw)) for one in signers)
    return Envelope(payload_type, raw, signatures)


def read_envelope(raw: bytes, *, code: str) -> Envelope:
    """Return the envelope that ``raw`` spells, not yet verified; ``BundleError(code)`` when it is none."""
    return strict_json.decode(raw, Envelope, limit=SIGNED_DOCUMENT_MAX, code=code)


def is_endorsed(envelope: Envelope, payload_type: str, keys: Iterable[bytes], threshold: int = 1) -> bool:
    """Tell whether at least ``threshold`` different keys of ``keys`` signed the envelope under this type."""
    if envelope.type != payload_type or threshold < 1:
        return False
    by_id = {key_id(public): public for public in keys}
    good = {
        one.key
        for one in envelope.signatures[:64]
        if one.key in by_id and is_signed(by_id[one.key], payload_type, envelope.payload, one.sig)
    }
    return len(good) >= threshold

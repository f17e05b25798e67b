"""The key pairs of a device and of the kabupaten office, and the bytes in which the encrypted store keeps them.

Ed25519 signing keys come from libsodium, X25519 identities from the age library. ``repr`` never shows a secret.
Source: docs/spec/bundle-v1.md, section Keys.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final, TypeVar

import msgspec
import pyrage
from nacl import bindings
from nacl.signing import SigningKey as _NaclKey

from desktop_app.domain.errors import SystemProblem

OFFICE_FORM: Final = 2
"""The newest form in which the kabupaten's keys are kept: without a root key, with former inboxes."""


class SigningKey:
    """One Ed25519 key pair that signs; it satisfies the signer protocol of the exchange."""

    def __init__(self, seed: bytes) -> None:
        """Take the 32 secret bytes of the key (``ValueError`` for another length)."""
        if len(seed) != 32:
            raise ValueError("an Ed25519 seed has 32 bytes")
        self._key = _NaclKey(seed)

    @classmethod
    def generate(cls) -> SigningKey:
        """Return a new random key."""
        return cls(bytes(_NaclKey.generate()))

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return bytes(self._key.verify_key)

    @property
    def seed(self) -> bytes:
        """The 32 secret bytes; they go into the encrypted store and nowhere else."""
        return bytes(self._key)

    @property
    def key_id(self) -> str:
        """The first 16 bytes of SHA-256 over the public key, as 32 hex digits."""
        return hashlib.sha256(self.public).digest()[:16].hex()

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature over ``message``."""
        return self._key.sign(message).signature

    def __repr__(self) -> str:
        return f"SigningKey({self.key_id})"


class _Kept(msgspec.Struct, forbid_unknown_fields=True, tag_field="what"):
    """The kept form: a version, seeds (base64 in JSON) and age identities."""

    version: int


class _Form(msgspec.Struct):
    """The one field that every form has, read before the others."""

    version: int


class _KeptDevice(_Kept, tag="device"):
    signing: bytes
    return_identity: str


class _KeptOffice(_Kept, tag="office", omit_defaults=True):
    issuer: bytes
    inbox_identity: str
    root: bytes = b""
    former_inboxes: tuple[str, ...] = ()


_K = TypeVar("_K", _KeptDevice, _KeptOffice)


@dataclass(frozen=True)
class DeviceKeys:
    """The keys of one device: it signs with one and opens answers with the other."""

    signing: SigningKey
    return_identity: str = field(repr=False)

    @classmethod
    def generate(cls) -> DeviceKeys:
        """Return the keys of a new device."""
        return cls(SigningKey.generate(), str(pyrage.x25519.Identity.generate()))

    @property
    def device_id(self) -> str:
        """The device's id: the ``key_id`` of its signing key."""
        return self.signing.key_id

    @property
    def return_recipient(self) -> str:
        """The age recipient text that answers are sealed to."""
        return recipient_of(self.return_identity)

    def to_bytes(self) -> bytes:
        """Return the secret form for the encrypted store."""
        return msgspec.json.encode(_KeptDevice(1, self.signing.seed, self.return_identity))

    @classmethod
    def from_bytes(cls, data: bytes) -> DeviceKeys:
        """Return the keys that ``to_bytes`` wrote; ``SystemProblem("keys_damaged")`` or ``keys_newer`` otherwise."""
        kept = _read(data, _KeptDevice)
        return cls(_signing(kept.signing), _identity(kept.return_identity))


@dataclass(frozen=True)
class OfficeKeys:
    """The keys of a kabupaten: issuer, the identity that opens its inbox, and those that opened it before.

    ``root`` is here only until the key ceremony: afterwards its holders have it, and nobody alone.
    """

    root: SigningKey | None
    issuer: SigningKey
    inbox_identity: str = field(repr=False)
    former_inboxes: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def generate(cls) -> OfficeKeys:
        """Return the keys of a new kabupaten office."""
        return cls(SigningKey.generate(), SigningKey.generate(), str(pyrage.x25519.Identity.generate()))

    @property
    def issuer_id(self) -> str:
        """The ``key_id`` of the issuer key, by which return bundles name their sender."""
        return self.issuer.key_id

    @property
    def inbox_recipient(self) -> str:
        """The age recipient text that units seal their bundles to."""
        return recipient_of(self.inbox_identity)

    @property
    def inbox_identities(self) -> tuple[str, ...]:
        """Every identity that may open what was sealed to this inbox, the present one first."""
        return (self.inbox_identity, *self.former_inboxes)

    def to_bytes(self) -> bytes:
        """Return the secret form for the encrypted store."""
        root = b"" if self.root is None else self.root.seed
        # A program from before the ceremony knows the first form alone, and reads it as long as it says everything.
        version = 1 if root and not self.former_inboxes else OFFICE_FORM
        kept = _KeptOffice(version, self.issuer.seed, self.inbox_identity, root, self.former_inboxes)
        return msgspec.json.encode(kept)

    @classmethod
    def from_bytes(cls, data: bytes) -> OfficeKeys:
        """Return the keys that ``to_bytes`` wrote; ``SystemProblem("keys_damaged")`` or ``keys_newer`` otherwise."""
        kept = _read(data, _KeptOffice, OFFICE_FORM)
        root = _signing(kept.root) if kept.root or kept.version == 1 else None
        former = tuple(_identity(one) for one in kept.former_inboxes)
        return cls(root, _signing(kept.issuer), _identity(kept.inbox_identity), former)


def recipient_of(identity: str) -> str:
    """Return the age recipient text of an identity text."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def _read(data: bytes, type_: type[_K], newest: int = 1) -> _K:
    try:
        version = msgspec.json.decode(data, type=_Form).version
        if version > newest:
            raise SystemProblem("keys_newer", version=version)
        return msgspec.json.decode(data, type=type_)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise SystemProblem("keys_damaged") from None


def _signing(seed: bytes) -> SigningKey:
    if len(seed) != bindings.crypto_sign_SEEDBYTES:
        raise SystemProblem("keys_damaged")
    return SigningKey(seed)


def _identity(text: str) -> str:
    try:
        recipient_of(text)
    except pyrage.IdentityError:
        raise SystemProblem("keys_damaged") from None
    return text

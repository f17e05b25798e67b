"""Key slots: who can open the store, and what each of them is given to do it with.

Every slot has an X25519 key pair; the key of the store is sealed to the public half, so that it can be changed without
anybody's password. The private half of a person lies wrapped under his password, that of the card under the printed
code. Formats: docs/spec/slots.md.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec
from nacl import bindings, exceptions
from nacl.public import PrivateKey, PublicKey, SealedBox

from desktop_app.domain.errors import SystemProblem
from desktop_app.vault.keys import SigningKey
from desktop_app.vault.passwords import SALT_SIZE, Cost, derive_key
from desktop_app.vault.slots import StoreKey

KEYS_MAX: Final = 2
_NONCE: Final = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES


class Wrapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A secret under a key: nonce (24 bytes) and ciphertext of XChaCha20-Poly1305."""

    nonce: bytes
    box: bytes


class PersonSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slot of a person: ``id`` is his account, ``signing`` his public signing key as hex."""

    id: str
    name: str
    signing: str
    public: bytes
    sealed: bytes
    cost: Cost
    salt: bytes
    wrapped: Wrapping


class CardSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slot of the printed recovery card; ``number`` tells which card it is, not what it says."""

    number: str
    public: bytes
    sealed: bytes
    wrapped: Wrapping


class EscrowSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The store's key sealed (age) to the kabupaten's escrow recipient, as a request for recovery carries it."""

    recipient: str
    blob: bytes


class SlotTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All slots of one office on one computer; ``cost`` is what new slots are wrapped with here."""

    device: str
    office: str
    office_name: str
    agency: str
    cost: Cost
    people: tuple[PersonSlot, ...] = ()
    card: CardSlot | None = None
    escrow: EscrowSlot | None = None

    def person(self, akun_id: str) -> PersonSlot | None:
        """Return the slot of an account, None where it has none."""
        return next((one for one in self.people if one.id == akun_id), None)

    def with_person(self, slot: PersonSlot) -> SlotTable:
        """Return the table in which ``slot`` stands in place of that account's old one."""
        rest = tuple(one for one in self.people if one.id != slot.id)
        return msgspec.structs.replace(self, people=(*rest, slot))

    def without_person(self, akun_id: str) -> SlotTable:
        """Return the table without that account."""
        return msgspec.structs.replace(self, people=tuple(one for one in self.people if one.id != akun_id))

    def with_name(self, akun_id: str, name: str) -> SlotTable:
        """Return the table in which that account is called ``name``."""
        people = tuple(msgspec.structs.replace(one, name=name) if one.id == akun_id else one for one in self.people)
        return msgspec.structs.replace(self, people=people)

    def sealed_to_all(self, keys: Sequence[bytes], escrow: EscrowSlot | None) -> SlotTable:
        """Return the table with ``keys`` (newest first) sealed anew to every slot; ``escrow`` replaces that slot."""
        people = tuple(msgspec.structs.replace(one, sealed=seal_keys(one.public, keys)) for one in self.people)
        card = self.card and msgspec.structs.replace(self.card, sealed=seal_keys(self.card.public, keys))
        return msgspec.structs.replace(self, people=people, card=card, escrow=escrow)


class _Secret(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person's password opens: both private keys, and whose they are."""

    id: str
    identity: bytes
    signing: bytes

    def __repr__(self) -> str:
        return f"_Secret({self.id})"


@dataclass(frozen=True)
class Unlocked:
    """What a password opened: the store's key and the person's own secrets."""

    store_key: StoreKey
    signing: SigningKey = field(repr=False)
    identity: bytes = field(repr=False)


def make_person(
    akun_id: str, name: str, sandi: str, *, cost: Cost, keys: Sequence[bytes], signing: SigningKey
) -> PersonSlot:
    """Return a new slot: a new key pair wrapped under ``sandi``, the store's ``keys`` sealed to it."""
    pair = PrivateKey.generate()
    return _wrap_person(akun_id, name, sandi, cost=cost, keys=keys, signing=signing, identity=bytes(pair))


def rewrap_person(slot: PersonSlot, opened: Unlocked, sandi: str, *, cost: Cost) -> PersonSlot:
    """Return the same slot under a new password; its keys stay."""
    keys = opened.store_key.candidates
    return _wrap_person(
        slot.id, slot.name, sandi, cost=cost, keys=keys, signing=opened.signing, identity=opened.identity
    )


def _wrap_person(
    akun_id: str,
    name: str,
    sandi: str,
    *,
    cost: Cost,
    keys: Sequence[bytes],
    signing: SigningKey,
    identity: bytes,
) -> PersonSlot:
    public = bytes(PrivateKey(identity).public_key)
    salt = secrets.token_bytes(SALT_SIZE)
    secret = msgspec.json.encode(_Secret(akun_id, identity, signing.seed))
    return PersonSlot(
        id=akun_id,
        name=name,
        signing=signing.public.hex(),
        public=public,
        sealed=seal_keys(public, keys),
        cost=cost,
        salt=salt,
        wrapped=wrap(derive_key(sandi, salt, cost), secret, akun_id.encode()),
    )


def open_person(slot: PersonSlot, sandi: str) -> Unlocked | None:
    """Return what ``sandi`` opens, None where it is the wrong one (or the slot is not what it was).

    Raises ``SystemProblem``: ``slots_weakened`` before anything is derived, ``slots_damaged``, ``kdf_out_of_memory``.
    """
    if len(slot.salt) != SALT_SIZE:
        raise SystemProblem("slots_damaged", rincian="salt")
    plain = unwrap(derive_key(sandi, slot.salt, slot.cost), slot.wrapped, slot.id.encode())
    if plain is None:
        return None
    try:
        secret = msgspec.json.decode(plain, type=_Secret)
        signing = SigningKey(secret.signing)
        keys = open_keys(secret.identity, slot.sealed)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, exceptions.CryptoError):
        raise SystemProblem("slots_edited") from None
    if secret.id != slot.id or signing.public.hex() != slot.signing:
        raise SystemProblem("slots_edited")
    return Unlocked(StoreKey(keys[0], "slot", keys[1:]), signing, secret.identity)


def make_card(code_key: bytes, number: str, keys: Sequence[bytes]) -> CardSlot:
    """Return the slot of a card whose printed code gives ``code_key`` (32 bytes)."""
    pair = PrivateKey.generate()
    public = bytes(pair.public_key)
    return CardSlot(number, public, seal_keys(public, keys), wrap(code_key, bytes(pair), number.encode()))


def open_card(slot: CardSlot, code_key: bytes) -> StoreKey | None:
    """Return the store's key where the code is that of this card, else None; raises ``slots_edited``."""
    identity = unwrap(code_key, slot.wrapped, slot.number.encode())
    if identity is None:
        return None
    try:
        keys = open_keys(identity, slot.sealed)
    except (ValueError, exceptions.CryptoError):
        raise SystemProblem("slots_edited") from None
    return StoreKey(keys[0], "card", keys[1:])


def wrap(key: bytes, secret: bytes, about: bytes) -> Wrapping:
    """Return ``secret`` under ``key`` (32 bytes); ``about`` is bound to it and not kept."""
    nonce = secrets.token_bytes(_NONCE)
    return Wrapping(nonce, bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(secret, about, nonce, key))


def unwrap(key: bytes, wrapped: Wrapping, about: bytes) -> bytes | None:
    """Return the secret, None where key, ``about`` or a single bit is another."""
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(wrapped.box, about, wrapped.nonce, key)
    except (exceptions.CryptoError, ValueError, TypeError):
        return None


def seal_keys(public: bytes, keys: Sequence[bytes]) -> bytes:
    """Return store keys (32 bytes each, one or two) sealed to a public key (libsodium sealed box)."""
    if not 1 <= len(keys) <= KEYS_MAX or any(len(key) != 32 for key in keys):
        raise ValueError("one or two store keys of 32 bytes")
    return SealedBox(PublicKey(public)).encrypt(b"".join(keys))


def open_keys(identity: bytes, sealed: bytes) -> tuple[bytes, ...]:
    """Return the sealed store keys, newest first; ``CryptoError`` or ``ValueError`` where they are not for us."""
    plain = SealedBox(PrivateKey(identity)).decrypt(sealed)
    if len(plain) not in (32, 32 * KEYS_MAX):
        raise ValueError("store keys")
    return tuple(plain[at : at + 32] for at in range(0, len(plain), 32))


def table_digest(table: bytes) -> str:
    """Return the SHA-256 of a table's bytes as hex: it finds rot before any key is known."""
    return hashlib.sha256(b"skp-luring slots v1\x00" + table).hexdigest()

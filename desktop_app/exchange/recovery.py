"""Recovery of a forgotten password by files: the escrow blob, the request that carries it, and the one-time grant.

The request cannot be signed: the device's key lies in the store that nobody can open. Its fingerprint is compared by
voice instead, and the blob in it was sealed by the same computer. Source: docs/spec/slots.md.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, cast

import msgspec
import pyrage

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import age, strict_json
from desktop_app.exchange.limits import FORMAT, KIB
from desktop_app.exchange.signing import (
    Envelope,
    Signer,
    check_recipient,
    is_endorsed,
    make_envelope,
    read_envelope,
)
from desktop_app.exchange.trust import Office, fingerprint

REQUEST_MAGIC: Final = b"SKPR1"
GRANT_MAGIC: Final = b"SKPG1"
RECOVERY_TYPE: Final = "application/vnd.skp-luring.recovery-request+json.v1"
GRANT_TYPE: Final = "application/vnd.skp-luring.recovery-grant+json.v1"
RECOVERY_MAX: Final = 32 * KIB
SEALED_MAX: Final = 8 * KIB
_LOOKALIKE: Final = str.maketrans("OI1", "0LL")


class EscrowContent(msgspec.Struct, frozen=True):
    """What the escrow recipient opens: whose store, and its keys (hex), newest first."""

    v: int
    device_id: str
    office: str
    keys: tuple[str, ...]

    def __repr__(self) -> str:
        return f"EscrowContent({self.device_id})"


class RecoveryPayload(msgspec.Struct, frozen=True):
    """What a request states: which person of which computer, whom to seal the answer to, and the escrow blob."""

    fmt: int
    device_id: str
    office: Office
    akun_id: str
    name: str
    recipient: str
    escrow_recipient: str
    escrow: str
    nonce: str


class GrantPayload(msgspec.Struct, frozen=True):
    """What a grant states: the request that it answers, and the store's keys sealed to the request's recipient."""

    v: int
    device_id: str
    akun_id: str
    nonce: str
    request_sha256: str
    sealed: str


@dataclass(frozen=True)
class RecoveryRequest:
    """A request whose form is sound; who made it only the voice on the telephone can say."""

    raw: bytes
    payload: RecoveryPayload

    @property
    def fingerprint(self) -> str:
        """25 digits in five groups, the same on both screens."""
        return fingerprint(RECOVERY_TYPE, self.raw)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True)
class RecoveryGrant:
    """A grant whose form is sound; ``check_grant_issuer`` says whether somebody who is believed signed it."""

    envelope: Envelope
    payload: GrantPayload


def new_identity() -> tuple[str, str]:
    """Return a new age identity (secret) and its recipient."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def clean_identity(typed: str) -> str:
    """Return the age identity that somebody typed from paper; spaces, hyphens, case, O for 0 and I or 1 for L forgiven.

    Raises ``BundleError("weak_key")`` where its checksum shows that it is none.
    """
    letters = "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    # Bech32 has no O, I and 1 after its separator.
    text = "AGE-SECRET-KEY-1" + letters.removeprefix("AGESECRETKEY1").translate(_LOOKALIKE)
    age.open_identity(text)
    return text


def seal_small(data: bytes, recipient: str) -> bytes:
    """Return ``data`` as an age file for one recipient."""
    drain = io.BytesIO()
    age.encrypt(io.BytesIO(data), drain, [recipient])
    return drain.getvalue()


def open_small(sealed: bytes, identity: str) -> bytes:
    """Return what an age file holds; ``BundleError``: ``age_header``, ``recovery_not_for_us``, quickly."""
    if len(sealed) > SEALED_MAX:
        raise BundleError("age_header")
    age.check_header(sealed[: age.HEADER_MAX], len(sealed))
    try:
        return cast(bytes, pyrage.decrypt(sealed, [age.open_identity(identity)]))
    except pyrage.DecryptError:
        raise BundleError("recovery_not_for_us") from None


def seal_escrow(recipient: str, keys: Sequence[bytes], *, device_id: str, office: str) -> bytes:
    """Return the store's keys (newest first) sealed to the kabupaten's escrow recipient."""
    content = EscrowContent(FORMAT, device_id, office, tuple(key.hex() for key in keys))
    return seal_small(strict_json.encode(content), recipient)


def open_escrow(request: RecoveryRequest, identity: str) -> tuple[bytes, ...]:
    """Return the store keys that a request's blob holds, newest first.

    Raises ``BundleError``: ``recovery_not_for_us``, ``age_header``, ``recovery_request_damaged``, and
    ``recovery_device_differs`` where the blob was sealed by another computer or office than the request names.
    """
    raw = open_small(_unbase64(request.payload.escrow, "recovery_request_damaged"), identity)
    content = strict_json.decode(raw, EscrowContent, limit=SEALED_MAX, code="recovery_request_damaged")
    if (content.device_id, content.office) != (request.payload.device_id, request.payload.office.code):
        raise BundleError("recovery_device_differs")
    return _keys(content.keys, "recovery_request_damaged")


def make_recovery_request(payload: RecoveryPayload) -> RecoveryRequest:
    """Return the request file of ``payload``."""
    body = strict_json.encode(payload)
    return read_recovery_request(REQUEST_MAGIC + body)


def read_recovery_request(data: bytes) -> RecoveryRequest:
    """Return the request that a file's bytes spell.

    Raises ``BundleError``: ``not_a_recovery_request``, ``newer_format``, ``recovery_request_damaged``, ``weak_key``.
    """
    body = _body(data, REQUEST_MAGIC, "not_a_recovery_request")
    try:
        payload = strict_json.decode(body, RecoveryPayload, limit=RECOVERY_MAX, code="recovery_request_damaged")
    except BundleError:
        raise BundleError("recovery_request_damaged") from None
    if payload.fmt > FORMAT:
        raise BundleError("newer_format", needs=payload.fmt)
    check_recipient(payload.recipient)
    check_recipient(payload.escrow_recipient)
    if not all(_is_hex(one) for one in (payload.device_id, payload.akun_id, payload.nonce)):
        raise BundleError("recovery_request_damaged", detail="ids")
    return RecoveryRequest(data, payload)


def make_grant(issuer: Signer, request: RecoveryRequest, keys: Sequence[bytes]) -> bytes:
    """Return the one-time answer to ``request``: the store's keys for its recipient alone, signed by ``issuer``."""
    sealed = seal_small(strict_json.encode({"keys": [key.hex() for key in keys]}), request.payload.recipient)
    payload = GrantPayload(
        FORMAT,
        request.payload.device_id,
        request.payload.akun_id,
        request.payload.nonce,
        request.sha256,
        base64.b64encode(sealed).decode(),
    )
    return GRANT_MAGIC + make_envelope((issuer,), GRANT_TYPE, payload).raw


def read_grant(data: bytes) -> RecoveryGrant:
    """Return the grant that a file's bytes spell, its signature not yet verified.

    Raises ``BundleError``: ``not_a_recovery_grant``, ``newer_format``, ``recovery_grant_damaged``.
    """
    body = _body(data, GRANT_MAGIC, "not_a_recovery_grant")
    try:
        envelope = read_envelope(body, code="recovery_grant_damaged")
        payload = strict_json.decode(envelope.payload, GrantPayload, limit=RECOVERY_MAX, code="recovery_grant_damaged")
    except BundleError:
        raise BundleError("recovery_grant_damaged") from None
    if payload.v > FORMAT:
        raise BundleError("newer_format", needs=payload.v)
    return RecoveryGrant(envelope, payload)


def open_grant(grant: RecoveryGrant, identity: str) -> tuple[bytes, ...]:
    """Return the store keys of a grant that is sealed to us; raises ``recovery_grant_not_ours`` or ``…_damaged``."""
    try:
        raw = open_small(_unbase64(grant.payload.sealed, "recovery_grant_damaged"), identity)
    except BundleError as error:
        raise BundleError(
            "recovery_grant_not_ours" if error.code == "recovery_not_for_us" else "recovery_grant_damaged"
        ) from None
    content = strict_json.decode(raw, _GrantedKeys, limit=SEALED_MAX, code="recovery_grant_damaged")
    return _keys(content.keys, "recovery_grant_damaged")


def check_grant_issuer(grant: RecoveryGrant, issuers: Collection[bytes]) -> None:
    """Raise ``BundleError("recovery_grant_unknown_issuer")`` unless one of ``issuers`` signed the grant."""
    if not is_endorsed(grant.envelope, GRANT_TYPE, issuers):
        raise BundleError("recovery_grant_unknown_issuer")


class _GrantedKeys(msgspec.Struct, frozen=True):
    keys: tuple[str, ...]

    def __repr__(self) -> str:
        return "_GrantedKeys()"


def _body(data: bytes, magic: bytes, code: str) -> bytes:
    if data[:4] == magic[:4] and data[4:5] > magic[4:] and data[4:5].isdigit():
        raise BundleError("newer_format", needs=data[4:5].decode())
    if not data.startswith(magic) or len(data) > RECOVERY_MAX:
        raise BundleError(code)
    return data[len(magic) :]


def _unbase64(text: str, code: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise BundleError(code) from None


def _keys(texts: Sequence[str], code: str) -> tuple[bytes, ...]:
    if not 1 <= len(texts) <= 2 or not all(_is_hex(one, 64) for one in texts):
        raise BundleError(code)
    return tuple(bytes.fromhex(one) for one in texts)


def _is_hex(text: str, length: int = 32) -> bool:
    return len(text) == length and all(letter in "0123456789abcdef" for letter in text)

"""Enrolment by files: a device's request with proof of possession, and the certificate that answers it.

Source: docs/spec/bundle-v1.md, sections Enrolment request and Certificate.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import strict_json
from desktop_app.exchange.limits import FORMAT, REQUEST_MAX
from desktop_app.exchange.roll import Roll, RollFacts, check_roll, make_roll
from desktop_app.exchange.signing import (
    CERTIFICATE_TYPE,
    REQUEST_TYPE,
    Envelope,
    Signer,
    check_public_key,
    check_recipient,
    is_endorsed,
    is_signed,
    key_id,
    make_envelope,
    public_from_hex,
    read_envelope,
    sign,
)
from desktop_app.exchange.trust import Office, fingerprint

MAGIC: Final = b"SKPE1"


class RequestPayload(msgspec.Struct, frozen=True):
    """What a request states; keys as hex and age text, ``nonce`` 32 hex digits.

    ``roll`` is there where the key takes the place of another one of this device.
    """

    fmt: int
    signing_key: str
    return_recipient: str
    office: Office
    kinds: tuple[str, ...]
    nonce: str
    program: str
    roll: Envelope | msgspec.UnsetType = msgspec.UNSET


class CertificatePayload(msgspec.Struct, frozen=True):
    """What a certificate states: whose keys, for which office scopes and document kinds, answering which nonce."""

    v: int
    serial: int
    device_id: str
    signing_key: str
    return_recipient: str
    office: Office
    scope: tuple[str, ...]
    kinds: tuple[str, ...]
    role: str
    nonce: str


@dataclass(frozen=True)
class EnrolRequest:
    """A request whose signature holds; only ``read_request`` makes one."""

    raw: bytes
    payload: RequestPayload
    roll: Roll | None = None

    @property
    def device_id(self) -> str:
        """The id that the device will have: ``key_id`` of its signing key."""
        return key_id(self.signing_key)

    @property
    def signing_key(self) -> bytes:
        """The 32 bytes of the device's Ed25519 key."""
        return bytes.fromhex(self.payload.signing_key)

    @property
    def return_recipient(self) -> str:
        """The age recipient that answers are sealed to."""
        return self.payload.return_recipient

    @property
    def office(self) -> Office:
        """The office that the request claims."""
        return self.payload.office

    @property
    def kinds(self) -> tuple[str, ...]:
        """The document kinds that it asks to send."""
        return self.payload.kinds

    @property
    def nonce(self) -> str:
        """32 hex digits that the certificate repeats."""
        return self.payload.nonce

    @property
    def fingerprint(self) -> str:
        """25 digits in five groups, the same on both screens, to be compared by voice before issuing."""
        return fingerprint(REQUEST_TYPE, self.raw)


@dataclass(frozen=True)
class Certificate:
    """A certificate that an accepted issuer signed; only this module makes one."""

    envelope: Envelope
    payload: CertificatePayload

    @property
    def raw(self) -> bytes:
        """The certificate as it is kept and sent."""
        return self.envelope.raw

    @property
    def serial(self) -> int:
        """The issuer's number of it."""
        return self.payload.serial

    @property
    def device_id(self) -> str:
        """The device that it is for."""
        return self.payload.device_id

    @property
    def signing_key(self) -> bytes:
        """The 32 bytes of the device's Ed25519 key."""
        return bytes.fromhex(self.payload.signing_key)

    @property
    def return_recipient(self) -> str:
        """The age recipient that answers to the device are sealed to."""
        return self.payload.return_recipient

    @property
    def office(self) -> Office:
        """The device's office."""
        return self.payload.office

    @property
    def scope(self) -> tuple[str, ...]:
        """Office codes that it may send for; each covers the codes below it."""
        return self.payload.scope

    @property
    def kinds(self) -> tuple[str, ...]:
        """Document kinds that it may send; ``*`` stands for all."""
        return self.payload.kinds

    @property
    def role(self) -> str:
        """The role of the device: ``unit``."""
        return self.payload.role

    def covers(self, scope: str) -> bool:
        """Tell whether the office code ``scope`` is one of the certificate's or lies below one."""
        return any(scope == one or scope.startswith(one + ".") for one in self.scope)

    def allows(self, kind: str, scope: str) -> bool:
        """Tell whether a document of ``kind`` of the office ``scope`` may come from this device."""
        return ("*" in self.kinds or kind in self.kinds) and self.covers(scope)


def make_request(
    signer: Signer,
    *,
    return_recipient: str,
    office: Office,
    kinds: Sequence[str],
    program: str,
    nonce: str | None = None,
    former: tuple[Signer, RollFacts] | None = None,
) -> bytes:
    """Return a request file: the device's keys and office, signed with the key that it asks to enrol.

    ``nonce`` is drawn at random unless given (32 hex digits). ``former`` is the device's old key and where it ends.
    """
    nonce = nonce if nonce is not None else secrets.token_hex(16)
    roll: Envelope | msgspec.UnsetType = msgspec.UNSET
    if former is not None:
        roll = make_roll(
            former[0], signer, former[1], return_recipient=return_recipient, office=office.code, nonce=nonce
        )
    payload = RequestPayload(FORMAT, signer.public.hex(), return_recipient, office, tuple(kinds), nonce, program, roll)
    body = strict_json.encode(payload)
    return MAGIC + len(body).to_bytes(2, "big") + body + sign(signer, REQUEST_TYPE, body)


def read_request(data: bytes) -> EnrolRequest:
    """Return the request that a file's bytes spell.

    Raises ``BundleError``: ``not_a_request``, ``newer_format``, ``request_damaged``, ``weak_key``, ``strict_json``.
    """
    if data[:4] == MAGIC[:4] and data[4:5] > MAGIC[4:] and data[4:5].isdigit():
        raise BundleError("newer_format", needs=data[4:5].decode())
    if not data.startswith(MAGIC):
        raise BundleError("not_a_request")
    length = int.from_bytes(data[5:7], "big")
    if len(data) != 7 + length + 64 or len(data) > REQUEST_MAX:
        raise BundleError("request_damaged", detail="length")
    body, signature = data[7:-64], data[-64:]
    payload = strict_json.decode(body, RequestPayload, limit=REQUEST_MAX, code="request_damaged")
    if payload.fmt > FORMAT:
        raise BundleError("newer_format", needs=payload.fmt)
    public = public_from_hex(payload.signing_key)
    check_recipient(payload.return_recipient)
    if not is_signed(public, REQUEST_TYPE, body, signature):
        raise BundleError("request_damaged", detail="signature")
    if not _is_hex(payload.nonce, 32):
        raise BundleError("request_damaged", detail="nonce")
    return EnrolRequest(data, payload, _roll_of(payload))


def _roll_of(payload: RequestPayload) -> Roll | None:
    if payload.roll is msgspec.UNSET:
        return None
    return check_roll(
        payload.roll,
        signing_key=payload.signing_key,
        return_recipient=payload.return_recipient,
        office=payload.office.code,
        nonce=payload.nonce,
    )


def issue_certificate(
    issuer: Signer,
    request: EnrolRequest,
    *,
    serial: int,
    scope: Sequence[str],
    kinds: Sequence[str],
    role: str = "unit",
    office: Office | None = None,
) -> bytes:
    """Return the certificate that answers ``request``, signed by ``issuer``; people have compared the fingerprint.

    ``office`` is the one to name, where that is not the request's own words.
    """
    if serial < 1 or not scope or not all(scope):
        raise ValueError("a certificate needs a serial from 1 and at least one scope")
    payload = CertificatePayload(
        FORMAT,
        serial,
        request.device_id,
        request.payload.signing_key,
        request.return_recipient,
        office or request.office,
        tuple(scope),
        tuple(kinds),
        role,
        request.nonce,
    )
    return make_envelope((issuer,), CERTIFICATE_TYPE, payload).raw


def reissue_certificate(issuer: Signer, certificate: Certificate, *, kinds: Sequence[str]) -> bytes:
    """Return the certificate of a device that is known, for other kinds; keys, office, scope and number stay."""
    payload = msgspec.structs.replace(certificate.payload, kinds=tuple(kinds))
    return make_envelope((issuer,), CERTIFICATE_TYPE, payload).raw


def read_certificate(data: bytes, issuers: Collection[bytes]) -> Certificate:
    """Return the certificate that ``data`` spells; ``BundleError("unknown_sender")`` unless an issuer signed it."""
    return check_certificate(read_envelope(data, code="certificate_damaged"), issuers)


def check_certificate(envelope: Envelope, issuers: Collection[bytes]) -> Certificate:
    """Verify a decoded certificate; ``BundleError`` ``unknown_sender``, ``certificate_damaged``, ``newer_format``."""
    if not is_endorsed(envelope, CERTIFICATE_TYPE, issuers):
        raise BundleError("unknown_sender")
    payload = _payload_of(envelope)
    if payload.v > FORMAT:
        raise BundleError("newer_format", needs=payload.v)
    public = public_from_hex(payload.signing_key)
    check_public_key(public)
    check_recipient(payload.return_recipient)
    if key_id(public) != payload.device_id or not payload.scope or not all(payload.scope):
        raise BundleError("certificate_damaged", detail="device")
    return Certificate(envelope, payload)


def reread_certificate(data: bytes) -> Certificate:
    """Return a certificate that this computer itself verified when it kept it, whoever is the issuer today.

    A new root voids the issuer that signed it, and the certificate that takes its place may still be under way.
    """
    envelope = read_envelope(data, code="certificate_damaged")
    return Certificate(envelope, _payload_of(envelope))


def claimed_device(envelope: Envelope) -> tuple[str, str]:
    """Return the device id and the signing key (hex) that an unverified certificate names; nothing else of it counts.

    Raises ``BundleError("certificate_damaged")``.
    """
    payload = _payload_of(envelope)
    return payload.device_id, payload.signing_key


def _payload_of(envelope: Envelope) -> CertificatePayload:
    if envelope.type != CERTIFICATE_TYPE:
        raise BundleError("certificate_damaged", detail="type")
    return strict_json.decode(envelope.payload, CertificatePayload, limit=REQUEST_MAX, code="certificate_damaged")


def check_granted(certificate: Certificate, request: EnrolRequest) -> None:
    """Raise ``BundleError("certificate_not_ours")`` unless ``certificate`` answers exactly ``request``."""
    same = (
        certificate.signing_key == request.signing_key
        and certificate.return_recipient == request.return_recipient
        and certificate.payload.nonce == request.nonce
    )
    if not same:
        raise BundleError("certificate_not_ours")


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(letter in "0123456789abcdef" for letter in text)

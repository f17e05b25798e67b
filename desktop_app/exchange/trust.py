"""Whom to believe: roots, the root's delegation to issuer keys, and the issuer's trust statement.

A root document version N is signed by the keys of N-1 and of N. A delegation names one issuer key and the inbox
recipients and counts only under the root version that it names. The trust statement (revocations, recipients,
``trust_seq``) is signed by a delegated issuer. Freshness comes from counters that never fall, never from dates.
Source: docs/spec/bundle-v1.md, section Trust; the shape follows TUF's root and targets roles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

import msgspec

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import strict_json
from desktop_app.exchange.limits import (
    DELEGATIONS_MAX,
    FORMAT,
    INBOX_MAX,
    ROOT_KEYS_MAX,
    ROOTS_MAX,
    SIGNED_DOCUMENT_MAX,
)
from desktop_app.exchange.signing import (
    DELEGATION_TYPE,
    ROOT_TYPE,
    TRUST_TYPE,
    Envelope,
    Signer,
    check_public_key,
    check_recipient,
    check_recipients,
    is_endorsed,
    make_envelope,
    public_from_hex,
    read_envelope,
)


class Claimed(msgspec.Struct, frozen=True):
    """A time as some clock claimed it (ISO 8601 with offset); ``doubt`` when that clock is not believed."""

    t: str
    doubt: bool = False


class Office(msgspec.Struct, frozen=True):
    """An office as printed on paper: code ``33.73.04``, name, agency."""

    code: str
    name: str
    agency: str


class Revocation(msgspec.Struct, frozen=True):
    """A device no longer believed; ``epoch``, ``seq``, ``head`` name the last bundle accepted (head: its SHA-256)."""

    device_id: str
    serial: int
    epoch: str = ""
    seq: int = 0
    head: str = ""


class Marks(NamedTuple):
    """High-water marks that the caller keeps also outside the database: neither ever falls."""

    root_version: int
    trust_seq: int


NO_MARKS: Final = Marks(0, 0)
"""Of a device that has accepted nothing yet."""


class RootPayload(msgspec.Struct, frozen=True):
    """What a root document states: its keys (hex), how many must sign, and whether it lets ``trust_seq`` start anew.

    ``changes`` says for people what is new under it (``issuer``, ``inbox``, …), left out where it says nothing.
    """

    v: int
    version: int
    keys: tuple[str, ...]
    threshold: int
    resets_trust_seq: bool = False
    changes: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class DelegationPayload(msgspec.Struct, frozen=True, omit_defaults=True):
    """The root's word for one issuer: key (hex), office, inbox recipients; void under any other root version.

    ``escrow`` is the recipient that units seal their store's key to, "" (and then not written) where there is none.
    """

    v: int
    root_version: int
    serial: int
    issuer: str
    office: Office
    inbox: tuple[str, ...]
    escrow: str = ""


class TrustPayload(msgspec.Struct, frozen=True):
    """The issuer's word: recipients to use, devices revoked, least program version, signed time, counter."""

    v: int
    root_version: int
    trust_seq: int
    inbox: tuple[str, ...]
    revocations: tuple[Revocation, ...]
    least_program: str
    signed_at: Claimed


class TrustDocument(msgspec.Struct, frozen=True):
    """Everything a device needs to believe an issuer: the chain of roots, the delegations and the statement."""

    roots: tuple[Envelope, ...]
    delegations: tuple[Envelope, ...]
    statement: Envelope


_P = TypeVar("_P", RootPayload, DelegationPayload, TrustPayload)


@dataclass(frozen=True)
class Root:
    """A verified root document; ``changes`` says what is new under it."""

    version: int
    keys: tuple[bytes, ...]
    threshold: int
    resets_trust_seq: bool
    envelope: Envelope
    changes: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """25 digits in five groups, to be compared by voice."""
        return fingerprint(ROOT_TYPE, self.envelope.payload)


@dataclass(frozen=True)
class TrustState:
    """A verified trust document; only ``read_trust`` makes one."""

    raw: bytes
    document: TrustDocument
    root: Root
    delegations: tuple[DelegationPayload, ...]
    statement: TrustPayload

    @property
    def pin(self) -> bytes:
        """What to keep of the accepted root, for the next ``read_trust``."""
        return self.root.envelope.raw

    @property
    def marks(self) -> Marks:
        """The counters that may never fall below these."""
        return Marks(self.root.version, self.statement.trust_seq)

    @property
    def roots(self) -> tuple[Root, ...]:
        """The whole chain, oldest first."""
        return tuple(map(_root, self.document.roots))

    @property
    def root_fingerprint(self) -> str:
        """25 digits in five groups of the newest root, shown at the first acceptance."""
        return self.root.fingerprint

    @property
    def issuers(self) -> tuple[bytes, ...]:
        """Public keys of the issuers that the root delegates to."""
        return tuple(bytes.fromhex(one.issuer) for one in self.delegations)

    @property
    def inbox(self) -> tuple[str, ...]:
        """The recipients that bundles for the kabupaten are sealed to."""
        return self.statement.inbox

    @property
    def escrow(self) -> str:
        """The recipient that store keys are sealed to for recovery, "" where the kabupaten has none yet."""
        return next((one.escrow for one in self.delegations if one.escrow), "")

    @property
    def revocations(self) -> tuple[Revocation, ...]:
        """Devices no longer believed."""
        return self.statement.revocations

    @property
    def least_program(self) -> str:
        """The least program version that the kabupaten asks for; a banner, never a lock."""
        return self.statement.least_program

    @property
    def signed_at(self) -> Claimed:
        """When the issuer's clock claims to have signed."""
        return self.statement.signed_at

    @property
    def office(self) -> Office:
        """The office of the first delegation."""
        return self.delegations[0].office

    def delegation_of(self, issuer: bytes) -> Envelope:
        """Return the delegation to carry in bundles of ``issuer``; ``KeyError`` when the root names no such issuer."""
        for envelope, payload in zip(self.document.delegations, self.delegations, strict=True):
            if payload.issuer == issuer.hex():
                return envelope
        raise KeyError("no delegation for this issuer")


def fingerprint(payload_type: str, payload: bytes) -> str:
    """Return 25 decimal digits in five groups over typed bytes: the same words on both screens (83 bits)."""
    digest = hashlib.sha256(payload_type.encode() + b"\x00" + payload).digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**25:025d}"
    return " ".join(digits[at : at + 5] for at in range(0, 25, 5))


def make_root(
    signers: Sequence[Signer],
    *,
    previous: bytes | None = None,
    previous_signers: Sequence[Signer] = (),
    keys: Sequence[bytes] | None = None,
    threshold: int = 1,
    resets_trust_seq: bool = False,
    changes: Sequence[str] = (),
) -> bytes:
    """Return the next root document, signed by its own signers and by those of the version before.

    ``keys`` are the new version's public keys (default: the signers'), ``changes`` what people are told is new. Raises
    ``ValueError`` for a threshold that the keys cannot reach, ``BundleError`` when ``previous`` is no root document.
    """
    public = tuple(keys) if keys is not None else tuple(one.public for one in signers)
    if not 1 <= threshold <= len(set(public)) or len(set(public)) != len(public):
        raise ValueError("threshold and keys do not fit")
    for key in public:
        check_public_key(key)
    version = 1 if previous is None else _root(read_envelope(previous, code="trust_damaged")).version + 1
    said = tuple(changes) or msgspec.UNSET
    payload = RootPayload(FORMAT, version, tuple(key.hex() for key in public), threshold, resets_trust_seq, said)
    everyone = {one.public: one for one in (*signers, *previous_signers)}
    return make_envelope(tuple(everyone.values()), ROOT_TYPE, payload).raw


def make_delegation(
    root_signers: Sequence[Signer],
    *,
    root: bytes,
    issuer: bytes,
    inbox: Sequence[str],
    serial: int,
    office: Office,
    escrow: str = "",
) -> bytes:
    """Return the root's delegation to ``issuer`` under the root document ``root``, naming 1 to 3 inbox recipients.

    ``escrow`` is the recipient for recovery, "" for none.
    """
    check_public_key(issuer)
    check_recipients(inbox, most=INBOX_MAX)
    if escrow:
        check_recipient(escrow)
    version = _root(read_envelope(root, code="trust_damaged")).version
    payload = DelegationPayload(FORMAT, version, serial, issuer.hex(), office, tuple(inbox), escrow)
    return make_envelope(root_signers, DELEGATION_TYPE, payload).raw


def make_trust(
    issuer: Signer,
    *,
    roots: Sequence[bytes],
    delegations: Sequence[bytes],
    inbox: Sequence[str],
    trust_seq: int,
    signed_at: Claimed,
    revocations: Sequence[Revocation] = (),
    least_program: str = "0.1.0",
) -> bytes:
    """Return a trust document: the chain of roots (oldest first), the delegations, and the issuer's statement."""
    chain = tuple(read_envelope(one, code="trust_damaged") for one in roots)
    payload = TrustPayload(
        FORMAT, _root(chain[-1]).version, trust_seq, tuple(inbox), tuple(revocations), least_program, signed_at
    )
    given = tuple(read_envelope(one, code="trust_damaged") for one in delegations)
    return strict_json.encode(TrustDocument(chain, given, make_envelope((issuer,), TRUST_TYPE, payload)))


def read_trust(data: bytes, *, pinned: bytes | None, marks: Marks = NO_MARKS) -> TrustState:
    """Return the trust document that ``data`` spells, verified from the pinned root on.

    ``pinned`` is the ``pin`` of the last accepted one; None accepts the root on first sight, and the caller shows
    its fingerprint to people. Raises ``BundleError``: ``trust_damaged``, ``root_mismatch``, ``root_rolled_back``,
    ``trust_rolled_back``, ``newer_format``, ``weak_key``, ``strict_json``.
    """
    document = strict_json.decode(data, TrustDocument, limit=SIGNED_DOCUMENT_MAX, code="trust_damaged")
    return check_trust(document, pinned=pinned, marks=marks)


def check_trust(document: TrustDocument, *, pinned: bytes | None, marks: Marks) -> TrustState:
    """Verify a decoded trust document as ``read_trust`` does."""
    root = check_roots(document.roots, pinned=pinned, marks=marks)
    if not document.roots or not 0 < len(document.delegations) <= DELEGATIONS_MAX:
        raise BundleError("trust_damaged", detail="roots or delegations")
    delegations = tuple(check_delegation(one, root) for one in document.delegations)
    issuers = [bytes.fromhex(one.issuer) for one in delegations]
    if not is_endorsed(document.statement, TRUST_TYPE, issuers):
        raise BundleError("trust_damaged", detail="statement signature")
    statement = _payload(document.statement, TrustPayload)
    if statement.root_version != root.version:
        raise BundleError("trust_damaged", detail="root version")
    check_recipients(statement.inbox, most=INBOX_MAX)
    if not set(statement.inbox) <= {one for delegation in delegations for one in delegation.inbox}:
        raise BundleError("trust_damaged", detail="inbox")
    # The way back after a stolen issuer key (TUF, fast-forward); a device may have missed the very root that says it.
    restarted = any(one.resets_trust_seq and one.version > marks.root_version for one in map(_root, document.roots))
    if statement.trust_seq < (1 if restarted else max(1, marks.trust_seq)):
        raise BundleError("trust_rolled_back", seen=marks.trust_seq, got=statement.trust_seq)
    return TrustState(strict_json.encode(document), document, root, delegations, statement)


def check_roots(chain: Sequence[Envelope], *, pinned: bytes | None, marks: Marks) -> Root:
    """Return the newest root of ``chain`` (oldest first), reached from the pinned one step by step.

    With no pin the chain need only hold together. Raises ``BundleError`` as ``read_trust``.
    """
    if len(chain) > ROOTS_MAX:
        raise BundleError("trust_damaged", detail="roots")
    known = None if pinned is None else _root(read_envelope(pinned, code="trust_damaged"))
    current: Root | None = None
    for envelope in chain:
        root = _root(envelope)
        if current is not None:
            _check_step(current, root)
        elif known is not None and root.version > known.version:
            _check_step(known, root)
        elif not is_endorsed(envelope, ROOT_TYPE, root.keys, root.threshold):
            raise BundleError("trust_damaged", detail="root signature")
        if known is not None and root.version == known.version and envelope.payload != known.envelope.payload:
            raise BundleError("root_mismatch", version=root.version)
        current = root
    newest = current or known
    if newest is None:
        raise BundleError("trust_damaged", detail="roots")
    if newest.version < max(marks.root_version, known.version if known else 0):
        raise BundleError("root_rolled_back", seen=marks.root_version, got=newest.version)
    return newest


def check_delegation(envelope: Envelope, root: Root) -> DelegationPayload:
    """Return the delegation that ``root`` signed under its own version; ``BundleError("unknown_issuer")`` otherwise."""
    if not is_endorsed(envelope, DELEGATION_TYPE, root.keys, root.threshold):
        raise BundleError("unknown_issuer")
    payload = _payload(envelope, DelegationPayload)
    if payload.root_version != root.version:
        raise BundleError("unknown_issuer", root_version=payload.root_version)
    public_from_hex(payload.issuer)
    check_recipients(payload.inbox, most=INBOX_MAX)
    if payload.escrow:
        check_recipient(payload.escrow)
    return payload


def _payload(envelope: Envelope, type_: type[_P]) -> _P:
    payload = strict_json.decode(envelope.payload, type_, limit=SIGNED_DOCUMENT_MAX, code="trust_damaged")
    if payload.v > FORMAT:
        raise BundleError("newer_format", needs=payload.v)
    return payload


def _root(envelope: Envelope) -> Root:
    """Return the root that an envelope spells, its shape checked and its signatures not yet."""
    if envelope.type != ROOT_TYPE:
        raise BundleError("trust_damaged", detail="root type")
    payload = _payload(envelope, RootPayload)
    different = len(set(payload.keys))
    if payload.version < 1 or not 1 <= payload.threshold <= different == len(payload.keys) <= ROOT_KEYS_MAX:
        raise BundleError("trust_damaged", detail="root")
    keys = tuple(public_from_hex(one) for one in payload.keys)
    said = () if payload.changes is msgspec.UNSET else payload.changes
    return Root(payload.version, keys, payload.threshold, payload.resets_trust_seq, envelope, said)


def _check_step(before: Root, after: Root) -> None:
    """Raise ``BundleError("root_mismatch")`` unless ``after`` is the next version, signed by both sides' keys."""
    both = all(is_endorsed(after.envelope, ROOT_TYPE, one.keys, one.threshold) for one in (before, after))
    if after.version != before.version + 1 or not both:
        raise BundleError("root_mismatch", version=after.version)

"""Whom to believe: roots, delegations, the statement, certificates, requests, from docs/spec/bundle-v1.md alone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from tests.independent_forms import (
    CLAIMED,
    DOCUMENT,
    ID,
    KIB,
    OFFICE,
    TEXT,
    TYPE,
    Shape,
    is_endorsed,
    is_signed,
    items,
    key_id,
    members,
    number,
    optional,
    payload_of,
    public_key,
    recipient,
    recipients,
    require,
    strict,
)

Document = dict[str, Any]


def is_true_or_false(value: Any) -> bool:
    """The shape of a truth value."""
    return isinstance(value, bool)


def nothing_or(shape: Shape) -> Shape:
    """The shape of a member that is null, or left out, or of another shape."""
    return optional(lambda value: value is None or shape(value))


TRUST_DOCUMENT = members(roots=items(DOCUMENT), delegations=items(DOCUMENT), statement=DOCUMENT)
ROOT = members(
    v=number(), version=number(), keys=items(TEXT), threshold=number(), resets_trust_seq=optional(is_true_or_false),
    changes=optional(items(TEXT)),
)  # fmt: skip
DELEGATION = members(
    v=number(), root_version=number(), serial=number(), issuer=TEXT, office=OFFICE, inbox=items(TEXT),
    escrow=optional(TEXT),
)  # fmt: skip
REVOCATION = members(device_id=TEXT, serial=number(), epoch=optional(TEXT), seq=optional(number()), head=optional(TEXT))
STATEMENT = members(
    v=number(), root_version=number(), trust_seq=number(), inbox=items(TEXT), revocations=items(REVOCATION),
    least_program=TEXT, signed_at=CLAIMED,
)  # fmt: skip
CERTIFICATE = members(
    v=number(), serial=number(), device_id=TEXT, signing_key=TEXT, return_recipient=TEXT, office=OFFICE,
    scope=items(TEXT), kinds=items(TEXT), role=TEXT, nonce=TEXT,
)  # fmt: skip
REQUEST = members(
    fmt=number(), signing_key=TEXT, return_recipient=TEXT, office=OFFICE, kinds=items(TEXT), nonce=TEXT, program=TEXT
)


@dataclass(frozen=True)
class Root:
    """A root document whose form is sound."""

    version: int
    keys: tuple[bytes, ...]
    threshold: int
    resets: bool
    document: Document


@dataclass(frozen=True)
class Trust:
    """A verified trust document."""

    root: Root
    delegations: list[Document]
    statement: Document

    @property
    def issuers(self) -> list[bytes]:
        """The keys that the root delegates to."""
        return [bytes.fromhex(one["issuer"]) for one in self.delegations]


def decoded(document: Document, shape: Shape, code: str, limit: int = 256 * KIB) -> Document:
    """Return the payload of a signed document, of this shape and of a version that is known."""
    payload = strict(payload_of(document), limit)
    require(shape(payload), code)
    require(payload["v"] <= 1, "newer_format")
    return payload


def read_root(document: Document) -> Root:
    """Return a root, its signatures not yet verified."""
    require(document["type"] == TYPE.format("root+json"), "trust_damaged")
    payload = decoded(document, ROOT, "trust_damaged")
    keys = payload["keys"]
    require(payload["version"] >= 1 and len(keys) == len(set(keys)) <= 16, "trust_damaged")
    require(1 <= payload["threshold"] <= len(keys), "trust_damaged")
    public = tuple(public_key(one) for one in keys)
    return Root(payload["version"], public, payload["threshold"], payload.get("resets_trust_seq", False), document)


def check_roots(chain: list[Document], pinned: Document | None, marks: tuple[int, int]) -> Root:
    """Return the newest root of a chain, oldest first (11, 12)."""
    require(len(chain) <= 64, "trust_damaged")
    known = None if pinned is None else read_root(pinned)
    current: Root | None = None
    for document in chain:
        root = read_root(document)
        before = current or (known if known is not None and root.version > known.version else None)
        signed = is_endorsed(document, "root+json", root.keys, root.threshold)
        if before is None:
            require(signed, "trust_damaged")
        else:
            both = signed and is_endorsed(document, "root+json", before.keys, before.threshold)
            require(root.version == before.version + 1 and both, "root_mismatch")
        if known is not None and root.version == known.version:
            require(payload_of(document) == payload_of(known.document), "root_mismatch")
        current = root
    newest = current or known
    require(newest is not None, "trust_damaged")
    assert newest is not None
    require(newest.version >= max(marks[0], known.version if known else 0), "root_rolled_back")
    return newest


def check_delegation(document: Document, root: Root) -> Document:
    """Return a delegation that the newest root signed under its own version (13)."""
    require(is_endorsed(document, "delegation+json", root.keys, root.threshold), "unknown_issuer")
    payload = decoded(document, DELEGATION, "trust_damaged")
    require(payload["root_version"] == root.version, "unknown_issuer")
    public_key(payload["issuer"])
    recipients(payload["inbox"], 3)
    if payload.get("escrow"):
        recipient(payload["escrow"])
    return payload


def check_trust(document: Document, pinned: Document | None, marks: tuple[int, int]) -> Trust:
    """Verify a trust document (11-15)."""
    root = check_roots(document["roots"], pinned, marks)
    require(document["roots"] and 1 <= len(document["delegations"]) <= 8, "trust_damaged")
    delegations = [check_delegation(one, root) for one in document["delegations"]]
    issuers = [bytes.fromhex(one["issuer"]) for one in delegations]
    require(is_endorsed(document["statement"], "trust+json", issuers), "trust_damaged")
    statement = decoded(document["statement"], STATEMENT, "trust_damaged")
    require(statement["root_version"] == root.version, "trust_damaged")
    recipients(statement["inbox"], 3)
    require(set(statement["inbox"]) <= {one for d in delegations for one in d["inbox"]}, "trust_damaged")
    restarted = any(one.resets and one.version > marks[0] for one in map(read_root, document["roots"]))
    require(statement["trust_seq"] >= (1 if restarted else max(1, marks[1])), "trust_rolled_back")
    return Trust(root, delegations, statement)


def read_trust(data: bytes, pinned: Document | None = None, marks: tuple[int, int] = (0, 0)) -> Trust:
    """Verify a trust document by itself."""
    document = strict(data, 256 * KIB)
    require(TRUST_DOCUMENT(document), "trust_damaged")
    return check_trust(document, pinned, marks)


def check_certificate(document: Document, issuers: list[bytes]) -> Document:
    """Return a certificate that a delegated issuer signed (19)."""
    require(is_endorsed(document, "certificate+json", issuers), "unknown_sender")
    payload = decoded(document, CERTIFICATE, "certificate_damaged", 16 * KIB)
    public = public_key(payload["signing_key"])
    recipient(payload["return_recipient"])
    sound = key_id(public) == payload["device_id"] and payload["scope"] and all(payload["scope"])
    require(sound, "certificate_damaged")
    return payload


def covers(certificate: Document, scope: str) -> bool:
    """Tell whether a certificate covers an office code."""
    return any(scope == one or scope.startswith(one + ".") for one in certificate["scope"])


def read_request(data: bytes) -> Document:
    """Return an enrolment request (17)."""
    require(re.match(rb"SKPE[2-9]", data) is None, "newer_format")
    require(data.startswith(b"SKPE1"), "not_a_request")
    length = int.from_bytes(data[5:7], "big")
    require(len(data) == 7 + length + 64 <= 16 * KIB, "request_damaged")
    payload = strict(data[7:-64], 16 * KIB)
    require(REQUEST(payload), "request_damaged")
    require(payload["fmt"] <= 1, "newer_format")
    public = public_key(payload["signing_key"])
    recipient(payload["return_recipient"])
    require(is_signed(public, "enrol-request+json", data[7:-64], data[-64:]), "request_damaged")
    require(ID(payload["nonce"]), "request_damaged")
    return payload


def fingerprint(name: str, data: bytes) -> str:
    """Return 25 digits in five groups."""
    number_ = int.from_bytes(hashlib.sha256(TYPE.format(name).encode() + b"\x00" + data).digest(), "big") % 10**25
    digits = str(number_).zfill(25)
    return " ".join(digits[at : at + 5] for at in range(0, 25, 5))

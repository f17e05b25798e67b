"""The change of a device's key: one record that the old key and the new one both sign, inside the enrolment request.

A reader from before it sees a new identity and nothing else. Source: docs/spec/lost-computer.md, section Change of key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import strict_json
from desktop_app.exchange.limits import FORMAT, REQUEST_MAX
from desktop_app.exchange.signing import (
    ROLL_TYPE,
    Envelope,
    Signer,
    is_endorsed,
    key_id,
    make_envelope,
    public_from_hex,
)

SENT_MAX: Final = 64
"""So many bundles of the old key that are still on their way a record names."""


class RollPayload(msgspec.Struct, frozen=True):
    """What a record states: both keys (hex), the request it is for (``nonce``), and where the old key ends.

    ``epoch``, ``seq``, ``head`` name the last bundle that the old key signed (0 and "" for none), ``parent_epoch`` the
    epoch before; ``sent`` are the SHA-256 of bundles that may still be on their way.
    """

    v: int
    former: str
    signing_key: str
    return_recipient: str
    office: str
    nonce: str
    epoch: str
    parent_epoch: str
    seq: int
    head: str
    sent: tuple[str, ...]


@dataclass(frozen=True)
class RollFacts:
    """Where an old key ends, as the computer itself knows it; see ``RollPayload``."""

    epoch: str
    parent_epoch: str
    seq: int
    head: str
    sent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roll:
    """A record that both keys signed; only ``check_roll`` makes one."""

    payload: RollPayload

    @property
    def former(self) -> str:
        """The device id of the old key."""
        return key_id(self.former_key)

    @property
    def former_key(self) -> bytes:
        """The 32 bytes of the old key."""
        return bytes.fromhex(self.payload.former)


def make_roll(
    former: Signer, new: Signer, facts: RollFacts, *, return_recipient: str, office: str, nonce: str
) -> Envelope:
    """Return the record for the request of this ``nonce``, signed by both keys."""
    payload = RollPayload(
        v=FORMAT,
        former=former.public.hex(),
        signing_key=new.public.hex(),
        return_recipient=return_recipient,
        office=office,
        nonce=nonce,
        epoch=facts.epoch,
        parent_epoch=facts.parent_epoch,
        seq=facts.seq,
        head=facts.head,
        sent=facts.sent[:SENT_MAX],
    )
    return make_envelope((former, new), ROLL_TYPE, payload)


def check_roll(envelope: Envelope, *, signing_key: str, return_recipient: str, office: str, nonce: str) -> Roll | None:
    """Return the record of a request with these facts; None for one of a later version, which says nothing here.

    Raises ``BundleError("request_damaged")`` where it is for another request or not signed by both keys.
    """
    payload = strict_json.decode(envelope.payload, RollPayload, limit=REQUEST_MAX, code="request_damaged")
    if payload.v > FORMAT:
        return None
    same = (payload.signing_key, payload.return_recipient, payload.office, payload.nonce)
    if same != (signing_key, return_recipient, office, nonce) or not _is_shaped(payload):
        raise BundleError("request_damaged", detail="roll")
    keys = (public_from_hex(payload.former), public_from_hex(payload.signing_key))
    if not is_endorsed(envelope, ROLL_TYPE, keys, threshold=2):
        raise BundleError("request_damaged", detail="roll signature")
    return Roll(payload)


def _is_shaped(payload: RollPayload) -> bool:
    hashes: Sequence[str] = (*payload.sent, *((payload.head,) if payload.head else ()))
    epochs = (payload.epoch, *((payload.parent_epoch,) if payload.parent_epoch else ()))
    return (
        len(payload.sent) <= SENT_MAX
        and payload.seq >= 0
        and bool(payload.head) == bool(payload.seq)
        and all(_is_hex(one, 64) for one in hashes)
        and all(_is_hex(one, 32) for one in epochs)
    )


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(letter in "0123456789abcdef" for letter in text)

"""A kabupaten and a unit that remember what they accepted, for attacks that take several steps.

The classes of attack are those of The Update Framework (specification, section 1.5.2). Each step goes through the real
verifier; what a receiver keeps between two steps is what the services keep: trust, high-water marks, files received.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import (
    Attachment,
    Claimed,
    KnownBundle,
    Marks,
    OpenContext,
    TrustState,
    make_delegation,
    make_root,
    make_trust,
    open_bundle,
    read_trust,
)
from desktop_app.vault import SigningKey
from tests.exchange.conftest import KABUPATEN, NOON, World
from tests.exchange.mutants import quick_pool

HIGHEST = 2**53 - 1
THIEF = SigningKey(b"\x71" * 32)


@dataclass
class Receiver:
    """One side: ``take`` answers with the code of the refusal, or with how an accepted file stands (``new``, …)."""

    folder: Path
    context: OpenContext
    accepted: int = 0

    def take(self, data: bytes | Path) -> str:
        """Verify, read to the end, and remember as the services do."""
        path = data if isinstance(data, Path) else self.folder / "datang.skpb"
        if isinstance(data, bytes):
            path.write_bytes(data)
        try:
            with open_bundle(path, self.context) as bundle:
                for _ in bundle.segments():
                    pass
        except BundleError as error:
            return error.code
        self.accepted += 1
        if bundle.kind == "up":
            line = KnownBundle(bundle.sender, bundle.epoch, bundle.seq, bundle.file_sha256)
            self.context = replace(self.context, known=[*self.context.known, line])
        elif bundle.trust is not None:
            self.context = replace(self.context, trust=bundle.trust, marks=raised(self.context.marks, bundle.trust))
        return bundle.standing

    def believe(self, trust: TrustState) -> None:
        """Go on under another trust document, as after an answer or at the kabupaten itself."""
        self.context = replace(self.context, trust=trust, marks=trust.marks)


def raised(marks: Marks, trust: TrustState) -> Marks:
    """Marks never fall; a newer root may start ``trust_seq`` anew, so they rise as a pair."""
    return max(marks, trust.marks) if trust.root.version == marks.root_version else trust.marks


@dataclass
class Scene:
    """Both receivers and what an attacker can do."""

    world: World
    inbox: Receiver
    desk: Receiver

    def up(self, seq: int = 1, **more: Any) -> bytes:
        """An honest bundle of the unit."""
        return self.world.seal(seq=seq, **more).path.read_bytes()

    def answer(self, seq: int = 1, **more: Any) -> bytes:
        """An honest answer to the unit."""
        return self.world.answer(seq=seq, **more).path.read_bytes()

    def trust(self, trust_seq: int, **more: Any) -> TrustState:
        """Another statement of the same issuer under the first root."""
        return self.world.new_trust(trust_seq=trust_seq, **more)

    def forge(self, seq: int = 1, **more: Any) -> Any:
        """An honest bundle of the unit taken apart, with its key."""
        return self.world.forge(self.world.seal(seq=seq, **more))

    def forge_answer(self, **more: Any) -> Any:
        """An honest answer taken apart, with the issuer's key."""
        forge = self.world.forge(self.world.answer(**more), [])
        forge.signer, forge.stored = self.world.office.issuer, []
        return forge

    def chain(self, *signers: SigningKey, **more: Any) -> list[bytes]:
        """Roots from the first on, each handed on by the one before; the first is the kabupaten's own."""
        roots, before = [self.world.root], self.world.office.root
        for signer in signers:
            assert before is not None
            roots.append(make_root([signer], previous=roots[-1], previous_signers=[before], **more))
            before = signer
        return roots

    def under(self, roots: list[bytes], signer: SigningKey, trust_seq: int = 1, **more: Any) -> bytes:
        """A trust document under the last of ``roots``, its delegation signed by ``signer``."""
        issuer = more.pop("issuer", self.world.office.issuer)
        recipient = self.world.office.inbox_recipient
        delegation = make_delegation(
            [signer], root=roots[-1], issuer=issuer.public, inbox=[recipient], serial=1, office=KABUPATEN
        )
        return make_trust(
            issuer, roots=roots, delegations=[delegation], inbox=[recipient], trust_seq=trust_seq,
            signed_at=more.pop("signed_at", NOON), **more,
        )  # fmt: skip


def judged(data: bytes, pinned: bytes | None, marks: Marks) -> str:
    """The code with which a trust document is refused, "" where it is believed."""
    try:
        read_trust(data, pinned=pinned, marks=marks)
    except BundleError as error:
        return error.code
    return ""


def document(raw: bytes) -> dict[str, Any]:
    """A signed document as plain values."""
    found: dict[str, Any] = json.loads(raw)
    return found


def picture(size: int = 300) -> Attachment:
    """An attachment."""
    return Attachment(bytes(range(256)) * (size // 256 + 1), "image/png")


def at_time(text: str, doubt: bool = False) -> Claimed:
    """What some clock says."""
    return Claimed(text, doubt)


@pytest.fixture
def scene(world: World) -> Iterator[Scene]:
    """The stage, with children that are forked."""
    with quick_pool() as pool:
        world.pool = pool
        yield Scene(world, Receiver(world.folder, world.inbox), Receiver(world.folder, world.desk))

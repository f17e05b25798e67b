"""What stays of a revision whose body was erased: its name and its place in the graph.

The log keeps the place of an erased revision with bytes of a fixed form made from its skeleton: an envelope with an
empty body, marked as deleted, without who, when and why. They do not hash to the rev_id; the check accepts that for
exactly the revisions that an erasure record in the log names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from db.revision import EMPTY_BODY, Envelope, Revision, parse, revision_key

_encode = msgspec.json.Encoder().encode


class Skeleton(msgspec.Struct, frozen=True):
    """A revision without anything that it said; ids as in ``Revision``, ``parents`` sorted."""

    rev_id: str
    kind: str
    doc_id: str
    parents: tuple[str, ...]
    device: str
    epoch: str
    n: int
    scope: str
    schema: int


class ErasureReport(msgspec.Struct, frozen=True):
    """What one erasure did: bodies taken away, places made for revisions not known here, those done before.

    ``refused`` names the revisions whose skeleton is not the one that is stored, or that may not be erased.
    """

    erased: int
    placed: int
    known: int
    refused: tuple[str, ...]


SkeletonsOf: TypeAlias = Callable[[bytes], Sequence[Skeleton]]
"""Reads from the body of an erasure record which revisions it names; unreadable is an empty list."""


def skeleton_of(revision: Revision) -> Skeleton:
    """Return what would stay of a revision."""
    return Skeleton(
        rev_id=revision.rev_id,
        kind=revision.kind,
        doc_id=revision.doc_id,
        parents=revision.parents,
        device=revision.device,
        epoch=revision.epoch,
        n=revision.n,
        scope=revision.scope,
        schema=revision.schema,
    )


def skeleton_in(rev_id: str, envelope: Envelope) -> Skeleton:
    """Return what would stay of a decoded revision of this name."""
    return Skeleton(
        rev_id=rev_id,
        kind=envelope.kind,
        doc_id=envelope.doc,
        parents=envelope.parents,
        device=envelope.dev,
        epoch=envelope.epoch,
        n=envelope.n,
        scope=envelope.scope,
        schema=envelope.schema,
    )


def skeleton_raw(skeleton: Skeleton) -> bytes:
    """Return the bytes that stand in the log for an erased revision; the same on every computer.

    Raises ``bad_id`` and ``revision_damaged`` for a skeleton that no revision can have.
    """
    revision_key(skeleton.rev_id)
    raw = _encode(
        Envelope(
            v=1,
            kind=skeleton.kind,
            doc=skeleton.doc_id,
            parents=skeleton.parents,
            dev=skeleton.device,
            epoch=skeleton.epoch,
            n=skeleton.n,
            who="",
            t="",
            doubt=True,
            schema=skeleton.schema,
            scope=skeleton.scope,
            why="",
            deleted=True,
            body=msgspec.Raw(EMPTY_BODY),
        )
    )
    parse(raw)
    return raw


def looks_erased(envelope: Envelope) -> bool:
    """Tell whether stored bytes say as little as those of an erased revision do."""
    return envelope.deleted and not (envelope.who or envelope.t or envelope.why) and envelope.doubt

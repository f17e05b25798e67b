"""The graph of revisions of one document, as pure functions on revisions and their parents."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

ID_BYTES = 32

MAX_HEADS = 64
"""Heads of one document: as many as one revision may have parents, so that one answer can join them all."""


def heads(parents_of: Mapping[Node, Iterable[Node]]) -> set[Node]:
    """Return the revisions that no other names as parent."""
    named = {parent for parents in parents_of.values() for parent in parents}
    return set(parents_of) - named


def maximal_common_ancestors(
    tips: Collection[Node], look: Callable[[Node], tuple[int, Collection[Node]]], limit: int
) -> set[Node] | None:
    """Return every common ancestor of all tips that is not itself an ancestor of another common one.

    Criss-cross merges have several; all of them are bases (git calls them "merge bases --all"). ``look`` gives
    the place of a revision in an order in which parents come before children, and its parents. Each revision
    that is looked at costs one step, and nothing above the bases is looked at unless something beside them is
    older; None when more than ``limit`` would have to be.
    """
    of_all = (1 << len(tips)) - 1
    above_base = 1 << len(tips)
    reached = {tip: 1 << at for at, tip in enumerate(tips)}
    parents_of: dict[Node, Collection[Node]] = {}
    queue: list[tuple[int, Node]] = []

    def enter(node: Node) -> None:
        place, parents_of[node] = look(node)
        heapq.heappush(queue, (-place, node))

    for tip in tips:
        enter(tip)
    undecided = len(queue)
    bases: set[Node] = set()
    while undecided:
        # The newest first: whatever descends from it has been here, so what has reached it is final.
        _, node = heapq.heappop(queue)
        mark = reached[node]
        undecided -= mark < above_base
        if mark == of_all:
            bases.add(node)
            if not undecided:
                break
            mark |= above_base
        for parent in parents_of[node]:
            before = reached.get(parent)
            reached[parent] = after = (before or 0) | mark
            if before is None:
                if len(reached) > limit:
                    return None
                enter(parent)
                undecided += after < above_base
            else:
                undecided -= before < above_base <= after
    return bases


def related(nodes: Collection[Node], look: Callable[[Node], tuple[int, Collection[Node]]], limit: int) -> bool | None:
    """Tell whether one of the nodes is an ancestor of another; ``look`` as in ``maximal_common_ancestors``.

    Nothing older than the oldest of them is walked through. None when more than ``limit`` would have to be looked at.
    """
    asked = set(nodes)
    seen = set(asked)
    pending = [(node, *look(node)) for node in asked]
    oldest = min((place for _, place, _ in pending), default=0)
    while pending:
        _, place, parents = pending.pop()
        if place <= oldest:
            continue
        for parent in parents:
            if parent in asked:
                return True
            if parent not in seen:
                if len(seen) >= limit:
                    return None
                seen.add(parent)
                pending.append((parent, *look(parent)))
    return False


def split_heads(packed: bytes) -> list[bytes]:
    """Return the rev_ids of a document row's packed heads."""
    return [packed[at : at + ID_BYTES] for at in range(0, len(packed), ID_BYTES)]


def advanced(packed: bytes, parents: Collection[bytes], revision: bytes) -> bytes:
    """Return the packed, sorted heads after a revision with these parents has joined the graph.

    Right only because a revision joins after its parents and therefore before any child of its own.
    """
    if len(parents) == 1 and packed in parents:
        return revision
    kept = set(split_heads(packed)).difference(parents)
    kept.add(revision)
    return b"".join(sorted(kept))

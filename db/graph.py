"""The graph of revisions of one document, as pure functions on a mapping from a revision to its parents."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

ID_BYTES = 32


def heads(parents_of: Mapping[Node, Iterable[Node]]) -> set[Node]:
    """Return the revisions that no other names as parent."""
    named = {parent for parents in parents_of.values() for parent in parents}
    return set(parents_of) - named


def ancestors(parents_of: Mapping[Node, Iterable[Node]], start: Node) -> set[Node]:
    """Return the revision itself and everything it descends from."""
    seen: set[Node] = set()
    stack = [start]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(parents_of.get(node, ()))
    return seen


def maximal_common_ancestors(parents_of: Mapping[Node, Iterable[Node]], tips: Collection[Node]) -> set[Node]:
    """Return every common ancestor of all tips that is not itself an ancestor of another common one.

    Criss-cross merges have several; all of them are bases (git calls them "merge bases --all").
    """
    common: set[Node] | None = None
    for tip in tips:
        above = ancestors(parents_of, tip)
        common = above if common is None else common & above
    shared = common or set()
    # The set of common ancestors is closed upwards, so a member below another is a parent of a member.
    return shared - {parent for node in shared for parent in parents_of.get(node, ())}


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


def topological(waits_for: Mapping[Node, Collection[Node]], known: Collection[Node]) -> list[Node]:
    """Return those nodes whose parents are all known or come before them in the answer, in such an order.

    ``waits_for`` maps a node to its parents. What waits for something unknown, or for itself through a
    cycle, is left out.
    """
    children: dict[Node, list[Node]] = {}
    unmet: dict[Node, int] = {}
    ready: list[Node] = []
    for node, parents in waits_for.items():
        missing = {parent for parent in parents if parent not in known}
        unmet[node] = len(missing)
        for parent in missing:
            children.setdefault(parent, []).append(node)
        if not missing:
            ready.append(node)
    order: list[Node] = []
    while ready:
        node = ready.pop()
        order.append(node)
        for child in children.get(node, ()):
            unmet[child] -= 1
            if not unmet[child]:
                ready.append(child)
    return order

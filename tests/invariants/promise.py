"""The twenty invariants of the exchange by number, and the one way in which the machines say that one is broken."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

INVARIANTS: Mapping[int, str] = MappingProxyType(
    {
        1: "import is idempotent, commutative and associative",
        2: "replicas that saw the same bundles hold equal sets, heads and views",
        3: "no acknowledged write disappears: it is a head value, an ancestor, or in a shown conflict",
        4: "the number of revisions never falls",
        5: "every rev_id equals the hash of its stored bytes",
        6: "parents exist or the revision waits",
        7: "the graph has no cycle",
        8: "results are the same under any wall clock",
        9: "restore, further work and exchange lose nothing that had been exported",
        10: "a clone's work is kept and the fork reported",
        11: "resolving leaves one head, undoing restores the former",
        12: "delete against edit is never silent",
        13: "unknown fields survive an edit by an older program",
        14: "a failed or cancelled import leaves the store unchanged",
        15: "export then import into an empty kabupaten gives the same set",
        16: "only committed revisions are acknowledged, and only acknowledged ones leave the outbox",
        17: "each change has exactly one audit row in its transaction",
        18: "nothing outside the certificate's scope is applied",
        19: "trust_seq and root version never fall",
        20: "any fault at any system call leaves the state before or the state after, and the program opens",
    }
)


class BrokenPromise(AssertionError):
    """An invariant does not hold; ``number`` says which."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(f"[{number}] {INVARIANTS[number]}: {what}")
        self.number = number


def hold(number: int, holds: object, what: object = "") -> None:
    """Raise ``BrokenPromise`` where invariant ``number`` does not hold; ``what`` is what was found."""
    if not holds:
        raise BrokenPromise(number, str(what))

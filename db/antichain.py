"""Parents of one revision must not descend from one another: a join names versions beside each other.

Otherwise a revision could name an old version beside what replaced it and pass its text off as the outcome of a join.
Whether parents are related follows from the graph alone, so every replica comes to the same answer whatever came
first: a revision is placed after all its ancestors.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.driver import Connection
from db.errors import StoreError
from db.graph import related
from db.revision import decode_envelope

MAX_WALK = 4096
"""So many revisions of one document are looked at to tell whether parents are related.

What lies further apart comes in, so that nobody can make a document impossible to join; it counts as unproved
wherever a join proves something (``Readings.are_apart``). A document with fewer revisions is always judged exactly.
"""
MAX_KEPT = 100_000
"""So many places in the graph are remembered at a time."""


class Kinship:
    """Answers for one transaction or one reading; what was read from the log is remembered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._links: dict[bytes, tuple[int, tuple[bytes, ...]]] = {}

    def related(self, rev_ids: Sequence[bytes]) -> bool | None:
        """Tell whether one of these revisions of the log descends from another; None where that is too far to tell."""
        if len(self._links) > MAX_KEPT:
            self._links.clear()
        return related(rev_ids, self._look, MAX_WALK)

    def _look(self, rev_id: bytes) -> tuple[int, tuple[bytes, ...]]:
        link = self._links.get(rev_id)
        if link is None:
            row = self._connection.execute("SELECT seq, raw FROM revision WHERE rev_id = ?", (rev_id,)).fetchone()
            if row is None:
                raise StoreError("damaged", reason=f"no revision {rev_id.hex()}")
            link = self._links[rev_id] = row[0], tuple(map(bytes.fromhex, decode_envelope(row[1]).parents))
        return link

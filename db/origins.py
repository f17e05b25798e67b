"""Where each place of the log came from: runs of places with one source, so that a whole import can be told again.

A run is noted where the source changes, so a bundle of a thousand revisions costs one line, and a revision that waited
keeps the source it came with. What was written before runs were noted has none: that is told by the caller.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from db.driver import Connection

SPACE = "db.asal"
"""Space of the runs: sequence number at which one begins → its source, empty for what was written here."""

Run: TypeAlias = tuple[int, str]
"""First place of the log (sequence number) and the source from there on."""
Span: TypeAlias = tuple[int, int]
"""First and last place (sequence numbers) of a run, both included."""


class Origins:
    """What the runs say; ``last`` is the last place of the log."""

    def __init__(self, runs: Sequence[Run], last: int) -> None:
        self._runs = sorted(runs)
        self._starts = [first for first, _ in self._runs]
        self._last = last

    def of(self, seq: int) -> str:
        """Return the source of a place, empty where nothing is known of it or it was written here."""
        at = bisect_right(self._starts, seq) - 1
        return self._runs[at][1] if at >= 0 else ""

    def spans(self, source: str) -> tuple[Span, ...]:
        """Return the places that came with a source, oldest first."""
        ends = [*(first - 1 for first in self._starts[1:]), self._last][: len(self._runs)]
        return tuple(
            (first, end) for (first, name), end in zip(self._runs, ends, strict=True) if name == source and end >= first
        )


def read_runs(connection: Connection) -> list[Run]:
    """Return every run that was noted, oldest first."""
    rows = connection.execute("SELECT key, value FROM space WHERE space = ? ORDER BY key", (SPACE,))
    return [(int(key), bytes(value).decode()) for key, value in rows.fetchall()]


def last_source(connection: Connection) -> str | None:
    """Return the source of the newest run, None where none was noted yet."""
    row = connection.execute("SELECT value FROM space WHERE space = ? ORDER BY key DESC LIMIT 1", (SPACE,)).fetchone()
    return None if row is None else bytes(row[0]).decode()


def write_runs(connection: Connection, runs: Sequence[Run]) -> None:
    """Note where new runs begin."""
    connection.executemany(
        "INSERT INTO space(space, key, value) VALUES (?, ?, ?)",
        [(SPACE, f"{first:016d}", source.encode()) for first, source in runs],
    )

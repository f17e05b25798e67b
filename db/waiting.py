"""The waiting room: what cannot join the log yet, and what its coming would let in.

Each waiting revision watches one parent that it misses, so the room is asked only about what has just
arrived. A revision with several missing parents is tried again as each watched one comes, at most as often as
it has parents; watching all of them at once would let a small bundle write millions of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from db.documents import among
from db.driver import Connection
from db.sifting import Item

BATCH = 1024
READ_ROWS = 64
READ_BYTES = 8 * 1024 * 1024
"""So much of the room is read at a time."""

Waiting: TypeAlias = tuple[int, bytes, str, bytes]
"""num, rev_id, source, raw."""

Missed: TypeAlias = tuple[bytes, Item]
"""A parent that is missing and the revision that waits for it."""


class WaitingRoom:
    """The waiting revisions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> int:
        """Return the number of the newest waiting revision, 0 for none."""
        return int(self._connection.execute("SELECT max(num) FROM waiting").fetchone()[0] or 0)

    def is_empty(self) -> bool:
        """Say whether nothing waits."""
        return self._connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is None

    def count_after(self, num: int) -> int:
        """Count what has begun to wait after the one of this number."""
        return int(self._connection.execute("SELECT count(*) FROM waiting WHERE num > ?", (num,)).fetchone()[0])

    def put(self, missed: Sequence[Missed]) -> None:
        """Let revisions that are new here wait."""
        if not missed:
            return
        first = self.last() + 1
        self._connection.executemany(
            "INSERT INTO waiting(num, rev_id, source, raw) VALUES (?, ?, ?, ?)",
            [(num, item[0], item[3], item[1]) for num, (_, item) in enumerate(missed, first)],
        )
        self.watch([(num, parent) for num, (parent, _) in enumerate(missed, first)])

    def watch(self, pairs: Sequence[tuple[int, bytes]]) -> None:
        """Note for waiting revisions (their nums) the parent whose coming is to be looked out for."""
        self._connection.executemany(
            "INSERT INTO waiting_parent(waiting, parent) VALUES (?, ?) "
            "ON CONFLICT(waiting) DO UPDATE SET parent = excluded.parent",
            pairs,
        )

    def unwatch_all(self) -> None:
        """Forget for what everything waits, to find it anew."""
        self._connection.execute("DELETE FROM waiting_parent")

    def drop(self, nums: Sequence[int]) -> None:
        """Take revisions out of the room."""
        for table, column in (("waiting", "num"), ("waiting_parent", "waiting")):
            among(self._connection, f"DELETE FROM {table} WHERE {column} IN ({{}})", nums)

    def watching(self, arrived: Sequence[bytearray]) -> list[int]:
        """Return the nums of what watches for one of these revisions."""
        rows = among(self._connection, "SELECT waiting FROM waiting_parent WHERE parent IN ({})", arrived)
        return [num for (num,) in rows]

    def with_descendants(self, nums: Sequence[int], more: int) -> list[int]:
        """Return these nums and, nearest first, up to ``more`` of those that wait for them."""
        if not more:
            return list(nums)
        marks = ",".join("?" * len(nums))
        rows = self._connection.execute(
            f"WITH RECURSIVE below(num) AS (SELECT num FROM waiting WHERE num IN ({marks}) "
            "UNION SELECT p.waiting FROM below b JOIN waiting w ON w.num = b.num "
            "JOIN waiting_parent p ON p.parent = w.rev_id) SELECT num FROM below LIMIT ?",
            (*nums, len(nums) + more),
        ).fetchall()
        return [num for (num,) in rows]

    def read(self, nums: Sequence[int]) -> tuple[list[Waiting], Sequence[int]]:
        """Return those of the nums that still wait, until a batch is full, and the nums not looked at."""
        found: list[Waiting] = []
        size = at = 0
        while at < len(nums) and size < READ_BYTES:
            part = nums[at : at + READ_ROWS]
            rows = among(self._connection, "SELECT num, rev_id, source, raw FROM waiting WHERE num IN ({})", part)
            found += rows
            size += sum(len(row[3]) for row in rows)
            at += READ_ROWS
        return found, nums[at:]

    def pages(self) -> Iterator[list[int]]:
        """Yield the nums of everything that waits, in order, a batch at a time."""
        last = 0
        while rows := self._connection.execute(
            "SELECT num FROM waiting WHERE num > ? ORDER BY num LIMIT ?", (last, BATCH)
        ).fetchall():
            last = rows[-1][0]
            yield [num for (num,) in rows]

"""Setting a whole import aside: what came with it leaves the log for quarantine, as if it had not come yet.

The bytes stay, byte for byte, and so do the places that they had in the log, which the audit chain names for good
(``VOID``). What descends from them and came otherwise waits, as it would have waited before they came. Two things stay
where they are: what was erased, whose bytes nobody has, and the documents that order an erasure which was carried out.
While they are aside, the same revisions do not come in with another bundle; taken back they are placed as any others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from db import projection, rooms
from db.documents import among
from db.driver import Connection
from db.errors import StoreError
from db.graph import heads as heads_of
from db.kinds import KindSpec
from db.origins import Origins, Span
from db.records import Working
from db.revision import decode_envelope
from db.sifting import Item, to_item
from db.withdrawing import VOID

SET_ASIDE = "impor_dibatalkan"
"""The reason that stands in quarantine beside what was set aside."""
PAGE_ROWS = 256


class LeavingDocument(msgspec.Struct, frozen=True):
    """What setting aside does to one document: how many revisions leave, how many then wait, and what is kept.

    ``own`` are those of the waiting that were written on this computer; ``left`` counts what the document keeps.
    ``typed`` are working copies over what leaves: as revisions they wait too, and are counted so.
    """

    doc_id: str
    kind: str
    leaving: int
    waiting: int
    own: int
    left: int
    typed: tuple[Working, ...] = ()


class AsidePlan(msgspec.Struct, frozen=True):
    """What setting a source aside would do.

    ``unplaced`` of its revisions have been waiting; ``erased`` stay because their bytes are gone; ``records`` stay
    because erasures were carried out by their order.
    """

    documents: tuple[LeavingDocument, ...]
    unplaced: int
    erased: int
    records: int

    @property
    def leaving(self) -> int:
        """How many revisions leave the log."""
        return sum(one.leaving for one in self.documents)

    @property
    def waiting(self) -> int:
        """How many revisions that came otherwise go to the waiting room."""
        return sum(one.waiting for one in self.documents)

    @property
    def own(self) -> int:
        """How many of those were written here."""
        return sum(one.own for one in self.documents)


@dataclass
class _Parting:
    """The revisions of one document: those that leave, what descends from them, what stays."""

    num: int
    gone: list[tuple[int, bytes, bytes]] = field(default_factory=list)
    below: list[tuple[int, Item]] = field(default_factory=list)
    kept: dict[bytes, tuple[bytes, ...]] = field(default_factory=dict)
    erased: int = 0
    records: int = 0


class Parter:
    """Finds what of a source leaves; ``spans`` are its places in the log."""

    def __init__(self, connection: Connection, source: str, spans: Sequence[Span]) -> None:
        self._connection = connection
        self._source = source
        self._spans = sorted(spans)
        self._starts = [first for first, _ in self._spans]
        self._erased = {row[0] for row in connection.execute("SELECT rev_id FROM erased")}
        orders = "SELECT by_rev FROM erased UNION SELECT by_rev FROM erased_attachment"
        self._records = {row[0] for row in connection.execute(orders)}

    def plan(self, device: str, typed: Sequence[Working] = ()) -> AsidePlan:
        """Say what would leave and what would wait, with these working copies as revisions.

        ``device`` is this computer (hexadecimal).
        """
        copies: dict[str, list[Working]] = {}
        for working in typed:
            copies.setdefault(working.doc_id, []).append(working)
        found: list[LeavingDocument] = []
        erased = records = 0
        for parting in self.partings():
            erased += parting.erased
            records += parting.records
            if not parting.gone:
                continue
            doc_id, kind = self.named(parting.num)
            out = {rev_id.hex() for _, rev_id, _ in parting.gone} | {item[0].hex() for _, item in parting.below}
            over = tuple(one for one in copies.get(doc_id, ()) if not out.isdisjoint(one.parents))
            own = sum(item[2].dev == device for _, item in parting.below) + len(over)
            below, left = len(parting.below) + len(over), len(parting.kept)
            found.append(LeavingDocument(doc_id, kind, len(parting.gone), below, own, left, over))
        return AsidePlan(tuple(found), len(self.waiting()), erased, records)

    def partings(self) -> Iterator[_Parting]:
        """Yield document by document what leaves, what waits then and what stays."""
        nums: dict[int, None] = {}
        for first, last in self._spans:
            rows = self._connection.execute(
                "SELECT DISTINCT doc FROM revision WHERE seq BETWEEN ? AND ?", (first, last)
            )
            nums.update((num, None) for (num,) in rows)
        for num in sorted(nums):
            yield self._parted(num)

    def _parted(self, num: int) -> _Parting:
        parting = _Parting(num)
        rows = self._connection.execute(
            "SELECT seq, rev_id, raw FROM revision WHERE doc = ? ORDER BY seq", (num,)
        ).fetchall()
        if not self._records.isdisjoint(rev_id for _, rev_id, _ in rows):
            parting.records = sum(self._is_mine(seq) for seq, _, _ in rows)
            return parting
        out: set[bytes] = set()
        for seq, rev_id, raw in rows:
            item = to_item(rev_id, raw, decode_envelope(raw), "")
            mine = self._is_mine(seq)
            if mine and rev_id not in self._erased:
                parting.gone.append((seq, rev_id, raw))
                out.add(rev_id)
                continue
            parting.erased += mine
            if out.isdisjoint(item[4]):
                parting.kept[rev_id] = item[4]
            else:
                parting.below.append((seq, item))
                out.add(rev_id)
        return parting

    def _is_mine(self, seq: int) -> bool:
        at = bisect_right(self._starts, seq) - 1
        return at >= 0 and seq <= self._spans[at][1]

    def waiting(self) -> list[tuple[int, bytes, bytes]]:
        """Return (num, rev_id, raw) of what came with the source and still waits; what was erased stays there."""
        rows = self._connection.execute("SELECT num, rev_id, raw FROM waiting WHERE source = ?", (self._source,))
        return [row for row in rows.fetchall() if row[1] not in self._erased]

    def named(self, num: int) -> tuple[str, str]:
        """Return id and kind of the document of this number."""
        doc_id, kind = self._connection.execute("SELECT doc_id, kind FROM document WHERE num = ?", (num,)).fetchone()
        return doc_id.hex(), kind

    def keep_aside(self, rows: Sequence[tuple[int, bytes, bytes]]) -> None:
        """Put revisions (number, rev_id, raw) into quarantine, in place of what lies there of the same name."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO quarantine(rev_id, reason, source, raw) VALUES (?, ?, ?, ?)",
            [(bytearray(rev_id), SET_ASIDE, self._source, bytearray(raw)) for _, rev_id, raw in rows],
        )


def part(
    connection: Connection, kinds: Mapping[str, KindSpec], parter: Parter, origins: Origins
) -> tuple[list[Item], set[str], set[str]]:
    """Take a source out of the log; return what must wait now, the documents that changed, and those that are gone.

    The rows of the documents must be written before; their heads are right afterwards.
    """
    items: list[Item] = []
    changed: set[str] = set()
    emptied: set[str] = set()
    for parting in parter.partings():
        if not parting.gone:
            continue
        doc_id, kind = parter.named(parting.num)
        parter.keep_aside(parting.gone)
        left = [(seq, rev_id) for seq, rev_id, _ in parting.gone] + [(seq, item[0]) for seq, item in parting.below]
        for seq, rev_id in left:
            rooms.put(connection, VOID, f"{seq:016d}", rev_id)
        connection.executemany("DELETE FROM revision WHERE seq = ?", [(seq,) for seq, _ in left])
        items += [(*item[:3], origins.of(seq), item[4]) for seq, item in parting.below]
        if parting.kept:
            packed = b"".join(sorted(heads_of(parting.kept)))
            connection.execute("UPDATE document SET heads = ? WHERE num = ?", (packed, parting.num))
            changed.add(doc_id)
        else:
            if kind in kinds:
                projection.forget(connection, kinds[kind], [(parting.num,)])
            connection.execute("DELETE FROM naming WHERE doc = ?", (parting.num,))
            connection.execute("DELETE FROM document WHERE num = ?", (parting.num,))
            emptied.add(doc_id)
    return items, changed, emptied


def aside(connection: Connection, rev_ids: Sequence[bytes]) -> set[bytes]:
    """Return those of the revisions that were set aside."""
    sql = f"SELECT rev_id FROM quarantine WHERE reason = '{SET_ASIDE}' AND rev_id IN ({{}})"
    return {row[0] for row in among(connection, sql, rev_ids)}


def taking_back(connection: Connection, source: str) -> Iterator[bytes]:
    """Yield the bytes of what of a source was set aside and take them out of quarantine, a page at a time.

    Raises ``StoreError`` ``aside_damaged`` at one that is not what its name says: it would come in as another revision.
    """
    while rows := connection.execute(
        "SELECT num, rev_id, raw FROM quarantine WHERE reason = ? AND source = ? ORDER BY num LIMIT ?",
        (SET_ASIDE, source, PAGE_ROWS),
    ).fetchall():
        connection.executemany("DELETE FROM quarantine WHERE num = ?", [(num,) for num, _, _ in rows])
        for _, rev_id, raw in rows:
            if sha256(raw).digest() != rev_id:
                raise StoreError("aside_damaged", rev_id=rev_id.hex())
            yield raw


def count_aside(connection: Connection) -> dict[str, int]:
    """Return how many revisions are aside, by source."""
    rows = connection.execute("SELECT source, count(*) FROM quarantine WHERE reason = ? GROUP BY source", (SET_ASIDE,))
    return dict(rows.fetchall())


def held_sizes(connection: Connection) -> dict[str, tuple[int, int]]:
    """Return how many records are in quarantine for another reason and their bytes, by source."""
    rows = connection.execute(
        "SELECT source, count(*), sum(length(raw)) FROM quarantine WHERE reason <> ? GROUP BY source", (SET_ASIDE,)
    )
    return {source: (number, size) for source, number, size in rows.fetchall()}

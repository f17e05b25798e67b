"""Revisions entering the log: set union with a waiting room, and the documents they change.

Everything is done in chunks with few Python steps a revision: one hash, one decode, one pass to place it;
what is known is asked of the database once a chunk. Revisions join the graph after their parents, so the
heads of a document advance without looking at its history.

A document has at most ``MAX_HEADS`` heads, because what it costs to merge them grows with their number. A
revision that would add one more goes to quarantine (``too_many_heads``), where people see it. Which one that is
follows the order of arrival, so beyond the limit, which no honest office comes near, two replicas may hold
different revisions; what is sent again after the heads were joined comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

import msgspec

from db import naming
from db.antichain import Kinship
from db.documents import among
from db.driver import Connection
from db.errors import StoreError
from db.graph import ID_BYTES, MAX_HEADS, advanced, split_heads
from db.kinds import KindSpec, Merge
from db.origins import Origins, Run, Span, last_source, write_runs
from db.records import AddReport
from db.revision import Revision, decode_envelope, parse
from db.setting_aside import Parter, aside, part
from db.settling import State, write_documents
from db.sifting import Item, Judge, Sifter, to_item
from db.waiting import BATCH, Missed, WaitingRoom
from db.withdrawing import HIGHEST, erased_of, false_of, withdraw

CHUNK = 2048
CHUNK_BYTES = 8 * 1024 * 1024
"""So much is decoded and held at a time, whatever comes in."""
REREAD_ROWS = 256
MAX_UNSETTLED = 50_000
"""So many changed documents are held in memory before their rows are written."""


LogRow: TypeAlias = tuple[int, bytearray, int, bytearray, str, bytearray]
"""seq, rev_id, doc, dev, scope, raw; mutable bytes because the driver binds those at once."""


class Arrivals:
    """The revisions that one transaction writes and the documents that it must settle at its end."""

    def __init__(self, connection: Connection, kinds: Mapping[str, KindSpec], merge: Merge) -> None:
        self._connection = connection
        self._kinds = kinds
        self._merge = merge
        self._seq = int(connection.execute(HIGHEST).fetchone()[0])
        self._num = int(connection.execute("SELECT coalesce(max(num), 0) FROM document").fetchone()[0])
        self._digest = sha256()
        self._states: dict[str, State] = {}
        self._moved: list[tuple[int, str]] = []
        self._changed: set[str] = set()
        self._sifter = Sifter(kinds, self._refuse)
        self._keeps_scope = False
        self._quarantined, self._erased, self._last_reason = 0, 0, ""
        self._restored: list[str] = []
        self._room = WaitingRoom(connection)
        self._arrived: list[bytearray] = []
        self._named: list[naming.NamingRow] = []
        self._kinship = Kinship(connection)
        self._source = last_source(connection)
        self._runs: list[Run] = []
        self.before = self._seq

    @property
    def last(self) -> int:
        """The sequence number of the newest revision."""
        return self._seq

    def rev_hash(self) -> str:
        """Return the SHA-256 of the rev_ids written so far, in their order."""
        return self._digest.hexdigest()

    def heads(self, doc_id: str) -> tuple[str, ...]:
        """Return the heads of a document as this transaction sees them."""
        self._load([doc_id])
        state = self._states.get(doc_id)
        return () if state is None else tuple(head.hex() for head in split_heads(state.heads))

    def save(self, revision: Revision) -> None:
        """Append one revision of our own.

        Raises ``parent_unknown`` when a parent is not of its document, ``related_parents`` when one descends from
        another, ``too_many_heads`` when it would leave the document with more heads than it may have.
        """
        self._keeps_scope = False
        quarantined = self._quarantined
        blocked = self._place([to_item(bytes.fromhex(revision.rev_id), revision.raw, parse(revision.raw), "")])
        if blocked or self._quarantined > quarantined:
            own = not blocked and self._last_reason in ("too_many_heads", "related_parents")
            raise StoreError(self._last_reason if own else "parent_unknown", doc_id=revision.doc_id, limit=MAX_HEADS)

    def add(self, raws: Iterable[bytes], source: str, judge: Judge | None) -> AddReport:
        """Take in revisions from elsewhere as a set union; see ``AddReport`` for what becomes of each.

        Under a judge a document also keeps its scope: what would move one goes to quarantine (``other_scope``).
        """
        waiting_before = self._room.last()
        seq_before = self._seq
        quarantined_before, erased_before = self._quarantined, self._erased
        self._changed, self._restored = set(), []
        self._keeps_scope = judge is not None
        known = released = 0
        for chunk in _chunks(raws):
            known += self._add_chunk(chunk, source, judge)
            released += self._release(waiting_before)
        self._connection.execute(
            "DELETE FROM quarantine WHERE rev_id IN "
            "(SELECT q.rev_id FROM quarantine q JOIN revision r ON r.rev_id = q.rev_id)"
        )
        doc_ids = tuple(sorted(self._changed))
        self._changed = set()
        return AddReport(
            new=self._seq - seq_before - released,
            known=known,
            waiting=self._room.count_after(waiting_before),
            released=released,
            doc_ids=doc_ids,
            quarantined=self._quarantined - quarantined_before,
            erased=self._erased - erased_before,
            restored=tuple(self._restored),
        )

    def release_all(self) -> None:
        """Try everything that waits, whatever the room says it waits for, and note anew what each waits for."""
        self._keeps_scope = False
        self._room.unwatch_all()
        for nums in self._room.pages():
            rest: Sequence[int] = nums
            while rest:
                _, rest = self._try(rest, 0)
            self._release(0)

    def quarantine(self, rev_id: bytes, raw: bytes, reason: str, source: str) -> None:
        """Keep bytes that are not applied, with the reason; the same bytes again or erased ones change nothing."""
        self._connection.execute(
            "INSERT OR IGNORE INTO quarantine(rev_id, reason, source, raw) SELECT ?1, ?2, ?3, ?4 "
            "WHERE NOT EXISTS (SELECT 1 FROM erased WHERE rev_id = ?1)",
            (rev_id, reason, source, raw),
        )

    def place(self, items: Sequence[Item]) -> None:
        """Append what erasing made of revisions that are not known here, or let it wait for its parents."""
        if items:
            self._keeps_scope = False
            self._room.put(self._place(items))
            self._release(0)

    def set_aside(self, source: str, spans: Sequence[Span], origins: Origins) -> tuple[str, ...]:
        """Take what came with a source out of log and room into quarantine; return the documents that changed."""
        self.settle()
        self._keeps_scope = False
        parter = Parter(self._connection, source, spans)
        unplaced = parter.waiting()
        parter.keep_aside(unplaced)
        self._room.drop([num for num, _, _ in unplaced])
        items, changed, emptied = part(self._connection, self._kinds, parter, origins)
        naming.refill(self._connection, self._kinds, changed)
        self.touch(changed)
        self._room.put(self._place(items))
        return tuple(sorted(changed | emptied))

    def touch(self, doc_ids: Iterable[str]) -> None:
        """Have the rows of documents that are here computed anew, because what they are made from has changed."""
        wanted = set(doc_ids)
        self._load(wanted)
        for doc in wanted & set(self._states):
            # As deleted, so that the row is resolved from its heads and not copied from what came last.
            self._states[doc] = msgspec.structs.replace(self._states[doc], deleted=True)

    def reread(self) -> None:
        """Read every revision of this transaction back and hash it anew; raises ``revision_damaged``."""
        rows = self._connection.execute(
            "SELECT rev_id, raw FROM revision WHERE seq > ? "
            "AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.rev_id = revision.rev_id) ORDER BY seq",
            (self.before,),
        )
        while part := rows.fetchmany(REREAD_ROWS):
            for rev_id, raw in part:
                if sha256(raw).digest() != rev_id:
                    raise StoreError("revision_damaged", rev_id=rev_id.hex(), reason="hash")

    def _add_chunk(self, raws: list[bytes], source: str, judge: Judge | None) -> int:
        fresh = dict(zip([sha256(raw).digest() for raw in raws], raws, strict=True))
        ids = list(fresh)
        tables = ("revision",) if self._room.is_empty() else ("revision", "waiting")
        # What was erased has its place in the log; where even that was refused, its body must not come in either.
        erased = erased_of(self._connection, ids)
        freed = self._free(erased, fresh)
        for rev_id in erased:
            fresh.pop(rev_id)
            self._erased += 1
        for table in tables:
            for (rev_id,) in among(self._connection, f"SELECT rev_id FROM {table} WHERE rev_id IN ({{}})", ids):
                fresh.pop(rev_id, None)
        known = len(raws) - len(fresh)
        for rev_id in aside(self._connection, list(fresh)):
            # Somebody decided about it; another bundle does not decide otherwise.
            fresh.pop(rev_id)
            self._quarantined += 1
        if fresh or freed:
            self._room.put(self._place([*self._sifter.sift(fresh, source, judge), *freed]))
        if len(self._states) > MAX_UNSETTLED:
            self.settle()
        return known

    def _free(self, erased: dict[bytes, bytes], fresh: Mapping[bytes, bytes]) -> list[Item]:
        """Take back what records say falsely of what has come; return what is placed with it."""
        false = false_of(self._connection, self._kinds, erased, fresh)
        if not false:
            return []
        self.settle()
        items, changed, restored = withdraw(self._connection, self._kinds, self._room, false)
        self.touch(changed)
        self._changed |= changed
        for rev_id in restored:
            del erased[rev_id]
        self._restored += map(bytes.hex, restored)
        return items

    def _refuse(self, rev_id: bytes, raw: bytes, reason: str, source: str) -> None:
        self._quarantined += 1
        self._last_reason = reason
        self.quarantine(rev_id, raw, reason, source)

    def _place(self, items: Sequence[Item]) -> list[Missed]:
        """Append those whose parents are in the log or come with them; return those that must wait, and for what."""
        arriving = {item[0] for item in items}
        above = {parent for item in items for parent in item[4]} - arriving
        # Anew each time: taking an erasure back changes places in the graph.
        self._kinship = Kinship(self._connection)
        located: dict[bytes, int] = dict(
            among(self._connection, "SELECT rev_id, doc FROM revision WHERE rev_id IN ({})", list(above))
        )
        self._load([item[2].doc for item in items])
        rows: list[LogRow] = []
        devices: dict[str, bytearray] = {}
        blocked: dict[bytes, list[Item]] = {}
        for arrival in items:
            stack = [arrival]
            while stack:
                now = stack.pop()
                missing = self._place_one(now, located, rows, devices)
                if missing is not None:
                    blocked.setdefault(missing, []).append(now)
                elif blocked and now[0] in blocked:
                    stack += blocked.pop(now[0])
        self._write(rows)
        return [(missing, item) for missing, waiting in blocked.items() for item in waiting]

    def _write(self, rows: list[LogRow]) -> None:
        """Append these rows to the log and empty the list."""
        self._connection.executemany(
            "INSERT INTO revision(seq, rev_id, doc, dev, scope, raw) VALUES (?, ?, ?, ?, ?, ?)", rows
        )
        naming.insert(self._connection, self._named)
        self._named.clear()
        write_runs(self._connection, self._runs)
        self._runs.clear()
        ids = [row[1] for row in rows]
        self._digest.update(b"".join(ids))
        self._arrived += ids
        rows.clear()

    def _place_one(
        self, item: Item, located: dict[bytes, int], rows: list[LogRow], devices: dict[str, bytearray]
    ) -> bytes | None:
        """Put one revision into the rows, or return the first parent that it still waits for."""
        rev_id, raw, envelope, source, parents = item
        doc, kind, scope = envelope.doc, envelope.kind, envelope.scope
        state = self._states.get(doc)
        for parent in parents:
            home = located.get(parent)
            if home is None:
                return parent
            if state is None or home != state.num:
                self._refuse(rev_id, raw, "parent_of_other_document", source)
                return None
        if state is None:
            num = self._num = self._num + 1
            heads, fresh = rev_id, True
        else:
            # Heads never descend from one another, so what joins heads alone needs no look at the graph.
            if len(parents) > 1 and not set(split_heads(state.heads)).issuperset(parents):
                self._write(rows)
                if self._kinship.related(parents):
                    self._refuse(rev_id, raw, "related_parents", source)
                    return None
            if self._keeps_scope and state.scope != scope:
                self._refuse(rev_id, raw, "other_scope", source)
                return None
            num, fresh = state.num, state.fresh
            heads = advanced(state.heads, parents, rev_id)
            if len(heads) > MAX_HEADS * ID_BYTES:
                self._refuse(rev_id, raw, "too_many_heads", source)
                return None
            if state.kind != kind and not fresh:
                self._moved.append((num, state.kind))
        seq = self._seq = self._seq + 1
        if source != self._source:
            self._source = source
            self._runs.append((seq, source))
        self._states[doc] = State(num, kind, scope, envelope.deleted, seq, heads, fresh)
        located[rev_id] = num
        self._changed.add(doc)
        dev = devices.get(envelope.dev)
        if dev is None:
            dev = devices[envelope.dev] = bytearray.fromhex(envelope.dev)
        rows.append((seq, bytearray(rev_id), num, dev, scope, bytearray(raw)))
        self._named += naming.named_in(self._kinds, envelope, num, seq)
        return None

    def _load(self, doc_ids: Iterable[str]) -> None:
        """Bring the rows of documents that the store knows and this transaction has not touched yet."""
        keys = [bytes.fromhex(doc) for doc in set(doc_ids) if doc not in self._states]
        for doc_id, num, kind, scope, deleted, head, heads in among(
            self._connection,
            "SELECT doc_id, num, kind, scope, deleted, head, heads FROM document WHERE doc_id IN ({})",
            keys,
        ):
            self._states[doc_id.hex()] = State(num, kind, scope, bool(deleted), head, heads, False)

    def _release(self, waiting_before: int) -> int:
        """Let in what waited for anything that has just arrived; count those that waited before this call.

        Besides those, as many of their descendants are read as the batch before let in twice over: a long line
        comes in by doubling steps, and what is read in vain stays in proportion to what came in.
        """
        released = more = 0
        due: list[int] = []
        while self._arrived or due:
            arrived, self._arrived = self._arrived, []
            if self._room.is_empty():
                break
            due = list(dict.fromkeys([*due, *self._room.watching(arrived)]))
            part, due = due[:BATCH], due[BATCH:]
            if part:
                nums = self._room.with_descendants(part, more)
                came, rest = self._try(nums, waiting_before)
                due = [*(set(rest) & set(part)), *due]
                released += came
                more = min(2 * len(self._arrived), CHUNK)
        return released

    def _try(self, nums: Sequence[int], waiting_before: int) -> tuple[int, Sequence[int]]:
        """Place waiting revisions; return how many of number ``waiting_before`` or less came, and the nums left."""
        rows, rest = self._room.read(nums)
        num_of = {rev_id: num for num, rev_id, _, _ in rows}
        missed = self._place([to_item(rev_id, raw, decode_envelope(raw), source) for _, rev_id, source, raw in rows])
        self._room.watch([(num_of.pop(item[0]), parent) for parent, item in missed])
        self._room.drop(list(num_of.values()))
        came = sum(num_of.get(bytes(rev_id), waiting_before + 1) <= waiting_before for rev_id in self._arrived)
        if len(self._states) > MAX_UNSETTLED:
            self.settle()
        return came, rest

    def settle(self) -> None:
        """Write the rows, columns and search text of every document touched since the last time."""
        if not self._states:
            return
        write_documents(self._connection, self._kinds, self._merge, self._states, self._moved)


def _chunks(raws: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Cut what comes into lists that end with the revision by which they reach a limit."""
    chunk: list[bytes] = []
    size = 0
    for raw in raws:
        chunk.append(raw)
        size += len(raw)
        if size >= CHUNK_BYTES or len(chunk) >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk

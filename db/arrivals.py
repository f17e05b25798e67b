"""Revisions entering the log: set union with a waiting room, and the documents they change.

Everything is done in chunks with few Python steps a revision: one hash, one decode, one pass to place it;
what is known is asked of the database once a chunk. Revisions join the graph after their parents, so the
heads of a document advance without looking at its history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

import msgspec

from db import projection
from db.documents import INSERT_PLAIN_ROW, INSERT_ROW, DocumentRow, among, resolve
from db.driver import Connection
from db.errors import StoreError
from db.graph import ID_BYTES, advanced, split_heads, topological
from db.kinds import KindSpec, Merge
from db.records import AddReport
from db.revision import Revision, decode_envelope, parse
from db.sifting import Item, Judge, Sifter, to_item

CHUNK = 2048
CHUNK_BYTES = 8 * 1024 * 1024
"""So much is decoded and held at a time, whatever comes in."""
REREAD_ROWS = 256
MAX_UNSETTLED = 50_000
"""So many changed documents are held in memory before their rows are written."""


class State(msgspec.Struct, frozen=True, gc=False):
    """A document that this transaction has touched: its row as far as the arrivals tell it."""

    num: int
    kind: str
    scope: str
    deleted: bool
    seq: int
    heads: bytes
    fresh: bool


LogRow: TypeAlias = tuple[int, bytearray, int, bytearray, str, bytearray]
"""seq, rev_id, doc, dev, scope, raw; mutable bytes because the driver binds those at once."""


class Arrivals:
    """The revisions that one transaction writes and the documents that it must settle at its end."""

    def __init__(self, connection: Connection, kinds: Mapping[str, KindSpec], merge: Merge) -> None:
        self._connection = connection
        self._kinds = kinds
        self._merge = merge
        self._seq = _highest(connection, "SELECT max(seq) FROM revision")
        self._num = _highest(connection, "SELECT max(num) FROM document")
        self._digest = sha256()
        self._states: dict[str, State] = {}
        self._moved: list[tuple[int, str]] = []
        self._changed: set[str] = set()
        self._sifter = Sifter(kinds, self._refuse)
        self._keeps_scope = False
        self._quarantined = 0
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
        """Append one revision of our own; raises ``parent_unknown`` when a parent is not of its document."""
        self._keeps_scope = False
        quarantined = self._quarantined
        blocked = self._place([to_item(bytes.fromhex(revision.rev_id), revision.raw, parse(revision.raw), "")])
        if blocked or self._quarantined > quarantined:
            raise StoreError("parent_unknown", doc_id=revision.doc_id)

    def add(self, raws: Iterable[bytes], source: str, judge: Judge | None) -> AddReport:
        """Take in revisions from elsewhere as a set union; see ``AddReport`` for what becomes of each.

        Under a judge a document also keeps its scope: what would move one goes to quarantine (``other_scope``).
        """
        waiting_before = _highest(self._connection, "SELECT max(num) FROM waiting")
        seq_before = self._seq
        quarantined_before = self._quarantined
        self._changed = set()
        self._keeps_scope = judge is not None
        known = 0
        for chunk in _chunks(raws):
            known += self._add_chunk(chunk, source, judge)
            if len(self._states) > MAX_UNSETTLED:
                self.settle()
        released = self._release(waiting_before)
        self._connection.execute(
            "DELETE FROM quarantine WHERE rev_id IN "
            "(SELECT q.rev_id FROM quarantine q JOIN revision r ON r.rev_id = q.rev_id)"
        )
        waiting = self._connection.execute("SELECT count(*) FROM waiting WHERE num > ?", (waiting_before,)).fetchone()[
            0
        ]
        doc_ids = tuple(sorted(self._changed))
        self._changed = set()
        return AddReport(
            new=self._seq - seq_before - released,
            known=known,
            waiting=waiting,
            released=released,
            doc_ids=doc_ids,
            quarantined=self._quarantined - quarantined_before,
        )

    def quarantine(self, rev_id: bytes, raw: bytes, reason: str, source: str) -> None:
        """Keep bytes that are not applied, with the reason; keeping the same bytes again changes nothing."""
        self._connection.execute(
            "INSERT OR IGNORE INTO quarantine(rev_id, reason, source, raw) VALUES (?, ?, ?, ?)",
            (rev_id, reason, source, raw),
        )

    def reread(self) -> None:
        """Read every revision of this transaction back and hash it anew; raises ``revision_damaged``."""
        rows = self._connection.execute("SELECT rev_id, raw FROM revision WHERE seq > ? ORDER BY seq", (self.before,))
        while part := rows.fetchmany(REREAD_ROWS):
            for rev_id, raw in part:
                if sha256(raw).digest() != rev_id:
                    raise StoreError("revision_damaged", rev_id=rev_id.hex(), reason="hash")

    def _add_chunk(self, raws: list[bytes], source: str, judge: Judge | None) -> int:
        fresh = dict(zip([sha256(raw).digest() for raw in raws], raws, strict=True))
        ids = list(fresh)
        tables = ("revision", "waiting") if self._anything_waits() else ("revision",)
        for table in tables:
            for (rev_id,) in among(self._connection, f"SELECT rev_id FROM {table} WHERE rev_id IN ({{}})", ids):
                fresh.pop(rev_id, None)
        known = len(raws) - len(fresh)
        if fresh:
            self._wait(self._place(self._sifter.sift(fresh, source, judge)))
        return known

    def _anything_waits(self) -> bool:
        return self._connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is not None

    def _refuse(self, rev_id: bytes, raw: bytes, reason: str, source: str) -> None:
        self._quarantined += 1
        self.quarantine(rev_id, raw, reason, source)

    def _place(self, items: Sequence[Item]) -> list[Item]:
        """Append those whose parents are in the log or come with them; return those that must wait."""
        arriving = {item[0] for item in items}
        above = {parent for item in items for parent in item[4]} - arriving
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
        self._connection.executemany(
            "INSERT INTO revision(seq, rev_id, doc, dev, scope, raw) VALUES (?, ?, ?, ?, ?, ?)", rows
        )
        self._digest.update(b"".join([row[1] for row in rows]))
        return [item for waiting in blocked.values() for item in waiting]

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
            if self._keeps_scope and state.scope != scope:
                self._refuse(rev_id, raw, "other_scope", source)
                return None
            num, fresh = state.num, state.fresh
            heads = advanced(state.heads, parents, rev_id)
            if state.kind != kind and not fresh:
                self._moved.append((num, state.kind))
        seq = self._seq = self._seq + 1
        self._states[doc] = State(num, kind, scope, envelope.deleted, seq, heads, fresh)
        located[rev_id] = num
        self._changed.add(doc)
        dev = devices.get(envelope.dev)
        if dev is None:
            dev = devices[envelope.dev] = bytearray.fromhex(envelope.dev)
        rows.append((seq, bytearray(rev_id), num, dev, scope, bytearray(raw)))
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

    def _wait(self, items: Sequence[Item]) -> None:
        self._connection.executemany(
            "INSERT INTO waiting(rev_id, source, raw) VALUES (?, ?, ?)",
            [(rev_id, source, raw) for rev_id, raw, _, source, _ in items],
        )

    def _release(self, waiting_before: int) -> int:
        """Let everything in whose parents have come by now; count those that waited before this call."""
        nums: dict[bytes, int] = {}
        waits_for: dict[bytes, tuple[bytes, ...]] = {}
        for num, rev_id, raw in self._connection.execute("SELECT num, rev_id, raw FROM waiting"):
            nums[rev_id] = num
            waits_for[rev_id] = tuple(map(bytes.fromhex, decode_envelope(raw).parents))
        if not nums:
            return 0
        above = {parent for parents in waits_for.values() for parent in parents} - nums.keys()
        known = {
            row[0] for row in among(self._connection, "SELECT rev_id FROM revision WHERE rev_id IN ({})", list(above))
        }
        order = topological(waits_for, known)
        released = 0
        for at in range(0, len(order), CHUNK):
            part = order[at : at + CHUNK]
            keys = [nums[rev_id] for rev_id in part]
            found = {
                row[0]: row[1:]
                for row in among(self._connection, "SELECT rev_id, raw, source FROM waiting WHERE num IN ({})", keys)
            }
            among(self._connection, "DELETE FROM waiting WHERE num IN ({})", keys)
            before = self._seq
            rows = [(rev_id, *found[rev_id]) for rev_id in part]
            self._wait(
                self._place([to_item(rev_id, raw, decode_envelope(raw), source) for rev_id, raw, source in rows])
            )
            if self._seq - before == len(part):
                released += sum(num <= waiting_before for num in keys)
            else:
                released += self._entered(part, nums, waiting_before)
            if len(self._states) > MAX_UNSETTLED:
                self.settle()
        return released

    def _entered(self, part: Sequence[bytes], nums: Mapping[bytes, int], waiting_before: int) -> int:
        rows = among(self._connection, "SELECT rev_id FROM revision WHERE rev_id IN ({})", part)
        return sum(nums[rev_id] <= waiting_before for (rev_id,) in rows)

    def settle(self) -> None:
        """Write the rows, columns and search text of every document touched since the last time."""
        if not self._states:
            return
        connection = self._connection
        rows: list[DocumentRow] = []
        plain: list[tuple[int, bytearray, str, str, int, bytearray]] = []
        fresh: dict[str, list[tuple[int]]] = {}
        changed: dict[str, list[tuple[int]]] = {}
        for doc, state in self._states.items():
            num, kind = state.num, state.kind
            if len(state.heads) == ID_BYTES and not state.deleted:
                doc_id, heads = bytearray.fromhex(doc), bytearray(state.heads)
                plain.append((num, doc_id, kind, state.scope, state.seq, heads))
            else:
                row = resolve(connection, num, bytes.fromhex(doc), self._merge)
                kind = row[2]
                if kind != state.kind:
                    self._moved.append((num, state.kind))
                rows.append(row)
            (fresh if state.fresh else changed).setdefault(kind, []).append((num,))
        self._states = {}
        connection.executemany(INSERT_PLAIN_ROW, plain)
        connection.executemany(INSERT_ROW, rows)
        for num, kind in self._moved:
            if kind in self._kinds:
                projection.forget(connection, self._kinds[kind], [(num,)])
        self._moved = []
        for kind, nums in fresh.items():
            if kind in self._kinds:
                projection.refresh(connection, self._kinds[kind], nums, fresh=True)
        for kind, nums in changed.items():
            if kind in self._kinds:
                projection.refresh(connection, self._kinds[kind], nums, fresh=False)


def _highest(connection: Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0] or 0)


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

"""Revisions entering the log: set union with a waiting room, and the documents they change.

Everything is done in chunks with few Python steps a revision: one hash, one decode, one pass to place it;
what is known is asked of the database once a chunk. Revisions join the graph after their parents, so the
heads of a document advance without looking at its history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import TypeAlias

import msgspec

from db import projection
from db.documents import INSERT_PLAIN_ROW, INSERT_ROW, DocumentRow, among, resolve
from db.driver import Connection
from db.errors import StoreError
from db.graph import ID_BYTES, advanced, split_heads, topological
from db.kinds import KindSpec, Merge
from db.records import AddReport
from db.revision import Envelope, Revision, decode_envelope, form_fault, is_hex, is_kind, parse, text_fault

CHUNK = 4096
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


Item: TypeAlias = tuple[bytes, bytes, Envelope, str]
"""rev_id, raw, envelope, source."""


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
        self._sound_kinds = set(kinds)
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
        quarantined = self._quarantined
        item: Item = (bytes.fromhex(revision.rev_id), revision.raw, parse(revision.raw), "")
        blocked = self._place([item])
        if blocked or self._quarantined > quarantined:
            raise StoreError("parent_unknown", doc_id=revision.doc_id)

    def add(self, raws: Iterable[bytes], source: str) -> AddReport:
        """Take in revisions from elsewhere as a set union; see ``AddReport`` for what becomes of each."""
        waiting_before = _highest(self._connection, "SELECT max(num) FROM waiting")
        seq_before = self._seq
        quarantined_before = self._quarantined
        self._changed = set()
        known = 0
        for chunk in _chunks(raws):
            known += self._add_chunk(chunk, source)
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

    def _add_chunk(self, raws: list[bytes], source: str) -> int:
        fresh = dict(zip([sha256(raw).digest() for raw in raws], raws, strict=True))
        ids = list(fresh)
        tables = ("revision", "waiting") if self._anything_waits() else ("revision",)
        for table in tables:
            for (rev_id,) in among(self._connection, f"SELECT rev_id FROM {table} WHERE rev_id IN ({{}})", ids):
                fresh.pop(rev_id, None)
        known = len(raws) - len(fresh)
        if fresh:
            self._wait(self._place(self._sound(fresh, source)))
        return known

    def _anything_waits(self) -> bool:
        return self._connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is not None

    def _sound(self, fresh: Mapping[bytes, bytes], source: str) -> list[Item]:
        """Decode and check; what is damaged goes to quarantine with its reason."""
        try:
            envelopes = list(map(decode_envelope, fresh.values()))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return self._sound_one_by_one(fresh, source)
        usual = self._is_usual(fresh.values(), envelopes)
        items: list[Item] = []
        for (rev_id, raw), envelope in zip(fresh.items(), envelopes, strict=True):
            fault = form_fault(raw, envelope) or (None if usual else text_fault(raw, envelope))
            if fault is None:
                items.append((rev_id, raw, envelope, source))
            else:
                self._refuse(rev_id, raw, fault, source)
        return items

    def _is_usual(self, raws: Iterable[bytes], envelopes: Sequence[Envelope]) -> bool:
        """Say at C speed for a whole chunk that no single revision needs the slow look at its text."""
        names = {envelope.kind for envelope in envelopes}
        if not names <= self._sound_kinds:
            self._sound_kinds |= {name for name in names if is_kind(name)}
            if not names <= self._sound_kinds:
                return False
        ids = [part for e in envelopes for part in (e.doc, e.dev, e.epoch, *e.parents)]
        joined = b"".join(raws)
        if not is_hex("".join(ids)) or b"\\ud" in joined or b"\\uD" in joined:
            return False
        try:
            joined.decode()
        except UnicodeDecodeError:
            return False
        return True

    def _sound_one_by_one(self, fresh: Mapping[bytes, bytes], source: str) -> list[Item]:
        items: list[Item] = []
        for rev_id, raw in fresh.items():
            try:
                items.append((rev_id, raw, parse(raw), source))
            except StoreError as error:
                self._refuse(rev_id, raw, str(error.facts["reason"]), source)
        return items

    def _refuse(self, rev_id: bytes, raw: bytes, reason: str, source: str) -> None:
        self._quarantined += 1
        self.quarantine(rev_id, raw, reason, source)

    def _place(self, items: Sequence[Item]) -> list[Item]:
        """Append those whose parents are in the log or come with them; return those that must wait."""
        arriving = {item[0] for item in items}
        above = {bytes.fromhex(parent) for item in items for parent in item[2].parents} - arriving
        located: dict[bytes, int] = {}
        for rev_id, num in among(
            self._connection, "SELECT rev_id, doc FROM revision WHERE rev_id IN ({})", list(above)
        ):
            located[rev_id] = num
        self._load([item[2].doc for item in items])
        rows: list[LogRow] = []
        blocked: dict[bytes, list[Item]] = {}
        for item in items:
            stack = [item]
            while stack:
                now = stack.pop()
                missing = self._place_one(now, located, rows)
                if missing is not None:
                    blocked.setdefault(missing, []).append(now)
                elif blocked and now[0] in blocked:
                    stack += blocked.pop(now[0])
        self._connection.executemany(
            "INSERT INTO revision(seq, rev_id, doc, dev, scope, raw) VALUES (?, ?, ?, ?, ?, ?)", rows
        )
        self._digest.update(b"".join([row[1] for row in rows]))
        return [item for waiting in blocked.values() for item in waiting]

    def _place_one(self, item: Item, located: dict[bytes, int], rows: list[LogRow]) -> bytes | None:
        """Put one revision into the rows, or return the first parent that it still waits for."""
        rev_id, raw, envelope, source = item
        doc = envelope.doc
        state = self._states.get(doc)
        parents: list[bytes] = []
        if envelope.parents:
            parents = [bytes.fromhex(parent) for parent in envelope.parents]
            for parent in parents:
                home = located.get(parent)
                if home is None:
                    return parent
                if state is None or home != state.num:
                    self._refuse(rev_id, raw, "parent_of_other_document", source)
                    return None
        seq = self._seq = self._seq + 1
        if state is None:
            num = self._num = self._num + 1
            heads, fresh = rev_id, True
        else:
            num, fresh = state.num, state.fresh
            heads = advanced(state.heads, parents, rev_id)
            if state.kind != envelope.kind and not fresh:
                self._moved.append((num, state.kind))
        self._states[doc] = State(num, envelope.kind, envelope.scope, envelope.deleted, seq, heads, fresh)
        located[rev_id] = num
        self._changed.add(doc)
        dev = bytearray.fromhex(envelope.dev)
        rows.append((seq, bytearray(rev_id), num, dev, envelope.scope, bytearray(raw)))
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
            [(rev_id, source, raw) for rev_id, raw, _, source in items],
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
            items = [(rev_id, raw, decode_envelope(raw), source) for rev_id in part for raw, source in [found[rev_id]]]
            self._wait(self._place(items))
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
    iterator = iter(raws)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk

"""False erasures are taken back: the bytes of a revision show that the record lied about it.

A record may name a revision that has not come yet, and its skeleton then holds the place. Whether it told the truth is
known when the bytes come: their envelope must be that skeleton, and ``KindSpec.covers`` must hold. Where it lied, the
skeleton and what was hung below it leave the graph, and what came is taken in as if it had come first. The places
that they had in the log stay counted for the audit chain (``VOID``), which names them for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from db import projection, rooms
from db.documents import among
from db.driver import Connection
from db.graph import heads as heads_of
from db.kinds import KindSpec
from db.origins import Origins, read_runs
from db.revision import Envelope, decode_envelope
from db.sifting import Item, to_item
from db.skeleton import Skeleton, skeleton_in, skeleton_raw
from db.waiting import WaitingRoom

VOID = "db.batal"
"""Space of the places in the log that were taken back: sequence number → rev_id."""
HIGHEST = (
    "SELECT max(coalesce((SELECT max(seq) FROM revision), 0), "
    f"coalesce((SELECT max(CAST(key AS INTEGER)) FROM space WHERE space = '{VOID}'), 0))"
)
"""The highest sequence number that the log has given out."""
PLACES = (
    f"(SELECT seq, rev_id FROM revision UNION ALL SELECT CAST(key AS INTEGER), value FROM space WHERE space = '{VOID}')"
)
"""Every place of the log with the revision that the audit chain names there."""
_HELD = "parent_of_other_document"


class Record:
    """What one erasure record in the log says of the revisions that it names."""

    def __init__(self, spec: KindSpec | None, body: bytes) -> None:
        self._spec = spec
        self._body = body
        self.named: dict[str, Skeleton] = {}
        if spec is not None and spec.skeletons is not None:
            self.named = {skeleton.rev_id: skeleton for skeleton in spec.skeletons(body)}

    def is_true_of(self, rev_id: bytes, envelope: Envelope) -> bool:
        """Tell whether the record names a revision and its bytes are what it says of them."""
        if self.named.get(rev_id.hex()) != skeleton_in(rev_id.hex(), envelope):
            return False
        covers = self._spec.covers if self._spec is not None else None
        return covers is None or covers(self._body, envelope)

    def lies_about(self, rev_id: bytes, raw: bytes) -> bool:
        """Tell whether bytes show that the record says something false of them; what cannot be read shows nothing."""
        if rev_id.hex() not in self.named:
            return False
        try:
            return not self.is_true_of(rev_id, decode_envelope(raw))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return False


def read_record(connection: Connection, kinds: Mapping[str, KindSpec], by: bytes) -> Record:
    """Return the record whose revision is ``by``; it names nothing where it is not in the log."""
    row = connection.execute("SELECT raw FROM revision WHERE rev_id = ?", (by,)).fetchone()
    if row is None:
        return Record(None, b"")
    envelope = decode_envelope(row[0])
    return Record(kinds.get(envelope.kind), bytes(envelope.body))


def erased_of(connection: Connection, rev_ids: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return with their records those of the revisions that were erased."""
    if connection.execute("SELECT 1 FROM erased LIMIT 1").fetchone() is None:
        return {}
    return dict(among(connection, "SELECT rev_id, by_rev FROM erased WHERE rev_id IN ({})", rev_ids))


def false_of(
    connection: Connection, kinds: Mapping[str, KindSpec], erased: Mapping[bytes, bytes], raws: Mapping[bytes, bytes]
) -> dict[bytes, bytes]:
    """Return with their bytes those erased revisions (rev_id → record) that the record lied about."""
    records = {by: read_record(connection, kinds, by) for by in set(erased.values())}
    return {rev_id: raws[rev_id] for rev_id, by in erased.items() if records[by].lies_about(rev_id, raws[rev_id])}


def withdraw(
    connection: Connection, kinds: Mapping[str, KindSpec], room: WaitingRoom, false: Mapping[bytes, bytes]
) -> tuple[list[Item], set[str], list[bytes]]:
    """Take false skeletons of what has come (rev_id → bytes) out of log and room.

    Returns what is to be placed anew, the documents that have changed, and which revisions no record names truly, so
    that they may come in. Placed anew is what hung below, what was held because it did not fit, and the skeleton of
    what another record names truly. The rows of the documents must be written before; their heads are right afterwards.
    """
    rev_ids = list(false)
    among(connection, "DELETE FROM erased WHERE rev_id IN ({})", rev_ids)
    room.drop([num for (num,) in among(connection, "SELECT num FROM waiting WHERE rev_id IN ({})", rev_ids)])
    items: list[Item] = []
    changed: set[str] = set()
    nums = {num for (num,) in among(connection, "SELECT doc FROM revision WHERE rev_id IN ({})", rev_ids)}
    for num in sorted(nums):
        doc_id, below = _take_out(connection, kinds, num, set(rev_ids))
        changed.add(doc_id)
        items += below
    wanted = {rev_id.hex() for rev_id in rev_ids}
    rows = connection.execute("SELECT rev_id, raw, source FROM quarantine WHERE reason = ? ORDER BY num", (_HELD,))
    for rev_id, raw, source in rows.fetchall():
        envelope = decode_envelope(raw)
        if wanted.intersection(envelope.parents):
            connection.execute("DELETE FROM quarantine WHERE rev_id = ?", (rev_id,))
            items.append(to_item(rev_id, raw, envelope, source))
    bare = _named_truly(connection, kinds, false)
    return [*bare.values(), *items], changed, [rev_id for rev_id in false if rev_id not in bare]


def _named_truly(
    connection: Connection, kinds: Mapping[str, KindSpec], raws: Mapping[bytes, bytes]
) -> dict[bytes, Item]:
    """Note those revisions as erased that another record tells the truth about; return their skeletons."""
    ordering = [kind for kind, spec in kinds.items() if spec.skeletons is not None]
    rows = among(
        connection,
        "SELECT r.rev_id FROM document d JOIN revision r ON r.doc = d.num WHERE d.kind IN ({}) ORDER BY r.rev_id",
        ordering,
    )
    found: dict[bytes, Item] = {}
    for (by,) in rows:
        record = read_record(connection, kinds, by)
        for rev_id, raw in raws.items():
            if rev_id not in found and record.is_true_of(rev_id, decode_envelope(raw)):
                bare = skeleton_raw(record.named[rev_id.hex()])
                found[rev_id] = to_item(rev_id, bare, decode_envelope(bare), by.hex())
                connection.execute("INSERT INTO erased(rev_id, by_rev) VALUES (?, ?)", (rev_id, by))
    return found


def _take_out(
    connection: Connection, kinds: Mapping[str, KindSpec], num: int, gone: Iterable[bytes]
) -> tuple[str, list[Item]]:
    """Take revisions and what descends from them out of one document; return its id and what descended."""
    false = set(gone)
    out = set(false)
    below: list[Item] = []
    kept: dict[bytes, tuple[bytes, ...]] = {}
    origins = Origins(read_runs(connection), 0)
    rows = connection.execute("SELECT seq, rev_id, raw FROM revision WHERE doc = ? ORDER BY seq", (num,)).fetchall()
    for seq, rev_id, raw in rows:
        item = to_item(rev_id, raw, decode_envelope(raw), origins.of(seq))
        if rev_id not in out and not out.intersection(item[4]):
            kept[rev_id] = item[4]
            continue
        out.add(rev_id)
        if rev_id not in false:
            below.append(item)
        rooms.put(connection, VOID, f"{seq:016d}", rev_id)
        connection.execute("DELETE FROM revision WHERE seq = ?", (seq,))
    doc_id, kind = connection.execute("SELECT doc_id, kind FROM document WHERE num = ?", (num,)).fetchone()
    if kept:
        packed = b"".join(sorted(heads_of(kept)))
        connection.execute("UPDATE document SET heads = ? WHERE num = ?", (packed, num))
    else:
        if kind in kinds:
            projection.forget(connection, kinds[kind], [(num,)])
        connection.execute("DELETE FROM document WHERE num = ?", (num,))
    return doc_id.hex(), below

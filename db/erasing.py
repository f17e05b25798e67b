"""Erasing: bodies of revisions are taken out of the log for good, and whatever was made from them with them.

A lawful erasure needs the words gone and the record of it kept: the ids stay, so that the graph of revisions, the
audit chain and other people's documents still verify (docs/spec/erasure.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from db import naming
from db.arrivals import Arrivals
from db.documents import among
from db.driver import Connection
from db.errors import StoreError
from db.kinds import KindSpec
from db.records import Finding
from db.revision import decode_envelope, revision_key
from db.sifting import Item, to_item
from db.skeleton import ErasureReport, Skeleton, skeleton_in, skeleton_raw
from db.withdrawing import Record, read_record

BATCH = 500


class Eraser:
    """Erases within one transaction; ``finish`` must run before its end."""

    def __init__(self, connection: Connection, kinds: Mapping[str, KindSpec], arrivals: Arrivals) -> None:
        self._connection = connection
        self._kinds = kinds
        self._arrivals = arrivals
        self._documents: set[str] = set()

    def erase(self, skeletons: Iterable[Skeleton], by: bytes) -> ErasureReport:
        """Erase what these skeletons name by order of the revision ``by``; see ``Transaction.erase``."""
        if self._connection.execute("SELECT 1 FROM revision WHERE rev_id = ?", (by,)).fetchone() is None:
            raise StoreError("record_unknown", rev_id=by.hex())
        self._arrivals.settle()
        erased = placed = known = 0
        refused: list[str] = []
        every = list(skeletons)
        record = read_record(self._connection, self._kinds, by)
        for at in range(0, len(every), BATCH):
            raws = self._sound(every[at : at + BATCH], refused)
            before = self._erased(raws)
            known += len(before)
            left = {rev_id: pair for rev_id, pair in raws.items() if rev_id not in before}
            here = self._replace("revision", left, refused)
            waiting = self._replace("waiting", left, refused)
            self._spare_held(left, refused, record)
            self._note(left, by)
            erased += len(here) + len(waiting)
            absent = [rev_id for rev_id in left if rev_id not in here and rev_id not in waiting]
            placed += len(absent)
            self._documents.update(left[rev_id][0].doc_id for rev_id in here)
            self._arrivals.touch(self._documents)
            self._arrivals.place([_item(rev_id, *left[rev_id], by.hex()) for rev_id in absent])
            self._documents.update(left[rev_id][0].doc_id for rev_id in absent)
            among(self._connection, "DELETE FROM quarantine WHERE rev_id IN ({})", list(left))
        return ErasureReport(erased, placed, known, tuple(refused))

    def erase_attachments(self, shas: Collection[str], by: bytes) -> None:
        """Take kept files away and let none of them be kept again."""
        keys = [revision_key(sha) for sha in shas]
        among(self._connection, "DELETE FROM attachment WHERE sha IN ({})", keys)
        self._connection.executemany(
            "INSERT OR IGNORE INTO erased_attachment(sha, by_rev) VALUES (?, ?)", [(key, by) for key in keys]
        )

    def finish(self) -> None:
        """Drop what was typed and not saved in documents that are gone, and every trace in the search indexes.

        An index keeps the words of a row it was told to forget until it happens to merge its segments; making it
        anew drops them at once.
        """
        if not self._documents:
            return
        naming.refill(self._connection, self._kinds, self._documents)
        keys = [bytes.fromhex(doc) for doc in self._documents]
        gone = among(self._connection, "SELECT doc_id, kind FROM document WHERE doc_id IN ({})", keys)
        among(
            self._connection,
            "DELETE FROM working WHERE doc_id IN (SELECT doc_id FROM document WHERE deleted = 1 AND doc_id IN ({}))",
            keys,
        )
        for kind in sorted({kind for _, kind in gone}):
            spec = self._kinds.get(kind)
            if spec is not None and spec.search:
                self._connection.execute(f'INSERT INTO "fts_{kind}"("fts_{kind}") VALUES (\'rebuild\')')

    def _sound(self, part: Sequence[Skeleton], refused: list[str]) -> dict[bytes, tuple[Skeleton, bytes]]:
        """Return skeleton and bytes by rev_id; what no revision can be, or what is an erasure record, is refused."""
        found: dict[bytes, tuple[Skeleton, bytes]] = {}
        for skeleton in part:
            spec = self._kinds.get(skeleton.kind)
            if spec is not None and spec.skeletons is not None:
                refused.append(skeleton.rev_id)
                continue
            try:
                found[bytes.fromhex(skeleton.rev_id)] = skeleton, skeleton_raw(skeleton)
            except StoreError:
                refused.append(skeleton.rev_id)
        return found

    def _erased(self, rev_ids: Iterable[bytes]) -> set[bytes]:
        rows = among(self._connection, "SELECT rev_id FROM erased WHERE rev_id IN ({})", list(rev_ids))
        return {row[0] for row in rows}

    def _replace(self, table: str, left: dict[bytes, tuple[Skeleton, bytes]], refused: list[str]) -> set[bytes]:
        """Put the bytes of the skeletons in the place of the revisions in a table; return which were there.

        A skeleton that says something else than the revision is taken out of ``left`` and refused.
        """
        stored = among(self._connection, f"SELECT rev_id, raw FROM {table} WHERE rev_id IN ({{}})", list(left))
        changes: list[tuple[bytes, bytes]] = []
        for rev_id, raw in stored:
            skeleton, bare = left[rev_id]
            if skeleton_in(rev_id.hex(), decode_envelope(raw)) == skeleton:
                changes.append((bare, rev_id))
            else:
                del left[rev_id]
                refused.append(rev_id.hex())
        self._connection.executemany(f"UPDATE {table} SET raw = ? WHERE rev_id = ?", changes)
        return {rev_id for _, rev_id in changes}

    def _spare_held(self, left: dict[bytes, tuple[Skeleton, bytes]], refused: list[str], record: Record) -> None:
        """Refuse what the record says falsely of bytes in quarantine, as if they came after it."""
        rows = among(self._connection, "SELECT rev_id, raw FROM quarantine WHERE rev_id IN ({})", list(left))
        for rev_id, raw in rows:
            if record.lies_about(rev_id, raw):
                del left[rev_id]
                refused.append(rev_id.hex())

    def _note(self, rev_ids: Iterable[bytes], by: bytes) -> None:
        self._connection.executemany(
            "INSERT INTO erased(rev_id, by_rev) VALUES (?, ?)", [(rev_id, by) for rev_id in rev_ids]
        )


def _item(rev_id: bytes, skeleton: Skeleton, raw: bytes, source: str) -> Item:
    return to_item(rev_id, raw, decode_envelope(raw), source)


def records(connection: Connection, rev_ids: Sequence[bytes]) -> dict[str, str]:
    """Return for those of the revisions that were erased the revision that ordered it, as hexadecimal text."""
    rows = among(connection, "SELECT rev_id, by_rev FROM erased WHERE rev_id IN ({})", rev_ids)
    return {rev_id.hex(): by.hex() for rev_id, by in rows}


def all_erased(connection: Connection) -> set[bytes]:
    """Return the rev_ids of everything that was erased."""
    return {rev_id for (rev_id,) in connection.execute("SELECT rev_id FROM erased")}


def faults(connection: Connection, kinds: Mapping[str, KindSpec]) -> Iterator[Finding]:
    """Yield what is unsound about erased revisions: no record names one, or its body is back.

    Everything in the place of an erased revision must be exactly what the record in the log says of it.
    """
    for (by,) in connection.execute("SELECT DISTINCT by_rev FROM erased ORDER BY by_rev").fetchall():
        named = _named(connection, kinds, by)
        rows = connection.execute(
            "SELECT e.rev_id, coalesce(r.raw, w.raw) FROM erased e LEFT JOIN revision r ON r.rev_id = e.rev_id "
            "LEFT JOIN waiting w ON w.rev_id = e.rev_id WHERE e.by_rev = ?",
            (by,),
        )
        for rev_id, raw in rows.fetchall():
            facts = {"rev_id": rev_id.hex(), "record": by.hex()}
            expected = named.get(rev_id.hex())
            if expected is None:
                yield Finding("erased_without_record", facts)
            elif raw is not None and raw != expected:
                yield Finding("erasure_undone", facts)


def _named(connection: Connection, kinds: Mapping[str, KindSpec], by: bytes) -> dict[str, bytes]:
    """Return the bytes that a record demands for each revision that it names; none where there is no record."""
    row = connection.execute("SELECT raw FROM revision WHERE rev_id = ?", (by,)).fetchone()
    if row is None:
        return {}
    envelope = decode_envelope(row[0])
    spec = kinds.get(envelope.kind)
    if spec is None or spec.skeletons is None:
        return {}
    found: dict[str, bytes] = {}
    for skeleton in spec.skeletons(bytes(envelope.body)):
        try:
            found[skeleton.rev_id] = skeleton_raw(skeleton)
        except StoreError:
            continue
    return found

"""The reading side of an open store: documents, the log, the small rooms, the audit chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from db import audit, documents, erasing, finding, log, naming, rooms
from db.antichain import Kinship
from db.driver import Connection, translated
from db.errors import StoreError
from db.kinds import Json, KindSpec, Merge
from db.origins import Origins, Run, Span, read_runs
from db.records import (
    Attachment,
    AttachmentFacts,
    AuditRow,
    Document,
    Found,
    QuarantinedRecord,
    WaitingRevision,
    Working,
)
from db.revision import Revision, document_key, revision_key
from db.setting_aside import AsidePlan, Parter, count_aside, held_sizes
from db.skeleton import Skeleton
from db.writing import Transaction


class Readings:
    """Everything that is read from an open store; ``Store`` adds the writing."""

    _connection: Connection
    _kinds: Mapping[str, KindSpec]
    _merge: Merge
    _writing: Transaction | None

    def working(self, doc_id: str, who: str) -> Working | None:
        """Return what a person has typed in a document and not saved, or None."""
        with self._reading():
            return rooms.working(self._connection, doc_id, who)

    def workings(self, who: str | None = None) -> list[Working]:
        """Return all working copies, of one person where given, oldest first."""
        with self._reading():
            return rooms.workings(self._connection, who)

    def get(self, space: str, key: str) -> bytes | None:
        """Return a value of a key-value space, or None."""
        with self._reading():
            return rooms.get(self._connection, space, key)

    def items(self, space: str) -> list[tuple[str, bytes]]:
        """Return the keys and values of a key-value space, sorted by key."""
        with self._reading():
            return rooms.items(self._connection, space)

    def document(self, doc_id: str) -> Document | None:
        """Return the current state of a document, or None."""
        return self.documents([doc_id]).get(doc_id)

    def documents(self, doc_ids: Iterable[str]) -> dict[str, Document]:
        """Return the current states of these documents by id; unknown ids are left out."""
        with self._reading():
            return documents.read_many(self._connection, self._kinds, doc_ids)

    def heads(self, doc_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the heads of these documents by id, without reading what they say; unknown ids are left out."""
        with self._reading():
            return documents.heads_known(self._connection, doc_ids)

    def labels(self, kind: str, doc_ids: Iterable[str]) -> dict[str, str]:
        """Return the labels of those of these documents that are of one kind, by id, without reading what they say."""
        with self._reading():
            return documents.labels(self._connection, self._spec(kind).kind, doc_ids)

    def find(
        self,
        kind: str,
        *,
        where: Mapping[str, Json] | None = None,
        text: str = "",
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
        deleted: bool = False,
        bodies: bool = True,
    ) -> list[Found]:
        """Return the documents of a kind that are not deleted, or with ``deleted`` those that are.

        ``where`` maps a declared column, ``label``, ``scope`` or ``conflicts`` to a value or a list of values;
        ``text`` is looked for by word prefixes, whatever signs it holds; ``order`` names columns, ``-column``
        for descending, the label by default. Without ``bodies`` the columns alone are read and ``body`` is empty, which
        is far quicker over thousands. Raises ``unknown_kind`` and ``unknown_column``.
        """
        with self._reading():
            return finding.find(
                self._connection,
                self._spec(kind),
                where=where or {},
                text=text,
                order=order,
                limit=limit,
                offset=offset,
                deleted=deleted,
                bodies=bodies,
            )

    def count(
        self, kind: str, *, where: Mapping[str, Json] | None = None, text: str = "", deleted: bool = False
    ) -> int:
        """Return how many documents ``find`` would return without a limit."""
        with self._reading():
            return finding.count(self._connection, self._spec(kind), where=where or {}, text=text, deleted=deleted)

    def revision(self, rev_id: str) -> Revision | None:
        """Return one revision of the log, or None."""
        with self._reading():
            return log.revision(self._connection, revision_key(rev_id))

    def history(self, doc_id: str) -> list[Revision]:
        """Return all revisions of a document in the order in which they arrived here."""
        with self._reading():
            return log.history(self._connection, document_key(doc_id))

    def changed_since_made(self, doc_ids: Iterable[str]) -> set[str]:
        """Return those of the documents that have more than one revision, without reading any."""
        with self._reading():
            return log.with_several(self._connection, list(map(document_key, doc_ids)))

    def are_apart(self, rev_ids: Collection[str]) -> bool:
        """Tell whether it is proved that none of these revisions of the log descends from another."""
        with self._reading():
            return Kinship(self._connection).related(list(map(revision_key, rev_ids))) is False

    def joined(self, doc_id: str, rev_ids: Collection[str]) -> Document | None:
        """Return a document as it would be with just these revisions as heads; None where one is not of it.

        The revisions must be apart; ``label`` stays empty.
        """
        with self._reading():
            key, tips = document_key(doc_id), sorted(map(revision_key, rev_ids))
            return documents.joined(self._connection, key, tips, self._merge)

    def between(self, first: str, last: str, *, limit: int = 16) -> list[tuple[int, Revision]]:
        """Return (sequence number, revision) of the revisions whose ids lie between two, both included."""
        with self._reading():
            rows = log.between(self._connection, revision_key(first), revision_key(last), limit)
            found = [(seq, log.revision(self._connection, rev_id)) for seq, rev_id in rows]
            return [(seq, rev) for seq, rev in found if rev is not None]

    def known(self, rev_ids: Iterable[str]) -> set[str]:
        """Return those of the ids that are in the log."""
        with self._reading():
            return log.known(self._connection, list(map(revision_key, rev_ids)))

    def revisions_after(
        self,
        seq: int,
        *,
        upto: int | None = None,
        not_devices: Collection[str] = (),
        scope_prefix: str = "",
    ) -> Iterator[tuple[int, str, bytes]]:
        """Yield (sequence number, rev_id, raw) after ``seq`` up to ``upto``, in order of arrival.

        Left out is what was erased, what ``not_devices`` wrote, and with a prefix what is of other scopes. Read in
        pages, so writing meanwhile is allowed.
        """
        return log.after(
            self._connection,
            self._reading,
            seq,
            upto=upto,
            not_devices=[document_key(device) for device in not_devices],
            scope_prefix=scope_prefix,
        )

    def documents_after(self, seq: int) -> list[tuple[str, str, str, int, int]]:
        """Return doc_id, kind, scope, count and last sequence number of the revisions after ``seq``, by document.

        In the order of the last one. No revision is read for it; what was erased is left out.
        """
        with self._reading():
            return log.by_document(self._connection, seq)

    def rev_ids(self, after_seq: int = 0) -> Iterator[tuple[int, str]]:
        """Yield (sequence number, rev_id) of the whole log in order of arrival, erased revisions too.

        It is what the audit chain binds; ``revisions_after`` hands out only what still is a revision.
        """
        return log.rev_ids(self._connection, self._reading, after_seq)

    def numbers(self, device: str = "") -> Iterator[tuple[str, str, str, int]]:
        """Yield (rev_id, device, epoch, n) in order of arrival, erased revisions too; with a device only its own."""
        return log.numbers(self._connection, self._reading, document_key(device) if device else None)

    def erased(self, rev_ids: Iterable[str]) -> dict[str, str]:
        """Return for those of the revisions that were erased the rev_id of the record that ordered it."""
        with self._reading():
            return erasing.records(self._connection, list(map(revision_key, rev_ids)))

    def last_seq(self) -> int:
        """Return the sequence number of the newest revision, 0 for none."""
        with self._reading():
            return log.last_seq(self._connection)

    def counter(self) -> int:
        """Return how many revisions this device has written in the present epoch."""
        with self._reading():
            return int(self._connection.execute("SELECT value FROM meta WHERE key = 'n'").fetchone()[0])

    def waiting(self) -> list[WaitingRevision]:
        """Return the revisions whose parents have not come, with the parents that are missing."""
        with self._reading():
            return rooms.waiting(self._connection)

    def waiting_raws(self) -> list[bytes]:
        """Return the exact bytes of what waits for its parents, in order of arrival."""
        with self._reading():
            return [row[0] for row in self._connection.execute("SELECT raw FROM waiting ORDER BY num").fetchall()]

    def waiting_of(self, doc_ids: Collection[str]) -> list[Skeleton]:
        """Return what would stay of the revisions of these documents that wait for their parents."""
        with self._reading():
            return rooms.waiting_of(self._connection, doc_ids)

    def origins(self, older: Sequence[Run] = ()) -> Origins:
        """Return whence each place of the log came; ``older`` tells of places before this was noted."""
        with self._reading():
            runs = read_runs(self._connection)
            known = runs[0][0] if runs else log.last_seq(self._connection) + 1
            return Origins([*(run for run in older if run[0] < known), *runs], log.last_seq(self._connection))

    def origins_known_from(self) -> int:
        """Return the first place of the log of which the store itself noted whence it came."""
        with self._reading():
            runs = read_runs(self._connection)
            return runs[0][0] if runs else log.last_seq(self._connection) + 1

    def plan_aside(self, source: str, spans: Sequence[Span], typed: Sequence[Working] = ()) -> AsidePlan:
        """Return what setting a source aside would do, once these working copies are revisions; changes nothing."""
        with self._reading():
            device = self._connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()[0]
            return Parter(self._connection, source, spans).plan(device, typed)

    def count_aside(self) -> dict[str, int]:
        """Return how many revisions are set aside, by source."""
        with self._reading():
            return count_aside(self._connection)

    def quarantined(self) -> list[QuarantinedRecord]:
        """Return what was kept aside, with its reason."""
        with self._reading():
            return rooms.quarantined(self._connection)

    def quarantine_sizes(self) -> dict[str, tuple[int, int]]:
        """Return how many records are kept aside and their bytes, by source, without imports that were taken back."""
        with self._reading():
            return held_sizes(self._connection)

    def conflicted(self, kind: str | None = None) -> list[Document]:
        """Return every document with a disputed field, of one kind where given."""
        with self._reading():
            return documents.in_conflict(self._connection, self._kinds, kind)

    def disputed(self) -> set[str]:
        """Return the ids of the documents with a disputed field; much cheaper than ``conflicted``."""
        with self._reading():
            return documents.disputed(self._connection)

    def attachment(self, sha: str) -> Attachment | None:
        """Return a kept file by the SHA-256 of its bytes, or None; raises ``attachment_damaged`` for other bytes."""
        with self._reading():
            return rooms.attachment(self._connection, revision_key(sha))

    def attachment_facts(self, shas: Iterable[str] | None = None) -> list[AttachmentFacts]:
        """Return type and size of these kept files, or of all, without reading them; unknown ones are left out."""
        with self._reading():
            return naming.facts(self._connection, None if shas is None else list(map(revision_key, shas)))

    def attachments_size(self) -> int:
        """Return how many bytes all kept files have together."""
        with self._reading():
            return naming.total_size(self._connection)

    def documents_naming(self, shas: Iterable[str], *, sources: bool = False) -> dict[str, set[str]]:
        """Return the ids of the documents that name these files in any version, by hash.

        With ``sources`` the hashes are those of the files that kept ones were made from.
        """
        with self._reading():
            return naming.documents_naming(self._connection, list(map(revision_key, shas)), sources=sources)

    def named_by(self, doc_ids: Iterable[str]) -> dict[str, set[str]]:
        """Return the hashes of the kept files that these documents name in any version, by document."""
        with self._reading():
            return naming.named_by(self._connection, list(map(document_key, doc_ids)))

    def attachments_named(self, *, upto: int | None = None, scope: str = "", here: bool = True) -> list[str]:
        """Return the hashes of the files that are here and named, oldest first, or with ``here`` False of the missing.

        ``upto`` bounds the revisions that count by their sequence number, ``scope`` the documents: of it and below it.
        """
        with self._reading():
            last = log.last_seq(self._connection) if upto is None else upto
            return naming.named(self._connection, upto=last, scope=scope, here=here)

    def attachments_unnamed(self) -> list[AttachmentFacts]:
        """Return the kept files that no revision of the log names, in order of arrival."""
        with self._reading():
            return naming.unnamed(self._connection)

    def erased_attachments(self, shas: Iterable[str]) -> set[str]:
        """Return those of the hashes whose files were erased and are never kept again."""
        with self._reading():
            return naming.erased_files(self._connection, list(map(revision_key, shas)))

    def audit_rows(
        self,
        limit: int | None = 100,
        offset: int = 0,
        *,
        act: str | Collection[str] | None = None,
        doc_id: str | None = None,
        doc_ids: Collection[str] | None = None,
        who: str | Collection[str] | None = None,
        after_seq: int = 0,
        before_seq: int | None = None,
        text: str = "",
        at: str = "",
        doubt: bool | None = None,
    ) -> list[AuditRow]:
        """Return audit rows, newest first; ``limit`` None for all.

        ``act`` and ``who`` are one value or several, ``doc_id`` or ``doc_ids`` the documents concerned, ``after_seq``
        and ``before_seq`` exclusive bounds, and ``text`` must stand in the details (ASCII letters in either case).
        ``at`` is the beginning of the claimed time (``2026-11``), ``doubt`` whether its clock was in doubt. Of a row
        whose bytes were damaged only number and act are told.
        """
        chosen = audit.chosen(act, doc_id, doc_ids, who, after_seq, before_seq, text, at, doubt)
        with self._reading():
            return audit.rows(self._connection, chosen, limit=limit, offset=offset)

    def audit_raw(self, after_seq: int = 0) -> Iterator[tuple[int, bytes, str]]:
        """Yield (sequence number, exact bytes, hash as hexadecimal text) of the chain, oldest first, read in pages."""
        return audit.stream(self._connection, self._reading, after_seq)

    def audit_faults(self) -> list[tuple[int, str]]:
        """Return (row, what is wrong) for every row that does not fit the chain or the log: the whole chain is read."""
        with self._reading():
            return list(audit.faults(self._connection))

    def audit_acts(self) -> list[str]:
        """Return every act that the chain names, sorted."""
        with self._reading():
            return audit.acts(self._connection)

    def audit_whos(self) -> list[str]:
        """Return everybody whom the chain names as acting, sorted."""
        with self._reading():
            return audit.whos(self._connection)

    def audit_of(self, seq: int) -> AuditRow | None:
        """Return the row of the transaction that brought the revision with this sequence number, or None."""
        with self._reading():
            return audit.of_revision(self._connection, seq)

    def audit_head(self) -> tuple[int, str]:
        """Return how many audit rows there are and the hash of the last one."""
        with self._reading():
            count, digest = audit.head(self._connection)
            return count, digest.hex()

    def audit_hash_at(self, count: int) -> str | None:
        """Return the hash that the chain had after ``count`` rows, None where it never had so many."""
        with self._reading():
            digest = audit.hash_at(self._connection, count)
            return None if digest is None else digest.hex()

    def _spec(self, kind: str) -> KindSpec:
        if kind not in self._kinds:
            raise StoreError("unknown_kind", kind=kind)
        return self._kinds[kind]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with translated(wrong_key="damaged"):
            if self._writing is not None:
                # A reader inside a transaction sees what the transaction has written.
                self._writing.settle()
            yield

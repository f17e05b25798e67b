"""The store: one open encrypted file, read and written from one thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from db import audit, checking, documents, finding, log, rebuilding, rooms
from db.copying import copy_to
from db.driver import Connection, is_failed_io, keyed, translated
from db.errors import StoreError
from db.kinds import Json, KindSpec, Merge
from db.migrations import Migration
from db.records import (
    Attachment,
    AuditRow,
    Document,
    Finding,
    Found,
    QuarantinedRecord,
    WaitingRevision,
    Working,
)
from db.revision import Claim, Revision, document_key, revision_key
from db.writing import Transaction

USUAL_CACHE_KIB = 16 * 1024

Progress = Callable[[int, int], None]
"""Called with (done, all) now and then."""


class Store:
    """An open store; get one from ``create_store`` or ``open_store``, and ``close`` it.

    After a failed commit nobody knows what the disk holds, so the store refuses further writing with
    ``store_must_reopen`` until it has been closed and opened again.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        path: Path,
        key: bytes,
        device: str,
        epoch: str,
        kinds: Mapping[str, KindSpec],
        merge: Merge,
        steps: Sequence[Migration],
    ) -> None:
        self.path = path
        self.device = device
        self.epoch = epoch
        self._connection = connection
        self._key = key
        self._kinds = kinds
        self._merge = merge
        self._steps = steps
        self._writing: Transaction | None = None
        self._must_reopen = False
        connection.execute(f"PRAGMA cache_size = -{USUAL_CACHE_KIB}")

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a clean close leaves one file without a write-ahead log. Twice is no error."""
        with translated():
            self._connection.close()

    @contextmanager
    def write(
        self, *, act: str, who: str, at: Claim, doc_id: str = "", detail: Mapping[str, Json] | None = None
    ) -> Iterator[Transaction]:
        """Run one write transaction; any exception leaves the store as it was.

        ``act`` names the deed and ``doc_id`` the one document it concerns, if it is one; both can be looked
        for in the audit rows. Raises ``already_writing`` inside another one and ``store_must_reopen``.
        """
        with translated(wrong_key="damaged"):
            self._begin()
            try:
                transaction = Transaction(
                    self._connection, self._kinds, self._merge, who=who, at=at, detail=detail or {}
                )
                self._writing = transaction
                try:
                    yield transaction
                    transaction.finish(act, doc_id)
                finally:
                    self._writing = None
                    transaction.end()
            except BaseException as error:
                self._roll_back(error)
                raise
            self._commit()
            self.epoch = transaction.epoch
            if transaction.is_large:
                self._tidy()

    def put_working(self, working: Working) -> None:
        """Keep durably what a person has typed: a transaction of its own with one sync and no audit row."""
        with self._small_write():
            rooms.put_working(self._connection, self._kinds, working)

    def drop_working(self, doc_id: str, who: str) -> None:
        """Forget a working copy, because the person discards it; no audit row."""
        with self._small_write():
            rooms.drop_working(self._connection, doc_id, who)

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
    ) -> list[Found]:
        """Return the documents of a kind that are not deleted, or with ``deleted`` those that are.

        ``where`` maps a declared column, ``label``, ``scope`` or ``conflicts`` to a value or a list of values;
        ``text`` is looked for by word prefixes, whatever signs it holds; ``order`` names columns, ``-column``
        for descending, the label by default. Raises ``unknown_kind`` and ``unknown_column``.
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

        Revisions of ``not_devices`` are left out, and with a prefix those of other scopes. Read in pages, so
        writing meanwhile is allowed.
        """
        return log.after(
            self._connection,
            self._reading,
            seq,
            upto=upto,
            not_devices=[document_key(device) for device in not_devices],
            scope_prefix=scope_prefix,
        )

    def last_seq(self) -> int:
        """Return the sequence number of the newest revision, 0 for none."""
        with self._reading():
            return log.last_seq(self._connection)

    def waiting(self) -> list[WaitingRevision]:
        """Return the revisions whose parents have not come, with the parents that are missing."""
        with self._reading():
            return rooms.waiting(self._connection)

    def quarantined(self) -> list[QuarantinedRecord]:
        """Return what was kept aside, with its reason."""
        with self._reading():
            return rooms.quarantined(self._connection)

    def conflicted(self, kind: str | None = None) -> list[Document]:
        """Return every document with a disputed field, of one kind where given."""
        with self._reading():
            return documents.in_conflict(self._connection, self._kinds, kind)

    def disputed(self) -> set[str]:
        """Return the ids of the documents with a disputed field; much cheaper than ``conflicted``."""
        with self._reading():
            return documents.disputed(self._connection)

    def attachment(self, sha: str) -> Attachment | None:
        """Return a kept file by the SHA-256 of its bytes, or None."""
        with self._reading():
            return rooms.attachment(self._connection, revision_key(sha))

    def audit_rows(
        self, limit: int = 100, offset: int = 0, *, act: str | None = None, doc_id: str | None = None
    ) -> list[AuditRow]:
        """Return audit rows, newest first, of one act or one document where given."""
        with self._reading():
            return audit.rows(self._connection, limit=limit, offset=offset, act=act, doc_id=doc_id)

    def audit_head(self) -> tuple[int, str]:
        """Return how many audit rows there are and the hash of the last one."""
        with self._reading():
            count, digest = audit.head(self._connection)
            return count, digest.hex()

    def check(self, deep: bool = True, progress: Progress | None = None) -> list[Finding]:
        """Return what is unsound; nothing found means sound.

        Always: every page's HMAC, the structure, the audit chain, the schema, the waiting room. ``deep`` also
        hashes every revision and attachment and computes every current document anew.
        """
        with self._reading():
            return checking.check(self._connection, self._kinds, self._merge, self._steps, deep=deep, progress=progress)

    def rebuild(self, *, who: str = "", at: Claim | None = None) -> None:
        """Compute everything that is not the log anew from the log, with one audit row."""
        with translated(wrong_key="damaged"):
            self._begin()
            try:
                rebuilding.rebuild(self._connection, self._kinds, self._merge)
                transaction = Transaction(
                    self._connection,
                    self._kinds,
                    self._merge,
                    who=who,
                    at=at or Claim("", doubt=True),
                    detail={},
                )
                # What waited for a parent that is here after all comes in now.
                transaction.release_waiting()
                transaction.finish("susun_ulang", "")
            except BaseException as error:
                self._roll_back(error)
                raise
            self._commit()
            self._tidy()

    def backup(self, path: Path) -> None:
        """Write a proved encrypted copy of the whole store under the same key; see ``copy_to``."""
        if self._writing is not None:
            raise StoreError("already_writing")
        with self._reading():
            copy_to(self._connection, lambda part: keyed(part, self._key), path)

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

    @contextmanager
    def _small_write(self) -> Iterator[None]:
        with translated(wrong_key="damaged"):
            self._begin()
            try:
                yield
            except BaseException as error:
                self._roll_back(error)
                raise
            self._commit()

    def _begin(self) -> None:
        if self._must_reopen:
            raise StoreError("store_must_reopen")
        if self._writing is not None:
            raise StoreError("already_writing")
        self._connection.execute("BEGIN IMMEDIATE")

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except BaseException as error:
            # A failed sync must not be tried again on the same connection: the kernel may have thrown the
            # pages away and would report success (faults A12).
            self._must_reopen = True
            self._roll_back(error)
            raise

    def _roll_back(self, cause: BaseException) -> None:
        if is_failed_io(cause):
            self._must_reopen = True
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._connection.execute(f"PRAGMA cache_size = -{USUAL_CACHE_KIB}")
        except Exception:
            # The first error is the one to tell; this connection is not written to again.
            self._must_reopen = True

    def _tidy(self) -> None:
        """Fold a large write-ahead log back into the file; what was committed is safe either way."""
        try:
            self._connection.execute(f"PRAGMA cache_size = -{USUAL_CACHE_KIB}")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._connection.execute("PRAGMA shrink_memory")
        except Exception:
            # The transaction is durable in the log and must be reported as done.
            self._must_reopen = True

"""The store: one open encrypted file, read and written from one thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from db import checking, rebuilding, rooms
from db.copying import copy_to
from db.driver import KEY_BYTES, Connection, is_failed_io, is_full_disk, keyed, translated
from db.errors import StoreError
from db.kinds import Json, KindSpec, Merge
from db.migrations import Migration
from db.reading import Readings
from db.records import Finding, Working
from db.revision import Claim
from db.writing import Transaction

USUAL_CACHE_KIB = 16 * 1024

Progress = Callable[[int, int], None]
"""Called with (done, all) now and then."""


class Store(Readings):
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
        self._in_a_row = 0
        self._untidy = False
        self.after_commit: Callable[[], None] | None = None
        """Called after each durable transaction that left an audit row; what it raises is not caught."""
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
            self.epoch, self.device = transaction.epoch, transaction.device
            if transaction.is_large and (transaction.has_erased or not self._in_a_row):
                self._tidy()
            elif transaction.is_large:
                self._untidy = True
        self._tell_commit()

    @contextmanager
    def in_a_row(self) -> Iterator[None]:
        """Let large transactions follow one another: the log is folded in and the cache given up after the last.

        Each is as durable as alone, and SQLite folds in what is beyond a thousand pages as it goes. One that has
        erased is folded in at once.
        """
        self._in_a_row += 1
        try:
            yield
        finally:
            self._in_a_row -= 1
            if self._untidy and not self._in_a_row:
                self._tidy()

    def put_working(self, working: Working) -> None:
        """Keep durably what a person has typed: a transaction of its own with one sync and no audit row."""
        with self._small_write():
            rooms.put_working(self._connection, self._kinds, working)

    def drop_working(self, doc_id: str, who: str) -> None:
        """Forget a working copy, because the person discards it; no audit row."""
        with self._small_write():
            rooms.drop_working(self._connection, doc_id, who)

    def put_quietly(self, space: str, key: str, value: bytes) -> None:
        """Set a value of a space durably: a transaction of its own with one sync, and nothing that says who or when."""
        with self._small_write():
            rooms.put(self._connection, space, key, value)

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
        self._tell_commit()

    def backup(self, path: Path) -> None:
        """Write a proved encrypted copy of the whole store under the same key; see ``copy_to``."""
        self.copy_with_key(path, self._key)

    def copy_with_key(self, path: Path, new_key: bytes) -> None:
        """Write a proved encrypted copy of the whole store under another raw key; see ``copy_to``.

        Raises ``bad_key`` for a key that is not 256 bits long. This store goes on under its own key;
        ``replace_store`` puts the copy in its place once it is closed.
        """
        if self._writing is not None:
            raise StoreError("already_writing")
        if len(new_key) != KEY_BYTES:
            raise StoreError("bad_key", length=len(new_key))
        with self._reading():
            copy_to(self._connection, lambda part: keyed(part, new_key), path)

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

    def _tell_commit(self) -> None:
        if self.after_commit is not None:
            self.after_commit()

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
            # pages away and would report success (faults A12). A write that found no room came before any sync.
            self._must_reopen = not is_full_disk(error)
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
        self._untidy = False
        try:
            self._connection.execute(f"PRAGMA cache_size = -{USUAL_CACHE_KIB}")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._connection.execute("PRAGMA shrink_memory")
        except Exception:
            # The transaction is durable in the log and must be reported as done.
            self._must_reopen = True

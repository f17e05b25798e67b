"""Copies of the file: a backup counts only after it has been opened and compared."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from db.driver import Connection, translated
from db.errors import StoreError

_COUNTED = frozenset(
    {"revision", "document", "waiting", "waiting_parent", "quarantine", "attachment", "working", "space", "audit"}
    | {"erased", "erased_attachment", "naming"}
)
COPIED_PAGES = 256
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to rename while a virus scanner holds the new file."""


def copy_to(connection: Connection, open_copy: Callable[[Path], Connection], target: Path) -> None:
    """Write a complete encrypted copy: ``.part`` → fsync → open and compare → rename.

    ``open_copy`` gives the copy its key, which may be another than the store's.

    Raises ``already_exists``, ``backup_failed`` when the copy does not say the same, and the codes of the
    disk; a failure leaves no file.
    """
    if target.exists():
        raise StoreError("already_exists", path=str(target))
    part = target.with_name(target.name + ".part")
    remove_file(part)
    try:
        with translated():
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            _copy_pages(connection, open_copy, part)
        sync_file(part)
        _compare(connection, open_copy, part)
        _rename(part, target)
        sync_folder(target.parent)
    except OSError as error:
        raise StoreError("io_error", path=str(target), reason=str(error)) from error
    finally:
        for leftover in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
            remove_file(leftover)


def _copy_pages(connection: Connection, open_copy: Callable[[Path], Connection], part: Path) -> None:
    """Copy page by page through SQLite's backup, which encrypts anew under the copy's own salt.

    VACUUM INTO is no way: of a reopened file with large pages it writes a copy that no key opens.
    """
    copy = open_copy(part)
    try:
        connection.backup(copy, pages=COPIED_PAGES)
    finally:
        copy.close()


def replace_store(live: Path, ready: Path, keep: Path | None = None) -> None:
    """Put the proved file ``ready`` in the place of ``live``, whose store is closed.

    Without ``keep`` one rename does it, so there is the old file or the new one at every moment; an old file that
    was not closed cleanly is then refused (``not_closed``), because its write-ahead log would be taken for the new
    file's. With ``keep`` the old file and its log move there first; called again after a power cut it finishes.
    Raises ``already_exists``, ``not_found`` and ``io_error``.
    """
    if not ready.is_file():
        raise StoreError("not_found", path=str(ready))
    require_whole(ready)
    try:
        if keep is not None:
            _set_aside(live, keep)
        elif _has_log(live):
            raise StoreError("not_closed", path=str(live))
        for leftover in (_beside(live, "-wal"), _beside(live, "-shm")):
            remove_file(leftover)
        sync_folder(live.parent)
        _rename(ready, live)
        sync_folder(live.parent)
        if ready.parent != live.parent:
            sync_folder(ready.parent)
    except OSError as error:
        raise StoreError("io_error", path=str(live), reason=str(error)) from error


def require_whole(path: Path) -> None:
    """Raise ``io_error`` where a write-ahead log still holds part of what a closed store knows.

    SQLite says nothing when the disk fails while the log is folded in at closing; the file alone is then not whole
    and must not be moved or renamed without its log.
    """
    if _has_log(path):
        raise StoreError("io_error", path=str(path), reason="the log was not folded in at closing")


def _has_log(path: Path) -> bool:
    log = _beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def _set_aside(live: Path, keep: Path) -> None:
    """Move a file and its write-ahead log; the log first, so that no file ever stands beside another's log."""
    log = _beside(live, "-wal")
    if keep.exists() and live.exists():
        raise StoreError("already_exists", path=str(keep))
    if log.exists():
        _rename(log, _beside(keep, "-wal"))
    if live.exists():
        _rename(live, keep)
    for folder in {live.parent, keep.parent}:
        sync_folder(folder)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def summary(connection: Connection) -> dict[str, object]:
    """Return what two equal stores have in common: counts, audit head and a hash of all rev_ids in order."""
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    # A file of an older layout is copied before it is migrated, and has fewer tables.
    facts: dict[str, object] = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED & present
    }
    running = sha256()
    for (rev_id,) in connection.execute("SELECT rev_id FROM revision ORDER BY seq"):
        running.update(rev_id)
    facts["revisions"] = running.hexdigest()
    facts["head"] = connection.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    facts["meta"] = connection.execute("SELECT key, value FROM meta ORDER BY key").fetchall()
    return facts


def _compare(connection: Connection, open_copy: Callable[[Path], Connection], part: Path) -> None:
    copy = open_copy(part)
    try:
        with translated(wrong_key="backup_failed", damaged="backup_failed"):
            copy.execute("PRAGMA query_only = ON")
            damaged = copy.execute("PRAGMA cipher_integrity_check").fetchone()
            same = summary(copy) == summary(connection)
    finally:
        copy.close()
    if damaged is not None or not same:
        raise StoreError("backup_failed", path=str(part), reason=str(damaged or "different"))


def _rename(part: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    part.replace(target)


def sync_file(path: Path) -> None:
    """Push the bytes of a closed file to the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Push the names in a folder to the disk; Windows has no such call and needs none for NTFS."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_file(path: Path) -> None:
    """Remove a file if it is there."""
    path.unlink(missing_ok=True)

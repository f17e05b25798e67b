"""The only door to SQLite: SQLCipher's build of it, its version gate and the translation of its errors.

One process uses one SQLite library, because a second library that opens and closes the same file drops
the POSIX locks of the first (sqlite.org, "How To Corrupt An SQLite Database File", section 2.2.1).
sqlite-utils catches the errors of the standard library's module unless it finds ``pysqlite3``; the two
lines below hand it SQLCipher's module under that name, and they must run before sqlite-utils is imported.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = dbapi2
sys.modules["pysqlite3.dbapi2"] = dbapi2

from db.errors import StoreError  # noqa: E402  (the two lines above come first)

Connection: TypeAlias = Any
"""A connection of sqlcipher3, which ships no types."""

LOCK_WAIT_SECONDS = 0.25
PAGE_BYTES = 16 * 1024
KEY_BYTES = 32

# The WAL-reset defect (sqlite.org/wal.html#walresetbug): versions 3.7.0 to 3.51.2 can lose
# or corrupt pages, but for these branches from the named patch on.
_FIRST_DEFECTIVE = (3, 7, 0)
_FIRST_SOUND = (3, 51, 3)
_SOUND_BACKPORTS = {(3, 44): 6, (3, 50): 7}

_BY_ERROR_NAME = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_IOERR": "io_error",
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "wrong_key",
    "SQLITE_CANTOPEN": "cannot_open",
    "SQLITE_READONLY": "read_only",
    "SQLITE_NOMEM": "out_of_memory",
}

_BY_MESSAGE = {
    "database or disk is full": "disk_full",
    "disk I/O error": "io_error",
    "database is locked": "locked",
    "malformed": "damaged",
    "file is not a database": "wrong_key",
    "unable to open": "cannot_open",
    "readonly": "read_only",
    "out of memory": "out_of_memory",
    "SQLite objects created in a thread": "wrong_thread",
    "Cannot operate on a closed database": "store_closed",
}


def is_sound(version: tuple[int, int, int]) -> bool:
    """Say whether this SQLite is free of the WAL-reset defect (sqlite.org/wal.html#walresetbug)."""
    if version < _FIRST_DEFECTIVE or version >= _FIRST_SOUND:
        return True
    backport = _SOUND_BACKPORTS.get(version[:2])
    return backport is not None and version[2] >= backport


def refuse_unsound(version: tuple[int, int, int]) -> None:
    """Raise ``StoreError("unsafe_sqlite")`` for an SQLite that may lose committed pages."""
    if not is_sound(version):
        raise StoreError("unsafe_sqlite", version=".".join(map(str, version)))


def _connect(path: Path) -> Connection:
    """Open one bare connection in autocommit mode, with SQLCipher's own log silenced.

    The caller sends the key and the pragmas; nothing has been read from the file yet.
    """
    refuse_unsound(dbapi2.sqlite_version_info)
    with translated():
        connection = dbapi2.connect(str(path), isolation_level=None, timeout=LOCK_WAIT_SECONDS)
        # A wrong key would otherwise print page and salt details on standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        return connection


def keyed(path: Path, key: bytes) -> Connection:
    """Open a connection and give it the raw key; nothing has been read yet, so a wrong key shows later."""
    if len(key) != KEY_BYTES:
        raise StoreError("bad_key", length=len(key))
    connection = _connect(path)
    with translated():
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
    return connection


def connect_in_memory() -> Connection:
    """Open an empty unencrypted database in memory, to see what the migrations would build."""
    with translated():
        return dbapi2.connect(":memory:", isolation_level=None)


def versions() -> dict[str, str]:
    """Return the versions of the libraries under the store: ``sqlite``, ``sqlcipher`` and its ``provider``."""
    connection = connect_in_memory()
    try:
        with translated():
            cipher = connection.execute("PRAGMA cipher_version").fetchone()
            # Only a database with a key has a provider; this one is empty and gone when it is closed.
            connection.execute(f"PRAGMA key = \"x'{bytes(KEY_BYTES).hex()}'\"")
            provider = connection.execute("PRAGMA cipher_provider").fetchone()
            number = connection.execute("PRAGMA cipher_provider_version").fetchone()
    finally:
        connection.close()
    return {
        "sqlite": str(dbapi2.sqlite_version),
        "sqlcipher": str(cipher[0]) if cipher else "",
        "provider": " ".join(str(row[0]) for row in (provider, number) if row),
    }


def error_code(error: Exception) -> str:
    """Name the cause of an SQLite error as one of the codes of ``StoreError``."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    for prefix, code in _BY_ERROR_NAME.items():
        if name == prefix or name.startswith(prefix + "_"):
            return code
    text = str(error)
    for part, code in _BY_MESSAGE.items():
        if part in text:
            return code
    return "database_error"


def is_failed_io(error: BaseException) -> bool:
    """Say whether the disk failed a read or write, after which nobody knows what it holds."""
    return isinstance(error, (dbapi2.Error, sqlite3.Error)) and error_code(error) == "io_error"


def is_full_disk(error: BaseException) -> bool:
    """Say whether a write found no room: nothing of it counts, and what was synced before is as it was."""
    return isinstance(error, (dbapi2.Error, sqlite3.Error)) and error_code(error) == "disk_full"


@contextmanager
def translated(**codes: str) -> Iterator[None]:
    """Turn every error of either SQLite module into a ``StoreError``; the only place that does so.

    ``codes`` renames a code where the caller knows better, e.g. ``wrong_key="damaged"`` once the key has
    been proved.
    """
    try:
        yield
    except (dbapi2.Error, sqlite3.Error) as error:
        code = error_code(error)
        raise StoreError(codes.get(code, code), reason=str(error)) from error
    except MemoryError as error:
        raise StoreError("out_of_memory", reason="memory") from error

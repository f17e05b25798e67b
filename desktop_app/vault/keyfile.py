"""The key of the store in a file that only its owner may read: the first source of the key.

The file is JSON, ``{"version":1,"key":"<64 hex digits>"}``. It appears whole or not at all and is never overwritten.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path
from typing import Final

import msgspec

from desktop_app.domain.errors import SystemProblem
from desktop_app.vault.slots import StoreKey

_VERSION: Final = 1
_SIZE_MAX: Final = 4096
# What file systems without hard links answer (FAT, some shares).
_NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES, errno.EINVAL)


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    key: str


class KeyFile:
    """A key file at one place; it satisfies ``StoreKeySource``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """Where the file is or will be."""
        return self._path

    def exists(self) -> bool:
        """Tell whether something lies at the path."""
        return os.path.lexists(self._path)

    def create(self) -> StoreKey:
        """Write a new random key, mode 0600, and return it.

        Raises ``SystemProblem``: ``keyfile_exists`` (an existing key is never overwritten), ``keyfile_unwritable``.
        """
        if self.exists():
            raise SystemProblem("keyfile_exists", path=str(self._path))
        key = secrets.token_bytes(32)
        part = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}.part")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(_Kept(_VERSION, key.hex())))
                file.flush()
                os.fsync(file.fileno())
            self._publish(part)
        except FileExistsError:
            raise SystemProblem("keyfile_exists", path=str(self._path)) from None
        except OSError as error:
            raise SystemProblem("keyfile_unwritable", path=str(self._path), errno=error.errno) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return StoreKey(key, "keyfile")

    def obtain(self) -> StoreKey:
        """Return the key; permissions wider than the owner's are narrowed first where the system has such.

        Raises ``SystemProblem``: ``keyfile_missing``, ``keyfile_unreadable``, ``keyfile_damaged``, ``keyfile_newer``,
        ``keyfile_open_to_others`` (and they could not be narrowed).
        """
        try:
            data = self._read()
        except FileNotFoundError:
            raise SystemProblem("keyfile_missing", path=str(self._path)) from None
        except OSError as error:
            raise SystemProblem("keyfile_unreadable", path=str(self._path), errno=error.errno) from error
        try:
            kept = msgspec.json.decode(data, type=_Kept)
            version = kept.version
            key = bytes.fromhex(kept.key)
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError):
            raise SystemProblem("keyfile_damaged", path=str(self._path)) from None
        if version > _VERSION:
            raise SystemProblem("keyfile_newer", path=str(self._path))
        if version != _VERSION or key.hex() != kept.key or len(key) != 32:
            raise SystemProblem("keyfile_damaged", path=str(self._path))
        return StoreKey(key, "keyfile")

    def _publish(self, part: Path) -> None:
        """Give the finished file its name without ever replacing another, then make the name durable."""
        try:
            # A hard link fails when the name is taken, where a rename would overwrite.
            os.link(part, self._path)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in (
                errno.EPERM,
                errno.ENOTSUP,
                errno.EOPNOTSUPP,
                errno.ENOSYS,
                errno.EACCES,
                errno.EINVAL,
            ):
                raise
            if self.exists():
                raise FileExistsError from None
            part.rename(self._path)
        if os.name == "posix":
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _read(self) -> bytes:
        """Return the file's bytes (a regular file of sane size), its permissions narrowed on the way."""
        with self._path.open("rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode) or facts.st_size > _SIZE_MAX:
                raise SystemProblem("keyfile_damaged", path=str(self._path))
            if os.name == "posix" and stat.S_IMODE(facts.st_mode) & 0o077:
                try:
                    os.fchmod(file.fileno(), 0o600)
                except OSError as error:
                    raise SystemProblem("keyfile_open_to_others", path=str(self._path)) from error
            return file.read(_SIZE_MAX)

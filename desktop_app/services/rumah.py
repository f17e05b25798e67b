"""Where an office may live: on a disk of this computer, never on a network share or on something that is pulled out."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.paths import DriveKind, drive_kind


def check_home(home: Path, kind: Callable[[Path], DriveKind] = drive_kind) -> None:
    """Raise ``UserError`` ``rumah_jaringan`` or ``rumah_lepasan`` where an office would not be safe.

    A write-ahead log needs memory that all its readers share, which no network file system gives
    (sqlite.org/wal.html), and a stick is pulled out in the middle of a save.
    """
    found = kind(home)
    if found is DriveKind.NETWORK:
        raise UserError("rumah_jaringan", folder=str(home))
    if found is DriveKind.REMOVABLE:
        raise UserError("rumah_lepasan", folder=str(home))


def narrow_folder(folder: Path) -> None:
    """Let nobody but its owner into ``folder``, where the system has such; a folder that all share is left alone."""
    if os.name != "posix":
        return
    with suppress(OSError):
        facts = folder.lstat()
        own = stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid() and not facts.st_mode & stat.S_ISVTX
        if own and facts.st_mode & 0o077:
            folder.chmod(0o700)


def make_folder(folder: Path) -> None:
    """Make a private folder and those above it where they are missing; a power cut does not take them away again."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in reversed(missing):
        # Who may not list the folder above has no way to sync it either.
        with suppress(PermissionError):
            sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in ``folder`` durable, where the system has such."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

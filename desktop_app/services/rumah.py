"""Where an office may live: on a disk of this computer, never on a network share or on something that is pulled out."""

from __future__ import annotations

from collections.abc import Callable
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

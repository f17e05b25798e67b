"""Room on the disk: a reserve that is given back when the disk is full, and an estimate before much is written.

While the disk has plenty of room nothing is reserved. Once it runs short, a file of 20 MB is set aside in the office's
folder; when a save then finds the disk full, the file is removed, so that the person who is told can save at once.
Source: docs/spec/faults.md, section Full disk.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.errors import SystemProblem

MIB = 1024 * 1024
CADANGAN = 20 * MIB
BERKAS_RUANG = "cadangan-ruang.bin"
MULAI_MENYISIHKAN = 1024 * MIB
"""With less free than this the reserve is set aside."""
KALI_PAKET = 3
"""A merge needs about so many times the size of its bundle: the copy in the archive, the log, the pages."""


def free_bytes(folder: Path) -> int:
    """Return how many bytes this user may still write where ``folder`` lies; a very large number where nobody knows."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 1 << 62


def keep_reserve(home: Path) -> None:
    """Set the reserve aside where room runs short and there is still enough for it; a failure is passed over."""
    free = free_bytes(home)
    path = home / BERKAS_RUANG
    if not 3 * CADANGAN < free < MULAI_MENYISIHKAN or path.exists():
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            # Written, not only announced: some file systems keep holes as holes.
            for _ in range(CADANGAN // MIB):
                os.write(handle, bytes(MIB))
        finally:
            os.close(handle)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def release_reserve(home: Path) -> int:
    """Give the reserve back to the disk and return how many bytes that freed."""
    path = home / BERKAS_RUANG
    try:
        size = path.stat().st_size
        path.unlink()
    except OSError:
        return 0
    return size


def disk_full(home: Path) -> SystemProblem:
    """Return what is told when a save found the disk full: ``disk_penuh`` with the reserve released, or ``_habis``."""
    sisa = free_bytes(home) // MIB
    lepas = release_reserve(home)
    if lepas:
        return SystemProblem("disk_penuh", sisa=sisa, lepas=lepas // MIB)
    return SystemProblem("disk_penuh_habis", sisa=sisa)


def require_room(home: Path, paket: int) -> None:
    """Raise ``SystemProblem`` ``disk_penuh_gabung`` where a bundle of so many bytes could not be merged."""
    perlu, free = KALI_PAKET * paket, free_bytes(home)
    if free < perlu:
        raise SystemProblem("disk_penuh_gabung", perlu=perlu // MIB + 1, sisa=free // MIB)

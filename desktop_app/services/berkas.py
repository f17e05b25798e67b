"""Files that people hand to the program: only regular ones are read, and never more of them than their limit."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.exchange.stick import is_taken


def read_input(path: Path, batas: int) -> bytes:
    """Return what the file at ``path`` holds, one byte more than ``batas`` at most so that the caller sees too much.

    Links, folders, pipes and devices are refused before anything waits for them. Raises ``UserError``:
    ``berkas_tidak_ada``, ``bukan_berkas``.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UserError("bukan_berkas", berkas=path.name)
        handle = os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError("berkas_tidak_ada", berkas=path.name) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UserError("bukan_berkas", berkas=path.name) from error
        raise
    with os.fdopen(handle, "rb") as file:
        # Between the two looks the name may have been given to something else.
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UserError("bukan_berkas", berkas=path.name)
        return file.read(batas + 1)


def name_taken(path: Path) -> bool:
    """Tell whether anything has this name; ``SystemProblem("berkas_gagal")`` where the disk does not answer."""
    try:
        return is_taken(path)
    except OSError as error:
        raise SystemProblem("berkas_gagal", berkas=str(path), rincian=str(error)) from error


def free_path(path: Path) -> Path:
    """Return ``path``, or the first of ``name-2.pdf``, ``name-3.pdf`` … that nothing has, no broken link either."""
    nomor, bebas = 1, path
    while name_taken(bebas):
        nomor += 1
        bebas = path.with_name(f"{path.stem}-{nomor}{path.suffix}")
    return bebas

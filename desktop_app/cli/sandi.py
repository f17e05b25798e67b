"""Passwords for the command line: from the first line of a file, never from an argument that everybody could list."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.services.berkas import read_input

MAKS = 4096


def read_sandi(path: Path) -> str:
    """Return the first line of a file that only its owner may read.

    Raises ``UserError``: ``sandi_berkas_terbuka`` where others may read it (POSIX), ``sandi_berkas_kosong``, and what
    ``read_input`` says of files that are none.
    """
    data = read_input(path, MAKS)
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UserError("sandi_berkas_terbuka", berkas=path.name)
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UserError("sandi_berkas_kosong", berkas=path.name) from None
    if len(data) > MAKS or not lines or not lines[0]:
        raise UserError("sandi_berkas_kosong", berkas=path.name)
    return lines[0]

"""Passwords for the command line: from the first line of a file, never from an argument that everybody could list."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.services.berkas import read_input

MAKS = 4096
_NOMOR_BARIS = re.compile(r"^\s*[1-8](?:[.):]\s*|\s+)(?=\w{4}[\s-]*\w{4}\s*$)")


def read_sandi(path: Path) -> str:
    """Return the first line of a file that only its owner may read.

    Raises ``UserError``: ``sandi_berkas_terbuka`` where others may read it (POSIX), ``sandi_berkas_kosong``, and what
    ``read_input`` says of files that are none.
    """
    return _lines(path)[0]


def read_card_rows(path: Path) -> str:
    """Return all rows of a card that was typed into such a file, without the numbers that are printed before them."""
    return " ".join(_NOMOR_BARIS.sub("", line) for line in _lines(path))


def _lines(path: Path) -> list[str]:
    data = read_input(path, MAKS)
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UserError("sandi_berkas_terbuka", berkas=path.name)
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UserError("sandi_berkas_kosong", berkas=path.name) from None
    if len(data) > MAKS or not lines or not lines[0]:
        raise UserError("sandi_berkas_kosong", berkas=path.name)
    return lines

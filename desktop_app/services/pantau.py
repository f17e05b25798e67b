"""The watched folder: a folder of this computer that is looked at while the window is open, as where e-mail is saved.

New whole bundles are told of and never merged by themselves. A file counts as whole once two looks found it alike, so
one that is still being written waits. Files there are only read: none is moved, changed or deleted. Source:
docs/spec/import.md, section The watched folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import survey_folder
from desktop_app.exchange.limits import BUNDLE_MAX, MIB
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import require_role
from desktop_app.services.kotak import line_of
from desktop_app.services.paket import get_masuk

_TEMPAT = ("komputer", "folder_pantau")
MAKS_BERKAS = 500
"""So many bundles of the folder are looked at, by name; nobody keeps more where attachments are saved."""


@dataclass(frozen=True)
class Terlihat:
    """A file as it was at one look: bytes, time of change (ns), and its hash once it was whole ("" before)."""

    ukuran: int
    berubah: int
    sha256: str = ""


@dataclass(frozen=True)
class Pengamatan:
    """One look into the folder.

    ``baru`` are whole bundles that no look has told of before and that never were received; ``ditunggu`` names files
    that are still growing, ``mencurigakan`` names that look like the work of a virus. ``hilang`` tells that the folder
    is not there. ``berkas`` is what the next look compares with.
    """

    folder: Path
    baru: tuple[Path, ...] = ()
    ditunggu: tuple[str, ...] = ()
    mencurigakan: tuple[str, ...] = ()
    hilang: bool = False
    berkas: Mapping[str, Terlihat] = field(default_factory=dict)


@intention(Wewenang.TERIMA)
def read_folder_pantau(kantor: Kantor) -> Path | None:
    """Return the folder that is watched on this computer, None where none is."""
    require_role(kantor, Peran.KABUPATEN)
    raw = kantor.store.get(*_TEMPAT)
    return Path(raw.decode()) if raw else None


@intention(Wewenang.TERIMA)
def write_folder_pantau(kantor: Kantor, folder: Path | None) -> None:
    """Watch a folder from now on, or with None none; raises ``UserError`` where it is none, or lies in our own."""
    require_role(kantor, Peran.KABUPATEN)
    if folder is not None:
        if not folder.is_dir():
            raise UserError("folder_tidak_ada", folder=str(folder))
        if folder.resolve().is_relative_to(kantor.home.resolve()):
            raise UserError("pantau_folder_sendiri", folder=str(folder))
    with kantor.write("folder_pantau", detail={"dipantau": folder is not None}) as tx:
        tx.put(*_TEMPAT, str(folder).encode() if folder is not None else b"")


@intention(Wewenang.TERIMA)
def observe_folder(kantor: Kantor, lalu: Pengamatan) -> Pengamatan:
    """Look into the folder once more and tell what is new since the look before; nothing is written anywhere."""
    require_role(kantor, Peran.KABUPATEN)
    try:
        survei = survey_folder(lalu.folder)
    except SystemProblem:
        return Pengamatan(lalu.folder, hilang=True, berkas=lalu.berkas)
    baru: list[Path] = []
    ditunggu: list[str] = []
    berkas: dict[str, Terlihat] = {}
    for path in survei.bundles[:MAKS_BERKAS]:
        kini = _look(path)
        if kini is None:
            continue
        dulu = lalu.berkas.get(path.name)
        sama = dulu is not None and (dulu.ukuran, dulu.berubah) == (kini.ukuran, kini.berubah)
        if dulu is not None and sama and dulu.sha256:
            berkas[path.name] = dulu
        elif not sama or not kini.ukuran or (sidik := _hash(path, kini)) is None:
            berkas[path.name] = kini
            ditunggu.append(path.name)
        else:
            berkas[path.name] = Terlihat(kini.ukuran, kini.berubah, sidik)
            if get_masuk(kantor, sidik) is None:
                baru.append(path)
    return Pengamatan(lalu.folder, tuple(baru), tuple(ditunggu), tuple(map(line_of, survei.suspicious)), berkas=berkas)


def _look(path: Path) -> Terlihat | None:
    """Return size and time of a regular file; None for what is gone or is none, and for one that no bundle can be."""
    try:
        fakta = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(fakta.st_mode) or fakta.st_size > BUNDLE_MAX:
        return None
    return Terlihat(fakta.st_size, fakta.st_mtime_ns)


def _hash(path: Path, kini: Terlihat) -> str | None:
    """Return the SHA-256 of a file; None where it cannot be read or is another than it was a moment ago."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    sidik, ukuran = sha256(), 0
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            while (potong := file.read(MIB)) and ukuran <= kini.ukuran:
                sidik.update(potong)
                ukuran += len(potong)
    except OSError:
        return None
    return sidik.hexdigest() if ukuran == kini.ukuran and _look(path) == kini else None

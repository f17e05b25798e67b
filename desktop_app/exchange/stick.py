"""Writing to a stick so that a file with its final name is whole, and reading from one without trusting it.

The ritual: space check, ``name.part``, write, fsync, close, re-read and compare, rename with bounded retry, fsync
the folder, re-read. Source: docs/spec/bundle-v1.md, section Carriers.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, NamedTuple

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange.limits import BUNDLE_MAX, MIB

SUFFIX: Final = ".skpb"
_PHOTOS: Final = (".jpg", ".jpeg", ".png", ".heic")
_NAME: Final = re.compile(r"[a-z0-9-]{1,60}\.skpb")
_RETRIES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
_SPARE: Final = 64 * 1024
READINGS: Final = 3
"""How often the bytes of a copy pass: written once, read back before and after the file gets its name."""
_SUSPICIOUS: Final = frozenset(
    (".lnk", ".vbs", ".vbe", ".js", ".wsf", ".scr", ".pif", ".bat", ".cmd", ".exe", ".com", ".hta")
)


Progress = Callable[[int, int], None]
"""Bytes done, bytes in all."""


class Section(NamedTuple):
    """A run of bytes that was written: how many, and their SHA-256."""

    length: int
    sha256: str


@dataclass(frozen=True)
class Written:
    """A file that was written and read back: where, how long, SHA-256 of all of it."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True)
class Quarantined:
    """A private copy of an untrusted file, and the hash of the bytes as they were copied."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True)
class FolderSurvey:
    """What lies in a folder: bundles and photos by name, and names that look like the work of a stick virus."""

    bundles: tuple[Path, ...]
    suspicious: tuple[str, ...]
    photos: tuple[Path, ...] = ()


def write_safely(
    folder: Path,
    stem: str,
    need: int,
    write: Callable[[IO[bytes]], Sequence[Section]],
    reread: Callable[[int], None] | None = None,
) -> Written:
    """Write one new file ``stem.skpb`` (``stem-2`` … when taken) by the ritual; ``write`` says what it wrote.

    ``need`` is the size in bytes; ``reread`` is told the length of every piece that was read back, which is twice
    the file in all. Raises ``SystemProblem``: ``stick_full``, ``stick_write_failed``,
    ``stick_not_trusted`` (what is read back is not what was written). At most a ``.part`` file stays behind.
    """
    name = re.sub(r"[^a-z0-9-]+", "-", stem.lower())[:56].strip("-") or "paket"
    return _ritual(folder / f"{name}{SUFFIX}.part", need, write, reread, lambda: _free_name(folder, name))


def place_file(content: Path | bytes, out: Path, *, replace: bool = False) -> Path:
    """Put a file of our own (or bytes) at exactly ``out`` by the same ritual, for a request or an answer named by hand.

    What lies at ``out`` is never overwritten; with ``replace`` it gives way to the whole new file. Raises as
    ``write_safely``, and ``bundle_unreadable``.
    """

    if isinstance(content, bytes):
        whole = content

        def write_bytes(target: IO[bytes]) -> list[Section]:
            target.write(whole)
            return [Section(len(whole), hashlib.sha256(whole).hexdigest())]

        return place_stream(out, len(whole), write_bytes, replace=replace).path
    return place_stream(out, _size_of(content), _copier(content, lambda _: None), replace=replace).path


def place_stream(
    out: Path,
    need: int,
    write: Callable[[IO[bytes]], Sequence[Section]],
    *,
    reread: Callable[[int], None] | None = None,
    replace: bool = False,
) -> Written:
    """Put what ``write`` writes (``need`` bytes, and it says which sections) at exactly ``out`` by the same ritual.

    What lies at ``out`` is never overwritten; with ``replace`` it gives way to the whole new file. ``reread`` is told
    the length of every piece that was read back. Raises as ``write_safely``.
    """

    def take_name() -> Path:
        if not replace and is_taken(out):
            raise FileExistsError(errno.EEXIST, "the name is taken")
        return out

    return _ritual(out.with_name(out.name + ".part"), need, write, reread, take_name)


def _ritual(
    part: Path,
    need: int,
    write: Callable[[IO[bytes]], Sequence[Section]],
    reread: Callable[[int], None] | None,
    take_name: Callable[[], Path],
) -> Written:
    """Write ``part``, compare it, rename it to what ``take_name`` says, compare again; see ``write_safely``."""
    try:
        if shutil.disk_usage(part.parent).free < need + _SPARE:
            raise SystemProblem("stick_full", need=need // MIB + 1)
        # A link planted under this name must not lead the writing elsewhere.
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            sections = write(file)
            file.flush()
            os.fsync(file.fileno())
        _compare(part, sections, reread)
        final = _rename(part, take_name)
        _sync_folder(part.parent)
        return _compare(final, sections, reread)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise _problem(error, need) from error
    except SystemProblem:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _copier(source: Path, tell: Callable[[int], None], expect: str = "") -> Callable[[IO[bytes]], list[Section]]:
    """Return what copies ``source`` into a file, telling the length of each piece; ``expect`` as ``copy_bundle``."""

    def write(target: IO[bytes]) -> list[Section]:
        digest, length = hashlib.sha256(), 0
        with source.open("rb") as file:
            while piece := file.read(MIB):
                target.write(piece)
                digest.update(piece)
                length += len(piece)
                tell(len(piece))
        if expect and digest.hexdigest() != expect:
            raise SystemProblem("outbox_damaged")
        return [Section(length, digest.hexdigest())]

    return write


def _size_of(source: Path) -> int:
    try:
        return source.stat().st_size
    except OSError as error:
        raise SystemProblem("bundle_unreadable", errno=error.errno or 0) from error


def copy_bundle(source: Path, folder: Path, *, progress: Progress | None = None, expect: str = "") -> Path:
    """Copy a sealed file of our outbox to ``folder`` by the ritual; return where it is. Raises as ``write_safely``.

    ``progress`` counts bytes: the first third is written, the rest is read back and compared. With ``expect``, the
    SHA-256 that it had when it was sealed, a copy that the disk changed since is never handed on (``outbox_damaged``).
    """
    need = _size_of(source)
    done = 0

    def tell(length: int) -> None:
        nonlocal done
        done += length
        if progress is not None:
            progress(min(done, READINGS * need), READINGS * need)

    return write_safely(folder, source.stem, need, _copier(source, tell, expect), tell).path


def quarantine_copy(path: Path, folder: Path) -> Quarantined:
    """Copy an untrusted file into ``folder`` (ours, local) while hashing; nothing of it is read as anything yet.

    Only a regular file of sane size is taken; links and special files are refused, and its name is not used for
    anything. Raises ``BundleError``: ``not_a_file``, ``too_large``, ``truncated``; ``SystemProblem`` when a disk fails.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if stat.S_ISLNK(path.lstat().st_mode) or not stat.S_ISREG(path.lstat().st_mode):
            raise BundleError("not_a_file", name=path.name)
        source = os.open(path, flags)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR):
            raise BundleError("not_a_file", name=path.name) from None
        raise SystemProblem("bundle_unreadable", errno=error.errno) from error
    with os.fdopen(source, "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise BundleError("not_a_file", name=path.name)
        if facts.st_size > BUNDLE_MAX:
            raise BundleError("too_large", size=facts.st_size)
        part = folder / f"{os.urandom(8).hex()}.part"
        try:
            return _take(file, part, folder)
        except OSError as error:
            raise _quarantine_problem(error) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def survey_folder(folder: Path) -> FolderSurvey:
    """List bundles and photos of a folder and the names that a stick virus leaves; nothing is opened or followed."""
    bundles: list[Path] = []
    suspicious: list[str] = []
    photos: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name.lower()
                regular = entry.is_file(follow_symlinks=False)
                if name.endswith(SUFFIX) and regular:
                    bundles.append(Path(entry.path))
                elif name.endswith(_PHOTOS) and regular:
                    photos.append(Path(entry.path))
                elif (
                    name == "autorun.inf"
                    or name.endswith(SUFFIX)
                    or Path(name).suffix in _SUSPICIOUS
                    or entry.is_symlink()
                ):
                    suspicious.append(entry.name)
    except OSError as error:
        raise SystemProblem("stick_unreadable", errno=error.errno) from error
    return FolderSurvey(tuple(sorted(bundles)), tuple(sorted(suspicious)), tuple(sorted(photos)))


def _take(file: IO[bytes], part: Path, folder: Path) -> Quarantined:
    """Copy to ``part`` with a hard limit on the bytes, then give it the name of its own hash."""
    digest, size = hashlib.sha256(), 0
    with part.open("xb") as target:
        while piece := file.read(MIB):
            size += len(piece)
            if size > BUNDLE_MAX:
                raise BundleError("too_large", size=size)
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    if size == 0:
        raise BundleError("truncated", size=0)
    final = folder / f"{digest.hexdigest()}{SUFFIX}"
    part.replace(final)
    return Quarantined(final, digest.hexdigest(), size)


def _compare(path: Path, sections: Sequence[Section], reread: Callable[[int], None] | None = None) -> Written:
    """Read ``path`` again, past the cache where the system lets us, and compare it section by section."""
    whole = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        for section in sections:
            digest, left = hashlib.sha256(), section.length
            while left and (piece := file.read(min(left, MIB))):
                digest.update(piece)
                whole.update(piece)
                left -= len(piece)
                if reread is not None:
                    reread(len(piece))
            size += section.length
            if left or digest.hexdigest() != section.sha256:
                raise SystemProblem("stick_not_trusted")
        if file.read(1):
            raise SystemProblem("stick_not_trusted")
    return Written(path, size, whole.hexdigest())


def _rename(part: Path, take_name: Callable[[], Path]) -> Path:
    """Give ``part`` its final name; virus scanners get up to five short waits."""
    for wait in (*_RETRIES, None):
        final = take_name()
        try:
            os.replace(part, final)  # noqa: PTH105 - named in the specification; Path.replace is the same call
        except PermissionError:
            if wait is None:
                raise
            time.sleep(wait)
        else:
            return final
    raise AssertionError("the last try returns or raises")


def is_taken(path: Path) -> bool:
    """Tell whether anything has this name, a broken link too; ``OSError`` where a medium does not answer.

    ``os.path.lexists`` takes no answer for a free name, and the renaming that follows would bury what lies there.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _free_name(folder: Path, name: str) -> Path:
    """Return the first of ``name.skpb``, ``name-2.skpb`` … that is not taken."""
    number, final = 1, folder / f"{name}{SUFFIX}"
    while is_taken(final):
        number += 1
        final = folder / f"{name}-{number}{SUFFIX}"
    assert _NAME.fullmatch(final.name)
    return final


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; systems and file systems that cannot sync a folder are passed over."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _problem(error: OSError, need: int) -> SystemProblem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return SystemProblem("stick_full", need=need // MIB + 1)
    return SystemProblem("stick_write_failed", errno=error.errno or 0)


def _quarantine_problem(error: OSError) -> SystemProblem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SystemProblem("disk_full_quarantine")
    return SystemProblem("bundle_unreadable", errno=error.errno or 0)

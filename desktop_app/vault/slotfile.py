"""The two slot files of an office: read the newest sound one, write both so that a power cut never locks anybody out.

``slot-1.json`` and ``slot-2.json`` say the same. A change goes to the older one first, is read back and compared, and
only then to the other: at every moment one of them is whole. A MAC keyed from the store's key proves who wrote a file;
a plain digest finds rot before a key is known. Formats: docs/spec/slots.md.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import stat
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from desktop_app.domain.errors import SystemProblem
from desktop_app.vault.passwords import check_cost
from desktop_app.vault.slots import StoreKey
from desktop_app.vault.slottable import SlotTable, Unlocked, open_person, table_digest

SLOT_FILES: Final = ("slot-1.json", "slot-2.json")
FORMAT: Final = "skp-luring/slots"
VERSION: Final = 1
SIZE_MAX: Final = 4 * 1024 * 1024
_PAUSES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
_WORST_FIRST: Final = ("slots_weakened", "slots_unreadable", "slots_damaged")


class _Head(msgspec.Struct):
    """What every version of the file says first."""

    format: str
    version: int


class _Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One slot file: ``table`` are the exact bytes that ``digest`` and ``mac`` (hex) speak of."""

    format: str
    version: int
    edition: int
    table: bytes
    digest: str
    mac: str


@dataclass(frozen=True)
class SlotCopy:
    """One sound slot file as it was read; who wrote it is proved by ``is_genuine`` once a key is known."""

    path: Path
    edition: int
    raw: bytes
    table: SlotTable
    mac: str

    def is_genuine(self, key: bytes) -> bool:
        """Tell whether whoever wrote this file held the store's ``key``."""
        return hmac.compare_digest(self.mac, _mac(key, self.edition, self.raw))


def slots_exist(home: Path) -> bool:
    """Tell whether an office in ``home`` is opened by slots, however sound their files are."""
    return any(os.path.lexists(home / name) for name in SLOT_FILES)


def read_slots(home: Path) -> tuple[SlotCopy, ...]:
    """Return the sound slot files, newest edition first, at least one.

    Raises ``SystemProblem``: ``slots_missing``, ``slots_newer`` (a newer program wrote one of them), and where no file
    is sound ``slots_weakened``, ``slots_unreadable`` or ``slots_damaged``.
    """
    if not slots_exist(home):
        raise SystemProblem("slots_missing", folder=str(home))
    found: list[SlotCopy] = []
    trouble: list[SystemProblem] = []
    for name in SLOT_FILES:
        try:
            found.append(_read_copy(home / name))
        except SystemProblem as problem:
            trouble.append(problem)
    newer = [one for one in trouble if one.code == "slots_newer"]
    if newer:
        raise newer[0]
    if not found:
        # What was changed on purpose is said before what merely broke.
        raise sorted(trouble, key=lambda one: ("slots_weakened", "slots_unreadable", "slots_damaged").index(one.code))[
            0
        ]
    return tuple(sorted(found, key=lambda one: -one.edition))


def _read_copy(path: Path) -> SlotCopy:
    try:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SystemProblem("slots_damaged", rincian=path.name)
            data = file.read(SIZE_MAX + 1)
    except FileNotFoundError:
        raise SystemProblem("slots_damaged", rincian=path.name) from None
    except OSError as error:
        raise SystemProblem("slots_unreadable", path=str(path), errno=error.errno) from error
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format == FORMAT and head.version > VERSION:
            raise SystemProblem("slots_newer", path=str(path))
        whole = msgspec.json.decode(data, type=_Whole)
        table = msgspec.json.decode(whole.table, type=SlotTable)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise SystemProblem("slots_damaged", rincian=path.name) from None
    if (whole.format, whole.version) != (FORMAT, VERSION) or whole.digest != table_digest(whole.table):
        raise SystemProblem("slots_damaged", rincian=path.name)
    for cost in (table.cost, *(one.cost for one in table.people)):
        check_cost(cost)
    return SlotCopy(path, whole.edition, whole.table, table, whole.mac)


def unlock(home: Path, akun_id: str, sandi: str) -> tuple[Unlocked, SlotCopy] | None:
    """Return what the password opens and the file that it opened; None where the password is wrong.

    An older file opens only where no newer one proves genuine, so that a password which was changed is over.
    Raises ``SystemProblem``: as ``read_slots``, ``slot_unknown`` for an account without a slot, ``slots_edited``.
    """
    copies = read_slots(home)
    if copies[0].table.person(akun_id) is None:
        raise SystemProblem("slot_unknown")
    edited = False
    for place, copy in enumerate(copies):
        slot = copy.table.person(akun_id)
        if slot is None or (place and slot == copies[0].table.person(akun_id) and not edited):
            continue
        try:
            opened = open_person(slot, sandi)
        except SystemProblem as problem:
            if problem.code != "slots_edited":
                raise
            edited = True
            continue
        if opened is None:
            continue
        if not copy.is_genuine(opened.store_key.key):
            edited = True
            continue
        if any(_proves(newer, opened.store_key) for newer in copies[:place] if newer.edition > copy.edition):
            return None
        return opened, copy
    if edited:
        raise SystemProblem("slots_edited")
    return None


def genuine_copy(home: Path, store_key: StoreKey) -> SlotCopy:
    """Return the newest slot file that was written by a holder of the store's key; ``slots_edited`` without one."""
    for copy in read_slots(home):
        if _proves(copy, store_key):
            return copy
    raise SystemProblem("slots_edited")


def _proves(copy: SlotCopy, store_key: StoreKey) -> bool:
    return any(copy.is_genuine(key) for key in store_key.candidates)


def write_slots(home: Path, table: SlotTable, keys: Sequence[bytes], *, above: int = 0) -> int:
    """Write both slot files with ``table`` and return their edition, which is above ``above`` and what lies there.

    ``keys[0]`` signs (the newest store key). Raises ``SystemProblem("slots_unwritable")``; the state is then the one
    before or the one after, and either opens.
    """
    editions = {name: _edition(home / name) for name in SLOT_FILES}
    edition = max(above, *editions.values()) + 1
    raw = msgspec.json.encode(table)
    whole = _Whole(FORMAT, VERSION, edition, raw, table_digest(raw), _mac(keys[0], edition, raw))
    data = msgspec.json.encode(whole)
    # The older, or unsound, file first: until it is whole the other one still says what was.
    for name in sorted(SLOT_FILES, key=lambda one: editions[one]):
        replace_file(home / name, data)
    return edition


def rewrite_slots(folder: Path, copy: SlotCopy, table: SlotTable, key: bytes) -> None:
    """Write both slot files of a backup that is not an office: ``table`` under the edition of ``copy`` and its key."""
    raw = msgspec.json.encode(table)
    whole = _Whole(FORMAT, VERSION, copy.edition, raw, table_digest(raw), _mac(key, copy.edition, raw))
    for name in SLOT_FILES:
        replace_file(folder / name, msgspec.json.encode(whole))


def mend_slots(home: Path, copy: SlotCopy) -> None:
    """Bring the second file up to ``copy``, which has proved genuine, where it lags or is unsound."""
    data = copy.path.read_bytes()
    for name in SLOT_FILES:
        path = home / name
        with contextlib.suppress(OSError):
            # What a cut left of a change that never was.
            path.with_name(name + ".part").unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            if path.read_bytes() == data:
                continue
        replace_file(path, data)


def remove_slots(home: Path) -> None:
    """Remove slot files that a founding which was cut off has left; the store that they would open never was."""
    for name in SLOT_FILES:
        (home / name).unlink(missing_ok=True)


def _edition(path: Path) -> int:
    try:
        return _read_copy(path).edition
    except SystemProblem as problem:
        if problem.code == "slots_newer":
            raise
        return -1


def _mac(key: bytes, edition: int, raw: bytes) -> str:
    mac_key = hmac.digest(key, b"skp-luring slot mac v1", "sha256")
    message = b"%s\x00%d\x00%d\x00" % (FORMAT.encode(), VERSION, edition) + hashlib.sha256(raw).digest()
    return hmac.digest(mac_key, message, "sha256").hex()


def _take_name(part: Path, path: Path) -> None:
    """Rename, with a little patience while a virus scanner holds the new file."""
    for pause in _PAUSES:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    part.replace(path)


def replace_file(path: Path, data: bytes) -> None:
    """Give ``path`` this content, whole or not at all, mode 0600, read back before it counts, durable.

    Raises ``SystemProblem("slots_unwritable")``.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if part.read_bytes() != data:
            raise OSError(0, "read back differently")
        _take_name(part, path)
        if os.name == "posix":
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        raise SystemProblem("slots_unwritable", path=str(path), errno=error.errno) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)

"""Putting a restored office in its place, so that at every moment one whole store is there.

A restore is prepared in the folder ``pulihkan.part``: every file complete, proved and durable. Renaming that folder to
``pulihkan.siap`` is the one step that decides; before it the old office stands untouched, after it the next start
finishes. The former files are moved into a folder ``sebelum-pulih-…`` and kept there.
Source: docs/spec/backup.md, section Restore.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from pathlib import Path

import msgspec

from db import StoreError, prove_copy, require_whole
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.services.jangkar import BERKAS_JANGKAR, anchor_files
from desktop_app.services.kunci_putaran import destroy_halves
from desktop_app.services.rumah import sync_folder

BERKAS_STORE = "luring.db"
BERKAS_SLOT = ("slot-1.json", "slot-2.json")
BERKAS_KUNCI = "kunci.json"
PERSIAPAN = "pulihkan.part"
SIAP = "pulihkan.siap"
SEBELUM = "sebelum-pulih-"
_LAMA = re.compile(SEBELUM + r"[1-9][0-9]{0,8}\Z")
_PERANGKAT = re.compile(r"[0-9a-f]{1,64}\Z")
BERKAS_RENCANA = "rencana.json"
FOLLOWERS = {
    BERKAS_STORE: tuple(f"{BERKAS_STORE}-{ending}" for ending in ("wal", "shm", "journal")),
    BERKAS_JANGKAR[0]: (BERKAS_JANGKAR[1],),
}
"""What is moved away before its file: a log must never stand beside a store that is not its own."""
BERKAS_PULIH = (BERKAS_KUNCI, *BERKAS_SLOT, BERKAS_JANGKAR[0], BERKAS_STORE)
"""What a restore puts in place, in this order and nothing else: the store last, for while it is still in the prepared
folder the office's folder holds no half of two offices."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to rename while a virus scanner holds a file."""


class Rencana(msgspec.Struct, frozen=True):
    """What is to be done with a prepared restore: where the former files go, which it brings, whose anchor ends."""

    lama: str
    berkas: tuple[str, ...]
    perangkat: str


def begin_restore(home: Path) -> Path:
    """Return an empty folder to prepare a restore in; what an earlier one left unfinished is removed."""
    folder = home / PERSIAPAN
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return folder


def decide_restore(home: Path, perangkat: str) -> Path:
    """Make the prepared restore the one that counts; return the folder in which the former files will be kept.

    The caller has closed every file of the prepared folder. From here on the next start finishes what a power cut
    interrupts.
    """
    folder = home / PERSIAPAN
    nomor = 1
    while (home / f"{SEBELUM}{nomor}").exists():
        nomor += 1
    berkas = tuple(name for name in BERKAS_PULIH if (folder / name).exists())
    raw = msgspec.json.encode(Rencana(f"{SEBELUM}{nomor}", berkas, perangkat))
    with (folder / BERKAS_RENCANA).open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    require_whole(folder / BERKAS_STORE)
    for name in berkas:
        _sync_file(folder / name)
    sync_folder(folder)
    _rename(folder, home / SIAP)
    sync_folder(home)
    return home / f"{SEBELUM}{nomor}"


def finish_restore(home: Path) -> bool:
    """Finish a restore that was decided, forget one that was not; say whether one was finished.

    May be interrupted and called again at any point: each file is moved at most once in each direction.
    """
    folder = home / SIAP
    if not folder.is_dir():
        shutil.rmtree(home / PERSIAPAN, ignore_errors=True)
        return False
    check_closed(home)
    try:
        rencana = _read_plan(folder)
        if rencana is not None:
            _move(home, folder, rencana)
            # What was answered in an open round dies with the store that gathered it: its former file is kept here.
            destroy_halves(home)
    except OSError as error:
        raise SystemProblem("berkas_gagal", berkas=str(error.filename or home), rincian=str(error)) from error
    shutil.rmtree(folder, ignore_errors=True)
    return True


def check_closed(home: Path) -> None:
    """Raise ``UserError`` where another program has the present store open; one that is damaged does not matter."""
    try:
        # No key fits, but a lock is told before a key is tried.
        prove_copy(home / BERKAS_STORE, secrets.token_bytes(32), whole=False)
    except StoreError as error:
        if error.code == "locked":
            raise UserError("cadangan_kantor_terbuka") from error


def _move(home: Path, folder: Path, rencana: Rencana) -> None:
    lama = home / rencana.lama
    lama.mkdir(mode=0o700, exist_ok=True)
    # What the former store had reached is no measure for the one that comes.
    for file in anchor_files(home, rencana.perangkat)[1]:
        file.unlink(missing_ok=True)
    for name in rencana.berkas:
        if not (folder / name).exists():
            continue
        for former in (*FOLLOWERS.get(name, ()), name):
            if (home / former).exists():
                _rename(home / former, lama / former)
        sync_folder(lama)
        sync_folder(home)
        _rename(folder / name, home / name)
        sync_folder(home)
        sync_folder(folder)


def _read_plan(folder: Path) -> Rencana | None:
    """Return the plan of a decided restore; None where only its empty shell is left.

    Nobody signs a plan, so its names are held against the known ones before they become paths. Raises
    ``SystemProblem`` ``pulihkan_rencana_asing``.
    """
    try:
        rencana = msgspec.json.decode((folder / BERKAS_RENCANA).read_bytes(), type=Rencana)
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SystemProblem("pulihkan_rencana_asing", folder=SIAP) from error
    known = all(name in BERKAS_PULIH for name in rencana.berkas)
    if not known or not _LAMA.match(rencana.lama) or not _PERANGKAT.match(rencana.perangkat):
        raise SystemProblem("pulihkan_rencana_asing", folder=SIAP)
    return rencana


def _rename(old: Path, new: Path) -> None:
    for pause in _PAUSES:
        try:
            old.replace(new)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    old.replace(new)


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

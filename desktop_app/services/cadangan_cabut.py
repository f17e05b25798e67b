"""Taking somebody's slot out of the backups on this computer's disk once his account is removed.

A backup opens with the passwords of its time. Without this step somebody who was removed could go on opening the
backups of his time, and with them everything as it was. Each of them is written anew with the same store and without
his slot; one that cannot be written anew, because its key or its device is not ours, is deleted.
Source: docs/spec/backup.md, section Removed people.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from db import StoreError, Transaction
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem
from desktop_app.exchange.container import (
    PART_SLOTS,
    SUFFIX,
    Container,
    extract_parts,
    mark_of,
    read_container,
    replace_slots,
)
from desktop_app.messages import sentence
from desktop_app.services.cadangan import FOLDER, RUANG, store_keys
from desktop_app.services.jangkar import Pemberitahuan
from desktop_app.services.kantor import Kantor, translate
from desktop_app.vault import SlotCopy, SlotTable, read_slots, rewrite_slots

CABUT = "cabut"


def note_removal(kantor: Kantor, tx: Transaction, akun_id: str) -> None:
    """Remember that the backups still have this person's slot, so that a cut before they lose it is caught up."""
    tx.put(RUANG, CABUT, msgspec.json.encode(sorted({*_pending(kantor), akun_id})))


def revoke_in_cadangan(kantor: Kantor) -> int:
    """Take everybody who was removed out of the backups on this disk; return in how many there was somebody.

    Where the disk refuses, people are told and the next entry tries again.
    """
    pergi = _pending(kantor)
    if not pergi:
        return 0
    files = sorted(kantor.folder(FOLDER).glob(f"*{SUFFIX}"), reverse=True)
    try:
        jumlah = sum(_revoke(kantor, path, pergi) for path in files)
        with kantor.write("cabut_cadangan", detail={"cadangan": jumlah}) as tx:
            tx.delete(RUANG, CABUT)
    except (LuringError, StoreError, OSError) as error:
        galat = translate(error) if isinstance(error, StoreError) else error
        sebab = sentence(galat) if isinstance(galat, LuringError) else str(galat)
        kantor.pemberitahuan += (Pemberitahuan("cabut_cadangan_tertunda", {"sebab": sebab}),)
        return 0
    return jumlah


def _pending(kantor: Kantor) -> list[str]:
    raw = kantor.store.get(RUANG, CABUT)
    return msgspec.json.decode(raw, type=list[str]) if raw is not None else []


def _revoke(kantor: Kantor, path: Path, pergi: Sequence[str]) -> bool:
    """Write a backup anew without these people, or delete it where that cannot be; say whether one of them was in."""
    try:
        container = read_container(path)
    except (BundleError, SystemProblem):
        # What is damaged opens for nobody, and nothing damaged is deleted.
        return False
    if container.header.protection != "slots":
        return False
    folder = kantor.folder("karantina") / f"cabut-{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700, parents=True)
    try:
        with contextlib.suppress(BundleError):
            extract_parts(container, folder, only=PART_SLOTS)
            return _without(kantor, container, folder, pergi)
        return False
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _without(kantor: Kantor, container: Container, folder: Path, pergi: Sequence[str]) -> bool:
    try:
        copies = read_slots(folder)
    except SystemProblem:
        return False
    if not any(copy.table.person(satu) for copy in copies for satu in pergi):
        return False
    kunci = next((key for key in store_keys(kantor) if mark_of(key) == container.header.key_mark), None)
    genuine = _genuine(kantor, copies)
    if kunci is None or genuine is None or container.header.device != kantor.store.device:
        container.path.unlink()
        return True
    copy, tanda = genuine
    rewrite_slots(folder, copy, _less(copy.table, pergi), tanda)
    slots = {name: folder / name for name in PART_SLOTS}
    replace_slots(container, container.path, signer=kantor.device_keys().signing, slots=slots)
    return True


def _genuine(kantor: Kantor, copies: Sequence[SlotCopy]) -> tuple[SlotCopy, bytes] | None:
    """Return the newest slot file that one of our keys signed, and that key: while a key changes it is the new one."""
    found = ((copy, key) for copy in copies for key in store_keys(kantor) if copy.is_genuine(key))
    return next(found, None)


def _less(table: SlotTable, pergi: Sequence[str]) -> SlotTable:
    for satu in pergi:
        table = table.without_person(satu)
    return table

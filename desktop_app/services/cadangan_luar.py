"""Backups on sticks: two that take turns, remembered by an id that stands in the backup itself and nowhere else on it.

Reminders count revisions, never days. Source: docs/spec/backup.md, section Sticks.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.container import SUFFIX
from desktop_app.services.berkas import free_path
from desktop_app.services.cadangan import (
    AlasanCadangan,
    Cadangan,
    Progress,
    describe,
    known_keys,
    list_folder,
    next_number,
    write_cadangan,
)
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pemasangan import BERKAS_STORE
from desktop_app.vault import slots_exist

RUANG = "cadangan_media"
DISIMPAN = 3
"""So many of this computer's backups stay on one stick."""
AMBANG = 20
"""From so many revisions that no stick has people are reminded."""


class Media(msgspec.Struct, frozen=True, kw_only=True):
    """One stick: its letter, the number of the newest backup on it, and up to which revision that reaches.

    ``satu_disk`` marks a folder on the very disk that holds the office: it is remembered but saves nothing.
    """

    id: str
    label: str
    nomor: int
    seq: int
    satu_disk: bool = False


@dataclass(frozen=True)
class HasilFlashdisk:
    """What was put on a stick: ``label`` is its letter, ``berikut`` the one whose turn is next ("" : a second one).

    ``satu_disk`` where the folder lies on the very disk that holds the office, which saves nothing when that is lost.
    """

    cadangan: Cadangan
    label: str
    baru: bool
    berikut: str
    satu_disk: bool


@dataclass(frozen=True)
class KeadaanFlashdisk:
    """How far the sticks are: revisions that none of them has, and the sticks known here, newest first."""

    belum: int
    media: tuple[Media, ...]

    @property
    def perlu(self) -> bool:
        """Say whether it is time for a reminder."""
        return self.belum >= AMBANG


@intention(Wewenang.CADANGKAN)
def read_flashdisk(kantor: Kantor) -> KeadaanFlashdisk:
    """Return how far the backups on sticks are."""
    semua = [msgspec.json.decode(raw, type=Media) for _, raw in kantor.store.items(RUANG)]
    semua = sorted((satu for satu in semua if not satu.satu_disk), key=lambda satu: satu.nomor, reverse=True)
    # After a restore a stick may be ahead of the store: then it has everything.
    belum = max(0, kantor.store.last_seq() - max((satu.seq for satu in semua), default=0))
    return KeadaanFlashdisk(belum, tuple(semua))


@intention(Wewenang.CADANGKAN)
def back_up_to(
    kantor: Kantor, folder: Path, *, tanpa_kunci: bool = False, progress: Progress | None = None
) -> HasilFlashdisk:
    """Write a backup into ``folder`` by the ritual of the stick; afterwards it may be pulled out.

    Nothing on the stick is touched but this computer's own older backups, of which ``DISIMPAN`` stay. An office
    without passwords must say ``tanpa_kunci``: the backup then opens only with the key file, which is not in it.
    Raises ``UserError`` ``folder_tidak_ada``, ``cadangan_tanpa_sandi``; ``SystemProblem`` where the stick fails.
    """
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    if not slots_exist(kantor.home) and not tanpa_kunci:
        raise UserError("cadangan_tanpa_sandi")
    keadaan = read_flashdisk(kantor)
    media, baru = _recognise(kantor, folder, keadaan.media)
    nomor = next_number(kantor, *(satu.nomor for satu in keadaan.media))
    # Another computer of this office may have numbered so far as well: its backup is never touched.
    out = free_path(folder / f"cadangan-{re.sub(r'[^0-9.]', '', kantor.profil.kode)}-{nomor:06d}{SUFFIX}")
    seq = kantor.store.last_seq()
    write_cadangan(kantor, out, AlasanCadangan.FLASHDISK, nomor, media=media.id, progress=progress)
    satu_disk = is_same_disk(folder, kantor.home)
    tercatat = msgspec.structs.replace(media, nomor=nomor, seq=seq, satu_disk=satu_disk)
    with kantor.write("cadangkan_flashdisk", detail={"nomor": nomor, "media": media.label}) as tx:
        tx.put(RUANG, media.id, msgspec.json.encode(tercatat))
        tx.put("cadangan", "nomor", str(nomor).encode())
    for lama in _own(kantor, folder)[DISIMPAN:]:
        lama.path.unlink(missing_ok=True)
    lain = [satu for satu in keadaan.media if satu.id != media.id]
    berikut = min(lain, key=lambda satu: satu.nomor).label if lain else ""
    return HasilFlashdisk(describe(out, known_keys(kantor)), media.label, baru, berikut, satu_disk)


def _recognise(kantor: Kantor, folder: Path, known: tuple[Media, ...]) -> tuple[Media, bool]:
    """Return the stick, by the id in a backup of ours that lies on it; a new one gets the next letter."""
    for satu in _own(kantor, folder):
        if satu.media:
            found = next((one for one in known if one.id == satu.media), None)
            return (found or Media(id=satu.media, label=_letter(known), nomor=0, seq=0)), False
    return Media(id=secrets.token_hex(8), label=_letter(known), nomor=0, seq=0), True


def _letter(known: tuple[Media, ...]) -> str:
    taken = {satu.label for satu in known}
    number = 0
    while (label := _as_letters(number)) in taken:
        number += 1
    return label


def _as_letters(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"{_as_letters(number // 26 - 1)}{chr(ord('A') + number % 26)}"


def _own(kantor: Kantor, folder: Path) -> list[Cadangan]:
    """Return the sound backups of this computer in a folder, the newest first."""
    semua = list_folder(folder, known_keys(kantor))
    return [satu for satu in semua if satu.galat is None and satu.perangkat == kantor.store.device]


def is_same_disk(folder: Path, home: Path) -> bool:
    """Tell whether a folder lies on the very file system that holds the office."""
    return folder.stat().st_dev == (home / BERKAS_STORE).stat().st_dev

"""Drafts of one person that nobody else opens: what he types before he gives it, decides it or hands it over.

They lie beside the store as files of their own, never in a revision, a working copy, a bundle or an audit row. Each is
sealed to a key that follows from its writer's signing key; where he has none, since the office works without passwords,
to one that follows from the computer's key, which lies in the store. Source: docs/spec/objection.md, section Drafts.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.errors import UserError
from desktop_app.exchange.objection import seal_text, unseal_text
from desktop_app.services.identitas_lama import keys_of, list_lama
from desktop_app.services.kantor import Kantor
from desktop_app.services.rumah import make_folder, narrow_folder, sync_folder
from desktop_app.vault import SigningKey
from desktop_app.vault.sealing import draft_identity

FOLDER = "draf-sendiri"
MAKS_BYTE = 240 * 1024
"""Bytes of one draft: sealed it still opens, and every form that keeps one ends before."""


@dataclass(frozen=True)
class KotakDraf:
    """The drafts of one account: ``tentang`` is the person a draft is about, ``kunci`` tells his drafts apart.

    ``former`` are the identities of before, the last one first: a cut may have left drafts that are sealed to them.
    """

    folder: Path
    milik: str
    identity: str = field(repr=False)
    former: tuple[str, ...] = field(default=(), repr=False)

    def keep(self, tentang: str, kunci: str, teks: str) -> None:
        """Keep ``teks`` durably in place of what was kept before; raises ``UserError`` ``draf_terlalu_panjang``."""
        if len(teks.encode()) > MAKS_BYTE:
            raise UserError("draf_terlalu_panjang", batas=MAKS_BYTE // 1024)
        make_folder(self.folder)
        narrow_folder(self.folder)
        replace_file(self._path(tentang, kunci), seal_text(teks, self.identity))

    def read(self, tentang: str, kunci: str) -> str:
        """Return what was kept; empty where there is nothing, or none of his keys opens it."""
        return self._open(self._path(tentang, kunci))

    def drop(self, tentang: str, kunci: str) -> None:
        """Throw one draft away; a disk that refuses leaves it to the next time."""
        with suppress(OSError):
            self._path(tentang, kunci).unlink(missing_ok=True)

    def read_all(self) -> Iterator[str]:
        """Yield every draft that opens, the last written first."""
        with suppress(OSError):
            ada = [(path.stat().st_mtime_ns, path) for path in self.folder.glob(f"{_mark(self.milik)}-*.age")]
            yield from (teks for _, path in sorted(ada, reverse=True) if (teks := self._open(path)))

    def _open(self, path: Path) -> str:
        try:
            sealed = path.read_bytes()
        except OSError:
            return ""
        for identity in (self.identity, *self.former):
            teks = unseal_text(sealed, identity)
            if teks is not None:
                return teks
        return ""

    def _path(self, tentang: str, kunci: str) -> Path:
        return self.folder / f"{_mark(self.milik)}-{_mark(tentang)}-{_mark(kunci)}.age"


def own_drafts(kantor: Kantor) -> KotakDraf:
    """Return the drafts of who acts; no function opens those of somebody else."""
    folder, kunci = kantor.home / FOLDER, kantor.pelaku.kunci
    if kunci is not None:
        return KotakDraf(folder, kantor.who, draft_identity(kunci))
    lama = (keys_of(kantor, satu.perangkat) for satu in reversed(list_lama(kantor.store)))
    former = tuple(draft_identity(keys.signing) for keys in lama if keys is not None)
    return KotakDraf(folder, kantor.who, draft_identity(kantor.device_keys().signing), former)


def reseal_below(folder: Path, pattern: str, lama: SigningKey, baru: SigningKey) -> None:
    """Seal every draft that a former key of its writer opens to his new one; what a cut leaves opens to the former."""
    for path in folder.glob(pattern):
        teks = unseal_text(path.read_bytes(), draft_identity(lama))
        if teks is not None:
            replace_file(path, seal_text(teks, draft_identity(baru)))


def reseal_drafts_by(home: Path, akun_id: str, lama: SigningKey, baru: SigningKey) -> None:
    """Let every draft of an account open with its new key."""
    reseal_below(home / FOLDER, f"{_mark(akun_id)}-*.age", lama, baru)


def drop_drafts_by(home: Path, akun_id: str) -> None:
    """Remove every draft of an account that goes."""
    _drop(home, f"{_mark(akun_id)}-*")


def drop_drafts_about(home: Path, pegawai_id: str) -> None:
    """Remove every draft about a person whose data are erased, whoever wrote it."""
    _drop(home, f"*-{_mark(pegawai_id)}-*")


def _drop(home: Path, pattern: str) -> None:
    for path in (home / FOLDER).glob(pattern):
        path.unlink(missing_ok=True)


def _mark(teks: str) -> str:
    return hashlib.sha256(f"skp-luring/draf-sendiri/{teks}".encode()).hexdigest()[:16]


def replace_file(path: Path, data: bytes) -> None:
    """Write beside and rename: a power cut leaves the file before or the file after."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)

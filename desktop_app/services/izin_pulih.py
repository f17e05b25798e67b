"""Leave to restore over the office that is here: asked of an admin of today, not of the backup.

A backup opens with the passwords of its time, also with those of people who were removed or who never were admin.
Where an office is here and is not known to be broken, somebody who may restore backups today has to prove it, by his
password or by the recovery card that is valid here. Where the data demonstrably do not open, or nothing is here,
nobody of today can be asked: then the backup's own accounts decide. Source: docs/spec/backup.md, section Restore.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from db import StoreError, prove_copy
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.wewenang import Jangkauan, Wewenang, reach
from desktop_app.services.akun_dasar import RUANG_AKUN, Akun
from desktop_app.services.kantor import Kantor, intention, open_kantor
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.pemasangan import BERKAS_KUNCI, BERKAS_STORE, finish_restore
from desktop_app.services.pintu import Pintu, key_of_card, masuk, read_pintu, require_card
from desktop_app.vault import KeyFile, slots_exist

RUSAK = (
    *("store_not_found", "store_wrong_key", "store_damaged", "store_not_a_store", "store_schema_changed"),
    *("store_io_error", "profil_kantor_hilang", "slots_edited"),
)
"""How the product's own opening says that the data here do not open whoever asks."""
SLOT_RUSAK = ("slots_damaged", "slots_weakened")
"""How the slot files say that nobody can enter by them."""


@dataclass(frozen=True)
class IzinSekarang:
    """What an admin of today proves himself by: his account and password, or the recovery card that is valid here."""

    akun_id: str = ""
    sandi: str = field(default="", repr=False)
    kartu: str = field(default="", repr=False)


@dataclass(frozen=True)
class Izin:
    """Who gave leave (his account, "" for a card or a key file) and by what (``sandi``, ``kartu``, ``berkas``)."""

    akun_id: str = ""
    cara: str = ""


@intention
def people_to_ask(home: Path) -> Pintu | None:
    """Return the door of the office whose leave a restore needs; None where it needs nobody's.

    It needs none where nothing is here, where no password protects what is here, or where the slot files are damaged.
    Raises ``SystemProblem`` where they are newer than this program or cannot be read.
    """
    finish_restore(home)
    store = home / BERKAS_STORE
    if not slots_exist(home) or not store.is_file() or store.stat().st_size == 0:
        return None
    try:
        return read_pintu(home)
    except SystemProblem as problem:
        if problem.code in SLOT_RUSAK:
            return None
        raise


def ask_leave(
    home: Path,
    izin: IzinSekarang | None,
    nomor: int,
    *,
    jam: Callable[[], datetime],
    detak: Callable[[], float] = time.monotonic,
) -> Izin | None:
    """Return who of today allows the restore of backup ``nomor``; None where nobody of today can be asked.

    Raises ``UserError`` ``pulihkan_perlu_izin`` where nobody was named, ``wewenang_kurang`` for who may not (with an
    audit row in the office that is here), and as ``masuk`` and ``masuk_kartu`` for what does not open.
    """
    pintu = people_to_ask(home)
    if pintu is None:
        # Whoever may open the folder of an office without passwords may do all in it.
        return Izin(cara="berkas") if _opens_by_file(home) else None
    if izin is None or not (izin.akun_id or izin.kartu.strip()):
        raise UserError("pulihkan_perlu_izin", nama=pintu.nama_kantor)
    try:
        kantor = (
            _enter_by_card(home, izin.kartu, jam)
            if izin.kartu.strip()
            else masuk(home, izin.akun_id, izin.sandi, jam=jam, detak=detak)
        )
    except SystemProblem as problem:
        if problem.code in RUSAK:
            return None
        raise
    with_card = bool(izin.kartu.strip())
    try:
        if with_card:
            require_card(kantor)
        else:
            with kantor.acting(Wewenang.PULIHKAN_CADANGAN):
                pass
        with kantor.write("siap_pulih", detail={"nomor": nomor, "cara": "kartu" if with_card else "sandi"}):
            pass
        return Izin(kantor.who, "kartu" if with_card else "sandi")
    finally:
        kantor.close()


def check_opener(store: Path, kunci: bytes, akun_id: str) -> None:
    """Raise ``UserError("cadangan_perlu_admin")`` where the account was no admin when the backup was made."""
    place = (RUANG_AKUN, akun_id)
    raw = prove_copy(store, kunci, whole=False, values=[place]).values.get(place)
    akun = msgspec.json.decode(raw, type=Akun) if raw is not None else None
    if akun is None or not akun.aktif or reach(akun.peran, Wewenang.PULIHKAN_CADANGAN) is Jangkauan.TIDAK:
        raise UserError("cadangan_perlu_admin")


def _enter_by_card(home: Path, kode: str, jam: Callable[[], datetime]) -> Kantor:
    """Open the office by its card, which stays valid: nobody gets a password by it here."""
    return open_kantor(
        home, jam=jam, source=key_of_card(home, kode), pelaku=Pelaku(akun_id="", nama="", peran=frozenset())
    )


def _opens_by_file(home: Path) -> bool:
    """Tell whether the key file that lies here opens the office that lies here."""
    file = KeyFile(home / BERKAS_KUNCI)
    try:
        prove_copy(home / BERKAS_STORE, file.obtain().key if file.exists() else secrets.token_bytes(32), whole=False)
    except (StoreError, SystemProblem):
        return False
    return True

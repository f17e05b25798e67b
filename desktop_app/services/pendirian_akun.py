"""The first person of an office: at its founding, or when an office with a key file turns to passwords."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from db import Transaction
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.akun_dasar import Akun, first_akun, new_table, put_akun, put_pengguna, read_akun
from desktop_app.services.kantor import (
    Kantor,
    Profil,
    check_profil,
    create_kantor,
    intention,
    office_exists,
    open_kantor,
)
from desktop_app.services.kunci_kantor import finish_key_change, prepare_recovery
from desktop_app.services.nasihat_sandi import require_sandi
from desktop_app.services.pendirian import write_beginning
from desktop_app.vault import Cost, SigningKey, StoreKey, make_person, remove_slots, tune_cost, write_slots


@intention
def found_with_akun(
    home: Path,
    profil: Profil,
    nama: str,
    sandi: str,
    *,
    jam: Callable[[], datetime],
    peran: Collection[PeranPengguna] = (),
    biaya: Cost | None = None,
) -> Kantor:
    """Make a new office whose first person is its admin, with ``peran`` besides, and return it opened by him.

    No key file is ever written: his slot opens the office. ``biaya`` is tuned to this computer unless given.
    Raises ``UserError`` where an office is there already, an answer is missing, or the password is weak.
    """
    check_profil(profil)
    if office_exists(home):
        raise UserError("kantor_sudah_ada", folder=str(home))
    akun = first_akun(profil, nama, peran)
    require_sandi(sandi, akun.nama, profil.nama)
    signing = SigningKey.generate()
    kunci = StoreKey(secrets.token_bytes(32), "slot")
    cost = biaya or tune_cost()

    def begin(kantor: Kantor, tx: Transaction) -> None:
        write_beginning(kantor, tx)
        put_akun(tx, akun)
        put_pengguna(kantor, tx, akun, signing.public)
        # Slots without a store are what a cut leaves here; they open nothing and give way.
        remove_slots(home)
        _write_first_slot(kantor, akun, sandi, cost, [kunci.key], signing)

    return create_kantor(home, profil, jam=jam, found=begin, kunci=kunci, pelaku=akun.as_pelaku(signing))


@intention
def give_sandi(
    home: Path,
    nama: str,
    sandi: str,
    *,
    jam: Callable[[], datetime],
    peran: Collection[PeranPengguna] = (),
    biaya: Cost | None = None,
) -> Kantor:
    """Turn an office with a key file into one with passwords; its first person is the admin. Return it opened by him.

    The store gets a new key and the key file goes. After a power cut the office opens with the key file or with the
    password, and the next entry goes on. Raises ``UserError`` as ``found_with_akun``, ``kantor_bersandi``.
    """
    kantor = open_kantor(home, jam=jam)
    try:
        akun = first_akun(kantor.profil, nama, peran)
        require_sandi(sandi, akun.nama, kantor.profil.nama)
        lama = kantor.kunci
        assert lama is not None
        signing = SigningKey.generate()
        cost = biaya or tune_cost()
        # His own account writes his key down: nobody else gave him this password.
        kantor.who = akun.akun_id
        with kantor.write("pakai_sandi", akun.akun_id, {"peran": list(akun.peran)}) as tx:
            for sisa in read_akun(kantor):
                # Left by an attempt that was cut off: nobody ever entered with it.
                put_akun(tx, msgspec.structs.replace(sisa, aktif=False, peran=()))
            put_akun(tx, akun)
            put_pengguna(kantor, tx, akun, signing.public)
        keys = (secrets.token_bytes(32), lama.key)
        _write_first_slot(kantor, akun, sandi, cost, keys, signing)
        kantor.kunci = StoreKey(lama.key, "slot", (keys[0],))
        kantor.pelaku, kantor.who = akun.as_pelaku(signing), akun.akun_id
        kantor = finish_key_change(kantor)
        prepare_recovery(kantor)
    except BaseException:
        kantor.close()
        raise
    return kantor


def _write_first_slot(
    kantor: Kantor, akun: Akun, sandi: str, cost: Cost, keys: Sequence[bytes], signing: SigningKey
) -> None:
    """Write the slot files whose only slot is that of the first person."""
    slot = make_person(akun.akun_id, akun.nama, sandi, cost=cost, keys=keys, signing=signing)
    write_slots(kantor.home, new_table(kantor, cost).with_person(slot), keys)

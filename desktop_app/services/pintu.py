"""The door: what stands there before anything is open, and the ways in (password, printed card, kabupaten's grant)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from db import Transaction
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.pengguna import Pengguna
from desktop_app.services.akun_dasar import RUANG_AKUN, Akun, check_wait, put_new_slot, put_pengguna, read_akun
from desktop_app.services.cadangan_cabut import revoke_in_cadangan
from desktop_app.services.jangkar import Pemberitahuan
from desktop_app.services.kantor import Kantor, intention, office_exists, open_kantor
from desktop_app.services.kunci_kantor import (
    card_counts,
    is_older,
    prepare_recovery,
    put_table,
    require_slots,
    try_key_change,
)
from desktop_app.services.kunci_segel import publish_sealing_key
from desktop_app.services.nasihat_sandi import require_sandi
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.pemasangan import finish_restore
from desktop_app.services.permintaan_pulih import PermintaanTertunda, read_tertunda
from desktop_app.vault import (
    SigningKey,
    SlotTable,
    StoreKey,
    Waits,
    code_key,
    genuine_copy,
    mend_slots,
    open_card,
    read_slots,
    slots_exist,
    unlock,
)

Keadaan = Literal["kosong", "tanpa_sandi", "bersandi"]


@dataclass(frozen=True)
class OrangPintu:
    """Somebody who can enter: his account and the name to choose."""

    akun_id: str
    nama: str


@dataclass(frozen=True)
class Pintu:
    """What can be known of an office while it is closed.

    ``keadaan``: nothing is there, a key file opens it, or passwords do. ``kartu``: a recovery card is valid here;
    ``escrow``: the kabupaten can help; ``permintaan``: a request to it waits for its answer.
    """

    keadaan: Keadaan
    orang: tuple[OrangPintu, ...] = ()
    kartu: bool = False
    escrow: bool = False
    permintaan: PermintaanTertunda | None = None
    nama_kantor: str = ""


@intention
def read_pintu(home: Path) -> Pintu:
    """Return what stands at the door; raises ``SystemProblem`` where the slot files are damaged, newer or changed."""
    if not office_exists(home):
        return Pintu("kosong")
    finish_restore(home)
    if not slots_exist(home):
        return Pintu("tanpa_sandi")
    table = read_slots(home)[0].table
    waits = Waits(home)
    for satu in table.people:
        # A wait that was begun before the program was started again begins with the first look at the door.
        waits.remaining(satu.id)
    orang = sorted((OrangPintu(satu.id, satu.name) for satu in table.people), key=lambda satu: satu.nama.casefold())
    return Pintu(
        "bersandi",
        tuple(orang),
        kartu=table.card is not None,
        escrow=table.escrow is not None,
        permintaan=read_tertunda(home),
        nama_kantor=table.office_name,
    )


@intention
def masuk(
    home: Path,
    akun_id: str,
    sandi: str,
    *,
    jam: Callable[[], datetime],
    detak: Callable[[], float] = time.monotonic,
) -> Kantor:
    """Open the office by a person's password and return it with him acting.

    ``detak`` is a monotonic clock. Raises ``UserError``: ``sandi_salah`` (fact ``detik``: how long to wait),
    ``sandi_tunggu`` while he waits, ``akun_tidak_ada``, ``akun_tanpa_peran``; ``SystemProblem`` for the files.
    """
    if not office_exists(home):
        raise UserError("kantor_belum_ada", folder=str(home))
    if not slots_exist(home):
        raise UserError("kantor_tanpa_sandi")
    waits = Waits(home, detak)
    check_wait(waits, akun_id)
    try:
        hasil = unlock(home, akun_id, sandi)
    except SystemProblem as problem:
        if problem.code == "slot_unknown":
            raise UserError("akun_tidak_ada") from None
        raise
    if hasil is None:
        raise UserError("sandi_salah", detik=waits.fail(akun_id))
    gagal = waits.failures(akun_id)
    waits.clear(akun_id)
    opened, _ = hasil
    return enter(home, opened.store_key, akun_id, jam=jam, kunci=opened.signing, gagal=gagal)


@intention
def masuk_kartu(home: Path, kode: str, akun_id: str, sandi_baru: str, *, jam: Callable[[], datetime]) -> Kantor:
    """Open the office by the code of the printed card and give ``akun_id`` a new password.

    Case, hyphens, spaces, O for 0 and I for 1 are forgiven. The card is void afterwards and a new one has to be made;
    the person's old signing key ends. Raises ``UserError``: ``kartu_salah_ketik``, ``kartu_bukan``,
    ``kartu_tidak_ada``, or what is weak about the password.
    """
    kunci = key_of_card(home, kode)
    return enter_anew(home, kunci, akun_id, sandi_baru, jam=jam, cara="kartu", ubah=_without_card, periksa=require_card)


def key_of_card(home: Path, kode: str) -> StoreKey:
    """Return the key that the code of the printed card opens; raises as ``masuk_kartu`` for a code that opens none."""
    kartu = read_slots(home)[0].table.card
    if kartu is None:
        raise UserError("kartu_tidak_ada")
    kunci = open_card(kartu, code_key(kode))
    if kunci is None:
        raise UserError("kartu_bukan")
    genuine_copy(home, kunci)
    return kunci


def require_card(kantor: Kantor) -> None:
    """Raise ``UserError("kartu_bukan")`` where the card in the slot files was used or replaced; that leaves a row."""
    copy = require_slots(kantor)[0]
    if not card_counts(kantor, copy):
        with kantor.write("ditolak", kantor.who, {"perbuatan": "masuk", "cara": "kartu", "slot_mundur": copy.edition}):
            pass
        raise UserError("kartu_bukan")


def _without_card(table: SlotTable) -> SlotTable:
    return msgspec.structs.replace(table, card=None)


def enter_anew(
    home: Path,
    store_key: StoreKey,
    akun_id: str,
    sandi_baru: str,
    *,
    jam: Callable[[], datetime],
    cara: str,
    ubah: Callable[[SlotTable], SlotTable] | None = None,
    periksa: Callable[[Kantor], None] | None = None,
    catat: Callable[[Transaction], None] | None = None,
) -> Kantor:
    """Open the store with a key that came by card or grant, and give the person a new password and signing key.

    ``ubah`` changes the slots besides, ``periksa`` may refuse by an error, ``catat`` writes in the same transaction.
    """
    kantor = open_kantor(home, jam=jam, source=store_key, pelaku=_nobody_yet(akun_id))
    try:
        akun = _require_roles(kantor, akun_id)
        require_sandi(sandi_baru, akun.nama, kantor.profil.nama)
        if periksa is not None:
            periksa(kantor)
        kunci = SigningKey.generate()
        copy = require_slots(kantor)[0]
        mundur = is_older(kantor, copy)
        with kantor.write("masuk", akun_id, {"cara": cara, **({"slot_mundur": copy.edition} if mundur else {})}) as tx:
            if catat is not None:
                catat(tx)
            put_pengguna(kantor, tx, akun, kunci.public)
            put_new_slot(kantor, tx, akun, sandi_baru, kunci, ubah)
        Waits(home).clear(akun_id)
        kantor = try_key_change(kantor)
        kantor.pelaku = akun.as_pelaku(kunci)
        _settle_in(kantor, mundur=mundur)
    except BaseException:
        kantor.close()
        raise
    return kantor


def enter(
    home: Path,
    store_key: StoreKey,
    akun_id: str,
    *,
    jam: Callable[[], datetime],
    kunci: SigningKey,
    gagal: int = 0,
) -> Kantor:
    """Open the store with a key that somebody has proved to have, and let him act where he still has roles.

    ``gagal`` counts the wrong passwords before, which nobody could write down while the store was closed.
    """
    kantor = open_kantor(home, jam=jam, source=store_key, pelaku=_nobody_yet(akun_id))
    try:
        akun = _require_roles(kantor, akun_id)
        copy = require_slots(kantor)[0]
        mundur = is_older(kantor, copy)
        mend_slots(home, copy)
        kantor = try_key_change(kantor)
        kantor.pelaku = akun.as_pelaku(kunci)
        with kantor.write("masuk", akun_id, {"cara": "sandi", **({"gagal": gagal} if gagal else {})}) as tx:
            if not _knows(kantor, akun_id, kunci):
                # A cut between slot and store: the key in the slot is the one that counts. It leaves its trace, for
                # nobody else brings a key that the store does not know.
                tx.detail["kunci_baru"] = kunci.key_id
                put_pengguna(kantor, tx, akun, kunci.public)
            if mundur:
                # An older pair of slot files was put here: its passwords open, and that is told.
                tx.detail["slot_mundur"] = copy.edition
                put_table(kantor, tx, require_slots(kantor)[0].table)
        _settle_in(kantor, mundur=mundur)
    except BaseException:
        kantor.close()
        raise
    return kantor


def _nobody_yet(akun_id: str) -> Pelaku:
    return Pelaku(akun_id=akun_id, nama="", peran=frozenset())


def _require_roles(kantor: Kantor, akun_id: str) -> Akun:
    raw = kantor.store.get(RUANG_AKUN, akun_id)
    akun = msgspec.json.decode(raw, type=Akun) if raw is not None else None
    if akun is None or not akun.aktif or not akun.peran:
        with kantor.write("ditolak", akun_id, {"perbuatan": "masuk"}):
            pass
        raise UserError("akun_tanpa_peran")
    return akun


def _knows(kantor: Kantor, akun_id: str, kunci: SigningKey) -> bool:
    dokumen = kantor.store.document(akun_id)
    if dokumen is None:
        return False
    semua = decode_as(Pengguna, dokumen.body).kunci
    return any(satu.id == kunci.key_id and not satu.berakhir for satu in semua)


def _settle_in(kantor: Kantor, *, mundur: bool) -> None:
    """Tell of an older pair of slot files (``mundur``) and put in order what stands at the door.

    Slots whose account was never kept (a cut while it was made) go; the kabupaten's newest recipient is taken.
    """
    if mundur:
        kantor.pemberitahuan += (Pemberitahuan("slot_mundur", {}),)
    copy, _ = require_slots(kantor)
    ada = {satu.akun_id for satu in read_akun(kantor) if satu.aktif}
    sisa = [satu.id for satu in copy.table.people if satu.id not in ada]
    if sisa:
        table = copy.table
        for satu in sisa:
            table = table.without_person(satu)
        with kantor.write("rapikan_slot") as tx:
            put_table(kantor, tx, table)
    publish_sealing_key(kantor)
    prepare_recovery(kantor)
    revoke_in_cadangan(kantor)

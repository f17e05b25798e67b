"""Accounts: who works with this office's data on this computer, in which roles, opened by which password.

Roles stay on the computer (key-value space ``akun``); a person's name and public keys travel as the document
``pengguna``, whose id is the account's id and the ``who`` of everything that he saves. Passwords are in no place: the
slots hold what they open.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna, Wewenang
from desktop_app.services.akun_dasar import (
    MAKS_NAMA_AKUN,
    PERAN_KANTOR,
    Akun,
    check_name,
    check_own_link,
    check_pegawai,
    check_roles,
    check_wait,
    get_akun,
    new_id,
    put_akun,
    put_new_slot,
    put_pengguna,
    read_akun,
    require_admin,
)
from desktop_app.services.cadangan import AlasanCadangan, back_up_before
from desktop_app.services.cadangan_cabut import note_removal, revoke_in_cadangan
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.keberatan import drop_drafts_of, reseal_drafts_of
from desktop_app.services.kunci_kantor import begin_key_change, newest_first, put_table, require_slots
from desktop_app.services.kunci_segel import is_own_key, publish_sealing_key
from desktop_app.services.nasihat_sandi import Nasihat, advise_sandi, require_sandi
from desktop_app.services.pendirian_akun import found_with_akun, give_sandi
from desktop_app.services.penguji_tanda import PengujiTanda
from desktop_app.vault import SigningKey, Waits, make_person, rewrap_person, unlock

__all__ = [
    "MAKS_NAMA_AKUN",
    "PERAN_KANTOR",
    "Akun",
    "Nasihat",
    "advise_sandi",
    "change_roles",
    "change_sandi",
    "create_akun",
    "found_with_akun",
    "get_akun",
    "give_sandi",
    "list_akun",
    "remove_akun",
    "reset_sandi",
]


@intention(Wewenang.KELOLA_AKUN)
def list_akun(kantor: Kantor) -> tuple[Akun, ...]:
    """Return everybody who has or had an account on this computer: active people first, by name."""
    return tuple(sorted(read_akun(kantor), key=lambda satu: (not satu.aktif, satu.nama.casefold(), satu.akun_id)))


@intention(Wewenang.KELOLA_AKUN)
def create_akun(
    kantor: Kantor, nama: str, peran: Collection[PeranPengguna], sandi: str, pegawai_id: str = ""
) -> tuple[str, Changed]:
    """Give a person an account with roles and a first password; return the account's id and what changed.

    Raises ``UserError`` for a name that is missing or taken, roles that this office has not, or a weak password.
    """
    copy, kunci = require_slots(kantor)
    akun = Akun(
        akun_id=new_id(kantor.profil.kode),
        nama=check_name(nama, read_akun(kantor)),
        peran=check_roles(kantor.profil.peran, peran),
        pegawai_id=check_pegawai(kantor, pegawai_id),
    )
    require_sandi(sandi, akun.nama, kantor.profil.nama)
    signing = SigningKey.generate()
    slot = make_person(
        akun.akun_id, akun.nama, sandi, cost=copy.table.cost, keys=newest_first(copy, kunci), signing=signing
    )
    with kantor.write("buat_akun", akun.akun_id, {"peran": list(akun.peran)}) as tx:
        put_akun(tx, akun)
        put_pengguna(kantor, tx, akun, signing.public)
        put_table(kantor, tx, copy.table.with_person(slot))
    return akun.akun_id, Changed((akun.akun_id,), ("pengguna",))


@intention(Wewenang.KELOLA_AKUN)
def change_roles(
    kantor: Kantor, akun_id: str, peran: Collection[PeranPengguna], pegawai_id: str | None = None
) -> Changed:
    """Give an account other roles, and with ``pegawai_id`` another own record ("" for none); the last admin stays one.

    What he may do changes at his next login; for who acts himself at once. Each record belongs to one active account,
    and nobody changes whose record is his own unless he is the only admin. Raises ``UserError``.
    """
    lama = get_akun(kantor, akun_id)
    berpindah = pegawai_id is not None and pegawai_id != lama.pegawai_id
    baru = msgspec.structs.replace(
        lama,
        peran=check_roles(kantor.profil.peran, peran),
        pegawai_id=lama.pegawai_id if pegawai_id is None else pegawai_id,
    )
    require_admin(kantor, baru)
    if berpindah:
        check_pegawai(kantor, baru.pegawai_id, akun_id)
        check_own_link(kantor, akun_id)
        sendiri = akun_id == kantor.pelaku.akun_id
        terhubung = msgspec.structs.replace(lama, pegawai_id=baru.pegawai_id)
        pindah = {"pegawai": baru.pegawai_id, "pegawai_dulu": lama.pegawai_id}
        with kantor.write("hubungkan_diri" if sendiri else "hubungkan_akun", akun_id, pindah) as tx:
            put_akun(tx, terhubung)
            put_pengguna(kantor, tx, terhubung, None)
    if not berpindah or baru.peran != lama.peran:
        with kantor.write("ubah_peran", akun_id, {"peran": list(baru.peran), "dulu": list(lama.peran)}) as tx:
            put_akun(tx, baru)
    if kantor.pelaku.akun_id == akun_id:
        kantor.pelaku = baru.as_pelaku(kantor.pelaku.kunci)
    return Changed((akun_id,), ("pengguna",))


@intention(Wewenang.SANDI_SENDIRI)
def change_sandi(kantor: Kantor, lama: str, baru: str) -> Changed:
    """Give who is logged in another password; his signing key stays, unless somebody else gave him the former one.

    Whoever gave it has the former key, from a copy of the folder, for ever; so a new one is made, as at a reset.
    Raises ``UserError``: ``sandi_salah`` with the seconds to wait, ``sandi_tunggu``, or what is weak about the new one.
    """
    akun = get_akun(kantor, kantor.pelaku.akun_id)
    copy, _ = require_slots(kantor)
    require_sandi(baru, akun.nama, kantor.profil.nama)
    waits = Waits(kantor.home)
    check_wait(waits, akun.akun_id)
    hasil = unlock(kantor.home, akun.akun_id, lama)
    if hasil is None:
        with kantor.write("sandi_salah", akun.akun_id):
            pass
        raise UserError("sandi_salah", detik=waits.fail(akun.akun_id))
    waits.clear(akun.akun_id)
    if not is_own_key(PengujiTanda(kantor), akun.akun_id, hasil[0].signing):
        return _with_own_key(kantor, akun, baru, hasil[0].signing)
    slot = copy.table.person(akun.akun_id)
    assert slot is not None
    with kantor.write("ganti_sandi", akun.akun_id) as tx:
        put_table(kantor, tx, copy.table.with_person(rewrap_person(slot, hasil[0], baru, cost=copy.table.cost)))
    return Changed()


def _with_own_key(kantor: Kantor, akun: Akun, sandi: str, lama: SigningKey) -> Changed:
    """Write down a new key by the person's own account; his drafts go with him, the former key ends."""
    signing = SigningKey.generate()
    with kantor.write("ganti_sandi", akun.akun_id, {"kunci_baru": signing.key_id}) as tx:
        put_pengguna(kantor, tx, akun, signing.public)
        put_new_slot(kantor, tx, akun, sandi, signing)
    kantor.pelaku = akun.as_pelaku(signing)
    reseal_drafts_of(kantor, akun.akun_id, lama, signing)
    publish_sealing_key(kantor)
    return Changed((akun.akun_id,), ("pengguna",))


@intention(Wewenang.KELOLA_AKUN)
def reset_sandi(kantor: Kantor, akun_id: str, baru: str) -> Changed:
    """Give somebody who forgot it a new password; his old signing key ends, because nobody could wrap it anew."""
    akun = get_akun(kantor, akun_id)
    require_sandi(baru, akun.nama, kantor.profil.nama)
    signing = SigningKey.generate()
    with kantor.write("reset_sandi", akun_id) as tx:
        put_pengguna(kantor, tx, akun, signing.public)
        put_new_slot(kantor, tx, akun, baru, signing)
    Waits(kantor.home).clear(akun_id)
    if kantor.pelaku.akun_id == akun_id:
        kantor.pelaku = akun.as_pelaku(signing)
    return Changed((akun_id,), ("pengguna",))


@intention(Wewenang.KELOLA_AKUN)
def remove_akun(kantor: Kantor, akun_id: str) -> Changed:
    """Take a person's account away: his slot goes at once, his signing key ends, what he saved stays his.

    The store gets a new key, which he never saw: both keys open it until the next entry, which exchanges the file
    (``finish_key_change`` does it at once). The backups on this computer's disk lose his slot as well; those on sticks
    nobody reaches. Raises ``UserError`` for the last admin and for who acts himself.
    """
    akun = get_akun(kantor, akun_id)
    if akun_id == kantor.pelaku.akun_id:
        raise UserError("akun_diri_sendiri")
    baru = msgspec.structs.replace(akun, aktif=False, peran=())
    require_admin(kantor, baru)
    copy, _ = require_slots(kantor)
    back_up_before(kantor, AlasanCadangan.GANTI_KUNCI, wajib=True)
    with kantor.write("hapus_akun", akun_id) as tx:
        put_akun(tx, baru)
        put_pengguna(kantor, tx, baru, None)
        note_removal(kantor, tx, akun_id)
        begin_key_change(kantor, tx, copy.table.without_person(akun_id))
    drop_drafts_of(kantor, akun_id)
    back_up_before(kantor, AlasanCadangan.GANTI_KUNCI)
    revoke_in_cadangan(kantor)
    return Changed((akun_id,), ("pengguna",))

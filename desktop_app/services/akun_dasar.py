"""An account as it is kept, its travelling document, and what is asked of names, roles and first passwords."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from db import Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode, office_tag
from desktop_app.domain.errors import UserError
from desktop_app.domain.pengguna import KunciPengguna, Pengguna
from desktop_app.domain.wewenang import Jangkauan, PeranPengguna, Wewenang, reach
from desktop_app.exchange import key_id
from desktop_app.exchange.pengguna import vouch_key
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.kunci_kantor import newest_first, put_table, require_slots
from desktop_app.services.nama_pelaku import forget_names
from desktop_app.services.pelaku import Pelaku
from desktop_app.vault import Cost, SigningKey, SlotTable, Waits, make_person

RUANG_AKUN = "akun"
MAKS_NAMA_AKUN = 120
PERAN_KANTOR: dict[Peran, tuple[PeranPengguna, ...]] = {
    Peran.UNIT: (PeranPengguna.PEGAWAI, PeranPengguna.PENILAI, PeranPengguna.OPERATOR, PeranPengguna.ADMIN),
    Peran.KABUPATEN: (
        PeranPengguna.PEGAWAI,
        PeranPengguna.PENILAI,
        PeranPengguna.OPERATOR,
        PeranPengguna.VERIFIKATOR,
        PeranPengguna.ADMIN_KABUPATEN,
    ),
}
"""The roles that people can have in each kind of office."""
PERAN_ADMIN = {Peran.UNIT: PeranPengguna.ADMIN, Peran.KABUPATEN: PeranPengguna.ADMIN_KABUPATEN}


class Akun(msgspec.Struct, frozen=True, kw_only=True):
    """One person on this computer: his account (the id of his ``Pengguna``), name, roles, and own record."""

    akun_id: str
    nama: str
    peran: tuple[PeranPengguna, ...]
    pegawai_id: str = ""
    aktif: bool = True

    @property
    def is_admin(self) -> bool:
        """Tell whether he may manage accounts."""
        return self.aktif and reach(self.peran, Wewenang.KELOLA_AKUN) is not Jangkauan.TIDAK

    def as_pelaku(self, kunci: SigningKey | None) -> Pelaku:
        """Return who acts when this person has logged in with his signing key."""
        return Pelaku(
            akun_id=self.akun_id,
            nama=self.nama,
            peran=frozenset(self.peran),
            pegawai_id=self.pegawai_id,
            kunci=kunci,
        )


def new_table(kantor: Kantor, cost: Cost) -> SlotTable:
    """Return the empty slot table of this computer and office."""
    profil = kantor.profil
    return SlotTable(
        device=kantor.store.device, office=profil.kode, office_name=profil.nama, agency=profil.instansi, cost=cost
    )


def read_akun(kantor: Kantor) -> list[Akun]:
    """Return every account of this computer, removed ones too."""
    return [msgspec.json.decode(raw, type=Akun) for _, raw in kantor.store.items(RUANG_AKUN)]


def get_akun(kantor: Kantor, akun_id: str) -> Akun:
    """Return an active account; raises ``UserError("akun_tidak_ada")``."""
    raw = kantor.store.get(RUANG_AKUN, akun_id)
    akun = msgspec.json.decode(raw, type=Akun) if raw is not None else None
    if akun is None or not akun.aktif:
        raise UserError("akun_tidak_ada")
    return akun


def put_akun(tx: Transaction, akun: Akun) -> None:
    """Keep an account's roles."""
    tx.put(RUANG_AKUN, akun.akun_id, msgspec.json.encode(akun))


def put_new_slot(
    kantor: Kantor,
    tx: Transaction,
    akun: Akun,
    sandi: str,
    signing: SigningKey,
    ubah: Callable[[SlotTable], SlotTable] | None = None,
) -> None:
    """Write a slot with new keys in place of an account's old one; ``ubah`` changes the table besides."""
    copy, kunci = require_slots(kantor)
    slot = make_person(
        akun.akun_id, akun.nama, sandi, cost=copy.table.cost, keys=newest_first(copy, kunci), signing=signing
    )
    table = copy.table.with_person(slot)
    put_table(kantor, tx, ubah(table) if ubah is not None else table)


def put_pengguna(kantor: Kantor, tx: Transaction, akun: Akun, public: bytes | None) -> None:
    """Save the person's travelling document; ``public`` is his signing key from now on, and every other one ends.

    Without ``public`` his keys stay as they are, or end all where he is no longer active.
    """
    dokumen = kantor.store.document(akun.akun_id)
    lama = decode_as(Pengguna, dokumen.body) if dokumen is not None else Pengguna(nama=akun.nama)
    kunci: Iterable[KunciPengguna] = lama.kunci
    if public is not None:
        device = kantor.device_keys().signing
        baru = KunciPengguna(
            id=key_id(public),
            kunci=public.hex(),
            perangkat=device.key_id,
            tanda_perangkat=vouch_key(device, akun.akun_id, public),
            kunci_perangkat=device.public.hex(),
        )
        kunci = (*_ended(satu for satu in lama.kunci if satu.id != baru.id), baru)
    elif not akun.aktif:
        kunci = _ended(lama.kunci)
    isi = msgspec.structs.replace(
        lama,
        nama=akun.nama,
        pegawai_id=akun.pegawai_id,
        unit_kode=kantor.profil.kode,
        aktif=akun.aktif,
        kunci=tuple(kunci),
    )
    over = dokumen.body if dokumen is not None else None
    tx.save("pengguna", akun.akun_id, encode(isi, over), scope=kantor.profil.kode, schema=SCHEMA)
    forget_names(kantor)


def _ended(kunci: Iterable[KunciPengguna]) -> tuple[KunciPengguna, ...]:
    return tuple(msgspec.structs.replace(satu, berakhir=True) for satu in kunci)


def check_wait(waits: Waits, akun_id: str) -> None:
    """Raise ``UserError("sandi_tunggu")`` with the seconds while somebody has to wait after wrong passwords."""
    sisa = waits.remaining(akun_id)
    if sisa:
        raise UserError("sandi_tunggu", detik=sisa)


def first_akun(profil: Profil, nama: str, peran: Collection[PeranPengguna]) -> Akun:
    """Return the account of an office's first person: its admin, with the roles that he chose besides."""
    semua = [PERAN_ADMIN[profil.peran], *peran]
    return Akun(akun_id=new_id(profil.kode), nama=check_name(nama, ()), peran=check_roles(profil.peran, semua))


def new_id(kode: str) -> str:
    """Return a new document id for a ``Pengguna`` of the office ``kode``; nothing in it is drawn from the name."""
    return office_tag(kode) + secrets.token_hex(12)


def check_name(nama: str, lain: Sequence[Akun]) -> str:
    """Return the name without white space around it; raises ``UserError`` where it is unfit or another one has it."""
    nama = " ".join(nama.split())
    if not nama or len(nama) > MAKS_NAMA_AKUN or not nama.isprintable():
        raise UserError("akun_tanpa_nama", batas=MAKS_NAMA_AKUN)
    if any(satu.aktif and satu.nama.casefold() == nama.casefold() for satu in lain):
        raise UserError("akun_nama_ganda", nama=nama)
    return nama


def check_roles(jenis: Peran, peran: Collection[PeranPengguna]) -> tuple[PeranPengguna, ...]:
    """Return the roles in the order of the table; raises ``UserError`` for none, or one that such an office has not."""
    if not peran:
        raise UserError("akun_peran_kosong")
    for satu in peran:
        if satu not in PERAN_KANTOR[jenis]:
            raise UserError("akun_peran_salah", peran=satu.value, ada=", ".join(PERAN_KANTOR[jenis]))
    return tuple(satu for satu in PERAN_KANTOR[jenis] if satu in peran)


def check_pegawai(kantor: Kantor, pegawai_id: str, akun_id: str = "") -> str:
    """Return the id of an employee's record, or "" for none, for the account ``akun_id``.

    Raises ``UserError`` ``akun_pegawai_tidak_ada``, and ``akun_pegawai_ganda`` where another active account is his.
    """
    dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
    if pegawai_id and (dokumen is None or dokumen.deleted or dokumen.kind != "pegawai"):
        raise UserError("akun_pegawai_tidak_ada")
    for satu in read_akun(kantor):
        if pegawai_id and satu.aktif and satu.akun_id != akun_id and satu.pegawai_id == pegawai_id:
            raise UserError("akun_pegawai_ganda", nama=satu.nama)
    return pegawai_id


def check_own_link(kantor: Kantor, akun_id: str) -> None:
    """Raise ``UserError("akun_pegawai_sendiri")`` where who acts would choose himself whose documents are his own.

    Only where there is no other admin he has to; that is recorded under an act of its own.
    """
    lain = any(satu.is_admin for satu in read_akun(kantor) if satu.akun_id != akun_id)
    if akun_id == kantor.pelaku.akun_id and lain:
        with kantor.write("ditolak", akun_id, {"perbuatan": Wewenang.KELOLA_AKUN.value}):
            pass
        raise UserError("akun_pegawai_sendiri")


def require_admin(kantor: Kantor, baru: Akun) -> None:
    """Raise ``UserError("akun_admin_terakhir")`` where nobody would be admin once ``baru`` is kept."""
    lain = [satu for satu in read_akun(kantor) if satu.akun_id != baru.akun_id]
    if not any(satu.is_admin for satu in [*lain, baru]):
        raise UserError("akun_admin_terakhir")

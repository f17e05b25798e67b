"""People with keys of their own in the offices of the tests: their documents, vouched for by the computer."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import msgspec

from db import Revision
from desktop_app.domain.codec import SCHEMA, encode, natural_id
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.pengguna import KunciPengguna, Pengguna
from desktop_app.domain.tanda_tangan import TandaTangan
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange.pengguna import vouch_key
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.tanda_tangan import signatures_of
from desktop_app.vault import SigningKey
from tests.services.dunia_kantor import add_people

NAMA = "Penilai Rekaan"
SEMUA = frozenset(PeranPengguna)


def key_record(kantor: Kantor, akun_id: str, key: SigningKey, **ubah: Any) -> KunciPengguna:
    """Return one public key, vouched for by this computer."""
    device = kantor.device_keys().signing
    isi = KunciPengguna(
        id=key.key_id,
        kunci=key.public.hex(),
        perangkat=device.key_id,
        tanda_perangkat=vouch_key(device, akun_id, key.public),
        kunci_perangkat=device.public.hex(),
    )
    return msgspec.structs.replace(isi, **ubah)


def put_pengguna(kantor: Kantor, akun_id: str, nama: str, *kunci: KunciPengguna) -> Revision:
    """Write the document of a person."""
    isi = Pengguna(nama=nama, unit_kode=kantor.profil.kode, kunci=kunci)
    with kantor.write("akun") as tx:
        return tx.save("pengguna", akun_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)


def make_person(kantor: Kantor, nama: str = NAMA, pegawai_id: str = "") -> Pelaku:
    """Record a person with a key of his own and return him, ready to act."""
    akun_id = natural_id("pengguna", kantor.profil.kode, nama)
    key = SigningKey.generate()
    put_pengguna(kantor, akun_id, nama, key_record(kantor, akun_id, key))
    return Pelaku(akun_id, nama, SEMUA, pegawai_id, key)


def office_with_assessor(kantor: Kantor) -> tuple[Pelaku, str]:
    """Record people, log in the one who assesses with a key of his own, and return him and whom he assesses."""
    _, camat, staf = add_people(kantor)
    return log_in(kantor, make_person(kantor, pegawai_id=camat)), staf


def add_staff(kantor: Kantor, pelaku: Pelaku) -> str:
    """Record one more person whom ``pelaku`` assesses and return the id."""
    jabatan = RiwayatJabatan(id="s2", mulai=date(2020, 1, 1), jabatan="Pengolah", penilai_id=pelaku.pegawai_id)
    doc_id, _ = create_pegawai(kantor, Pegawai(nama="Cahaya Contoh", nip="199105052016051005", riwayat=(jabatan,)))
    return doc_id


def log_in(kantor: Kantor, pelaku: Pelaku) -> Pelaku:
    """Let ``pelaku`` act in this office from now on."""
    kantor.pelaku, kantor.who = pelaku, pelaku.akun_id
    return pelaku


def without_key(pelaku: Pelaku) -> Pelaku:
    """Return the same person without his key."""
    return dataclasses.replace(pelaku, kunci=None)


def only_signature(kantor: Kantor, doc_id: str) -> tuple[TandaTangan, Revision]:
    """Return the one signature of a document and the revision that brought it."""
    (satu,) = signatures_of(kantor, [doc_id])[doc_id]
    return satu.isi, satu.dibuat

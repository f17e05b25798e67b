"""The agency's choices as they hold in this office: the kabupaten's where it sent some, else the office's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from db import Found, Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.hari_kerja import PILIHAN_HARI_KERJA
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.skp import Butir
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import MAKS_NAMA, Changed, Kantor, Peran, intention

KIND = "ketentuan"
MAKS_KUOTA = 1024 * 1024
"""MiB of evidence that an office may be given at most."""
MAKS_JABATAN = 200
"""So many posts can head independent units; a longer list is not meant."""


class SumberKetentuan(StrEnum):
    """Whose choices hold: nobody has chosen, this office, or the kabupaten above it."""

    BAWAAN = "bawaan"
    KANTOR = "kantor"
    KABUPATEN = "kabupaten"


@dataclass(frozen=True)
class KetentuanBerlaku:
    """The choices that hold here and whose they are; ``boleh_ubah`` where who looks may change them."""

    isi: Ketentuan
    sumber: SumberKetentuan
    boleh_ubah: bool
    konflik: int = 0


class _Ritme(msgspec.Struct):
    """What an office chose before there were choices of an agency: the rhythm of its evaluations."""

    jenis_periode: JenisPeriode = JenisPeriode.TRIWULANAN


def is_above(kantor: Kantor, scope: str) -> bool:
    """Tell whether ``scope`` is the code of an office above this one."""
    return kantor.profil.kode.startswith(scope + ".")


def in_force(kantor: Kantor, ketemu: Iterable[Found]) -> list[Found]:
    """Return the documents of this office and of those above it, the highest office first."""
    milik = [satu for satu in ketemu if satu.scope == kantor.profil.kode or is_above(kantor, satu.scope)]
    return sorted(milik, key=lambda satu: (len(satu.scope), satu.scope, satu.doc_id))


def read_ketentuan(kantor: Kantor) -> Ketentuan:
    """Return the choices in force here; those of the office that stands highest count, defaults without any."""
    tersimpan = stored_ketentuan(kantor)
    return tersimpan if tersimpan is not None else _defaults(kantor)


def stored_ketentuan(kantor: Kantor) -> Ketentuan | None:
    """Return the choices that somebody has made and that hold here; None where nobody has."""
    ada = in_force(kantor, kantor.store.find(KIND))
    return decode_as(Ketentuan, ada[0].body) if ada else None


def _defaults(kantor: Kantor) -> Ketentuan:
    raw = kantor.store.get("kantor", "pengaturan")
    ritme = msgspec.json.decode(raw, type=_Ritme) if raw else _Ritme()
    return Ketentuan(unit_kode=kantor.profil.kode, periode=ritme.jenis_periode)


@intention(Wewenang.LIHAT_PENGATURAN)
def show_ketentuan(kantor: Kantor) -> KetentuanBerlaku:
    """Return the choices in force, and whose they are."""
    boleh = kantor.pelaku.may(Wewenang.UBAH_KETENTUAN, "")
    ada = in_force(kantor, kantor.store.find(KIND))
    if not ada:
        return KetentuanBerlaku(_defaults(kantor), SumberKetentuan.BAWAAN, boleh)
    sendiri = ada[0].scope == kantor.profil.kode
    kabupaten = not sendiri or kantor.profil.peran is Peran.KABUPATEN
    sumber = SumberKetentuan.KABUPATEN if kabupaten else SumberKetentuan.KANTOR
    isi, konflik = decode_as(Ketentuan, ada[0].body), ada[0].conflicts
    return KetentuanBerlaku(isi, sumber, boleh and sendiri and not konflik, konflik)


@intention(Wewenang.UBAH_KETENTUAN)
def write_ketentuan(kantor: Kantor, isi: Ketentuan) -> Changed:
    """Keep the choices of this office, for all its offices where it is a kabupaten.

    Raises ``UserError`` ``ketentuan_dari_kabupaten`` where the kabupaten's hold here, ``dokumen_berkonflik`` while
    versions disagree, and ``ketentuan_salah`` for a week or a rhythm that there is not.
    """
    isi = _checked(kantor, isi)
    doc_id, lama = _own(kantor)
    if lama is not None and decode_as(Ketentuan, lama) == isi:
        return Changed()
    with kantor.write("ubah_ketentuan", doc_id) as tx:
        _save(kantor, tx, doc_id, isi, lama)
    return Changed((doc_id,), (KIND, "pengaturan"))


def keep_periode(kantor: Kantor, tx: Transaction, periode: JenisPeriode) -> None:
    """Change the rhythm of evaluations where somebody has made choices; raises ``UserError`` as ``write_ketentuan``."""
    isi = stored_ketentuan(kantor)
    if isi is not None and isi.periode is not periode:
        doc_id, lama = _own(kantor)
        _save(kantor, tx, doc_id, msgspec.structs.replace(isi, periode=periode), lama)


def _own(kantor: Kantor) -> tuple[str, bytes | None]:
    """Return the id and the body of this office's own choices, None before it made any."""
    ada = in_force(kantor, kantor.store.find(KIND))
    if ada and ada[0].scope != kantor.profil.kode:
        raise UserError("ketentuan_dari_kabupaten", kantor=ada[0].scope)
    if ada and ada[0].conflicts:
        raise UserError("dokumen_berkonflik", id=ada[0].doc_id)
    return (ada[0].doc_id, ada[0].body) if ada else (natural_id(KIND, kantor.profil.kode, KIND), None)


def _save(kantor: Kantor, tx: Transaction, doc_id: str, isi: Ketentuan, lama: bytes | None) -> None:
    tx.save(KIND, doc_id, encode(isi, lama), scope=kantor.profil.kode, schema=SCHEMA)


def _checked(kantor: Kantor, isi: Ketentuan) -> Ketentuan:
    """Return the choices with posts tidied: blanks joined, none empty, none twice."""
    if (
        isi.hari_kerja not in PILIHAN_HARI_KERJA
        or isi.periode is JenisPeriode.TAHUNAN
        or not 0 <= isi.kuota_bukti <= MAKS_KUOTA
    ):
        raise UserError("ketentuan_salah")
    jabatan: dict[str, Butir] = {}
    for satu in isi.pimpinan_mandiri:
        teks = " ".join(satu.teks.split())
        if teks:
            jabatan.setdefault(teks.casefold(), msgspec.structs.replace(satu, teks=teks[:MAKS_NAMA]))
    if len(jabatan) > MAKS_JABATAN:
        raise UserError("ketentuan_terlalu_banyak", maks=MAKS_JABATAN)
    return msgspec.structs.replace(isi, unit_kode=kantor.profil.kode, pimpinan_mandiri=tuple(jabatan.values()))


def jabatan_butir(teks: str) -> Butir:
    """Return a post as a line of the list; its id comes from its words, so that two computers agree."""
    bersih = " ".join(teks.split())
    return Butir(id=natural_id(KIND, "", bersih.casefold())[-8:], teks=bersih)

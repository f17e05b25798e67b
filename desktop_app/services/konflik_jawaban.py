"""Answers to a conflict: a version, what stood before, or a value written anew; and what may be written where."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import msgspec
from msgspec import inspect

from db import FieldConflict
from desktop_app.domain.codec import KINDS
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import COMPUTED
from desktop_app.services.jenis import FROZEN
from desktop_app.services.konflik_aturan import JAWABAN

DASAR: Final = "dasar"
"""The answer that takes what stood there before the versions parted; no revision is called so."""
MAKS_TEKS: Final = 64 * 1024
"""Bytes of one text (docs/spec/merge.md, W4)."""
DITULIS_PROGRAM: Final = JAWABAN | {"id", "dicatat", "dicatat_ragu", "kunci", "unit_kode"}
"""Members that the program writes by itself, or by a step of their own."""


class Pilihan(StrEnum):
    """Which version to take: the one this office held first, the one that came later, or what stood before both."""

    OURS = "ours"
    THEIRS = "theirs"
    BASE = "base"


class Ditulis(msgspec.Struct, frozen=True):
    """A value that a person wrote anew or put together from parts; None removes the field."""

    nilai: Any


Jawaban = str | Ditulis
"""A revision whose value is taken, ``DASAR``, or a value of one's own."""


class JenisIsian(StrEnum):
    """The control by which a value is written."""

    TEKS = "teks"
    TANGGAL = "tanggal"
    PILIHAN = "pilihan"
    ANGKA = "angka"
    YA_TIDAK = "ya_tidak"
    DAFTAR = "daftar"
    GABUNGAN = "gabungan"


@dataclass(frozen=True)
class Isian:
    """How a field is written: its control, the values to choose from, whether it may stay empty, its parts by name."""

    jenis: JenisIsian
    opsi: tuple[str, ...] = ()
    boleh_kosong: bool = False
    bagian: tuple[tuple[str, Isian], ...] = ()


def isian_of(kind: str, path: str) -> Isian | None:
    """Return how the field at ``path`` of a kind is written; None where it can only be chosen, never written."""
    if kind not in KINDS or not path:
        return None
    nama = path.rpartition("/")[2]
    if nama.startswith("#") or not _is_typed(kind, nama):
        return None
    tipe = _type_at(kind, path)
    return _isian(kind, tipe) if tipe is not None else None


def has_base(kind: str, kolom: FieldConflict) -> bool:
    """Tell whether what stood before can be taken: there was something, or the field may be empty."""
    isian = isian_of(kind, kolom.path)
    return bool(kolom.path) and (kolom.base is not None or (isian is not None and isian.boleh_kosong))


def _is_typed(kind: str, nama: str) -> bool:
    tetap = {*COMPUTED.get(kind, ()), *FROZEN.get(kind, {}), *DITULIS_PROGRAM}
    if nama == "status" and kind != "pegawai":
        # The state of a document is a step that somebody takes; that of a person is what kind of employee he is.
        return False
    return nama not in tetap and not nama.endswith("_id")


def _type_at(kind: str, path: str) -> inspect.Type | None:
    """Return the type of the field at ``path``; None for one that this program does not know."""
    tipe: inspect.Type | None = inspect.type_info(KINDS[kind])
    for bagian in path.split("/"):
        tipe = _without_none(tipe)
        if bagian.startswith("#"):
            tipe = tipe.item_type if isinstance(tipe, inspect.VarTupleType | inspect.ListType) else None
        elif isinstance(tipe, inspect.StructType):
            tipe = next((satu.type for satu in tipe.fields if satu.encode_name == bagian), None)
        else:
            return None
    return tipe


def _without_none(tipe: inspect.Type | None) -> inspect.Type | None:
    if not isinstance(tipe, inspect.UnionType):
        return tipe
    sisa = [satu for satu in tipe.types if not isinstance(satu, inspect.NoneType)]
    return sisa[0] if len(sisa) == 1 else None


def _isian(kind: str, tipe: inspect.Type, *, dalam: bool = False) -> Isian | None:
    kosong = isinstance(tipe, inspect.UnionType)
    inti = _without_none(tipe)
    match inti:
        case inspect.BoolType():
            return Isian(JenisIsian.YA_TIDAK)
        case inspect.EnumType():
            return Isian(JenisIsian.PILIHAN, tuple(str(satu.value) for satu in inti.cls), kosong)
        case inspect.DateType():
            return Isian(JenisIsian.TANGGAL, boleh_kosong=kosong)
        case inspect.IntType():
            return Isian(JenisIsian.ANGKA, boleh_kosong=kosong)
        case inspect.StrType():
            return Isian(JenisIsian.TEKS, boleh_kosong=kosong)
        case inspect.VarTupleType(item_type=inspect.StrType()) if not dalam:
            return Isian(JenisIsian.DAFTAR)
        case inspect.StructType() if not dalam:
            bagian = [(satu.encode_name, _isian(kind, satu.type, dalam=True)) for satu in inti.fields]
            if all(satu is not None and _is_typed(kind, nama) for nama, satu in bagian):
                return Isian(
                    JenisIsian.GABUNGAN, (), kosong, tuple((nama, satu) for nama, satu in bagian if satu is not None)
                )
    return None


def check_written(kind: str, path: str, nilai: Any, nama: str) -> None:
    """Raise ``UserError`` where ``nilai`` cannot be written at ``path``; ``nama`` is what people call the field.

    ``konflik_tidak_dapat_ditulis`` for a field that is only chosen, ``konflik_nilai_salah`` for a value of another
    kind, ``konflik_teks_panjang`` over 64 KiB.
    """
    isian = isian_of(kind, path)
    if isian is None:
        raise UserError("konflik_tidak_dapat_ditulis", isian=nama)
    if not _fits(isian, nilai):
        raise UserError("konflik_nilai_salah", isian=nama)
    try:
        panjang = max((len(teks.encode()) for teks in _texts(nilai)), default=0)
    except UnicodeEncodeError as error:
        raise UserError("konflik_nilai_salah", isian=nama) from error
    if panjang > MAKS_TEKS:
        raise UserError("konflik_teks_panjang", isian=nama, batas=MAKS_TEKS // 1024)


def _fits(isian: Isian, nilai: Any) -> bool:
    if nilai is None:
        return isian.boleh_kosong
    match isian.jenis:
        case JenisIsian.YA_TIDAK:
            return isinstance(nilai, bool)
        case JenisIsian.PILIHAN:
            return isinstance(nilai, str) and nilai in isian.opsi
        case JenisIsian.TANGGAL:
            return isinstance(nilai, str) and _is_date(nilai)
        case JenisIsian.ANGKA:
            return isinstance(nilai, int) and not isinstance(nilai, bool) and abs(nilai) < 2**53
        case JenisIsian.TEKS:
            return isinstance(nilai, str)
        case JenisIsian.DAFTAR:
            return isinstance(nilai, list) and all(isinstance(satu, str) for satu in nilai)
    bagian = dict(isian.bagian)
    return isinstance(nilai, dict) and all(nama in bagian and _fits(bagian[nama], isi) for nama, isi in nilai.items())


def _is_date(teks: str) -> bool:
    try:
        return datetime.date.fromisoformat(teks).isoformat() == teks
    except ValueError:
        return False


def _texts(nilai: Any) -> list[str]:
    if isinstance(nilai, str):
        return [nilai]
    dalam = nilai.values() if isinstance(nilai, Mapping) else nilai if isinstance(nilai, list) else ()
    return [teks for satu in dalam for teks in _texts(satu)]

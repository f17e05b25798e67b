"""Reads and checks the regulation files; a file that does not fit the domain's lists is refused whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import Aspek, CapaianOrganisasi, JenisHasil, NilaiDasar, Predikat, Rating
from desktop_app.regulation.aturan import Aturan, NilaiDasarAturan
from desktop_app.regulation.dated import in_force
from desktop_app.regulation.perencanaan import planning_in_force

E = TypeVar("E", bound=StrEnum)
MAKS_TEKS = 60_000
"""Letters of a rule file that a kabupaten sends; the program's own have a tenth of it."""
MAKS_BARIS = 2_000
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]")
_TEMPAT = re.compile(r"at line (\d+), column (\d+)")
_TAHUN = (2000, 2100)
MULAI_SALAH = f"isian berlaku_mulai harus tanggal tanpa jam, tahun {_TAHUN[0]} sampai {_TAHUN[1]}, misalnya 2027-04-01"
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation"


class _UnfitError(ValueError):
    """Says in words which field of a rule file does not fit, and what may stand there."""


def _at(isi: Any, *jalur: str) -> Any:
    """Return the value at ``jalur``; raises ``_UnfitError`` where there is none."""
    for nomor, nama in enumerate(jalur):
        if not isinstance(isi, Mapping):
            raise _UnfitError(f"isian {'.'.join(jalur[:nomor])} harus berupa tabel")
        if nama not in isi:
            raise _UnfitError(f"isian {'.'.join(jalur[: nomor + 1])} tidak ada")
        isi = isi[nama]
    return isi


def _one_of(tipe: type[E], nilai: Any, isian: str) -> E:
    try:
        return tipe(nilai)
    except ValueError as error:
        ditulis = "".join(huruf if huruf.isprintable() else " " for huruf in str(nilai)[:40])
        boleh = ", ".join(satu.value for satu in tipe)
        raise _UnfitError(f"isian {isian} berisi “{ditulis}”; yang boleh: {boleh}") from error


def _list_at(isi: Any, *jalur: str) -> list[Any]:
    daftar = _at(isi, *jalur)
    if not isinstance(daftar, list):
        raise _UnfitError(f"isian {'.'.join(jalur)} harus berupa daftar")
    return daftar


def _labels(tipe: type[E], isi: Mapping[str, Any], *jalur: str) -> Mapping[E, str]:
    return MappingProxyType({satu: str(_at(isi, *jalur, satu.value)) for satu in tipe})


def _unfit_words(error: BaseException) -> str:
    """Return why a rule file cannot be read, in words: a line, or a field and what may stand there."""
    if isinstance(error, _UnfitError):
        return str(error)
    if isinstance(error, tomllib.TOMLDecodeError):
        tempat = _TEMPAT.search(str(error))
        if tempat is not None:
            return f"baris {tempat[1]}, huruf ke-{tempat[2]}, tidak menurut bentuk TOML"
        return "berkas berakhir sebelum lengkap: mungkin terpotong, atau ada tanda kutip atau kurung tanpa penutup"
    return "isinya tidak berbentuk seperti berkas aturan"


def load_aturan(path: Path) -> Aturan:
    """Return the rule set in the TOML file at ``path``; raises ``SystemProblem`` where it is missing or unfit."""
    try:
        isi = tomllib.loads(path.read_text(encoding="utf-8"))
        return _build(isi)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error


def read_aturan(teks: str) -> Aturan:
    """Return the rule set in the text of a TOML file from elsewhere.

    Raises ``UserError`` ``aturan_tidak_terbaca`` where it is no such file, or holds what no form could print.
    """
    try:
        if len(teks) > MAKS_TEKS:
            raise _UnfitError(f"lebih dari {MAKS_TEKS} huruf")
        isi = tomllib.loads(teks)
        aturan = _build(isi)
        _check(aturan)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError("aturan_tidak_terbaca", rincian=_unfit_words(error)) from error
    return aturan


def _check(aturan: Aturan) -> None:
    """Raise ``ValueError`` for an id, a day, a height or a text that the program's own files never have."""
    mulai = aturan.berlaku_mulai
    if not isinstance(mulai, date) or isinstance(mulai, datetime) or not _TAHUN[0] <= mulai.year <= _TAHUN[1]:
        raise _UnfitError(MULAI_SALAH)
    if not isinstance(aturan.id, str) or not _ID.fullmatch(aturan.id):
        raise _UnfitError("isian id harus huruf kecil, angka, dan tanda hubung, 3 sampai 60 huruf")
    if not isinstance(aturan.nama, str) or not 0 < len(aturan.nama.strip()) <= MAKS_BARIS:
        raise _UnfitError(f"isian nama harus teks, paling banyak {MAKS_BARIS} huruf")
    tinggi = [satu for kurva in aturan.kurva.values() for satu in kurva]
    if not all(isinstance(satu, int) and 0 <= satu <= 1000 for satu in tinggi):
        raise _UnfitError("isian kurva harus bilangan bulat 0 sampai 1000")
    kata = [
        aturan.nama,
        *aturan.label_rating.values(),
        *aturan.label_predikat.values(),
        *aturan.label_capaian.values(),
        *aturan.label_aspek.values(),
        *aturan.label_jenis_hasil.values(),
        *aturan.panduan_hasil.values(),
        *aturan.panduan_perilaku.values(),
        *(teks for satu in aturan.nilai_dasar for teks in (satu.nama, satu.definisi, *satu.panduan)),
        *aturan.pangkat.keys(),
        *aturan.pangkat.values(),
    ]
    if not all(isinstance(satu, str) and satu.isprintable() and len(satu) <= MAKS_BARIS for satu in kata):
        raise _UnfitError(f"setiap label, panduan, dan pangkat harus satu baris teks, paling banyak {MAKS_BARIS} huruf")


def _build(isi: Mapping[str, Any]) -> Aturan:
    matriks = {
        (hasil, perilaku): _one_of(
            Predikat, _at(isi, "matriks", hasil.value, perilaku.value), f"matriks.{hasil.value}.{perilaku.value}"
        )
        for hasil in Rating
        for perilaku in Rating
    }
    nilai = tuple(
        NilaiDasarAturan(
            _one_of(NilaiDasar, _at(satu, "kode"), "nilai_dasar.kode"),
            _at(satu, "nama"),
            _at(satu, "definisi"),
            tuple(_list_at(satu, "panduan")),
        )
        for satu in _list_at(isi, "nilai_dasar")
    )
    if tuple(satu.kode for satu in nilai) != tuple(NilaiDasar):
        raise _UnfitError(f"isian nilai_dasar harus berurutan: {', '.join(satu.value for satu in NilaiDasar)}")
    kurva = {satu: tuple(_list_at(isi, "kurva", satu.value)) for satu in CapaianOrganisasi}
    if any(len(tinggi) != len(Predikat) for tinggi in kurva.values()):
        raise _UnfitError(f"setiap isian kurva harus {len(Predikat)} bilangan")
    if not isinstance(_at(isi, "berlaku_mulai"), date):
        raise _UnfitError(MULAI_SALAH)
    if not isinstance(_at(isi, "pangkat"), Mapping):
        raise _UnfitError("isian pangkat harus berupa tabel")
    return Aturan(
        id=_at(isi, "id"),
        nama=_at(isi, "nama"),
        berlaku_mulai=isi["berlaku_mulai"],
        matriks=MappingProxyType(matriks),
        label_rating=_labels(Rating, isi, "label", "rating"),
        label_predikat=_labels(Predikat, isi, "label", "predikat"),
        label_capaian=_labels(CapaianOrganisasi, isi, "label", "capaian_organisasi"),
        label_aspek=_labels(Aspek, isi, "label", "aspek"),
        label_jenis_hasil=_labels(JenisHasil, isi, "label", "jenis_hasil"),
        panduan_hasil=_labels(Rating, isi, "panduan_rating", "hasil"),
        panduan_perilaku=_labels(Rating, isi, "panduan_rating", "perilaku"),
        nilai_dasar=nilai,
        kurva=MappingProxyType(kurva),
        pangkat=MappingProxyType(dict(isi["pangkat"])),
        perencanaan=planning_in_force(isi["berlaku_mulai"]),
    )


def regulation_in_force(tanggal: date | None = None, *, aturan_id: str = "", folder: Path | None = None) -> Aturan:
    """Return the rule set ``aturan_id``, or the newest one in force on ``tanggal`` (the newest of all without one).

    A date before the first rule set gives the first, since a dead clock must not stop anybody.
    """
    semua = sorted(
        (load_aturan(path) for path in (folder or _FOLDER).glob("*.toml")),
        key=lambda satu: satu.berlaku_mulai,
    )
    if aturan_id:
        for satu in semua:
            if satu.id == aturan_id:
                return satu
        raise SystemProblem("aturan_tidak_ada", aturan=aturan_id)
    return in_force(semua, tanggal)

"""The community satisfaction survey by dated file: elements, questions, quality bands, sample sizes, words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from desktop_app.domain.hitung_skm import MutuSkm
from desktop_app.domain.istilah_pengembangan import JamSurvei, JenisKelamin, Pekerjaan, Pendidikan, UnsurSkm
from desktop_app.regulation.dated import in_force, read_dated

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "skm"
_PILIHAN = 4
_BAB = 5
K = TypeVar("K", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class AturanUnsur:
    """One element: its name, and its definition, empty where no source tells it whole."""

    kode: UnsurSkm
    nama: str
    uraian: str


@dataclass(frozen=True, slots=True)
class AturanPertanyaan:
    """One question of the official sheet: its number there, the element that it asks about, its labels from 1 to 4."""

    nomor: int
    unsur: UnsurSkm
    teks: str
    pilihan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AturanSkm:
    """One rule set of the survey; ``sampel`` are pairs of population and sample, ``bab`` the chapters of the report."""

    id: str
    nama: str
    judul: str
    berlaku_mulai: date
    kali_setahun: int
    unsur: tuple[AturanUnsur, ...]
    pertanyaan: tuple[AturanPertanyaan, ...]
    mutu: tuple[MutuSkm, ...]
    sampel: tuple[tuple[int, int], ...]
    pendidikan: Mapping[Pendidikan, str]
    pekerjaan: Mapping[Pekerjaan, str]
    kelamin: Mapping[JenisKelamin, str]
    jam: Mapping[JamSurvei, str]
    bab: tuple[tuple[str, str], ...]

    def name_of(self, unsur: UnsurSkm) -> str:
        """Return the name of an element."""
        return next(satu.nama for satu in self.unsur if satu.kode is unsur)


def skm_in_force(tanggal: date | None = None, *, folder: Path | None = None) -> AturanSkm:
    """Return the newest rule set that began by ``tanggal`` (the newest of all without one), else the first.

    Raises ``SystemProblem`` ``aturan_tidak_ada`` without any file, ``berkas_aturan_rusak`` for an unfit one.
    """
    return in_force(_load(folder or _FOLDER), tanggal, "skm")


@cache
def _load(folder: Path) -> tuple[AturanSkm, ...]:
    return read_dated(folder, _build)


def _build(isi: Mapping[str, Any]) -> AturanSkm:
    unsur = tuple(AturanUnsur(UnsurSkm(u["kode"]), str(u["nama"]), str(u["uraian"])) for u in isi["unsur"])
    if tuple(satu.kode for satu in unsur) != tuple(UnsurSkm) or not all(satu.nama for satu in unsur):
        raise ValueError("unsur")
    tanya = tuple(
        AturanPertanyaan(int(p["nomor"]), UnsurSkm(p["unsur"]), str(p["teks"]), tuple(map(str, p["pilihan"])))
        for p in isi["pertanyaan"]
    )
    if [satu.nomor for satu in tanya] != list(range(1, len(UnsurSkm) + 1)):
        raise ValueError("pertanyaan")
    if {satu.unsur for satu in tanya} != set(UnsurSkm) or any(len(satu.pilihan) != _PILIHAN for satu in tanya):
        raise ValueError("pertanyaan")
    return AturanSkm(
        id=str(isi["id"]),
        nama=str(isi["nama"]),
        judul=str(isi["judul"]),
        berlaku_mulai=isi["berlaku_mulai"],
        kali_setahun=int(isi["kali_setahun"]),
        unsur=unsur,
        pertanyaan=tanya,
        mutu=_bands(isi["mutu"]),
        sampel=_samples(isi["sampel"]["tabel"]),
        pendidikan=_words(isi["pendidikan"], Pendidikan),
        pekerjaan=_words(isi["pekerjaan"], Pekerjaan),
        kelamin=_words(isi["kelamin"], JenisKelamin),
        jam=_words(isi["jam"], JamSurvei),
        bab=_chapters(isi["laporan"]["bab"]),
    )


def _bands(isi: list[Mapping[str, Any]]) -> tuple[MutuSkm, ...]:
    """Return the bands from the lowest; together they cover 25,00 to 100,00 in steps of a hundredth without a gap."""
    mutu = tuple(
        MutuSkm(str(m["kode"]), int(m["persepsi"]), Decimal(m["ikm"][0]), Decimal(m["ikm"][1]), str(m["kinerja"]))
        for m in isi
    )
    harap = Decimal("25.00")
    for satu in mutu:
        if satu.bawah != harap or satu.atas < satu.bawah:
            raise ValueError("mutu")
        harap = satu.atas + Decimal("0.01")
    if harap != Decimal("100.01"):
        raise ValueError("mutu")
    return mutu


def _samples(isi: list[list[int]]) -> tuple[tuple[int, int], ...]:
    tabel = tuple((int(n), int(s)) for n, s in isi)
    naik = all(a[0] < b[0] and a[1] <= b[1] for a, b in itertools.pairwise(tabel))
    if not tabel or not naik or any(s > n or s < 1 for n, s in tabel):
        raise ValueError("sampel")
    return tabel


def _words(isi: Mapping[str, str], tipe: type[K]) -> Mapping[K, str]:
    if list(isi) != [satu.value for satu in tipe]:
        raise ValueError(tipe.__name__)
    return MappingProxyType({satu: str(isi[satu.value]) for satu in tipe})


def _chapters(isi: list[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    bab = tuple((str(satu["nomor"]), str(satu["judul"])) for satu in isi)
    if len(bab) != _BAB:
        raise ValueError("bab")
    return bab

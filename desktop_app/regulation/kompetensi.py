"""The competencies of PermenPANRB 38/2017, the scale of B.1.9, and the hours of development, each by dated file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.istilah_pengembangan import KelompokKompetensi
from desktop_app.regulation.dated import in_force

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "kompetensi"
LEVELS = 5
"""Levels that a competency has (PermenPANRB 38/2017)."""
INDICATORS = 3
"""Indicators that each level has; the scale of B.1.9 counts them (P6:84-85)."""
_KIND_OF_POST = MappingProxyType(
    {
        JenisJabatan.PELAKSANA: "pelaksana",
        JenisJabatan.PENGAWAS: "pengawas",
        JenisJabatan.ADMINISTRATOR: "administrator",
        JenisJabatan.JPT: "jpt_pratama",
    }
)


@dataclass(frozen=True, slots=True)
class LevelKompetensi:
    """One level: what it means, and its three indicators (none where the source did not give them)."""

    tingkat: int
    deskripsi: str
    indikator: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kompetensi:
    """One competency; ``nama_formulir`` is its name on B.1.9, which writes two of them its own way (P6:84)."""

    kode: str
    kelompok: KelompokKompetensi
    nama: str
    nama_formulir: str
    definisi: str
    level: tuple[LevelKompetensi, ...]

    def at(self, tingkat: int) -> LevelKompetensi | None:
        """Return one level, None for a number that is none."""
        return next((satu for satu in self.level if satu.tingkat == tingkat), None)


@dataclass(frozen=True, slots=True)
class KamusKompetensi:
    """The competencies in their order; ``usulan`` is the level proposed for a kind of post (custom, not confirmed)."""

    id: str
    nama: str
    berlaku_mulai: date
    kompetensi: tuple[Kompetensi, ...]
    usulan: Mapping[JenisJabatan, int]

    def find(self, kode: str) -> Kompetensi | None:
        """Return the competency with a code; None for a technical one of the office's own."""
        return next((satu for satu in self.kompetensi if satu.kode == kode), None)


@dataclass(frozen=True, slots=True)
class NilaiSkala:
    """One value of the scale as B.1.9 prints it; ``terpenuhi`` are the numbers of indicators that propose it."""

    angka: int
    nomor: str
    label: str
    terpenuhi: tuple[int, ...]
    deskripsi: str


@dataclass(frozen=True, slots=True)
class SkalaKompetensi:
    """The scale 1 to 5 and the words of B.1.9 (P6:84-85); from ``sesuai_standar`` on the standard is met."""

    id: str
    nama: str
    berlaku_mulai: date
    sesuai_standar: int
    skala: tuple[NilaiSkala, ...]
    judul: tuple[str, ...]
    kepala: tuple[str, ...]
    kelompok: Mapping[KelompokKompetensi, str]
    kata_rekomendasi: str
    kata_skala: str
    penanda_tangan: str

    def propose(self, terpenuhi: int) -> int | None:
        """Return the value that so many met indicators mean; None for a number that the scale does not know."""
        return next((satu.angka for satu in self.skala if terpenuhi in satu.terpenuhi), None)

    def label_of(self, angka: int | None) -> str:
        """Return the official word of a value, empty for none."""
        return next((satu.label for satu in self.skala if satu.angka == angka), "")


@dataclass(frozen=True, slots=True)
class AturanJp:
    """The hours of development that a civil servant has a right to in a year, and how many minutes one is."""

    id: str
    nama: str
    berlaku_mulai: date
    jp_setahun: int
    menit_per_jp: int


def competency_dictionary(tanggal: date | None = None, *, folder: Path | None = None) -> KamusKompetensi:
    """Return the competencies in force on ``tanggal``; the newest without one, the first before all.

    Raises ``SystemProblem`` where a file is missing or unfit.
    """
    return in_force(_load(folder or _FOLDER).kamus, tanggal, "kompetensi")


def competency_scale(tanggal: date | None = None, *, folder: Path | None = None) -> SkalaKompetensi:
    """Return the scale in force on ``tanggal`` as ``competency_dictionary`` does."""
    return in_force(_load(folder or _FOLDER).skala, tanggal, "kompetensi")


def development_hours(tanggal: date | None = None, *, folder: Path | None = None) -> AturanJp:
    """Return the rule of hours in force on ``tanggal`` as ``competency_dictionary`` does."""
    return in_force(_load(folder or _FOLDER).jp, tanggal, "kompetensi")


@dataclass(frozen=True, slots=True)
class _Berkas:
    kamus: tuple[KamusKompetensi, ...]
    skala: tuple[SkalaKompetensi, ...]
    jp: tuple[AturanJp, ...]


@cache
def _load(folder: Path) -> _Berkas:
    kamus: list[KamusKompetensi] = []
    skala: list[SkalaKompetensi] = []
    jp: list[AturanJp] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            isi = tomllib.loads(path.read_text(encoding="utf-8"))
            match isi["bagian"]:
                case "kamus":
                    kamus.append(_dictionary(isi))
                case "skala":
                    skala.append(_scale(isi))
                case "jam_pelajaran":
                    jp.append(_hours(isi))
                case _:
                    raise ValueError("bagian")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error
    return _Berkas(
        tuple(sorted(kamus, key=lambda satu: satu.berlaku_mulai)),
        tuple(sorted(skala, key=lambda satu: satu.berlaku_mulai)),
        tuple(sorted(jp, key=lambda satu: satu.berlaku_mulai)),
    )


def _dictionary(isi: Mapping[str, Any]) -> KamusKompetensi:
    kompetensi = tuple(_competency(satu) for satu in isi["kompetensi"])
    if len({satu.kode for satu in kompetensi}) != len(kompetensi):
        raise ValueError("kode")
    usulan = {jenis: int(isi["usulan_level"][kunci]) for jenis, kunci in _KIND_OF_POST.items()}
    if any(not 1 <= satu <= LEVELS for satu in usulan.values()):
        raise ValueError("usulan_level")
    return KamusKompetensi(str(isi["id"]), str(isi["nama"]), isi["berlaku_mulai"], kompetensi, MappingProxyType(usulan))


def _competency(isi: Mapping[str, Any]) -> Kompetensi:
    level = tuple(
        LevelKompetensi(int(satu["tingkat"]), str(satu["deskripsi"]), tuple(map(str, satu["indikator"])))
        for satu in isi["level"]
    )
    if [satu.tingkat for satu in level] != list(range(1, LEVELS + 1)):
        raise ValueError("level")
    if any(len(satu.indikator) not in (0, INDICATORS) for satu in level):
        raise ValueError("indikator")
    nama = str(isi["nama"])
    return Kompetensi(
        kode=str(isi["kode"]),
        kelompok=KelompokKompetensi(isi["kelompok"]),
        nama=nama,
        nama_formulir=str(isi.get("nama_formulir", nama)),
        definisi=str(isi["definisi"]),
        level=level,
    )


def _scale(isi: Mapping[str, Any]) -> SkalaKompetensi:
    skala = tuple(
        NilaiSkala(
            angka=int(satu["angka"]),
            nomor=str(satu["nomor"]),
            label=str(satu["label"]),
            terpenuhi=tuple(map(int, satu["terpenuhi"])),
            deskripsi=str(satu["deskripsi"]),
        )
        for satu in isi["skala"]
    )
    if [satu.angka for satu in skala] != [1, 2, 3, 4, 5]:
        raise ValueError("skala")
    if sorted(n for satu in skala for n in satu.terpenuhi) != list(range(INDICATORS + 1)):
        raise ValueError("terpenuhi")
    formulir = isi["formulir"]
    return SkalaKompetensi(
        id=str(isi["id"]),
        nama=str(isi["nama"]),
        berlaku_mulai=isi["berlaku_mulai"],
        sesuai_standar=int(isi["sesuai_standar"]),
        skala=skala,
        judul=tuple(map(str, formulir["judul"])),
        kepala=tuple(map(str, formulir["kepala"])),
        kelompok=MappingProxyType({satu: str(formulir["kelompok"][satu.value]) for satu in KelompokKompetensi}),
        kata_rekomendasi=str(formulir["rekomendasi"]),
        kata_skala=str(formulir["skala"]),
        penanda_tangan=str(formulir["penanda_tangan"]),
    )


def _hours(isi: Mapping[str, Any]) -> AturanJp:
    jp, menit = int(isi["jp_setahun"]), int(isi["menit_per_jp"])
    if jp < 1 or menit < 1:
        raise ValueError("jp_setahun")
    return AturanJp(str(isi["id"]), str(isi["nama"]), isi["berlaku_mulai"], jp, menit)

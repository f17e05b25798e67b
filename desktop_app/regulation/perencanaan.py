"""The words of the planning stage: labels, which form an SKP is printed on, and where forms differ in wording."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import (
    JenisKeadaan,
    KelompokSkp,
    NilaiDasar,
    Pendekatan,
    PeriodePelaporan,
    Perspektif,
    SifatHasil,
    SumberHasil,
    TingkatKendali,
)
from desktop_app.regulation.dated import in_force

E = TypeVar("E", bound=StrEnum)
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "perencanaan"


@dataclass(frozen=True, slots=True)
class Perencanaan:
    """The planning stage of a rule set; labels are as the forms write them, in small letters where a form shouts.

    ``formulir`` is the code of the SKP form of a group and an approach ("A.1.7"); ``panduan`` holds the guidance of a
    core value where one group's forms word it otherwise than the rule set (P6:33, 35 against 56, 59).
    """

    berlaku_mulai: date
    label_perspektif: Mapping[Perspektif, str]
    label_kendali: Mapping[TingkatKendali, str]
    label_sumber_hasil: Mapping[SumberHasil, str]
    label_sifat_hasil: Mapping[SifatHasil, str]
    label_pelaporan: Mapping[PeriodePelaporan, str]
    label_pendekatan: Mapping[Pendekatan, str]
    label_kelompok: Mapping[KelompokSkp, str]
    label_keadaan: Mapping[JenisKeadaan, str]
    formulir: Mapping[tuple[KelompokSkp, Pendekatan], str]
    panduan: Mapping[tuple[KelompokSkp, NilaiDasar], tuple[str, ...]]


def load_perencanaan(path: Path) -> Perencanaan:
    """Return the planning words in the TOML file ``path``; raises ``SystemProblem`` where it is missing or unfit."""
    try:
        isi = tomllib.loads(path.read_text(encoding="utf-8"))
        return _build(isi)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error


def planning_in_force(tanggal: date, folder: Path | None = None) -> Perencanaan:
    """Return the newest planning words in force on ``tanggal``, the day a rule set began; before the first, the first.

    Raises ``SystemProblem`` where there are none.
    """
    semua = sorted(
        (load_perencanaan(path) for path in (folder or _FOLDER).glob("*.toml")), key=lambda satu: satu.berlaku_mulai
    )
    return in_force(semua, tanggal)


def _labels(tipe: type[E], tabel: Mapping[str, Any]) -> Mapping[E, str]:
    return MappingProxyType({satu: str(tabel[satu.value]) for satu in tipe})


def _build(isi: Mapping[str, Any]) -> Perencanaan:
    label = isi["label"]
    formulir = {(k, p): str(isi["formulir"][k.value][p.value]) for k in KelompokSkp for p in Pendekatan}
    if len(set(formulir.values())) != len(formulir):
        raise ValueError("formulir")
    panduan = {
        (kelompok, NilaiDasar(nilai)): tuple(str(satu) for satu in baris)
        for kelompok in KelompokSkp
        for nilai, baris in isi["panduan"].get(kelompok.value, {}).items()
        if nilai != "sumber"
    }
    mulai = isi["berlaku_mulai"]
    if not isinstance(mulai, date):
        raise TypeError("berlaku_mulai")
    return Perencanaan(
        berlaku_mulai=mulai,
        label_perspektif=_labels(Perspektif, label["perspektif"]),
        label_kendali=_labels(TingkatKendali, label["kendali"]),
        label_sumber_hasil=_labels(SumberHasil, label["sumber_hasil"]),
        label_sifat_hasil=_labels(SifatHasil, label["sifat_hasil"]),
        label_pelaporan=_labels(PeriodePelaporan, label["pelaporan"]),
        label_pendekatan=_labels(Pendekatan, label["pendekatan"]),
        label_kelompok=_labels(KelompokSkp, label["kelompok"]),
        label_keadaan=_labels(JenisKeadaan, label["keadaan"]),
        formulir=MappingProxyType(formulir),
        panduan=MappingProxyType(panduan),
    )

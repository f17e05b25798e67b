"""The words of guidance and counselling: the nine statements of B.1.8 and those of its neighbours, by dated file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.domain.errors import SystemProblem
from desktop_app.regulation.dated import in_force

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "bimbingan"
_STATEMENTS = 9
"""Statements on form B.1.8 (P6:83)."""


@dataclass(frozen=True, slots=True)
class KriteriaBimbingan:
    """One statement of B.1.8: its number from 1 to 9, about whom it is, and its words (P6:83)."""

    nomor: int
    subjek: str
    teks: str


@dataclass(frozen=True, slots=True)
class KataBimbingan:
    """The words of one regulation on guidance: the statements, and those of the forms as its file groups them."""

    id: str
    nama: str
    berlaku_mulai: date
    kriteria: tuple[KriteriaBimbingan, ...]
    formulir: MappingProxyType[str, Any]


@cache
def guidance_words(hari: date | None = None) -> KataBimbingan:
    """Return the words in force on a day, the newest without one; raises ``SystemProblem`` ``berkas_aturan_rusak``."""
    semua = sorted((_read(path) for path in _FOLDER.glob("*.toml")), key=lambda satu: satu.berlaku_mulai)
    return in_force(semua, hari, "bimbingan")


def _read(path: Path) -> KataBimbingan:
    try:
        isi = tomllib.loads(path.read_text("utf-8"))
        semua = [(k["subjek"], teks) for k in isi["umpan_balik"]["kelompok"] for teks in k["kriteria"]]
        kriteria = tuple(KriteriaBimbingan(n, subjek, teks) for n, (subjek, teks) in enumerate(semua, 1))
        kata = KataBimbingan(isi["id"], isi["nama"], isi["berlaku_mulai"], kriteria, MappingProxyType(isi))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error
    if len(kriteria) != _STATEMENTS:
        raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian="kriteria")
    return kata

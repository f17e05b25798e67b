"""Percentages of distribution as settings of dated files, with how sure they are; see ``domain/pola_distribusi.py``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import CapaianOrganisasi
from desktop_app.domain.pola_distribusi import BatasPola

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "sebaran"


@dataclass(frozen=True, slots=True)
class AturanSebaran:
    """One dated file: its name, how sure its numbers are (``keyakinan``, ``catatan``), the limits by achievement."""

    id: str
    nama: str
    berlaku_mulai: date
    keyakinan: str
    catatan: str
    batas: Mapping[CapaianOrganisasi, tuple[BatasPola, ...]]


def sebaran_in_force(tanggal: date, folder: Path | None = None) -> AturanSebaran | None:
    """Return the file that holds on a day: the newest that began by then; None before the first.

    Raises ``SystemProblem`` where a file is missing or unfit.
    """
    berlaku = [satu for satu in load_sebaran(folder or _FOLDER) if satu.berlaku_mulai <= tanggal]
    return max(berlaku, key=lambda satu: satu.berlaku_mulai, default=None)


@cache
def load_sebaran(folder: Path) -> tuple[AturanSebaran, ...]:
    """Return every file of a folder, in the order of the names."""
    semua = tuple(_read(path) for path in sorted(folder.glob("*.toml")))
    if not semua:
        raise SystemProblem("aturan_tidak_ada", aturan="sebaran")
    return semua


def _read(path: Path) -> AturanSebaran:
    try:
        isi = tomllib.loads(path.read_text(encoding="utf-8"))
        batas = {capaian: msgspec.convert(isi[capaian.value], tuple[BatasPola, ...]) for capaian in CapaianOrganisasi}
        return AturanSebaran(
            id=str(isi["id"]),
            nama=str(isi["nama"]),
            berlaku_mulai=isi["berlaku_mulai"],
            keyakinan=str(isi["keyakinan"]),
            catatan=str(isi["catatan"]),
            batas=MappingProxyType(batas),
        )
    except (OSError, ValueError, KeyError, TypeError, msgspec.ValidationError) as error:
        raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error

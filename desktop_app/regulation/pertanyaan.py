"""The questions and the scale that rounds of feedback begin with, from a dated file; see ``domain/putaran.py``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.putaran import Pertanyaan

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "putaran"


@dataclass(frozen=True, slots=True)
class PertanyaanBawaan:
    """One dated file: its name, how sure it is, the questions, and the words of the scale from 1 to 4."""

    id: str
    nama: str
    berlaku_mulai: date
    keyakinan: str
    catatan: str
    pengantar: str
    pertanyaan_terbuka: str
    skala: tuple[str, str, str, str]
    pertanyaan: tuple[Pertanyaan, ...]


@cache
def read_pertanyaan(folder: Path = _FOLDER) -> PertanyaanBawaan:
    """Return the newest set of questions; raises ``SystemProblem`` where there is none or one is unfit."""
    semua = [_read(path) for path in sorted(folder.glob("*.toml"))]
    if not semua:
        raise SystemProblem("aturan_tidak_ada", aturan="putaran")
    return max(semua, key=lambda satu: satu.berlaku_mulai)


def _read(path: Path) -> PertanyaanBawaan:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), PertanyaanBawaan)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error

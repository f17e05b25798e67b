"""Samples of special expectations from the regulation's examples, to be taken over and changed (P6:54, 133 …)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import NilaiDasar

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "ekspektasi"


@dataclass(frozen=True, slots=True)
class ContohEkspektasi:
    """One sample as it is printed, and the pages that print it."""

    teks: str
    halaman: tuple[int, ...]


def sample_expectations(tanggal: date, folder: Path | None = None) -> Mapping[NilaiDasar, tuple[ContohEkspektasi, ...]]:
    """Return the samples by value that belong to the rule set of ``tanggal``: the newest that began by then.

    A value without samples has no entry. Raises ``SystemProblem`` where a file is missing or unfit.
    """
    berlaku: list[tuple[date, Mapping[NilaiDasar, tuple[ContohEkspektasi, ...]]]] = []
    for path in sorted((folder or _FOLDER).glob("*.toml")):
        try:
            isi = tomllib.loads(path.read_text(encoding="utf-8"))
            contoh: dict[NilaiDasar, list[ContohEkspektasi]] = {}
            for satu in isi["contoh"]:
                halaman = tuple(int(n) for n in satu["hlm"])
                contoh.setdefault(NilaiDasar(satu["nilai"]), []).append(ContohEkspektasi(str(satu["teks"]), halaman))
            tetap = {nilai: tuple(baris) for nilai, baris in contoh.items()}
            berlaku.append((isi["berlaku_mulai"], MappingProxyType(tetap)))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error
    if not berlaku:
        raise SystemProblem("aturan_tidak_ada", aturan="–")
    berlaku.sort(key=lambda satu: satu[0])
    sampai = [contoh for mulai, contoh in berlaku if mulai <= tanggal]
    return sampai[-1] if sampai else berlaku[0][1]

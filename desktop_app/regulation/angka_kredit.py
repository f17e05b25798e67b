"""The numbers of credit points by dated file: percentages, coefficients, what a promotion asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import Predikat
from desktop_app.domain.istilah_kinerja import JenjangFungsional
from desktop_app.regulation.dated import in_force, read_dated

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "angka_kredit"


@dataclass(frozen=True, slots=True)
class AturanJenjang:
    """One level: coefficient a year, and the points for the next rank and the next level (None: no source says it)."""

    kode: JenjangFungsional
    nama: str
    kategori: str
    koefisien: Decimal
    pangkat: Decimal | None
    jenjang: Decimal | None


@dataclass(frozen=True, slots=True)
class AturanAngkaKredit:
    """One rule set of credit points; ``persen`` by predicate, ``desimal`` places of a result."""

    id: str
    nama: str
    berlaku_mulai: date
    desimal: int
    persen: Mapping[Predikat, Decimal]
    jenjang: Mapping[JenjangFungsional, AturanJenjang]


def credit_rules(tanggal: date | None = None, *, aturan_id: str = "", folder: Path | None = None) -> AturanAngkaKredit:
    """Return the rule set ``aturan_id``, or the newest that began by ``tanggal`` (the newest of all without one).

    A date before the first gives the first. Raises ``SystemProblem`` where a file is missing or unfit.
    """
    semua = _load(folder or _FOLDER)
    if aturan_id:
        satu = next((satu for satu in semua if satu.id == aturan_id), None)
        if satu is None:
            raise SystemProblem("aturan_tidak_ada", aturan=aturan_id)
        return satu
    return in_force(semua, tanggal)


@cache
def _load(folder: Path) -> tuple[AturanAngkaKredit, ...]:
    return read_dated(folder, _build)


def _build(isi: Mapping[str, Any]) -> AturanAngkaKredit:
    jenjang = {
        (kode := JenjangFungsional(satu["kode"])): AturanJenjang(
            kode=kode,
            nama=str(satu["nama"]),
            kategori=str(satu["kategori"]),
            koefisien=Decimal(satu["koefisien"]),
            pangkat=Decimal(satu["pangkat"]) if satu["pangkat"] else None,
            jenjang=Decimal(satu["jenjang"]) if satu["jenjang"] else None,
        )
        for satu in isi["jenjang"]
    }
    if tuple(jenjang) != tuple(JenjangFungsional):
        raise ValueError("jenjang")
    return AturanAngkaKredit(
        id=str(isi["id"]),
        nama=str(isi["nama"]),
        berlaku_mulai=isi["berlaku_mulai"],
        desimal=int(isi["desimal"]),
        persen=MappingProxyType({satu: Decimal(isi["persen"][satu.value]) for satu in Predikat}),
        jenjang=MappingProxyType(jenjang),
    )

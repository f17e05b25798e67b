"""Reads and checks the regulation files; a file that does not fit the domain's lists is refused whole."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import Aspek, CapaianOrganisasi, JenisHasil, NilaiDasar, Predikat, Rating
from desktop_app.regulation.aturan import Aturan, NilaiDasarAturan
from desktop_app.regulation.dated import in_force
from desktop_app.regulation.perencanaan import planning_in_force

E = TypeVar("E", bound=StrEnum)
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "regulation"


def _labels(tipe: type[E], tabel: Mapping[str, Any]) -> Mapping[E, str]:
    return MappingProxyType({satu: str(tabel[satu.value]) for satu in tipe})


def load_aturan(path: Path) -> Aturan:
    """Return the rule set in the TOML file at ``path``; raises ``SystemProblem`` where it is missing or unfit."""
    try:
        isi = tomllib.loads(path.read_text(encoding="utf-8"))
        return _build(isi)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemProblem("berkas_aturan_rusak", berkas=path.name, rincian=repr(error)) from error


def _build(isi: Mapping[str, Any]) -> Aturan:
    label = isi["label"]
    matriks = {
        (hasil, perilaku): Predikat(isi["matriks"][hasil.value][perilaku.value])
        for hasil in Rating
        for perilaku in Rating
    }
    nilai = tuple(
        NilaiDasarAturan(NilaiDasar(satu["kode"]), satu["nama"], satu["definisi"], tuple(satu["panduan"]))
        for satu in isi["nilai_dasar"]
    )
    if tuple(satu.kode for satu in nilai) != tuple(NilaiDasar):
        raise ValueError("nilai_dasar")
    kurva = {satu: tuple(isi["kurva"][satu.value]) for satu in CapaianOrganisasi}
    if any(len(tinggi) != len(Predikat) for tinggi in kurva.values()):
        raise ValueError("kurva")
    return Aturan(
        id=isi["id"],
        nama=isi["nama"],
        berlaku_mulai=isi["berlaku_mulai"],
        matriks=MappingProxyType(matriks),
        label_rating=_labels(Rating, label["rating"]),
        label_predikat=_labels(Predikat, label["predikat"]),
        label_capaian=_labels(CapaianOrganisasi, label["capaian_organisasi"]),
        label_aspek=_labels(Aspek, label["aspek"]),
        label_jenis_hasil=_labels(JenisHasil, label["jenis_hasil"]),
        panduan_hasil=_labels(Rating, isi["panduan_rating"]["hasil"]),
        panduan_perilaku=_labels(Rating, isi["panduan_rating"]["perilaku"]),
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

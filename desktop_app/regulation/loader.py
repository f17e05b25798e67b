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
_TAHUN = (2000, 2100)
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


def read_aturan(teks: str) -> Aturan:
    """Return the rule set in the text of a TOML file from elsewhere.

    Raises ``UserError`` ``aturan_tidak_terbaca`` where it is no such file, or holds what no form could print.
    """
    try:
        if len(teks) > MAKS_TEKS:
            raise ValueError("panjang")
        isi = tomllib.loads(teks)
        aturan = _build(isi)
        _check(aturan)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError("aturan_tidak_terbaca", rincian=repr(error)[:200]) from error
    return aturan


def _check(aturan: Aturan) -> None:
    """Raise ``ValueError`` for an id, a day, a height or a text that the program's own files never have."""
    mulai = aturan.berlaku_mulai
    if not isinstance(mulai, date) or isinstance(mulai, datetime) or not _TAHUN[0] <= mulai.year <= _TAHUN[1]:
        raise ValueError("berlaku_mulai")
    if not isinstance(aturan.id, str) or not _ID.fullmatch(aturan.id):
        raise ValueError("id")
    if not isinstance(aturan.nama, str) or not 0 < len(aturan.nama.strip()) <= MAKS_BARIS:
        raise ValueError("nama")
    tinggi = [satu for kurva in aturan.kurva.values() for satu in kurva]
    if not all(isinstance(satu, int) and 0 <= satu <= 1000 for satu in tinggi):
        raise ValueError("kurva")
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
        raise ValueError("teks")


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

"""The templates that are shipped with the program: one TOML file for each post, read once; suggestions and no rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.format_indonesia import parse_target
from desktop_app.domain.istilah import (
    Aspek,
    JenisHasil,
    JenisJabatan,
    KelompokSkp,
    NilaiDasar,
    Pendekatan,
    Perspektif,
    SifatHasil,
    SumberHasil,
    TingkatKendali,
)
from desktop_app.domain.skp import (
    Butir,
    EkspektasiPerilaku,
    HasilIntervensi,
    Indikator,
    LampiranSkp,
    RencanaHasilKerja,
)
from desktop_app.domain.templat import TemplatSkp, child_id
from desktop_app.paths import resources

AWALAN = "bawaan/"
"""What the id of a shipped template begins with; the rest is the name of its file."""
_UMUM = "umum.toml"


def read_bawaan() -> Mapping[str, TemplatSkp]:
    """Return the shipped templates by id, in the order of the posts (the names of their files)."""
    return _read(resources() / "templat")


@cache
def _read(folder: Path) -> Mapping[str, TemplatSkp]:
    berkas = sorted(path for path in folder.glob("*.toml") if path.name != _UMUM)
    umum = _load(folder / _UMUM)
    return MappingProxyType({AWALAN + path.stem.partition("-")[2]: _template(path, umum) for path in berkas})


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SystemProblem("berkas_templat_rusak", berkas=path.name, rincian=repr(error)) from error


def _template(path: Path, umum: Mapping[str, Any]) -> TemplatSkp:
    """Return one template; what a file does not say of expectations and annex comes from the file for all posts."""
    isi = _load(path)
    try:
        jenis = JenisJabatan(isi["jenis_jabatan"]) if "jenis_jabatan" in isi else None
        perilaku = {**umum["perilaku"], **isi.get("perilaku", {})}
        lampiran = {**umum["lampiran"], **isi.get("lampiran", {})}
        asal = path.stem.partition("-")[2]
        return TemplatSkp(
            nama=isi["nama"],
            jabatan=tuple(isi.get("jabatan", ())),
            jenis_jabatan=jenis,
            kelompok=KelompokSkp(isi.get("kelompok", "ja_jf")),
            pendekatan=Pendekatan(isi.get("pendekatan", "kuantitatif")),
            hasil=tuple(_result(asal, satu) for satu in isi["hasil"]),
            perilaku=tuple(
                EkspektasiPerilaku(nilai=nilai, ekspektasi=_lines(asal, nilai.value, perilaku.get(nilai.value, ())))
                for nilai in NilaiDasar
            ),
            lampiran=LampiranSkp(
                **{nama: _lines(asal, nama, lampiran[nama]) for nama in LampiranSkp.__struct_fields__}
            ),
            keterangan=isi.get("keterangan", ""),
            sumber=isi.get("sumber", umum["sumber"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise SystemProblem("berkas_templat_rusak", berkas=path.name, rincian=repr(error)) from error


def _result(asal: str, isi: Mapping[str, Any]) -> RencanaHasilKerja:
    # From its words, so that a program of another version whose file has other results gives no id to another text.
    kunci = child_id(asal, isi["teks"])
    return RencanaHasilKerja(
        id=kunci,
        jenis=JenisHasil(isi.get("jenis", "utama")),
        intervensi=HasilIntervensi(teks=isi.get("pimpinan", "")),
        teks=isi["teks"],
        penugasan=isi.get("penugasan", ""),
        sumber=SumberHasil(isi["sumber"]) if "sumber" in isi else None,
        sifat=SifatHasil(isi.get("sifat", "biasa")),
        indikator=tuple(
            Indikator(
                id=child_id(kunci, satu["teks"]),
                aspek=Aspek(satu["aspek"]),
                teks=satu["teks"],
                target=parse_target(satu["target"]),
                narasi=satu.get("narasi", ""),
                perspektif=Perspektif(satu["perspektif"]) if "perspektif" in satu else None,
                kendali=TingkatKendali(satu["kendali"]) if "kendali" in satu else None,
            )
            for satu in isi["indikator"]
        ),
    )


def _lines(asal: str, di: str, teks: list[str]) -> tuple[Butir, ...]:
    return tuple(Butir(id=child_id(asal, di, satu), teks=satu) for satu in teks)

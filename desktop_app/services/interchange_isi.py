"""The bodies of an interchange file, kind by kind, as plain values (docs/spec/interchange.md, sections 3-7).

What a field leaves out is left out here too: its default comes from the domain's documents, or, where it depends on
other documents, from ``interchange_acuan``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from desktop_app.domain.codec import KINDS_OF_DEVELOPMENT, KINDS_OF_PERFORMANCE, KINDS_OF_PLANNING, KINDS_OF_UNIT
from desktop_app.domain.istilah import JenisJabatan, JenisKeadaan, JenisPeriode, StatusKepegawaian
from desktop_app.domain.nip import clean_nip
from desktop_app.services.interchange_baca import ObjectReader
from desktop_app.services.interchange_bagian import (
    put_choices,
    put_reference,
    put_texts,
    put_unit,
    read_children,
    read_period,
)
from desktop_app.services.interchange_kinerja import read_performed
from desktop_app.services.interchange_pengembangan import read_developed
from desktop_app.services.interchange_penilaian import read_penilaian
from desktop_app.services.interchange_rencana import read_planned
from desktop_app.services.interchange_skp import read_skp

POLA_KODE = re.compile(r"[0-9]{2}\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]+)?)?")


def read_unit_kerja(r: ObjectReader) -> None:
    """Read the body of a ``unit_kerja`` (section 3)."""
    isi = r.item.isi
    kode = r.text("kode", wajib=True, terisi=True)
    if kode and not POLA_KODE.fullmatch(kode):
        r.refuse("interchange_nilai_salah", "kode", harus="kode wilayah seperti 33.73.04")
    isi |= {"kode": kode, "nama": r.text("nama", wajib=True, terisi=True), "instansi": r.text("instansi", wajib=True)}
    put_texts(r, isi, "tempat", "induk_kode", "catatan")
    isi["unit_kode"] = kode
    put_unit(r, isi)
    r.close()


def read_pegawai(r: ObjectReader) -> None:
    """Read the body of a ``pegawai`` (section 4); posts and circumstances are kept in the order of their dates."""
    isi = r.item.isi
    isi |= {"nama": r.text("nama", wajib=True, terisi=True), "nip": clean_nip(r.text("nip"))}
    put_choices(r, isi, status=StatusKepegawaian)
    put_unit(r, isi)
    r.flag("aktif", isi)
    riwayat: list[dict[str, Any]] = []
    for anak, satu in read_children(r, "riwayat", "r"):
        mulai = anak.day("mulai", wajib=True)
        satu["mulai"] = mulai.isoformat() if mulai else ""
        put_texts(anak, satu, "jabatan", "pangkat", "golongan", "unit_kerja")
        put_choices(anak, satu, jenis_jabatan=JenisJabatan)
        put_reference(anak, satu, "penilai")
        put_reference(anak, satu, "atasan_penilai")
        anak.close()
        riwayat.append(satu)
    isi["riwayat"] = sorted(riwayat, key=lambda satu: (satu["mulai"], satu["id"]))
    isi["keadaan"] = _circumstances(r)
    put_texts(r, isi, "catatan")
    r.close()


def _circumstances(r: ObjectReader) -> list[dict[str, Any]]:
    """Return what is special about a person for a time; a last day before the first is refused."""
    keadaan: list[dict[str, Any]] = []
    for anak, satu in read_children(r, "keadaan", "k"):
        satu["jenis"] = anak.choice("jenis", JenisKeadaan, wajib=True)
        mulai, selesai = anak.day("mulai", wajib=True), anak.day("selesai", none=True)
        satu["mulai"] = mulai.isoformat() if mulai else ""
        satu["selesai"] = selesai.isoformat() if selesai else None
        if mulai and selesai and selesai < mulai:
            anak.refuse("interchange_nilai_salah", "selesai", harus="hari pada atau sesudah mulai")
        put_texts(anak, satu, "jabatan", "unit_kerja", "keterangan")
        put_reference(anak, satu, "penilai")
        anak.close()
        keadaan.append(satu)
    return sorted(keadaan, key=lambda satu: (satu["mulai"], satu["id"]))


def read_periode(r: ObjectReader) -> None:
    """Read the body of a ``periode`` (section 5); what is given besides the code must agree with it."""
    isi = r.item.isi
    waktu = read_period(r, "kode")
    jenis = r.choice("jenis", JenisPeriode)
    mulai, selesai = r.day("mulai"), r.day("selesai")
    if waktu is not None:
        for nama, nilai, harus in (
            ("jenis", jenis, waktu.jenis.value),
            ("mulai", mulai, waktu.mulai),
            ("selesai", selesai, waktu.selesai),
        ):
            if nilai is not None and nilai != harus:
                r.refuse("interchange_nilai_salah", nama, harus=str(harus))
        isi |= {"kode": waktu.kode, "jenis": waktu.jenis.value}
        isi |= {"mulai": waktu.mulai.isoformat(), "selesai": waktu.selesai.isoformat()}
    put_texts(r, isi, "unit_kode")
    r.close()


READERS: Mapping[str, Callable[[ObjectReader], None]] = MappingProxyType(
    {
        "unit_kerja": read_unit_kerja,
        "pegawai": read_pegawai,
        "periode": read_periode,
        "skp": read_skp,
        "penilaian": read_penilaian,
        **dict.fromkeys(KINDS_OF_PLANNING, read_planned),
        **dict.fromkeys(KINDS_OF_PERFORMANCE, read_performed),
        **dict.fromkeys(
            ("templat_pertanyaan", "standar_kompetensi", *KINDS_OF_UNIT, *KINDS_OF_DEVELOPMENT), read_developed
        ),
    }
)

"""The bodies of an interchange file, kind by kind, as plain values (docs/spec/interchange.md, sections 3-7).

What a field leaves out is left out here too: its default comes from the domain's documents, or, where it depends on
other documents, from ``interchange_acuan``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from desktop_app.domain.codec import KINDS_OF_PLANNING
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import (
    CapaianOrganisasi,
    JenisJabatan,
    JenisKeadaan,
    JenisPeriode,
    Rating,
    StatusKepegawaian,
    StatusPenilaian,
)
from desktop_app.domain.nip import clean_nip
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.services.interchange_baca import Acuan, ObjectReader, point
from desktop_app.services.interchange_bagian import (
    assign_ids,
    put_choices,
    put_reference,
    put_signed_on,
    put_texts,
    put_unit,
    read_children,
    read_per_value,
)
from desktop_app.services.interchange_rencana import read_planned
from desktop_app.services.interchange_skp import read_skp

POLA_KODE = re.compile(r"[0-9]{2}\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]+)?)?")
DIHITUNG_PENILAIAN = frozenset({"predikat", "aturan", "skp_rev", "pegawai", "penilai", "atasan_penilai"})


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
    waktu = _period(r, "kode")
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


def _period(r: ObjectReader, nama: str) -> Periode | None:
    """Return the period whose code stands at ``nama``, spelled exactly so."""
    kode = r.text(nama, wajib=True, terisi=True)
    if not kode:
        return None
    try:
        waktu = parse_periode(kode)
    except UserError:
        waktu = None
    if waktu is None or waktu.kode != kode:
        r.refuse("interchange_nilai_salah", nama, harus="kode periode seperti 2026, 2026-TW1 atau 2026-B06")
        return None
    return waktu


def read_penilaian(r: ObjectReader) -> None:
    """Read the body of a ``penilaian`` (section 7)."""
    isi = r.item.isi
    put_reference(r, isi, "pegawai", wajib=True)
    waktu = _period(r, "periode")
    if waktu is not None:
        isi["periode"] = waktu.kode
    put_reference(r, isi, "skp", ("id", "ref", "tahun"))
    if "skp_id" not in isi and waktu is not None and not any(r.has(f"skp_{cara}") for cara in ("id", "ref", "tahun")):
        isi["skp_id"] = ""
        jalur = point(r.jalur, "skp_tahun")
        r.item.acuan.append(Acuan(isi, "skp_id", "skp", "tahun", str(waktu.tahun), jalur))
    put_reference(r, isi, "penilai")
    put_unit(r, isi)
    put_choices(r, isi, status=StatusPenilaian)
    put_choices(r, isi, none=True, capaian_organisasi=CapaianOrganisasi, rating_hasil=Rating, rating_perilaku=Rating)
    anak = r.objects("realisasi")
    for satu in anak:
        if not satu.has("id"):
            satu.refuse("interchange_kolom_wajib", "id")
    anak = [satu for satu in anak if satu.has("id")]
    ids = assign_ids((satu, "") for satu in anak)
    r.item.urutan[point(r.jalur, "realisasi")] = ids
    isi["realisasi"] = [_realisation(satu, child) for satu, child in zip(anak, ids, strict=True)]
    isi["perilaku"] = read_per_value(r, "perilaku", "umpan_balik", _umpan_balik)
    put_texts(r, isi, "catatan", "instansi", "tempat")
    put_signed_on(r, StatusPenilaian.FINAL)
    r.close(DIHITUNG_PENILAIAN)


def _realisation(r: ObjectReader, child: str) -> dict[str, Any]:
    isi = {"id": child, "realisasi": r.text("realisasi"), "umpan_balik": _umpan_balik(r)}
    r.close()
    return isi


def _umpan_balik(r: ObjectReader) -> list[dict[str, Any]]:
    hasil: list[dict[str, Any]] = []
    for anak, satu in read_children(r, "umpan_balik", "u"):
        put_texts(anak, satu, "sumber", "nama", "teks")
        anak.close()
        hasil.append(satu)
    return hasil


READERS: Mapping[str, Callable[[ObjectReader], None]] = MappingProxyType(
    {
        "unit_kerja": read_unit_kerja,
        "pegawai": read_pegawai,
        "periode": read_periode,
        "skp": read_skp,
        "penilaian": read_penilaian,
        **dict.fromkeys(KINDS_OF_PLANNING, read_planned),
    }
)

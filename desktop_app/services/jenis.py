"""What the store needs to know of each kind of document: view columns, label, search text, and how to merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from db import FieldConflict, KindSpec, MergedView
from desktop_app.domain.gabung import merge_bodies
from desktop_app.domain.istilah import Rating, StatusPenilaian
from desktop_app.domain.predikat import compute_predikat
from desktop_app.regulation import Aturan

TERKINI = "$.riwayat[#-1]."

KIND_SPECS: tuple[KindSpec, ...] = (
    KindSpec(
        kind="unit_kerja",
        columns={"kode": "$.kode", "nama": "$.nama", "instansi": "$.instansi", "tempat": "$.tempat"},
        label="$.nama",
        search=("$.nama", "$.kode"),
        index=("kode",),
    ),
    KindSpec(
        kind="pegawai",
        columns={
            "nama": "$.nama",
            "nip": "$.nip",
            "status": "$.status",
            "aktif": "$.aktif",
            "unit_kode": "$.unit_kode",
            "jabatan": TERKINI + "jabatan",
            "jenis_jabatan": TERKINI + "jenis_jabatan",
            "pangkat": TERKINI + "pangkat",
            "golongan": TERKINI + "golongan",
            "unit_kerja": TERKINI + "unit_kerja",
            "penilai_id": TERKINI + "penilai_id",
        },
        label="$.nama",
        search=("$.nama", "$.nip", TERKINI + "jabatan"),
        index=("nama", "nip"),
    ),
    KindSpec(
        kind="periode",
        columns={"kode": "$.kode", "jenis": "$.jenis", "mulai": "$.mulai", "selesai": "$.selesai"},
        label="$.kode",
        search=(),
        index=("kode",),
    ),
    KindSpec(
        kind="skp",
        columns={
            "pegawai_id": "$.pegawai_id",
            "penilai_id": "$.penilai_id",
            "unit_kode": "$.unit_kode",
            "mulai": "$.mulai",
            "selesai": "$.selesai",
            "status": "$.status",
            "tanggal": "$.tanggal",
        },
        label="$.mulai",
        search=(),
        index=("pegawai_id",),
    ),
    KindSpec(
        kind="penilaian",
        columns={
            "pegawai_id": "$.pegawai_id",
            "skp_id": "$.skp_id",
            "penilai_id": "$.penilai_id",
            "periode": "$.periode",
            "unit_kode": "$.unit_kode",
            "status": "$.status",
            "capaian_organisasi": "$.capaian_organisasi",
            "rating_hasil": "$.rating_hasil",
            "rating_perilaku": "$.rating_perilaku",
            "predikat": "$.predikat",
            "aturan": "$.aturan",
            "tanggal": "$.tanggal",
        },
        label="$.periode",
        search=(),
        index=("pegawai_id", "periode", "skp_id"),
    ),
)


def _settle(aturan_untuk: Callable[[str], Aturan]) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """Return the function that recomputes what the machine computes after a merge."""

    def settle(kind: str, body: dict[str, Any]) -> dict[str, Any]:
        if kind != "penilaian":
            return body
        if body.get("status") != StatusPenilaian.FINAL:
            return {**body, "predikat": None, "aturan": ""}
        try:
            aturan = aturan_untuk(str(body.get("aturan") or ""))
            hasil, perilaku = Rating(body["rating_hasil"]), Rating(body["rating_perilaku"])
        except (KeyError, ValueError):
            return body
        predikat = compute_predikat(aturan.matriks, hasil, perilaku)
        return {**body, "predikat": predikat.value if predikat else None, "aturan": aturan.id}

    return settle


def make_merge(
    aturan_untuk: Callable[[str], Aturan],
) -> Callable[[str, Sequence[bytes | None], Sequence[tuple[str, bytes | None]]], MergedView]:
    """Return the merge function that the store calls for documents with several heads."""
    settle = _settle(aturan_untuk)

    def merge(kind: str, bases: Sequence[bytes | None], sides: Sequence[tuple[str, bytes | None]]) -> MergedView:
        hasil = merge_bodies(
            kind,
            [None if raw is None else msgspec.json.decode(raw) for raw in bases],
            [(rev, None if raw is None else msgspec.json.decode(raw)) for rev, raw in sides],
            settle,
        )
        conflicts = tuple(FieldConflict(satu.path, satu.base, satu.values) for satu in hasil.conflicts)
        return MergedView(body=msgspec.json.encode(hasil.body), deleted=hasil.deleted, conflicts=conflicts)

    return merge

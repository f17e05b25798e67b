"""What the store needs to know of the kinds of the stages after planning: view columns, label, search text."""

from __future__ import annotations

import msgspec

from db import KindSpec
from desktop_app.domain.bukti_dalam import named_files

DICARI = 12
"""Elements of a list whose words are found; a path reaches one element, and longer lists are rare."""


def each_element(daftar: str, anggota: str) -> tuple[str, ...]:
    """Return the paths of one member in the first elements of a list."""
    return tuple(f"{daftar}[{n}].{anggota}" for n in range(DICARI))


_SPECS: tuple[KindSpec, ...] = (
    KindSpec(
        kind="rencana_aksi",
        columns={
            "pegawai_id": "$.pegawai_id",
            "skp_id": "$.skp_id",
            "penilai_id": "$.penilai_id",
            "periode": "$.periode",
            "unit_kode": "$.unit_kode",
            "tanggal": "$.tanggal",
        },
        label="$.periode",
        search=(),
        index=("pegawai_id", "skp_id"),
    ),
    KindSpec(
        kind="jurnal",
        columns={
            "pegawai_id": "$.pegawai_id",
            "unit_kode": "$.unit_kode",
            "minggu": "$.minggu",
        },
        label="$.minggu",
        search=each_element("$.entri", "teks"),
        index=("pegawai_id", "minggu"),
    ),
    KindSpec(
        kind="umpan_balik",
        columns={
            "pegawai_id": "$.pegawai_id",
            "skp_id": "$.skp_id",
            "pemberi_id": "$.pemberi_id",
            "unit_kode": "$.unit_kode",
            "status": "$.status",
            "tanggal": "$.tanggal",
            "peran": "$.peran",
            "hasil_id": "$.hasil_id",
            "indikator_id": "$.indikator_id",
            "nilai": "$.nilai",
            "respon": "$.respon",
        },
        label="$.tanggal",
        search=("$.teks",),
        index=("pegawai_id", "pemberi_id"),
    ),
    KindSpec(
        kind="capaian_unit",
        columns={
            "pegawai_id": "$.pegawai_id",
            "unit_kode": "$.unit_kode",
            "periode": "$.periode",
            "capaian": "$.capaian",
            "tanggal": "$.tanggal",
        },
        label="$.periode",
        search=(),
        index=("pegawai_id", "periode"),
    ),
    KindSpec(
        kind="evaluasi_diri",
        columns={
            "pegawai_id": "$.pegawai_id",
            "skp_id": "$.skp_id",
            "periode": "$.periode",
            "unit_kode": "$.unit_kode",
            "status": "$.status",
            "tanggal": "$.tanggal",
        },
        label="$.periode",
        search=(),
        index=("pegawai_id", "skp_id"),
    ),
    KindSpec(
        kind="dokumen_evaluasi",
        columns={
            "pegawai_id": "$.pegawai_id",
            "penilai_id": "$.penilai_id",
            "penilaian_id": "$.penilaian_id",
            "periode": "$.periode",
            "unit_kode": "$.unit_kode",
        },
        label="$.periode",
        search=(),
        index=("pegawai_id", "penilaian_id"),
    ),
    KindSpec(
        kind="putusan_keberatan",
        columns={
            "pegawai_id": "$.pegawai_id",
            "penilai_id": "$.penilai_id",
            "atasan_id": "$.atasan_id",
            "penilaian_id": "$.penilaian_id",
            "keberatan_id": "$.keberatan_id",
            "periode": "$.periode",
            "unit_kode": "$.unit_kode",
            "status": "$.status",
            "keputusan": "$.keputusan",
            "predikat": "$.predikat",
            "tanggal": "$.tanggal",
        },
        label="$.periode",
        search=(),
        index=("pegawai_id", "penilaian_id"),
    ),
    KindSpec(
        kind="angka_kredit",
        columns={
            "pegawai_id": "$.pegawai_id",
            "penilai_id": "$.penilai_id",
            "penilaian_id": "$.penilaian_id",
            "periode": "$.periode",
            "jenis": "$.jenis",
            "unit_kode": "$.unit_kode",
            "status": "$.status",
            "angka": "$.angka",
            "tanggal": "$.tanggal",
        },
        label="$.periode",
        search=(),
        index=("pegawai_id",),
    ),
    KindSpec(
        kind="keberatan",
        columns={
            "pegawai_id": "$.pegawai_id",
            "penilaian_id": "$.penilaian_id",
            "atasan_id": "$.atasan_id",
            "periode": "$.periode",
            "unit_kode": "$.unit_kode",
            "perangkat": "$.perangkat",
            "nomor": "$.nomor",
            "kode": "$.kode",
            "tanggal": "$.tanggal",
        },
        label="$.nomor",
        search=(),
        index=("pegawai_id", "penilaian_id"),
    ),
)
KIND_SPECS_KINERJA: tuple[KindSpec, ...] = tuple(
    msgspec.structs.replace(spec, attachments=named_files) for spec in _SPECS
)
"""The kinds of documentation, feedback, evaluation documents, objection and credit points, in order.

Any of them may name evidence, also in a field of a newer program.
"""

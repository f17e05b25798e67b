"""What the store needs to know of the kinds that come from the kabupaten, and of the office's answers."""

from __future__ import annotations

from db import KindSpec

KIND_SPECS_KABUPATEN: tuple[KindSpec, ...] = (
    KindSpec(
        kind="mutasi",
        columns={
            "pegawai_id": "$.pegawai_id",
            "unit_kode": "$.unit_kode",
            "jenis": "$.jenis",
            "mulai": "$.mulai",
            "nama": "$.nama",
            "nip": "$.nip",
            "nomor_sk": "$.nomor_sk",
            "dari_kode": "$.dari_kode",
            "ke_kode": "$.ke_kode",
            "penilai_id": "$.penilai_id",
            "batal": "$.batal",
        },
        label="$.nama",
        search=("$.nama", "$.nip", "$.nomor_sk"),
        index=("pegawai_id", "nip"),
    ),
    KindSpec(
        kind="permintaan_perbaikan",
        columns={
            "pegawai_id": "$.pegawai_id",
            "unit_kode": "$.unit_kode",
            "dokumen_id": "$.dokumen_id",
            "dokumen_jenis": "$.dokumen_jenis",
            "kembalikan": "$.kembalikan",
            "tanggal": "$.tanggal",
            "ditutup": "$.ditutup",
        },
        label="$.judul",
        search=("$.judul", "$.catatan"),
        index=("dokumen_id", "pegawai_id"),
    ),
    KindSpec(
        kind="jawaban_perbaikan",
        columns={
            "pegawai_id": "$.pegawai_id",
            "unit_kode": "$.unit_kode",
            "permintaan_id": "$.permintaan_id",
            "jawaban": "$.jawaban",
        },
        label="$.jawaban",
        search=("$.alasan",),
        index=("permintaan_id", "pegawai_id"),
    ),
    KindSpec(
        kind="berkas_aturan",
        columns={
            "unit_kode": "$.unit_kode",
            "aturan_id": "$.aturan_id",
            "nama": "$.nama",
            "berlaku_mulai": "$.berlaku_mulai",
            "format": "$.format",
            "urutan": "$.urutan",
        },
        label="$.nama",
        search=("$.nama",),
        index=("aturan_id",),
    ),
)

"""Words of what comes from the kabupaten: acts in the audit chain, rights, and kinds; ``jejak_kata`` takes them in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.wewenang import Wewenang

KATA_KABUPATEN: Mapping[str, str] = MappingProxyType(
    {
        "minta_perbaikan": "Meminta kantor {kantor} memperbaiki dokumen",
        "kembalikan_dokumen": "Mengembalikan dokumen kantor {kantor} untuk dibuka kembali",
        "jawab_perbaikan": "Menjawab permintaan perbaikan: {jawaban}",
        "tutup_permintaan": "Menutup permintaan perbaikan",
        "catat_mutasi": "Mencatat mutasi pegawai dari {dari} ke {ke}",
        "ganti_penilai_sk": "Mencatat pergantian penilai menurut SK: {jumlah} pegawai",
        "batal_mutasi": "Membatalkan mutasi",
        "laksana_mutasi": "Melaksanakan mutasi dari kabupaten",
        "ubah_unit": "Mengubah data kantor {kantor}",
        "muat_aturan": "Memuat berkas aturan {nama}",
        "lihat_balasan": "Memeriksa balasan kabupaten sebelum diterapkan",
        "salin_balasan": "Menyalin lagi balasan nomor {nomor}",
    }
)
PERBUATAN_KABUPATEN: Mapping[Wewenang, str] = MappingProxyType(
    {
        Wewenang.MINTA_PERBAIKAN: "meminta perbaikan kepada kantor",
        Wewenang.JAWAB_PERBAIKAN: "menjawab permintaan perbaikan",
    }
)
DOKUMEN_KABUPATEN: Mapping[str, str] = MappingProxyType(
    {
        "mutasi": "mutasi pegawai",
        "permintaan_perbaikan": "permintaan perbaikan",
        "jawaban_perbaikan": "jawaban permintaan perbaikan",
        "berkas_aturan": "berkas aturan",
    }
)

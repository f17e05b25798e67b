"""The words of fields and values of what comes from the kabupaten and of what an office answers."""

from __future__ import annotations

from typing import Final

NAMA_KABUPATEN: Final[dict[str, str]] = {
    "alasan_batal": "Alasan pembatalan",
    "aturan_id": "Kode aturan",
    "berlaku_mulai": "Berlaku mulai",
    "catatan_tutup": "Catatan penutupan",
    "dari_kode": "Kode kantor asal",
    "dari_nama": "Kantor asal",
    "dokumen_id": "Dokumen",
    "dokumen_jenis": "Jenis dokumen",
    "format": "Bentuk berkas",
    "jalur": "kolom",
    "ke_kode": "Kode kantor tujuan",
    "ke_nama": "Kantor tujuan",
    "kembalikan": "Dikembalikan",
    "nomor_sk": "Nomor SK",
    "penilai_lama_id": "Pejabat penilai sebelumnya",
    "penilai_nama": "Nama pejabat penilai",
    "permintaan_id": "Permintaan",
    "salah": "yang salah",
    "tanggal_sk": "Tanggal SK",
    "urutan": "Urutan",
}
KATA_KABUPATEN: Final[dict[str, str]] = {
    "ganti_penilai": "Pejabat penilai berganti",
    "pindah_keluar": "Pindah ke kantor lain",
    "pindah_masuk": "Masuk dari kantor lain",
    "sudah": "Sudah diperbaiki",
    "tidak": "Tidak diperbaiki",
}

"""Sentences of complaints, improvements of a service, and the survey's pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "pengaduan_tanpa_isi": "Isi pengaduan belum ditulis. Tulis apa yang disampaikan, dengan kata orangnya.",
        "pengaduan_tanggal_depan": "{tanggal} belum tiba. Isi hari pengaduan itu diterima.",
        "pengaduan_langkah_salah": (
            "Langkah ini tidak dapat diambil sekarang: statusnya {status}. Muat ulang daftarnya lalu lihat lagi."
        ),
        "pengaduan_tanpa_tanggapan": "Tanggapan belum ditulis. Tulis apa yang sudah dilakukan, lalu selesaikan.",
        "pengaduan_selesai_lebih_dulu": "Pengaduan diterima {diterima}. Isi hari selesai pada atau sesudah hari itu.",
        "pengaduan_sudah_selesai": "Pengaduan ini sudah selesai. Buka kembali dulu bila ada yang perlu diubah.",
        "pengaduan_tentang_diri": (
            "Pengaduan ini menyangkut Anda atau orang yang Anda nilai, jadi bukan Anda yang menghapus atau melepas "
            "kaitannya. Minta operator atau admin lain."
        ),
        "pengaduan_sudah_ditanggapi": (
            "Pengaduan ini sudah pernah ditanggapi, jadi tidak dihapus. Bila keliru, selesaikan dan tulis alasannya pada "
            "tanggapan."
        ),
        "hasil_bukan_skp": "Hasil kerja itu tidak ada di SKP yang dipilih. Pilih lagi dari daftar.",
        "perbaikan_tanpa_judul": "Perbaikan belum diberi judul. Tulis satu kalimat pendek, misalnya “Izin lebih cepat”.",
        "perbaikan_langkah_salah": (
            "Langkah ini tidak dapat diambil sekarang: statusnya {status}. Muat ulang daftarnya lalu lihat lagi."
        ),
        "perbaikan_tanpa_hasil": "Tulis dulu apa hasilnya, atau isi nilai sesudahnya, lalu selesaikan.",
        "perbaikan_sumber_kosong": "Belum ada nilai untuk sumber ini. Isi sendiri, atau tutup survei lebih dulu.",
    }
)

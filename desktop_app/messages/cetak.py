"""Sentences about printing forms by their code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "formulir_lain": "SKP ini tidak dicetak pada {diminta}, melainkan pada {benar}, sesuai kelompok jabatan dan pendekatannya. Cetak {benar}. Bila jabatan atau ketentuan instansi berubah sesudah SKP ditetapkan, buka kembali SKP-nya dan pilih Sesuaikan.",
        "formulir_tidak_dikenal": "Formulir {kode} tidak dikenal. Yang dapat dicetak: {kode_ada}.",
        "versi_skp_tidak_ada": "Versi {versi} dari SKP ini tidak ada atau belum ditetapkan. Pilih salah satu versi yang pernah ditetapkan.",
        "versi_hanya_skp": "Versi terdahulu hanya dicetak untuk SKP dan lampirannya. Untuk formulir ini, cetak tanpa menyebut versi.",
        "formulir_evaluasi_lain": "Hasil evaluasi ini tidak dicetak pada {diminta}, melainkan pada {benar}, sesuai kelompok jabatan dan pendekatan SKP-nya. Cetak {benar}.",
        "formulir_dokumen_lain": "Dokumen evaluasi ini bukan {diminta}, melainkan {benar}: D.1.2 hanya untuk evaluasi yang dilakukan atasan pejabat penilai. Cetak {benar}.",
        "cetak_lanjut_printer": "Cetakan yang terputus ini menuju printer. Lanjutkan di jendela program, halaman Cetak.",
        "cetak_dihentikan": "Cetakan dihentikan: {selesai} dari {jumlah} formulir sudah keluar. Lanjutkan dengan: print --resume.",
        "rangkaian_sudah": "Semua formulir untuk {waktu} sudah pernah dicetak di komputer ini dan tidak berubah sejak itu. Untuk mencetaknya lagi, jangan batasi pada yang belum dicetak.",
        "cetak_belum_ada": "Belum ada dokumennya untuk {waktu}. Buat dulu, lalu cetak lagi.",
        "cetak_masih_draf": "Dokumennya masih draf atau belum disetujui. Selesaikan dulu, atau cetak sendiri sebagai draf.",
        "cetak_folder_tautan": "Folder {folder} mengarah ke tempat lain, jadi formulir tidak ditaruh di sana. Hapus tautan itu, lalu lanjutkan.",
        "cetak_bagian_rusak": "Salah satu formulir yang menunggu digabung tidak dapat dibaca. Hapus folder {folder}, lalu lanjutkan: formulirnya dicetak ulang dengan sendirinya.",
    }
)

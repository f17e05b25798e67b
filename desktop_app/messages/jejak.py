"""Sentences about the audit chain, its witness, and the auditor's pack."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "periksa_jejak_disaksikan": (
        "Jejak berubah sejak disaksikan kabupaten: baris {baris} (paket nomor {nomor}) tidak lagi seperti yang "
        "tertulis di tanda terima. Jangan lanjutkan bekerja dengan data ini; hubungi admin kabupaten."
    ),
    "periksa_jejak_mundur": (
        "Jejak {nama} ({kode}) mundur atau berubah: paket nomor {nomor} tidak cocok dengan paket nomor {nomor_lain} "
        "yang sudah diterima. Paketnya tetap aman; tanyakan kepada kantor itu apa yang terjadi pada komputernya."
    ),
    "periksa_nomor_ganda": (
        "Komputer {perangkat}… dari {kantor} memakai nomor catatan yang sama dua kali ({jumlah} kali, mulai nomor "
        "{nomor}). Catatannya tetap disimpan, tetapi yang datang belakangan tidak dipercaya urutannya. Tanyakan kepada "
        "kantor itu apakah datanya pernah disalin ke komputer lain atau dikembalikan dari salinan buatan sendiri."
    ),
    "periksa_nomor_ganda_selesai": (
        "Komputer {perangkat}… dari {kantor} pernah memakai nomor catatan yang sama dua kali ({jumlah} kali, mulai nomor "
        "{nomor}). Sudah selesai pada {waktu}: komputer salinannya bekerja dengan identitas baru {baru}…. Semua "
        "catatannya tersimpan; yang datang belakangan tetap tidak dipercaya urutannya."
    ),
    "periksa_nomor_ganda_dinyatakan": (
        "Komputer {perangkat}… dari {kantor} pernah memakai nomor catatan yang sama dua kali ({jumlah} kali, mulai nomor "
        "{nomor}). Perkaranya dinyatakan selesai pada {waktu}. Semua catatannya tersimpan; yang datang belakangan tetap "
        "tidak dipercaya urutannya."
    ),
    "periksa_nomor_ganda_identitas": (
        "Komputer ini, dengan identitas lamanya {perangkat}…, dan salinannya pernah memakai nomor catatan yang sama "
        "({jumlah} kali, mulai nomor {nomor}). Sudah selesai: sejak {waktu} komputer ini memakai identitas baru {baru}…. "
        "Semua catatannya tersimpan."
    ),
    "periksa_nomor_ganda_urutan": (
        "Komputer ini dan sebuah salinannya pernah memakai nomor catatan yang sama ({jumlah} kali, mulai nomor {nomor}). "
        "Sudah selesai: sejak {waktu} komputer ini memakai urutan nomor yang baru. Semua catatannya tersimpan."
    ),
    "jejak_akhiran_salah": "Nama berkas “{berkas}” harus berakhiran .csv. Ketik ulang namanya.",
    "jejak_terlalu_banyak": "Lebih dari {batas} baris terpilih. Persempit saringannya, misalnya per bulan, lalu ekspor.",
    "auditor_kosong": (
        "Tidak ada SKP yang ditetapkan maupun penilaian final untuk pilihan ini. Ubah tahun atau pegawainya."
    ),
    "auditor_konflik": (
        "Beberapa dokumen masih berbeda versi, misalnya {id}. Selesaikan dulu di halaman Konflik, lalu buat lagi."
    ),
    "auditor_tidak_lolos": (
        "Berkas auditor sudah ditulis, tetapi pemeriksa di dalamnya menolaknya: {rincian}. Foldernya tidak dipakai. "
        "Jalankan Periksa di Pengaturan, lalu buat lagi."
    ),
    "verifier_tidak_ada": "Berkas pemeriksa tidak ada di folder program. Pasang ulang program ini.",
}

"""Sentences of the planning tools: manual of an indicator, workblock, matrix of roles."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "matriks_sudah_ada": (
            "Matriks peran {nama} tahun {tahun} sudah ada. Buka yang itu, atau beri nama tim untuk matriks yang lain."
        ),
        "manual_sudah_ada": "Manual untuk indikator ini sudah ada. Buka yang itu dari daftar.",
        "indikator_tidak_ada": "Indikator itu tidak ada lagi di SKP. Pilih lagi dari daftar.",
        "kolom_tidak_ada": "Kolom itu tidak ada lagi di matriks. Buka matriks kembali, lalu pilih lagi.",
        "peran_tidak_ada": "Peran itu tidak ada lagi di matriks. Buka matriks kembali, lalu pilih lagi.",
        "peran_ganda": (
            "Nomor peran itu dipakai lebih dari satu peran. Pilih dengan kuncinya (matriks/baris/peran). Di satu "
            "matriks, hapus salah satu lalu ketik kembali."
        ),
        "peran_perlu_penilai": "Peran itu bukan dari pejabat penilai. Minta pejabat penilai mengambilnya ke SKP ini.",
        "manual_hasil_kosong": "Rencana hasil kerja belum diisi.",
        "manual_indikator_kosong": "Indikator kinerja belum diisi.",
        "manual_tujuan_kosong": "Tujuan indikator belum diisi.",
        "manual_definisi_kosong": "Definisi indikator belum diisi.",
        "manual_formula_kosong": "Formula belum diisi. Hanya pendekatan kualitatif boleh tanpa formula.",
        "manual_satuan_kosong": "Satuan pengukuran belum diisi. Hanya pendekatan kualitatif boleh tanpa satuan.",
        "manual_sumber_data_kosong": "Sumber data belum diisi.",
        "manual_kendali_kosong": "Kualitas dan tingkat kendali belum dipilih.",
        "manual_kendali_lain": "Tingkat kendali ini tidak ada di formulir A.1.3. Pilih satu dari tiga yang tersedia.",
        "manual_pelaporan_kosong": "Periode pelaporan belum dipilih.",
        "workblock_judul_kosong": "Judul inisiatif strategi belum diisi.",
        "workblock_indikator_kosong": "Indikator dan target yang diintervensi belum diisi.",
        "workblock_pemilik_kosong": "Pemilik strategi belum diisi.",
        "workblock_pihak_terlibat_kosong": "Pihak yang terlibat belum diisi.",
        "workblock_waktu_penyelesaian_kosong": "Waktu penyelesaian belum diisi.",
        "workblock_penerima_manfaat_kosong": "Penerima manfaat belum diisi.",
        "workblock_tujuan_kosong": "Tujuan belum diisi.",
        "workblock_anggaran_kosong": "Anggaran belum diisi.",
        "workblock_strategi_kosong": "Strategi belum ada. Tulis sedikitnya satu, rutin atau transformatif.",
        "workblock_keluaran_kosong": "Keluaran kunci belum ada. Tulis sedikitnya satu, rutin atau transformatif.",
        "matriks_kolom_kosong": "Kolom belum ada. Ambil indikator dari SKP pimpinan, atau tulis sendiri.",
        "matriks_baris_kosong": "Belum ada pegawai. Tambahkan bawahan atau anggota tim.",
        "matriks_kolom_tanpa_peran": "Kolom {nomor} belum didukung siapa pun.",
        "matriks_kolom_belum_terikat": (
            "Kolom {nomor} masih berupa tulisan. Hubungkan setelah SKP pimpinan ada di komputer ini."
        ),
        "matriks_baris_tanpa_peran": "Pegawai di baris {nomor} belum mendapat peran.",
        "peran_menunggu": "Peran dari {pimpinan} belum ada di SKP ini: {peran}",
        "peran_bukan_penilai": (
            "Ada peran dari {pimpinan}, bukan pejabat penilai Anda: {peran}. Bicarakan dengan pejabat penilai."
        ),
        "matriks_peran_ganda": "Baris {nomor} memuat peran yang nomornya dipakai peran lain. Hapus lalu ketik kembali.",
        "peran_berubah": "Kata-kata peran di matriks {pimpinan} sudah berubah menjadi: {peran}",
        "peran_ditarik": "Peran asal hasil kerja ini tidak ada lagi di matriks. Bicarakan dengan pimpinan.",
    }
)

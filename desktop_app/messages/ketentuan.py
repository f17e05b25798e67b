"""Sentences about the agency's choices, the calendar, and documents that the kabupaten keeps for all its offices."""

SENTENCES: dict[str, str] = {
    "ketentuan_dari_kabupaten": "Ketentuan ini ditetapkan kabupaten ({kantor}) untuk semua kantornya dan tidak diubah di sini. Minta admin kabupaten mengubahnya; perubahannya datang bersama balasan berikutnya.",
    "ketentuan_salah": "Hari kerja dalam seminggu hanya 5 atau 6, dan penilaian periodik hanya bulanan atau triwulanan.",
    "ketentuan_terlalu_banyak": "Daftar pimpinan unit kerja mandiri paling banyak {maks} jabatan.",
    "kalender_tahun_salah": "Tahun {tahun} di luar jangkauan kalender. Pilih tahun {awal} sampai {akhir}.",
    "kalender_tahun_lain": "Semua hari libur di kalender ini harus bertanggal tahun {tahun}. Pindahkan yang lain ke tahunnya.",
    "kalender_terlalu_banyak": "Kalender satu tahun memuat paling banyak {maks} hari.",
    "kalender_kosong": "Tidak ada tanggal yang dapat dibaca dari {berkas}. Isi satu hari per baris, misalnya 2026-01-01; Tahun Baru.",
    "kalender_belum_diisi": "Kalender {tahun} belum diisi: hanya Sabtu/Minggu yang dihitung libur.",
    "kalender_belum_diisi_enam": "Kalender {tahun} belum diisi: hanya Minggu yang dihitung libur.",
    "tanggal_komputer_diragukan": "Tanggal komputer diragukan, jadi tidak ada tenggat yang disebut lewat. Betulkan tanggal komputer, lalu buka lagi.",
    "dokumen_kabupaten": "Dokumen ini milik kabupaten dan tidak diubah di kantor ini. Minta kabupaten mengubahnya; perubahannya datang bersama balasan berikutnya.",
    "sertifikat_lama": "Sertifikat komputer pengirim dibuat program lama dan belum menyebut jenis dokumen ini. Buat balasan untuk kantor itu: sertifikatnya diperbarui dan catatan ini lalu diterima sendiri",
}

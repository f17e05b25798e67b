"""Sentences about personal data: what is given to a person, what is erased, and what the check finds about it."""

SENTENCES = {
    "store_record_unknown": "Catatan penghapusan tidak ada di riwayat, jadi tidak ada yang dihapus. Catat kode ini dan hubungi admin kabupaten.",
    "periksa_erased_without_record": "Isi satu versi di riwayat hilang tanpa catatan penghapusan yang menyebutnya ({rev_id}). Pulihkan dari cadangan.",
    "periksa_erasure_undone": "Isi satu versi yang sudah dihapus karena penghapusan data ada lagi atau berubah ({rev_id}). Pulihkan dari cadangan terbaru.",
    "hapus_tidak_ada": "Tidak ada data orang ini di sini, atau semuanya sudah dihapus.",
    "hapus_kantor_lain": "Sebagian data orang ini milik kantor lain, jadi tidak dihapus dari sini. Penghapusan dilakukan kantor itu atau kabupaten.",
    "hapus_akun_aktif": "{nama} masih mempunyai akun di komputer ini. Hapus dulu akunnya di Pengaturan, Akun, lalu ulangi.",
    "hapus_dasar_kosong": "Isi dasar penghapusan, misalnya permintaan pemilik data.",
    "hapus_teks_salah": "Dasar, nomor surat, dan alasan masing-masing satu baris, paling banyak {batas} huruf.",
    "hapus_menyebut_orang": "Dasar, nomor surat, dan alasan tetap tersimpan sesudah penghapusan, jadi jangan memuat nama atau NIP orang itu. Ubah isinya.",
    "paket_salinan_dihapus": "Salinan paket nomor {nomor} sudah dibuang karena memuat data yang dihapus. Buat paket baru; isinya yang belum diterima ikut semua.",
    "hapus_catatan_tidak_ada": "Catatan penghapusan itu tidak ada di sini.",
    "hapus_belum_pasti": "Penghapusan tidak dapat dibatalkan. Jalankan lagi dengan --yes sesudah membaca pratinjaunya.",
    "hapus_salinan_tertunda": "Salinan lama yang memuat data terhapus belum semuanya dibersihkan: {sebab} Program mencobanya lagi nanti.",
    "penghapusan_berubah": "Catatan penghapusan tidak boleh berubah sesudah dibuat",
    "penghapusan_di_luar_wewenang": "Catatan penghapusan menyebut data kantor lain",
    "penghapusan_tidak_sah": "Tanda tangan catatan penghapusan tidak sah",
    "penghapusan_tidak_dijamin": "Catatan penghapusan ditandatangani kunci yang tidak dikenal",
    "ekspor_orang_tidak_ada": "Tidak ada data orang ini untuk diekspor.",
    "ekspor_orang_folder_gagal": "Folder {folder} tidak dapat ditulisi. Pilih folder lain.",
    "retensi_salah": "Masa simpan diisi tahun, 0 sampai {maks}; 0 berarti tanpa batas.",
}

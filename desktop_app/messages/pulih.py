"""Sentences for the codes of restoring over an office that is there, and of whose record an account is."""

SENTENCES: dict[str, str] = {
    "pulihkan_perlu_izin": "Di komputer ini ada data {nama} yang masih berjalan. Supaya tidak tertimpa tanpa izin, admin kantor mengetik sandinya yang sekarang, atau kode kartu pemulihan yang masih berlaku.",
    "pulihkan_perlu_izin_perintah": "Di folder ini ada data {nama} yang masih berjalan. Izin admin sekarang diperlukan: --admin NAMA dengan --admin-password-file BERKAS, atau --admin-card-file dengan kartu pemulihan yang berlaku.",
    "cadangan_perlu_admin": "Hanya orang yang menjadi admin saat cadangan dibuat yang dapat memulihkannya di sini. Minta admin mengetik sandinya, atau pakai kartu pemulihan dari waktu itu.",
    "pulihkan_rencana_asing": "Folder {folder} memuat rencana pemulihan yang bukan buatan program ini, jadi tidak dijalankan dan tidak ada yang dipindahkan. Pindahkan folder itu ke luar folder data, laporkan kepada admin, lalu buka program lagi.",
    "cabut_cadangan_tertunda": "Cadangan lama di komputer ini masih memuat sandi orang yang sudah dihapus dan dibersihkan lagi saat masuk berikutnya. Sebabnya: {sebab}",
    "akun_dihapus_flashdisk": "Cadangan di komputer ini tidak lagi terbuka dengan sandi lamanya. Cadangan di flashdisk masih: buat cadangan baru di setiap flashdisk, lalu hapus yang lama.",
    "akun_hubungan_sendiri": "Anda mengubah data pegawai untuk akun Anda sendiri sebagai satu-satunya admin. Ini tercatat di jejak dan terlihat oleh auditor.",
    "akun_pegawai_ganda": "Data pegawai itu sudah terhubung dengan akun {nama}. Satu pegawai hanya untuk satu akun; lepaskan dulu dari akun itu bila memang keliru.",
    "akun_pegawai_sendiri": "Data pegawai untuk akun sendiri diatur oleh admin lain, supaya tidak ada yang memilih sendiri sebagai siapa ia menilai. Minta admin lain melakukannya.",
}

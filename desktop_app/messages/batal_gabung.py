"""Sentences for the codes of the area ``batal_gabung``: an import that is taken back, and done again."""

SENTENCES: dict[str, str] = {
    "hasil_akhiran_salah": "{berkas}: pilih nama yang berakhiran .pdf, .xlsx, atau .csv.",
    "pantau_folder_sendiri": (
        "Folder {folder} adalah folder data program ini, jadi tidak diamati. Pilih folder lain, misalnya tempat lampiran "
        "surel disimpan."
    ),
    "naskah_tanpa_dasar": (
        "Ketikan ini dibuat di atas versi yang penggabungannya dibatalkan. Gabungkan lagi paketnya dari Riwayat di Kotak "
        "Masuk, atau buang ketikan ini."
    ),
    "impor_dibatalkan": "Catatan ini datang dengan penggabungan yang dibatalkan.",
    "catatan_impor_dibatalkan": (
        "Catatan ini datang dengan penggabungan yang dibatalkan, jadi tidak diterima sendiri-sendiri. Buka Riwayat di "
        "Kotak Masuk, pilih paketnya, lalu Gabungkan lagi."
    ),
    "paket_tidak_tercatat": "Tidak ada paket yang diterima dengan tanda “{awal}”. Lihat daftarnya di Riwayat Kotak Masuk.",
    "paket_tanda_pendek": "Ada {jumlah} paket yang tandanya diawali “{awal}”. Tulis lebih panjang.",
    "paket_dibatalkan": (
        "Paket ini sudah pernah diterima, dan penggabungannya dibatalkan; isinya disisihkan. Bila isinya memang benar, "
        "gabungkan lagi: skp-luring redo-merge {tanda}, atau Riwayat di Kotak Masuk, lalu Gabungkan lagi."
    ),
    "impor_sudah_dibatalkan": "Penggabungan paket ini sudah dibatalkan. Tidak ada yang berubah.",
    "impor_tidak_dibatalkan": "Penggabungan paket ini tidak sedang dibatalkan, jadi tidak ada yang perlu digabungkan lagi.",
    "impor_lama_tak_terurai": (
        "Paket nomor {nomor} dari {nama} digabungkan oleh versi program yang lama, dan sebagian isinya datang lewat ruang "
        "tunggu. Karena tidak dapat dipastikan catatan mana yang dibawanya, penggabungan ini tidak dapat dibatalkan. "
        "Perbaiki dokumennya satu per satu."
    ),
    "impor_pengirim_tidak_terdaftar": (
        "Komputer pengirim paket ini tidak terdaftar lagi, jadi isinya tidak dapat digabungkan lagi. Semua catatan tetap "
        "tersimpan di sini. Daftarkan lagi komputernya, lalu ulangi."
    ),
}

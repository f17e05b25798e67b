"""Sentences for the codes of the area ``cadangan``: backups, restoring, the anchor, where an office may live."""

SENTENCES: dict[str, str] = {
    # where an office may live
    "rumah_jaringan": "Folder {folder} berada di jaringan. Data kantor harus disimpan di disk komputer ini; pilih folder lain.",
    "rumah_lepasan": "Folder {folder} berada di flashdisk atau disk lepasan. Salin dulu ke komputer ini lewat “Pulihkan dari cadangan”, lalu buka dari sana.",
    # the container
    "backup_not_one": "{name} bukan cadangan SKP Luring. Pilih berkas berakhiran .skpc yang dibuat program ini; berkas data mentah tidak diterima sebagai cadangan.",
    "backup_truncated": "Cadangan {name} terpotong, jadi tidak dapat dipakai. Pakai cadangan lain; data sekarang tidak berubah.",
    "backup_trailing": "Cadangan {name} memuat bita tambahan di belakangnya, jadi tidak dapat dipercaya. Pakai cadangan lain; data sekarang tidak berubah.",
    "backup_newer": "Cadangan {name} dibuat oleh program yang lebih baru. Perbarui program, lalu coba lagi.",
    "backup_header": "Keterangan di depan cadangan {name} rusak. Pakai cadangan lain; data sekarang tidak berubah.",
    "backup_forged": "Tanda tangan cadangan {name} tidak cocok: isinya diubah, atau bukan dibuat komputer yang disebutnya. Pakai cadangan lain; data sekarang tidak berubah.",
    "backup_changed": "Isi cadangan {name} rusak (bagian {part}). Pakai cadangan lain; data sekarang tidak berubah.",
    "backup_other_inside": "Isi cadangan {name} tidak sama dengan keterangan di depannya. Pakai cadangan lain; data sekarang tidak berubah.",
    "backup_damaged_inside": "Data di dalam cadangan {name} rusak. Pakai cadangan lain; data sekarang tidak berubah.",
    "backup_disk": "Disk komputer ini penuh atau bermasalah, jadi cadangan belum dapat ditulis (perlu sekitar {need} MB). Kosongkan ruang, lalu ulangi; data sekarang tidak berubah.",
    # making
    "cadangan_tanpa_sandi": "Kantor ini dibuka tanpa kata sandi (berkas kunci), jadi cadangan di flashdisk tidak akan terbuka bila komputer ini hilang. Buat dulu kata sandi di Pengaturan, lalu ulangi.",
    "cadangan_otomatis_gagal": "Cadangan otomatis belum berhasil dibuat ({sebab}). Pekerjaan dapat diteruskan; buat cadangan ke flashdisk bila sempat.",
    "cadangan_wajib_gagal": "Cadangan sebelum langkah ini belum berhasil dibuat ({sebab}), jadi langkahnya tidak dijalankan. Perbaiki sebabnya, lalu ulangi.",
    # restoring
    "cadangan_kantor_lain": "Cadangan ini milik {nama} ({kode}), sedangkan folder ini milik kantor {kode_ini}. Pilih cadangan kantor ini, atau folder lain yang kosong.",
    "cadangan_perangkat_lain": "Cadangan ini dari komputer lain di {nama}. Dari dalam program hanya cadangan komputer ini yang dapat dipulihkan; untuk mengganti komputer, pulihkan di folder kosong lewat layar awal.",
    "cadangan_kunci_lain": "Cadangan ini dibuat dengan kunci lama yang tidak lagi tersimpan di sini. Pulihkan dari layar masuk dengan kata sandi yang berlaku saat cadangan itu dibuat.",
    "cadangan_kunci_salah": "Kata sandi atau kunci itu tidak membuka cadangan {name}. Pakai kata sandi yang berlaku saat cadangan dibuat, atau kartu pemulihan kantor.",
    "cadangan_perlu_kunci": "Cadangan ini dibuka dengan berkas kunci kantor ({berkas}), yang tidak ada di sini. Sebutkan berkas kunci yang disimpan terpisah.",
    "cadangan_perlu_sandi": "Cadangan ini dibuka dengan kata sandi. Pilih nama dan ketik kata sandi yang berlaku saat cadangan dibuat.",
    "cadangan_kantor_terbuka": "Data kantor ini sedang terbuka di program lain. Tutup dulu, lalu ulangi.",
    "cadangan_konfirmasi": "Ketik kode kantor {kode} untuk memastikan pemulihan.",
    # why an epoch began
    "epoch_pulih": "Data dipulihkan dari cadangan nomor {nomor} (jam komputer waktu itu: {waktu}). Kirim paket ke kabupaten dan terima balasannya: catatan yang pernah dikirim akan kembali.",
    "epoch_mundur": "Data di komputer ini lebih lama daripada yang terakhir dipakai di sini (kurang {kurang} baris jejak). Pekerjaan boleh diteruskan. Kirim paket dan terima balasan kabupaten, atau pulihkan dari cadangan yang lebih baru.",
    "epoch_jangkar_hilang": "Penanda kemajuan data tidak ditemukan, mungkin karena folder disalin atau dibersihkan. Periksa apakah catatan terakhir masih ada; pekerjaan boleh diteruskan.",
    "epoch_salinan": "Data ini terbuka di komputer lain daripada sebelumnya. Bila komputer yang lama masih dipakai, daftarkan komputer ini sendiri ke kabupaten agar keduanya tidak tertukar.",
    "epoch_kembaran": "Kabupaten sudah menerima paket dari komputer ini yang tidak dikenal di sini: data di sini mundur, atau ada salinannya di komputer lain. Hubungi kabupaten; pekerjaan boleh diteruskan. Langkahnya ada di Pengaturan, bagian Identitas.",
    # a lost laptop
    "perangkat_tidak_dikenal": "Komputer {perangkat} tidak ada di daftar kantor terdaftar.",
    "perangkat_sudah_dicabut": "Komputer {komputer} dari {nama} ({kode}) sudah dicabut sebelumnya.",
    # words of the list
    "alasan_tangan": "dibuat sendiri",
    "alasan_tutup": "saat program ditutup",
    "alasan_impor": "sebelum menggabungkan paket",
    "alasan_balasan": "sebelum menerima balasan",
    "alasan_pulih": "sebelum memulihkan",
    "alasan_hapus": "sebelum menghapus data orang",
    "alasan_ganti_kunci": "sebelum mengganti kunci",
    "alasan_migrasi": "sebelum berkas data diperbarui",
    "alasan_lain": "sebab lain",
    "alasan_flashdisk": "ke flashdisk",
    "kunci_sekarang": "terbuka dengan kunci sekarang",
    "kunci_lama_tersimpan": "terbuka dengan kunci lama yang tersimpan",
    "kunci_sandi": "perlu sandi saat cadangan dibuat",
    "kunci_berkas": "perlu berkas kunci kantor",
}

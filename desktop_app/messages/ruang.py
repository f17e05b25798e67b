"""Sentences about room on the disk."""

SENTENCES: dict[str, str] = {
    "disk_penuh": "Disk penuh. Sisa {sisa} MB. Data belum disimpan; yang sudah tersimpan tetap aman. Cadangan ruang {lepas} MB baru saja dibuka: simpan sekali lagi sekarang, lalu kosongkan disk.",
    "disk_penuh_habis": "Disk penuh. Sisa {sisa} MB. Data belum disimpan; yang sudah tersimpan tetap aman. Biarkan isian terbuka, hapus berkas lain yang tidak dipakai, lalu simpan lagi.",
    "disk_penuh_gabung": "Disk penuh, penggabungan dibatalkan: perlu sekitar {perlu} MB, sisa {sisa} MB. Kosongkan disk, lalu gabungkan lagi; paket dan data tidak berubah.",
}

"""Sentences for the codes of the area ``harian``: the day's work, runs of many forms, the computer's health."""

SENTENCES: dict[str, str] = {
    "sehat_ruang_baik": "Ruang disk cukup: sisa {sisa_mb} MB.",
    "sehat_ruang_perhatian": "Ruang disk tinggal {sisa_mb} MB. Hapus berkas lain yang tidak dipakai sebelum impor atau cadangan berikutnya.",
    "sehat_ruang_bahaya": "Disk hampir penuh: sisa {sisa_mb} MB. Segera kosongkan; penyimpanan berikutnya dapat ditolak.",
    "sehat_drive_baik": "Data ada di disk komputer ini.",
    "sehat_drive_lain": "Folder data ada di tempat yang dapat terlepas ({jenis}). Pindahkan ke disk komputer ini lewat cadangan dan pulihkan.",
    "sehat_berkas_baik": "Berkas dapat ditulis dan diganti nama tanpa tertahan.",
    "sehat_berkas_lambat": "Menulis lima berkas kecil memakan {detik} detik. Biasanya antivirus memeriksa setiap berkas: minta petugas TI mengecualikan folder data.",
    "sehat_berkas_ditahan": "{gagal} dari {dari} berkas uji tertahan atau ditolak. Minta petugas TI mengecualikan folder data dari antivirus, lalu periksa lagi.",
    "sehat_jam_baik": "Jam komputer masuk akal.",
    "sehat_jam_ragu": "Jam komputer meragukan. Pekerjaan tetap tersimpan; betulkan jam dan ganti baterai jam bila sering terulang.",
    "sehat_tidak_mundur": "Data tidak pernah mundur di komputer ini.",
    "sehat_pernah_mundur": "Data pernah mundur atau dipulihkan {kali} kali di komputer ini; setiap kali dimulai masa catatan baru. Lihat halaman Jejak.",
    "hari_mustahil": "Tanggal itu tidak mungkin: program ini dibuat pada {awal}. Lihat kalender atau ponsel, lalu ketik ulang.",
    "rangkaian_kosong": "Belum ada formulir yang dapat dicetak untuk {waktu}. Pilih formulir atau waktu lain; yang masih draf ditetapkan dulu.",
    "rangkaian_tidak_ada": "Tidak ada cetakan yang tertunda. Mulai lagi lewat Cetak banyak.",
    "rangkaian_nomor_salah": "Nomor formulir harus antara 0 dan {jumlah}. Hitung lembar yang sudah keluar, lalu ketik ulang.",
}

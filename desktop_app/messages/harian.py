"""Sentences for the codes of the area ``harian``: the day's work, runs of many forms, the computer's health."""

SENTENCES: dict[str, str] = {
    "rangkaian_kosong": "Belum ada formulir yang sudah ditetapkan atau final untuk {waktu}. Pilih waktu lain, atau selesaikan dulu penilaiannya.",
    "rangkaian_tidak_ada": "Tidak ada cetakan yang tertunda. Mulai lagi lewat Cetak banyak.",
    "rangkaian_nomor_salah": "Nomor formulir harus antara 0 dan {jumlah}. Hitung lembar yang sudah keluar, lalu ketik ulang.",
}

"""Sentences for the codes of settling conflicts."""

SENTENCES: dict[str, str] = {
    "konflik_tidak_dapat_ditulis": "Isian “{isian}” hanya dapat dipilih dari versi yang ada. Pilih salah satu versinya.",
    "konflik_nilai_salah": "Nilai untuk “{isian}” tidak sesuai bentuk isian itu. Ketik ulang, atau pilih salah satu versinya.",
    "konflik_tanpa_dasar": "Isian “{isian}” dulunya belum ada, jadi tidak dapat dikembalikan ke semula. Pilih salah satu versinya.",
    "konflik_isian_tidak_ada": "Isian “{isian}” tidak berbeda di dokumen ini. Yang berbeda: {ada}.",
    "konflik_versi_tidak_ada": "Versi “{versi}” tidak ada. Pilihannya: {ada}.",
    "konflik_teks_panjang": "Teks untuk “{isian}” terlalu panjang (lebih dari {batas} KiB). Persingkat, lalu simpan lagi.",
    "konflik_catatan_panjang": "Catatan paling banyak {batas} huruf, dalam satu baris. Persingkat catatannya.",
    "konflik_masih_terbuka": "Dokumen ini sedang berkonflik, jadi tidak ada yang perlu diurungkan. Pilih versinya di halaman Konflik.",
    "konflik_tidak_pernah": "Dokumen ini tidak punya konflik yang sudah diselesaikan. Periksa dokumennya, lalu pilih lagi.",
    "konflik_versi_terhapus": "Salah satu versi lama dokumen ini sudah dihapus untuk selamanya, jadi pertanyaannya tidak dapat dibuka lagi. Ubah isinya langsung di dokumennya.",
    "konflik_kelompok_kosong": "Tidak ada isian yang dapat dijawab sekaligus dengan versi itu. Pilih per dokumen.",
}

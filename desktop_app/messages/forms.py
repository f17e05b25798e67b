"""Sentences for the codes of the area ``forms``."""

SENTENCES: dict[str, str] = {
    "huruf_tidak_ada": (
        "Berkas huruf {berkas} tidak ada atau rusak, sehingga formulir tidak dapat dibuat. Pasang ulang program ini."
    ),
    "lambang_rusak": (
        "Gambar lambang tidak dapat dibaca. Pilih berkas PNG atau JPEG yang utuh di Pengaturan, "
        "atau hapus gambarnya agar tercetak tulisan (LAMBANG GARUDA)."
    ),
    "lambang_terlalu_besar": (
        "Gambar lambang terlalu besar ({lebar} × {tinggi} titik). Perkecil gambarnya, misalnya menjadi 1000 × 1000, "
        "lalu pilih lagi di Pengaturan."
    ),
}

"""Sentences about personal data: what is given to a person, what is erased, and what the check finds about it."""

SENTENCES = {
    "store_record_unknown": "Catatan penghapusan tidak ada di riwayat, jadi tidak ada yang dihapus. Catat kode ini dan hubungi admin kabupaten.",
    "periksa_erased_without_record": "Isi satu versi di riwayat hilang tanpa catatan penghapusan yang menyebutnya ({rev_id}). Pulihkan dari cadangan.",
    "periksa_erasure_undone": "Isi satu versi yang sudah dihapus karena penghapusan data ada lagi atau berubah ({rev_id}). Pulihkan dari cadangan terbaru.",
}

"""Sentences of documents of all stages in interchange files and bundles."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "interchange_adendum_belum_termuat": (
        "Adendum nomor {nomor} sudah diterima, tetapi SKP-nya belum memuatnya. Tulis adendum itu di isian adendum SKP."
    ),
    "interchange_penerima_belum_ada": "Pejabat yang menerima belum disebutkan. Isi penerima_nip.",
    "tetap_tidak_lengkap": "dokumen yang sudah tetap tanpa tanggal atau tanpa yang menandatangani",
    "angka_tidak_sesuai": "angka kredit yang ditetapkan tidak sesuai dengan predikat, jenjang, dan bulannya",
    "interchange_penerima_sama": "Yang menyerahkan dan yang menerima orang yang sama. Isi penerima_nip yang benar.",
    "interchange_hasil_tidak_ada": "Entri ini untuk hasil “{hasil}”, yang tidak ada di SKP pegawai ini. Periksa hasil_id-nya.",
    "interchange_penilaian_belum_final": "Penilaian yang disebut belum final. Finalkan penilaian itu dulu.",
    "interchange_peristiwa_hilang": (
        "Peristiwa “{peristiwa}” sudah tercatat dan tidak dapat dihapus atau ditulis ulang. Kembalikan isinya, lalu"
        " tambahkan peristiwa yang membetulkannya."
    ),
}

"""Sentences of interchange files with documents of the planning stage."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "interchange_adendum_belum_termuat": (
        "Adendum nomor {nomor} sudah diterima, tetapi SKP-nya belum memuatnya. Tulis adendum itu di isian adendum SKP."
    ),
    "interchange_penerima_belum_ada": "Pejabat yang menerima belum disebutkan. Isi penerima_nip.",
    "interchange_penerima_sama": "Yang menyerahkan dan yang menerima orang yang sama. Isi penerima_nip yang benar.",
}

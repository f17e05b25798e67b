"""Sentences of the way of an evaluation document, of its deadlines, and of the export for re-keying."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "peristiwa_tanpa_dokumen": "Belum ada dokumen yang dipilih. Pilih sedikitnya satu.",
        "penolakan_tanpa_alasan": "Tulis kata-kata pegawai mengapa ia menolak menandatangani.",
        "peristiwa_orang_lain": (
            "Langkah ini bukan bagian Anda. Menerima, menandatangani, dan menolak dicatat pegawainya sendiri; "
            "menyerahkan dan melaporkan dicatat penilainya. Operator mencatat dari kertas."
        ),
        "peristiwa_sudah_ada": (
            "{nama}: sudah tercatat {langkah} pada {tanggal}. Bila tanggalnya keliru, betulkan catatan itu."
        ),
        "peristiwa_sudah_tanda_tangan": (
            "{nama} sudah tercatat menandatangani. Bila itu keliru, betulkan dulu catatan tanda tangannya."
        ),
        "peristiwa_tidak_ada": "Catatan itu tidak ada atau sudah dibetulkan. Buka lagi dokumennya.",
        "dokumen_belum_final": "Penilaian ini belum final. Dokumen evaluasinya ada setelah penilaian difinalkan.",
        "dokumen_tidak_dinilai": "Periode ini tidak dinilai, jadi tidak ada dokumen evaluasi yang diserahkan.",
        "dokumen_dicatat_langkah": (
            "Perjalanan dokumen evaluasi tidak diketik. Catat langkahnya di halaman Dokumen evaluasi."
        ),
        "tanda_terima_kosong": "Belum ada dokumen final yang dapat dicetak tanda terimanya. Pilih sedikitnya satu.",
        "isi_ulang_kosong": "Tidak ada {bahan} untuk {waktu}. Tetapkan SKP atau finalkan penilaiannya dulu.",
    }
)

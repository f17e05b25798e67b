"""Sentences for what somebody may not do, or not to his own documents."""

SENTENCES: dict[str, str] = {
    "penilaian_diri_sendiri": "Tidak seorang pun menetapkan atau menilai dokumennya sendiri. Mintalah pejabat penilai Anda, atau petugas lain, melakukannya.",
    "bukan_isian_anda": "Isian ini bukan bagian Anda: rating dan umpan balik diisi pejabat penilai atau operator, instansi dan tahun oleh operator, dan pemilik dokumen tidak dapat diganti. Isi bagian Anda saja.",
}

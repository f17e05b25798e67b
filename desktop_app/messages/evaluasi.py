"""Sentences of the evaluation: its chain, the unit's achievement, study leave, the superior, self-evaluation."""

SENTENCES: dict[str, str] = {
    "alasan_hasil_kosong": "Rating hasil kerja ini belum diberi alasan. Satu kalimat cukup: apa yang membuatnya bukan “sesuai ekspektasi”.",
    "alasan_perilaku_kosong": "Rating perilaku kerja ini belum diberi alasan. Satu kalimat cukup: apa yang membuatnya bukan “sesuai ekspektasi”.",
    "sebab_tidak_dinilai_kosong": "Periode ini ditandai tidak dinilai. Tulis sebabnya di Catatan/rekomendasi.",
    "rating_pada_tidak_dinilai": "Periode ini ditandai tidak dinilai, tetapi rating sudah dipilih. Pilih salah satu.",
    "hasil_lama_tahunan": "Evaluasi tahunan setelah pindah selalu dibuat di unit baru (halaman 91); hasil unit lama hanya untuk evaluasi periodik.",
    "hasil_lama_belum_dipilih": "Hasil unit lama yang dipakai belum dipilih.",
    "studi_kosong": "SKP ini memuat tugas belajar, tetapi hasil studi belum diisi.",
    "studi_bukan_tugas_belajar": "Hasil studi diisi, tetapi SKP tidak memuat rencana hasil kerja tugas belajar.",
    "predikat_studi_kosong": "Studi tidak selesai: pilih Kurang atau Sangat Kurang dengan mempertimbangkan perilaku kerja (halaman 100).",
    "evaluasi_belum_lewat": "Waktu evaluasi pejabat penilai belum lewat: batasnya {batas}, sedangkan tanggal yang dipakai {hari}. Sesudah batas itu atasan pejabat penilai dapat mengambil alih (halaman 90).",
    "evaluasi_sudah_diambil": "Evaluasi {periode} ini sudah diambil alih atasan pejabat penilai.",
    "ipk_salah": "IPK belum berupa angka 0 sampai 4. Contoh: 3,51.",
}

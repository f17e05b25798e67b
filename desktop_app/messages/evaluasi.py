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
    "hasil_lama_tidak_ada": "Hasil unit lama yang dipilih bukan hasil final orang ini sebelum periode ini. Pilih hasil lain, atau catat hasil di kertas.",
    "periodik_belum_final": "Evaluasi periodik yang belum final: {periode}. Evaluasi tahunan tetap dapat dibuat; yang belum ada tidak ikut tercatat.",
    "capaian_beda_unit": "Capaian di penilaian ini ({di_sini}) berbeda dari capaian unit yang ditetapkan ({unit}).",
    "capaian_tahun_lalu": "Capaian unit memakai nilai tahun {periode}, karena nilai tahun ini belum ada (halaman 94).",
    "capaian_tahun_lalu_tahunan": "Nilai tahun sebelumnya hanya dipakai untuk evaluasi tahunan (halaman 94); {periode} bukan tahunan.",
    "langkah_evaluasi_diri": "Evaluasi diri ini tidak dapat di-{langkah}: keadaannya {status}.",
    "evaluasi_diri_kosong": "Evaluasi diri masih kosong. Tulis sedikitnya satu bagian sebelum diserahkan.",
    "ipk_salah": "IPK belum berupa angka 0 sampai 4. Contoh: 3,51.",
}

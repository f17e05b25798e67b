"""Sentences for the codes of the area ``perubahan``: steps of an SKP, addenda, moves, circumstances of a person."""

SENTENCES: dict[str, str] = {
    # determining, part of a year, end
    "skp_masa_salah": "Masa SKP {mulai} sampai {selesai} tidak dapat dipakai untuk tahun {tahun}. Periksa kedua tanggalnya.",
    "atasan_penilai_belum_ada": "Atasan pejabat penilai belum dicatat. Isi dulu pada jabatan pegawai atau jabatan pejabat penilainya.",
    "atasan_belum_boleh_menetapkan": "Sampai {batas} SKP ini ditetapkan oleh pejabat penilai. Sesudah itu, bila belum juga ditetapkan, baru oleh atasannya (halaman 65).",
    "skp_akhir_salah": "Hari terakhir {tanggal} berada di luar masa SKP ini ({mulai} sampai {selesai}). Betulkan tanggalnya.",
    "pindah_tanggal_salah": "Jabatan baru tidak dapat mulai {tanggal}: SKP {tahun} yang ada baru mulai {mulai}. Betulkan tanggalnya.",
    "pegawai_tanpa_jabatan": "{nama} belum punya jabatan yang dapat diteruskan. Catat jabatannya dulu di halaman Pegawai.",
    "jabatan_sudah_mulai": "{nama} sudah punya jabatan yang mulai {tanggal}. Ubah jabatan itu, atau pilih tanggal lain.",
    "keadaan_tanggal_terbalik": "Tanggal selesai lebih awal daripada tanggal mulai. Betulkan salah satunya.",
    "skp_tidak_diminta": "Bagi pegawai ini perencanaan kinerja tidak berlaku: {jenis} (halaman 65–66). SKP boleh dibuat, tetapi tidak diminta.",
    "skp_sudah_utuh": "SKP ini tidak digabung dari dua adendum, jadi tidak ada yang perlu ditegaskan.",
    # addenda
    "langkah_adendum_tidak_boleh": "Adendum berstatus {status}, jadi langkah “{langkah}” tidak dapat dilakukan.",
    "adendum_skp_belum_ditetapkan": "Adendum hanya untuk SKP yang sudah ditetapkan. SKP yang masih draf cukup diubah langsung.",
    "adendum_masih_terbuka": "Masih ada adendum SKP ini yang belum diputuskan. Lanjutkan yang itu, atau tarik dan ubah isinya.",
    "adendum_belum_lengkap": "Adendum belum dapat dilanjutkan: masih ada {jumlah} hal yang kurang. Lihat daftar Periksa.",
    "adendum_hasil_tidak_ada": "Hasil kerja yang mau diubah tidak ada di SKP ini. Muat ulang lalu pilih lagi.",
    # findings
    "adendum_kosong": "Belum ada perubahan. Tambah, ubah, atau hapus satu hasil kerja.",
    "adendum_tanpa_alasan": "Tulis alasan perubahan ini.",
    "adendum_tanpa_isi": "Isi hasil kerja yang baru.",
    "adendum_tanpa_perubahan": "Hasil kerja ini masih sama dengan yang lama. Ubah isinya, atau buang baris perubahan ini.",
    "adendum_hasil_sudah_ada": "Hasil kerja ini sudah ada di SKP. Buang baris tambahan ini.",
    "adendum_hasil_berubah": "Hasil kerja ini sudah diubah atau dihapus oleh adendum lain. Buang baris ini, lalu usulkan lagi dari SKP yang sekarang.",
    "hasil_tugas_belajar_belum_ada": "Tugas belajar mulai {mulai}: tambahkan ekspektasinya ke SKP ini, tanpa SKP baru (halaman 64).",
    "hasil_plt_belum_ada": "Penugasan {jabatan} mulai {mulai}: tambahkan hasil kerjanya sebagai hasil utama (halaman 50).",
    "hasil_setelah_tugas_belajar": "Tugas belajar selesai {selesai}: klarifikasi ekspektasi untuk sisa tahun di SKP yang sama (halaman 64–65).",
    "realisasi_hasil_dihapus": "Realisasi “{teks}” menyangkut hasil kerja yang sudah dihapus lewat adendum. Tetap tersimpan, tidak dicetak.",
}

"""Sentences for what people answer wrongly at the door: names, passwords, the lock of the window."""

SENTENCES: dict[str, str] = {
    "masuk_sandi_kosong": "Ketik sandi Anda.",
    "sandi_baru_kosong": "Ketik sandi yang baru.",
    "sandi_ulang_berbeda": "Kedua sandi tidak sama. Ketik ulang sandi yang kedua.",
    "sandi_lama_kosong": "Ketik sandi yang sekarang.",
    "kartu_kosong": "Ketik kode yang tercetak di kartu pemulihan.",
    "jawaban_belum_dipilih": "Pilih dulu berkas jawaban dari kabupaten.",
    "orang_nama_kosong": "Ketik nama Anda.",
    "akun_perlu_pegawai": "Pilih data pegawainya: peran Pegawai dan Penilai berlaku untuk SKP miliknya dan yang dinilainya.",
    "kunci_menit_salah": "Layar dapat dikunci sesudah 1 sampai {maks} menit.",
}

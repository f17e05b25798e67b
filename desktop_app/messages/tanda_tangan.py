"""Sentences about signatures of persons, and about codes on printed forms."""

SENTENCES: dict[str, str] = {
    "penilai_punya_akun": "{nama} mempunyai akun di kantor ini, jadi ia sendiri yang memutuskan. Mintalah ia masuk dan melakukannya.",
    "penilai_bukan_jabatan": "Pejabat penilai yang tertulis ({nama}) lain dari yang menilai jabatannya pada {tanggal} ({jabatan}). Betulkan riwayat jabatan atau pejabat penilainya, lalu catat kertasnya.",
    # reasons of quarantine
    "tanda_tangan_berubah": "tanda tangan tidak pernah diubah atau dihapus",
    "tanda_tangan_bentuk": "tanda tangan ini tidak menyebut dirinya dengan benar",
    "tanda_tangan_tidak_sah": "tanda tangan ini tidak sesuai dengan isi dokumen yang disebutnya",
    "tanda_tangan_tidak_dijamin": "kunci tanda tangan ini tidak dijamin oleh komputer yang disebutnya",
    "tanda_tangan_tanpa_orang": "kunci tanda tangan ini tidak dikenal milik siapa pun",
    # codes on paper
    "kode_cetak_kosong": "Belum ada kode. Pindai kode QR di formulir, atau ketik kode pendek di bawahnya.",
    "kode_cetak_salah_ketik": "Kode ini salah ketik. Cocokkan lagi dengan kertasnya: dua belas huruf dan angka, misalnya 7K2D-V5W6-XV38.",
    "kode_cetak_terpotong": "Kode QR ini tidak terbaca utuh. Pindai sekali lagi, atau ketik kode pendek di bawahnya.",
    "kode_cetak_versi_baru": "Formulir ini dicetak oleh program yang lebih baru (versi kode {versi}). Perbarui program, lalu periksa lagi.",
    "kode_cetak_ganda": "Lebih dari satu versi dokumen mempunyai kode pendek ini. Pindai kode QR-nya, yang menyebut satu versi saja.",
    "kode_cetak_tanpa_berkas": "Di dalam {berkas} tidak ada kode formulir. Pilih PDF asli yang disimpan oleh program ini.",
}

"""Sentences for the codes of the area ``window``."""

SENTENCES: dict[str, str] = {
    "mulai_kode_kosong": "Isi kode wilayah kantor ini, misalnya 33.73.04.",
    "mulai_nama_kosong": "Isi nama kantor, misalnya Kecamatan Argomulyo.",
    "mulai_instansi_kosong": "Isi nama instansi seperti tercetak di kepala formulir.",
    "bahasa_tidak_ada": "Bahasa “{bahasa}” tidak ada di program ini. Pilih salah satu: {pilihan}.",
    "cetak_tanpa_halaman": "Tidak ada halaman yang dipilih untuk dicetak. Pilih “Semua halaman” di dialog printer.",
    "printer_gagal": "Printer {printer} tidak menerima halaman. Periksa kertas dan sambungannya, lalu cetak lagi; atau simpan sebagai PDF.",
    "printer_tidak_ada": "Tidak ada printer di komputer ini. Pasang printer, atau simpan sebagai PDF dan cetak di komputer lain.",
}

"""Sentences for the codes of the area ``window``."""

SENTENCES: dict[str, str] = {
    "cetak_tanpa_halaman": "Tidak ada halaman yang dipilih untuk dicetak. Pilih “Semua halaman” di dialog printer.",
    "printer_gagal": "Printer {printer} tidak menerima halaman. Periksa kertas dan sambungannya, lalu cetak lagi; atau simpan sebagai PDF.",
    "printer_tidak_ada": "Tidak ada printer di komputer ini. Pasang printer, atau simpan sebagai PDF dan cetak di komputer lain.",
}

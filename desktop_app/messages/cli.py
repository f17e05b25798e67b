"""Sentences for what is first met at the command line, and for what it keeps from happening."""

SENTENCES: dict[str, str] = {
    # the office
    "kode_kabupaten_salah": "Kode kabupaten “{kode}” harus terdiri atas dua bagian, misalnya 33.73. Periksa lalu ketik ulang.",
    "kode_unit_salah": "Kode unit “{kode}” harus terdiri atas tiga bagian atau lebih, misalnya 33.73.04. Periksa lalu ketik ulang.",
    "profil_teks_salah": "Isian {isian} paling banyak {batas} huruf dalam satu baris. Pendekkan lalu coba lagi.",
    "layar_tidak_ada": "Jendela program memerlukan layar, dan di sini tidak ada. Buka dari desktop, atau pakai perintah; lihat: skp-luring --help",
    # naming a document
    "jenis_tanpa_kata": "Dokumen jenis {jenis} tidak dapat dicari dengan kata. Jalankan list {jenis} tanpa --text.",
    "id_salah": "“{isi}” bukan id dokumen (32 huruf dan angka) dan bukan NIP pegawai yang ada. Lihat id dengan perintah list atau conflicts.",
    "nip_tidak_ditemukan": "Tidak ada pegawai dengan NIP {nip}. Periksa NIP-nya, atau lihat daftarnya dengan perintah list pegawai.",
    # bundles given by name
    "paket_tidak_ada": "berkas ini tidak ditemukan. Periksa nama dan flashdisknya, lalu coba lagi.",
    "paket_jadi_belum_disalin": "Paket nomor {nomor} sudah jadi dan tersimpan, tetapi belum tersalin. Selesaikan dengan: skp-luring outbox copy --number {nomor} --to FOLDER",
    "paket_nama_kosong": "Nama berkas paket kosong. Sebutkan berkasnya: skp-luring merge BERKAS.skpb",
    "jawaban_pertama": "kantor ini belum terdaftar, jadi belum ada kabupaten yang dipercayanya; tidak ada yang diambil. Jawaban pendaftaran diterima dengan skp-luring enrol accept {berkas}, yang memperlihatkan sidik jari untuk dicocokkan lewat telepon.",
    "paket_bukan_berkas": "ini bukan berkas dan bukan folder, jadi tidak dibuka.",
    # quarantine
    "catatan_rusak": "isi catatan rusak atau tidak sesuai bentuknya ({rincian})",
    "catatan_tidak_ditahan": "Tidak ada catatan yang ditahan dengan id “{id}”. Lihat daftarnya dengan perintah quarantine.",
    "catatan_id_pendek": "Ada {jumlah} catatan yang ditahan dengan awalan id “{id}”. Tulis id-nya lebih panjang.",
    "catatan_tetap_ditahan": "Catatan ini tetap ditahan: {alasan}. Tidak ada yang berubah.",
    "catatan_tanpa_pengirim": "Paket asal catatan ini tidak lagi dikenal, jadi wewenang pengirimnya tidak dapat diperiksa. Tidak ada yang berubah.",
    # paper
    "cetak_folder_gagal": "Folder {folder} tidak dapat dibuat. Periksa nama dan hak aksesnya, atau pilih folder lain.",
    "cetak_disk_penuh": "Disk tempat {folder} penuh; PDF tidak disimpan. Kosongkan sedikit ruang atau pilih tempat lain, lalu cetak lagi.",
    "cetak_tidak_tersimpan": "{berkas} tidak dapat disimpan di {folder}. Tutup berkas itu bila sedang terbuka, periksa hak akses dan disknya, lalu cetak lagi.",
    # roster
    "roster_hanya_judul": "Daftar {berkas} hanya berisi judul kolom, tanpa satu pegawai pun. Isi barisnya, lalu ambil lagi.",
    "roster_sejak_kapan": "Jam komputer ini meragukan ({tanggal}). Sebutkan sejak kapan jabatan di daftar ini berlaku, misalnya --since 2026-01-01.",
}

"""Sentences for what a command refuses because it could mean several things, or would change nothing."""

SENTENCES: dict[str, str] = {
    # the calendar
    "kalender_nama_panjang": "Nama hari libur paling banyak {maks} huruf. Pendekkan namanya.",
    "kalender_hari_kabupaten": "{tanggal} sudah ada di kalender kabupaten, yang berlaku juga di kantor ini. Minta admin kabupaten mengubahnya.",
    "kalender_hari_tidak_ada": "{tanggal} tidak ada di kalender kantor ini, jadi tidak ada yang dihapus. Lihat: calendar show",
    # determining
    "skp_tanggal_belum_tiba": "Tanggal {tanggal} belum tiba: menurut komputer hari ini {hari}. Isi tanggal SKP benar-benar ditetapkan.",
    "skp_tanggal_salah": "SKP ini tidak dapat ditetapkan bertanggal {tanggal}: perencanaan boleh sebelum Januari, tetapi tanggalnya antara {mulai} dan {selesai}. Betulkan tanggalnya.",
    # several documents where one is meant
    "sebutkan_id": "Ada {jumlah} {formulir} untuk pegawai ini pada {periode}: {ids}. Sebutkan id-nya sebagai ganti NIP.",
    # templates
    "templat_tidak_dikenal": "Tidak ada templat dengan id atau nama “{nama}”. Lihat: template list",
    "templat_nama_ganda": "Ada beberapa templat bernama “{nama}”: {ids}. Sebutkan id-nya.",
    # circumstances
    "keadaan_tanpa_jabatan": "Untuk {jenis}, sebutkan jabatan yang dipegang: menurut jabatan itulah hasil kerjanya direncanakan (halaman 50).",
    # what the window says with its buttons and marks
    "perintah_skp_belum_lengkap": "SKP belum lengkap: masih ada {jumlah} isian yang wajib. Yang kurang: {rinci}.",
    "perintah_penilaian_belum_lengkap": "Penilaian belum lengkap: masih ada {jumlah} isian yang wajib. Yang kurang: {rinci}.",
    "perintah_putaran_tidak_dibuka": "Putaran ini tidak sedang dibuka. Lihat keadaannya: round show",
    "perintah_lembar_sudah_diketik": "Lembar {nomor} sudah diketik. Bila isinya salah, ulangi dengan --correct; bila ini lembar lain dengan nomor sama, sisihkan kertasnya.",
    "perintah_kompetensi_belum_lengkap": "Belum dapat diselesaikan: masih {jumlah} hal yang harus dilengkapi. Yang pertama: {pertama} Semuanya: competency show",
    # an SKP that is not there
    "skp_belum_ada_tahun": "{nama} belum punya SKP {tahun}. Buat dulu: skp create, atau di halaman Rencana SKP.",
}

"""Sentences for findings: what the program noticed beside a field, and what would mend it."""

SENTENCES: dict[str, str] = {
    "nip_kosong": "NIP belum diisi.",
    "nip_kosong_bukan_asn": "Tanpa NIP, orang ini dicatat sebagai bukan ASN dan tidak ditagih SKP. Bila ASN, isi NIP-nya.",
    "nip_bukan_18_angka": "NIP seharusnya 18 angka; ini {jumlah} tanda.",
    "nip_tanggal_lahir": "Angka 1–8 ({angka}) bukan tanggal lahir yang ada di kalender.",
    "nip_tahun_pengangkatan": "Tahun pengangkatan {angka} tidak wajar dibanding tahun lahir.",
    "nip_angka_13_14": "Angka ke-13 dan 14 ({angka}) bukan bulan (PNS: 01–12) dan bukan frekuensi PPPK (mulai 21).",
    "nip_beda_status": "Angka ke-13 dan 14 ({angka}) menunjuk {menurut}, berbeda dari status yang dipilih.",
    "nip_jenis_kelamin": "Angka ke-15 ({angka}) seharusnya 1 (laki-laki) atau 2 (perempuan).",
    "jabatan_belum_ada": "Jabatan belum diisi.",
    "penilai_belum_ada": "Pejabat penilai kinerja belum dipilih.",
    "penilai_diri_sendiri": "Pejabat penilai kinerja tidak boleh pegawai itu sendiri.",
    "penilai_tidak_dikenal": "Pejabat penilai dengan NIP {nip} tidak ditemukan; pilih nanti di data pegawai.",
    "periode_terbalik": "Tanggal selesai lebih awal daripada tanggal mulai.",
    "hasil_utama_belum_ada": "Belum ada rencana hasil kerja utama.",
    "hasil_kosong": "Rencana hasil kerja belum diisi.",
    "indikator_belum_ada": "Hasil kerja ini belum punya indikator.",
    "indikator_kosong": "Indikator kinerja individu belum diisi.",
    "intervensi_kosong": "Rencana hasil kerja pimpinan yang diintervensi belum diisi.",
    "target_kosong": "Target belum diisi.",
    "target_bukan_angka": "Target ini bukan angka. Contoh: 12 atau 3,5. Pilih “teks” untuk target berupa kata.",
    "target_terbalik": "Batas atas target lebih kecil daripada batas bawah.",
    "capaian_organisasi_kosong": "Capaian kinerja organisasi belum dipilih.",
    "rating_hasil_kosong": "Rating hasil kerja belum dipilih.",
    "rating_perilaku_kosong": "Rating perilaku kerja belum dipilih.",
    "realisasi_kosong": "Realisasi belum diisi.",
    "periksa_predikat_tidak_sesuai": "Predikat satu penilaian final periode {periode} tidak sesuai dengan ratingnya ({id}). Koreksi penilaian itu; formulir mencetak predikat menurut matriks.",
    "periksa_arsip_hilang": (
        "Arsip paket nomor {nomor} dari {kode} (komputer {komputer}) tidak ada lagi. Isinya tetap tergabung; yang hilang berkas aslinya sebagai "
        "bukti. Minta salinan berkas yang sama ke kantor itu, lalu gabungkan: salinannya kembali ke arsip."
    ),
    "periksa_arsip_berubah": (
        "Arsip paket nomor {nomor} dari {kode} (komputer {komputer}) berubah isinya. Yang tergabung tetap utuh; berkas itu tidak lagi menjadi "
        "bukti. Minta salinan berkas yang sama ke kantor itu, lalu gabungkan: salinannya menggantikan yang berubah."
    ),
    "periksa_ditahan_hilang": (
        "Berkas yang ditahan, paket nomor {nomor} dari {nama}, tidak ada lagi. Isinya belum pernah masuk. Minta berkas yang "
        "sama ke kantor itu dan gabungkan; program menahannya lagi sampai diputuskan."
    ),
    "periksa_ditahan_berubah": (
        "Berkas yang ditahan, paket nomor {nomor} dari {nama}, berubah isinya di disk dan tidak akan diterima. Minta berkas "
        "yang sama ke kantor itu. Disk komputer ini perlu diperiksa."
    ),
    "ditahan_penuh_komputer": (
        "Paket ini perlu ditahan sampai diputuskan, tetapi dari komputer {nama} sudah ditahan {berkas} berkas, {mb} MB "
        "(paling banyak {batas} MB dan 200 berkas). Paketnya tidak disalin dan tidak masuk: biarkan di tempatnya, misalnya "
        "di flashdisk, dan simpan flashdisk itu. Putuskan dulu yang ditahan, atau naikkan ruangnya di halaman Tertahan."
    ),
    "ditahan_penuh": (
        "Paket dari {nama} ini perlu ditahan sampai diputuskan, tetapi ruangnya penuh: {berkas} berkas, {mb} MB (paling "
        "banyak {batas} MB dan 1.000 berkas). Paketnya tidak disalin dan tidak masuk: biarkan di tempatnya, misalnya di "
        "flashdisk, dan simpan flashdisk itu. Putuskan dulu yang ditahan, atau naikkan ruangnya di halaman Tertahan."
    ),
    "ditahan_penuh_disk": (
        "Paket dari {nama} ini perlu ditahan sampai diputuskan, tetapi sisa disk tinggal {sisa} MB, dan {sisihan} MB "
        "disisihkan untuk menyimpan pekerjaan. Paketnya tidak disalin dan tidak masuk: biarkan di tempatnya, misalnya di "
        "flashdisk, dan simpan flashdisk itu. Kosongkan disk, lalu masukkan lagi."
    ),
    "karantina_penuh": (
        "Terlalu banyak catatan dari {nama} yang harus ditahan: {jumlah} catatan, {mb} MB. Paket ini tidak digabungkan dan "
        "tidak ada data yang berubah; berkasnya tetap di tempatnya. Telepon kantor itu: mungkin komputernya rusak atau "
        "dipakai orang lain. Putuskan dulu catatan yang ditahan, atau naikkan ruangnya di halaman Tertahan."
    ),
    "ruang_ditahan_penuh": "Ruang untuk yang ditahan penuh; paketnya tidak disalin dan tetap di tempatnya.",
    "ruang_ditahan_salah": "Ruang untuk yang ditahan antara {terkecil} dan {terbesar} MB. Ketik lagi angkanya.",
    "periksa_keluar_berubah": (
        "Salinan paket nomor {nomor} di folder keluar ({berkas}) berubah isinya. Jangan diserahkan: penerima menolaknya. "
        "Buat paket baru; data kantor ini tidak ikut rusak."
    ),
    "periksa_keluar_hilang": (
        "Salinan paket nomor {nomor} di folder keluar tidak ada. Data kantor ini tidak berkurang: selama belum ada tanda "
        "terima, isinya ikut di paket berikutnya."
    ),
}

"""Sentences for the codes of the area ``angkutan``: volumes of e-mail, QR symbols, photos, and the courier."""

SENTENCES: dict[str, str] = {
    "volume_damaged": (
        "Bagian surel ini terpotong atau berubah di perjalanan. Minta kantor asal mengirim bagian ini sekali lagi; "
        "bagian lain yang sudah datang tetap disimpan."
    ),
    "volume_head": (
        "Bagian surel ini menyebut ukuran atau nomor yang tidak mungkin. Minta kantor asal membuat bagian surel lagi."
    ),
    "qr_too_large": (
        "Paket ini {size} KB, terlalu besar untuk dicetak sebagai kode QR (paling besar {most} KB). Salin ke flashdisk, "
        "atau kirim lewat surel."
    ),
    "qr_damaged": "Satu kode QR di foto terbaca keliru. Foto lagi lembar itu lebih dekat, rata, dan terang.",
    "qr_head": "Satu kode QR di foto menyebut ukuran atau nomor yang tidak mungkin, jadi tidak dipakai.",
    "part_conflict": (
        "Bagian {nomor} dari paket “{kata}” sudah ada di sini dengan {batas} isi yang berbeda. Yang ini tidak dipakai. "
        "Pilih hanya berkas yang dikirim kantor asal, lalu coba lagi."
    ),
    "parts_disagree": (
        "Bagian-bagian paket “{kata}” tidak cocok satu sama lain, jadi semuanya dihapus. Pilih lagi semua bagiannya; bila "
        "tetap tidak cocok, minta kantor asal mengirim ulang. Tidak ada data yang berubah."
    ),
    "parts_contested": (
        "Bagian {nomor} dari paket “{kata}” datang dengan isi yang berbeda-beda, dan tidak ada yang cocok. Hanya bagian "
        "itu yang dihapus. Pilih lagi bagian itu dari kantor asal, tanpa berkas lain yang bernomor sama."
    ),
    "bagian_tersisih": (
        "Terlalu banyak paket menunggu bagiannya, jadi yang paling lama tidak dilengkapi dihapus ({banyak} paket): "
        "{kata}. Bila masih diperlukan, pilih lagi semua bagiannya."
    ),
    "berkas_mencurigakan": "Berkas mencurigakan, tidak dibuka: {nama}. Periksa dengan antivirus.",
    "folder_tanpa_bagian": "Tidak ada paket, bagian (.skpb), atau foto (.jpg, .png) di folder ini.",
    "folder_tanpa_paket": "Tidak ada paket (.skpb) di folder ini.",
    "paket_masih_bagian": (
        "Ini baru bagian dari sebuah paket (lampiran surel atau foto kode QR), bukan paket utuh. Rangkai dulu bersama "
        "bagian yang lain: skp-luring gather."
    ),
    "bagian_kurang": "Paket “{kata}”: sudah ada {ada} dari {jumlah} bagian; kurang bagian {kurang} dari {jumlah}.",
    "kode_kurang": "Paket “{kata}”: sudah terbaca {ada} dari {jumlah} kode QR; kurang kode {kurang} dari {jumlah}.",
    "bagian_terlalu_banyak": (
        "Sudah {banyak} paket menunggu bagiannya, dan tidak ada tempat untuk yang baru. Hapus bagian paket yang tidak "
        "akan dilengkapi, lalu coba lagi."
    ),
    "bagian_tidak_ada": "Tidak ada bagian paket “{kata}” yang menunggu di sini.",
    "bagian_sudah_digabung": (
        "Paket dari bagian ini sudah pernah diterima utuh, jadi bagian ini tidak diperlukan lagi."
    ),
    "lampiran_arsip": (
        "{nama} adalah berkas ZIP. Buka ZIP itu lebih dulu, simpan isinya ke satu folder, lalu pilih berkas di dalamnya."
    ),
    "foto_heic": (
        "{nama} berformat HEIC dan tidak dapat dibaca. Di iPhone pilih Pengaturan › Kamera › Format › Paling Kompatibel "
        "lalu foto lagi, atau kirim fotonya lewat aplikasi pesan sehingga menjadi JPEG."
    ),
    "foto_bom": "Foto {nama} terlalu besar untuk dibuka. Foto lagi dengan ukuran biasa (sampai 100 megapiksel).",
    "foto_rusak": "Foto {nama} rusak atau terpotong. Salin lagi dari telepon, atau foto lagi lembarnya.",
    "foto_tanpa_kode": (
        "Tidak ada kode QR yang terbaca di foto {nama}. Foto satu lembar penuh dari atas, rata, terang, dan tidak goyang."
    ),
    "outbox_damaged": (
        "Salinan paket ini di komputer sudah berubah, jadi tidak disalin. Buat paket baru; semua data masih ada dan ikut "
        "paket baru itu."
    ),
    "salinan_berbeda": (
        "Berkas di flashdisk tidak sama lagi dengan paket nomor {nomor}. Jangan diserahkan: flashdisk ini tidak dapat "
        "dipercaya. Salin ke flashdisk lain."
    ),
    "salinan_tidak_ada": (
        "Paket nomor {nomor} tidak ada di {folder}. Pasang flashdisk tempat menyalinnya, atau salin sekali lagi."
    ),
    "bagian_surel_batas": "Ukuran bagian surel antara {least} dan {most} MB.",
    "terlalu_banyak_bagian": (
        "Dengan ukuran ini paket menjadi {banyak} bagian, terlalu banyak untuk surel. Pilih ukuran bagian yang lebih "
        "besar, atau pakai flashdisk."
    ),
    "paket_nomor_tidak_ada": "Tidak ada paket nomor {nomor} dari komputer ini. Lihat daftar paketnya lebih dulu.",
    "kode_qr_apa": "Tulis --out BERKAS.pdf untuk membuat lembar kode QR, atau --photographed bila semua kode sudah difoto.",
    "paket_belum_disalin": "Paket nomor {nomor} belum disalin, jadi belum ada yang membawanya. Salin dulu ke flashdisk.",
    "nama_kurir_panjang": "Nama yang membawa paling panjang {batas} huruf, tanpa ganti baris.",
}

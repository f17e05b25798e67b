"""Sentences for the codes of the area ``exchange``."""

SENTENCES: dict[str, str] = {
    # the file itself
    "bad_magic": (
        "Berkas ini bukan paket SKP Luring, apa pun namanya. Pilih berkas paket (.skpb) yang dibuat program ini; tidak "
        "ada data yang berubah."
    ),
    "text_armor": (
        "Isi paket sudah diubah menjadi teks, biasanya oleh program surel. Minta kantor asal mengirim lewat flashdisk "
        "atau melampirkan berkas aslinya; tidak ada data yang berubah."
    ),
    "not_a_file": (
        "{name} bukan berkas biasa (mungkin pintasan), jadi tidak dibuka. Periksa flashdisk dengan antivirus."
    ),
    "too_large": (
        "Berkas ini lebih besar dari batas paket 2 GiB, jadi tidak dibuka. Minta kantor asal membuat paket baru."
    ),
    "truncated": (
        "Berkas ini terpotong. Minta kantor asal menyalin lagi atau membuat paket baru; tidak ada data yang berubah."
    ),
    "trailing_bytes": (
        "Ada isi tambahan di ujung berkas, mungkin karena virus. Minta kantor asal membuat paket baru dan periksa "
        "flashdisk dengan antivirus; tidak ada data yang berubah."
    ),
    "header_too_large": (
        "Kepala paket tidak wajar panjangnya. Minta kantor asal membuat paket baru; tidak ada data yang berubah."
    ),
    "header_damaged": "Kepala paket rusak. Minta kantor asal membuat paket baru; tidak ada data yang berubah.",
    "ciphertext_changed": (
        "Berkas rusak di perjalanan. Minta kantor asal membuat paket baru; tidak ada data yang berubah."
    ),
    "age_header": (
        "Sampul sandi paket tidak sesuai bentuknya. Minta kantor asal membuat paket baru; tidak ada data yang berubah."
    ),
    "decrypt_failed": (
        "Paket tidak dapat dibuka sampai habis. Minta kantor asal membuat paket baru; tidak ada data yang berubah."
    ),
    "frame_damaged": (
        "Susunan isi paket tidak benar. Minta kantor asal membuat paket baru; tidak ada data yang berubah."
    ),
    "segment_damaged": "Sebagian isi paket rusak. Minta kantor asal membuat paket baru; tidak ada data yang berubah.",
    "manifest_damaged": (
        "Daftar isi paket tidak benar. Minta kantor asal membuat paket baru; tidak ada data yang berubah."
    ),
    "strict_json": (
        "Isi berkas ini tidak terbaca; biasanya berkasnya rusak di perjalanan. Minta salinan baru dari kantor asal. Bila "
        "salinan baru ditolak juga, minta kantor itu memperbarui program. Tidak ada data yang berubah."
    ),
    "bomb": (
        "Isi paket membengkak tidak wajar saat dibuka, jadi ditolak. Hubungi kantor asal; tidak ada data yang berubah."
    ),
    "too_many": "Isi paket melebihi batas satu paket. Minta kantor asal membaginya menjadi beberapa paket.",
    "changed_between_passes": (
        "Berkas berubah ketika sedang dibaca. Salin ulang dari flashdisk lalu coba lagi; tidak ada data yang berubah."
    ),
    "newer_format": (
        "Paket ini dibuat program yang lebih baru ({needs}). Perbarui program lalu buka lagi; simpan dulu berkasnya."
    ),
    "wrong_direction": (
        "Paket ini bukan untuk arah ini: paket unit dibuka di kabupaten, balasan dibuka di unit asalnya."
    ),
    # who sent it, and to whom
    "unknown_sender": (
        "Pengirim paket tidak dikenal. Pastikan komputer itu sudah didaftarkan di kantor ini; tidak ada data yang "
        "berubah."
    ),
    "unknown_issuer": (
        "Balasan ini tidak ditandatangani kabupaten yang dipercaya komputer ini. Tanyakan ke kabupaten; tidak ada "
        "data yang berubah."
    ),
    "revoked_device": (
        "Komputer pengirim ({device}) sudah dicabut; paket no. {seq} datang sesudah paket terakhir yang diterima "
        "(no. {last}). Berkas ditahan; hubungi kantor asal sebelum memutuskan."
    ),
    "bad_outer_signature": (
        "Tanda tangan di luar paket tidak cocok: berkas diubah atau bukan dari pengirimnya. Minta kantor asal "
        "membuat paket baru."
    ),
    "bad_inner_signature": (
        "Tanda tangan di dalam paket tidak cocok dengan pengirimnya. Jangan dipakai; hubungi kantor asal."
    ),
    "sender_mismatch": "Pengirim di luar dan di dalam paket berbeda. Jangan dipakai; hubungi kantor asal.",
    "not_for_this_office": (
        "Paket ini bukan untuk komputer ini: untuk komputer lain kantor ini, atau untuk kantor lain. Nama berkas balasan "
        "menyebut kode kantor tujuannya. Serahkan ke tujuannya; tidak ada data yang berubah."
    ),
    "sealed_to_other_inbox": (
        "Paket ini disegel bukan untuk kunci kabupaten ini: untuk kunci lama, atau untuk kabupaten lain yang dipercaya "
        "pengirimnya. Tanyakan lewat telepon sidik jari kabupaten yang tampil di kantor itu (skp-luring key status) dan "
        "cocokkan dengan yang di sini; tidak ada data yang berubah."
    ),
    "return_for_former": (
        "Balasan ini untuk identitas lama komputer ini. Pakai balasan yang dibuat kabupaten sesudah identitas baru "
        "didaftarkan; bila belum ada, minta kabupaten membuatnya. Tidak ada data yang berubah."
    ),
    "scope_exceeded": (
        "Paket ini menyatakan wilayah {scope} yang bukan wewenang pengirimnya. Hubungi kantor asal; tidak ada "
        "data yang berubah."
    ),
    "twin_detected": (
        "Dua paket berbeda memakai identitas dan nomor yang sama (komputer {device}, no. {seq}): mungkin komputer itu "
        "digandakan atau dipulihkan. Berkas ini ditahan. Hubungi kantor asal, lalu buka Komputer kantor di jendela, atau "
        "skp-luring device twins."
    ),
    "weak_key": (
        "Kunci di dalam berkas ini tidak aman, jadi ditolak. Minta pengirim membuat permintaan baru dengan "
        "program resmi."
    ),
    # trust
    "trust_damaged": (
        "Daftar kepercayaan dari kabupaten rusak atau tidak lengkap. Minta balasan baru; tidak ada data yang berubah."
    ),
    "trust_rolled_back": (
        "Balasan ini lebih lama (no. {got}) daripada yang sudah diterima (no. {seen}), jadi diabaikan. Minta "
        "balasan terbaru."
    ),
    "root_mismatch": (
        "Kunci induk kabupaten (versi {version}) tidak tersambung dengan yang dipercaya komputer ini. Hubungi "
        "kabupaten sebelum melanjutkan."
    ),
    "root_rolled_back": (
        "Balasan ini memakai kunci induk lama (versi {got}; sudah diterima versi {seen}). Minta balasan terbaru."
    ),
    # enrolment
    "not_a_request": "Berkas ini bukan permintaan pendaftaran SKP Luring. Pilih berkas permintaan dari unit.",
    "request_damaged": "Permintaan pendaftaran rusak atau diubah. Minta unit membuatnya lagi.",
    "certificate_damaged": "Sertifikat komputer di dalam berkas ini rusak. Minta balasan baru dari kabupaten.",
    "certificate_not_ours": (
        "Sertifikat ini bukan jawaban atas permintaan komputer ini. Minta kabupaten menjawab permintaan yang benar."
    ),
    "certificate_missing": (
        "Balasan ini tidak membawa sertifikat untuk komputer ini. Minta kabupaten menyetujui permintaan "
        "pendaftaran dulu."
    ),
    # the helper that opens bundles
    "unseal_failed": (
        "Pembuka paket berhenti sendiri, jadi berkas ditolak. Coba sekali lagi; bila tetap begitu, minta kantor "
        "asal membuat paket baru."
    ),
    "unseal_slow": (
        "Membuka paket ini terlalu lama, jadi dihentikan. Tutup program lain lalu coba lagi; tidak ada data yang "
        "berubah."
    ),
    "unseal_memory": (
        "Membuka paket ini menghabiskan terlalu banyak memori, jadi dihentikan. Minta kantor asal membuat paket baru."
    ),
    "unseal_unavailable": (
        "Pembuka paket tidak dapat dijalankan (kode {errno}). Pasang ulang program atau periksa antivirus, lalu "
        "coba lagi."
    ),
    # sticks and disks
    "bundle_unreadable": (
        "Berkas paket tidak dapat dibaca (kode {errno}). Cabut dan pasang lagi flashdisk, atau salin dulu ke komputer."
    ),
    "disk_full_quarantine": (
        "Disk komputer penuh, jadi paket tidak dapat disalin. Kosongkan ruang lalu coba lagi; tidak ada data yang "
        "berubah."
    ),
    "stick_full": (
        "Flashdisk penuh; perlu sekitar {need} MB. Kosongkan atau pakai flashdisk lain. Data di komputer ini "
        "tetap aman."
    ),
    "stick_write_failed": (
        "Menulis ke flashdisk gagal; mungkin tercabut. Pasang lagi lalu ulangi ekspor. Data di komputer ini tetap aman."
    ),
    "stick_not_trusted": (
        "Yang terbaca dari flashdisk tidak sama dengan yang ditulis. Jangan pakai flashdisk ini; ulangi dengan "
        "yang lain."
    ),
    "stick_unreadable": (
        "Isi flashdisk tidak dapat dibaca (kode {errno}). Cabut dan pasang lagi, atau pakai flashdisk lain."
    ),
    "too_much_to_send": (
        "Isi yang akan dikirim melebihi batas satu paket ({most}). Kirim bertahap; tidak ada data yang hilang."
    ),
    "revision_unsendable": (
        "Satu catatan tidak dapat dikirim ({rev_id}, {reason}). Jalankan pemeriksaan data dan catat kode ini "
        "untuk admin."
    ),
    "attachment_unsendable": (
        "Satu lampiran kosong atau lebih dari 25 MB ({size} bita), jadi tidak dapat dikirim. Ganti dengan berkas lain."
    ),
    # receipts
    "receipt_mistyped": "Kode terima salah ketik: huruf terakhirnya tidak cocok dengan yang lain. Minta kabupaten membacakan kedua belas huruf sekali lagi, lalu ketik ulang.",
}

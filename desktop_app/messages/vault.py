"""Sentences for the codes of the area ``vault``."""

SENTENCES: dict[str, str] = {
    "keyfile_missing": (
        "Berkas kunci tidak ada di {path}. Kembalikan berkas itu dari cadangan; tanpa kunci, data tidak dapat dibuka."
    ),
    "keyfile_exists": (
        "Berkas kunci sudah ada di {path} dan tidak akan ditimpa. Pilih folder lain, atau pakai kunci yang ada."
    ),
    "keyfile_damaged": "Berkas kunci di {path} rusak. Kembalikan dari cadangan; jangan membuat kunci baru.",
    "keyfile_newer": "Berkas kunci di {path} dibuat program yang lebih baru. Perbarui program lalu coba lagi.",
    "keyfile_unreadable": "Berkas kunci di {path} tidak dapat dibaca (kode {errno}). Periksa izin berkas atau disk.",
    "keyfile_unwritable": "Berkas kunci tidak dapat ditulis di {path} (kode {errno}). Periksa ruang dan izin folder.",
    "keyfile_open_to_others": (
        "Berkas kunci di {path} dapat dibaca orang lain dan izinnya tidak dapat dipersempit. Pindahkan ke folder milik "
        "Anda sendiri."
    ),
    "keys_damaged": "Kunci komputer ini di dalam data rusak. Pulihkan dari cadangan atau hubungi kabupaten.",
    "keys_newer": "Kunci di dalam data dibuat program yang lebih baru (versi {version}). Perbarui program.",
}

"""Sentences of continuous feedback and of the spread of ratings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "umpan_balik_diri_sendiri": (
            "Umpan balik tentang diri sendiri tidak dicatat di sini. Mintalah kepada pimpinan atau rekan."
        ),
        "umpan_balik_kosong": "Umpan balik masih kosong. Tuliskan beberapa kata, atau pilih responsnya.",
        "umpan_balik_panjang": "Umpan balik terlalu panjang. Ringkaslah; laporan yang panjang lampirkan sebagai bukti.",
        "umpan_balik_tanpa_tanggal": "Tanggal umpan balik belum diisi. Isi hari umpan balik itu diberikan.",
        "umpan_balik_tanggal_nanti": "Tanggal umpan balik belum tiba. Isi hari ini atau hari yang sudah lewat.",
        "umpan_balik_satu_hal": "Pilih satu hal saja: satu hasil kerja atau satu nilai. Untuk hal lain, catat tersendiri.",
        "umpan_balik_tanpa_sebutan": "Siapa pihak lain itu belum disebut. Isi misalnya Pasien, Dosen, atau Masyarakat.",
        "umpan_balik_peran_salah": (
            "Peran itu tidak cocok dengan hubungan kerja yang tercatat. Pilih peran lain, atau minta operator "
            "memeriksa pejabat penilai di data pegawai."
        ),
        "umpan_balik_tindak_lanjut_pimpinan": "Tindak lanjut hanya dicatat pimpinan. Kosongkan tindak lanjutnya.",
        "umpan_balik_ambil_alih_tanpa_hasil": (
            "Hasil kerja yang diambil alih belum dipilih. Pilih hasil kerjanya, lalu simpan lagi."
        ),
        "umpan_balik_ambil_alih_tanpa_catatan": (
            "Pengambilalihan hasil kerja perlu catatan, karena menjadi pertimbangan evaluasi. Tuliskan catatannya."
        ),
        "umpan_balik_belum_diberikan": "Umpan balik ini belum diberikan. Jawab permintaannya lebih dulu.",
        "umpan_balik_sudah_dijawab": "Permintaan ini sudah dijawab atau dibatalkan. Muat ulang halamannya.",
        "umpan_balik_tanpa_diminta": "Belum ada orang yang diminta. Pilih sedikitnya satu.",
        "umpan_balik_banyak_diminta": "Yang diminta terlalu banyak. Pilih paling banyak {maks} orang.",
        "umpan_balik_hasil_tidak_ada": "Hasil kerja itu tidak ada lagi di SKP. Pilih yang lain dari daftar.",
        "umpan_balik_tanpa_orang": (
            "Akun Anda belum terhubung dengan data pegawai. Minta admin menghubungkannya di Pengaturan, bagian Akun."
        ),
        "umpan_balik_tanpa_pegawai": "Pegawai itu tidak ada di kantor ini. Pilih dari daftar.",
        "umpan_balik_tanpa_skp": "Tidak ada SKP yang berlaku pada akhir periode itu. Periksa periodenya.",
        "umpan_balik_nama_tidak_satu": (
            "“{nama}” cocok dengan {jumlah} pegawai. Ketik namanya lebih lengkap, atau lihat: feedback people"
        ),
        "sebaran_terlalu_sedikit": "Belum ada penilaian pada periode ini. Pilih periode lain.",
    }
)

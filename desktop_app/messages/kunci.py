"""Sentences about the kabupaten's keys: the ceremony, holders, cards, sticks, trust files."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # cards and sticks
        "kunci_kartu_panjang": (
            "Isi kartu harus {perlu} huruf (8 baris); yang diketik {ada}. Lanjutkan dari baris yang belum ada."
        ),
        "kunci_kartu_baris": "Baris {baris} tidak cocok dengan huruf pemeriksanya. Ketik ulang baris itu.",
        "kunci_kartu_salah": (
            "Setiap baris terbaca, tetapi bersama-sama bukan kartu kunci. Periksa apakah semua baris dari kartu yang sama."
        ),
        "kunci_berkas_bukan": "Berkas ini bukan berkas kunci pemegang. Pilih berkas .skpk di flashdisk pemegang.",
        "kunci_berkas_baru": "Berkas kunci ini dibuat program yang lebih baru. Perbarui program, lalu coba lagi.",
        "kunci_sandi_salah": (
            "Sandi berkas kunci tidak cocok, atau berkasnya berubah. Coba lagi, atau ketik kartunya sebagai gantinya."
        ),
        # the plan
        "kunci_tanpa_rencana": "Kunci itu tidak ada dalam rencana. Siapkan perubahan kunci dulu, lalu ulangi.",
        "kunci_rencana_kosong": "Belum ada yang dipilih untuk diganti. Pilih sedikitnya satu hal.",
        "kunci_pemegang_jumlah": "Pemegang kunci paling sedikit {sedikit} dan paling banyak {banyak} orang. Tiga disarankan.",
        "kunci_ambang_salah": "Yang harus hadir paling sedikit {sedikit} dan paling banyak {banyak} orang.",
        "kunci_nama_kosong": "Nama pemegang {nomor} belum diisi atau terlalu panjang. Isi namanya.",
        "kunci_nama_kembar": "Dua pemegang bernama sama. Setiap kunci dipegang orang yang berbeda; tambah pembeda di namanya.",
        "kunci_pemegang_tak_dikenal": "Tidak ada pemegang nomor {nomor} sekarang. Lihat daftar pemegang.",
        "kunci_pemegang_lama": "{nama} tetap memakai kuncinya yang lama; tidak ada yang dibuat untuknya.",
        "kunci_penerbit_wajib": (
            "Kunci penerbit di komputer ini sudah diganti sesudah cadangannya dibuat. Pilih juga ganti kunci penerbit dan "
            "kunci kotak masuk."
        ),
        "kunci_escrow_sudah_keluar": (
            "Kunci pemulihan tidak ada di komputer ini lagi. Pilih kunci pemulihan baru bila kartunya hilang."
        ),
        # reading back and signing
        "kunci_bukan_calon": "Ini bukan kunci yang baru dibuat untuk {nama}. Pakai kartu dan flashdisk yang baru.",
        "kunci_bukan_pemulihan": "Ini kunci seorang pemegang, bukan kunci pemulihan kabupaten. Pakai kartu pemulihan.",
        "kunci_bukan_pemegang": "Kunci ini bukan milik pemegang kunci kabupaten sekarang. Periksa kartu atau flashdisknya.",
        "kunci_sudah_di_meja": "Kunci {nama} sudah dibaca. Lanjutkan dengan pemegang lain.",
        "kunci_tanpa_bukti": "Belum ada yang dibaca: berikan isi kartu, atau berkas kunci beserta sandinya.",
        "kunci_belum_terbukti": "Kunci {nama} belum dibaca kembali dari kartu dan flashdisknya. Lakukan itu dulu.",
        "kunci_kurang": (
            "Baru {ada} dari {perlu} kunci pemegang sekarang yang dibaca. Bacakan kunci pemegang yang lain."
        ),
        "kunci_kurang_baru": "Baru {ada} dari {perlu} kunci pemegang baru yang dibaca. Bacakan kunci pemegang yang lain.",
        "kunci_akar_tidak_sah": "Kunci induk baru tidak lolos pemeriksaan ({alasan}), jadi tidak ada yang diubah.",
        "kunci_berita_tidak_ada": "Belum ada berita acara: upacara kunci belum dilakukan.",
        # afterwards
        "kunci_kotak_tidak_ada": "Tidak ada kunci kotak masuk lama.",
        "kunci_kotak_masih_dipakai": (
            "{jumlah} komputer mungkin masih menyegel ke kunci lama, antara lain {kantor}. Tunggu paketnya, atau akhiri "
            "dengan sengaja."
        ),
        "kunci_tertinggal": (
            "Kunci versi {baru} sudah dikenal {kantor}, sedangkan ini versi {kini}. Ambil dulu berkas kepercayaan terbaru "
            "dari flashdisk pemegang. Bila versi itu tidak pernah dibuat, lanjutkan dengan sengaja."
        ),
        "kunci_sudah_terbaru": "Komputer ini sudah memakai kunci kabupaten versi {versi}; berkas itu tidak lebih baru.",
        # another root beside the one that is believed
        "cabang_bukan": (
            "Berkas ini tidak menyebut kunci lain di samping yang dipercaya di sini, jadi tidak ada yang diubah. Bila "
            "kuncinya lebih baru, pakai Terima berkas kepercayaan. Bila sama atau lebih lama padahal komputer ini "
            "mengikuti kunci yang salah, minta kabupaten membuat versi baru dulu, lalu mengirim berkasnya."
        ),
        "cabang_asing": (
            "Kunci di berkas ini tidak berasal dari kunci kabupaten yang pernah dipercaya komputer ini, jadi tidak diterima. "
            "Minta berkas yang benar dari kabupaten."
        ),
        "cabang_sidik_panjang": "Sidik jari terdiri atas 25 angka; yang diketik {ada}. Minta kabupaten membacakannya lagi.",
        "cabang_sidik_lain": (
            "Angka itu bukan sidik jari kunci di berkas ini, jadi tidak ada yang diubah. Telepon kabupaten dengan nomor yang "
            "sudah dikenal, dan minta kelima kelompok dibacakan sekali lagi."
        ),
        "kunci_lain_berkas": "Sebutkan berkas kepercayaan (.skpt) dari kabupaten, atau --proof FOLDER.",
        "cabang_tidak_ada": "Belum pernah ada kunci kabupaten yang dipercaya ulang di komputer ini.",
        "not_a_trust_file": "Berkas ini bukan berkas kepercayaan kabupaten. Pilih berkas .skpt dari kabupaten.",
    }
)

"""Sentences of the community satisfaction survey."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "skm_nama_wajib": "Survei belum bernama. Isi namanya, misalnya SKM Semester I 2026.",
        "skm_nama_sama": "Sudah ada survei bernama {nama}. Pilih nama lain, misalnya dengan tahunnya.",
        "skm_tanpa_nama": "Nama survei belum diisi.",
        "skm_tanpa_masa": "Tanggal mulai dan selesai survei belum diisi.",
        "skm_masa_terbalik": "Tanggal selesai mendahului tanggal mulai. Periksa keduanya.",
        "skm_tanpa_layanan": "Belum ada layanan yang ditanyakan. Tambahkan sedikitnya satu.",
        "skm_tanpa_populasi": (
            "Jumlah orang yang dilayani belum diisi, jadi jumlah responden yang diperlukan belum dapat dihitung."
        ),
        "skm_tanpa_terendah": (
            "Semua unsur bernilai sama, jadi tidak ada yang terendah. Tulis rencana perbaikan di halaman Perbaikan."
        ),
        "skm_unsur_hilang": "Unsur {unsur} belum ditanyakan. Sembilan unsur wajib ada.",
        "skm_unsur_ganda": "Unsur {unsur} ditanyakan lebih dari sekali. Sisakan satu pertanyaan untuk tiap unsur.",
        "skm_pertanyaan_kurang": "Pertanyaan “{teks}” belum lengkap: isi teksnya dan keempat pilihannya.",
        "skm_belum_lengkap": "Survei belum dapat dimulai: masih {jumlah} hal yang harus dilengkapi. {rinci}",
        "skm_bukan_draf": "Survei ini sudah dimulai. Langkah itu hanya untuk survei yang masih disiapkan.",
        "skm_tidak_berjalan": (
            "Survei ini tidak sedang berjalan. Mulai dulu, atau buka kembali dengan alasan bila sudah ditutup."
        ),
        "skm_belum_ditutup": "Survei ini belum ditutup, jadi tidak perlu dibuka kembali.",
        "skm_sudah_ditutup": "Survei ini sudah ditutup. Yang masih dapat diubah hanya analisis dan rencananya.",
        "skm_pertanyaan_tetap": (
            "Survei sudah dimulai, jadi pertanyaannya tidak dapat diubah lagi. Untuk pertanyaan lain buat survei baru."
        ),
        "skm_layanan_tetap": (
            "Survei sudah dimulai, jadi layanan yang ada tidak dapat dihapus atau diganti namanya. "
            "Layanan lain masih dapat ditambahkan."
        ),
        "skm_jumlah_lembar": "Sekali cetak 1 sampai {terbanyak} lembar. Untuk lebih banyak, cetak beberapa kali.",
        "skm_rangkaian_tidak_ada": "Rangkaian lembar itu tidak ada di survei ini. Pilih dari daftar rangkaian yang dicetak.",
        "skm_jumlah_kode": "Sekali buat 1 sampai {terbanyak} kode. Untuk lebih banyak, buat beberapa kali.",
        "skm_nomor_habis": "Nomor lembar survei ini habis. Buat survei baru untuk lembar berikutnya.",
        "nomor_lembar_salah": (
            "Nomor {nomor} tidak cocok dengan angka ceknya, mungkin salah ketik. Baca lagi sembilan angka di lembarnya."
        ),
        "nomor_survei_lain": "Lembar ini milik {nama}. Pindah ke survei itu, lalu ketik lagi.",
        "lembar_tidak_dicetak": (
            "Nomor {nomor} tidak tercatat pernah dicetak di komputer ini. Bila dicetak di komputer lain, tukar paket "
            "dulu supaya nomornya dikenal."
        ),
        "lembar_sudah_diketik": (
            "Lembar {nomor} sudah diketik. Bila isinya salah, pilih Koreksi; bila ini lembar lain dengan nomor sama, "
            "sisihkan kertasnya."
        ),
        "lembar_batal": "Lembar {nomor} sudah dinyatakan batal. Kembalikan dulu bila ternyata berlaku.",
        "lembar_hari_nanti": "Tanggal {tanggal} belum tiba. Baca lagi tanggal yang tertulis di lembar.",
        "lembar_luar_masa": (
            "Tanggal {tanggal} di luar masa survei ini, {mulai} sampai {selesai}. Baca lagi tanggal yang tertulis di lembar."
        ),
        "lembar_kosong": ("Belum ada satu pun jawaban. Bila lembarnya memang kosong, nyatakan batal dengan alasannya."),
        "jawaban_salah": "Isian {bidang} dengan nilai {nilai} tidak ada di lembar ini. Periksa lagi.",
        "entri_ganda_mati": "Survei ini diketik satu kali saja. Pengetikan kedua tidak diminta.",
        "entri_pertama_belum": "Lembar ini belum diketik pertama kali. Ketik dulu sebagai pengetikan pertama.",
        "entri_orang_sama": "Pengetikan kedua harus oleh orang lain, supaya salah ketik ketahuan.",
        "beda_belum_dipilih": "Masih {jumlah} perbedaan yang belum dipilih. Pilih menurut kertasnya.",
        "tidak_ada_beda": "Tidak ada perbedaan yang harus diputuskan di lembar ini.",
        "lembar_lewat_ketik": "Isi lembar survei hanya berubah lewat pengetikan lembar menurut nomornya.",
        "kode_salah_ketik": "Kode salah ketik. Periksa lagi sepuluh angka di kertas kecil Anda.",
        "kode_tidak_dikenal": (
            "Kode ini tidak dikenal di komputer ini. Kode hanya berlaku di komputer tempat kode dibuat."
        ),
        "kode_terpakai": "Kode ini sudah dipakai. Mintalah kode baru kepada petugas.",
        "skm_tanpa_ikm": (
            "IKM belum dapat dihitung: belum ada jawaban untuk {unsur}. Sembilan unsur harus ada jawabannya."
        ),
        "skm_sampel_kurang": (
            "Responden {ada} orang, sedangkan untuk {populasi} orang yang dilayani diperlukan {perlu}. "
            "Masih kurang {kurang}."
        ),
        "skm_lembar_menunggu": "{jumlah} lembar belum dihitung karena menunggu pengetikan kedua atau keputusan.",
        "skm_lembar_belum": "{jumlah} lembar yang dicetak belum kembali.",
        "skm_nomor_ganda": "{jumlah} nomor lembar dicetak di dua komputer. Lembar bernomor sama dihitung sekali.",
        "skm_unsur_kosong": "Belum ada jawaban untuk unsur {unsur}, jadi tidak ada umpan balik dari survei ini.",
    }
)

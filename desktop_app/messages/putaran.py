"""Sentences of rounds of feedback from all sides."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "putaran_tanpa_nama": "Putaran belum diberi nama. Isi namanya, misalnya Umpan Balik Semester I.",
        "putaran_nama_panjang": "Nama putaran terlalu panjang. Pendekkan sampai {maks} huruf.",
        "putaran_ambang_salah": "Batas jawaban harus antara {terkecil} dan {terbesar}. Isi angka di antara keduanya.",
        "putaran_tanggal_terbalik": "Hari terakhir mendahului hari pertama. Betulkan tanggalnya.",
        "putaran_tanpa_batas": "Hari terakhir menjawab belum diisi. Isi tanggalnya, lalu buka putaran.",
        "putaran_banyak_penjawab": "Lembar yang diminta terlalu banyak. Kurangi sampai {maks}, atau bagi menjadi dua putaran.",
        "putaran_ganda": "Ada pertanyaan atau penjawab yang tercatat dua kali. Hapus salah satunya.",
        "putaran_pertanyaan_kosong": "Ada pertanyaan yang masih kosong. Isi atau hapus pertanyaan itu.",
        "putaran_kelompok_salah": (
            "Hubungan penjawab dengan orang yang dinilainya tidak cocok. Hapus baris itu, lalu tambahkan lagi."
        ),
        "putaran_tanpa_sebutan": "Pihak lain belum disebut. Isi perannya, misalnya Ketua RW atau Penerima layanan.",
        "putaran_tanpa_pertanyaan": "Putaran belum berisi pertanyaan. Pilih kumpulan pertanyaan lebih dulu.",
        "putaran_tanpa_penjawab": "Belum ada yang ditanya. Susun dulu siapa ditanya tentang siapa.",
        "putaran_orang_tidak_ada": (
            "{jumlah} baris menyebut pegawai yang tidak ada lagi. Susun ulang siapa ditanya tentang siapa."
        ),
        "putaran_sumber_tidak_ada": "Kumpulan pertanyaan itu tidak ada lagi. Pilih yang lain.",
        "putaran_sudah_dibuka": "Putaran sudah dibuka, jadi pertanyaan dan orangnya tidak berubah lagi.",
        "putaran_tidak_dibuka": "Putaran ini tidak sedang dibuka. Muat ulang halamannya.",
        "putaran_di_komputer_lain": (
            "Jawaban putaran ini dikumpulkan di komputer lain. Jawab di komputer tempat putaran dibuka."
        ),
        "putaran_jawaban_hilang": (
            "Jawaban putaran ini tidak dapat dibaca lagi, karena data kantor pernah dipulihkan dari cadangan. "
            "Putaran dapat dibuka ulang dan semua orang menjawab lagi, atau diakhiri tanpa hasil."
        ),
        "putaran_jawaban_ada": "Jawaban putaran ini masih utuh, jadi tidak perlu dibuka ulang. Tutup putaran bila selesai.",
        "putaran_sudah_dijawab": "Lembar ini sudah dijawab. Jawaban tidak dapat diubah, karena tidak lagi diketahui milik siapa.",
        "putaran_nilai_salah": "Pilihan jawaban tidak dikenal. Pilih satu dari empat pilihan, atau kosongkan.",
        "putaran_teks_panjang": "Tulisan terlalu panjang. Ringkaslah sampai {maks} huruf.",
        "putaran_jawaban_kosong": "Lembar masih kosong. Pilih sedikitnya satu jawaban, atau tuliskan beberapa kata.",
        "putaran_kode_salah": "Kode tidak dikenal atau sudah dipakai. Periksa hurufnya, atau minta kode baru kepada operator.",
        "putaran_tanpa_kode": (
            "Tidak ada yang memerlukan kode: semua yang ditanya dapat masuk dengan akunnya atau sudah menjawab."
        ),
        "putaran_masukan_panjang": "Masukan lebih dari {batas} KB. Ringkaslah jawabannya.",
        "putaran_masukan_salah": "Masukan tidak dapat dibaca sebagai teks. Simpan berkasnya sebagai teks UTF-8.",
        "putaran_bukan_lembar_anda": "Lembar itu tidak ditujukan kepada Anda. Lihat lembar Anda: round sheets",
        "putaran_tutup_pasti": (
            "Menutup putaran menghancurkan semua jawaban dan tidak dapat dibatalkan. Ulangi dengan --yes bila yakin."
        ),
        "templat_pertanyaan_bawaan": "Kumpulan bawaan tidak dapat diubah. Salin menjadi kumpulan baru, lalu ubah salinannya.",
    }
)

"""Sentences of objections: sealing, slip, gaps in the numbers, opening and deciding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "draf_terlalu_panjang": (
            "Ketikan ini lebih panjang dari {batas} KiB, jadi tambahan terakhirnya belum tersimpan. Pendekkan, atau "
            "lampirkan sebagai bukti."
        ),
        "keberatan_belum_final": "Penilaian ini belum final. Keberatan diajukan atas hasil yang sudah final.",
        "keberatan_final_atasan": (
            "Penilaian ini dilakukan atasan pejabat penilai, jadi hasilnya bersifat final (PermenPANRB 6/2022 halaman "
            "90). Keberatan tidak tersedia. Tanyakan ke bagian kepegawaian bila ada yang keliru."
        ),
        "keberatan_final_pimpinan": (
            "Penilaian ini dilakukan kepala daerah atau menteri, jadi hasilnya bersifat final (PermenPANRB 6/2022 "
            "halaman 90). Keberatan tidak tersedia."
        ),
        "keberatan_tanpa_sandi": (
            "Di komputer ini belum ada sandi untuk setiap orang, jadi keberatan tidak dapat disegel atas nama Anda. "
            "Cetak lembar keberatan kosong, isi dengan tangan, dan serahkan kepada atasan pejabat penilai."
        ),
        "keberatan_tanpa_penerima": (
            "Keberatan belum dapat disegel di sini: atasan pejabat penilai belum mempunyai kunci, dan kantor ini belum "
            "terdaftar di kabupaten. Cetak lembar keberatan kosong, isi dengan tangan, dan serahkan kepada atasan "
            "pejabat penilai."
        ),
        "keberatan_kunci_penilai": (
            "Sandi atasan pejabat penilai dibuat oleh akun pejabat penilai sendiri, jadi kunci itu tidak dipakai. "
            "Keberatan disegel untuk kabupaten saja."
        ),
        "keberatan_kosong": "Keberatan belum berisi alasan. Tulis alasannya dulu.",
        "keberatan_terlalu_panjang": "Tulisan ini terlalu panjang, batasnya {batas}. Ringkaskan dulu.",
        "keberatan_bukti_banyak": "Paling banyak {batas} bukti dapat disebut. Gabungkan beberapa di antaranya.",
        "keberatan_bukan_kunci": (
            "Keberatan ini tidak disegel untuk kunci Anda, jadi tidak dapat dibuka di sini. Mintalah kabupaten "
            "membukanya, atau minta pegawai menyegel ulang."
        ),
        "keberatan_isi_lain": (
            "Isi segel keberatan nomor {nomor} bukan milik amplopnya. Jangan diputuskan; minta slip dan salinan dari "
            "pegawai yang bersangkutan."
        ),
        "keberatan_isi_rusak": (
            "Keberatan nomor {nomor} tidak utuh lagi: isinya berubah sejak disegel. Minta salinan dari flashdisk "
            "pegawai, lalu terima salinan itu."
        ),
        "keberatan_komputer_lain": (
            "Keberatan ini disegel di komputer lain. Buat salinannya di komputer tempat ia disegel."
        ),
        "kode_keberatan_salah_ketik": (
            "Kode slip itu salah ketik. Kode berisi 15 tanda, misalnya 7K2DV-5W6XV-38M2A. Periksa setiap tandanya."
        ),
        "keberatan_hilang": (
            "Keberatan ini pernah disegel tetapi tidak ada di sini. Minta pegawai menunjukkan slipnya dan menyerahkan "
            "salinan di flashdisk, lalu tanyakan ke kantor itu."
        ),
        "keberatan_beda": (
            "Keberatan di nomor ini bukan yang dulu dilaporkan. Minta slip dari pegawai dan cocokkan kodenya."
        ),
        "keberatan_ganda": (
            "Ada dua keberatan dengan nomor yang sama. Biasanya komputer pernah kembali ke keadaan lama. Keduanya "
            "disimpan; cocokkan dengan slip masing-masing."
        ),
        "keberatan_putus": (
            "Keberatan ini tidak menyambung dari nomor sebelumnya. Minta slip dari pegawai dan cocokkan kodenya."
        ),
        "keberatan_mundur": (
            "Paket yang lebih baru menyebut lebih sedikit keberatan daripada yang lama. Tanyakan ke kantor itu, dan "
            "minta slip dari pegawai."
        ),
        "keberatan_tidak_utuh": (
            "Keberatan nomor {nomor} di komputer ini hilang atau berubah. Data tetap dapat dipakai. Beri tahu "
            "kabupaten, dan pegawai yang memegang slip menyerahkan salinannya."
        ),
        "bukan_salinan_keberatan": "Berkas ini bukan salinan keberatan. Pilih berkas yang namanya berakhir .skpk.",
        "keberatan_rusak": "Salinan keberatan ini rusak atau sudah diubah. Minta salinan yang lain.",
        "keberatan_pengirim_asing": (
            "Salinan ini berasal dari komputer yang tidak terdaftar di kabupaten ini. Periksa dari kantor mana asalnya."
        ),
        "keberatan_ditolak": (
            "Salinan keberatan ini tidak dapat diterima: isinya bukan yang ditandatangani pegawai itu. Cocokkan kode "
            "slip, lalu minta salinan yang lain."
        ),
        "keberatan_bentuk": "Bentuk keberatan tidak seperti yang dibuat program, jadi ditahan.",
        "keberatan_berubah": "Keberatan yang sudah disegel tidak pernah berubah; perubahan ini ditahan.",
        "keberatan_tidak_sah": "Tanda tangan pegawai pada keberatan ini tidak cocok, jadi ditahan.",
        "penjelasan_kosong": (
            "Penjelasan pejabat penilai belum ada. Minta dulu penjelasannya (PermenPANRB 6/2022 halaman 117), atau "
            "tulis apa yang ia sampaikan secara lisan, juga bila ia tidak mau menjelaskan."
        ),
        "putusan_sudah_ditetapkan": "Keputusan ini sudah ditetapkan dan tidak berubah lagi.",
        "putusan_tanpa_penilaian": (
            "Penilaian yang dipersoalkan tidak ada di sini sebagai satu hasil final. Terima dulu paket atau balasan "
            "terbaru, atau selesaikan perbedaannya di halaman Konflik."
        ),
        "putusan_tanpa_rating": "Keputusan yang mengubah hasil memerlukan kedua rating yang baru. Pilih keduanya.",
        "putusan_tanpa_rekomendasi": (
            "Keputusan yang mengubah hasil memerlukan rekomendasi baru (PermenPANRB 6/2022 halaman 118). Tulis dulu."
        ),
        "putusan_terlalu_awal": "Keberatan diterima pada {diterima}. Tanggal keputusan tidak boleh sebelumnya.",
    }
)

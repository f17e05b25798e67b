"""Sentences of counselling: reporting, sealing, opening, and what does not fit in a case."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "konseling_tanpa_sandi": (
            "Di komputer ini Anda belum masuk dengan sandi sendiri, jadi tidak ada kunci untuk menyegel. Minta admin "
            "membuatkan akun, lalu masuk dengan sandi Anda."
        ),
        "konseling_tanpa_unit": (
            "Kantor ini belum terdaftar di kabupaten, jadi kunci unit kepegawaian belum ada di sini. Daftarkan kantor "
            "dahulu; ketikan Anda tetap tersimpan sebagai draf."
        ),
        "konseling_tanpa_kunci": (
            "{nama} belum mempunyai kunci yang hanya ia ketahui, jadi bagian ini belum dapat disegel. Minta ia masuk di "
            "komputer kantornya dan mengganti sandinya sekali (menu namanya, Ganti sandi), lalu kantor itu mengirim "
            "paket. Ketikan Anda menunggu sebagai draf."
        ),
        "konseling_belum_dikomunikasikan": (
            "Isi tanggal Anda membicarakan masalah ini dengan pegawai. Pejabat penilai wajib membicarakannya dahulu "
            "sebelum melapor (PermenPANRB 6/2022 halaman 86)."
        ),
        "konseling_belum_lengkap": "Bagian ini belum dapat disegel: isi {isian}.",
        "bagian_terlalu_panjang": "Bagian ini lebih panjang dari {batas} KiB. Pendekkan, atau bagi menjadi dua.",
        "konseling_tanggal_akan_datang": "Tanggal konseling belum tiba. Rekaman ditulis sesudah konseling.",
        "konseling_sudah_ada": (
            "Anda sudah melaporkan pegawai ini dan perkaranya belum ditutup. Buka perkara itu untuk menambah laporan."
        ),
        "konseling_sudah_ditutup": "Perkara ini sudah ditutup. Masalah baru dilaporkan sebagai perkara baru.",
        "konseling_sudah_ditetapkan": (
            "Unit kepegawaian sudah menetapkan konseling, jadi laporan tidak ditambah lagi. Sampaikan lewat konselor."
        ),
        "konseling_belum_ditetapkan": "Unit kepegawaian belum menetapkan konselor dan jadwal.",
        "konseling_penuh": "Perkara ini sudah memuat bagian sebanyak-banyaknya. Tutup, lalu mulai perkara baru.",
        "konseling_konselor_salah": (
            "Konselor harus pegawai kantor itu atau pegawai kabupaten, dan bukan pegawai yang dikonseling. Untuk orang "
            "lain pilih konselor dari luar dan tulis namanya."
        ),
        "konseling_penilai_tidak_terlatih": (
            "{nama} pejabat penilai dan tidak menyatakan sudah memperoleh pelatihan konseling. Pilih konselor lain "
            "(PermenPANRB 6/2022 halaman 87)."
        ),
        "konseling_bukan_kunci": (
            "Bagian ini tidak disegel untuk kunci Anda yang sekarang. Bila sandi Anda pernah diganti orang lain, "
            "bagian lama hanya dapat dibuka unit kepegawaian; mintalah cetakannya."
        ),
        "bagian_rusak": "Bagian ini rusak atau diubah, jadi tidak dapat dibuka. Tanyakan salinannya ke kabupaten.",
        "konseling_isi_lain": (
            "Isi bagian ini milik perkara atau urutan lain: seseorang menukarnya. Jangan dipakai; beri tahu kabupaten."
        ),
        "konseling_bagian_hilang": (
            "Ada bagian yang pernah disegel dan sekarang tidak ada. Seseorang menghapusnya atau paketnya belum sampai; "
            "cocokkan kode setiap bagian dengan unit kepegawaian."
        ),
        "konseling_bagian_berubah": (
            "Ada bagian yang tidak sama dengan yang disegel. Jangan dipakai; minta unit kepegawaian memeriksa."
        ),
        "konseling_bagian_bukan_hak": (
            "Ada bagian yang ditandatangani orang yang tidak berhak menulisnya. Jangan dipakai; beri tahu kabupaten."
        ),
        "konseling_amplop_lain": (
            "Konselor atau keadaan yang tertulis pada amplop perkara ini bukan yang ditandatangani dalam bagiannya, "
            "atau tanda tangannya belum dapat dibuktikan di sini. Yang ditampilkan hanya yang terbukti; cocokkan kode "
            "setiap bagian dengan unit kepegawaian."
        ),
        "konseling_tidak_utuh": (
            "Perkara ini tidak disambung lagi, karena ada yang tidak cocok dengan yang ditandatangani. Ketikan Anda "
            "tetap tersimpan sebagai draf. Cocokkan kode setiap bagian dengan unit kepegawaian; bila memang diubah, "
            "pejabat penilai melaporkannya sebagai perkara baru."
        ),
        "konseling_bukan_penilai": (
            "Menurut data pegawai, pelapor tidak pernah menjadi pejabat penilai orang ini. Periksa sebelum bertindak."
        ),
        "konseling_berkas_salah": (
            "Berkas isian tidak dapat dibaca: {rincian}. Cetak isian kosongnya dengan counselling template, lalu isi."
        ),
        "konseling_bentuk": "Berkas konseling ini tidak dibuat oleh program ini.",
        "konseling_berubah": "Berkas konseling ini menghapus atau mengganti bagian yang sudah disegel.",
        "konseling_tidak_sah": "Tanda tangan pada bagian konseling ini palsu.",
    }
)

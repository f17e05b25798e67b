"""Sentences of competencies, their standard, and development plans."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "standar_bukan_milik": (
            "Standar {nama} milik kantor lain. Buat standar sendiri bila kabupaten belum menetapkannya."
        ),
        "standar_tanpa_nama": "Beri nama standar ini, misalnya Pelaksana kecamatan.",
        "standar_tanpa_jabatan": "Pilih jenis jabatannya, atau sebut nama jabatan yang dimaksud.",
        "standar_syarat_salah": "Setiap kompetensi disebut satu kali saja, paling sedikit satu dan paling banyak {maks}.",
        "standar_level_salah": "Level {nama} harus 1 sampai {terbanyak}.",
        "standar_teknis_salah": "Kompetensi {kode} tidak dikenal. Untuk kompetensi teknis pakai kode T. dan beri namanya.",
        "kompetensi_diri_sendiri": (
            "Kompetensi diri sendiri tidak dinilai sendiri. Yang menilai dan menandatangani pimpinannya, atau pihak lain "
            "yang ditugasi."
        ),
        "kompetensi_bimbingan_lain": "Bimbingan itu bukan bimbingan pegawai ini. Pilih bimbingan miliknya.",
        "kompetensi_tidak_dikenal": "Kompetensi {kode} tidak ada pada lembar ini. Lihat kodenya dengan competency show.",
        "kompetensi_salah_isi": "Isian kompetensi ini tidak dapat diterima: nilai 1 sampai 5, indikator 1 sampai 3.",
        "kompetensi_standar_tetap": (
            "Level yang dipersyaratkan jabatan datang dari standar kompetensi dan tidak diubah di lembar penilaian."
        ),
        "kompetensi_sudah_selesai": "Penilaian kompetensi ini sudah selesai. Pilih Koreksi bila harus berubah.",
        "kompetensi_masih_draf": "Penilaian kompetensi ini masih draf dan dapat langsung diubah.",
        "kompetensi_belum_lengkap": (
            "Belum dapat diselesaikan: masih {jumlah} hal yang harus dilengkapi di lembarnya. Yang pertama: {pertama}"
        ),
        "kompetensi_tanggal_nanti": "Tanggal penilaian belum tiba. Isi tanggal hari ini atau sebelumnya.",
        "kompetensi_tanpa_penanda_tangan": "Belum ada yang menandatangani. Pilih pimpinan atau pihak lain yang ditugasi.",
        "kompetensi_kosong": "Belum ada kompetensi yang dinilai.",
        "kompetensi_tanpa_nama": "Ada kompetensi teknis tanpa nama. Isi namanya atau hapus barisnya.",
        "kompetensi_belum_dinilai": "{nama}: belum dinilai.",
        "kompetensi_nilai_beda": (
            "{nama}: nilainya tidak sesuai dengan indikator yang dicentang. Nilai 4 dan 5 hanya bila ketiganya dipenuhi."
        ),
        "kompetensi_tanpa_alasan": "{nama}: alasan penilaian belum diisi.",
        "kompetensi_tanpa_level": "{nama}: level yang dipersyaratkan jabatan belum ditetapkan.",
        "kompetensi_tanpa_rekomendasi": "{jumlah} kompetensi di bawah standar, tetapi rekomendasi masih kosong.",
        "pengembangan_salah_isi": "Isian rencana pengembangan ini tidak dapat diterima. Periksa jumlah langkah dan JP-nya.",
        "pengembangan_jp_salah": "JP satu kegiatan harus 0 sampai 2.000. Satu JP 45 menit.",
        "pengembangan_jp_melebihi_hari": (
            "JP kegiatan itu melebihi harinya: paling banyak 12 JP sehari (9 jam). Isi tanggal mulai dan selesainya, atau "
            "betulkan JP-nya."
        ),
        "pengembangan_sudah_disepakati": (
            "Rencana ini sudah disepakati, jadi kebutuhan dan JP rencananya tidak Anda ubah sendiri. Catat kegiatan yang "
            "Anda ikuti; untuk mengubah rencananya, minta pejabat penilai Anda."
        ),
        "pengembangan_dampak_penilai": (
            "Perubahan yang terlihat sesudah pengembangan ditulis pejabat penilai Anda atau operator, bukan Anda sendiri."
        ),
        "pengembangan_tanggal_terbalik": "Tanggal selesai mendahului tanggal mulai. Betulkan salah satunya.",
        "pengembangan_tahun_salah": "Tahun {tahun} tidak dapat dipakai. Isi tahun yang berjalan atau di dekatnya.",
        "pengembangan_langkah_tidak_ada": "Langkah itu tidak ada lagi dalam rencana ini. Muat ulang daftarnya.",
        "pengembangan_kebutuhan_tidak_ada": "Usulan itu tidak ada lagi: sumbernya sudah berubah. Muat ulang usulannya.",
        "pengembangan_kebutuhan_kosong": "Sebutkan apa yang perlu dikembangkan.",
        "pengembangan_acara_kosong": "Isi nama kegiatan dan tanggalnya.",
        "pengembangan_acara_nanti": "Kegiatan itu belum berlangsung. Catat pelaksanaannya sesudah diikuti.",
        "pengembangan_acara_tercatat": (
            "{nama} tanggal {tanggal} dengan nomor sertifikat yang sama sudah tercatat, jadi JP-nya tidak dihitung dua kali. "
            "Bila memang kegiatan lain, ulangi perintahnya dengan --again."
        ),
        "pengembangan_tanpa_langkah": "Rencana ini belum berisi langkah apa pun, jadi belum ada yang disepakati.",
        "pengembangan_ada_kegiatan": (
            "Rencana ini sudah mencatat kegiatan yang diikuti dan tidak dihapus. Hapus kegiatannya dulu bila keliru."
        ),
    }
)

"""Sentences of coaching, mentoring and the employee's feedback on them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "bimbingan_diri_sendiri": "Pegawai tidak dapat membimbing dirinya sendiri. Pilih pembimbing lain.",
        "bimbingan_tanpa_pembimbing": (
            "Pembimbing belum diketahui. Isi pejabat penilai pada data pegawai, atau pilih pembimbing lain."
        ),
        "bimbingan_pembimbing_ditunjuk": (
            "Pembimbing selain pejabat penilai adalah penugasan khusus: pejabat penilai atau operator yang menunjuknya. "
            "Minta salah satunya memilih pembimbing itu pada lembar ini, atau biarkan pejabat penilai yang membimbing."
        ),
        "bimbingan_bukan_milik_sendiri": (
            "Lembar tentang Anda ini dimulai atau sudah diisi orang lain, jadi bukan Anda yang menghapusnya. Minta "
            "pejabat penilai Anda menghapusnya bila memang keliru."
        ),
        "bimbingan_skp_lain": "SKP itu milik pegawai lain. Pilih SKP pegawai yang dibimbing.",
        "bimbingan_sudah_selesai": (
            "Bimbingan ini sudah selesai dan ditandatangani. Buka untuk koreksi dengan alasan bila ada yang keliru."
        ),
        "bimbingan_masih_draf": "Bimbingan ini belum selesai, jadi masih dapat diubah langsung.",
        "bimbingan_belum_lengkap": "Bimbingan belum dapat diselesaikan: isi dahulu bagian {isian}.",
        "bimbingan_tanggal_nanti": "Tanggal itu belum tiba. Isi tanggal bimbingan ditandatangani.",
        "bimbingan_tidak_dilaporkan": (
            "Tidak ada hasil bimbingan yang perlu Anda laporkan sekarang. Yang dilaporkan adalah bimbingan yang sudah "
            "selesai."
        ),
        "umpan_bimbingan_belum": "Bimbingan belum selesai. Umpan balik diisi sesudah bimbingan selesai.",
        "umpan_bimbingan_tanpa_atasan": (
            "Atasan dari pimpinan Anda belum diketahui, jadi umpan balik belum dapat diserahkan. Minta operator "
            "melengkapi atasan pejabat penilai pada data pegawai."
        ),
        "umpan_bimbingan_nomor": "Pernyataan nomor {nomor} tidak ada. Nomornya 1 sampai 9.",
        "umpan_bimbingan_sudah": "Umpan balik ini sudah diserahkan, jadi tidak diubah lagi.",
        "umpan_bimbingan_belum_lengkap": (
            "Masih ada {jumlah} pernyataan yang belum Anda jawab. Jawab dengan kata-kata Anda sendiri, pendek pun cukup."
        ),
    }
)

"""Sentences of what an objection holds, who decides it, and which days are believed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "keberatan_menahan": (
            "Pegawai mengajukan keberatan atas penilaian ini dan belum ada keputusannya, jadi penilaian tidak dapat "
            "dibuka lagi. Atasan pejabat penilai memutuskannya (PermenPANRB 6/2022 halaman 117). Sampaikan koreksi "
            "Anda dalam penjelasan ketika diminta."
        ),
        "putusan_menahan": (
            "Keberatan atas penilaian ini sudah diputuskan atasan pejabat penilai, jadi penilaian tidak dapat dibuka "
            "lagi. Keputusan itulah yang berlaku (PermenPANRB 6/2022 halaman 117). Bila ada yang keliru, bicarakan "
            "dengan atasan pejabat penilai."
        ),
        "putusan_bukan_oleh_penilai": (
            "Keputusan atas keberatan tidak dapat dicatat oleh pejabat yang menilai. Mintalah admin lain atau "
            "kabupaten mencatatnya dari keputusan yang ditandatangani."
        ),
        "putusan_belum_lengkap": (
            "Keputusan atas keberatan ini belum lengkap. Isi tanggal, keberatan, penjelasan pejabat penilai, keputusan "
            "dan atasan pejabat penilai; bila mengubah hasil, juga kedua rating."
        ),
        "putusan_sudah_ada": (
            "Keberatan atas penilaian ini sudah diputuskan. Keputusan kedua atas hasil yang sama tidak dapat dibuat. "
            "Buka keputusan yang ada di daftar Keberatan."
        ),
        "penjelasan_milik_penilai": (
            "Pejabat penilai sudah menulis penjelasannya sendiri, jadi penjelasan itu tidak dapat diganti. Pakai "
            "penjelasan yang ada; tanggapan Anda ditulis dalam rekomendasi."
        ),
        "keberatan_tanpa_penilaian": (
            "Penilaian yang dipersoalkan belum sampai di sini, jadi belum diketahui siapa penilainya. Terima dulu "
            "paket dari kantor itu; sesudah itu keberatan dapat dibuka."
        ),
        "tanggal_di_depan": (
            "Tanggal {tanggal} belum tiba; menurut komputer hari ini {hari}. Periksa tanggalnya, atau betulkan jam "
            "komputer."
        ),
    }
)

"""Sentences of a change of assessor and of the hand-over."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "pergantian_tanpa_pegawai": "Belum ada pegawai yang dipilih. Pilih sedikitnya satu.",
        "pergantian_tanpa_penilai": "Penilai yang baru belum dipilih. Pilih dari daftar pegawai.",
        "pergantian_belum_mulai": (
            "Penilai yang baru bertugas mulai {tanggal}. Siapkan sekarang, lalu selesaikan pada atau sesudah {tanggal}."
        ),
        "serah_terima_tanggal_salah": (
            "{tanggal} bukan hari serah terima yang mungkin. Isi tanggal antara tahun {awal} dan {akhir}."
        ),
        "penilai_dirinya_sendiri": "{nama} tidak dapat menjadi penilai bagi dirinya sendiri. Pilih orang lain.",
        "pergantian_berkonflik": (
            "Dokumen {nama} berbeda versi. Pilih versinya di halaman Konflik, lalu ganti penilainya."
        ),
        "serah_terima_sudah_selesai": (
            "Serah terima {nama} mulai {tanggal} sudah selesai. Lembarnya dapat dicetak kapan saja."
        ),
        "serah_terima_tanpa_penerima": "Pengganti belum dipilih. Pilih orangnya, atau atasan dari pejabat penilai.",
        "serah_terima_penerima_sama": "Penerima sama dengan yang menyerahkan. Pilih orang lain.",
        "serah_terima_tanpa_bawahan": (
            "Tidak ada pegawai yang dinilai {nama} pada {tanggal}. Periksa nama dan tanggalnya."
        ),
    }
)

"""Sentences of credit points."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "ak_bulan_salah": "Jumlah bulan {bulan} tidak mungkin. Isi 1 sampai {terbanyak}.",
        "ak_penilaian_belum_final": (
            "Penilaian ini belum final atau periodenya tidak dinilai, jadi belum ada predikat yang dikonversi. "
            "Finalkan penilaiannya dulu."
        ),
        "ak_penilaian_orang_lain": (
            "Penilaian yang dikonversi bukan milik pegawai ini. Hapus draf ini dan buat lagi dari penilaiannya."
        ),
        "ak_tanpa_konversi": (
            "Belum ada konversi yang ditetapkan sampai tahun {tahun}. Tetapkan konversinya dulu, lalu buat penetapan."
        ),
        "ak_jenjang_kosong": "Jenjang jabatan fungsional belum dipilih.",
        "ak_bukan_angka": "Isi dengan angka, misalnya 12,5. Kosongkan bila tidak ada.",
        "ak_bulan_ganda": (
            "Bulan yang sama sudah dihitung dalam konversi periode {periode}. Satu bulan hanya dihitung sekali: "
            "kurangi bulannya, atau batalkan salah satunya."
        ),
        "ak_bulan_lebih": (
            "Bersama konversi lain tahun itu jumlahnya {jumlah} bulan. Setahun paling banyak 12: kurangi bulannya, "
            "misalnya bila pindah di tengah bulan."
        ),
        "ak_sudah_dijumlahkan": (
            "Konversi di sini sudah dijumlahkan dalam penetapan {periode}. Hapus draf ini, lalu buat penetapan baru."
        ),
        "ak_konversi_berubah": (
            "Konversi dalam penetapan {periode} dikoreksi sesudah dijumlahkan. Koreksi penetapan itu juga bila perlu."
        ),
        "ak_sudah_ditetapkan": "Dokumen ini sudah ditetapkan. Pilih Koreksi dan sebutkan alasannya bila harus berubah.",
        "ak_masih_draf": "Dokumen ini masih draf dan dapat langsung diubah.",
        "ak_belum_lengkap": "Belum dapat ditetapkan: masih {jumlah} hal yang harus dilengkapi di lembarnya.",
        "ak_akumulasi_tanpa_penetapan": "Akumulasi dicetak dari penetapan. Pilih penetapannya, bukan konversinya.",
        "ak_tanggal_awal": "Tanggal penetapan mendahului periode yang dikonversi. Periksa tanggalnya.",
    }
)

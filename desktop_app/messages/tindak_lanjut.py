"""Sentences of follow-ups, outcome indicators and the page of one's own results."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "tindak_lanjut_belum_final": (
            "Tindak lanjut dicatat pada penilaian yang sudah final. Finalkan dulu penilaiannya."
        ),
        "tindak_lanjut_tentang_diri": (
            "Tindak lanjut ini tentang Anda sendiri. Catat kemajuannya; yang menutupnya pejabat penilai Anda atau operator."
        ),
        "tindak_lanjut_kosong": "Uraian tindak lanjut belum diisi. Tulis apa yang akan dilakukan.",
        "tindak_lanjut_berakhir": (
            "Tindak lanjut ini sudah selesai atau dibatalkan. Buka kembali dengan alasan bila perlu diubah."
        ),
        "tindak_lanjut_masih_terbuka": "Tindak lanjut ini masih terbuka, jadi tidak perlu dibuka kembali.",
        "tindak_lanjut_hasil_kosong": "Hasilnya belum ditulis. Tulis apa yang terjadi, baru tutup tindak lanjutnya.",
        "sanksi_tanpa_dasar": (
            "Usulan sanksi perlu dasar: peraturan perundang-undangan yang mengaturnya. Isi kolom dasar lebih dulu."
        ),
        "rencana_orang_lain": "Rencana pengembangan itu milik orang lain. Pilih rencana pegawai yang bersangkutan.",
        "outcome_hasil_tidak_ada": "Hasil kerja itu tidak ada di SKP. Pilih salah satu hasil kerja di SKP tersebut.",
        "outcome_nama_kosong": "Indikator outcome belum bernama. Tulis perubahan apa yang diharapkan.",
        "outcome_unsur_kosong": "Unsur survei belum dipilih. Pilih U1 sampai U9.",
        "outcome_indikator_kosong": "Indikator jurnal belum dipilih. Pilih indikator dari SKP yang sama.",
        "outcome_satuan_waktu": (
            "Waktu proses dihitung dalam menit, jam, atau hari, bukan \u201c{satuan}\u201d. Isi satuannya dengan salah satunya."
        ),
        "outcome_sudah_ada": (
            "Hasil kerja ini sudah punya indikator outcome yang sama: {nama}. Ubah yang itu, atau hapus dulu."
        ),
        "outcome_nilai_salah": "\u201c{nilai}\u201d bukan angka. Tulis seperti 82,5.",
        "outcome_bukan_ketikan": (
            "Nilai outcome ini dihitung dari {sumber}. Ganti sumbernya menjadi diisi sendiri bila ingin mengetik."
        ),
        "hasil_saya_belum_final": "Penilaian ini belum final, jadi belum ada predikat yang dapat dijelaskan.",
    }
)

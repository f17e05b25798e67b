"""What the acts about the kabupaten's keys are called in the audit chain."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KATA_KUNCI: Mapping[str, str] = MappingProxyType(
    {
        "setujui_pemulihan": "Menyetujui pemulihan sandi kantor {kantor}",
        "tolak_pemulihan": "Menolak berkas pemulihan sandi: {alasan}",
        "buat_escrow": "Membuat kunci titipan kabupaten",
        "keluarkan_escrow": "Memindahkan kunci titipan ke luar komputer",
        "segel_pemulihan": "Menyegel kunci data untuk pemulihan oleh kabupaten",
        "rencana_kunci": "Menyiapkan perubahan kunci kabupaten: {perlu} dari {pemegang} pemegang",
        "batal_rencana_kunci": "Membatalkan rencana perubahan kunci kabupaten",
        "buat_kunci_pemegang": "Membuat kunci nomor {nomor} di flashdisk dan kartu",
        "bukti_kunci_pemegang": "Membaca kembali kunci nomor {nomor} dari {cara}",
        "ganti_kunci_kabupaten": "Mengganti kunci kabupaten menjadi versi {versi}",
        "akhiri_kotak_lama": "Mengakhiri kunci kotak masuk lama: {jumlah}",
        "terima_kepercayaan": "Menerima kunci kabupaten versi {versi}",
        "percaya_kunci_lain": "Mempercayai kunci kabupaten lain, versi {versi}, sesudah sidik jarinya dibacakan",
        "tolak_kunci_lain": "Menolak mempercayai kunci kabupaten lain: {alasan}",
        "simpan_bukti_kunci": "Menyimpan bukti dua kunci kabupaten yang berlainan",
        "ambil_kepercayaan": "Mengambil kunci kabupaten versi {versi} dari berkas kepercayaan",
    }
)

"""What the acts of rounds are called in the audit chain; of answers there is no row at all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KATA_PUTARAN: Mapping[str, str] = MappingProxyType(
    {
        "buat_putaran": "Menyiapkan putaran umpan balik",
        "ubah_putaran": "Mengubah putaran umpan balik yang disiapkan",
        "hapus_putaran": "Menghapus putaran umpan balik yang disiapkan",
        "buka_putaran": "Membuka putaran umpan balik: {jumlah} lembar diminta",
        "buka_ulang_putaran": "Membuka ulang putaran umpan balik yang jawabannya hilang: {jumlah} lembar diminta",
        "kode_putaran": "Membuat kode sekali pakai untuk putaran umpan balik",
        "tutup_putaran": "Menutup putaran umpan balik: {jumlah} jawaban, {hasil} hasil, {ditahan} jawaban ditahan",
        "akhiri_putaran": "Mengakhiri putaran umpan balik yang jawabannya hilang, tanpa hasil",
        "akhiri_putaran_lain": "Mengakhiri putaran umpan balik yang dibuka di komputer lain, tanpa hasil",
        "buang_jawaban_putaran": "Menghapus jawaban putaran umpan balik yang dikumpulkan di komputer lain",
        "simpan_pertanyaan": "Menyimpan kumpulan pertanyaan",
        "hapus_pertanyaan": "Menghapus kumpulan pertanyaan",
    }
)

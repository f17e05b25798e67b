"""Words of the acts of surveys in the audit chain, and of their rights; ``jejak_kata`` takes them in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.wewenang import Wewenang

KATA_PENGEMBANGAN: Mapping[str, str] = MappingProxyType(
    {
        "buat_survei": "Menyiapkan survei {nama}",
        "mulai_survei": "Memulai survei {nama}",
        "tutup_survei": "Menutup survei {nama}",
        "buka_survei": "Membuka kembali survei {nama}",
        "hapus_survei": "Menghapus survei yang belum dimulai",
        "cetak_lembar_skm": "Menyiapkan lembar survei untuk dicetak: {jumlah} lembar {nama}",
        "ketik_lembar_skm": "Mengetik lembar survei nomor {nomor}, pengetikan {putaran}",
        "samakan_lembar_skm": "Memutuskan perbedaan dua pengetikan lembar survei nomor {nomor}",
        "nasib_lembar_skm": "Menyatakan lembar survei nomor {nomor} {nasib}",
        "buat_kode_skm": "Membuat kode untuk menjawab survei di layar: {jumlah}",
        "jawab_kios": "Menerima satu jawaban survei di layar",
    }
)
PERBUATAN_PENGEMBANGAN: Mapping[Wewenang, str] = MappingProxyType(
    {
        Wewenang.KELOLA_PUTARAN: "mengelola putaran umpan balik",
        Wewenang.JAWAB_PUTARAN: "menjawab putaran umpan balik",
        Wewenang.LIHAT_SKM: "melihat hasil survei kepuasan masyarakat",
        Wewenang.KELOLA_SKM: "mengelola survei kepuasan masyarakat",
    }
)

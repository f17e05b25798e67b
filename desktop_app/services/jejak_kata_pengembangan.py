"""Words of the acts of surveys and of what the kabupaten sends in the audit chain; ``jejak_kata`` takes them in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jejak_kata_kabupaten import DOKUMEN_KABUPATEN, KATA_KABUPATEN, PERBUATAN_KABUPATEN

KATA_PENGEMBANGAN: Mapping[str, str] = MappingProxyType(
    {
        **KATA_KABUPATEN,
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
        **PERBUATAN_KABUPATEN,
        Wewenang.KELOLA_PUTARAN: "mengelola putaran umpan balik",
        Wewenang.JAWAB_PUTARAN: "menjawab putaran umpan balik",
        Wewenang.LIHAT_SKM: "melihat hasil survei kepuasan masyarakat",
        Wewenang.KELOLA_SKM: "mengelola survei kepuasan masyarakat",
        Wewenang.KELOLA_TINDAK_LANJUT: "mengelola tindak lanjut penilaian",
        Wewenang.SUSUN_PENGEMBANGAN: "menyusun rencana pengembangan",
        Wewenang.KELOLA_KONSELING: "mengelola konseling",
        Wewenang.ISI_UMPAN_BIMBINGAN: "mengisi umpan balik bimbingan",
        Wewenang.ISI_BIMBINGAN: "mengisi bimbingan kinerja",
        Wewenang.ISI_KOMPETENSI: "mengisi evaluasi kompetensi",
        Wewenang.KELOLA_PERBAIKAN: "mengelola perbaikan layanan",
        Wewenang.CATAT_PENGADUAN: "mencatat pengaduan",
        Wewenang.KELOLA_PENGADUAN: "melihat nama pelapor dan menghapus pengaduan",
        Wewenang.LIHAT_PENGADUAN: "melihat pengaduan",
    }
)
DOKUMEN_PENGEMBANGAN: Mapping[str, str] = MappingProxyType(
    {
        **DOKUMEN_KABUPATEN,
        "templat_pertanyaan": "templat pertanyaan",
        "standar_kompetensi": "standar kompetensi",
        "putaran": "putaran umpan balik",
        "hasil_putaran": "hasil putaran",
        "survei_skm": "survei masyarakat",
        "lembar_skm": "lembar survei",
        "pengaduan": "pengaduan",
        "perbaikan_layanan": "perbaikan layanan",
        "coaching": "coaching",
        "mentoring": "mentoring",
        "umpan_balik_bimbingan": "umpan balik bimbingan",
        "evaluasi_kompetensi": "evaluasi kompetensi",
        "konseling": "berkas konseling",
        "rencana_pengembangan": "rencana pengembangan",
        "tindak_lanjut": "tindak lanjut penilaian",
        "indikator_outcome": "indikator outcome",
    }
)
"""What documents of these kinds are called in a sentence."""

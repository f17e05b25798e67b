"""The page of rights of the user guide, made from the table: ``python -m tests.domain.halaman_peran`` writes it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.wewenang import BUKAN_UNTUK_DIRI, Jangkauan, PeranPengguna, Wewenang, reach

HALAMAN = Path(__file__).resolve().parents[2] / "docs" / "panduan" / "peran.md"
AWAL, AKHIR = "<!-- tabel -->\n", "<!-- akhir tabel -->\n"
PERAN = {
    PeranPengguna.PEGAWAI: "Pegawai",
    PeranPengguna.PENILAI: "Penilai",
    PeranPengguna.OPERATOR: "Operator",
    PeranPengguna.ADMIN: "Admin",
    PeranPengguna.VERIFIKATOR: "Verifikator",
    PeranPengguna.ADMIN_KABUPATEN: "Admin kabupaten",
}
SAMPAI = {
    Jangkauan.TIDAK: "–",
    Jangkauan.SENDIRI: "sendiri",
    Jangkauan.BAWAHAN: "sendiri dan yang dinilai",
    Jangkauan.SEMUA: "semua",
}
PERBUATAN = {
    Wewenang.RINGKASAN: "Melihat halaman depan dan pekerjaan yang menunggu",
    Wewenang.LIHAT_PEGAWAI: "Melihat data pegawai",
    Wewenang.UBAH_PEGAWAI: "Mencatat, mengubah, menghapus pegawai; mengambil daftar pegawai",
    Wewenang.LIHAT_SKP: "Melihat SKP",
    Wewenang.SUSUN_SKP: "Menyusun dan mengajukan SKP",
    Wewenang.TETAPKAN_SKP: "Mengembalikan, menetapkan, membuka kembali SKP",
    Wewenang.LIHAT_PENILAIAN: "Melihat penilaian",
    Wewenang.ISI_PENILAIAN: "Membuat penilaian dan mengetik realisasi",
    Wewenang.ISI_RATING: "Mengetik rating, umpan balik, capaian organisasi ke dalam draf",
    Wewenang.NILAI: "Memfinalkan dan mengoreksi penilaian",
    Wewenang.CATAT_TETAP: "Mencatat dokumen yang sudah ditandatangani di kertas (lewat berkas)",
    Wewenang.CETAK: "Mencetak formulir",
    Wewenang.PERIKSA_FORMULIR: "Memeriksa keaslian formulir tercetak",
    Wewenang.TERAPKAN_BERKAS: "Menerapkan berkas pertukaran",
    Wewenang.KIRIM: "Mengirim ke kabupaten dan menerima balasannya",
    Wewenang.TERIMA: "Menerima dan menggabungkan paket kantor lain",
    Wewenang.SELESAIKAN_KONFLIK: "Menyelesaikan versi yang berbeda",
    Wewenang.BALAS: "Membalas kantor pengirim",
    Wewenang.DAFTARKAN_KANTOR: "Menyetujui pendaftaran kantor",
    Wewenang.PULIHKAN_SANDI: "Memberi izin pemulihan sandi kantor lain",
    Wewenang.SANDI_SENDIRI: "Mengganti sandi sendiri",
    Wewenang.KELOLA_AKUN: "Mengelola pengguna, peran, dan kunci kantor",
    Wewenang.LIHAT_PENGATURAN: "Melihat pengaturan dan keterangan komputer",
    Wewenang.UBAH_PENGATURAN: "Mengubah pengaturan kantor",
    Wewenang.CADANGKAN: "Membuat cadangan",
    Wewenang.PULIHKAN_CADANGAN: "Memulihkan dari cadangan",
    Wewenang.PERIKSA: "Memeriksa keutuhan data",
    Wewenang.LIHAT_JEJAK: "Melihat jejak perbuatan",
    Wewenang.BERKAS_AUDITOR: "Membuat berkas untuk auditor",
    Wewenang.EKSPOR_ORANG: "Mengekspor semua data seseorang",
    Wewenang.HAPUS_ORANG: "Menghapus data seseorang (UU PDP)",
    Wewenang.KELOLA_TEMPLAT: "Mengelola templat SKP",
    Wewenang.UBAH_KETENTUAN: "Mengubah ketentuan instansi dan kalender",
    Wewenang.SERAH_TERIMA: "Membuat serah terima penilai",
    Wewenang.ISI_JURNAL: "Mengisi jurnal, rencana aksi, dan bukti dukung",
    Wewenang.TANGGAPI_JURNAL: "Membenarkan atau menanyakan isi jurnal",
    Wewenang.BERI_UMPAN_BALIK: "Memberi atau meminta umpan balik",
    Wewenang.ISI_EVALUASI_DIRI: "Mengisi evaluasi diri",
    Wewenang.UBAH_CAPAIAN: "Mencatat capaian kinerja organisasi sebuah unit",
    Wewenang.CATAT_DOKUMEN: "Mencatat serah terima dokumen evaluasi",
    Wewenang.AJUKAN_KEBERATAN: "Mengajukan keberatan",
    Wewenang.PUTUSKAN_KEBERATAN: "Membuka dan memutuskan keberatan",
    Wewenang.KELOLA_ANGKA_KREDIT: "Menyiapkan angka kredit",
    Wewenang.TETAPKAN_ANGKA_KREDIT: "Menetapkan angka kredit",
    Wewenang.LIHAT_SEBARAN: "Melihat sebaran rating",
    Wewenang.KELOLA_PUTARAN: "Menyiapkan, membuka, dan menutup putaran umpan balik",
    Wewenang.JAWAB_PUTARAN: "Menjawab putaran umpan balik yang ditanyakan kepadanya",
    Wewenang.LIHAT_SKM: "Melihat hasil survei kepuasan masyarakat dan perbaikan layanan",
    Wewenang.KELOLA_SKM: "Menyiapkan survei dan mengetik lembarnya",
    Wewenang.LIHAT_PENGADUAN: "Melihat pengaduan dan pujian tentang layanan",
    Wewenang.CATAT_PENGADUAN: "Mencatat dan menangani pengaduan dan pujian",
    Wewenang.KELOLA_PENGADUAN: "Melihat nama pelapor, menghapus pengaduan yang keliru dicatat",
    Wewenang.KELOLA_PERBAIKAN: "Merencanakan perbaikan layanan",
    Wewenang.ISI_KOMPETENSI: "Mengevaluasi kompetensi",
    Wewenang.ISI_BIMBINGAN: "Mengisi coaching dan mentoring",
    Wewenang.ISI_UMPAN_BIMBINGAN: "Memberi umpan balik atas bimbingan",
    Wewenang.KELOLA_KONSELING: "Melaporkan permasalahan perilaku dan mengurus konseling",
    Wewenang.SUSUN_PENGEMBANGAN: "Menyusun rencana pengembangan dan mencatat pelaksanaannya",
    Wewenang.KELOLA_TINDAK_LANJUT: "Mencatat tindak lanjut evaluasi",
    Wewenang.MINTA_PERBAIKAN: "Meminta kantor memperbaiki dokumennya, mengembalikan dokumen",
    Wewenang.JAWAB_PERBAIKAN: "Menjawab permintaan perbaikan dari kabupaten",
}


def table() -> str:
    """Return the table in Markdown: one line for each act, one column for each role."""
    lines = [f"| Perbuatan | {' | '.join(PERAN.values())} |", f"|---|{'---|' * len(PERAN)}"]
    for act in Wewenang:
        tanda = " ¹" if act in BUKAN_UNTUK_DIRI else ""
        sampai = " | ".join(SAMPAI[reach({peran}, act)] for peran in PERAN)
        lines.append(f"| {PERBUATAN[act]}{tanda} | {sampai} |")
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """Return the page with its table made anew."""
    before, _, rest = text.partition(AWAL)
    _, _, after = rest.partition(AKHIR)
    return before + AWAL + table() + AKHIR + after


if __name__ == "__main__":
    HALAMAN.write_text(page(HALAMAN.read_text(encoding="utf-8")), encoding="utf-8")

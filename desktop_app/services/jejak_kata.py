"""What each act of the audit chain is called: one Indonesian sentence an act, filled from the row's details."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.messages import load_sentences, sentence_for
from desktop_app.services.jejak_kata_konflik import KATA_KONFLIK
from desktop_app.services.jejak_kata_kunci import KATA_KUNCI
from desktop_app.services.jejak_kata_pengembangan import (
    DOKUMEN_PENGEMBANGAN,
    KATA_PENGEMBANGAN,
    PERBUATAN_PENGEMBANGAN,
)
from desktop_app.services.jejak_kata_pertukaran import KATA_PERTUKARAN
from desktop_app.services.jejak_kata_putaran import KATA_PUTARAN

KATA: Mapping[str, str] = MappingProxyType(
    {
        # the office
        "buat_kantor": "Mendirikan data kantor di komputer ini",
        "ubah_profil": "Mengubah identitas kantor",
        "ubah_pengaturan": "Mengubah pengaturan: {kolom}",
        "minta_pendaftaran": "Membuat permintaan pendaftaran ke kabupaten",
        "setujui_pendaftaran": "Menyetujui pendaftaran kantor {kantor} (sertifikat nomor {serial})",
        "jawab_hari": "Menjawab hari apa sekarang: {hari}",
        "ubah_ketentuan": "Mengubah ketentuan instansi",
        "ubah_kalender": "Mengubah kalender {tahun} ({hari} hari libur)",
        "perbarui_sertifikat": "Memperbarui sertifikat {jumlah} komputer untuk jenis dokumen baru",
        "terima_tertahan": "Menerima {jumlah} catatan yang menunggu sertifikat atau program baru",
        "listrik_padam": "Menutup program karena listrik mau padam",
        # people and keys
        "masuk": "Masuk dengan {cara}",
        "keluar": "Keluar, layar {cara}",
        "sandi_salah": "Salah mengetik sandi",
        "buat_akun": "Membuat akun dengan peran {peran}",
        "ubah_peran": "Mengubah peran dari {dulu} menjadi {peran}",
        "hubungkan_akun": "Mengubah data pegawai yang terhubung dengan sebuah akun",
        "hubungkan_diri": "Mengubah data pegawai yang terhubung dengan akunnya sendiri, sebagai satu-satunya admin",
        "cabut_cadangan": "Mencabut orang yang dihapus dari {cadangan} cadangan di komputer ini",
        "ganti_sandi": "Mengganti sandi",
        "reset_sandi": "Memberi sandi baru kepada pengguna",
        "hapus_akun": "Menghapus akun",
        "ganti_kunci": "Mengganti kunci data kantor",
        "buat_kartu": "Membuat kartu pemulihan nomor {nomor}",
        "rapikan_slot": "Menghapus sisa akun yang tidak jadi dibuat",
        "pakai_sandi": "Mulai memakai sandi di komputer ini",
        "pasang_jangkar": "Memasang penjaga terhadap berkas lama",
        "epoch_baru": "Memulai masa catatan baru, sebab: {sebab}",
        # documents
        "simpan": "Menyimpan {dokumen}",
        "simpan_semua": "Menyimpan {jumlah} naskah yang masih terbuka",
        "buang_naskah": "Membuang naskah {dokumen} yang belum disimpan",
        "buat_pegawai": "Mencatat pegawai baru",
        "hapus_pegawai": "Menghapus pegawai dari daftar",
        "impor_pegawai": "Mengambil daftar pegawai dari berkas",
        "buat_skp": "Membuat SKP tahun {tahun}",
        "skp_dari_templat": "Membuat SKP tahun {tahun} dari templat",
        "isi_dari_templat": "Mengisi SKP dari templat",
        "salin_skp": "Membuat SKP tahun {tahun} dari SKP tahun sebelumnya",
        "simpan_templat": "Menyimpan templat SKP",
        "pensiunkan_templat": "Memensiunkan templat SKP",
        "skp_ajukan": "Mengajukan SKP untuk ditetapkan",
        "skp_kembalikan": "Mengembalikan SKP",
        "skp_tetapkan": "Menetapkan SKP",
        "skp_catat_kertas": "Mencatat SKP yang ditandatangani di kertas",
        "skp_buka_kembali": "Membuka kembali SKP yang sudah ditetapkan",
        "skp_tarik": "Menarik kembali SKP yang sudah diajukan",
        "masukkan_adendum": "Memuat lagi adendum yang diterima ke dalam SKP",
        "skp_tegaskan": "Menegaskan SKP yang digabung dari dua adendum",
        "akhiri_skp": "Mengakhiri SKP pada {tanggal}",
        "pindah_jabatan": "Mencatat perpindahan jabatan mulai {tanggal}",
        "ganti_penilai": "Mengganti pejabat penilai mulai {tanggal}",
        "buat_serah_terima": "Menyiapkan serah terima penilai mulai {tanggal}",
        "selesaikan_serah_terima": "Menyelesaikan serah terima penilai mulai {tanggal}: {jumlah} pegawai",
        "hapus_serah_terima": "Menghapus draf serah terima penilai",
        "buat_jurnal": "Membuka jurnal minggu {minggu}",
        "hapus_jurnal": "Menghapus satu minggu jurnal",
        "tanggapi_jurnal": "Menanggapi {jumlah} catatan jurnal",
        "impor_jurnal": "Mengambil jurnal dari berkas: {baru} baru, {berubah} berubah",
        "ekspor_jurnal": "Mengekspor lembar jurnal seorang pegawai",
        "buat_rencana_aksi": "Membuat rencana aksi periode {periode}",
        "hapus_rencana_aksi": "Menghapus rencana aksi",
        "buat_angka_kredit": "Menyiapkan angka kredit periode {periode}",
        "tetapkan_angka_kredit": "Menetapkan angka kredit",
        "koreksi_angka_kredit": "Membuka kembali angka kredit",
        "hapus_angka_kredit": "Menghapus draf angka kredit",
        "simpan_standar_kompetensi": "Menyimpan standar kompetensi {nama}",
        "hapus_standar_kompetensi": "Menghapus standar kompetensi",
        "buat_kompetensi": "Membuat penilaian kompetensi",
        "selesai_kompetensi": "Menyelesaikan penilaian kompetensi",
        "koreksi_kompetensi": "Membuka kembali penilaian kompetensi",
        "hapus_kompetensi": "Menghapus draf penilaian kompetensi",
        "buat_pengembangan": "Membuat rencana pengembangan tahun {tahun}",
        "sepakati_pengembangan": "Mencatat kesepakatan rencana pengembangan",
        "hapus_pengembangan": "Menghapus rencana pengembangan",
        "ekspor_jam": "Mengekspor daftar jam pengembangan tahun {tahun} ({jumlah} orang)",
        "catat_keadaan": "Mencatat keadaan khusus pegawai: {jenis}",
        "buat_adendum": "Menyusun adendum SKP",
        "hapus_adendum": "Menghapus draf adendum nomor {nomor}",
        "adendum_ajukan": "Mengajukan adendum nomor {nomor}",
        "adendum_tarik": "Menarik kembali adendum nomor {nomor}",
        "adendum_terima": "Menerima adendum nomor {nomor}",
        "adendum_tolak": "Menolak adendum nomor {nomor}",
        "buat_penilaian": "Membuat penilaian periode {periode}",
        "buat_tindak_lanjut": "Mencatat tindak lanjut penilaian periode {periode}",
        "catat_tindak_lanjut": "Mencatat kemajuan tindak lanjut penilaian",
        "tutup_tindak_lanjut": "Menutup tindak lanjut penilaian",
        "buka_tindak_lanjut": "Membuka kembali tindak lanjut penilaian",
        "buat_outcome": "Menetapkan indikator outcome satu hasil kerja",
        "catat_outcome": "Mencatat nilai outcome periode {periode}",
        "hapus_outcome": "Menghapus indikator outcome",
        "penilaian_finalkan": "Memfinalkan penilaian",
        "penilaian_catat_kertas": "Mencatat penilaian yang ditandatangani di kertas",
        "tetapkan_capaian": "Menetapkan capaian kinerja unit",
        "catat_pengaduan": "Mencatat pengaduan, pujian, atau saran",
        "pengaduan_tangani": "Mulai menangani pengaduan",
        "pengaduan_selesai": "Menyelesaikan pengaduan dengan tanggapan",
        "pengaduan_buka": "Membuka kembali pengaduan yang sudah selesai",
        "ikat_pengaduan": "Mengaitkan pengaduan dengan unsur survei atau hasil kerja",
        "hapus_pengaduan": "Menghapus pengaduan yang keliru dicatat",
        "rencanakan_perbaikan": "Merencanakan perbaikan layanan",
        "perbaikan_mulai": "Memulai perbaikan layanan",
        "perbaikan_selesai": "Menyelesaikan perbaikan layanan",
        "perbaikan_batal": "Membatalkan perbaikan layanan",
        "perbaikan_buka": "Membuka kembali perbaikan layanan",
        "hapus_perbaikan": "Menghapus perbaikan layanan yang keliru dicatat",
        **KATA_PENGEMBANGAN,
        "buat_evaluasi_diri": "Memulai evaluasi diri",
        "serahkan_evaluasi_diri": "Menyerahkan evaluasi diri",
        "tarik_evaluasi_diri": "Menarik kembali evaluasi diri",
        "penilaian_ambil_alih": "Mengambil alih penilaian yang lewat waktu sebagai atasan pejabat penilai",
        "penilaian_koreksi": "Membuka penilaian final untuk koreksi",
        "catat_dokumen": "Mencatat {jumlah} dokumen evaluasi: {langkah}",
        "cetak_lembar": "Mencetak {formulir} untuk {jumlah} orang",
        "ekspor_isi_ulang": "Mengekspor {bahan} untuk isi ulang: {jumlah} baris",
        "betulkan_dokumen": "Membetulkan catatan dokumen evaluasi: {langkah}",
        "buat_rencana": "Membuat {dokumen} tahun {tahun}",
        "hapus_rencana": "Menghapus {dokumen}",
        "ikat_matriks": "Menghubungkan {jumlah} kolom matriks peran dengan SKP pimpinan",
        "beri_peran": "Menjadikan {jumlah} peran sebagai hasil kerja di SKP",
        "ambil_peran": "Mengambil {jumlah} peran dari matriks ke SKP",
        **KATA_KONFLIK,
        **KATA_KUNCI,
        "terapkan": "Menerapkan berkas pertukaran",
        # objections
        "kunci_segel": "Mencatat kunci untuk menerima keberatan bersegel",
        "segel_keberatan": "Menyegel keberatan nomor {nomor}",
        "keberatan_kurang": "Mendapati keberatan nomor {sampai} hilang dari data",
        "salin_keberatan": "Menyalin keberatan nomor {nomor} ke flashdisk",
        "terima_keberatan": "Menerima salinan keberatan nomor {nomor} dari {kantor}",
        "buka_keberatan": "Membuka keberatan nomor {nomor} sebagai {sebagai}",
        "buka_keberatan_gagal": "Mencoba membuka keberatan nomor {nomor}, kuncinya tidak cocok",
        "periksa_slip": "Memeriksa slip keberatan: {hasil}",
        "cetak_slip": "Mencetak slip keberatan nomor {nomor}",
        "cetak_keberatan_terbuka": "Mencetak isi keberatan nomor {nomor} untuk atasan pejabat penilai",
        "catat_keberatan_kertas": "Mencatat keberatan yang diajukan di kertas",
        "minta_penjelasan": "Meminta penjelasan pejabat penilai atas keberatan",
        "beri_penjelasan": "Memberi penjelasan atas keberatan",
        "putuskan_keberatan": "Memutuskan keberatan: {keputusan}",
        # guidance and counselling
        "buat_bimbingan": "Memulai bimbingan kinerja: {dokumen}",
        "selesai_bimbingan": "Menyelesaikan bimbingan kinerja",
        "koreksi_bimbingan": "Membuka bimbingan yang sudah selesai untuk koreksi",
        "hapus_bimbingan": "Menghapus konsep bimbingan kinerja",
        "lapor_bimbingan": "Mencatat hasil bimbingan sudah dilaporkan",
        "buat_umpan_bimbingan": "Mulai mengisi umpan balik bimbingan",
        "serahkan_umpan_bimbingan": "Menyerahkan umpan balik bimbingan",
        "tertutup": "Perbuatan yang tidak ditampilkan",
        "segel_konseling": "Menyegel {bagian} konseling",
        "buka_konseling": "Membuka {bagian} konseling",
        "buka_konseling_gagal": "Mencoba membuka {bagian} konseling, kuncinya tidak cocok",
        "cetak_konseling": "Mencetak {bagian} konseling",
        **KATA_PUTARAN,
        **KATA_PERTUKARAN,
        # looking, printing, taking out
        "beri_umpan_balik": "Memberi umpan balik",
        "minta_umpan_balik": "Meminta umpan balik kepada {jumlah} orang",
        "jawab_umpan_balik": "Menjawab permintaan umpan balik",
        "tolak_umpan_balik": "Tidak memberi umpan balik yang diminta",
        "koreksi_umpan_balik": "Memperbaiki umpan balik",
        "cabut_umpan_balik": "Mencabut umpan balik",
        "batal_minta_umpan_balik": "Membatalkan permintaan umpan balik",
        "ekspor_sebaran": "Mengekspor sebaran rating periode {periode}",
        "rapikan_bukti": "Merapikan berkas bukti: {jumlah} yang tidak dipakai dokumen mana pun dihapus",
        "tambah_bukti": "Menambahkan berkas bukti dukung",
        "lihat": "Melihat {dokumen} orang lain",
        "cetak": "Mencetak formulir {formulir}",
        "cetak_rangkaian": "Mulai mencetak {jumlah} formulir {formulir}",
        "cetak_halaman": "Mencetak halaman {halaman} dari {dari}",
        "cetak_lanjut": "Melanjutkan cetakan dari halaman {halaman}",
        "cetak_menunggu": "Menyiapkan formulir {formulir} untuk berkas gabungan",
        "cetak_gabung": "Menyatukan {jumlah} formulir dalam satu berkas",
        "cetak_tuntas": "Menyelesaikan cetakan",
        "cetak_dilewati": "Melewati formulir yang tidak dapat dicetak",
        "cetak_dibuang": "Membatalkan sisa cetakan",
        "periksa_formulir": "Memeriksa formulir cetak: {hasil}",
        "ekspor_daftar": "Mengekspor daftar pegawai",
        "ekspor_jejak": "Mengekspor {baris} baris jejak",
        "berkas_auditor": "Membuat berkas auditor ({dokumen_ada} dokumen)",
        "ditolak": "Ditolak, karena peran tidak mencakup: {perbuatan}",
        # bundles
        "ekspor": "Mulai membuat paket nomor {nomor} untuk kabupaten",
        "ekspor_selesai": "Selesai membuat paket nomor {nomor}",
        "salin_paket": "Menyalin paket nomor {nomor} ke flashdisk atau folder",
        "terima_balasan": "Menerima balasan kabupaten nomor {nomor}",
        "gabung_paket": "Menggabungkan paket nomor {nomor} dari komputer {perangkat}",
        "balas": "Mulai membuat balasan untuk kantor {kantor}",
        "balas_selesai": "Selesai membuat balasan nomor {nomor}",
        # keeping
        "cadangkan": "Membuat cadangan nomor {nomor}",
        "cadangkan_flashdisk": "Menyalin cadangan nomor {nomor} ke {media}",
        "periksa_cadangan": "Memeriksa berkas cadangan nomor {nomor}",
        "siap_pulih": "Menyiapkan pemulihan dari cadangan nomor {nomor}",
        "pulihkan": "Memulihkan data dari cadangan",
        "bawa_serta": "Membawa serta pengaturan komputer ke data yang dipulihkan",
        "cetak_pertolongan": "Mencetak kartu pertolongan pertama",
        "laporan_kesehatan": "Membuat laporan kesehatan tanpa data pribadi",
        "periksa": "Memeriksa keutuhan data: {temuan} temuan",
        # personal data
        "ekspor_orang": "Mengekspor seluruh data satu orang ({dokumen_ada} dokumen)",
        "hapus_orang": "Menghapus data satu orang ({revisi} versi)",
        "catat_salinan": "Mencatat {paket} salinan paket yang memuat data terhapus",
        "bersihkan_salinan": "Membuang salinan lama yang memuat data terhapus: {paket} paket, {cadangan} cadangan",
        "ubah_retensi": "Mengubah masa simpan",
        "susun_ulang": "Menyusun ulang keadaan dokumen dari riwayatnya",
    }
)

PENDEK: Mapping[str, str] = MappingProxyType(
    {
        "simpan": "Menyimpan dokumen",
        "catat_dokumen": "Mencatat langkah dokumen evaluasi",
        "cetak_lembar": "Mencetak lembar kantor",
        "ekspor_isi_ulang": "Mengekspor daftar isi ulang",
        "simpan_semua": "Menyimpan semua naskah",
        "buang_naskah": "Membuang naskah",
        "skp_dari_templat": "Membuat SKP dari templat",
        "salin_skp": "Membuat SKP dari tahun sebelumnya",
        "masuk": "Masuk",
        "keluar": "Keluar atau mengunci layar",
        "cabut_perangkat": "Mencabut kepercayaan kepada komputer",
        "lihat_terdampak": "Melihat siapa yang terdampak komputer hilang",
        "buat_akun": "Membuat akun",
        "ubah_peran": "Mengubah peran",
        "lihat": "Melihat dokumen orang lain",
        "cetak_rangkaian": "Mulai mencetak banyak formulir",
        "cetak_lanjut": "Melanjutkan cetakan",
        "ekspor_jejak": "Mengekspor jejak",
        "balas": "Mulai membuat balasan",
        "ditolak": "Ditolak karena peran",
    }
)
"""What an act is called in a list of choices, where its sentence cannot simply be cut."""
EKOR = (" periode ", " tahun ", " nomor ", " kantor ")
"""What a sentence ends with where it was cut before a detail."""
DOKUMEN: Mapping[str, str] = MappingProxyType(
    {
        "pegawai": "data pegawai",
        "skp": "SKP",
        "penilaian": "penilaian",
        "unit_kerja": "data unit kerja",
        "periode": "periode",
        "pengguna": "akun pengguna",
        "tanda_tangan": "tanda tangan",
        "penghapusan": "catatan penghapusan",
        "manual_indikator": "manual indikator",
        "workblock": "workblock",
        "matriks": "matriks peran",
        "adendum": "adendum SKP",
        "angka_kredit": "angka kredit",
        "capaian_unit": "capaian organisasi",
        "dokumen_evaluasi": "dokumen evaluasi",
        "evaluasi_diri": "evaluasi diri",
        "jurnal": "jurnal",
        "keberatan": "keberatan",
        "putusan_keberatan": "putusan keberatan",
        "rencana_aksi": "rencana aksi",
        "umpan_balik": "umpan balik",
        "serah_terima": "serah terima",
        "templat_skp": "templat SKP",
        "kalender": "kalender hari libur",
        "ketentuan": "ketentuan instansi",
        **DOKUMEN_PENGEMBANGAN,
    }
)
PERBUATAN: Mapping[Wewenang, str] = MappingProxyType(
    {
        Wewenang.RINGKASAN: "melihat ringkasan",
        Wewenang.LIHAT_PEGAWAI: "melihat data pegawai",
        Wewenang.UBAH_PEGAWAI: "mengubah data pegawai",
        Wewenang.LIHAT_SKP: "melihat SKP",
        Wewenang.SUSUN_SKP: "menyusun SKP",
        Wewenang.TETAPKAN_SKP: "menetapkan SKP",
        Wewenang.LIHAT_PENILAIAN: "melihat penilaian",
        Wewenang.ISI_PENILAIAN: "mengisi penilaian",
        Wewenang.ISI_RATING: "mengetik rating dan umpan balik",
        Wewenang.NILAI: "menilai",
        Wewenang.CATAT_TETAP: "mencatat dokumen yang sudah ditandatangani",
        Wewenang.CETAK: "mencetak",
        Wewenang.PERIKSA_FORMULIR: "memeriksa formulir",
        Wewenang.TERAPKAN_BERKAS: "menerapkan berkas pertukaran",
        Wewenang.KIRIM: "mengirim ke kabupaten",
        Wewenang.TERIMA: "menerima paket",
        Wewenang.SELESAIKAN_KONFLIK: "menyelesaikan konflik",
        Wewenang.BALAS: "membalas kantor",
        Wewenang.DAFTARKAN_KANTOR: "mendaftarkan kantor",
        Wewenang.PULIHKAN_SANDI: "memulihkan sandi kantor lain",
        Wewenang.SANDI_SENDIRI: "mengganti sandi sendiri",
        Wewenang.KELOLA_AKUN: "mengelola akun",
        Wewenang.LIHAT_PENGATURAN: "melihat pengaturan",
        Wewenang.UBAH_PENGATURAN: "mengubah pengaturan",
        Wewenang.CADANGKAN: "membuat cadangan",
        Wewenang.PULIHKAN_CADANGAN: "memulihkan cadangan",
        Wewenang.PERIKSA: "memeriksa keutuhan data",
        Wewenang.LIHAT_JEJAK: "melihat jejak",
        Wewenang.BERKAS_AUDITOR: "membuat berkas auditor",
        Wewenang.EKSPOR_ORANG: "mengekspor data tentang seseorang",
        Wewenang.HAPUS_ORANG: "menghapus data seseorang",
        Wewenang.KELOLA_TEMPLAT: "mengelola templat SKP",
        Wewenang.UBAH_KETENTUAN: "mengubah ketentuan instansi atau kalender",
        Wewenang.SERAH_TERIMA: "membuat serah terima",
        Wewenang.ISI_JURNAL: "mengisi jurnal",
        Wewenang.TANGGAPI_JURNAL: "menanggapi jurnal",
        Wewenang.BERI_UMPAN_BALIK: "memberi umpan balik",
        Wewenang.ISI_EVALUASI_DIRI: "mengisi evaluasi diri",
        Wewenang.UBAH_CAPAIAN: "mencatat capaian organisasi",
        Wewenang.CATAT_DOKUMEN: "mencatat serah terima dokumen evaluasi",
        Wewenang.AJUKAN_KEBERATAN: "mengajukan keberatan",
        Wewenang.PUTUSKAN_KEBERATAN: "memutuskan keberatan",
        Wewenang.KELOLA_ANGKA_KREDIT: "menyiapkan angka kredit",
        Wewenang.TETAPKAN_ANGKA_KREDIT: "menetapkan angka kredit",
        Wewenang.LIHAT_SEBARAN: "melihat sebaran rating",
        **PERBUATAN_PENGEMBANGAN,
    }
)
"""The acts that the rights name, as a refusal tells them."""


class _Facts(dict[str, str]):
    """Details for ``str.format_map``; one that an older row does not have shows as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def act_sentence(act: str, detail: Mapping[str, Any], jenis: str = "") -> str:
    """Return what was done, in words; ``jenis`` is the kind of the row's document. An act of a newer program is named.

    Details are whatever a row holds; what is no plain value is passed over.
    """
    kalimat = KATA.get(act)
    if not act:
        return _("Baris ini rusak dan tidak dapat dibaca")
    if kalimat is None:
        return _("Perbuatan “{nama}”").format(nama=act)
    fakta = {nama: _plain(nama, nilai) for nama, nilai in detail.items()}
    fakta["dokumen"] = _(DOKUMEN[jenis]) if jenis in DOKUMEN else _("dokumen")
    fakta["dokumen_ada"] = fakta.get("jumlah", "–")
    kata = _(kalimat).format_map(_Facts(fakta))
    # While the store was closed nobody could write a wrong password down; the next entry tells how many there were.
    if act == "masuk" and "gagal" in fakta:
        return _("{kalimat}, setelah {jumlah} kali salah sandi").format(kalimat=kata, jumlah=fakta["gagal"])
    return kata


def act_name(act: str) -> str:
    """Return an act as a choice in a list: its sentence without details."""
    kalimat = _(PENDEK.get(act) or KATA.get(act, "")) or _("Perbuatan “{nama}”").format(nama=act)
    pendek = kalimat.split(":")[0].split("{")[0].split("(")[0].split(",")[0]
    for ekor in EKOR:
        pendek = pendek.removesuffix(_(ekor))
    return pendek.strip()


def _plain(nama: str, nilai: Any) -> str:
    if nama == "perbuatan" and isinstance(nilai, str):
        return _(PERBUATAN[Wewenang(nilai)]) if nilai in set(Wewenang) else str(nilai)
    if nama == "alasan" and isinstance(nilai, str) and nilai in load_sentences():
        return sentence_for(nilai, {}).rstrip(".")
    if isinstance(nilai, bool):
        return _("ya") if nilai else _("tidak")
    if isinstance(nilai, list):
        return ", ".join(_plain("", satu) for satu in nilai)
    if isinstance(nilai, dict):
        return ", ".join(f"{kunci} {_plain('', satu)}" for kunci, satu in nilai.items())
    # A hash or an id says more by its beginning than by filling the line.
    teks = str(nilai)
    return f"{teks[:8]}…" if len(teks) in (32, 64) and not teks.strip("0123456789abcdef") else teks.replace("_", " ")

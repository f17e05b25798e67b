"""Who may do what: one table of roles, acts, and how far each act reaches.

A person has one or several roles; what he may do is the widest of what his roles may. The services enforce the
table, the window only hides what would be refused. Source: PermenPANRB 6/2022 Articles 1, 14, 20-24 for who plans,
determines and evaluates; the rest is the house's (docs/adr/0017-rights-are-one-table.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType


class PeranPengguna(StrEnum):
    """The roles that a person can have on one computer; the last two exist at a kabupaten only."""

    PEGAWAI = "pegawai"
    PENILAI = "penilai"
    OPERATOR = "operator"
    ADMIN = "admin"
    VERIFIKATOR = "verifikator"
    ADMIN_KABUPATEN = "admin_kabupaten"


class Jangkauan(IntEnum):
    """How far an act reaches: nobody's documents, one's own, those one assesses as well, everybody's."""

    TIDAK = 0
    SENDIRI = 1
    BAWAHAN = 2
    SEMUA = 3


class Wewenang(StrEnum):
    """The acts that are allowed or refused; each public use case names its act, or one for each kind of document."""

    RINGKASAN = "ringkasan"
    LIHAT_PEGAWAI = "lihat_pegawai"
    UBAH_PEGAWAI = "ubah_pegawai"
    LIHAT_SKP = "lihat_skp"
    SUSUN_SKP = "susun_skp"
    TETAPKAN_SKP = "tetapkan_skp"
    LIHAT_PENILAIAN = "lihat_penilaian"
    ISI_PENILAIAN = "isi_penilaian"
    ISI_RATING = "isi_rating"
    NILAI = "nilai"
    CATAT_TETAP = "catat_tetap"
    CETAK = "cetak"
    PERIKSA_FORMULIR = "periksa_formulir"
    TERAPKAN_BERKAS = "terapkan_berkas"
    KIRIM = "kirim"
    TERIMA = "terima"
    SELESAIKAN_KONFLIK = "selesaikan_konflik"
    BALAS = "balas"
    DAFTARKAN_KANTOR = "daftarkan_kantor"
    PULIHKAN_SANDI = "pulihkan_sandi"
    SANDI_SENDIRI = "sandi_sendiri"
    KELOLA_AKUN = "kelola_akun"
    LIHAT_PENGATURAN = "lihat_pengaturan"
    UBAH_PENGATURAN = "ubah_pengaturan"
    CADANGKAN = "cadangkan"
    PULIHKAN_CADANGAN = "pulihkan_cadangan"
    PERIKSA = "periksa"
    LIHAT_JEJAK = "lihat_jejak"
    BERKAS_AUDITOR = "berkas_auditor"
    EKSPOR_ORANG = "ekspor_orang"
    HAPUS_ORANG = "hapus_orang"
    KELOLA_TEMPLAT = "kelola_templat"
    UBAH_KETENTUAN = "ubah_ketentuan"
    SERAH_TERIMA = "serah_terima"
    ISI_JURNAL = "isi_jurnal"
    TANGGAPI_JURNAL = "tanggapi_jurnal"
    BERI_UMPAN_BALIK = "beri_umpan_balik"
    ISI_EVALUASI_DIRI = "isi_evaluasi_diri"
    UBAH_CAPAIAN = "ubah_capaian"
    CATAT_DOKUMEN = "catat_dokumen"
    AJUKAN_KEBERATAN = "ajukan_keberatan"
    PUTUSKAN_KEBERATAN = "putuskan_keberatan"
    KELOLA_ANGKA_KREDIT = "kelola_angka_kredit"
    TETAPKAN_ANGKA_KREDIT = "tetapkan_angka_kredit"
    LIHAT_SEBARAN = "lihat_sebaran"
    KELOLA_PUTARAN = "kelola_putaran"
    JAWAB_PUTARAN = "jawab_putaran"
    LIHAT_SKM = "lihat_skm"
    KELOLA_SKM = "kelola_skm"
    LIHAT_PENGADUAN = "lihat_pengaduan"
    CATAT_PENGADUAN = "catat_pengaduan"
    KELOLA_PENGADUAN = "kelola_pengaduan"
    KELOLA_PERBAIKAN = "kelola_perbaikan"
    ISI_KOMPETENSI = "isi_kompetensi"
    ISI_BIMBINGAN = "isi_bimbingan"
    ISI_UMPAN_BIMBINGAN = "isi_umpan_bimbingan"
    KELOLA_KONSELING = "kelola_konseling"
    SUSUN_PENGEMBANGAN = "susun_pengembangan"
    KELOLA_TINDAK_LANJUT = "kelola_tindak_lanjut"
    MINTA_PERBAIKAN = "minta_perbaikan"
    JAWAB_PERBAIKAN = "jawab_perbaikan"


_TIDAK, _SENDIRI, _BAWAHAN, _SEMUA = Jangkauan

_SIAPA_PUN = {
    Wewenang.RINGKASAN: _SEMUA,
    Wewenang.SANDI_SENDIRI: _SENDIRI,
    Wewenang.PERIKSA_FORMULIR: _SEMUA,
    Wewenang.LIHAT_PENGATURAN: _SEMUA,
    Wewenang.CADANGKAN: _SEMUA,
    Wewenang.LIHAT_SKM: _SEMUA,
    Wewenang.JAWAB_PUTARAN: _SENDIRI,
}
"""What everybody may: look at his own tasks, change his own password, check a form, keep a backup, see what the public
says of the unit, and answer where he is asked in a round."""

_MELIHAT = {
    Wewenang.LIHAT_PEGAWAI: _SEMUA,
    Wewenang.LIHAT_SKP: _SEMUA,
    Wewenang.LIHAT_PENILAIAN: _SEMUA,
    Wewenang.CETAK: _SEMUA,
    Wewenang.LIHAT_PENGADUAN: _SEMUA,
}

WEWENANG: Mapping[PeranPengguna, Mapping[Wewenang, Jangkauan]] = MappingProxyType(
    {
        PeranPengguna.PEGAWAI: _SIAPA_PUN
        | {
            Wewenang.LIHAT_PEGAWAI: _SENDIRI,
            Wewenang.LIHAT_SKP: _SENDIRI,
            Wewenang.SUSUN_SKP: _SENDIRI,
            Wewenang.LIHAT_PENILAIAN: _SENDIRI,
            Wewenang.ISI_PENILAIAN: _SENDIRI,
            Wewenang.CETAK: _SENDIRI,
            Wewenang.EKSPOR_ORANG: _SENDIRI,
            Wewenang.ISI_JURNAL: _SENDIRI,
            Wewenang.BERI_UMPAN_BALIK: _SENDIRI,
            Wewenang.ISI_EVALUASI_DIRI: _SENDIRI,
            Wewenang.CATAT_DOKUMEN: _SENDIRI,
            Wewenang.AJUKAN_KEBERATAN: _SENDIRI,
            Wewenang.ISI_BIMBINGAN: _SENDIRI,
            Wewenang.ISI_UMPAN_BIMBINGAN: _SENDIRI,
            Wewenang.SUSUN_PENGEMBANGAN: _SENDIRI,
        },
        PeranPengguna.PENILAI: _SIAPA_PUN
        | {
            Wewenang.LIHAT_PEGAWAI: _BAWAHAN,
            Wewenang.LIHAT_SKP: _BAWAHAN,
            Wewenang.SUSUN_SKP: _BAWAHAN,
            Wewenang.TETAPKAN_SKP: _BAWAHAN,
            Wewenang.LIHAT_PENILAIAN: _BAWAHAN,
            Wewenang.ISI_PENILAIAN: _BAWAHAN,
            Wewenang.ISI_RATING: _BAWAHAN,
            Wewenang.NILAI: _BAWAHAN,
            Wewenang.SERAH_TERIMA: _BAWAHAN,
            Wewenang.CETAK: _BAWAHAN,
            Wewenang.ISI_JURNAL: _SENDIRI,
            Wewenang.TANGGAPI_JURNAL: _BAWAHAN,
            Wewenang.BERI_UMPAN_BALIK: _BAWAHAN,
            Wewenang.ISI_EVALUASI_DIRI: _SENDIRI,
            Wewenang.UBAH_CAPAIAN: _BAWAHAN,
            Wewenang.CATAT_DOKUMEN: _BAWAHAN,
            Wewenang.AJUKAN_KEBERATAN: _SENDIRI,
            Wewenang.PUTUSKAN_KEBERATAN: _BAWAHAN,
            Wewenang.KELOLA_ANGKA_KREDIT: _BAWAHAN,
            Wewenang.TETAPKAN_ANGKA_KREDIT: _BAWAHAN,
            Wewenang.LIHAT_SEBARAN: _BAWAHAN,
            Wewenang.LIHAT_PENGADUAN: _SEMUA,
            Wewenang.CATAT_PENGADUAN: _SEMUA,
            Wewenang.KELOLA_PERBAIKAN: _SEMUA,
            Wewenang.ISI_KOMPETENSI: _BAWAHAN,
            Wewenang.ISI_BIMBINGAN: _BAWAHAN,
            Wewenang.ISI_UMPAN_BIMBINGAN: _SENDIRI,
            Wewenang.KELOLA_KONSELING: _BAWAHAN,
            Wewenang.SUSUN_PENGEMBANGAN: _BAWAHAN,
            Wewenang.KELOLA_TINDAK_LANJUT: _BAWAHAN,
            Wewenang.JAWAB_PERBAIKAN: _BAWAHAN,
        },
        PeranPengguna.OPERATOR: _SIAPA_PUN
        | _MELIHAT
        | {
            Wewenang.UBAH_PEGAWAI: _SEMUA,
            Wewenang.SUSUN_SKP: _SEMUA,
            Wewenang.ISI_PENILAIAN: _SEMUA,
            Wewenang.ISI_RATING: _SEMUA,
            Wewenang.TERAPKAN_BERKAS: _SEMUA,
            Wewenang.KIRIM: _SEMUA,
            Wewenang.SELESAIKAN_KONFLIK: _SEMUA,
            Wewenang.KELOLA_TEMPLAT: _SEMUA,
            Wewenang.SERAH_TERIMA: _SEMUA,
            Wewenang.ISI_JURNAL: _SEMUA,
            Wewenang.BERI_UMPAN_BALIK: _SEMUA,
            Wewenang.ISI_EVALUASI_DIRI: _SEMUA,
            Wewenang.UBAH_CAPAIAN: _SEMUA,
            Wewenang.CATAT_DOKUMEN: _SEMUA,
            Wewenang.KELOLA_ANGKA_KREDIT: _SEMUA,
            Wewenang.KELOLA_PUTARAN: _SEMUA,
            Wewenang.KELOLA_SKM: _SEMUA,
            Wewenang.CATAT_PENGADUAN: _SEMUA,
            Wewenang.KELOLA_PENGADUAN: _SEMUA,
            Wewenang.KELOLA_PERBAIKAN: _SEMUA,
            Wewenang.ISI_KOMPETENSI: _SEMUA,
            Wewenang.ISI_BIMBINGAN: _SEMUA,
            Wewenang.SUSUN_PENGEMBANGAN: _SEMUA,
            Wewenang.KELOLA_TINDAK_LANJUT: _SEMUA,
            Wewenang.JAWAB_PERBAIKAN: _SEMUA,
        },
        PeranPengguna.ADMIN: _SIAPA_PUN
        | _MELIHAT
        | {
            Wewenang.UBAH_PEGAWAI: _SEMUA,
            Wewenang.TERAPKAN_BERKAS: _SEMUA,
            Wewenang.CATAT_TETAP: _SEMUA,
            Wewenang.KIRIM: _SEMUA,
            Wewenang.KELOLA_AKUN: _SEMUA,
            Wewenang.UBAH_PENGATURAN: _SEMUA,
            Wewenang.PULIHKAN_CADANGAN: _SEMUA,
            Wewenang.PERIKSA: _SEMUA,
            Wewenang.LIHAT_JEJAK: _SEMUA,
            Wewenang.BERKAS_AUDITOR: _SEMUA,
            Wewenang.EKSPOR_ORANG: _SEMUA,
            Wewenang.HAPUS_ORANG: _SEMUA,
            Wewenang.KELOLA_TEMPLAT: _SEMUA,
            Wewenang.UBAH_KETENTUAN: _SEMUA,
            Wewenang.SERAH_TERIMA: _SEMUA,
            Wewenang.UBAH_CAPAIAN: _SEMUA,
            Wewenang.KELOLA_PUTARAN: _SEMUA,
            Wewenang.KELOLA_SKM: _SEMUA,
            Wewenang.CATAT_PENGADUAN: _SEMUA,
            Wewenang.KELOLA_PENGADUAN: _SEMUA,
            Wewenang.KELOLA_PERBAIKAN: _SEMUA,
            Wewenang.JAWAB_PERBAIKAN: _SEMUA,
        },
        PeranPengguna.VERIFIKATOR: _SIAPA_PUN
        | _MELIHAT
        | {
            Wewenang.TERIMA: _SEMUA,
            Wewenang.SELESAIKAN_KONFLIK: _SEMUA,
            Wewenang.BALAS: _SEMUA,
            Wewenang.PERIKSA: _SEMUA,
            Wewenang.LIHAT_JEJAK: _SEMUA,
            Wewenang.LIHAT_SEBARAN: _SEMUA,
            Wewenang.MINTA_PERBAIKAN: _SEMUA,
        },
        PeranPengguna.ADMIN_KABUPATEN: _SIAPA_PUN
        | _MELIHAT
        | {
            Wewenang.UBAH_PEGAWAI: _SEMUA,
            Wewenang.TERAPKAN_BERKAS: _SEMUA,
            Wewenang.CATAT_TETAP: _SEMUA,
            Wewenang.TERIMA: _SEMUA,
            Wewenang.BALAS: _SEMUA,
            Wewenang.DAFTARKAN_KANTOR: _SEMUA,
            Wewenang.PULIHKAN_SANDI: _SEMUA,
            Wewenang.KELOLA_AKUN: _SEMUA,
            Wewenang.UBAH_PENGATURAN: _SEMUA,
            Wewenang.PULIHKAN_CADANGAN: _SEMUA,
            Wewenang.PERIKSA: _SEMUA,
            Wewenang.LIHAT_JEJAK: _SEMUA,
            Wewenang.BERKAS_AUDITOR: _SEMUA,
            Wewenang.EKSPOR_ORANG: _SEMUA,
            Wewenang.HAPUS_ORANG: _SEMUA,
            Wewenang.KELOLA_TEMPLAT: _SEMUA,
            Wewenang.UBAH_KETENTUAN: _SEMUA,
            Wewenang.UBAH_CAPAIAN: _SEMUA,
            Wewenang.LIHAT_SEBARAN: _SEMUA,
            Wewenang.KELOLA_KONSELING: _SEMUA,
            Wewenang.MINTA_PERBAIKAN: _SEMUA,
        },
    }
)
"""The table: what a role does not name it may not do."""

BUKAN_UNTUK_DIRI = frozenset(
    {
        Wewenang.TETAPKAN_SKP,
        Wewenang.ISI_RATING,
        Wewenang.NILAI,
        Wewenang.CATAT_TETAP,
        Wewenang.TANGGAPI_JURNAL,
        Wewenang.UBAH_CAPAIAN,
        Wewenang.PUTUSKAN_KEBERATAN,
        Wewenang.TETAPKAN_ANGKA_KREDIT,
        Wewenang.ISI_KOMPETENSI,
        Wewenang.KELOLA_KONSELING,
        Wewenang.KELOLA_TINDAK_LANJUT,
    }
)
"""Acts that judge: whatever his roles, nobody does them to a document of his own (Articles 14 and 20-24)."""


def reach(peran: Collection[PeranPengguna], wewenang: Wewenang) -> Jangkauan:
    """Return how far ``wewenang`` reaches for somebody with these roles: the widest of them, TIDAK without any."""
    return max((WEWENANG[satu].get(wewenang, _TIDAK) for satu in peran), default=_TIDAK)


def covers(wewenang: Wewenang, jangkauan: Jangkauan, orang_id: str, pegawai_id: str, penilai_id: str) -> bool:
    """Tell whether an act of ``orang_id`` (a ``Pegawai`` id, "" for nobody) reaches a document of ``pegawai_id``.

    ``jangkauan`` is how far the act reaches for him, ``penilai_id`` who assesses that document's person.
    """
    if orang_id and orang_id == pegawai_id and wewenang in BUKAN_UNTUK_DIRI:
        return False
    if jangkauan is _SEMUA:
        return True
    if not orang_id or jangkauan is _TIDAK:
        return False
    return orang_id == pegawai_id or (jangkauan is _BAWAHAN and orang_id == penilai_id)

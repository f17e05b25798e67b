"""The closed lists of words that the regulation fixes; the stored values never change, labels are data."""

from __future__ import annotations

from enum import StrEnum


class JenisJabatan(StrEnum):
    """Kinds of posts (UU 20/2023; the forms A.1.6/A.1.7 serve administrators and functional officers)."""

    JPT = "jpt"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    FUNGSIONAL = "fungsional"
    PEJABAT_NEGARA = "pejabat_negara"


class StatusKepegawaian(StrEnum):
    """What kind of employee somebody is; an official such as a Bupati is no ASN and may have no NIP (P6:34)."""

    PNS = "pns"
    PPPK = "pppk"
    BUKAN_ASN = "bukan_asn"


class JenisPeriode(StrEnum):
    """Periods of evaluation: monthly or quarterly as the agency decides, and the year (P6:14, 90)."""

    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    TAHUNAN = "tahunan"


class JenisHasil(StrEnum):
    """Priority of a planned result: utama is high, tambahan is low, without any weight (P6:27, 49)."""

    UTAMA = "utama"
    TAMBAHAN = "tambahan"


class Aspek(StrEnum):
    """Aspects of an individual indicator (Article 9, P6:7, 51)."""

    KUANTITAS = "kuantitas"
    KUALITAS = "kualitas"
    WAKTU = "waktu"
    BIAYA = "biaya"


class NilaiDasar(StrEnum):
    """The seven core values BerAKHLAK in the order of the forms (P6:29-30, 58-59)."""

    BERORIENTASI_PELAYANAN = "berorientasi_pelayanan"
    AKUNTABEL = "akuntabel"
    KOMPETEN = "kompeten"
    HARMONIS = "harmonis"
    LOYAL = "loyal"
    ADAPTIF = "adaptif"
    KOLABORATIF = "kolaboratif"


class Rating(StrEnum):
    """Rating of results and of behaviour, set by the assessor (P6:97-98, 101-102)."""

    DIATAS = "diatas"
    SESUAI = "sesuai"
    DIBAWAH = "dibawah"


class Predikat(StrEnum):
    """The performance predicate, best first; computed from two ratings, never typed (P6:99-103, 107)."""

    SANGAT_BAIK = "sangat_baik"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


class CapaianOrganisasi(StrEnum):
    """Achievement of the unit that the assessor leads, best first (P6:92)."""

    ISTIMEWA = "istimewa"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


class StatusSkp(StrEnum):
    """Life of an SKP: typed, handed to the assessor, fixed by the assessor (P6:10, 65)."""

    DRAFT = "draft"
    DIAJUKAN = "diajukan"
    DITETAPKAN = "ditetapkan"


class StatusPenilaian(StrEnum):
    """Life of an evaluation: being written, then final; a final one changes only with a reason."""

    DRAFT = "draft"
    FINAL = "final"


class JenisTarget(StrEnum):
    """How a target is given: one number, a range of two, or words (examples P6:151-152)."""

    ANGKA = "angka"
    RENTANG = "rentang"
    TEKS = "teks"


class Pendekatan(StrEnum):
    """How expectations are worded: measured, with targets of their own, or told in one narrative (P6:50)."""

    KUANTITATIF = "kuantitatif"
    KUALITATIF = "kualitatif"


class KelompokSkp(StrEnum):
    """For whom a layout of the SKP is: leaders (A.1.1, A.1.2), or administrators and functional ones (P6:31, 54)."""

    JPT_MANDIRI = "jpt_mandiri"
    JA_JF = "ja_jf"


class Perspektif(StrEnum):
    """Perspectives of a leader's indicators; Anggaran must be there in every such SKP (P6:29)."""

    PENERIMA_LAYANAN = "penerima_layanan"
    PROSES_BISNIS = "proses_bisnis"
    PENGUATAN_INTERNAL = "penguatan_internal"
    ANGGARAN = "anggaran"


class TingkatKendali(StrEnum):
    """Quality and level of control of an indicator, from the farthest reaching to the nearest (P6:28, 38, 44-45)."""

    OUTCOME = "outcome"
    OUTCOME_ANTARA = "outcome_antara"
    KENDALI_RENDAH = "kendali_rendah"
    KENDALI_SEDANG = "kendali_sedang"
    KENDALI_TINGGI = "kendali_tinggi"


class SumberHasil(StrEnum):
    """Where a planned result comes from (P6:27, 34)."""

    PERJANJIAN_KINERJA = "perjanjian_kinerja"
    RENCANA_STRATEGIS = "rencana_strategis"
    RENCANA_KERJA_TAHUNAN = "rencana_kerja_tahunan"
    DIREKTIF = "direktif"
    RENCANA_AKSI = "rencana_aksi"


class SifatHasil(StrEnum):
    """What makes a planned result special: an acting post is utama, study leave adds its own (P6:50, 62-64)."""

    BIASA = "biasa"
    PLT_PLH = "plt_plh"
    TUGAS_BELAJAR = "tugas_belajar"


class PeriodePelaporan(StrEnum):
    """How often an indicator is reported (A.1.3, P6:38)."""

    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    TAHUNAN = "tahunan"


class JenisKeadaan(StrEnum):
    """Circumstances of a person: an acting post, study, secondment, or no planning at all (P6:62-66, 89-92)."""

    PLT = "plt"
    PLH = "plh"
    TUGAS_BELAJAR = "tugas_belajar"
    DIPERBANTUKAN = "diperbantukan"
    PEJABAT_NEGARA = "pejabat_negara"
    DIBERHENTIKAN_SEMENTARA = "diberhentikan_sementara"
    CUTI_LUAR_TANGGUNGAN = "cuti_luar_tanggungan"
    PERSIAPAN_PENSIUN = "persiapan_pensiun"


class StatusAdendum(StrEnum):
    """Life of an addendum: typed, proposed, then accepted or refused with a reason (house; P6:10, 46, 64)."""

    DRAFT = "draft"
    DIAJUKAN = "diajukan"
    DITERIMA = "diterima"
    DITOLAK = "ditolak"


class JenisPerubahan(StrEnum):
    """What an addendum does to one planned result."""

    TAMBAH = "tambah"
    UBAH = "ubah"
    HAPUS = "hapus"


class StatusSerahTerima(StrEnum):
    """Life of a hand-over sheet: prepared, then done on its date."""

    DRAFT = "draft"
    SELESAI = "selesai"


class SebabSerahTerima(StrEnum):
    """Why an assessor leaves: whether he still evaluates follows from it (P6:89 points 2 and 3, P6:91-92 point 14)."""

    MUTASI = "mutasi"
    PROMOSI = "promosi"
    PENSIUN = "pensiun"
    BERHENTI = "berhenti"
    MENINGGAL = "meninggal"
    BERHALANGAN_TETAP = "berhalangan_tetap"
    LAINNYA = "lainnya"


class JenisLibur(StrEnum):
    """Why an office is closed on a day."""

    LIBUR_NASIONAL = "libur_nasional"
    CUTI_BERSAMA = "cuti_bersama"
    LIBUR_DAERAH = "libur_daerah"

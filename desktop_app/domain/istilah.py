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

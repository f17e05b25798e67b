"""The closed lists of words of the later stages: documentation, feedback, evaluation, documents, objection."""

from __future__ import annotations

from enum import StrEnum


class PeriodeDokumentasi(StrEnum):
    """How often progress is documented, as the agency chooses (P6:11, 68)."""

    HARIAN = "harian"
    MINGGUAN = "mingguan"
    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    TAHUNAN = "tahunan"


class TanggapanJurnal(StrEnum):
    """What the assessor says of an entry of the journal: nothing yet, confirmed, or questioned (house; P6:69)."""

    BELUM = "belum"
    DIBENARKAN = "dibenarkan"
    DIPERTANYAKAN = "dipertanyakan"


class PemberiUmpanBalik(StrEnum):
    """Who gives feedback (P6:11-12, 69-70)."""

    PIMPINAN = "pimpinan"
    REKAN_SETINGKAT = "rekan_setingkat"
    PEGAWAI_DI_BAWAH = "pegawai_di_bawah"
    PIHAK_LAIN = "pihak_lain"


class BentukUmpanBalik(StrEnum):
    """Feedback is scheduled, or given when there is a reason (P6:69 point 5)."""

    TERJADWAL = "terjadwal"
    INSIDENTIL = "insidentil"


class CaraUmpanBalik(StrEnum):
    """Feedback is given face to face or through something written (P6:69 point 4)."""

    LANGSUNG = "langsung"
    TIDAK_LANGSUNG = "tidak_langsung"


class StatusUmpanBalik(StrEnum):
    """Life of one feedback: asked for by the employee, given, or declined (P6:70 point 9)."""

    DIMINTA = "diminta"
    DIBERIKAN = "diberikan"
    TIDAK_DIBERIKAN = "tidak_diberikan"


class ResponUmpanBalik(StrEnum):
    """What a feedback shows as a sign: a positive response, a mixed one, or one that is not (P6:97-98, 201)."""

    POSITIF = "positif"
    CAMPURAN = "campuran"
    TIDAK_POSITIF = "tidak_positif"


class TindakLanjut(StrEnum):
    """What the leader does after feedback (P6:12-13, 70 points 11, 12, 14)."""

    APRESIASI = "apresiasi"
    PENUGASAN_BARU = "penugasan_baru"
    PENYESUAIAN_EKSPEKTASI = "penyesuaian_ekspektasi"
    PENYESUAIAN_SUMBER_DAYA = "penyesuaian_sumber_daya"
    PEMBINAAN = "pembinaan"
    AMBIL_ALIH = "ambil_alih"


class SebabTidakDinilai(StrEnum):
    """Why a period is not assessed; the regulation has no rule for ordinary leave, so this is the house's (P6:91)."""

    CUTI_SAKIT = "cuti_sakit"
    CUTI_MELAHIRKAN = "cuti_melahirkan"
    CUTI_BESAR = "cuti_besar"
    BELUM_BERTUGAS = "belum_bertugas"
    HASIL_UNIT_LAMA = "hasil_unit_lama"
    LAINNYA = "lainnya"


class JenjangStudi(StrEnum):
    """Levels of study of the guidance on the IPK (P6:63)."""

    S1 = "s1"
    PASCA = "pasca"


class StatusEvaluasiDiri(StrEnum):
    """Life of a self-evaluation: being written, then handed to the assessor (house)."""

    DRAFT = "draft"
    DISERAHKAN = "diserahkan"


class JenisPeristiwa(StrEnum):
    """What happens to an evaluation document on its way (P6:114-119)."""

    DISERAHKAN = "diserahkan"
    DITERIMA = "diterima"
    DITANDATANGANI_PEGAWAI = "ditandatangani_pegawai"
    MENOLAK_TANDA_TANGAN = "menolak_tanda_tangan"
    DIKEMBALIKAN = "dikembalikan"
    DILAPORKAN = "dilaporkan"


class KeputusanKeberatan(StrEnum):
    """What the assessor's superior decides about an objection (P6:117 point 5)."""

    MENGUATKAN = "menguatkan"
    MENGUBAH = "mengubah"


class StatusPutusan(StrEnum):
    """Life of a decision: being written, then determined and signed."""

    DRAFT = "draft"
    DITETAPKAN = "ditetapkan"


class JenisAngkaKredit(StrEnum):
    """Documents of credit points: conversion of one predicate, and the determination (Per BKN 3/2023)."""

    KONVERSI = "konversi"
    PENETAPAN = "penetapan"


class JenjangFungsional(StrEnum):
    """Levels of functional posts (PermenPANRB 1/2023)."""

    PEMULA = "pemula"
    TERAMPIL = "terampil"
    MAHIR = "mahir"
    PENYELIA = "penyelia"
    AHLI_PERTAMA = "ahli_pertama"
    AHLI_MUDA = "ahli_muda"
    AHLI_MADYA = "ahli_madya"
    AHLI_UTAMA = "ahli_utama"

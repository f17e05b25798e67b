"""What the pages of a survey show: questionnaires, slips with codes, the report, the notice of the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Baris = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaCetak:
    """One question as it is printed: its place on the sheet, its text, its labels from 1 to 4."""

    nomor: int
    teks: str
    pilihan: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKuesioner:
    """Questionnaires of one run: ``lembar`` are pairs of the number in groups and the same digits for the QR."""

    instansi: str
    kantor: str
    nama: str
    layanan: Sequence[str]
    pertanyaan: Sequence[TanyaCetak]
    kelamin: Sequence[str]
    pendidikan: Sequence[str]
    pekerjaan: Sequence[str]
    jam: Sequence[str]
    lembar: Sequence[tuple[str, str]]
    tanggal_berkas: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKodeSkm:
    """Slips with codes for one answer each, to be cut apart."""

    instansi: str
    kantor: str
    nama: str
    kode: Sequence[str]
    sampai: str
    tanggal_berkas: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TitikCetak:
    """One survey in the trend: what it is called, its last day, its IKM (None for none) as a number and as a text."""

    nama: str
    selesai: str
    ikm: float | None
    teks: str
    mutu: str
    sebanding: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLaporanSkm:
    """The result of a survey as texts; rows are in the order of their tables' heads (``forms/laporan_skm.py``).

    ``nrr`` are the means by element for the chart, 0 where nobody answered. ``belum_ditutup`` marks a survey that runs.
    """

    instansi: str
    kantor: str
    nama: str
    masa: str
    dasar: str
    bab: Sequence[tuple[str, str]]
    layanan: str
    uraian: Sequence[Baris]
    pengumpulan: Sequence[tuple[str, str]]
    profil: Sequence[tuple[str, Sequence[Baris]]]
    unsur: Sequence[Baris]
    nrr: Sequence[tuple[str, float]]
    indeks: str
    ikm: str
    mutu: str
    kinerja: str
    tanpa_ikm: str
    responden: int
    kelamin: str
    pendidikan: str
    per_layanan: Sequence[Baris]
    tambahan: Sequence[Baris]
    terendah: str
    analisis: str
    rencana: str
    tren: Sequence[TitikCetak]
    mutu_tabel: Sequence[Baris]
    catatan: Sequence[str]
    tempat: str
    tanggal: str
    tanggal_berkas: date
    belum_ditutup: bool = False

"""What form B.1.9, the development plan and the list of hours print: values alone, already in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from desktop_app.domain.istilah_pengembangan import KelompokKompetensi
from desktop_app.domain.pegawai import Identitas
from desktop_app.regulation.kompetensi import SkalaKompetensi


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisFormKompetensi:
    """One competency on the form; ``angka`` None where no value is given yet."""

    kelompok: KelompokKompetensi
    nama: str
    angka: int | None
    alasan: str
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKompetensi:
    """The values of B.1.9; with ``grafik`` a page with the radar chart and its table follows the form.

    ``riwayat`` are earlier assessments for that page: a day in words and the values by the names of competencies.
    """

    skala: SkalaKompetensi
    baris: tuple[BarisFormKompetensi, ...]
    rekomendasi: str
    pegawai: Identitas
    penilai: Identitas
    pembimbing: Identitas
    tempat: str
    tanggal: date | None
    tanggal_berkas: date
    instansi: str
    standar: str = ""
    draf: bool = False
    grafik: bool = False
    riwayat: tuple[tuple[str, dict[str, int]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LangkahForm:
    """One step of a plan as it is printed: what is needed and why, what is done, by when, what was attended, effect."""

    kebutuhan: str
    sumber: str
    bentuk: str
    target: str
    tenggat: str
    status: str
    dampak: str
    acara: tuple[tuple[str, str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPengembangan:
    """The values of an individual development plan."""

    instansi: str
    kantor: str
    tahun: int
    pegawai: Identitas
    penilai: Identitas
    arah_karier: str
    langkah: tuple[LangkahForm, ...]
    jam: tuple[tuple[str, str], ...]
    catatan: str
    dasar: str
    disepakati: str
    dicetak: datetime
    dicetak_ragu: bool = False
    tempat: str = ""
    tanggal: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormJam:
    """The values of an office's list of hours: one row of texts for each person."""

    instansi: str
    kantor: str
    tahun: int
    dasar: str
    ringkasan: str
    dicetak: datetime
    dicetak_ragu: bool = False
    baris: tuple[tuple[str, ...], ...] = field(default_factory=tuple)

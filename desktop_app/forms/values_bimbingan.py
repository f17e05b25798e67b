"""What forms B.1.6, B.1.7, B.1.8 and B.1.10 print, and the house's own pages of a counselling case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.bimbingan import Coaching, Mentoring
from desktop_app.domain.pegawai import Identitas
from desktop_app.regulation.bimbingan import KataBimbingan


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBimbingan:
    """What all of them have: both identities, place and day, and the words of the regulation.

    ``rentang`` is the line of the appraised period, such as ``1 JANUARI SD 31 DESEMBER TAHUN 2026``.
    """

    kata: KataBimbingan
    pegawai: Identitas
    penilai: Identitas
    tempat: str
    tanggal: date | None
    tanggal_berkas: date
    instansi: str
    rentang: str = ""
    draf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCoaching(FormBimbingan):
    """Form B.1.6 (P6:80)."""

    isi: Coaching
    pembimbing: Identitas


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMentoring(FormBimbingan):
    """Form B.1.7 (P6:82)."""

    isi: Mentoring
    pembimbing: Identitas


@dataclass(frozen=True, slots=True, kw_only=True)
class FormUmpanBimbingan(FormBimbingan):
    """Form B.1.8 with the nine answers in their order (P6:83)."""

    jawaban: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLaporanPerilaku(FormBimbingan):
    """Form B.1.10 (P6:86-87); ``serupa`` None leaves YA / TIDAK to be marked by hand."""

    ekspektasi: str
    masalah: str
    serupa: bool | None
    dilakukan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKonseling:
    """A page of the house about a case: facts, paragraphs under their titles, and who signs.

    The law prints no form for appointment, record and follow-up (P6:87). ``kaki`` says how the page is to be kept.
    """

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    bagian: tuple[tuple[str, str], ...]
    penanda: tuple[str, ...]
    kaki: str
    dibuat: datetime
    jam_diragukan: bool = False

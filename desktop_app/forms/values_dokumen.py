"""What the receipt sheet of evaluation documents and the page on their deadlines print, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.pegawai import Identitas


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisTandaTerima:
    """One document that is handed over: to whom, which form, its period, and the day where it is recorded already."""

    orang: str
    formulir: str
    periode: str
    diterima: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTandaTerima:
    """One sheet for many names; ``penyerah`` is None where several assessors hand over."""

    instansi: str
    kantor: str
    baris: tuple[BarisTandaTerima, ...]
    penyerah: Identitas | None = None
    tempat: str = ""
    tanggal_berkas: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKetepatan:
    """One deadline in words: whose, which, from when, until when, done when, and what can be proven."""

    orang: str
    tenggat: str
    mulai: str
    batas: str
    terjadi: str
    terbukti: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKetepatan:
    """The deadlines of one office in one period or year, with the basis of each rule and a count of the judgements."""

    instansi: str
    kantor: str
    waktu: str
    baris: tuple[BarisKetepatan, ...]
    ringkasan: str
    dasar: tuple[str, ...]
    catatan: tuple[str, ...] = ()
    dicetak: datetime
    dicetak_ragu: bool = False

"""What the register of complaints and compliments prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisRegister:
    """One line: when and how it came, what was said about which service, and what was done."""

    tanggal: str
    jenis: str
    layanan: str
    isi: str
    tanggapan: str
    keadaan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRegister:
    """The register of one office and span of time; names of complainants are not on it."""

    instansi: str
    kantor: str
    waktu: str
    ringkasan: str
    baris: tuple[BarisRegister, ...]
    dicetak: datetime
    dicetak_ragu: bool = False

"""What the sheet of an addendum prints, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.pegawai import Identitas


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAdendum:
    """One addendum: facts beside their labels, and for each result what is done, its old and new words, the reason.

    ``draf`` puts a mark in the footer while it is not accepted.
    """

    instansi: str
    kantor: str
    nomor: int
    fakta: tuple[tuple[str, str], ...]
    baris: tuple[tuple[str, str, str, str], ...]
    pegawai: Identitas
    penilai: Identitas
    tanggal_berkas: date
    tempat: str = ""
    tanggal: date | None = None
    draf: bool = False

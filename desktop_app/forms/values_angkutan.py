"""Values of the sheets that carry a bundle themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

KODE_PER_LEMBAR = 6
"""Symbols on one sheet of a QR series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSeriQr:
    """A bundle as symbols: ``teks`` are their texts in order, ``sidik_jari`` the four words of the bundle.

    ``dibuat`` is the time that the clock claimed when the bundle was made (``jam_diragukan`` where it is doubtful).
    """

    instansi: str
    kantor: str
    kode: str
    nomor: int
    dibuat: datetime
    jam_diragukan: bool
    sidik_jari: tuple[str, ...]
    teks: tuple[str, ...]

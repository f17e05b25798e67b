"""What a page of facts, words and one table about an office prints, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDaftarKantor:
    """Facts beside their labels, paragraphs, a table whose head comes again on each page, notes, and who signs.

    With ``lampiran`` the words and the signature are a letter of their own: the table begins on a new page under these
    words, with ``fakta_lampiran`` above it, and whoever signs has room for name and NIP. ``angka`` are the columns of
    numbers (from 0), which stand to the right. ``lebar`` are the shares of the columns; a form without rows prints
    ``kosong`` in place of the table. ``dibuat`` is the time that the clock claimed (``jam_diragukan`` where it is not
    to be trusted).
    """

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    paragraf: tuple[str, ...] = ()
    kepala: tuple[str, ...]
    lebar: tuple[int, ...]
    baris: tuple[tuple[str, ...], ...]
    angka: tuple[int, ...] = ()
    kosong: str = ""
    lampiran: str = ""
    fakta_lampiran: tuple[tuple[str, str], ...] = ()
    penutup: tuple[str, ...] = ()
    penanda: tuple[str, ...] = ()
    dibuat: datetime
    jam_diragukan: bool = False

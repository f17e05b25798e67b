"""What the pages of a round print: one person's result, and the slips with one-time codes; the office's own pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisTanya:
    """One question with what each side said of it, in the order of the columns; "–" where nothing is told."""

    teks: str
    isi: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeksKelompok:
    """What one side wrote, in an order of chance."""

    kelompok: str
    teks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPutaran:
    """The result of a round about one person; ``kolom`` are the sides, ``catatan`` what a reader has to know."""

    instansi: str
    kantor: str
    fakta: tuple[tuple[str, str], ...]
    pengantar: str
    kolom: tuple[str, ...]
    baris: tuple[BarisTanya, ...]
    teks: tuple[TeksKelompok, ...]
    catatan: tuple[str, ...]
    tanggal: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipKode:
    """One slip: for whom, about whom, the code."""

    untuk: str
    tentang: str
    kode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKode:
    """Slips to be cut apart; ``petunjuk`` stands on each."""

    instansi: str
    kantor: str
    nama: str
    slip: tuple[SlipKode, ...]
    petunjuk: tuple[str, ...]
    tanggal: date

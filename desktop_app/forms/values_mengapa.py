"""What the page "why is my predicate …" and the list of follow-ups print, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMengapa:
    """One page of explanation; ``bagian`` are headings with sentences, ``tempat`` row and column of one's own cell.

    ``sel`` holds the predicates of the quadrant by row from the top; ``dicetak`` is the day of printing.
    """

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    bagian: tuple[tuple[str, tuple[str, ...]], ...]
    baris: tuple[str, ...]
    kolom: tuple[str, ...]
    sel: tuple[tuple[str, ...], ...]
    tempat: tuple[int, int] | None
    dicetak: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTindakLanjut:
    """The list of follow-ups of an office or of one person; ``baris`` are the cells of each row."""

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    baris: tuple[tuple[str, ...], ...]
    dicetak: date

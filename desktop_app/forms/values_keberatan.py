"""Values of the pages about objections: the blank page to fill in by hand, and one that was opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKeberatan:
    """One page: heads, facts beside their labels, then ``isi`` or, where it is empty, ruled lines to write on.

    ``bukti`` names evidence, ``petunjuk`` are numbered notes, ``penanda`` who signs by hand. ``dibuat`` is the time
    that the clock claimed (``jam_diragukan`` where it is not to be trusted).
    """

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    isi: str = ""
    bukti: tuple[str, ...] = ()
    petunjuk: tuple[str, ...] = ()
    penanda: tuple[str, ...] = ()
    dibuat: datetime
    jam_diragukan: bool = False

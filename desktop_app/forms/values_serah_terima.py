"""What the sheet of a hand-over prints, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.pegawai import Identitas


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisBawahan:
    """One subordinate: name with NIP and post, what is decided and stays, what is open and who goes on."""

    orang: str
    tetap: str
    terbuka: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSerahTerima:
    """One hand-over; ``atasan`` countersigns where he is known, ``draf`` puts a mark in the footer.

    ``aturan`` are the rules that decided who goes on, each with its page, said once below the table.
    ``tindak_lanjut`` are the follow-ups of evaluations that are open, one line each.
    """

    instansi: str
    kantor: str
    penyerah: Identitas
    penerima: Identitas
    mulai: date
    sebab: str
    baris: tuple[BarisBawahan, ...]
    aturan: tuple[str, ...] = ()
    tindak_lanjut: tuple[str, ...] = ()
    catatan: str = ""
    tempat: str = ""
    tanggal: date | None = None
    atasan: Identitas | None = None
    draf: bool = False

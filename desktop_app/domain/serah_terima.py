"""SerahTerima: what a leaving assessor hands over, on one sheet for both to sign (P6:65, 91-92)."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from desktop_app.domain.istilah import SebabSerahTerima, StatusSerahTerima
from desktop_app.domain.pegawai import Identitas

TAHUN_AWAL, TAHUN_AKHIR = 2022, 2098
"""The years in which an assessor can leave under this regulation: from its own, to the end of what a clock is believed.
"""


def day_before(hari: date) -> date:
    """Return the last day of the leaving assessor; the very first day of the calendar is its own."""
    return hari if hari == date.min else hari - timedelta(days=1)


class DokumenDiserahkan(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a subordinate at the hand-over: which revision, its state then, and what the rule says of it.

    ``oleh_id`` is who finishes it from now on; ``kode`` the rule of section 2.10 that says so. ``selesai`` marks what
    the leaving assessor had decided and what is therefore frozen. ``uraian`` says of a follow-up what it was.
    """

    id: str
    kind: str
    revisi: str = ""
    periode: str = ""
    status: str = ""
    selesai: bool = False
    oleh_id: str = ""
    kode: str = ""
    uraian: str = ""


class BawahanDiserahkan(msgspec.Struct, frozen=True, kw_only=True):
    """One subordinate, by id alone, with his documents; the name is looked up when it is printed."""

    id: str
    dokumen: tuple[DokumenDiserahkan, ...] = ()


class SerahTerima(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-over from ``pegawai_id`` to ``penerima_id``, effective on ``mulai`` (the first day of the new one).

    ``jenis_sebab`` is why he leaves, which the rule asks; ``sebab`` is a note beside it: the letter, or other words.
    """

    pegawai_id: str
    penerima_id: str = ""
    unit_kode: str = ""
    mulai: date
    status: StatusSerahTerima = StatusSerahTerima.DRAFT
    jenis_sebab: SebabSerahTerima = SebabSerahTerima.LAINNYA
    sebab: str = ""
    bawahan: tuple[BawahanDiserahkan, ...] = ()
    catatan: str = ""
    tempat: str = ""
    tanggal: date | None = None
    penyerah: Identitas | None = None
    penerima: Identitas | None = None

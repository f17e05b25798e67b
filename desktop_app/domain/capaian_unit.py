"""CapaianUnit: the achievement of the unit that one assessor leads, for one period (P6:92-94)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.istilah import CapaianOrganisasi


class CapaianUnit(msgspec.Struct, frozen=True, kw_only=True):
    """What the unit led by ``pegawai_id`` reached in ``periode``; evaluations of his people take it over.

    ``dasar`` says from what it was read. ``tahun_lalu`` marks an annual value of the year before, used where the new
    one comes after January (P6:94). ``penetap`` names who set it.
    """

    pegawai_id: str
    periode: str
    unit_kode: str = ""
    unit_kerja: str = ""
    capaian: CapaianOrganisasi | None = None
    tahun_lalu: bool = False
    dasar: str = ""
    bukti: tuple[BuktiDukung, ...] = ()
    penetap: str = ""
    tanggal: date | None = None

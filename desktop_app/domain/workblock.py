"""Workblock: one initiative that finds strategies for a leader's indicator (form A.1.4, P6:43, 143, 178)."""

from __future__ import annotations

import msgspec

from desktop_app.domain.skp import Butir


class Workblock(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet of the form A.1.4; activities and milestones are routine or transformative."""

    pegawai_id: str
    unit_kode: str = ""
    tahun: int
    skp_id: str = ""
    hasil_id: str = ""
    indikator_id: str = ""
    judul: str = ""
    indikator: str = ""
    pemilik: str = ""
    pihak_terlibat: str = ""
    waktu_penyelesaian: str = ""
    penerima_manfaat: str = ""
    tujuan: str = ""
    anggaran: str = ""
    strategi_rutin: tuple[Butir, ...] = ()
    strategi_transformatif: tuple[Butir, ...] = ()
    keluaran_rutin: tuple[Butir, ...] = ()
    keluaran_transformatif: tuple[Butir, ...] = ()

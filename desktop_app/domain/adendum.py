"""Adendum: a change of a determined SKP during the year, so that the earlier plan stays as it was (P6:10, 46, 64)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import JenisPerubahan, StatusAdendum
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.skp import RencanaHasilKerja


class PerubahanHasil(msgspec.Struct, frozen=True, kw_only=True):
    """One planned result added, changed or dropped; ``hasil`` is the new wording, None where it is dropped."""

    id: str
    jenis: JenisPerubahan
    hasil_id: str
    hasil: RencanaHasilKerja | None = None
    alasan: str = ""


class Adendum(msgspec.Struct, frozen=True, kw_only=True):
    """Changes proposed to one SKP; ``skp_rev`` is the determined revision that they were written over.

    ``pegawai`` and ``penilai`` are frozen when it is accepted, ``nomor`` counts from 1 within its SKP.
    """

    pegawai_id: str
    penilai_id: str = ""
    unit_kode: str = ""
    skp_id: str
    skp_rev: str = ""
    nomor: int = 1
    status: StatusAdendum = StatusAdendum.DRAFT
    dasar: str = ""
    perubahan: tuple[PerubahanHasil, ...] = ()
    tempat: str = ""
    tanggal: date | None = None
    catatan_penolakan: str = ""
    pegawai: Identitas | None = None
    penilai: Identitas | None = None

"""Until when the assessor fixes an SKP, and from when on his superior does (P6:65 points 4 and 5)."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.skp import Skp

HARI_SESUDAH_MULAI = 30
"""Days for an SKP that begins in the middle of a year: the regulation names no limit, this one is the house's."""


def batas_sejak(mulai: date) -> date:
    """Return until when an SKP that begins on ``mulai`` is fixed: 31 January of its year (P6:65 point 4).

    One that begins after January, in a first or a new post, has as many days as an early one has in January.
    """
    akhir_januari = date(mulai.year, 1, 31)
    return akhir_januari if mulai <= akhir_januari else mulai + timedelta(days=HARI_SESUDAH_MULAI)


def batas_penetapan(skp: Skp) -> date:
    """Return the last day on which the assessor should have fixed it."""
    return batas_sejak(skp.mulai)


def batas_pegawai(pegawai: Pegawai, tahun: int) -> date | None:
    """Return until when somebody without an SKP of ``tahun`` should have one; None where his first post begins later.

    Who comes in the middle of a year owes nothing for the days before.
    """
    awal = min((satu.mulai for satu in pegawai.riwayat), default=date(tahun, 1, 1))
    return batas_sejak(max(awal, date(tahun, 1, 1))) if awal.year <= tahun else None


def atasan_boleh_menetapkan(skp: Skp, tanggal: date) -> bool:
    """Tell whether the employee may turn to the assessor's superior on ``tanggal`` (P6:65 point 5)."""
    return tanggal > batas_penetapan(skp)

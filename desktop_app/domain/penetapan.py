"""Until when the assessor fixes an SKP, and from when on his superior does (P6:65 points 4 and 5)."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.domain.skp import Skp

HARI_SESUDAH_MULAI = 30
"""Days for an SKP that begins in the middle of a year: the regulation names no limit, this one is the house's."""


def batas_penetapan(skp: Skp) -> date:
    """Return the last day on which the assessor should have fixed it: 31 January of its year (P6:65 point 4).

    An SKP that begins after January, in a new post, has as many days as an early one has in January.
    """
    akhir_januari = date(skp.mulai.year, 1, 31)
    return akhir_januari if skp.mulai <= akhir_januari else skp.mulai + timedelta(days=HARI_SESUDAH_MULAI)


def atasan_boleh_menetapkan(skp: Skp, tanggal: date) -> bool:
    """Tell whether the employee may turn to the assessor's superior on ``tanggal`` (P6:65 point 5)."""
    return tanggal > batas_penetapan(skp)

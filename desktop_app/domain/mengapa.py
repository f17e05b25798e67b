"""Why a predicate is what it is: the cell of the two ratings, its neighbours, and the ways past the nine cells.

Everything is read from the matrix that is handed in, so that what is told can never say anything else than the law's
data (P6:99-103).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.predikat import Dinilai, Matriks, predikat_of

URUT_HASIL = (Rating.DIATAS, Rating.SESUAI, Rating.DIBAWAH)
"""The rows of the quadrant from top to bottom (P6:99)."""
URUT_PERILAKU = (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)
"""Its columns from left to right."""


class CaraPredikat(StrEnum):
    """How a predicate came about: by the nine cells, or one of the ways past them (P6:91, 100)."""

    KUADRAN = "kuadran"
    STUDI_TIDAK_SELESAI = "studi_tidak_selesai"
    HASIL_UNIT_LAMA = "hasil_unit_lama"
    TIDAK_DINILAI = "tidak_dinilai"


class SelTetangga(msgspec.Struct, frozen=True, kw_only=True):
    """A cell one step beside one's own: the two ratings and the predicate that stands there."""

    hasil: Rating
    perilaku: Rating
    predikat: Predikat


def way_of(isi: Dinilai) -> CaraPredikat:
    """Return by which way the predicate of an evaluation comes about."""
    if isi.tidak_dinilai is SebabTidakDinilai.HASIL_UNIT_LAMA:
        return CaraPredikat.HASIL_UNIT_LAMA
    if isi.tidak_dinilai is not None:
        return CaraPredikat.TIDAK_DINILAI
    if isi.studi is not None and isi.studi.tidak_selesai:
        return CaraPredikat.STUDI_TIDAK_SELESAI
    return CaraPredikat.KUADRAN


def agrees(matriks: Matriks, isi: Dinilai, predikat: Predikat | None) -> bool:
    """Tell whether a predicate is what the matrix and its two exceptions give for an evaluation."""
    return predikat_of(matriks, isi) is predikat


def neighbours(matriks: Matriks, hasil: Rating, perilaku: Rating) -> tuple[SelTetangga, ...]:
    """Return the cells one step away on one axis: first another rating of results, then of behaviour; better first."""
    urut = tuple(Rating)
    semua = [(satu, perilaku) for satu in urut if abs(urut.index(satu) - urut.index(hasil)) == 1]
    semua += [(hasil, satu) for satu in urut if abs(urut.index(satu) - urut.index(perilaku)) == 1]
    return tuple(SelTetangga(hasil=h, perilaku=p, predikat=matriks[(h, p)]) for h, p in semua)


def rows_of(matriks: Matriks) -> tuple[tuple[Predikat, ...], ...]:
    """Return the predicates of the quadrant by its rows and columns as the regulation draws it (P6:99)."""
    return tuple(tuple(matriks[(hasil, perilaku)] for perilaku in URUT_PERILAKU) for hasil in URUT_HASIL)


def place_in(hasil: Rating | None, perilaku: Rating | None) -> tuple[int, int] | None:
    """Return row and column of two ratings in ``rows_of``; None while one is open."""
    if hasil is None or perilaku is None:
        return None
    return URUT_HASIL.index(hasil), URUT_PERILAKU.index(perilaku)

"""How the predicates of a unit lie beside a pattern of distribution, in whole people; a warning and nothing else.

The regulation speaks of "sebagian besar" and draws curves (P6:94-97); percentages are settings of a dated file. Eight
people have no 70 per cent: an upper limit is the largest whole number below it, a lower one the smallest above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from desktop_app.domain.istilah import Predikat


class BatasPola(msgspec.Struct, frozen=True, kw_only=True):
    """One limit: of the people with one of ``predikat`` at most or at least so many per cent, or so many people."""

    predikat: tuple[Predikat, ...]
    maks: int | None = None
    min: int | None = None
    min_orang: int = 0


class HasilPola(msgspec.Struct, frozen=True, kw_only=True):
    """A limit held against a unit: ``jumlah`` of ``dari`` people, where at most or at least ``orang`` would be meant.

    ``paling_banyak`` tells of which kind the limit is. ``terlewat`` is False while people who are not rated yet could
    still bring what is missing.
    """

    batas: BatasPola
    jumlah: int
    dari: int
    orang: int
    paling_banyak: bool
    terlewat: bool


def judge_pola(batas: Sequence[BatasPola], hitung: Mapping[Predikat, int], dari: int) -> tuple[HasilPola, ...]:
    """Return what a pattern says of a unit of ``dari`` people, of whom ``hitung`` have each predicate so far.

    Nothing for a unit without people. Never more than a hint: nothing here keeps a rating from being set.
    """
    if dari <= 0:
        return ()
    belum = max(dari - sum(hitung.values()), 0)
    hasil: list[HasilPola] = []
    for satu in batas:
        jumlah = sum(hitung.get(predikat, 0) for predikat in satu.predikat)
        if satu.maks is not None:
            orang = dari * satu.maks // 100
            hasil.append(_result(satu, jumlah, dari, orang, paling_banyak=True, terlewat=jumlah > orang))
        else:
            orang = max(-(-dari * (satu.min or 0) // 100), satu.min_orang)
            hasil.append(_result(satu, jumlah, dari, orang, paling_banyak=False, terlewat=jumlah + belum < orang))
    return tuple(hasil)


def _result(batas: BatasPola, jumlah: int, dari: int, orang: int, *, paling_banyak: bool, terlewat: bool) -> HasilPola:
    return HasilPola(batas=batas, jumlah=jumlah, dari=dari, orang=orang, paling_banyak=paling_banyak, terlewat=terlewat)

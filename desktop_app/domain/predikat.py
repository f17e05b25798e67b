"""From two ratings to the predicate: a look-up in the regulation's nine cells, and the two ways past it.

The ways past it are the regulation's own: an employee on study leave who cannot finish (P6:100 point 3 (d), 103), and
a period after a move for which both agree on the result that the old unit gave (P6:91 point 13 a).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import msgspec

from desktop_app.domain.istilah import JenisPeriode, Predikat, Rating
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.penilaian import HasilPeriodik, HasilStudi
from desktop_app.domain.periode import parse_periode

Matriks = Mapping[tuple[Rating, Rating], Predikat]
PREDIKAT_TIDAK_SELESAI = (Predikat.KURANG, Predikat.SANGAT_KURANG)
"""What the assessor chooses from where a study is not finished, with an eye on behaviour (P6:100, 103)."""


class Dinilai(Protocol):
    """What a predicate rests on; ``Penilaian`` and ``DasarPredikat`` are such."""

    @property
    def periode(self) -> str:
        """The code of the period."""

    @property
    def rating_hasil(self) -> Rating | None:
        """The rating of results."""

    @property
    def rating_perilaku(self) -> Rating | None:
        """The rating of behaviour."""

    @property
    def tidak_dinilai(self) -> SebabTidakDinilai | None:
        """Why the period is not assessed."""

    @property
    def studi(self) -> HasilStudi | None:
        """What was reached on study leave."""

    @property
    def periodik(self) -> tuple[HasilPeriodik, ...]:
        """The results that it looks back on."""


class DasarPredikat(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a stored evaluation that its predicate rests on, to be read without all the rest."""

    periode: str = ""
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    tidak_dinilai: SebabTidakDinilai | None = None
    studi: HasilStudi | None = None
    periodik: tuple[HasilPeriodik, ...] = ()


def compute_predikat(matriks: Matriks, hasil: Rating | None, perilaku: Rating | None) -> Predikat | None:
    """Return the predicate of the cell (result, behaviour), or None while a rating is open (P6:99-103)."""
    if hasil is None or perilaku is None:
        return None
    return matriks[(hasil, perilaku)]


def predikat_of(matriks: Matriks, isi: Dinilai) -> Predikat | None:
    """Return the predicate of an evaluation; None while it is open, and for a period that is not assessed.

    A study that was not finished has what its assessor set, KURANG or SANGAT_KURANG and nothing else (P6:100). A short
    period after a move that uses the old unit's result has the predicate of that one result (P6:91); the year never
    does. Every other evaluation has what the nine cells give.
    """
    if isi.tidak_dinilai is not None:
        return _hasil_lama(isi)
    if isi.studi is not None and isi.studi.tidak_selesai:
        ditetapkan = isi.studi.predikat
        dapat = isi.rating_hasil is not None and isi.rating_perilaku is not None
        return ditetapkan if dapat and ditetapkan in PREDIKAT_TIDAK_SELESAI else None
    return compute_predikat(matriks, isi.rating_hasil, isi.rating_perilaku)


def _hasil_lama(isi: Dinilai) -> Predikat | None:
    if isi.tidak_dinilai is not SebabTidakDinilai.HASIL_UNIT_LAMA or len(isi.periodik) != 1:
        return None
    return None if parse_periode(isi.periode).jenis is JenisPeriode.TAHUNAN else isi.periodik[0].predikat

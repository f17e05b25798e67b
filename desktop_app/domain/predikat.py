"""From two ratings to the predicate: a look-up in the regulation's nine cells, nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.istilah import Predikat, Rating

Matriks = Mapping[tuple[Rating, Rating], Predikat]


def compute_predikat(matriks: Matriks, hasil: Rating | None, perilaku: Rating | None) -> Predikat | None:
    """Return the predicate of the cell (result, behaviour), or None while a rating is open (P6:99-103)."""
    if hasil is None or perilaku is None:
        return None
    return matriks[(hasil, perilaku)]

"""The rules that an evaluation is read with: those it was made under, else those of the first day of its period."""

from __future__ import annotations

from desktop_app.domain.errors import LuringError, SystemProblem
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.predikat import Matriks
from desktop_app.regulation import Aturan
from desktop_app.services.kantor import Kantor


def matriks_for(kantor: Kantor, aturan_id: str, periode: str = "") -> Matriks:
    """Return the matrix of a rule set; without an id (a draft) that of its period, the newest where it is not known."""
    try:
        return kantor.aturan(aturan_id).matriks if aturan_id else aturan_for(kantor, periode).matriks
    except SystemProblem:
        return kantor.aturan().matriks


def aturan_for(kantor: Kantor, periode: str) -> Aturan:
    """Return the rule set that a new evaluation of a period is made under: that of the period's first day.

    A rule set that begins in the middle of a period is for the next one; no clock is asked.
    """
    if not periode:
        return kantor.aturan()
    try:
        mulai = parse_periode(periode).mulai
    except LuringError:
        return kantor.aturan()
    return kantor.aturan(mulai=mulai)


def aturan_of(kantor: Kantor, isi: Penilaian) -> Aturan:
    """Return the rule set of an evaluation: the frozen one for ever, a draft's by its period."""
    return kantor.aturan(isi.aturan) if isi.aturan else aturan_for(kantor, isi.periode)

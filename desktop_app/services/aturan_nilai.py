"""The nine cells that an evaluation is read with: those of the rule set it was made under."""

from __future__ import annotations

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.predikat import Matriks
from desktop_app.services.kantor import Kantor


def matriks_for(kantor: Kantor, aturan_id: str) -> Matriks:
    """Return the matrix of a rule set; the newest without an id (a draft), or where this program does not know it."""
    try:
        return kantor.aturan(aturan_id).matriks
    except SystemProblem:
        return kantor.aturan().matriks

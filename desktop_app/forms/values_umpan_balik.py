"""What forms B.1.3, B.1.4 and B.1.5 print: the record of feedback on one plan in one period (P6:71-77)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.penilaian import UmpanBalik
from desktop_app.forms.values import FormEvaluasi


@dataclass(frozen=True, slots=True, kw_only=True)
class FormUmpanBalik(FormEvaluasi):
    """The values of an evaluation form, of which realisations and feedback alone are printed.

    ``umum`` is feedback on work in general, whose giver did not see the plan; the regulation's form has no place for
    it, so it gets a row of its own below the results where there is any.
    """

    umum: tuple[UmpanBalik, ...] = ()

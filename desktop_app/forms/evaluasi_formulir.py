"""Which of the three layouts an evaluation is printed in: by group and approach of its SKP (P6:105, 108, 111)."""

from __future__ import annotations

from desktop_app.domain.bentuk_evaluasi import code_of_evaluasi
from desktop_app.forms.evaluasi import C13, draw_evaluasi
from desktop_app.forms.evaluasi_kualitatif import C11
from desktop_app.forms.evaluasi_pimpinan import C12
from desktop_app.forms.values import FormEvaluasi, Kertas

LAYOUTS = {layout.kode: layout for layout in (C11, C12, C13)}


def render_evaluasi(form: FormEvaluasi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the evaluation as PDF, landscape, on the form that its SKP's layout has; same values, same bytes."""
    return draw_evaluasi(form, LAYOUTS[code_of_evaluasi(form.skp)], kertas)

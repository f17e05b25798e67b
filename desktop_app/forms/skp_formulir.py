"""Which of the four layouts an SKP is printed in: by its group and its approach (P6:32, 34, 55, 57)."""

from __future__ import annotations

from desktop_app.forms.skp import A17, draw_skp
from desktop_app.forms.skp_kualitatif import A11, A16
from desktop_app.forms.skp_pimpinan import A12
from desktop_app.forms.values import FormSkp, Kertas

LAYOUTS = {layout.kode: layout for layout in (A11, A12, A16, A17)}


def render_skp(form: FormSkp, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the SKP as PDF, landscape, on the form that its group and approach have; same values, same bytes."""
    kode = form.aturan.perencanaan.formulir[form.skp.kelompok, form.skp.pendekatan]
    return draw_skp(form, LAYOUTS[kode], kertas)

"""The question which form is to be printed, alike for one form and for many."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.cetak import JenisCetak
from desktop_app.ui.widgets.choice import Choice, ChoiceRow


def form_choice(name: str, chosen: JenisCetak) -> ChoiceRow:
    """Return the forms one below the other; ``chosen`` is set."""
    row = ChoiceRow(
        name,
        _("Formulir"),
        [
            Choice(JenisCetak.SKP.value, _("SKP")),
            Choice(JenisCetak.LAMPIRAN.value, _("Lampiran SKP · A.1.8")),
            Choice(JenisCetak.EVALUASI.value, _("Hasil evaluasi · C.1.1–C.1.3")),
            Choice(JenisCetak.DOKUMEN.value, _("Dokumen evaluasi · D.1.1–D.1.3")),
            Choice(JenisCetak.PUTUSAN.value, _("Keputusan keberatan · D.1.3")),
        ],
        per_line=1,
    )
    row.set_value(chosen.value)
    return row

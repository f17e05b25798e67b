"""Which of the forms of the evaluation stage fits: C.1.1-C.1.3 by the plan, D.1.1-D.1.3 by who signed and decided."""

from __future__ import annotations

from desktop_app.domain.istilah import KelompokSkp, Pendekatan
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp


def code_of_evaluasi(skp: Skp) -> str:
    """Return the code of the form that the evaluation of a plan is printed on.

    Where the approach is qualitative it is one form for all groups (P6:105); else the leaders have their own
    (P6:108, 111).
    """
    if skp.pendekatan is Pendekatan.KUALITATIF:
        return "C.1.1"
    return "C.1.2" if skp.kelompok is KelompokSkp.JPT_MANDIRI else "C.1.3"


def code_of_dokumen(penilaian: Penilaian, putusan: PutusanKeberatan | None = None) -> str:
    """Return the code of the evaluation document that holds.

    D.1.3 after a decision that changed the result (P6:117-118), D.1.2 where the assessor's superior evaluated in his
    place (P6:115-116), else D.1.1. A decision that upholds the result changes no document.
    """
    if (
        putusan is not None
        and putusan.status is StatusPutusan.DITETAPKAN
        and putusan.keputusan is KeputusanKeberatan.MENGUBAH
    ):
        return "D.1.3"
    return "D.1.2" if penilaian.oleh_atasan else "D.1.1"

"""Which use case prints a paper of guidance or counselling."""

from __future__ import annotations

from desktop_app.forms.values import Kertas
from desktop_app.services.bimbingan_cetak import print_bimbingan, print_umpan_bimbingan
from desktop_app.services.cetak import HasilCetak, JenisCetak
from desktop_app.services.kantor import Kantor
from desktop_app.services.konseling_cetak import print_laporan


def print_pembinaan(kantor: Kantor, jenis: JenisCetak, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return B.1.6, B.1.7, B.1.8 or B.1.10 of a document."""
    if jenis is JenisCetak.UMPAN_BIMBINGAN:
        return print_umpan_bimbingan(kantor, doc_id, kertas)
    if jenis is JenisCetak.LAPORAN_PERILAKU:
        return print_laporan(kantor, doc_id, kertas)
    return print_bimbingan(kantor, doc_id, kertas)

"""What may be typed into the draft of a decision: its words and ratings, and nothing that tells whose it is or was."""

from __future__ import annotations

from typing import Final

from desktop_app.domain.keberatan import PutusanKeberatan

DIKETIK: Final = frozenset(
    {"penjelasan", "keputusan", "rekomendasi", "rating_hasil", "rating_perilaku", "tempat", "tanggal"}
)
"""Members of a decision that its superior types; the rest is written by the acts of ``services/putusan.py``.

Not ``keberatan``: what he passes on stands nowhere before he passes it on.
"""


def decision_fault(lama: PutusanKeberatan, isi: PutusanKeberatan) -> str:
    """Return the code of what keeps ``isi`` from being typed over ``lama``; empty where nothing does.

    What the assessor wrote is his: once he has answered it is not typed over.
    """
    berubah = {n for n in PutusanKeberatan.__struct_fields__ if getattr(lama, n) != getattr(isi, n)}
    sudah_dijawab = lama.tanggal_penjelasan is not None and "penjelasan" in berubah
    return "bukan_isian_anda" if berubah - DIKETIK or sudah_dijawab else ""

"""What is never typed into a round: its state, where its answers are gathered, and when it was closed."""

from __future__ import annotations

from desktop_app.domain.codec import Dokumen
from desktop_app.domain.putaran import PutaranUmpanBalik, TemplatPertanyaan

_TETAP = ("unit_kode", "status", "perangkat", "ditutup", "tanggal_ragu")


def fault_of_putaran(lama: Dokumen, isi: Dokumen) -> str:
    """Return the code of what keeps ``isi`` from being typed over a round or a set of questions, "" for nothing."""
    if isinstance(isi, TemplatPertanyaan) and isinstance(lama, TemplatPertanyaan):
        return "bukan_isian_anda" if isi.unit_kode != lama.unit_kode else ""
    if not isinstance(isi, PutaranUmpanBalik) or not isinstance(lama, PutaranUmpanBalik):
        return ""
    return "bukan_isian_anda" if any(getattr(isi, n) != getattr(lama, n) for n in _TETAP) else ""

"""The way of an evaluation document is recorded step by step: nobody types into it, takes out, or invents an event."""

from __future__ import annotations

from desktop_app.domain.codec import Dokumen
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi


def fault_of_dokumen(lama: Dokumen, isi: Dokumen) -> str:
    """Return the code of what keeps a way from being typed; empty for other kinds and where nothing changes."""
    return "dokumen_dicatat_langkah" if isinstance(isi, DokumenEvaluasi) and isi != lama else ""

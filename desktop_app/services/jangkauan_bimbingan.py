"""Who reaches a coaching, a mentoring or what follows from it beside employee and assessor: its guide, and who is told.

The guide may be somebody who assesses nobody ("pihak lain yang diberikan penugasan khusus", P6:78); the assessor's
superior reads what was reported to him (P6:85 j).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from db import Document

DIBIMBING = ("coaching", "mentoring", "evaluasi_kompetensi")
"""The kinds that name who guides."""


def guides(orang: str, dokumen: Document | Mapping[str, Any]) -> bool:
    """Tell whether a person guides in a document (or in the columns of its view), or was told its result.

    Nobody guides himself; what nobody reported yet its superior does not read.
    """
    kolom = msgspec.json.decode(dokumen.body) if isinstance(dokumen, Document) else dokumen
    if not orang or not isinstance(kolom, Mapping) or orang == kolom.get("pegawai_id"):
        return False
    dilaporkan = bool(kolom.get("dilaporkan_atasan")) and orang == kolom.get("atasan_id")
    return dilaporkan or orang == kolom.get("pembimbing_id")

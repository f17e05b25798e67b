"""What the audit trail says of conflicts: settled, settled for many at once, undone, put off."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KATA_KONFLIK: Mapping[str, str] = MappingProxyType(
    {
        "selesaikan_konflik": "Memilih versi dokumen yang berbeda",
        "selesaikan_kelompok": "Menjawab konflik banyak dokumen sekaligus: {jumlah} dokumen, versi kantor {kantor}",
        "urungkan_konflik": "Mengurungkan penyelesaian versi yang berbeda",
        "tunda_konflik": "Menunda penyelesaian versi yang berbeda",
        "lanjutkan_konflik": "Melanjutkan penyelesaian versi yang ditunda",
    }
)
"""The sentence of each act."""

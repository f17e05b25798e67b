"""BuktiDukung: one piece of evidence, whose bytes lie in the store under their hash (P6:68, 120-122)."""

from __future__ import annotations

import msgspec


class BuktiDukung(msgspec.Struct, frozen=True, kw_only=True):
    """A photo or document shown as evidence of a result.

    ``sidik`` is the SHA-256 (hex) of the stored bytes, ``asal`` that of the file as it was chosen (another one where a
    photo was scaled down), ``jenis`` the media type by content, ``ukuran`` the stored bytes.
    """

    id: str
    sidik: str
    asal: str = ""
    nama: str = ""
    jenis: str = ""
    ukuran: int = 0
    keterangan: str = ""

"""TandaTangan: a person's signature over the exact bytes of one revision."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Perbuatan(StrEnum):
    """The acts that are signed: determining an SKP, making an evaluation final, deciding an objection."""

    TETAPKAN = "tetapkan"
    FINALKAN = "finalkan"
    PUTUSKAN_KEBERATAN = "putuskan_keberatan"


class TandaTangan(msgspec.Struct, frozen=True, kw_only=True):
    """One signature; it never changes and stands for ever beside the revision that it signs.

    ``dokumen`` and ``revisi`` name what was signed, ``penanda`` the ``Pengguna``, ``kunci`` his key's id, ``tanda`` the
    64 bytes of the Ed25519 signature as hex (docs/spec/signing.md).
    """

    dokumen: str
    revisi: str
    perbuatan: Perbuatan
    penanda: str
    kunci: str
    tanda: str
    unit_kode: str = ""

"""Unit kerja: an office or a part of one."""

from __future__ import annotations

import msgspec


class UnitKerja(msgspec.Struct, frozen=True, kw_only=True):
    """An office, known by its Kemendagri code (``33.73.04``), with what its forms print.

    ``instansi`` is the line "(NAMA INSTANSI)" of the forms; ``tempat`` stands before the date of a signature.
    """

    kode: str
    nama: str
    instansi: str
    tempat: str = ""
    induk_kode: str = ""
    unit_kode: str = ""
    catatan: str = ""

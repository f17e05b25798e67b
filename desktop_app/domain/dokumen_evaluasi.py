"""DokumenEvaluasi: the way of one evaluation document from hand to hand (P6:114-119)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah_kinerja import JenisPeristiwa


class PeristiwaDokumen(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to the document on ``tanggal``; ``ragu`` where no clock could be believed.

    ``dicatat`` is when it was written down, ``pelaku_id`` whose act it was; ``tempat`` and ``tanggal`` stand with a
    signature. ``membetulkan`` is the id of an earlier event that this one puts right; with ``batal`` that one did not
    happen at all.
    """

    id: str
    jenis: JenisPeristiwa
    tanggal: date | None = None
    ragu: bool = False
    dicatat: date | None = None
    pelaku_id: str = ""
    tempat: str = ""
    catatan: str = ""
    membetulkan: str = ""
    batal: bool = False


class DokumenEvaluasi(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to D.1.1 or D.1.2 of the final evaluation ``penilaian_id`` (its revision ``penilaian_rev``).

    Nothing that happened is taken out again; a mistake is followed by a correcting event.
    """

    pegawai_id: str
    penilai_id: str = ""
    penilaian_id: str
    penilaian_rev: str = ""
    periode: str
    unit_kode: str = ""
    peristiwa: tuple[PeristiwaDokumen, ...] = ()

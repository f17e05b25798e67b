"""ManualIndikator: how one indicator is meant, counted and reported (form A.1.3, P6:37-38, 138-140, 173-174)."""

from __future__ import annotations

import msgspec

from desktop_app.domain.istilah import PeriodePelaporan, TingkatKendali


class ManualIndikator(msgspec.Struct, frozen=True, kw_only=True):
    """The manual of one indicator of one SKP.

    ``hasil`` and ``indikator`` are the words as printed; ``skp_id``, ``hasil_id`` and ``indikator_id`` say where they
    came from, empty where that SKP is not here. ``formula`` and ``satuan`` are optional in the qualitative approach.
    """

    pegawai_id: str
    unit_kode: str = ""
    tahun: int
    skp_id: str = ""
    hasil_id: str = ""
    indikator_id: str = ""
    hasil: str = ""
    indikator: str = ""
    tujuan: str = ""
    definisi: str = ""
    formula: str = ""
    satuan: str = ""
    kendali: TingkatKendali | None = None
    sumber_data: str = ""
    pelaporan: PeriodePelaporan | None = None

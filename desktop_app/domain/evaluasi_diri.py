"""EvaluasiDiri: what the employee says of his own period, beside the assessor's evaluation (house)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import NilaiDasar, Rating
from desktop_app.domain.istilah_kinerja import StatusEvaluasiDiri


class RealisasiDiri(msgspec.Struct, frozen=True, kw_only=True):
    """What the employee says was reached; ``id`` is an indicator, or a planned result on the qualitative forms."""

    id: str
    realisasi: str = ""


class PerilakuDiri(msgspec.Struct, frozen=True, kw_only=True):
    """What the employee says of himself about one core value."""

    nilai: NilaiDasar
    teks: str = ""


class EvaluasiDiri(msgspec.Struct, frozen=True, kw_only=True):
    """The self-evaluation of one SKP in one period; it binds nobody and the assessor cannot change it."""

    pegawai_id: str
    skp_id: str
    periode: str
    unit_kode: str = ""
    status: StatusEvaluasiDiri = StatusEvaluasiDiri.DRAFT
    realisasi: tuple[RealisasiDiri, ...] = ()
    perilaku: tuple[PerilakuDiri, ...] = ()
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    kendala: str = ""
    catatan: str = ""
    tanggal: date | None = None

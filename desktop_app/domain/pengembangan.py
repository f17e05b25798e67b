"""RencanaPengembangan: needs, planned steps, hours and effect of one employee's development in one year.

Twenty hours (JP) a year are a civil servant's right (PP 11/2017 as amended by PP 17/2020; P6:200 names them too).
"""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.istilah_pengembangan import BentukPengembangan, StatusButir, SumberKebutuhan


class PelaksanaanPengembangan(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was attended or done: when, what, by whom it was held, and its hours (JP of 45 minutes)."""

    id: str
    mulai: date | None = None
    selesai: date | None = None
    nama: str = ""
    penyelenggara: str = ""
    nomor_sertifikat: str = ""
    jp: int = 0
    bukti: tuple[BuktiDukung, ...] = ()


class ButirPengembangan(msgspec.Struct, frozen=True, kw_only=True):
    """One need and what is done about it; ``acuan_id`` is the document it came from, ``kode`` the competency.

    ``dampak`` is what changed afterwards, seen in the evaluation ``penilaian_id``.
    """

    id: str
    sumber: SumberKebutuhan = SumberKebutuhan.LAINNYA
    kode: str = ""
    acuan_id: str = ""
    kebutuhan: str = ""
    bentuk: BentukPengembangan | None = None
    acara: str = ""
    target_jp: int = 0
    tenggat: date | None = None
    status: StatusButir = StatusButir.DIRENCANAKAN
    pelaksanaan: tuple[PelaksanaanPengembangan, ...] = ()
    dampak: str = ""
    penilaian_id: str = ""


class RencanaPengembangan(msgspec.Struct, frozen=True, kw_only=True):
    """The individual development plan of ``pegawai_id`` for ``tahun``; one document per person and year.

    ``target_jp`` is the number of hours he has a right to in that year.
    """

    pegawai_id: str
    tahun: int
    penilai_id: str = ""
    unit_kode: str = ""
    arah_karier: str = ""
    target_jp: int = 20
    butir: tuple[ButirPengembangan, ...] = ()
    catatan: str = ""
    disepakati: date | None = None

"""Konseling kinerja: a case about behaviour, whose words lie sealed to few people (P6:85-88, B.1.10)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah_pengembangan import BagianKonseling, StatusKonseling


class BagianTersegel(msgspec.Struct, frozen=True, kw_only=True):
    """One section of a case that never changes: an age file in base64 and to whom it is sealed.

    ``sidik`` is the SHA-256 (hex) of the sealed bytes, ``penerima`` the age recipients, ``penulis_id`` who wrote it,
    ``penanda``, ``kunci`` and ``tanda`` his own signature over it. ``sebelumnya`` is the ``sidik`` of the section that
    stood last when it was written, empty for the first. ``konselor_id`` stands on an appointment alone: whom the
    personnel unit names, empty for somebody from outside.
    """

    id: str
    jenis: BagianKonseling
    penulis_id: str = ""
    konselor_id: str = ""
    tanggal: date | None = None
    tanggal_ragu: bool = False
    penerima: tuple[str, ...] = ()
    segel: str = ""
    sidik: str = ""
    sebelumnya: str = ""
    penanda: str = ""
    kunci: str = ""
    tanda: str = ""


class BerkasKonseling(msgspec.Struct, frozen=True, kw_only=True):
    """One case of ``pegawai_id``: who reported it, who counsels, its state, and its sealed sections.

    What the problem is, what was said and what was agreed stands in the sections alone. ``konselor_id`` and ``status``
    repeat for lists what the sections say; nothing is decided by them.
    """

    pegawai_id: str
    penilai_id: str = ""
    konselor_id: str = ""
    unit_kode: str = ""
    status: StatusKonseling = StatusKonseling.DILAPORKAN
    tanggal: date | None = None
    tanggal_ragu: bool = False
    bagian: tuple[BagianTersegel, ...] = ()

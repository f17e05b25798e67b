"""RencanaAksi: steps agreed for each planned result, and what came of them (forms B.1.1 and B.1.2, P6:67-68)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.bukti_dukung import BuktiDukung


class Aksi(msgspec.Struct, frozen=True, kw_only=True):
    """One step towards the planned result ``hasil_id``; ``target`` says in words by when."""

    id: str
    hasil_id: str
    teks: str = ""
    target: str = ""


class RealisasiAksi(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a planned result in the period, with its evidence (B.1.2, third cell); a result, not an activity."""

    id: str
    hasil_id: str
    teks: str = ""
    bukti: tuple[BuktiDukung, ...] = ()


class RencanaAksi(msgspec.Struct, frozen=True, kw_only=True):
    """The action plan of one SKP for a period (``periode`` is its code), and its documentation.

    ``tanggal`` dates the plan, ``tanggal_dokumentasi`` the documentation; only the employee signs both (P6:67-68).
    """

    pegawai_id: str
    skp_id: str
    periode: str
    penilai_id: str = ""
    unit_kode: str = ""
    aksi: tuple[Aksi, ...] = ()
    realisasi: tuple[RealisasiAksi, ...] = ()
    tempat: str = ""
    tanggal: date | None = None
    tanggal_dokumentasi: date | None = None

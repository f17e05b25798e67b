"""Jurnal: what one employee got done in one week, entry by entry (P6:11, 68)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.istilah_kinerja import TanggapanJurnal


class EntriJurnal(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: what was reached on ``tanggal`` (the day of work), for a result and, where it counts, an indicator.

    ``dicatat`` is the day it was written down, doubtful where ``dicatat_ragu``; ``jumlah`` is a decimal as text in
    ``satuan``. The assessor confirms or questions it (``tanggapan``, ``komentar``, by ``penanggap_id``).
    """

    id: str
    tanggal: date
    dicatat: date | None = None
    dicatat_ragu: bool = False
    hasil_id: str = ""
    indikator_id: str = ""
    teks: str = ""
    jumlah: str = ""
    satuan: str = ""
    bukti: tuple[BuktiDukung, ...] = ()
    tanggapan: TanggapanJurnal = TanggapanJurnal.BELUM
    komentar: str = ""
    penanggap_id: str = ""


class Jurnal(msgspec.Struct, frozen=True, kw_only=True):
    """The journal of one employee for the week that begins on Monday ``minggu``."""

    pegawai_id: str
    minggu: date
    unit_kode: str = ""
    entri: tuple[EntriJurnal, ...] = ()

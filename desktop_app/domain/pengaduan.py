"""Pengaduan: what people say about a service outside a survey; PerbaikanLayanan: what a unit does about it (house)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.istilah_pengembangan import (
    JenisPengaduan,
    SaluranPengaduan,
    StatusButir,
    StatusPengaduan,
    SumberOutcome,
    UnsurSkm,
)


class Pengaduan(msgspec.Struct, frozen=True, kw_only=True):
    """One complaint, compliment or suggestion about a service of ``unit_kode``.

    ``hasil_id`` binds it to a planned result of the unit's leader in the SKP ``skp_id``, ``unsur`` to an element of
    the survey. ``pelapor`` is a name only where the person gave it.
    """

    unit_kode: str = ""
    jenis: JenisPengaduan = JenisPengaduan.PENGADUAN
    saluran: SaluranPengaduan = SaluranPengaduan.LANGSUNG
    status: StatusPengaduan = StatusPengaduan.DITERIMA
    tanggal: date | None = None
    layanan: str = ""
    pelapor: str = ""
    isi: str = ""
    unsur: UnsurSkm | None = None
    skp_id: str = ""
    hasil_id: str = ""
    penanggung_jawab_id: str = ""
    tanggapan: str = ""
    selesai: date | None = None
    bukti: tuple[BuktiDukung, ...] = ()


class UkuranPerbaikan(msgspec.Struct, frozen=True, kw_only=True):
    """The value of an indicator at one time: decimal as text, what it was read from, and when."""

    nilai_ukur: str = ""
    keterangan: str = ""
    tanggal: date | None = None


class PerbaikanLayanan(msgspec.Struct, frozen=True, kw_only=True):
    """One improvement of a service of a unit, with the indicator before and after it.

    ``sumber`` and ``unsur`` say where the indicator is read; ``naik_baik`` whether a higher value is better.
    ``asal_id`` is the survey or complaint from which it came.
    """

    unit_kode: str = ""
    judul: str = ""
    masalah: str = ""
    rencana: str = ""
    layanan: str = ""
    asal_id: str = ""
    penanggung_jawab_id: str = ""
    status: StatusButir = StatusButir.DIRENCANAKAN
    tenggat: date | None = None
    selesai: date | None = None
    sumber: SumberOutcome = SumberOutcome.DIISI
    unsur: UnsurSkm | None = None
    indikator: str = ""
    satuan: str = ""
    naik_baik: bool = True
    sebelum: UkuranPerbaikan = UkuranPerbaikan()
    sesudah: UkuranPerbaikan = UkuranPerbaikan()
    hasil: str = ""

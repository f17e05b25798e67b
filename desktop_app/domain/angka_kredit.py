"""AngkaKredit: conversion of a predicate into credit points, and their determination (Per BKN 3/2023)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import Predikat
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, JenjangFungsional, StatusPutusan
from desktop_app.domain.pegawai import Identitas


class KomponenAngkaKredit(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the determination (basic, earlier, equalised, converted, education): before, now, and a remark.

    ``lama`` and ``baru`` are decimals as text.
    """

    id: str
    nama: str = ""
    lama: str = ""
    baru: str = ""
    keterangan: str = ""


class RincianFungsional(msgspec.Struct, frozen=True, kw_only=True):
    """What the forms of credit points print of a person and no other form does; the birth date follows from the NIP."""

    nomor_karpeg: str = ""
    tempat_lahir: str = ""
    tmt_pangkat: date | None = None
    tmt_jabatan: date | None = None


class AngkaKredit(msgspec.Struct, frozen=True, kw_only=True):
    """Credit points of one functional officer: of one evaluation (conversion), or all of them (determination).

    ``bulan`` counts the months of the period, ``persen``, ``koefisien`` and ``angka`` are decimals as text, frozen with
    the id ``aturan`` of the dated file they came from when it is determined. ``sumber`` are the conversions that a
    determination adds up, ``tembusan`` who gets a copy.
    """

    pegawai_id: str
    jenis: JenisAngkaKredit = JenisAngkaKredit.KONVERSI
    penilai_id: str = ""
    penilaian_id: str = ""
    unit_kode: str = ""
    status: StatusPutusan = StatusPutusan.DRAFT
    nomor: str = ""
    periode: str = ""
    mulai: date | None = None
    selesai: date | None = None
    bulan: int = 12
    jenjang: JenjangFungsional | None = None
    predikat: Predikat | None = None
    persen: str = ""
    koefisien: str = ""
    angka: str = ""
    aturan: str = ""
    sumber: tuple[str, ...] = ()
    rincian: RincianFungsional = RincianFungsional()
    komponen: tuple[KomponenAngkaKredit, ...] = ()
    tembusan: tuple[str, ...] = ()
    catatan: str = ""
    tempat: str = ""
    tanggal: date | None = None
    pegawai: Identitas | None = None
    penilai: Identitas | None = None

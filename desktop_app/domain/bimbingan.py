"""Coaching, mentoring, and the employee's feedback on them (P6:78-83, forms B.1.6, B.1.7, B.1.8)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah_pengembangan import BentukMentoring, StatusPembinaan
from desktop_app.domain.pegawai import Identitas


class TujuanCoaching(msgspec.Struct, frozen=True, kw_only=True):
    """One row of "apa yang ingin saya capai": an indicator, its baseline, its target and the strategy (P6:80)."""

    id: str
    indikator: str = ""
    indikator_id: str = ""
    baseline: str = ""
    sasaran: str = ""
    strategi: str = ""


class FaktaCoaching(msgspec.Struct, frozen=True, kw_only=True):
    """One row of "di mana saya sekarang": target of the SKP, progress, problem and its cause (P6:80)."""

    id: str
    sasaran: str = ""
    progres: str = ""
    masalah: str = ""
    penyebab: str = ""


class LangkahCoaching(msgspec.Struct, frozen=True, kw_only=True):
    """One row of "apa yang akan saya lakukan"; ``penyesuaian`` asks for a change of the SKP (P6:80)."""

    id: str
    indikator: str = ""
    indikator_id: str = ""
    strategi: str = ""
    penyesuaian: bool = False


class Coaching(msgspec.Struct, frozen=True, kw_only=True):
    """One coaching of ``pegawai_id`` by ``pembimbing_id``, his leader or who was given the assignment (P6:78-80).

    ``dilaporkan`` is the day on which a guide who is not the assessor reported it to him, ``dilaporkan_atasan`` the one
    on which the assessor reported it to his superior ``atasan_id`` (P6:85 i-j).
    """

    pegawai_id: str
    penilai_id: str = ""
    pembimbing_id: str = ""
    unit_kode: str = ""
    skp_id: str = ""
    mulai: date | None = None
    selesai: date | None = None
    status: StatusPembinaan = StatusPembinaan.DRAFT
    tujuan: tuple[TujuanCoaching, ...] = ()
    fakta: tuple[FaktaCoaching, ...] = ()
    peluang: str = ""
    langkah: tuple[LangkahCoaching, ...] = ()
    tempat: str = ""
    tanggal: date | None = None
    tanggal_ragu: bool = False
    dilaporkan: date | None = None
    dilaporkan_atasan: date | None = None
    atasan_id: str = ""
    pegawai: Identitas | None = None
    penilai: Identitas | None = None
    pembimbing: Identitas | None = None


class TujuanMentoring(msgspec.Struct, frozen=True, kw_only=True):
    """One skill to be developed, the time for it, the change expected and the measure of success (P6:82)."""

    id: str
    keahlian: str = ""
    jangka_waktu: str = ""
    harapan: str = ""
    ukuran: str = ""


class PertemuanMentoring(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the mentoring journal: when and where, matter, plan of action and its time (P6:82)."""

    id: str
    tanggal: date | None = None
    tempat: str = ""
    materi: str = ""
    rencana: str = ""
    target_waktu: str = ""


class Mentoring(msgspec.Struct, frozen=True, kw_only=True):
    """One mentoring of ``pegawai_id`` by ``pembimbing_id``, with its journal, reported as a coaching is (P6:80-82)."""

    pegawai_id: str
    penilai_id: str = ""
    pembimbing_id: str = ""
    unit_kode: str = ""
    skp_id: str = ""
    bentuk: BentukMentoring | None = None
    mulai: date | None = None
    selesai: date | None = None
    status: StatusPembinaan = StatusPembinaan.DRAFT
    tujuan: tuple[TujuanMentoring, ...] = ()
    pertemuan: tuple[PertemuanMentoring, ...] = ()
    tempat: str = ""
    tanggal: date | None = None
    tanggal_ragu: bool = False
    dilaporkan: date | None = None
    dilaporkan_atasan: date | None = None
    atasan_id: str = ""
    pegawai: Identitas | None = None
    penilai: Identitas | None = None
    pembimbing: Identitas | None = None


class TanggapanBimbingan(msgspec.Struct, frozen=True, kw_only=True):
    """What the employee says of one of the nine statements, by its number 1 to 9 as text (P6:83)."""

    id: str
    teks: str = ""


class UmpanBalikBimbingan(msgspec.Struct, frozen=True, kw_only=True):
    """The employee's feedback on coaching or mentoring, handed to the superior of his leader (P6:83, B.1.8).

    ``pembimbing_id`` is who guided him: he never reads it.
    """

    pegawai_id: str
    bimbingan_id: str = ""
    penilai_id: str = ""
    pembimbing_id: str = ""
    atasan_id: str = ""
    unit_kode: str = ""
    status: StatusPembinaan = StatusPembinaan.DRAFT
    butir: tuple[TanggapanBimbingan, ...] = ()
    tempat: str = ""
    tanggal: date | None = None
    tanggal_ragu: bool = False
    pegawai: Identitas | None = None
    penilai: Identitas | None = None

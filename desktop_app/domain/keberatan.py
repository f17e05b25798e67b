"""Keberatan: an objection sealed to the assessor's superior and the kabupaten, and the decision on it (P6:117-119)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.pegawai import Identitas


class Keberatan(msgspec.Struct, frozen=True, kw_only=True):
    """One sealed objection; nobody but its recipients can read what it says, and it never changes.

    ``nomor`` counts the objections sealed on the computer ``perangkat`` from 1, ``sebelumnya`` is the ``sidik`` of the
    one before. ``segel`` is an age file in base64, ``sidik`` its SHA-256 (hex), ``kode`` the short code on the paper
    slip, ``penerima`` whom it is sealed to (age recipients). ``penanda``, ``kunci`` and ``tanda`` are the employee's
    own signature (docs/spec/objection.md). ``penilaian_rev`` is the evaluation as he had it before him.
    """

    pegawai_id: str
    penilaian_id: str
    penilaian_rev: str = ""
    unit_kode: str = ""
    periode: str = ""
    atasan_id: str = ""
    perangkat: str = ""
    nomor: int = 1
    sebelumnya: str = ""
    penerima: tuple[str, ...] = ()
    segel: str = ""
    sidik: str = ""
    kode: str = ""
    tanggal: date | None = None
    tanggal_ragu: bool = False
    penanda: str = ""
    kunci: str = ""
    tanda: str = ""


class PembukaanKeberatan(msgspec.Struct, frozen=True, kw_only=True):
    """One opening of a sealed objection: who, in which office, and on which day; ``ragu`` where no clock could be
    believed. The employee sees every one of them.
    """

    id: str
    nama: str = ""
    kantor: str = ""
    tanggal: date | None = None
    ragu: bool = False


class PutusanKeberatan(msgspec.Struct, frozen=True, kw_only=True):
    """What the assessor's superior decided about an objection, as D.1.3 prints it (P6:118).

    ``keberatan`` is what the superior passes on of the text, ``penjelasan`` the assessor's answer. Until he asks for it
    (``diminta``) the assessor sees nothing and ``penilai_id`` is empty. Where the result is changed the two ratings are
    the new ones and ``predikat`` what the matrix gives; the evaluation itself stays as it was signed. ``tanggal_ragu``
    tells that no clock could be believed when it was determined.
    """

    pegawai_id: str
    penilaian_id: str
    penilaian_rev: str = ""
    keberatan_id: str = ""
    atasan_id: str = ""
    penilai_id: str = ""
    unit_kode: str = ""
    periode: str = ""
    status: StatusPutusan = StatusPutusan.DRAFT
    diterima: date | None = None
    diterima_ragu: bool = False
    pembukaan: tuple[PembukaanKeberatan, ...] = ()
    diminta: date | None = None
    keberatan: str = ""
    penjelasan: str = ""
    tanggal_penjelasan: date | None = None
    keputusan: KeputusanKeberatan | None = None
    rekomendasi: str = ""
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    predikat: Predikat | None = None
    aturan: str = ""
    tempat: str = ""
    tanggal: date | None = None
    tanggal_ragu: bool = False
    pegawai: Identitas | None = None
    penilai: Identitas | None = None
    atasan_penilai: Identitas | None = None

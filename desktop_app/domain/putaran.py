"""Rounds of feedback from all sides: who is asked about whom, and what may be told of the answers (P6:69-70; house).

Under the regulation in force this is feedback, never a score in the predicate (P6:69, 97-103).
"""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab, StatusPutaran


class Pertanyaan(msgspec.Struct, frozen=True, kw_only=True):
    """One statement about one core value; ``kelompok`` says who is asked it, empty for everybody."""

    id: str
    nilai: NilaiDasar | None = None
    teks: str = ""
    kelompok: tuple[KelompokPenjawab, ...] = ()


class TemplatPertanyaan(msgspec.Struct, frozen=True, kw_only=True):
    """A set of questions that rounds begin with; the kabupaten's hold in all its offices."""

    nama: str
    unit_kode: str = ""
    pertanyaan: tuple[Pertanyaan, ...] = ()
    pertanyaan_terbuka: str = ""
    catatan: str = ""


class PenjawabPutaran(msgspec.Struct, frozen=True, kw_only=True):
    """One who is asked about one person; ``id`` is the natural key of the two, ``sebutan`` names an outsider."""

    id: str
    tentang_id: str
    penjawab_id: str = ""
    kelompok: KelompokPenjawab = KelompokPenjawab.REKAN
    sebutan: str = ""


class PutaranUmpanBalik(msgspec.Struct, frozen=True, kw_only=True):
    """A round: its questions, who is asked about whom, and on which computer the answers are gathered.

    ``ambang`` is the least number of answers that a group shows by itself, never under three. ``perangkat`` is the
    computer where it was opened: answers exist there alone, and nowhere once it is closed. While it is open neither
    questions nor people change. ``sudah_ditanya`` counts per group alone.
    """

    nama: str
    unit_kode: str = ""
    status: StatusPutaran = StatusPutaran.DRAFT
    periode: str = ""
    mulai: date | None = None
    selesai: date | None = None
    ditutup: date | None = None
    tanggal_ragu: bool = False
    ambang: int = 3
    perangkat: str = ""
    pengantar: str = ""
    pertanyaan: tuple[Pertanyaan, ...] = ()
    pertanyaan_terbuka: str = ""
    penjawab: tuple[PenjawabPutaran, ...] = ()


class NilaiPutaran(msgspec.Struct, frozen=True, kw_only=True):
    """The answers of one group to one question: how many, and their sum on the scale 1 to 4.

    Of a hidden group the sum never stands near the end of the scale (``hitung_putaran.bound_total``).
    """

    id: str
    jumlah: int
    total: int


class KelompokHasil(msgspec.Struct, frozen=True, kw_only=True):
    """What may be told of one group, or of several pooled into one (``gabungan``); texts in an order of chance."""

    id: str
    gabungan: tuple[KelompokPenjawab, ...]
    jawaban: int
    nilai: tuple[NilaiPutaran, ...] = ()
    teks: tuple[str, ...] = ()


class HasilPutaran(msgspec.Struct, frozen=True, kw_only=True):
    """What a closed round leaves about ``pegawai_id``; feedback, never an element of the predicate (P6:69).

    ``ditahan`` counts the answers that were dropped because no group was large enough to hide them.
    """

    pegawai_id: str
    putaran_id: str
    nama: str = ""
    unit_kode: str = ""
    periode: str = ""
    ditutup: date | None = None
    tanggal_ragu: bool = False
    ambang: int = 3
    pertanyaan: tuple[Pertanyaan, ...] = ()
    pertanyaan_terbuka: str = ""
    kelompok: tuple[KelompokHasil, ...] = ()
    ditahan: int = 0

"""Competencies that posts require, and their assessment after guidance (PermenPANRB 38/2017; P6:84-85, B.1.9)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.istilah_pengembangan import KelompokKompetensi, StatusPembinaan
from desktop_app.domain.pegawai import Identitas


class SyaratKompetensi(msgspec.Struct, frozen=True, kw_only=True):
    """The level 1 to 5 that a post requires of one competency; ``nama`` for a technical one of the office's own."""

    id: str
    level: int
    nama: str = ""


class StandarKompetensi(msgspec.Struct, frozen=True, kw_only=True):
    """What posts require: those named in ``jabatan``, or all of a kind where none is named; the kabupaten's setting."""

    nama: str
    unit_kode: str = ""
    jabatan: tuple[str, ...] = ()
    jenis_jabatan: JenisJabatan | None = None
    syarat: tuple[SyaratKompetensi, ...] = ()
    dasar: str = ""


class NilaiKompetensi(msgspec.Struct, frozen=True, kw_only=True):
    """The value 1 to 5 given to one competency with its reason (P6:84-85).

    ``id`` is the code of PermenPANRB 38/2017 ("M.1", "SK.1") or an own one for a technical competency, whose words are
    ``nama``. ``level`` is the level the post required then, ``terpenuhi`` the indicators (1, 2, 3) seen to be met.
    """

    id: str
    kelompok: KelompokKompetensi = KelompokKompetensi.MANAJERIAL
    nama: str = ""
    level: int = 0
    terpenuhi: tuple[int, ...] = ()
    nilai_kompetensi: int | None = None
    alasan: str = ""


class EvaluasiKompetensi(msgspec.Struct, frozen=True, kw_only=True):
    """Assessment of the competencies of one employee as follow-up of guidance, as B.1.9 prints it (P6:84-85).

    ``pembimbing_id`` is the leader or who was given the special assignment and signs. ``bimbingan_id`` names the
    coaching or mentoring that it follows.
    """

    pegawai_id: str
    penilai_id: str = ""
    pembimbing_id: str = ""
    unit_kode: str = ""
    periode: str = ""
    bimbingan_id: str = ""
    standar_id: str = ""
    status: StatusPembinaan = StatusPembinaan.DRAFT
    kompetensi: tuple[NilaiKompetensi, ...] = ()
    rekomendasi: str = ""
    tempat: str = ""
    tanggal: date | None = None
    tanggal_ragu: bool = False
    pegawai: Identitas | None = None
    penilai: Identitas | None = None
    pembimbing: Identitas | None = None

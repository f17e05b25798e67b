"""Skp: what is expected of one employee, quantitative approach, as form A.1.7 prints it (P6:57-61)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import Aspek, JenisHasil, JenisTarget, NilaiDasar, StatusSkp
from desktop_app.domain.pegawai import Identitas


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A target as a number, a range or words; numbers are decimals kept as text ("80", "3.5")."""

    jenis: JenisTarget = JenisTarget.TEKS
    nilai: str = ""
    nilai_atas: str = ""
    satuan: str = ""
    teks: str = ""


class Indikator(msgspec.Struct, frozen=True, kw_only=True):
    """One individual indicator of a result with its aspect and target (Article 9, P6:50-51)."""

    id: str
    aspek: Aspek = Aspek.KUANTITAS
    teks: str = ""
    target: Target = Target()


class HasilIntervensi(msgspec.Struct, frozen=True, kw_only=True):
    """The leader's planned result that is intervened: its words, and the document it came from where known.

    ``indikator`` is printed below the words where the leader heads an independent unit (P6:59 footnote, 148).
    """

    teks: str = ""
    indikator: str = ""
    skp_id: str = ""
    hasil_id: str = ""


class RencanaHasilKerja(msgspec.Struct, frozen=True, kw_only=True):
    """One planned result of the employee with its indicators (A.1.7 columns 2-6)."""

    id: str
    jenis: JenisHasil = JenisHasil.UTAMA
    intervensi: HasilIntervensi = HasilIntervensi()
    teks: str = ""
    indikator: tuple[Indikator, ...] = ()


class Butir(msgspec.Struct, frozen=True, kw_only=True):
    """One line of free text in a list, with an id of its own so that a merge can match it."""

    id: str
    teks: str = ""


class EkspektasiPerilaku(msgspec.Struct, frozen=True, kw_only=True):
    """The leader's special expectations for one core value, zero or more (P6:59)."""

    nilai: NilaiDasar
    ekspektasi: tuple[Butir, ...] = ()


class LampiranSkp(msgspec.Struct, frozen=True, kw_only=True):
    """The annex of an SKP: resources, accountability, consequences (A.1.8, P6:60-61)."""

    sumber_daya: tuple[Butir, ...] = ()
    skema: tuple[Butir, ...] = ()
    konsekuensi: tuple[Butir, ...] = ()


class Skp(msgspec.Struct, frozen=True, kw_only=True):
    """The SKP of one employee for one year or part of a year (Articles 7-14).

    ``pegawai`` and ``penilai`` are empty while it is a draft and are frozen when it is determined, so that
    the form prints the same for ever.
    """

    pegawai_id: str
    penilai_id: str = ""
    unit_kode: str = ""
    mulai: date
    selesai: date
    instansi: str = ""
    status: StatusSkp = StatusSkp.DRAFT
    hasil: tuple[RencanaHasilKerja, ...] = ()
    perilaku: tuple[EkspektasiPerilaku, ...] = tuple(EkspektasiPerilaku(nilai=satu) for satu in NilaiDasar)
    lampiran: LampiranSkp = LampiranSkp()
    tempat: str = ""
    tanggal: date | None = None
    pegawai: Identitas | None = None
    penilai: Identitas | None = None
    catatan_pengembalian: str = ""

    def hasil_jenis(self, jenis: JenisHasil) -> tuple[RencanaHasilKerja, ...]:
        """Return the results of one priority in the order of the form."""
        return tuple(satu for satu in self.hasil if satu.jenis is jenis)

    def ekspektasi(self, nilai: NilaiDasar) -> tuple[Butir, ...]:
        """Return the special expectations for one core value."""
        return next((satu.ekspektasi for satu in self.perilaku if satu.nilai is nilai), ())


def find_indikator(skp: Skp, indikator_id: str) -> Indikator | None:
    """Return the indicator with this id wherever it stands in ``skp``."""
    return next((i for h in skp.hasil for i in h.indikator if i.id == indikator_id), None)

"""Skp: what is expected of one employee; one model for the forms A.1.1, A.1.2, A.1.6 and A.1.7 (P6:32-36, 55-61)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import (
    Aspek,
    JenisHasil,
    JenisTarget,
    KelompokSkp,
    NilaiDasar,
    Pendekatan,
    Perspektif,
    SifatHasil,
    StatusSkp,
    SumberHasil,
    TingkatKendali,
)
from desktop_app.domain.pegawai import Identitas


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A target as a number, a range or words; numbers are decimals kept as text ("80", "3.5")."""

    jenis: JenisTarget = JenisTarget.TEKS
    nilai: str = ""
    nilai_atas: str = ""
    satuan: str = ""
    teks: str = ""


class Indikator(msgspec.Struct, frozen=True, kw_only=True):
    """One individual indicator of a result with its aspect and target (Article 9, P6:50-51).

    ``teks`` and ``target`` are the measured wording, ``narasi`` the one narrative of the qualitative approach; both
    are kept, so that a change of approach loses nothing. ``perspektif`` is printed for leaders only (P6:29).
    """

    id: str
    aspek: Aspek = Aspek.KUANTITAS
    teks: str = ""
    target: Target = Target()
    narasi: str = ""
    perspektif: Perspektif | None = None
    kendali: TingkatKendali | None = None


class HasilIntervensi(msgspec.Struct, frozen=True, kw_only=True):
    """The leader's planned result that is intervened: its words, and the document it came from where known.

    ``indikator`` is printed below the words where the leader heads an independent unit (P6:59 footnote, 148).
    """

    teks: str = ""
    indikator: str = ""
    skp_id: str = ""
    hasil_id: str = ""
    indikator_id: str = ""


class AsalPeran(msgspec.Struct, frozen=True, kw_only=True):
    """The cell of a matrix of roles that became a planned result (A.1.5, P6:47-49); both empty without one."""

    matriks_id: str = ""
    peran_id: str = ""


class RencanaHasilKerja(msgspec.Struct, frozen=True, kw_only=True):
    """One planned result of the employee with its indicators (A.1.2 columns 2-5, A.1.7 columns 2-6).

    ``penugasan`` is the post of the leader or the team that gave it, printed as "(penugasan dari …)" (P6:32, 55, 134).
    """

    id: str
    jenis: JenisHasil = JenisHasil.UTAMA
    intervensi: HasilIntervensi = HasilIntervensi()
    teks: str = ""
    indikator: tuple[Indikator, ...] = ()
    penugasan: str = ""
    sumber: SumberHasil | None = None
    sifat: SifatHasil = SifatHasil.BIASA
    asal: AsalPeran = AsalPeran()


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


class AdendumBerlaku(msgspec.Struct, frozen=True, kw_only=True):
    """An accepted addendum that the results of an SKP already contain; ``id`` is its document.

    ``sidik`` holds for each result that it changed the SHA-256 (hexadecimal) of the words it left, empty for a dropped
    one: what the merge of two computers' addenda is proved by. It is empty where only a file told of the addendum.
    """

    id: str
    nomor: int
    tanggal: date
    sidik: dict[str, str] = {}


class Skp(msgspec.Struct, frozen=True, kw_only=True):
    """The SKP of one employee for one year or part of a year (Articles 7-14).

    ``pegawai`` and ``penilai`` are empty while it is a draft and are frozen when it is determined, so that
    the form prints the same for ever. ``kelompok`` and ``pendekatan`` choose the layout. ``berakhir`` is the last day
    it really covered, where the person moved before ``selesai`` (P6:65). ``penetap_id`` is the assessor's
    superior where he determined it instead (P6:65 point 5); it is then he whom ``penilai`` names.
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
    kelompok: KelompokSkp = KelompokSkp.JA_JF
    pendekatan: Pendekatan = Pendekatan.KUANTITATIF
    adendum: tuple[AdendumBerlaku, ...] = ()
    penetap_id: str = ""
    berakhir: date | None = None
    sebab_berakhir: str = ""

    @property
    def akhir(self) -> date:
        """The last day that the SKP really covers."""
        return self.berakhir or self.selesai

    @property
    def dikembalikan(self) -> bool:
        """Whether it is a draft because the assessor gave it back with a note."""
        return self.status is StatusSkp.DRAFT and bool(self.catatan_pengembalian)

    def hasil_jenis(self, jenis: JenisHasil) -> tuple[RencanaHasilKerja, ...]:
        """Return the results of one priority in the order of the form."""
        return tuple(satu for satu in self.hasil if satu.jenis is jenis)

    def ekspektasi(self, nilai: NilaiDasar) -> tuple[Butir, ...]:
        """Return the special expectations for one core value."""
        return next((satu.ekspektasi for satu in self.perilaku if satu.nilai is nilai), ())


def find_indikator(skp: Skp, indikator_id: str) -> Indikator | None:
    """Return the indicator with this id wherever it stands in ``skp``."""
    return next((i for h in skp.hasil for i in h.indikator if i.id == indikator_id), None)

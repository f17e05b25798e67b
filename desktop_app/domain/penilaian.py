"""Penilaian: the evaluation of one employee for one period, as C.1.3 and D.1.1 print it (P6:111-115)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import CapaianOrganisasi, NilaiDasar, Predikat, Rating, StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenjangStudi, SebabTidakDinilai
from desktop_app.domain.pegawai import Identitas


class UmpanBalik(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of continuous feedback with the role that gave it ("Pimpinan"), its name where it is told.

    ``asal`` is the id of what it was taken from (a feedback, a round, a complaint, a survey), empty for typed words.
    """

    id: str
    sumber: str = ""
    nama: str = ""
    teks: str = ""
    asal: str = ""


class RealisasiIndikator(msgspec.Struct, frozen=True, kw_only=True):
    """What was reached for one indicator by evidence, and the feedback on it (C.1.3 columns 7-8).

    ``id`` is the id of the indicator in the SKP, or of the planned result where the form tells both per result (C.1.1).
    """

    id: str
    realisasi: str = ""
    umpan_balik: tuple[UmpanBalik, ...] = ()


class UmpanBalikPerilaku(msgspec.Struct, frozen=True, kw_only=True):
    """Feedback on one core value (C.1.3, last column of PERILAKU KERJA)."""

    nilai: NilaiDasar
    umpan_balik: tuple[UmpanBalik, ...] = ()


class HasilStudi(msgspec.Struct, frozen=True, kw_only=True):
    """What an employee on study leave reached (P6:62-64, 100); ``ipk`` is a decimal as text.

    Where he cannot finish (``tidak_selesai``) the assessor sets ``predikat`` himself: KURANG or SANGAT_KURANG.
    """

    jenjang: JenjangStudi = JenjangStudi.S1
    akreditasi: str = "A"
    akreditasi_prodi: str = ""
    luar_negeri: bool = False
    ipk: str = ""
    semester: str = ""
    tidak_selesai: bool = False
    predikat: Predikat | None = None


class HasilPeriodik(msgspec.Struct, frozen=True, kw_only=True):
    """One periodic evaluation that the annual one looked back on, frozen with it; ``id`` is its document, ``rev`` its
    revision.
    """

    id: str
    rev: str = ""
    periode: str = ""
    predikat: Predikat | None = None


class Penilaian(msgspec.Struct, frozen=True, kw_only=True):
    """The evaluation of one employee in one period under one rule set.

    ``skp_rev`` (the revision of the SKP that was evaluated), ``predikat`` and ``aturan`` are written when
    it becomes final and are always what the matrix gives; a draft computes them. ``alasan_hasil`` and
    ``alasan_perilaku`` say why a rating is not SESUAI. ``tidak_dinilai`` closes a period without ratings, with its
    reason in ``catatan``. ``oleh_atasan`` marks the fallback: the assessor's superior evaluates and signs D.1.2 (P6:90,
    115). ``studi`` stands where the person is on study leave, ``periodik`` in an annual evaluation.
    """

    pegawai_id: str
    skp_id: str
    periode: str
    penilai_id: str = ""
    unit_kode: str = ""
    status: StatusPenilaian = StatusPenilaian.DRAFT
    skp_rev: str = ""
    capaian_organisasi: CapaianOrganisasi | None = None
    realisasi: tuple[RealisasiIndikator, ...] = ()
    perilaku: tuple[UmpanBalikPerilaku, ...] = tuple(UmpanBalikPerilaku(nilai=satu) for satu in NilaiDasar)
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    predikat: Predikat | None = None
    aturan: str = ""
    alasan_hasil: str = ""
    alasan_perilaku: str = ""
    tidak_dinilai: SebabTidakDinilai | None = None
    oleh_atasan: bool = False
    studi: HasilStudi | None = None
    periodik: tuple[HasilPeriodik, ...] = ()
    catatan: str = ""
    instansi: str = ""
    tempat: str = ""
    tanggal: date | None = None
    pegawai: Identitas | None = None
    penilai: Identitas | None = None
    atasan_penilai: Identitas | None = None

    def realisasi_untuk(self, indikator_id: str) -> RealisasiIndikator:
        """Return what was reached for one indicator; an empty record where nothing was written."""
        kosong = RealisasiIndikator(id=indikator_id)
        return next((satu for satu in self.realisasi if satu.id == indikator_id), kosong)

    def umpan_balik_untuk(self, nilai: NilaiDasar) -> tuple[UmpanBalik, ...]:
        """Return the feedback on one core value."""
        return next((satu.umpan_balik for satu in self.perilaku if satu.nilai is nilai), ())

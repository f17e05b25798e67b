"""What follows an evaluation, and outcome indicators of planned results (P6:17, 117, 119; house)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut, StatusButir, SumberOutcome, UnsurSkm


class KemajuanTindakLanjut(msgspec.Struct, frozen=True, kw_only=True):
    """One word on how a follow-up goes: the day, what was done, and the account that noted it."""

    id: str
    tanggal: date | None = None
    teks: str = ""
    pencatat: str = ""


class TindakLanjutEvaluasi(msgspec.Struct, frozen=True, kw_only=True):
    """One follow-up of the evaluation ``penilaian_id`` of ``pegawai_id``: what, by whom, until when, and its outcome.

    Open ones stay with the employee whoever his assessor becomes; ``penanggung_jawab_id`` is who sees to it: empty for
    whoever assesses the employee. ``rencana_id`` is the development plan in which a training is a step. ``kemajuan`` is
    what was noted on the way, ``hasil`` the outcome in words.
    """

    pegawai_id: str
    penilaian_id: str = ""
    penilai_id: str = ""
    unit_kode: str = ""
    periode: str = ""
    jenis: JenisTindakLanjut = JenisTindakLanjut.PELATIHAN
    uraian: str = ""
    dasar: str = ""
    penanggung_jawab_id: str = ""
    tenggat: date | None = None
    status: StatusButir = StatusButir.DIRENCANAKAN
    hasil: str = ""
    selesai: date | None = None
    rencana_id: str = ""
    kemajuan: tuple[KemajuanTindakLanjut, ...] = ()


class TitikOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The value of an outcome indicator in one period, typed in: a decimal as text, and what it was read from."""

    id: str
    nilai_ukur: str = ""
    keterangan: str = ""


class IndikatorOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome that a planned result shall have, and where its values come from (outcome beside output, P6:28).

    ``hasil_id`` is the planned result of the SKP ``skp_id``. ``unsur`` where the source is an element of the survey,
    ``indikator_id`` where it is read from the journal. ``titik`` holds typed values by the code of their period.
    """

    pegawai_id: str
    skp_id: str = ""
    hasil_id: str = ""
    unit_kode: str = ""
    nama: str = ""
    sumber: SumberOutcome = SumberOutcome.DIISI
    unsur: UnsurSkm | None = None
    indikator_id: str = ""
    satuan: str = ""
    naik_baik: bool = True
    sasaran: str = ""
    titik: tuple[TitikOutcome, ...] = ()

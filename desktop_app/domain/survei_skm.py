"""SKM: the community satisfaction survey of a unit's services, and one respondent's sheet (PermenPANRB 14/2017)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah_pengembangan import (
    CaraSkm,
    JamSurvei,
    JenisKelamin,
    NasibLembar,
    Pekerjaan,
    Pendidikan,
    StatusSurvei,
    UnsurSkm,
)


class PertanyaanSkm(msgspec.Struct, frozen=True, kw_only=True):
    """One question and its four labels from 1 to 4; its element is said, since questions 8 and 9 are U9 and U8."""

    id: str
    teks: str
    pilihan: tuple[str, ...]
    unsur: UnsurSkm | None = None


class LayananSkm(msgspec.Struct, frozen=True, kw_only=True):
    """One service about which people are asked."""

    id: str
    nama: str


class RangkaianLembar(msgspec.Struct, frozen=True, kw_only=True):
    """Sheets printed in one go, numbered from ``awal`` to ``akhir``."""

    id: str
    awal: int
    akhir: int
    tanggal: date | None = None


class SurveiSkm(msgspec.Struct, frozen=True, kw_only=True):
    """A survey of one unit for one span of days; unit level, never about one employee.

    ``populasi`` is how many people were served in that span, from which the sample size follows. Additional questions
    of a local government have no ``unsur`` and do not count in the index.
    """

    nama: str
    unit_kode: str = ""
    status: StatusSurvei = StatusSurvei.DRAFT
    mulai: date | None = None
    selesai: date | None = None
    populasi: int = 0
    entri_ganda: bool = False
    layanan: tuple[LayananSkm, ...] = ()
    pertanyaan: tuple[PertanyaanSkm, ...] = ()
    lembar: tuple[RangkaianLembar, ...] = ()
    analisis: str = ""
    rencana: str = ""
    tanggal: date | None = None


class JawabanSkm(msgspec.Struct, frozen=True, kw_only=True):
    """What one keying of a sheet says; ``jawaban`` maps a question's id to 1 to 4, a blank is not there.

    ``usia`` is in years. ``pengisi_id`` is who keyed it, empty for a respondent at the screen.
    """

    jawaban: dict[str, int] = {}
    layanan_id: str = ""
    tanggal: date | None = None
    jam: JamSurvei | None = None
    kelamin: JenisKelamin | None = None
    usia: int | None = None
    pendidikan: Pendidikan | None = None
    pekerjaan: Pekerjaan | None = None
    saran: str = ""
    pengisi_id: str = ""


class LembarSkm(msgspec.Struct, frozen=True, kw_only=True):
    """One respondent's sheet. ``pertama`` and ``kedua`` are two independent keyings; ``berlaku`` is what counts.

    ``nomor`` is the printed number, 0 for an answer at the screen. ``berlaku`` is empty while the two keyings differ.
    """

    survei_id: str
    unit_kode: str = ""
    nomor: int = 0
    cara: CaraSkm = CaraSkm.KERTAS
    nasib: NasibLembar = NasibLembar.TERISI
    keterangan: str = ""
    pertama: JawabanSkm | None = None
    kedua: JawabanSkm | None = None
    berlaku: JawabanSkm | None = None

"""Hours of development: what counts in a year, what is missing, and what cannot be shown to anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from desktop_app.domain.pengembangan import PelaksanaanPengembangan, RencanaPengembangan

MAKS_JP_SEHARI = 12
"""Hours (JP of 45 minutes) that one event can hold on a day: nine full hours (house; no rule names a number)."""
MAKS_JP = 2000
"""Hours of one event; what is more is a slip of the hand."""


class JumlahJp(msgspec.Struct, frozen=True, kw_only=True):
    """The hours of one person in one year: what counts, the number he has a right to, and what needs a look.

    ``tanpa_sertifikat`` are hours of counted events that name no certificate, ``tahun_lain`` hours of events of other
    years, ``tanpa_tanggal`` hours of events without a day; the last two do not count.
    """

    tahun: int
    jp: int = 0
    target: int = 0
    tanpa_sertifikat: int = 0
    tahun_lain: int = 0
    tanpa_tanggal: int = 0

    @property
    def kurang(self) -> int:
        """The hours that are missing; never below nothing."""
        return max(0, self.target - self.jp)


def day_of(pelaksanaan: PelaksanaanPengembangan) -> date | None:
    """Return the day by which an event belongs to a year: its last, else its first; None where neither is known."""
    return pelaksanaan.selesai or pelaksanaan.mulai


def most_hours(pelaksanaan: PelaksanaanPengembangan) -> int:
    """Return the hours that the days of an event allow; without any day, when nothing counts yet, the most of all."""
    mulai, selesai = pelaksanaan.mulai or pelaksanaan.selesai, pelaksanaan.selesai or pelaksanaan.mulai
    if mulai is None or selesai is None:
        return MAKS_JP
    return min(MAKS_JP, MAKS_JP_SEHARI * (max(0, (selesai - mulai).days) + 1))


def count_hours(rencana: RencanaPengembangan, tahun: int | None = None) -> JumlahJp:
    """Return the hours of a plan's year, or of another one; only events that ended in that year count."""
    milik = rencana.tahun if tahun is None else tahun
    jp = tanpa = lain = kosong = 0
    for satu in each_event(rencana):
        hari, jam = day_of(satu), max(0, satu.jp)
        if hari is None:
            kosong += jam
        elif hari.year != milik:
            lain += jam
        else:
            jp += jam
            tanpa += 0 if satu.nomor_sertifikat.strip() else jam
    return JumlahJp(
        tahun=milik,
        jp=jp,
        target=rencana.target_jp,
        tanpa_sertifikat=tanpa,
        tahun_lain=lain,
        tanpa_tanggal=kosong,
    )


def each_event(rencana: RencanaPengembangan) -> Iterator[PelaksanaanPengembangan]:
    """Yield every event of a plan, in its order."""
    for butir in rencana.butir:
        yield from butir.pelaksanaan

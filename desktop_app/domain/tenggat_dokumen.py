"""One evaluation held against every deadline of its way: evaluated, handed over, returned, objected, decided, reported.

A step that nobody recorded, but that must have been before a recorded one, proves that a limit was kept, never that it
was not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from desktop_app.domain.hari_kerja import KalenderKerja
from desktop_app.domain.periode import Periode
from desktop_app.domain.perpindahan import rentang_evaluasi
from desktop_app.domain.tenggat import Bukti, HasilTenggat, Tenggat, judge_tenggat
from desktop_app.domain.tenggat_evaluasi import ATURAN_TENGGAT_EVALUASI, penilaian_rule, report_rule


class FaktaEvaluasi(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one evaluation: each thing that happened with its day and doubt, None where it did not.

    ``ditandatangani`` is the day on the document; ``ditolak`` a refusal to sign. ``tanpa_keberatan`` tells that the
    result is final by law (P6:90 points 11 and 12). ``keberatan`` is the day on which an objection was made,
    ``keberatan_diterima`` when the superior had it, ``putusan`` when he decided.
    """

    periode: Periode
    oleh_atasan: bool = False
    tanpa_keberatan: bool = False
    ditandatangani: Bukti | None = None
    diserahkan: Bukti | None = None
    diterima: Bukti | None = None
    ditolak: Bukti | None = None
    dikembalikan: Bukti | None = None
    dilaporkan: Bukti | None = None
    keberatan: Bukti | None = None
    keberatan_diterima: Bukti | None = None
    putusan: Bukti | None = None


class TenggatTerbukti(msgspec.Struct, frozen=True, kw_only=True):
    """One deadline with the evidence that it was judged by: what began it and what ended it."""

    tenggat: Tenggat
    awal: Bukti
    selesai: Bukti | None = None


def judge_evaluasi(fakta: FaktaEvaluasi, hari_ini: date | None, kalender: KalenderKerja) -> tuple[TenggatTerbukti, ...]:
    """Return every deadline that has begun for one evaluation, in the order of the way.

    ``hari_ini`` is None on a day that is not believed. What has not begun has no deadline: nothing is due of a period
    that runs, of a document that nobody signed, of a right to object that was not used.
    """
    return tuple(_Hakim(fakta, hari_ini, kalender).rows())


class _Hakim:
    def __init__(self, fakta: FaktaEvaluasi, hari_ini: date | None, kalender: KalenderKerja) -> None:
        self._fakta = fakta
        self._hari_ini = hari_ini
        self._kalender = kalender
        awal, akhir = rentang_evaluasi(fakta.periode)
        self._mulai, self._akhir = awal, Bukti(tanggal=akhir)

    def _judge(self, kode: str, awal: Bukti, selesai: Bukti | None = None) -> TenggatTerbukti:
        tenggat = judge_tenggat(ATURAN_TENGGAT_EVALUASI[kode], awal, selesai, self._hari_ini, self._kalender)
        return TenggatTerbukti(tenggat=tenggat, awal=awal, selesai=selesai)

    def rows(self) -> Iterator[TenggatTerbukti]:
        fakta = self._fakta
        if fakta.ditandatangani is None:
            yield from self._not_evaluated()
            return
        kode = "evaluasi_atasan" if fakta.oleh_atasan else penilaian_rule(fakta.periode)
        yield self._judge(kode, self._akhir, fakta.ditandatangani)
        yield self._handed_over(fakta.ditandatangani)
        if fakta.diterima is not None and (fakta.ditolak is None or fakta.dikembalikan is not None):
            kode = "dokumen_atasan_dikembalikan" if fakta.oleh_atasan else "dokumen_dikembalikan"
            yield self._judge(kode, fakta.diterima, fakta.dikembalikan)
        yield from self._objection()
        kode = report_rule(oleh_atasan=fakta.oleh_atasan, keberatan=fakta.keberatan is not None)
        yield self._judge(kode, self._akhir, fakta.dilaporkan)

    def _not_evaluated(self) -> Iterator[TenggatTerbukti]:
        if self._hari_ini is not None and self._hari_ini < self._mulai:
            return
        yield self._judge(penilaian_rule(self._fakta.periode), self._akhir)
        if self._hari_ini is not None and self._hari_ini > self._akhir.tanggal:
            yield self._judge("evaluasi_atasan", self._akhir)

    def _handed_over(self, tanda: Bukti) -> TenggatTerbukti:
        fakta = self._fakta
        kode = "dokumen_atasan_diserahkan" if fakta.oleh_atasan else "dokumen_diserahkan"
        if fakta.diserahkan is not None:
            return self._judge(kode, tanda, fakta.diserahkan)
        sesudahnya = next((s for s in (fakta.diterima, fakta.ditolak, fakta.dikembalikan) if s is not None), None)
        if sesudahnya is None:
            return self._judge(kode, tanda)
        hasil = self._judge(kode, tanda, sesudahnya)
        if hasil.tenggat.hasil is HasilTenggat.TERPENUHI_TERLAMBAT:
            # It was handed over before it was received; how long before nobody wrote down.
            return self._judge(kode, tanda, Bukti(tanggal=sesudahnya.tanggal, ragu=True))
        return hasil

    def _objection(self) -> Iterator[TenggatTerbukti]:
        fakta = self._fakta
        if fakta.keberatan is None:
            if fakta.diterima is not None and not fakta.tanpa_keberatan:
                hak = self._judge("keberatan_diajukan", fakta.diterima)
                # A right that was not used is no fault: after its last day nothing is said of it.
                if hak.tenggat.hasil in (HasilTenggat.BELUM, HasilTenggat.JATUH_TEMPO):
                    yield hak
            return
        if fakta.diterima is not None:
            yield self._judge("keberatan_diajukan", fakta.diterima, fakta.keberatan)
        # Until it is known when the superior had it, the day of the objection is the earliest that it can be.
        diterima = fakta.keberatan_diterima or Bukti(tanggal=fakta.keberatan.tanggal, ragu=True)
        tenggat = self._judge("keberatan_diputus", diterima, fakta.putusan)
        tepat = fakta.keberatan_diterima is None and fakta.putusan is not None and not fakta.putusan.ragu
        if tepat and not fakta.keberatan.ragu and fakta.putusan is not None:
            # Counted from the earliest day it was kept, so that it was kept from any later one.
            awal = self._judge("keberatan_diputus", fakta.keberatan, fakta.putusan)
            if awal.tenggat.hasil is HasilTenggat.TERPENUHI:
                tenggat = awal
        yield tenggat

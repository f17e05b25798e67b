"""The way of an evaluation document without a store: what holds, where it is, and which days cannot be right."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.istilah_kinerja import JenisPeristiwa as J
from desktop_app.domain.jalan_dokumen import (
    Kedudukan,
    event_fault,
    events_that_hold,
    is_doubtful_day,
    next_events,
    place_of,
)
from desktop_app.domain.tenggat import ATURAN_TENGGAT, HasilTenggat, Tenggat
from desktop_app.domain.tenggat_evaluasi import ATURAN_TENGGAT_EVALUASI, Kepastian, certainty_of


def event(nomor: int, jenis: J, **lain: object) -> PeristiwaDokumen:
    """Return an event of April 2026; ``nomor`` is its id and its day."""
    return PeristiwaDokumen(id=str(nomor), jenis=jenis, tanggal=date(2026, 4, nomor), **lain)  # type: ignore[arg-type]


def way(*peristiwa: PeristiwaDokumen) -> DokumenEvaluasi:
    return DokumenEvaluasi(pegawai_id="p", penilaian_id="n", periode="2026-TW1", peristiwa=peristiwa)


@pytest.mark.parametrize(
    ("jenis", "kedudukan", "berikut"),
    [
        ((), Kedudukan.DI_PENILAI, (J.DISERAHKAN,)),
        ((J.DISERAHKAN,), Kedudukan.DISERAHKAN, (J.DITERIMA,)),
        ((J.DITERIMA,), Kedudukan.DI_PEGAWAI, (J.DITANDATANGANI_PEGAWAI, J.MENOLAK_TANDA_TANGAN)),
        ((J.DITERIMA, J.MENOLAK_TANDA_TANGAN), Kedudukan.DITOLAK, (J.DITANDATANGANI_PEGAWAI, J.DIKEMBALIKAN)),
        ((J.MENOLAK_TANDA_TANGAN, J.DITANDATANGANI_PEGAWAI), Kedudukan.DITANDATANGANI, (J.DIKEMBALIKAN,)),
        ((J.DIKEMBALIKAN,), Kedudukan.KEMBALI, (J.DILAPORKAN,)),
        ((J.DILAPORKAN,), Kedudukan.DILAPORKAN, ()),
    ],
)
def test_that_a_document_is_where_the_last_step_left_it_in_whatever_order_they_came(
    jenis: tuple[J, ...], kedudukan: Kedudukan, berikut: tuple[J, ...]
) -> None:
    for urutan in permutations(enumerate(jenis, 1)):
        jalan = way(*(event(nomor, satu) for nomor, satu in urutan))
        assert (place_of(jalan), next_events(jalan)) == (kedudukan, berikut)
    assert place_of(None) is Kedudukan.DI_PENILAI


def test_that_what_is_corrected_no_longer_holds_and_a_struck_one_leaves_nothing() -> None:
    salah, betul = event(3, J.DITERIMA), event(5, J.DITERIMA, membetulkan="3")
    batal = event(9, J.DITERIMA, membetulkan="5", batal=True)
    assert events_that_hold(way(salah, betul)) == (betul,)
    assert events_that_hold(way(salah, betul, batal)) == ()
    assert events_that_hold(way(batal, betul, salah)) == (), "in whatever order a merge puts them"


def test_that_two_records_of_one_step_are_told_by_the_earlier_day() -> None:
    satu, dua = event(7, J.DISERAHKAN), event(4, J.DISERAHKAN)
    assert events_that_hold(way(satu, dua))[0] is dua
    assert event_fault(way(satu), J.DISERAHKAN) == "peristiwa_sudah_ada"
    assert (
        event_fault(way(event(1, J.DITANDATANGANI_PEGAWAI)), J.MENOLAK_TANDA_TANGAN) == "peristiwa_sudah_tanda_tangan"
    )
    assert event_fault(way(event(1, J.MENOLAK_TANDA_TANGAN)), J.DITANDATANGANI_PEGAWAI) == ""


@pytest.mark.parametrize(
    ("jenis", "hari", "ragu"),
    [
        (J.DITERIMA, 15, False),
        (J.DITERIMA, 14, False),
        (J.DITERIMA, 13, True),
        (J.DITANDATANGANI_PEGAWAI, 9, True),
        (J.DISERAHKAN, 25, True),
        (J.DILAPORKAN, 30, False),
    ],
)
def test_that_a_day_out_of_the_order_of_the_way_is_doubtful(jenis: J, hari: int, ragu: bool) -> None:
    ada = (event(14, J.DISERAHKAN), event(20, J.DIKEMBALIKAN))
    lain = [satu for satu in ada if satu.jenis is not jenis]
    for hari_ini, diragukan in ((date(2026, 4, 30), ragu), (None, True)):
        hasil = is_doubtful_day(
            jenis, date(2026, 4, hari), ditandatangani=date(2026, 4, 10), lain=lain, hari_ini=hari_ini
        )
        assert hasil is diragukan


def test_that_a_missing_calendar_proves_what_was_in_time_and_nothing_that_was_late() -> None:
    hitung, tetap = ATURAN_TENGGAT_EVALUASI["dokumen_diserahkan"], ATURAN_TENGGAT["skp_ditetapkan"]

    def certain(aturan: object, hasil: HasilTenggat, kosong: tuple[int, ...]) -> Kepastian:
        return certainty_of(Tenggat(aturan=aturan, hasil=hasil, tahun_kosong=kosong))  # type: ignore[arg-type]

    assert certain(hitung, HasilTenggat.TERPENUHI, (2027,)) is Kepastian.TEPAT
    for terlambat in (HasilTenggat.TERLEWAT, HasilTenggat.TERPENUHI_TERLAMBAT):
        assert certain(hitung, terlambat, (2027,)) is Kepastian.TIDAK_TERBUKTI
        assert certain(hitung, terlambat, ()) is Kepastian.TERLAMBAT
        assert certain(tetap, terlambat, (2027,)) is Kepastian.TERLAMBAT, "a day of the calendar counts no days"

"""The lists of the journal read the weeks of their years, and leave out no day of them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.jurnal import EntriJurnal, monday_of
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.jurnal import list_jurnal, list_menunggu, list_minggu, look_minggu, open_minggu
from desktop_app.services.kolom import weeks_touching
from desktop_app.services.tugas_jurnal import waiting_journal
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import Berperan, at, filled

TUA, LALU, GANTI, KINI = date(2024, 5, 2), date(2026, 3, 4), date(2026, 12, 31), date(2027, 5, 5)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office whose ``staf`` wrote one entry in each of three years and one at the turn of a year; it is May 2027."""
    berperan = filled(dunia)
    at(berperan.kantor, 2027, 5, 11)
    for hari in (TUA, LALU, GANTI, KINI):
        doc_id, _ = open_minggu(berperan.kantor, berperan.staf.id, hari)
        edit(berperan.kantor, doc_id, entri=(EntriJurnal(id="e1", tanggal=hari, teks="1 laporan tersusun"),))
    return berperan


def test_that_an_entry_at_the_turn_of_a_year_counts_in_its_own_year(berperan: Berperan) -> None:
    jumlah = {}
    for tahun in (2024, 2025, 2026, 2027):
        (baris,) = [satu for satu in list_jurnal(berperan.kantor, tahun) if satu.pegawai_id == berperan.staf.id]
        jumlah[tahun] = (baris.entri, baris.menunggu, baris.terakhir)
    assert jumlah == {2024: (1, 1, TUA), 2025: (0, 0, None), 2026: (2, 2, GANTI), 2027: (1, 1, KINI)}
    minggu = {tahun: [s.minggu for s in list_minggu(berperan.kantor, berperan.staf.id, tahun)] for tahun in jumlah}
    assert minggu[2027] == [monday_of(KINI), monday_of(GANTI)], "the last week of 2026 touches 2027"
    assert minggu[2026] == [monday_of(GANTI), monday_of(LALU)]


def test_that_what_waits_is_told_of_this_year_and_the_last_and_older_by_its_year(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        assert [satu.entri.tanggal for satu in list_menunggu(kantor)] == [LALU, GANTI, KINI]
        assert [satu.entri.tanggal for satu in list_menunggu(kantor, tahun=2025)] == [TUA, LALU, GANTI, KINI]
        assert [satu.jumlah for satu in waiting_journal(kantor, KINI)] == [3]
        at(kantor, 1980, 1, 1)
        assert len(list_menunggu(kantor)) == 4, "a clock that is not believed hides nothing"


def test_that_the_week_before_is_the_last_that_says_something(berperan: Berperan) -> None:
    kosong, _ = open_minggu(berperan.kantor, berperan.staf.id, date(2027, 4, 28))
    assert kosong
    lalu = {hari: look_minggu(berperan.kantor, berperan.staf.id, hari).lalu for hari in (TUA, GANTI, KINI)}
    assert {hari: [satu.tanggal for satu in semua] for hari, semua in lalu.items()} == {
        TUA: [],
        GANTI: [LALU],
        KINI: [GANTI],
    }


def test_that_the_first_week_of_all_has_no_week_before_it() -> None:
    assert weeks_touching(date(1, 1, 1), date(1, 1, 2)) == ["0001-01-01", "0001-01-02"]
    assert weeks_touching(date(2027, 1, 1), date(2027, 1, 1))[0] == "2026-12-26"

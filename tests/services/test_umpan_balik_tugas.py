"""What waits of feedback on the first page: requests, and scheduled feedback of a period that is over; never late."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.istilah_kinerja import BentukUmpanBalik as Bentuk
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik as Pemberi
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.tugas import Mendesak, list_tugas
from desktop_app.services.umpan_balik import ask_umpan_balik
from desktop_app.services.umpan_balik_tugas import last_period, without_scheduled
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.test_umpan_balik import give, said


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``; the third quarter is over."""
    return filled(dunia)


def lines(berperan: Berperan, peran: P, pegawai_id: str) -> dict[str, str]:
    with berperan.sebagai(peran, pegawai_id=pegawai_id) as kantor:
        semua = [s for s in list_tugas(kantor, maks=99) if s.halaman == "umpan_balik"]
        assert {s.mendesak for s in semua} <= {Mendesak.BIASA}
        return {s.kode: s.kalimat for s in semua}


def test_that_a_request_waits_for_whom_it_asks(berperan: Berperan) -> None:
    with berperan.sebagai(P.PEGAWAI) as kantor:
        ask_umpan_balik(kantor, (berperan.asing.id,), "bagaimana kerja saya?")
    ada = lines(berperan, P.PEGAWAI, berperan.asing.id)
    assert ada == {"umpan-balik-diminta": "1 permintaan umpan balik menunggu jawaban Anda"}
    assert lines(berperan, P.PEGAWAI, berperan.saya.id) == {}


def test_that_a_leader_is_told_of_the_period_that_is_over_until_he_gave_it(berperan: Berperan) -> None:
    assert lines(berperan, P.PENILAI, berperan.saya.id) == {
        "umpan-balik-berkala": "1 pegawai belum mendapat umpan balik berkala dari Anda untuk triwulan III 2026"
    }
    isi = said(berperan.staf.id, peran=Pemberi.PIMPINAN, tanggal=date(2026, 8, 3))
    give(berperan, berperan.saya.id, isi, P.PENILAI)
    assert "umpan-balik-berkala" in lines(berperan, P.PENILAI, berperan.saya.id)
    terjadwal = said(berperan.staf.id, peran=Pemberi.PIMPINAN, tanggal=date(2026, 8, 3), bentuk=Bentuk.TERJADWAL)
    give(berperan, berperan.saya.id, terjadwal, P.PENILAI)
    assert lines(berperan, P.PENILAI, berperan.saya.id) == {}
    assert without_scheduled(berperan.kantor, berperan.saya.id, parse_periode("2026-TW2")) == (berperan.staf.id,)


def test_that_nothing_is_said_before_the_first_period_is_over_or_on_a_doubtful_day(berperan: Berperan) -> None:
    assert last_period(berperan.kantor, date(2026, 3, 31)) is None
    assert last_period(berperan.kantor, date(2026, 4, 1)) == parse_periode("2026-TW1")
    at(berperan.kantor, 2019, 1, 5)
    assert lines(berperan, P.PENILAI, berperan.saya.id) == {}

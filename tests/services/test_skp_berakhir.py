"""An SKP that ended early counts until that day: in what can be printed, on the first page, beside colleagues."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from desktop_app.services.cetak import JenisCetak
from desktop_app.services.cetak_pilihan import find_printable, list_cetak
from desktop_app.services.kantor import Kantor
from desktop_app.services.lembar_skp import read_kalimat_lain
from desktop_app.services.pekerjaan import read_pekerjaan
from desktop_app.services.pindah import end_skp
from desktop_app.services.skp import advance_skp, create_skp
from tests.services.dunia_kantor import HASIL, TETAP, add_people, determined_skp, draft_skp, edit

KALIMAT = "Laporan bulanan pelayanan administrasi kependudukan tersusun tepat waktu"


@pytest.fixture
def ended(unit: Kantor) -> tuple[str, str, str]:
    """The Camat, one of his staff, and the staff's SKP of 2026 that ended on 31 July."""
    _, camat, staf = add_people(unit)
    doc_id = draft_skp(unit, staf)
    edit(unit, doc_id, hasil=(replace(HASIL, teks=KALIMAT),))
    advance_skp(unit, doc_id, "ajukan")
    advance_skp(unit, doc_id, "tetapkan", tanggal=TETAP)
    end_skp(unit, doc_id, date(2026, 7, 31), "pindah")
    return camat, staf, doc_id


def test_that_it_is_printed_for_periods_until_its_end_and_told_with_its_last_day(
    unit: Kantor, ended: tuple[str, str, str]
) -> None:
    _, staf, doc_id = ended
    assert find_printable(unit, JenisCetak.SKP, staf, "2026-TW3") == (doc_id,)
    assert find_printable(unit, JenisCetak.SKP, staf, "2026-TW4") == ()
    assert [satu.periode for satu in list_cetak(unit, JenisCetak.SKP, staf)] == ["1 Januari 2026 – 31 Juli 2026"]


def test_that_no_evaluation_is_awaited_after_its_end(unit: Kantor, ended: tuple[str, str, str]) -> None:
    assert read_pekerjaan(unit).periode == "2026-TW4"
    kini = read_pekerjaan(unit)
    assert (kini.skp_ditetapkan, kini.penilaian_belum) == (1, 0)
    determined_skp(unit, ended[0])
    kini = read_pekerjaan(unit)
    assert (kini.skp_ditetapkan, kini.penilaian_belum) == (2, 1)


def test_that_words_used_before_its_end_are_no_colleagues_words_afterwards(
    unit: Kantor, ended: tuple[str, str, str]
) -> None:
    camat, _, _ = ended
    awal, _ = create_skp(unit, camat, 2026, selesai=date(2026, 6, 30))
    akhir, _ = create_skp(unit, camat, 2026, mulai=date(2026, 9, 1))
    assert [len(read_kalimat_lain(unit, satu)) for satu in (awal, akhir)] == [1, 0]

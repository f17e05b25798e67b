"""The list of ways that are still open: what was reported is left out, what was reopened comes back."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.istilah_kinerja import JenisPeristiwa as J
from desktop_app.services.dokumen_evaluasi import correct_peristiwa, record_peristiwa
from desktop_app.services.jalan_dokumen import list_jalan_dokumen, read_jalan_dokumen
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import advance_penilaian
from desktop_app.services.tugas_dokumen import list_tugas_dokumen
from tests.services.dunia_kantor import AKHIR, Dunia, edit, rate
from tests.services.kantor_berperan import Berperan, filled

LAPOR = date(2026, 4, 20)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with one evaluation that is final since 10 April and was reported."""
    berperan = filled(dunia)
    edit(berperan.kantor, berperan.staf.penilaian, **rate())
    advance_penilaian(berperan.kantor, berperan.staf.penilaian, "finalkan", tanggal=AKHIR)
    record_peristiwa(berperan.kantor, [berperan.staf.penilaian], J.DILAPORKAN, LAPOR)
    return berperan


def open_ids(kantor: Kantor) -> list[str]:
    return [satu.penilaian_id for satu in list_jalan_dokumen(kantor, terbuka=True)]


def test_that_what_was_reported_waits_for_nobody_and_stays_in_the_whole_list(berperan: Berperan) -> None:
    kantor = berperan.kantor
    assert (open_ids(kantor), list_tugas_dokumen(kantor)) == ([], ())
    assert [satu.penilaian_id for satu in list_jalan_dokumen(kantor)] == [berperan.staf.penilaian]


def test_that_an_evaluation_that_was_reported_and_reopened_waits_again(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    advance_penilaian(kantor, nilai, "koreksi", alasan="salah hitung")
    assert open_ids(kantor) == [], "a draft has no document"
    advance_penilaian(kantor, nilai, "finalkan", tanggal=date(2026, 4, 21))
    assert open_ids(kantor) == [nilai]
    assert [satu.kode for satu in list_tugas_dokumen(kantor)] == ["dokumen-serah"]
    record_peristiwa(kantor, [nilai], J.DILAPORKAN, date(2026, 4, 22))
    assert open_ids(kantor) == []


def test_that_a_report_that_was_struck_waits_again(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    (langkah,) = read_jalan_dokumen(kantor, nilai).langkah
    correct_peristiwa(kantor, nilai, langkah.peristiwa.id, tanggal=None, alasan="keliru orang")
    assert open_ids(kantor) == [nilai]


def test_that_heads_are_told_without_bodies(berperan: Berperan) -> None:
    store, nilai = berperan.kantor.store, berperan.staf.penilaian
    dokumen = store.document(nilai)
    assert dokumen is not None
    assert store.heads([nilai, "0" * 32]) == {nilai: dokumen.heads}

"""The chain of a year: short evaluations, the annual one that freezes them, the unit's achievement, the old result."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import CapaianOrganisasi, Predikat, Rating, StatusPenilaian
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.penilaian import HasilPeriodik, HasilStudi
from desktop_app.services.capaian_unit import get_capaian, list_capaian, set_capaian
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import advance_penilaian, create_penilaian, get_penilaian
from desktop_app.services.rantai_penilaian import list_hasil_lama, list_rantai, list_temuan_rantai
from tests.services.dunia_kantor import add_people, determined_skp, draft_penilaian, edit, final_penilaian, rate
from tests.services.refusal import code_of

C = CapaianOrganisasi
TAHUNAN = date(2027, 1, 15)


@pytest.fixture
def people(unit: Kantor) -> tuple[str, str, str]:
    """Superior, Camat, and one of his staff."""
    return add_people(unit)


def told(kantor: Kantor, doc_id: str) -> list[str]:
    return [satu.kode for satu in list_temuan_rantai(kantor, doc_id, get_penilaian(kantor, doc_id))]


def test_that_the_year_freezes_its_short_evaluations_and_judges_for_itself(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    skp = determined_skp(unit, people[2])
    first = final_penilaian(unit, skp, "2026-TW1", **rate(Rating.DIBAWAH, Rating.DIBAWAH))
    second = final_penilaian(unit, skp, "2026-TW2", **rate(Rating.DIBAWAH, Rating.SESUAI))
    draft_penilaian(unit, skp, "2026-TW3")
    tahunan = draft_penilaian(unit, skp, "2026", **rate(Rating.DIATAS, Rating.DIATAS))
    found = list_temuan_rantai(unit, tahunan, get_penilaian(unit, tahunan))
    assert [(satu.kode, satu.penting, satu.fakta) for satu in found] == [
        ("periodik_belum_final", False, {"periode": "2026-TW3, 2026-TW4"})
    ]
    assert [(m.periode, m.status, m.predikat) for m in list_rantai(unit, people[2], 2026)] == [
        ("2026-TW1", StatusPenilaian.FINAL, Predikat.SANGAT_KURANG),
        ("2026-TW2", StatusPenilaian.FINAL, Predikat.BUTUH_PERBAIKAN),
        ("2026-TW3", StatusPenilaian.DRAFT, Predikat.BAIK),
        ("2026-TW4", None, None),
        ("2026", StatusPenilaian.DRAFT, Predikat.SANGAT_BAIK),
    ]
    advance_penilaian(unit, tahunan, "finalkan", tanggal=TAHUNAN)
    isi = get_penilaian(unit, tahunan)
    assert isi.predikat is Predikat.SANGAT_BAIK
    assert isi.aturan == unit.aturan().id
    heads = {doc: unit.store.document(doc).heads[0] for doc in (first, second)}  # type: ignore[union-attr]
    assert isi.periodik == (
        HasilPeriodik(id=first, rev=heads[first], periode="2026-TW1", predikat=Predikat.SANGAT_KURANG),
        HasilPeriodik(id=second, rev=heads[second], periode="2026-TW2", predikat=Predikat.BUTUH_PERBAIKAN),
    )
    # What is corrected later does not move what the year froze; reopened, the year looks anew.
    advance_penilaian(unit, first, "koreksi", alasan="salah baca bukti")
    assert get_penilaian(unit, tahunan) == isi
    advance_penilaian(unit, tahunan, "koreksi", alasan="triwulan I dikoreksi")
    assert get_penilaian(unit, tahunan).periodik == ()
    advance_penilaian(unit, tahunan, "finalkan", tanggal=TAHUNAN)
    assert [satu.id for satu in get_penilaian(unit, tahunan).periodik] == [second]


def test_that_a_new_evaluation_takes_over_the_value_of_its_assessors_unit(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    _, camat, staf = people
    skp = determined_skp(unit, staf)
    doc_id, _ = set_capaian(unit, camat, "2026-TW1", C.ISTIMEWA, dasar="Capaian rencana aksi triwulan I")
    nilai, _ = create_penilaian(unit, skp, "2026-TW1")
    assert get_penilaian(unit, nilai).capaian_organisasi is C.ISTIMEWA
    edit(unit, nilai, **rate() | {"capaian_organisasi": C.BAIK})
    beda = list_temuan_rantai(unit, nilai, get_penilaian(unit, nilai))
    assert [(s.kode, s.penting, s.fakta) for s in beda] == [
        ("capaian_beda_unit", False, {"unit": "ISTIMEWA", "di_sini": "BAIK"})
    ]
    # It is told and blocks nobody; what is final keeps its value when the unit's is set anew.
    advance_penilaian(unit, nilai, "finalkan", tanggal=date(2026, 4, 10))
    again, _ = set_capaian(unit, camat, "2026-TW1", C.KURANG, dasar="Dihitung ulang")
    assert again == doc_id
    assert (get_capaian(unit, doc_id).capaian, get_penilaian(unit, nilai).capaian_organisasi) == (C.KURANG, C.BAIK)
    camat_row = next(row for row in list_capaian(unit, 2026) if row.pegawai_id == camat)
    assert [(s.periode, s.capaian) for s in camat_row.capaian] == [("2026-TW1", C.KURANG)]
    assert camat_row.jumlah >= 1
    lain, _ = create_penilaian(unit, skp, "2026-TW2")
    assert get_penilaian(unit, lain).capaian_organisasi is None


def test_that_the_year_before_counts_for_the_year_alone_and_is_marked(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    _, camat, staf = people
    skp = determined_skp(unit, staf)
    assert (
        code_of(lambda: set_capaian(unit, camat, "2026-TW4", C.BAIK, tahun_lalu=True)) == "capaian_tahun_lalu_tahunan"
    )
    set_capaian(unit, camat, "2025", C.BAIK)
    tahunan = draft_penilaian(unit, skp, "2026")
    assert "capaian_tahun_lalu" in told(unit, tahunan)
    set_capaian(unit, camat, "2026", C.BAIK, dasar="Terbit Februari: nilai 2025 dipakai", tahun_lalu=True)
    assert "capaian_tahun_lalu" in told(unit, tahunan)
    set_capaian(unit, camat, "2026", C.BAIK)
    assert told(unit, tahunan) == ["periodik_belum_final"]
    triwulan = draft_penilaian(unit, skp, "2026-TW1")
    assert told(unit, triwulan) == []


def test_that_a_period_is_closed_without_assessment_by_its_reason(unit: Kantor, people: tuple[str, str, str]) -> None:
    skp = determined_skp(unit, people[2])
    doc_id, _ = create_penilaian(unit, skp, "2026-TW1")
    edit(unit, doc_id, tidak_dinilai=SebabTidakDinilai.CUTI_MELAHIRKAN)
    final = {"tanggal": date(2026, 4, 10)}
    assert code_of(lambda: advance_penilaian(unit, doc_id, "finalkan", **final)) == "penilaian_belum_lengkap"
    edit(unit, doc_id, catatan="Cuti melahirkan 5 Januari sampai 4 April 2026")
    advance_penilaian(unit, doc_id, "finalkan", **final)
    isi = get_penilaian(unit, doc_id)
    assert (isi.status, isi.predikat, isi.aturan) == (StatusPenilaian.FINAL, None, unit.aturan().id)
    mata = list_rantai(unit, people[2], 2026)[0]
    assert (mata.tidak_dinilai, mata.predikat) == (SebabTidakDinilai.CUTI_MELAHIRKAN, None)


def test_that_the_old_units_result_is_read_again_or_told_of_paper(unit: Kantor, people: tuple[str, str, str]) -> None:
    staf = people[2]
    skp = determined_skp(unit, staf)
    lama = final_penilaian(unit, skp, "2026-TW1", **rate(Rating.DIBAWAH, Rating.SESUAI))
    doc_id, _ = create_penilaian(unit, skp, "2026-TW2")
    pilihan = list_hasil_lama(unit, doc_id)
    assert [(satu.id, satu.predikat) for satu in pilihan] == [(lama, Predikat.BUTUH_PERBAIKAN)]
    palsu = msgspec.structs.replace(pilihan[0], predikat=Predikat.SANGAT_BAIK)
    sebab = {"tidak_dinilai": SebabTidakDinilai.HASIL_UNIT_LAMA, "catatan": "Disepakati bersama"}
    edit(unit, doc_id, periodik=(palsu,), **sebab)
    advance_penilaian(unit, doc_id, "finalkan", tanggal=date(2026, 7, 8))
    isi = get_penilaian(unit, doc_id)
    assert (isi.predikat, isi.periodik) == (Predikat.BUTUH_PERBAIKAN, pilihan)
    advance_penilaian(unit, doc_id, "koreksi", alasan="hasil di kertas dari unit lama")
    kertas = HasilPeriodik(id="", periode="2025", predikat=Predikat.BAIK)
    edit(unit, doc_id, periodik=(kertas,))
    advance_penilaian(unit, doc_id, "finalkan", tanggal=date(2026, 7, 8))
    assert (get_penilaian(unit, doc_id).predikat, get_penilaian(unit, doc_id).periodik) == (Predikat.BAIK, (kertas,))
    advance_penilaian(unit, doc_id, "koreksi", alasan="uji hasil yang tidak ada")
    edit(unit, doc_id, periodik=(HasilPeriodik(id=doc_id, periode="2026-TW2", predikat=Predikat.BAIK),))
    final = {"tanggal": date(2026, 7, 8)}
    assert code_of(lambda: advance_penilaian(unit, doc_id, "finalkan", **final)) == "hasil_lama_tidak_ada"


def test_that_a_study_that_was_not_finished_needs_a_plan_with_study(unit: Kantor, people: tuple[str, str, str]) -> None:
    skp = determined_skp(unit, people[2])
    doc_id = draft_penilaian(unit, skp, "2026-TW1", studi=HasilStudi(tidak_selesai=True, predikat=Predikat.KURANG))
    final = {"tanggal": date(2026, 4, 10)}
    with pytest.raises(UserError) as caught:
        advance_penilaian(unit, doc_id, "finalkan", **final)
    assert caught.value.facts["temuan"] == ["studi_bukan_tugas_belajar"]

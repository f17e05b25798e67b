"""Printing of the evaluation stage: who signed and when, what was decided, what was not assessed, runs of many."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import KelompokSkp, Pendekatan, Rating
from desktop_app.domain.istilah_kinerja import JenisPeristiwa, KeputusanKeberatan, SebabTidakDinilai
from desktop_app.domain.jalan_dokumen import event_of, events_that_hold
from desktop_app.messages import sentence
from desktop_app.services.cetak import JenisCetak, note_cetak, print_dokumen, print_evaluasi, print_putusan
from desktop_app.services.cetak_pilihan import find_printable, list_cetak, locate_cetak
from desktop_app.services.cetak_susun import PilihanRangkaian, plan_rangkaian, printed_as
from desktop_app.services.dokumen_evaluasi import correct_peristiwa, find_final, record_peristiwa
from desktop_app.services.formulir import FORMULIR, KATA, form_of_code
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.periksa_formulir import check_form
from desktop_app.services.putusan import IsiPutusan, begin_paper, decide_objection
from desktop_app.services.skp import get_skp
from tests.services.dunia_kantor import (
    add_people,
    determined_skp,
    draft_penilaian,
    final_penilaian,
    put_revision,
)
from tests.services.test_formulir import text_of
from tests.services.test_periksa_formulir import scanned

UBAH = IsiPutusan(
    keputusan=KeputusanKeberatan.MENGUBAH,
    rekomendasi="Ikut pelatihan pelayanan",
    rating_hasil=Rating.DIATAS,
    rating_perilaku=Rating.DIATAS,
    penjelasan="Satu keluhan ditimbang",
    tempat="Sukamaju",
)


@pytest.fixture
def people(unit: Kantor) -> tuple[str, str, str]:
    return add_people(unit)


@pytest.fixture
def final(unit: Kantor, people: tuple[str, str, str]) -> str:
    """A final evaluation of the first quarter."""
    return final_penilaian(unit, determined_skp(unit, people[2]))


def test_that_the_employees_own_signature_stands_with_its_place_and_day(unit: Kantor, final: str) -> None:
    before = text_of(print_dokumen(unit, final))
    assert "5 Mei 2026" not in before
    record_peristiwa(unit, [final], JenisPeristiwa.DITANDATANGANI_PEGAWAI, date(2026, 5, 5), tempat="Rantau Jauh")
    after = text_of(print_dokumen(unit, final))
    assert "Rantau Jauh, 5 Mei 2026 7. Pegawai yang Dinilai" in after.replace("Sukamaju, 10 April 2026 ", "")
    assert "tidak dapat dipastikan" not in after
    assert print_dokumen(unit, final) == print_dokumen(unit, final)


def test_that_a_date_that_cannot_be_right_is_said_to_be_doubtful(unit: Kantor, final: str) -> None:
    record_peristiwa(unit, [final], JenisPeristiwa.DITANDATANGANI_PEGAWAI, date(2026, 1, 5))
    text = text_of(print_dokumen(unit, final))
    assert "5 Januari 2026" in text
    assert "Tanggal tanda tangan Pegawai tidak dapat dipastikan. * periode" in text


def test_that_a_refused_signature_is_said_until_he_signs(unit: Kantor, final: str) -> None:
    record_peristiwa(unit, [final], JenisPeristiwa.MENOLAK_TANDA_TANGAN, date(2026, 5, 5), catatan="Tidak setuju")
    words = "Pegawai yang Dinilai tidak bersedia menandatangani dokumen ini pada 5 Mei 2026. Alasan: Tidak setuju"
    assert words in text_of(print_dokumen(unit, final))
    jalan = find_final(unit, final).jalan.isi
    tolak = event_of(events_that_hold(jalan), JenisPeristiwa.MENOLAK_TANDA_TANGAN)
    assert tolak is not None
    correct_peristiwa(unit, final, tolak.id, tanggal=date(2026, 5, 6), alasan="Salah catat hari")
    text = text_of(print_dokumen(unit, final))
    assert "dokumen ini pada 6 Mei 2026. *" in text
    record_peristiwa(unit, [final], JenisPeristiwa.DITANDATANGANI_PEGAWAI, date(2026, 5, 8))
    text = text_of(print_dokumen(unit, final))
    assert "8 Mei 2026" in text
    assert "tidak bersedia" not in text


def test_that_a_signature_from_before_a_correction_is_none_under_what_was_corrected(unit: Kantor, final: str) -> None:
    record_peristiwa(unit, [final], JenisPeristiwa.DITANDATANGANI_PEGAWAI, date(2026, 5, 5))
    advance_penilaian(unit, final, "koreksi", alasan="Salah ketik")
    assert "5 Mei 2026" not in text_of(print_dokumen(unit, final))
    advance_penilaian(unit, final, "finalkan", tanggal=date(2026, 5, 20))
    assert "5 Mei 2026" not in text_of(print_dokumen(unit, final))


def test_that_the_document_of_a_superior_is_form_d_1_2_alone(unit: Kantor, final: str) -> None:
    assert print_dokumen(unit, final).judul == "Dokumen Evaluasi Kinerja (D.1.1)"
    with pytest.raises(UserError, match="formulir_dokumen_lain") as caught:
        FORMULIR["D.1.2"].cetak(unit, final, None, "")
    assert "melainkan D.1.1" in sentence(caught.value)
    put_revision(unit, "penilaian", final, msgspec.structs.replace(get_penilaian(unit, final), oleh_atasan=True))
    hasil = form_of_code("dokumen").cetak(unit, final, None, "")
    assert hasil.judul == "Dokumen Evaluasi Kinerja (D.1.2)"
    assert "6. Atasan Pejabat Penilai Kinerja" in text_of(hasil)
    nama = get_penilaian(unit, final).atasan_penilai
    assert nama is not None
    assert f"Atasan Pejabat Penilai Kinerja {nama.nama}" in text_of(print_evaluasi(unit, final))
    assert hasil == FORMULIR["D.1.2"].cetak(unit, final, None, "")
    with pytest.raises(UserError, match="formulir_dokumen_lain"):
        FORMULIR["D.1.1"].cetak(unit, final, None, "")


def test_that_a_period_without_assessment_says_why_in_words(unit: Kantor, people: tuple[str, str, str]) -> None:
    doc_id = draft_penilaian(
        unit,
        determined_skp(unit, people[2]),
        rating_hasil=None,
        rating_perilaku=None,
        tidak_dinilai=SebabTidakDinilai.CUTI_MELAHIRKAN,
        catatan="Cuti sejak 3 Januari",
    )
    assert "TIDAK DINILAI: Cuti melahirkan Cuti sejak 3 Januari" in text_of(print_evaluasi(unit, doc_id))
    assert "PREDIKAT KINERJA PEGAWAI : TIDAK DINILAI: Cuti melahirkan 5." in text_of(print_dokumen(unit, doc_id))


def decided(unit: Kantor, penilaian_id: str, putusan: IsiPutusan = UBAH) -> str:
    doc_id, _ = begin_paper(unit, penilaian_id, "Laporan saya tidak dihitung", date(2026, 5, 4))
    decide_objection(unit, doc_id, putusan, date(2026, 5, 8))
    return doc_id


def test_that_a_decision_that_changed_the_result_is_the_document_from_then_on(unit: Kantor, final: str) -> None:
    signed = print_dokumen(unit, final)
    lama = get_penilaian(unit, final).predikat
    putusan_id = decided(unit, final)
    hasil = print_dokumen(unit, final)
    assert (hasil.judul, hasil.doc_id, hasil.jenis) == ("Dokumen Evaluasi Kinerja (D.1.3)", final, JenisCetak.DOKUMEN)
    text = text_of(hasil)
    semula = unit.aturan().label_predikat[lama] if lama else ""
    assert f"PREDIKAT KINERJA PEGAWAI : SANGAT BAIK semula {semula}" in text
    assert "6. KEBERATAN Laporan saya tidak dihitung 7. PENJELASAN" in text
    assert "Sukamaju, 8 Mei 2026 11. Atasan Pejabat Penilai Kinerja" in text
    assert "DRAF" not in text
    # What was signed stays as it was signed.
    assert FORMULIR["D.1.1"].cetak(unit, final, None, "") == signed
    sendiri = print_putusan(unit, putusan_id)
    assert (sendiri.pdf, sendiri.jenis) == (hasil.pdf, JenisCetak.PUTUSAN)
    assert (
        sendiri
        == FORMULIR["D.1.3"].cetak(unit, putusan_id, None, "")
        == KATA["putusan"].cetak(unit, putusan_id, None, "")
    )


def test_that_an_upheld_result_keeps_its_document_and_the_decision_prints_by_itself(unit: Kantor, final: str) -> None:
    putusan_id = decided(unit, final, IsiPutusan(keputusan=KeputusanKeberatan.MENGUATKAN, penjelasan="Sudah ditimbang"))
    assert print_dokumen(unit, final).judul == "Dokumen Evaluasi Kinerja (D.1.1)"
    assert "Menguatkan hasil evaluasi kinerja Pegawai." in text_of(print_putusan(unit, putusan_id))


def test_that_an_open_decision_changes_no_document_and_prints_as_a_draft(unit: Kantor, final: str) -> None:
    putusan_id, _ = begin_paper(unit, final, "Laporan saya tidak dihitung", date(2026, 5, 4))
    assert print_dokumen(unit, final).judul == "Dokumen Evaluasi Kinerja (D.1.1)"
    text = text_of(print_putusan(unit, putusan_id))
    assert "DRAF" in text
    assert "Kode periksa" not in text


def test_that_a_decision_prints_the_version_that_was_decided_about(unit: Kantor, final: str) -> None:
    putusan_id = decided(unit, final)
    before = print_putusan(unit, putusan_id)
    # No service corrects it any more; a version of another computer may.
    lain = msgspec.structs.replace(get_penilaian(unit, final), catatan="Sesudah keputusan", tanggal=date(2026, 6, 1))
    put_revision(unit, "penilaian", final, lain)
    assert print_putusan(unit, putusan_id) == before
    # What was corrected since stands on its own again.
    assert print_dokumen(unit, final).judul == "Dokumen Evaluasi Kinerja (D.1.1)"


def test_that_decisions_are_found_by_person_and_period(unit: Kantor, people: tuple[str, str, str], final: str) -> None:
    putusan_id = decided(unit, final)
    assert find_printable(unit, JenisCetak.PUTUSAN, people[2], "2026-TW1") == (putusan_id,)
    assert find_printable(unit, JenisCetak.PUTUSAN, people[2], "2026-TW2") == ()
    assert find_printable(unit, JenisCetak.PUTUSAN, putusan_id) == (putusan_id,)
    (satu,) = list_cetak(unit, JenisCetak.PUTUSAN, people[2])
    assert (satu.doc_id, satu.periode, satu.tetap) == (putusan_id, "2026-TW1", True)
    assert locate_cetak(unit, putusan_id).jenis is JenisCetak.PUTUSAN


def test_that_a_run_chooses_each_persons_own_form(unit: Kantor, people: tuple[str, str, str]) -> None:
    staf = people[2]
    lain = add_people(unit, "2")[2]
    penilaian = {}
    for orang, bentuk in ((staf, Pendekatan.KUANTITATIF), (lain, Pendekatan.KUALITATIF)):
        skp_id = determined_skp(unit, orang)
        skp = msgspec.structs.replace(get_skp(unit, skp_id), kelompok=KelompokSkp.JA_JF, pendekatan=bentuk)
        put_revision(unit, "skp", skp_id, skp)
        penilaian[orang] = final_penilaian(unit, skp_id)

    def planned(*formulir: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        susunan = plan_rangkaian(unit, PilihanRangkaian(formulir=formulir, waktu="2026-TW1", pegawai=(staf, lain)))
        return {(s.kode, s.pegawai_id) for s in susunan.lembar}, {(s.sebab, s.pegawai_id) for s in susunan.tidak}

    assert planned("evaluasi") == ({("EVALUASI", staf), ("EVALUASI", lain)}, set())
    assert planned("C.1.3") == ({("C.1.3", staf)}, {("formulir_evaluasi_lain", lain)})
    assert planned("C.1.1", "C.1.3") == ({("C.1.3", staf), ("C.1.1", lain)}, set())
    assert planned("evaluasi", "C.1.3") == planned("evaluasi")
    assert planned("D.1.2")[1] == {("formulir_dokumen_lain", staf), ("formulir_dokumen_lain", lain)}
    assert planned("D.1.3") == (set(), set())
    decided(unit, penilaian[lain])
    assert planned("D.1.3") == ({("D.1.3", lain)}, set())
    assert {kode: printed_as(kode) for kode in ("C.1.1", "C.1.3", "EVALUASI", "D.1.2", "DOKUMEN", "D.1.3")} == {
        "C.1.1": "evaluasi",
        "C.1.3": "evaluasi",
        "EVALUASI": "evaluasi",
        "D.1.2": "dokumen",
        "DOKUMEN": "dokumen",
        "D.1.3": "putusan",
    }


def test_that_a_document_is_printed_again_once_a_decision_changed_it(unit: Kantor, final: str) -> None:
    belum = PilihanRangkaian(formulir=("dokumen", "evaluasi"), waktu="2026-TW1", belum=True)
    assert {satu.kode for satu in plan_rangkaian(unit, belum).lembar} == {"DOKUMEN", "EVALUASI"}
    for cetak in (print_dokumen, print_evaluasi):
        note_cetak(unit, cetak(unit, final))
    assert plan_rangkaian(unit, belum).lembar == ()
    decided(unit, final)
    assert [satu.kode for satu in plan_rangkaian(unit, belum).lembar] == ["DOKUMEN"]
    note_cetak(unit, print_dokumen(unit, final))
    assert plan_rangkaian(unit, belum).lembar == ()


def test_that_the_seal_of_d_1_3_names_the_decision_and_that_of_d_1_1_the_evaluation(unit: Kantor, final: str) -> None:
    putusan_id = decided(unit, final)
    for hasil, doc_id in (
        (print_dokumen(unit, final), putusan_id),
        (print_putusan(unit, putusan_id), putusan_id),
        (FORMULIR["D.1.1"].cetak(unit, final, None, ""), final),
    ):
        periksa = check_form(unit, scanned(hasil.pdf))
        assert (periksa.beres, periksa.doc_id) == (True, doc_id)


def test_that_a_code_finds_the_evaluation_of_that_form_before_the_others(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    skp_id = determined_skp(unit, people[2])
    tw1, tw2 = final_penilaian(unit, skp_id), draft_penilaian(unit, skp_id, "2026-TW2")
    put_revision(unit, "penilaian", tw1, msgspec.structs.replace(get_penilaian(unit, tw1), oleh_atasan=True))
    assert FORMULIR["D.1.1"].cari(unit, people[2], "") == (tw2, tw1)
    assert FORMULIR["D.1.2"].cari(unit, people[2], "") == (tw1, tw2)
    assert FORMULIR["C.1.3"].cari(unit, people[2], "") == (tw2, tw1)

"""What a file may say of an evaluation beside its ratings: reasons, study leave, a period that is not assessed."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from desktop_app.domain.codec import natural_id
from desktop_app.domain.istilah import Predikat, StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenjangStudi, SebabTidakDinilai
from desktop_app.domain.penilaian import HasilPeriodik
from desktop_app.services.penilaian import get_penilaian
from tests.services.dunia_kantor import edit

UNIT = "99.01.09"
KASI = natural_id("pegawai", UNIT, "198509172010012003")
SKP = natural_id("skp", UNIT, f"{KASI}/2026-01-01/2026-12-31")
NILAI = natural_id("penilaian", UNIT, f"{SKP}/2026-TW1")

Items = list[dict[str, Any]]


@pytest.fixture
def draft(items: Items) -> Items:
    """The example with its evaluation still a draft."""
    for nama in ("status", "tanggal"):
        del items[6]["isi"][nama]
    return items


def test_that_every_member_of_an_evaluation_is_kept_and_a_second_time_changes_nothing(apply: Any, draft: Items) -> None:
    draft[6]["isi"] |= {
        "alasan_hasil": "Melampaui dengan bukti",
        "alasan_perilaku": "Dicontoh rekan",
        "tidak_dinilai": "cuti_melahirkan",
        "oleh_atasan": True,
        "studi": {
            "jenjang": "pasca",
            "akreditasi": "B",
            "akreditasi_prodi": "A",
            "luar_negeri": True,
            "ipk": "3.60",
            "semester": "3",
            "tidak_selesai": True,
            "predikat": "kurang",
        },
    }
    apply(draft)
    isi = get_penilaian(apply.kantor, NILAI)
    assert (isi.alasan_hasil, isi.alasan_perilaku) == ("Melampaui dengan bukti", "Dicontoh rekan")
    assert (isi.tidak_dinilai, isi.oleh_atasan) == (SebabTidakDinilai.CUTI_MELAHIRKAN, True)
    assert isi.studi is not None
    assert (isi.studi.jenjang, isi.studi.ipk, isi.studi.luar_negeri) == (JenjangStudi.PASCA, "3.60", True)
    assert (isi.studi.tidak_selesai, isi.studi.predikat) == (True, Predikat.KURANG)
    assert apply(draft).jumlah["penilaian"]["tidak_berubah"] == 1


def test_that_a_study_that_can_be_finished_has_no_typed_predicate_and_no_other_than_two(
    apply: Any, draft: Items
) -> None:
    draft[6]["isi"]["studi"] = {"ipk": "3,6", "predikat": "kurang"}
    jalur = "/dokumen/6/isi/studi"
    assert [(satu["kode"], satu["jalur"]) for satu in apply.refusals(draft)] == [
        ("interchange_nilai_salah", f"{jalur}/ipk"),
        ("interchange_nilai_salah", f"{jalur}/predikat"),
    ]
    draft[6]["isi"]["studi"] = {"tidak_selesai": True, "predikat": "baik"}
    assert [satu["harus"] for satu in apply.refusals(draft)] == ["kurang / sangat_kurang"]


def test_that_what_the_annual_evaluation_looked_back_on_is_the_programs_to_say(apply: Any, draft: Items) -> None:
    draft[6]["isi"]["periodik"] = []
    assert [(satu["kode"], satu["jalur"]) for satu in apply.refusals(draft)] == [
        ("interchange_kolom_dihitung", "/dokumen/6/isi/periodik")
    ]


def test_that_an_old_units_result_comes_from_its_paper_and_gives_the_predicate(apply: Any, items: Items) -> None:
    isi = items[6]["isi"]
    for nama in ("rating_hasil", "rating_perilaku", "capaian_organisasi"):
        isi.pop(nama, None)
    isi |= {"tidak_dinilai": "hasil_unit_lama", "catatan": "Pindah pada bulan Maret"}
    assert [satu["temuan"] for satu in apply.refusals(items)] == ["hasil_lama_belum_dipilih"]
    isi["periodik"] = [{"periode": "2026-TW1", "predikat": "baik", "id": "a"}, {"periode": "2025-TW4"}]
    jalur = "/dokumen/6/isi/periodik"
    assert {(satu["kode"], satu["jalur"]) for satu in apply.refusals(items)} == {
        ("interchange_nilai_salah", f"{jalur}/0/periode"),
        ("interchange_kolom_dihitung", f"{jalur}/0/id"),
        ("interchange_kolom_wajib", f"{jalur}/1/predikat"),
        ("interchange_nilai_salah", jalur),
    }
    isi["periodik"] = [{"periode": "2025-TW4", "predikat": "sangat_baik"}]
    apply(items)
    hasil = get_penilaian(apply.kantor, NILAI)
    assert hasil.periodik == (HasilPeriodik(id="", periode="2025-TW4", predikat=Predikat.SANGAT_BAIK),)
    assert (hasil.status, hasil.predikat) == (StatusPenilaian.FINAL, Predikat.SANGAT_BAIK)
    assert apply(items).jumlah["penilaian"]["tidak_berubah"] == 1


def test_that_the_document_of_an_old_units_result_stays_while_a_file_tells_the_same(apply: Any, draft: Items) -> None:
    isi = draft[6]["isi"]
    isi |= {"tidak_dinilai": "hasil_unit_lama", "periodik": [{"periode": "2025-TW4", "predikat": "baik"}]}
    apply(draft)
    dipilih = HasilPeriodik(id="ab" * 16, rev="cd" * 32, periode="2025-TW4", predikat=Predikat.BAIK)
    edit(apply.kantor, NILAI, periodik=(dipilih,))
    assert apply(draft).jumlah["penilaian"]["tidak_berubah"] == 1
    isi["catatan"] = "Pindah"
    apply(draft)
    assert get_penilaian(apply.kantor, NILAI).periodik == (dipilih,)
    isi["periodik"][0]["predikat"] = "kurang"
    apply(draft)
    assert get_penilaian(apply.kantor, NILAI).periodik[0].id == ""


def test_that_a_qualitative_evaluation_tells_what_was_reached_of_a_result(apply: Any, draft: Items) -> None:
    draft[6]["isi"]["realisasi"] = [{"id": "h1", "realisasi": "Warga terlayani"}]
    assert [satu["kode"] for satu in apply.refusals(draft)] == ["interchange_indikator_tidak_ada"]
    draft[5]["isi"]["pendekatan"] = "kualitatif"
    apply(draft)
    assert get_penilaian(apply.kantor, NILAI).realisasi_untuk("h1").realisasi == "Warga terlayani"


def test_that_a_printed_feedback_names_the_recorded_one_that_is_here(apply: Any, draft: Items) -> None:
    satu = draft[6]["isi"]["realisasi"][0]["umpan_balik"][0]
    satu["asal_ref"] = "tiada"
    jalur = "/dokumen/6/isi/realisasi/0/umpan_balik/0"
    assert [(lain["kode"], lain["jalur"]) for lain in apply.refusals(draft)] == [
        ("interchange_acuan_tidak_ada", f"{jalur}/asal_ref")
    ]
    satu["asal"] = "0" * 32
    assert "interchange_acuan_ganda" in {lain["kode"] for lain in apply.refusals(draft)}


def test_that_words_taken_from_a_round_a_complaint_or_a_survey_keep_where_they_came_from(
    apply: Any, draft: Items
) -> None:
    putaran, tiada = "9" * 32, "8" * 32
    apply(copy.deepcopy(draft))
    with apply.kantor.write("uji", putaran) as tx:
        tx.save("hasil_putaran", putaran, b'{"pegawai_id": "", "putaran_id": ""}', scope=UNIT, schema=1)
    draft += [
        {"jenis": "pengaduan", "ref": "antre", "isi": {"isi": "Antre terlalu lama"}},
        {"jenis": "survei_skm", "ref": "skm", "isi": {"nama": "SKM semester I 2026"}},
    ]
    salinan: list[dict[str, Any]] = [{"teks": "A", "asal": putaran}, {"teks": "B", "asal_ref": "antre"}]
    draft[6]["isi"]["perilaku"] = [{"nilai": "harmonis", "umpan_balik": [*salinan, {"teks": "C", "asal_ref": "skm"}]}]
    apply(copy.deepcopy(draft))
    (harmonis,) = (satu for satu in get_penilaian(apply.kantor, NILAI).perilaku if satu.umpan_balik)
    ids = [satu.asal for satu in harmonis.umpan_balik]
    dokumen = [apply.kantor.store.document(satu) for satu in ids]
    assert [satu.kind for satu in dokumen] == ["hasil_putaran", "pengaduan", "survei_skm"]
    # By the ids, as another program reads them out of the store, the same file says the same.
    for satu, asal in zip(draft[6]["isi"]["perilaku"][0]["umpan_balik"], ids, strict=True):
        satu.pop("asal_ref", None)
        satu["asal"] = asal
    assert apply(copy.deepcopy(draft)).jumlah["penilaian"]["tidak_berubah"] == 1
    for salah in (tiada, KASI):
        draft[6]["isi"]["perilaku"][0]["umpan_balik"][0]["asal"] = salah
        assert [kode for kode, _ in apply.refused(copy.deepcopy(draft))] == ["interchange_acuan_tidak_ada"]

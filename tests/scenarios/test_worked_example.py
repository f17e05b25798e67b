"""The regulation's worked example: what we carry against the words of its pages, cell by cell (151-154, 202-208)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.kelengkapan_penilaian import check_penilaian
from desktop_app.domain.penilaian import UmpanBalik
from desktop_app.domain.predikat import compute_predikat
from desktop_app.domain.skp import Skp
from desktop_app.regulation import Aturan, regulation_in_force

CELLS: dict[str, Any] = json.loads(
    Path(__file__).with_name("contoh_kasubdit_ii_cells.json").read_text(encoding="utf-8")
)
SKP, PENILAIAN = "skp-kasubdit-ii", "skp-kasubdit-ii/2026-TW4"


@pytest.fixture(scope="module")
def aturan() -> Aturan:
    """Return the rule set of the example."""
    return regulation_in_force(aturan_id="permenpanrb-6-2022")


def rows_of(skp: Skp, aturan: Aturan) -> list[dict[str, str]]:
    """Return columns (1) to (6) of the results as the form lays them out, a shared cell in its first row."""
    rows = []
    for nomor, hasil in enumerate(skp.hasil, 1):
        for indikator in hasil.indikator:
            row = {
                "4": aturan.label_aspek[indikator.aspek],
                "5": indikator.teks,
                "6": format_target(indikator.target),
            }
            if indikator is hasil.indikator[0]:
                pimpinan = f"{hasil.intervensi.teks} Indikator Kinerja Individu: {hasil.intervensi.indikator}"
                row = {"1": str(nomor), "2": pimpinan, "3": hasil.teks, **row}
            rows.append(row)
    return rows


def printed(umpan_balik: tuple[UmpanBalik, ...]) -> list[str]:
    """Return feedback as the column prints it: role, name where it is told, words."""
    lines = []
    for satu in umpan_balik:
        siapa = f"{satu.sumber} ({satu.nama})" if satu.nama else satu.sumber
        lines.append(f"{siapa}: {satu.teks}" if siapa else satu.teks)
    return lines


def cells(document: str) -> list[dict[str, str]]:
    """Return the rows of the main results on the pages; the placeholder under B. TAMBAHAN is no result."""
    return [row["sel"] for row in CELLS[document]["hasil_kerja"] if row["hasil"] is not None]


def test_that_every_result_of_the_skp_has_the_words_of_pages_151_to_153(contoh: Any, aturan: Aturan) -> None:
    assert rows_of(contoh.skp[SKP], aturan) == cells("skp")


def test_that_every_result_of_the_evaluation_has_the_words_of_pages_203_to_205(
    contoh_evaluasi: Any, aturan: Aturan
) -> None:
    rows = rows_of(contoh_evaluasi.skp[SKP], aturan)
    penilaian = contoh_evaluasi.penilaian[PENILAIAN]
    indikator = [satu.id for hasil in contoh_evaluasi.skp[SKP].hasil for satu in hasil.indikator]
    for row, indikator_id in zip(rows, indikator, strict=True):
        realisasi = penilaian.realisasi_untuk(indikator_id)
        row |= {"7": realisasi.realisasi, "8": " ".join(printed(realisasi.umpan_balik))}
    assert rows == cells("evaluasi")


@pytest.mark.parametrize("document", ["skp", "evaluasi"])
def test_that_expectations_and_feedback_on_the_seven_values_are_those_of_the_pages(
    contoh: Any, aturan: Aturan, document: str
) -> None:
    skp, penilaian = contoh.skp[SKP], contoh.penilaian[PENILAIAN]
    for nilai, row in zip(aturan.nilai_dasar, CELLS[document]["perilaku"], strict=True):
        assert nilai.nama == row["nama"]
        assert [satu.teks for satu in skp.ekspektasi(nilai.kode)] == row["ekspektasi"], row["halaman"]
        if document == "skp":
            assert list(nilai.panduan) == row.get("panduan_formulir", row["panduan"])
        else:
            assert printed(penilaian.umpan_balik_untuk(nilai.kode)) == row["umpan_balik"], row["halaman"]


def test_that_posts_and_units_are_printed_as_on_the_page(contoh: Any) -> None:
    rows = {row["label"]: (row["pegawai"], row["penilai"]) for row in CELLS["skp"]["identitas"]}
    posts = [contoh.people[ref].riwayat[0] for ref in ("kasubdit-ii", "direktur-ii")]
    assert tuple(satu.jabatan for satu in posts) == rows["JABATAN"]
    assert tuple(satu.unit_kerja for satu in posts) == rows["UNIT KERJA"]
    assert {satu.pangkat or satu.golongan for satu in posts} == {""} == set(rows["PANGKAT/GOL RUANG"])


def test_that_the_choices_left_on_the_page_are_those_of_the_document(contoh: Any, aturan: Aturan) -> None:
    left = {row["baris"]: row["tersisa"] for row in CELLS["evaluasi"]["pilihan"]}
    penilaian = contoh.penilaian[PENILAIAN]
    assert aturan.label_capaian[penilaian.capaian_organisasi] == left["CAPAIAN KINERJA ORGANISASI*"]
    assert aturan.label_rating[penilaian.rating_hasil] == left["RATING HASIL KERJA*"]
    assert aturan.label_rating[penilaian.rating_perilaku] == left["RATING PERILAKU KERJA*"]


def test_that_the_matrix_prevails_where_the_example_contradicts_it(contoh: Any, aturan: Aturan) -> None:
    """Page 208 leaves BUTUH PERBAIKAN for SESUAI and DIBAWAH; pages 99 and 103 say KURANG/ MISCONDUCT."""
    row = next(row for row in CELLS["evaluasi"]["pilihan"] if row["baris"] == "PREDIKAT KINERJA PEGAWAI*")
    penilaian = contoh.penilaian[PENILAIAN]
    predikat = compute_predikat(aturan.matriks, penilaian.rating_hasil, penilaian.rating_perilaku)
    assert predikat is not None
    assert aturan.label_predikat[predikat] == row["menurut_matriks"] == "KURANG (MISCONDUCT)"
    assert row["tersisa"] == "BUTUH PERBAIKAN"


def test_that_the_example_is_complete_though_a_draft(contoh: Any) -> None:
    skp, penilaian = contoh.skp[SKP], contoh.penilaian[PENILAIAN]
    assert check_skp(skp) == ()
    # The regulation's own example writes no reason beside its rating of behaviour; this program asks for one.
    assert [satu.kode for satu in check_penilaian(penilaian, skp)] == ["alasan_perilaku_kosong"]
    assert not any(satu.penting for satu in check_penilaian(penilaian, skp, di_kertas=True))
    assert (skp.status, penilaian.status) == (StatusSkp.DRAFT, StatusPenilaian.DRAFT)
    assert (skp.tanggal, penilaian.tanggal, penilaian.predikat) == (None, None, None)


def test_that_the_two_wordings_differ_in_exactly_the_five_cells_of_the_note(contoh: Any, contoh_evaluasi: Any) -> None:
    satu, dua = cells("skp"), cells("evaluasi")
    differing = [
        (nomor, kolom)
        for nomor, (a, b) in enumerate(zip(satu, dua, strict=True), 1)
        for kolom in a
        if a[kolom] != b[kolom]
    ]
    assert differing == [(1, "2"), (4, "2"), (4, "3"), (5, "5"), (7, "2")]
    assert contoh.penilaian == contoh_evaluasi.penilaian

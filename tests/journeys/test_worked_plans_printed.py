"""The regulation's other worked SKP and annexes on their whole way: applied, printed by their codes, read back by cell.

The expected words were taken from the regulation's pages by themselves; see contoh_perencanaan_cells.json.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.istilah import NilaiDasar
from desktop_app.paths import resources
from desktop_app.services.formulir import form_of_code
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.pendirian import found_office
from tests.forms.conftest import Sheet, read_pdf

CELLS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "scenarios" / "contoh_perencanaan_cells.json").read_text(encoding="utf-8")
)
EXAMPLES = ("direktur-ii", "kepala-puskesmas", "bidan-penyelia", "tugas-belajar")
ANNEXES = ("kasubdit-ii", "bidan-penyelia")
EDGES = {"A.1.1": (72, 101, 886), "A.1.2": (72, 100.5, 356, 547, 731.5, 881), "A.1.6": (72, 101, 886)}
MIDDLE = {"A.1.1": 505, "A.1.2": 490.5, "A.1.6": 498}
ANNEX = (70, 95, 552)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[Sheet]]:
    """Return the pages of each example, by its name and the code it was asked for."""
    kantor = found_office(
        tmp_path_factory.mktemp("rencana"),
        Profil(peran=Peran.UNIT, kode="99.01.91", nama="uji", instansi="(NAMA INSTANSI)"),
        jam=lambda: datetime(2026, 1, 12, 8, tzinfo=UTC),
        who="uji",
    )
    pages: dict[tuple[str, str], list[Sheet]] = {}
    before: set[str] = set()
    for name in dict.fromkeys((*EXAMPLES, *ANNEXES)):
        apply_interchange(kantor, resources() / "demo" / CELLS[name]["berkas"])
        (doc_id,) = {one.doc_id for one in kantor.store.find("skp")} - before
        before.add(doc_id)
        for kode in (CELLS[name].get("formulir"), "A.1.8" if name in ANNEXES else None):
            if kode:
                pages[name, kode] = read_pdf(form_of_code(kode).cetak(kantor, doc_id, None, "").pdf)
    kantor.close()
    return pages


def words(pages: Sequence[Sheet], edges: Sequence[float], first: str, last: str) -> list[str]:
    """Return the words of each column between the bands ``first`` and ``last``, page after page."""
    found: list[list[str]] = [[] for _ in edges[:-1]]
    for page in pages[next(number for number, page in enumerate(pages) if first in page.text) :]:
        if not page.text.startswith("HASIL KERJA") and first not in page.text:
            break
        # A page that goes on begins below the repeated head.
        head = "(1)" if "(1)" in page.text else "HASIL KERJA"
        top = page.find(first if first in page.text else head)[1] + 11
        ends = last in page.text
        bottom = page.find(last)[1] - 2 if ends else page.find("Halaman ")[1] - 4
        for column, (left, right) in zip(found, pairwise(edges), strict=True):
            column.append(page.box(left, top, right, bottom))
        if ends:
            break
    return [" ".join(" ".join(column).split()) for column in found]


def as_on_form(text: str, changes: Sequence[Sequence[str]]) -> str:
    """Return the example's words as its own form words them."""
    for old, new, _why in changes:
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", EXAMPLES)
def test_that_the_main_results_have_the_words_of_the_regulations_page(
    printed: dict[tuple[str, str], list[Sheet]], name: str
) -> None:
    check_results(printed, name, "utama", "A. UTAMA", "B. TAMBAHAN")


@pytest.mark.parametrize("name", EXAMPLES)
def test_that_the_additional_results_have_the_words_of_the_regulations_page(
    printed: dict[tuple[str, str], list[Sheet]], name: str
) -> None:
    check_results(printed, name, "tambahan", "B. TAMBAHAN", "PERILAKU KERJA")


def check_results(printed: dict[tuple[str, str], list[Sheet]], name: str, part: str, first: str, last: str) -> None:
    kode = CELLS[name]["formulir"]
    expected = list(CELLS[name][part])
    if kode == "A.1.2":
        expected[0] = expected[0].replace(".", "")
    else:
        expected[1] = as_on_form(expected[1], CELLS["beda"][kode])
    assert words(printed[name, kode], EDGES[kode], first, last) == expected


@pytest.mark.parametrize("name", EXAMPLES)
def test_that_values_and_expectations_have_the_words_of_the_regulations_pages(
    printed: dict[tuple[str, str], list[Sheet]], name: str
) -> None:
    kode = CELLS[name]["formulir"]
    left, middle, right = EDGES[kode][1], MIDDLE[kode], EDGES[kode][-1]
    guidance, expectations = [], []
    for page in printed[name, kode]:
        if "PERILAKU KERJA*" not in page.text:
            continue
        top = page.find("PERILAKU KERJA*")[1] + 11
        last = "Pegawai yang Dinilai" in page.text and "Kolaboratif" in page.text
        bottom = page.find("Kolaboratif")[1] + 70 if last else page.find("Halaman ")[1] - 4
        guidance.append(page.box(left, top, middle, bottom))
        expectations.append(page.box(middle, top, right, bottom))
    text = " ".join(expectations).split("Pejabat Penilai")[0].rstrip(" .…,")
    wanted = [as_on_form(one, CELLS["beda_ekspektasi"]) for one in CELLS[name]["ekspektasi"]]
    found = [one.strip(" .…,") for one in text.split("Ekspektasi Khusus Pimpinan:")[1:]]
    assert found == [one.strip(" .") for one in wanted]
    assert len(found) == len(NilaiDasar)
    values = " ".join(" ".join(guidance).split()).split(" Pegawai yang Dinilai")[0]
    assert values == as_on_form(CELLS["panduan"][kode], CELLS["beda_panduan"])


def test_that_the_footnotes_are_those_of_the_forms(printed: dict[tuple[str, str], list[Sheet]]) -> None:
    for (name, kode), pages in printed.items():
        if kode == "A.1.8":
            continue
        notes = [CELLS["catatan_kaki"][kode]]
        if name == "tugas-belajar":
            notes.append(CELLS["catatan_kaki"]["tugas_belajar"])
        assert pages[-1].text.split(" Format A.")[0].endswith(" ".join(notes)), name


@pytest.mark.parametrize("name", ANNEXES)
def test_that_the_annex_has_the_words_of_the_regulations_page(
    printed: dict[tuple[str, str], list[Sheet]], name: str
) -> None:
    (page,) = printed[name, "A.1.8"]
    ends = ["DUKUNGAN SUMBER DAYA", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI", "Pegawai yang Dinilai"]
    tops = [page.find(words)[1] for words in ends]
    tops[-1] -= 14
    for part, (top, bottom) in zip(("sumber_daya", "skema", "konsekuensi"), pairwise(tops), strict=True):
        numbers, texts = CELLS[name]["lampiran"][part]
        assert page.box(ANNEX[0], top + 12, ANNEX[1], bottom - 4).replace(".", "") == numbers
        assert page.box(ANNEX[1], top + 12, ANNEX[2], bottom - 4) == texts


def test_that_the_assessor_of_the_directors_example_has_an_agency_and_the_others_a_unit(
    printed: dict[tuple[str, str], list[Sheet]],
) -> None:
    rows = {name: pages[0].box(529, 170, 682, 275) for (name, kode), pages in printed.items() if kode != "A.1.8"}
    assert rows["direktur-ii"].endswith("NIP (*opsional) PANGKAT/ GOL. RUANG JABATAN INSTANSI")
    assert rows["kepala-puskesmas"].split(" HASIL")[0].endswith("UNIT KERJA")
    assert "(*opsional)" in rows["kepala-puskesmas"]
    assert "(*opsional)" not in rows["bidan-penyelia"] + rows["tugas-belajar"]

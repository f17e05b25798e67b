"""The regulation's other worked evaluations on their whole way: applied, computed, printed, read back column by column.

The expected words were cut out of the regulation's pages by themselves; see contoh_evaluasi_cells.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.istilah import NilaiDasar, Predikat
from desktop_app.paths import resources
from desktop_app.services.formulir import form_of_code
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.pendirian import found_office
from desktop_app.services.penilaian import list_penilaian
from tests.forms.conftest import Sheet, read_pdf

CELLS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "scenarios" / "contoh_evaluasi_cells.json").read_text(encoding="utf-8")
)
EXAMPLES = ("direktur-ii", "kepala-puskesmas", "bidan-penyelia", "tugas-belajar")
EDGES = {"C.1.1": (51, 80.5, 455, 661, 873.5), "C.1.2": (44, 79, 200, 384, 441, 526, 696, 895)}
VALUES = {"C.1.1": (80.5, 455, 661, 873.5), "C.1.2": (79.7, 441, 696, 895)}
HEAD = "UMPAN BALIK BERKELANJUTAN"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """Return the pages of each evaluation, and of its document under its name with ``/dokumen``."""
    kantor = found_office(
        tmp_path_factory.mktemp("evaluasi"),
        Profil(peran=Peran.UNIT, kode="99.01.92", nama="uji", instansi="(NAMA INSTANSI)"),
        jam=lambda: datetime(2026, 12, 12, 8, tzinfo=UTC),
        who="uji",
    )
    pages: dict[str, list[Sheet]] = {}
    before: set[str] = set()
    for name in EXAMPLES:
        for file in (f"contoh-{name}.json", f"contoh-{name}-evaluasi.json"):
            apply_interchange(kantor, resources() / "demo" / file)
        (doc_id,) = {one.doc_id for one in kantor.store.find("penilaian")} - before
        before.add(doc_id)
        hasil = form_of_code("evaluasi").cetak(kantor, doc_id, None, "")
        assert hasil.judul == f"Hasil Evaluasi Kinerja ({CELLS[name]['formulir']})"
        pages[name] = read_pdf(hasil.pdf)
        pages[f"{name}/dokumen"] = read_pdf(form_of_code("dokumen").cetak(kantor, doc_id, None, "").pdf)
    predikat = sorted(row.predikat.value for row in list_penilaian(kantor, "2026-TW4") if row.predikat is not None)
    assert predikat == sorted([Predikat.BAIK] * 3 + [Predikat.BUTUH_PERBAIKAN])
    kantor.close()
    return pages


def plain(text: str) -> str:
    """Return words with one space between them; a hyphen before a word of a list stands apart, as it is printed."""
    text = re.sub(r"[\ufffe\u00ad\x02]", "-", text)
    return " ".join(re.sub(r"(^|\s)-(?=[A-Z])", r"\1- ", text).split())


def columns(parts: Sequence[tuple[Sheet, float, float]], edges: Sequence[float]) -> list[str]:
    """Return the words of each column in these strips of pages, one after the other."""
    found: list[list[str]] = [[] for _ in edges[:-1]]
    for page, top, bottom in parts:
        for column, (left, right) in zip(found, pairwise(edges), strict=True):
            column.append(page.box(left, top, right, bottom))
    return [plain(" ".join(column)) for column in found]


def foot(page: Sheet) -> float:
    return page.find("Halaman ")[1] - 4


def results(pages: Sequence[Sheet], kode: str, first: str, last: str) -> list[str]:
    """Return the columns of the results between two bands; a page that goes on begins below the repeated head."""
    parts = []
    begun = False
    for page in pages:
        begun = begun or first in page.text
        if not begun:
            continue
        if first in page.text:
            top = page.find(first)[1] + (12 if kode == "C.1.2" or first.startswith("A.") else 26)
        else:
            top = page.find("(1)")[1] + 12 if kode == "C.1.2" else page.find(HEAD)[1] + 26
        ends = last in page.text
        parts.append((page, top, page.find(last)[1] - 2 if ends else foot(page)))
        if ends:
            break
    return columns(parts, EDGES[kode])


def values(pages: Sequence[Sheet], kode: str) -> list[str]:
    """Return the columns of PERILAKU KERJA: guidance, expectations, feedback."""
    parts = []
    for page in pages:
        if "Ekspektasi Khusus Pimpinan:" not in page.text:
            continue
        starts = "Berorientasi pelayanan" in page.text
        top = page.find("Berorientasi pelayanan")[1] - 1 if starts else page.find(HEAD)[1] + 26
        ends = "RATING PERILAKU KERJA" in page.text
        parts.append((page, top, page.find("RATING PERILAKU KERJA")[1] - 2 if ends else foot(page)))
    return columns(parts, VALUES[kode])


def as_on_form(text: str, changes: Sequence[Sequence[str]]) -> str:
    """Return the example's words as its own form words them; each difference must really be there."""
    for old, new, _why in changes:
        assert old in text, old
        text = text.replace(old, new)
    return plain(text)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [("utama", "A. UTAMA", "B. TAMBAHAN"), ("tambahan", "B. TAMBAHAN", "RATING HASIL KERJA")],
)
@pytest.mark.parametrize("name", EXAMPLES)
def test_that_each_column_of_the_results_has_the_words_of_the_regulations_page(
    printed: dict[str, list[Sheet]], name: str, part: str, first: str, last: str
) -> None:
    kode = CELLS[name]["formulir"]
    expected = [plain(one) for one in CELLS[name][part]]
    if kode == "C.1.2":
        expected[0] = expected[0].replace(".", "")  # the form numbers without a full stop (108)
    else:
        changes = [one for one in CELLS["beda"]["hasil"].get(name, []) if one[0] in expected[1]]
        expected[1] = as_on_form(expected[1], changes)
    assert results(printed[name], kode, first, last) == expected


@pytest.mark.parametrize("name", EXAMPLES)
def test_that_values_expectations_and_feedback_have_the_words_of_the_regulations_pages(
    printed: dict[str, list[Sheet]], name: str
) -> None:
    kode = CELLS[name]["formulir"]
    guidance, expectations, feedback = values(printed[name], kode)
    known = [one for one in CELLS["beda"]["panduan"] if one[0] in CELLS["panduan"][kode]]
    assert guidance == as_on_form(plain(CELLS["panduan"][kode]), known)
    assert expectations == as_on_form(plain(CELLS[name]["ekspektasi"]), CELLS["beda"]["ekspektasi"].get(name, []))
    assert feedback == plain(CELLS[name]["umpan_balik"])
    assert expectations.count("Ekspektasi Khusus Pimpinan:") == len(NilaiDasar)


@pytest.mark.parametrize("name", EXAMPLES)
def test_that_the_choices_are_those_that_the_regulation_left_unstruck(
    printed: dict[str, list[Sheet]], name: str
) -> None:
    text = " ".join(page.text for page in printed[name])
    for row, chosen in CELLS[name]["pilihan"]:
        assert f"{row} {chosen} " in text
    assert "DENGAN CAPAIAN KINERJA ORGANISASI BAIK" in text
    (sheet,) = printed[f"{name}/dokumen"]
    assert f"PREDIKAT KINERJA PEGAWAI : {CELLS[name]['pilihan'][-1][1]} " in sheet.text


@pytest.mark.parametrize("name", EXAMPLES)
def test_that_titles_signatures_and_footnotes_are_those_of_the_form(printed: dict[str, list[Sheet]], name: str) -> None:
    kode, first, last = CELLS[name]["formulir"], printed[name][0], printed[name][-1]
    study = name == "tugas-belajar"
    titles = {
        "C.1.1": "HASIL EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUALITATIF",
        "C.1.2": "HASIL EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF BAGI PEJABAT PIMPINAN TINGGI DAN "
        "PIMPINAN UNIT KERJA MANDIRI",
    }
    title = "HASIL EVALUASI KINERJA PEGAWAI YANG MELAKSANAKAN TUGAS BELAJAR" if study else titles[kode]
    assert first.text.startswith(f"{title} PERIODE{'' if study else '***'}: TRIWULAN IV ")
    assert ("Pegawai yang Dinilai" in last.text) is study
    notes = CELLS["catatan_kaki"]["tugas_belajar" if study else kode]
    if name == "bidan-penyelia":
        notes = notes.split(" **** ")[0]  # the last one is for leaders alone, and says so (107)
    assert plain(last.text).split(" Format C.")[0].endswith(plain(notes))

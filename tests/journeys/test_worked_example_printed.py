"""The regulation's worked example on its whole way: applied, exported, merged, printed, read back cell by cell.

The expected words were transcribed from the regulation's pages 151-154 and 202-208 by themselves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from desktop_app.paths import resources
from desktop_app.services.cetak import JenisCetak, print_form
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from tests.forms.conftest import Sheet, read_pdf

CELLS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "scenarios" / "contoh_kasubdit_ii_cells.json").read_text(encoding="utf-8")
)
A17 = (64, 92, 248, 532, 638, 780, 886)
C13 = (36, 76, 197, 298, 369, 503, 603, 716, 906)
A17_PERILAKU = (99, 482, 886)
C13_PERILAKU = (72, 490, 710, 901)


def _clock() -> datetime:
    return datetime(2026, 12, 1, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """Return the pages that the kabupaten prints after the bundle came, the unit's own prints compared on the way."""
    folder = tmp_path_factory.mktemp("contoh")
    unit, kabupaten = (
        found_office(
            folder / kode,
            Profil(peran=peran, kode=kode, nama=kode, instansi="(NAMA INSTANSI)"),
            jam=_clock,
            who="uji",
        )
        for peran, kode in ((Peran.UNIT, "99.01.90"), (Peran.KABUPATEN, "99.01"))
    )
    request_enrolment(unit, folder / "minta")
    approve_enrolment(kabupaten, folder / "minta", folder / "jawab")
    accept_enrolment(unit, folder / "jawab")
    pages: dict[str, list[Sheet]] = {}
    for berkas, jenis, kind in (
        ("contoh-kasubdit-ii.json", JenisCetak.SKP, "skp"),
        ("contoh-kasubdit-ii-evaluasi.json", JenisCetak.EVALUASI, "penilaian"),
    ):
        apply_interchange(unit, resources() / "demo" / berkas)
        stick = folder / berkas.removesuffix(".json")
        stick.mkdir()
        (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, stick).path])
        assert hasil.nasib is NasibPaket.DIGABUNG
        pages[jenis] = read_pdf(_print(kabupaten, jenis, kind, same_as=unit))
    unit.close()
    kabupaten.close()
    return pages


def _print(kantor: Kantor, jenis: JenisCetak, kind: str, *, same_as: Kantor) -> bytes:
    (found,) = kantor.store.find(kind)
    here, there = print_form(kantor, jenis, found.doc_id).pdf, print_form(same_as, jenis, found.doc_id).pdf
    assert here == there
    return here


def columns(pages: Sequence[Sheet], edges: Sequence[int], last: str, end: str) -> list[str]:
    """Return the words of each column of A. UTAMA, page after page; ``last`` is the last column's number."""
    words: list[list[str]] = [[] for _ in edges[:-1]]
    for page in pages:
        if f"({last})" not in page.text:
            continue
        # The evaluation repeats the head on each page and the band on none, as the regulation's pages do.
        top = page.find("A. UTAMA" if "A. UTAMA" in page.text else f"({last})")[1] + 12
        bottom = page.find(end)[1] - 2 if end in page.text else page.find("Halaman ")[1] - 4
        for nomor, (left, right) in enumerate(pairwise(edges)):
            words[nomor].append(page.box(left, top, right, bottom))
        if end in page.text:
            break
    return [" ".join(" ".join(column).split()) for column in words]


@pytest.mark.parametrize(("document", "edges", "last"), [(JenisCetak.SKP, A17, "6"), (JenisCetak.EVALUASI, C13, "8")])
def test_that_each_column_of_the_results_has_the_words_of_the_regulations_page(
    printed: dict[str, list[Sheet]], document: JenisCetak, edges: tuple[int, ...], last: str
) -> None:
    rows = [row["sel"] for row in CELLS[document.value]["hasil_kerja"] if row["hasil"] is not None]
    expected = [" ".join(str(row[str(nomor)]) for row in rows if str(nomor) in row) for nomor in range(1, len(edges))]
    assert columns(printed[document], edges, last, "B. TAMBAHAN") == [" ".join(satu.split()) for satu in expected]


def perilaku(pages: Sequence[Sheet], edges: Sequence[int], end: str) -> list[str]:
    """Return the words of each column of PERILAKU KERJA, page after page."""
    words: list[list[str]] = [[] for _ in edges[:-1]]
    for page in pages:
        if "PERILAKU KERJA" not in page.text or "Ekspektasi Khusus Pimpinan:" not in page.text:
            continue
        top = page.find("PERILAKU KERJA")[1] + (24 if len(edges) > 3 else 12)
        if "RATING PERILAKU" in page.text and page.find("PERILAKU KERJA") == page.find("RATING PERILAKU KERJA"):
            continue
        bottom = page.find(end)[1] - 2 if end in page.text else page.find("Halaman ")[1] - 4
        for nomor, (left, right) in enumerate(pairwise(edges)):
            words[nomor].append(page.box(left, top, right, bottom))
    return [" ".join(" ".join(column).split()) for column in words]


@pytest.mark.parametrize(
    ("document", "edges", "end"),
    [
        (JenisCetak.SKP, A17_PERILAKU, "Pegawai yang Dinilai"),
        (JenisCetak.EVALUASI, C13_PERILAKU, "RATING PERILAKU KERJA"),
    ],
)
def test_that_each_column_of_the_values_has_the_words_of_the_regulations_page(
    printed: dict[str, list[Sheet]], document: JenisCetak, edges: tuple[int, ...], end: str
) -> None:
    values = CELLS[document.value]["perilaku"]
    guidance = {satu["nama"]: satu.get("panduan_formulir", satu["panduan"]) for satu in CELLS["skp"]["perilaku"]}
    expected: list[list[str]] = [[] for _ in edges[:-1]]
    for satu in values:
        expected[0] += [satu["nama"], *(f"- {baris}" for baris in guidance[satu["nama"]])]
        expected[1] += ["Ekspektasi Khusus Pimpinan:", *(f"- {baris}" for baris in satu["ekspektasi"])]
        if document is JenisCetak.EVALUASI:
            expected[2] += satu["umpan_balik"]
    found = perilaku(printed[document], edges, end)
    if document is JenisCetak.SKP:  # above the signatures stands the open line for place and date
        found[1] = found[1].rstrip(" .…,")
    assert found == [" ".join(" ".join(column).split()) for column in expected]


def test_that_the_choices_are_those_that_the_regulation_left_unstruck(printed: dict[str, list[Sheet]]) -> None:
    text = " ".join(page.text for page in printed[JenisCetak.EVALUASI])
    for pilihan in CELLS["evaluasi"]["pilihan"][1:]:
        # On page 208 the example contradicts the matrix of pages 99 and 103; the program prints what the matrix gives.
        assert f"{pilihan['baris']} {pilihan.get('menurut_matriks', pilihan['tersisa'])}" in text

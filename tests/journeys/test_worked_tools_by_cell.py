"""The regulation's worked manuals, workblocks and matrices: applied, printed by their codes, read back cell by cell.

The expected words were taken from the regulation's pages by themselves; see contoh_alat_perencanaan_cells.json.
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

from desktop_app.paths import resources
from desktop_app.services.formulir import form_of_code
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.pendirian import found_office
from tests.forms.conftest import Sheet, read_pdf

CELLS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "scenarios" / "contoh_alat_perencanaan_cells.json").read_text(encoding="utf-8")
)
NAMES = [name for name, example in CELLS.items() if "formulir" in example]
MANUALS, WORKBLOCKS, MATRICES = (
    [name for name in NAMES if CELLS[name]["formulir"] == kode] for kode in ("A.1.3", "A.1.4", "A.1.5")
)
KINDS = {"A.1.3": "manual_indikator", "A.1.4": "workblock", "A.1.5": "matriks"}
LABELS = {
    "RENCANA HASIL KERJA": "hasil",
    "UKURAN KEBERHASILAN/ INDIKATOR KINERJA": "indikator",
    "TUJUAN": "tujuan",
    "DESKRIPSI": "",
    "SATUAN PENGUKURAN (opsional bagi pendekatan hasil kerja kualitatif)": "satuan",
    "KUALITAS DAN TINGKAT KENDALI": "kendali",
    "SUMBER DATA": "sumber_data",
    "PERIODE PELAPORAN": "pelaporan",
}
FACTS = {
    "JUDUL INISIATIF STRATEGI PENCAPAIAN IKU": "judul",
    "INDIKATOR DAN TARGET YANG DIINTERVENSI": "indikator",
    "PEMILIK STRATEGI": "pemilik",
    "PIHAK YANG TERLIBAT": "pihak_terlibat",
    "WAKTU PENYELESAIAN": "waktu_penyelesaian",
    "PENERIMA MANFAAT": "penerima_manfaat",
    "TUJUAN": "tujuan",
    "ANGGARAN": "anggaran",
}
SECTIONS = {"STRATEGI (KEY ACTIVITIES)": "strategi", "KELUARAN KUNCI (KEY MILESTONE)": "keluaran"}
BANDS = {"A. RUTIN": "rutin", "B. TRANSFORMATIF": "transformatif"}
MANUAL_EDGES = (86.6, 221.5, 838.1)
FACT_EDGES = (79.1, 199.6, 311.1, 433.6, 554.1)
ENTRY_EDGES = (79.1, 107.6, 554.1)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """Return the pages of each example, by its name."""
    kantor = found_office(
        tmp_path_factory.mktemp("alat"),
        Profil(peran=Peran.UNIT, kode="99.01.91", nama="uji", instansi="(NAMA INSTANSI)"),
        jam=lambda: datetime(2026, 1, 12, 8, tzinfo=UTC),
        who="uji",
    )
    for berkas in dict.fromkeys(CELLS[name]["berkas"] for name in NAMES):
        apply_interchange(kantor, resources() / "demo" / berkas)
    pages: dict[str, list[Sheet]] = {}
    for name in NAMES:
        kode = CELLS[name]["formulir"]
        # By words of its own that no other document of its kind has.
        sign = CELLS[name]["indikator"] if kode != "A.1.5" else CELLS[name]["kepala"][2]
        (doc_id,) = {one.doc_id for one in kantor.store.find(KINDS[kode]) if sign.encode() in one.body}
        pages[name] = read_pdf(form_of_code(kode).cetak(kantor, doc_id, None, "").pdf)
    kantor.close()
    return pages


def strips(page: Sheet, beside: float) -> list[tuple[float, float]]:
    """Return the upper and lower edge of each row, by the rules that cross ``beside``."""
    return list(pairwise(page.horizontals(beside)))


def cells(page: Sheet, edges: Sequence[float], strip: tuple[float, float]) -> list[str]:
    """Return the words of each cell of one row."""
    top, bottom = strip
    return [page.box(left, top, right, bottom) for left, right in pairwise(edges)]


def as_printed(text: str, changes: Sequence[Sequence[str]]) -> str:
    """Return the example's words as the form sets them."""
    for old, new, _why in changes:
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", MANUALS)
def test_that_a_manual_has_the_words_of_the_regulations_page(printed: dict[str, list[Sheet]], name: str) -> None:
    found = dict.fromkeys([*filter(None, LABELS.values()), "definisi", "formula"], "")
    key = ""
    for page in printed[name]:
        for strip in strips(page, MANUAL_EDGES[-1] - 3):
            label, value = cells(page, MANUAL_EDGES, strip)
            key = LABELS[label] if label else key
            if value in ("Definisi", "Formula (opsional bagi pendekatan hasil kerja kualitatif)"):
                key = value.split()[0].lower()
            else:
                found[key] = f"{found[key]} {value}".strip()
    for choice in ("kendali", "pelaporan"):
        (found[choice],) = re.findall(r"\(X\) ([^(]+?)(?= \(|$)", found[choice])
    # The rule between the parts of a fraction is a row of dashes.
    found["formula"] = re.sub("—+ ", "", found["formula"])
    assert found == {key: CELLS[name][key] for key in found}


@pytest.mark.parametrize("name", WORKBLOCKS)
def test_that_a_workblock_has_the_words_of_the_regulations_page(printed: dict[str, list[Sheet]], name: str) -> None:
    pages = printed[name]
    lines = [(page, strip) for page in pages for strip in strips(page, 330)]
    facts: dict[str, str] = {}
    for page, strip in lines[:4]:
        left, value, right, other = cells(page, FACT_EDGES, strip)
        facts |= {FACTS[left]: value, FACTS[right]: other}
    beda = CELLS["beda"]["A.1.4"]
    assert facts == {key: as_printed(CELLS[name][key], beda) for key in FACTS.values()}
    entries: dict[str, list[list[str]]] = {}
    section = band = ""
    for page, strip in lines[4:]:
        (whole,) = cells(page, ENTRY_EDGES[::2], strip)
        if whole in SECTIONS or whole in BANDS:
            section, band = SECTIONS.get(whole, section), BANDS.get(whole, band)
        else:
            number, text = cells(page, ENTRY_EDGES, strip)
            entries.setdefault(f"{section}_{band}", []).append([number.removesuffix("."), text])
    assert entries == {key: texts for key, texts in CELLS[name].items() if key.startswith(tuple(SECTIONS.values()))}


@pytest.mark.parametrize("name", MATRICES)
def test_that_a_matrix_has_the_words_of_the_regulations_pages(printed: dict[str, list[Sheet]], name: str) -> None:
    body: list[list[str]] = []
    for page in printed[name]:
        head, leader_strip, *others = strips(page, 870)
        edges = page.verticals(leader_strip[0] + 2, leader_strip[0] + 6)
        assert cells(page, [*edges[:3], edges[-1]], head) == ["PEGAWAI", "JABATAN", "OUTCOME ANTARA/ OUTPUT/ LAYANAN"]
        leader = cells(page, edges, leader_strip)
        wanted = [as_printed(text, CELLS["beda"]["pimpinan"]) for text in CELLS[name]["kepala"][1:]]
        assert leader[0].startswith("Contoh ")
        assert leader[1:] == wanted
        for row in (cells(page, edges, strip) for strip in others):
            if row[0]:
                body.append(row)
            else:
                body[-1] = [f"{before} {more}".strip() for before, more in zip(body[-1], row, strict=True)]
    beda = CELLS["beda"]["A.1.5"]
    assert body == [[as_printed(text, beda) or "TIDAK ADA PERAN" for text in row] for row in CELLS[name]["baris"]]


def test_that_the_examples_change_nobody_of_the_other_examples_and_nothing_twice(tmp_path: Path) -> None:
    kantor = found_office(
        tmp_path / "k",
        Profil(peran=Peran.UNIT, kode="99.01.92", nama="uji", instansi="uji"),
        who="uji",
        jam=lambda: datetime(2026, 1, 12, 8, tzinfo=UTC),
    )
    demo = resources() / "demo"
    for before in ("contoh-direktur-ii.json", "contoh-kasubdit-ii.json", "contoh-kepala-puskesmas.json"):
        apply_interchange(kantor, demo / before)
    for berkas, new in (("contoh-rencana-direktur-ii.json", 0), ("contoh-rencana-puskesmas.json", 1)):
        first = apply_interchange(kantor, demo / berkas).jumlah
        assert (first["pegawai"]["baru"], first["pegawai"]["berubah"]) == (new, 0)
        again = apply_interchange(kantor, demo / berkas).jumlah
        assert not any(jumlah["baru"] + jumlah["berubah"] for jumlah in again.values())
    kantor.close()

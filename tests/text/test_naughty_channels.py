"""Every naughty string passes store, bundle, paper and spreadsheet unchanged, or is refused with a sentence."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from python_calamine import CalamineWorkbook

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import LuringError, UserError
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.forms.tabel import SEL_MAKS, guard, render_csv, render_xlsx, unguard
from desktop_app.messages import sentence_for
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.roster_ekspor import export_roster
from tests.invariants.dunia import calm_clock, found_world, open_copy
from tests.text.naughty import NAUGHTY, is_refusable

FIT = [text for text in NAUGHTY if not is_refusable(text)]


@pytest.fixture(scope="module")
def world() -> Iterator[Path]:
    """Two units and a kabupaten, founded once."""
    folder = found_world()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def unit(world: Path, tmp_path: Path) -> Iterator[Kantor]:
    kantor = open_copy(world, tmp_path, "a1", calm_clock)
    yield kantor
    kantor.close()


def notes(kantor: Kantor) -> dict[str, str]:
    """Return the note of everybody by his NIP-less id."""
    return {satu.doc_id: decode_as(Pegawai, satu.body).catatan for satu in kantor.store.find("pegawai")}


def test_that_the_list_is_long_and_of_every_family() -> None:
    assert len(NAUGHTY) >= 500
    assert len(set(NAUGHTY)) == len(NAUGHTY)
    assert sum(map(is_refusable, NAUGHTY)) >= 8


def test_that_store_and_bundle_carry_every_text_unchanged(unit: Kantor, world: Path, tmp_path: Path) -> None:
    doc_id, _ = create_pegawai(unit, Pegawai(nama="Fulan Penampung"))
    sent: dict[str, str] = {}
    for nomor, text in enumerate(FIT):
        if nomor % 60 == 0:
            doc_id, _ = create_pegawai(unit, Pegawai(nama=f"Fulan Penampung {nomor}"))
        isi = open_naskah(unit, doc_id).isi
        assert isinstance(isi, Pegawai)
        write_naskah(unit, doc_id, msgspec.structs.replace(isi, catatan=text))
        kembali = open_naskah(unit, doc_id).isi
        assert isinstance(kembali, Pegawai)
        assert kembali.catatan == text
        commit_naskah(unit, doc_id)
        sent[doc_id] = text
        assert notes(unit)[doc_id] == text
    hasil = export_bundle(unit, tmp_path)
    kabupaten = open_copy(world, tmp_path, "kabupaten", calm_clock)
    merge_bundles(kabupaten, [hasil.path])
    held = {rev_id for _, rev_id, _ in kabupaten.store.revisions_after(0)}
    # Every version, not only the last of each person: the very bytes arrive or the hash would differ.
    assert {rev_id for _, rev_id, _ in unit.store.revisions_after(0)} <= held
    assert {doc: notes(kabupaten)[doc] for doc in sent} == sent
    assert not kabupaten.store.check(deep=True)
    kabupaten.close()


@pytest.mark.parametrize("text", [text for text in NAUGHTY if is_refusable(text)], ids=ascii)
def test_that_what_no_document_may_hold_is_refused_with_a_sentence(unit: Kantor, text: str) -> None:
    doc_id, _ = create_pegawai(unit, Pegawai(nama="Fulan"))
    before = unit.store.last_seq(), notes(unit)
    with pytest.raises(LuringError) as caught:
        write_naskah(unit, doc_id, Pegawai(nama="Fulan", catatan=text))
    assert len(sentence_for(caught.value.code, caught.value.facts)) > 20
    with pytest.raises(LuringError):
        create_pegawai(unit, Pegawai(nama=f"Fulan {text}"))
    assert (unit.store.last_seq(), notes(unit)) == before


def test_that_names_are_found_and_listed_as_they_were_typed(unit: Kantor) -> None:
    names = [text for text in FIT if text.strip() and len(text) < 200 and text.isprintable()]
    for nama in names:
        create_pegawai(unit, Pegawai(nama=nama))
    shown = {satu.nama for satu in list_pegawai(unit)}
    assert len(shown) >= len({" ".join(nama.split()) for nama in names}) * 0.9
    for nama in names:
        list_pegawai(unit, nama)  # whatever is typed into the search field is looked for, never executed


@pytest.mark.parametrize("text", FIT, ids=lambda text: ascii(text)[:40])
def test_that_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = guard(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguard(cell) == text


def test_that_csv_carries_every_text_unchanged() -> None:
    raw = render_csv(["teks"], [[text] for text in FIT]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(raw, newline=""), delimiter=";"))
    assert [unguard(row[0]) if row else "" for row in rows[1:]] == FIT


def test_that_a_workbook_carries_every_text_and_no_formula() -> None:
    strange = [text for text in FIT if text in ("\ufffe", "\uffff", "_x005F_x0041_")]
    assert len(strange) == 3
    for text in strange:
        with pytest.raises(UserError, match="sel_tanda_asing"):
            render_xlsx(["teks"], [[text]], nama="Uji")
    fit = [text for text in FIT if len(text) <= SEL_MAKS and text not in strange]
    raw = render_xlsx(["teks"], [[text] for text in fit], nama="Uji")
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<f " not in sheet
        assert "hyperlink" not in sheet
        assert sheet.count('t="s"') == len(fit) + 1
    cells = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    read = [str(row[0]) for row in cells[1:]]
    assert len(read) == len(fit)
    assert [pair for pair in zip(fit, read, strict=True) if pair[0] != pair[1]] == []


def test_that_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(UserError, match="sel_terlalu_panjang"):
        render_xlsx(["teks"], [["x" * (SEL_MAKS + 1)]], nama="Uji")


@pytest.mark.parametrize("akhiran", [".xlsx", ".csv"])
def test_that_the_exported_list_is_what_the_import_reads(unit: Kantor, tmp_path: Path, akhiran: str) -> None:
    pos = RiwayatJabatan(id="a", mulai=date(2026, 1, 1), jabatan="=SUM(A1)", unit_kerja="+62 Seksi")
    create_pegawai(unit, Pegawai(nama="@Fulan; Uji", nip="198001012005011009", riwayat=(pos,)))
    out = tmp_path / f"daftar{akhiran}"
    assert export_roster(unit, out) == 4
    from desktop_app.services.roster import NasibBaris, preview_roster

    pratinjau = preview_roster(unit, out, berlaku=date(2026, 1, 1))
    assert {satu.nasib for satu in pratinjau.baris} == {NasibBaris.SAMA}
    assert "@Fulan; Uji" in {satu.nama for satu in pratinjau.baris}


def test_that_an_export_under_another_ending_says_which_are_possible(unit: Kantor, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="daftar_akhiran_salah"):
        export_roster(unit, tmp_path / "daftar.ods")
    assert list(tmp_path.glob("daftar*")) == []

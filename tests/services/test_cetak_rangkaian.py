"""Runs of many forms: whatever cuts them off, the next start knows which form and page come next."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.awal import note_padam, read_awal
from desktop_app.services.cetak_rangkaian import (
    begin_rangkaian,
    drop_rangkaian,
    go_back,
    mark_page,
    print_next,
    read_rangkaian,
    save_next,
)
from desktop_app.services.cetak_susun import PilihanRangkaian, plan_rangkaian
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import advance_skp
from tests.invariants.dunia import calm_clock
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, draft_skp, edit


@pytest.fixture
def three(unit: Kantor) -> list[str]:
    """Three people with a determined SKP of 2026, in the order of their names, and one with a draft."""
    _, camat, staf = add_people(unit)
    ids = []
    for nama in ("Adi Contoh", "Budi Contoh"):
        orang, _ = create_pegawai(unit, Pegawai(nama=nama))
        edit(unit, orang, riwayat=unit_post(unit, staf))
        ids.append(determined_skp(unit, orang))
    ids.append(determined_skp(unit, staf))
    draft_skp(unit, camat)
    return ids


SKP = PilihanRangkaian(formulir=("skp",), waktu="2026")


def unit_post(kantor: Kantor, like: str) -> object:
    """Return the posts of another person."""
    from desktop_app.services.pegawai import get_pegawai

    return get_pegawai(kantor, like).riwayat


def test_that_a_run_holds_the_fixed_documents_by_name(unit: Kantor, three: list[str]) -> None:
    susunan = plan_rangkaian(unit, SKP)
    assert [satu.doc_id for satu in susunan.lembar] == three
    assert {(satu.sebab, satu.doc_id == "") for satu in susunan.tidak} == {
        ("cetak_masih_draf", False),
        ("cetak_belum_ada", True),
    }
    assert plan_rangkaian(unit, PilihanRangkaian(formulir=("skp",), waktu="2025")).lembar == ()
    with pytest.raises(UserError, match="rangkaian_kosong"):
        begin_rangkaian(unit, PilihanRangkaian(formulir=("C.1.3",), waktu="2026-TW1"), folder=Path())


def test_that_a_run_goes_on_after_the_program_was_cut_off(
    dunia: Dunia, unit: Kantor, three: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "cetakan"
    begin_rangkaian(unit, SKP, folder=out)
    assert save_next(unit).selesai == 1
    home, who = unit.home, unit.who
    unit.store._connection.close()  # what a power cut leaves: nothing is closed in order
    kantor = open_kantor(home, jam=calm_clock, who=who)
    sisa = read_awal(kantor).cetak
    assert sisa is not None
    assert (sisa.selesai, sisa.jumlah, sisa.nama) == (1, 3, "Budi Contoh")
    assert save_next(kantor).selesai == 2
    assert save_next(kantor).tuntas
    assert save_next(kantor).tuntas
    assert len(list(out.glob("skp_*.pdf"))) == 3
    assert not list(out.glob("*.part"))
    assert len(kantor.store.audit_rows(act="cetak")) == 3
    drop_rangkaian(kantor)
    assert read_rangkaian(kantor) is None
    assert read_awal(kantor).cetak is None
    kantor.close()


def test_that_pages_given_to_a_printer_are_counted_one_by_one(unit: Kantor, three: list[str]) -> None:
    begin_rangkaian(unit, SKP)
    rangkaian, form = print_next(unit)
    assert form is not None
    assert form.doc_id == three[0]
    assert mark_page(unit, 1, 2).halaman == 1
    assert (rangkaian.selesai, read_rangkaian(unit).halaman) == (0, 1)  # type: ignore[union-attr]
    assert mark_page(unit, 2, 2).selesai == 1
    assert go_back(unit, 0, 1).selesai == 0
    again = print_next(unit)[1]
    assert again is not None
    assert again.doc_id == three[0]
    for formulir, halaman in ((-1, 0), (4, 0), (0, -1)):
        with pytest.raises(UserError, match="rangkaian_nomor_salah"):
            go_back(unit, formulir, halaman)


def test_that_a_document_reopened_meanwhile_is_passed_over_and_named(
    unit: Kantor, three: list[str], tmp_path: Path
) -> None:
    begin_rangkaian(unit, SKP, folder=tmp_path / "o")
    with unit.write("uji", three[1]) as tx:
        tx.save("skp", three[1], b"{}", scope=unit.profil.kode, schema=1, deleted=True)
    save_next(unit)
    assert save_next(unit).dilewati
    last = save_next(unit)
    assert [(satu.doc_id, satu.sebab) for satu in last.dilewati] == [(three[1], "dokumen_tidak_ada")]
    assert last.tuntas
    assert len(list((tmp_path / "o").glob("*.pdf"))) == 2


def test_that_each_person_has_a_run_of_his_own(unit: Kantor, three: list[str]) -> None:
    begin_rangkaian(unit, SKP)
    unit.who = "orang lain"
    assert read_rangkaian(unit) is None
    with pytest.raises(UserError, match="rangkaian_tidak_ada"):
        print_next(unit)


@pytest.mark.parametrize("langkah", ["nothing", "person", "reopened"])
def test_that_the_first_line_names_the_last_document(
    unit: Kantor, langkah: str, three: list[str], dunia: Dunia
) -> None:
    if langkah == "nothing":
        unit.who = "orang baru"
        assert read_awal(unit).tersimpan is None
        return
    if langkah == "person":
        doc, _ = create_pegawai(unit, Pegawai(nama="Zulfa Contoh"))
        nama, kind = "Zulfa Contoh", "pegawai"
    else:
        doc, nama, kind = three[0], "Adi Contoh", "skp"
        advance_skp(unit, doc, "buka_kembali", alasan="salah ketik")
    awal = read_awal(unit)
    assert (awal.doc_id, awal.nama, awal.kind, awal.naskah) == (doc, nama, kind, False)
    edit(unit, doc, commit=False, **({"catatan": "x"} if kind == "pegawai" else {"instansi": "x"}))
    assert read_awal(unit).naskah
    note_padam(unit)
    assert read_awal(unit).doc_id == doc
    assert unit.store.audit_rows(1)[0].act == "listrik_padam"

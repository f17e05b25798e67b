"""The journal and the action plan by the command line: write, see, answer, sheet, proposal, forms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def siapa(run: Any, dunia: Path) -> tuple[Path, str]:
    """The office and somebody who has an SKP of 2026 with indicators."""
    home = dunia / "unit"
    for satu in run("--home", home, "--json", "list", "skp").data:
        orang = str(satu["pegawai_id"])
        nomor = run("--home", home, "--json", "journal", "results", orang, "--date", "2026-02-03").data
        if any(n["nomor"] == "1a" for n in nomor):
            return home, orang
    raise AssertionError("the demo has no such person")


def test_that_entries_are_added_listed_answered_and_removed(run: Any, siapa: tuple[Path, str], tmp_path: Path) -> None:
    home, orang = siapa
    foto = tmp_path / "bukti.pdf"
    foto.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    common = ("--home", home, "--json", "journal")
    satu = run(
        *common, "add", orang, "--date", "2026-02-03", "--result", "1a", "--amount", "2,5", "--text", "Menyusun berkas",
        "--evidence", foto,
    )  # fmt: skip
    assert satu.code == 0, satu.err
    assert any("menyebut kegiatan" in kata for kata in satu.data["temuan"])
    minggu, ref = satu.data["minggu"], satu.data["entri"]
    (entri,) = run(*common, "list", orang, "--year", "2026").data
    assert (entri["jumlah"], entri["tanggapan"], len(entri["bukti"])) == ("2.5", "belum", 1)
    assert entri["satuan"]
    assert [s["entri"]["id"] for s in run(*common, "waiting").data] == [ref]
    assert run("--home", home, "journal", "answer", minggu, ref).out == "1 catatan: dibenarkan.\n"
    (entri,) = run(*common, "list", orang, "--year", "2026").data
    assert entri["tanggapan"] == "dibenarkan"
    assert run(*common, "answer", minggu, "tiada").code == 1
    assert run(*common, "add", orang, "--date", "2026-02-03", "--result", "99z", "--text", "x").code == 1
    assert run(*common, "add", orang, "--date", "2026-02-03", "--amount", "dua", "--text", "x").code == 1
    assert run(*common, "remove", minggu, ref, "--reason", "salah").code == 0
    assert run(*common, "list", orang, "--year", "2026").data == []
    assert orang in {s["pegawai_id"] for s in run(*common, "list", "--year", "2026").data}


def test_that_a_sheet_goes_out_and_comes_in_without_doubling(run: Any, siapa: tuple[Path, str], tmp_path: Path) -> None:
    home, orang = siapa
    common = ("--home", home, "--json", "journal")
    assert run(*common, "add", orang, "--date", "2026-02-03", "--text", "Berkas selesai").code == 0
    lembar = tmp_path / "jurnal.xlsx"
    assert run(*common, "export", orang, "--year", "2026", "--out", lembar).data["catatan"] == 1
    coba = run(*common, "import", orang, lembar, "--dry-run").data
    assert [(b["nasib"], coba["dry_run"]) for b in coba["baris"]] == [("sama", True)]
    assert run(*common, "import", orang, lembar).code == 0
    assert len(run(*common, "list", orang, "--year", "2026").data) == 1


def test_that_the_journal_proposes_and_the_plan_is_written_and_printed(
    run: Any, siapa: tuple[Path, str], tmp_path: Path
) -> None:
    home, orang = siapa
    common = ("--home", home, "--json")
    add = (
        "journal",
        "add",
        orang,
        "--date",
        "2026-02-03",
        "--result",
        "1a",
        "--amount",
        "3",
        "--text",
        "Berkas selesai",
    )
    assert run(*common, *add).code == 0
    usulan = run(*common, "journal", "proposal", orang, "2026-TW1").data
    assert any(s["teks"].startswith("3") for s in usulan)
    assert "USULAN" in run("--home", home, "journal", "proposal", orang, "2026-TW1", "--way", "banyak").out
    rencana = run(*common, "action-plan", "create", orang, "2026-TW1")
    assert rencana.code == 0, rencana.err
    doc_id = rencana.data["id"]
    assert run(*common, "action-plan", "step", doc_id, "1", "Data terkumpul", "--due", "Februari").code == 0
    nyata = run(*common, "action-plan", "reached", doc_id, "1").data
    assert nyata["realisasi"][0]["teks"].startswith("3")
    assert run(*common, "action-plan", "date", doc_id, "--place", "Contoh", "--plan", "2026-01-05").code == 0
    assert "usulan jurnal" in run("--home", home, "action-plan", "show", doc_id).out
    assert [s["id"] for s in run(*common, "action-plan", "list", "--year", "2026").data] == [doc_id]
    for kode in ("B.1.1", "B.1.2"):
        cetak = run(*common, "print", kode, "--pegawai", orang, "--periode", "2026-TW1", "--out", tmp_path / kode)
        assert cetak.code == 0, cetak.err
        assert len(list((tmp_path / kode).glob("*.pdf"))) == 1
    assert run(*common, "action-plan", "step", doc_id, "99", "x").code == 1
    assert run(*common, "action-plan", "delete", doc_id, "--reason", "uji").code == 0

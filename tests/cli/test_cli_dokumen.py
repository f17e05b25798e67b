"""Evaluation documents by the command line: their way, what can be proven, and the lists for re-keying."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from desktop_app.services.kantor import open_kantor
from tests.services.dunia_kantor import add_people, determined_skp, final_penilaian

JAM = datetime(2026, 12, 1, 9, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def terisi(dunia: Path) -> tuple[Path, str, str]:
    """A unit with one final evaluation of the first quarter; returns its folder, the person and the evaluation."""
    kantor = open_kantor(dunia / "unit", jam=lambda: JAM, who="operator")
    _, _, staf = add_people(kantor, "7")
    nilai = final_penilaian(kantor, determined_skp(kantor, staf))
    kantor.close()
    return dunia / "unit", staf, nilai


def test_that_a_document_is_followed_from_hand_to_hand(run: Any, terisi: tuple[Path, str, str], tmp_path: Path) -> None:
    home, staf, nilai = terisi
    common = ("--home", home, "--json", "documents")
    waktu = ("--periode", "2026-TW1")
    assert [s["state"] for s in run(*common, "list", *waktu).data if s["id"] == nilai] == ["di_penilai"]
    assert run("--home", home, "documents", "record", "diserahkan", *waktu, "--date", "2026-04-14").code == 2
    semua = run(*common, "record", "diserahkan", "--all", *waktu, "--date", "2026-04-14")
    ada = {s["id"] for s in run(*common, "list", *waktu).data}
    assert (semua.code, set(semua.data["ids"])) == (0, ada), semua.err
    assert nilai in ada
    assert run(*common, "record", "diterima", staf, *waktu, "--date", "2026-04-13").code == 0
    lihat = run(*common, "show", staf, *waktu).data
    assert [(s["jenis"], s["ragu"], s["pencatat"]) for s in lihat["steps"]] == [
        ("diserahkan", False, "operator"),
        ("diterima", True, "operator"),
    ]
    assert "tanggal diragukan" in run("--home", home, "documents", "show", nilai).out
    betul = ("correct", nilai, "diterima", "--date", "2026-04-16", "--reason", "salah baca")
    assert [s["dibetulkan"] for s in run(*common, *betul).data["steps"]] == [False, True, False]
    assert run(*common, "correct", nilai, "diterima", "--reason", "x").code == 2
    lagi = run("--home", home, "documents", "record", "diterima", nilai, *waktu, "--date", "2026-04-17")
    assert (lagi.code, "sudah tercatat diterima pegawai pada 16 April 2026" in lagi.err) == (1, True)
    terima = run(*common, "receipt", *waktu, "--out", tmp_path)
    assert (terima.code, terima.data["people"]) == (0, len(ada)), terima.err
    satu = run(*common, "receipt", staf, *waktu, "--out", tmp_path)
    assert (satu.code, satu.data["people"]) == (0, 1), satu.err
    tepat = run(*common, "timeliness", *waktu, "--out", tmp_path)
    with PdfDocument(tepat.data["file"]) as pdf:
        teks = " ".join(halaman.get_textpage().get_text_bounded() for halaman in pdf)
    assert "pasti tepat waktu" in teks
    assert "Bunga Contoh" in teks


def test_that_deadlines_of_evaluation_stand_in_due_with_period_and_basis(
    run: Any, terisi: tuple[Path, str, str]
) -> None:
    home, staf, nilai = terisi
    data = run("--home", home, "--json", "due", "--year", "2026", "--pegawai", staf, "--all").data
    baris = {(s["rule"], s["period"]): s for s in data["rows"]}
    serah = baris["dokumen_diserahkan", "2026-TW1"]
    assert (serah["id"], serah["limit"], "halaman 114 angka 5" in serah["basis"]) == (nilai, "2026-04-30", True)
    assert baris["evaluasi_periodik", "2026-TW1"]["done"] == "2026-04-10"
    assert ("skp_ditetapkan", "") in baris
    assert "(Triwulan I 2026)" in run("--home", home, "due", "--year", "2026", "--pegawai", staf).out


def test_that_the_lists_for_re_keying_are_written(run: Any, terisi: tuple[Path, str, str], tmp_path: Path) -> None:
    home, staf, _ = terisi
    for bahan in ("skp", "penilaian"):
        berkas = tmp_path / f"{bahan}.xlsx"
        hasil = run("--home", home, "--json", "rekey", bahan, "--periode", "2026-TW1", "--out", berkas)
        assert (hasil.code, berkas.exists()) == (0, True), hasil.err
    kosong = run("--home", home, "rekey", "penilaian", "--periode", "2025-TW1", "--out", tmp_path / "x.xlsx")
    assert (kosong.code, "Tidak ada penilaian final untuk 2025-TW1" in kosong.err) == (1, True)
    lembar = run("--home", home, "--json", "print", "isi-ulang", "--pegawai", staf, "--out", tmp_path)
    assert lembar.code == 0, lembar.err
    with PdfDocument(lembar.data["file"]) as pdf:
        assert "LEMBAR ISI ULANG" in pdf[0].get_textpage().get_text_bounded()

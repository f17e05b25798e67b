"""Feedback and the spread of ratings by the command line: asked, answered, corrected, counted, printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument

from tests.cli.test_cli_serah_terima import people


def test_that_feedback_is_asked_for_answered_corrected_and_printed(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    penilai, _, bawahan = people(run, home)
    siapa, rekan = bawahan[0], bawahan[1]
    ada = run("--home", home, "--json", "feedback", "people").data
    assert {satu["id"] for satu in ada} >= {siapa, rekan, penilai}
    assert all(set(satu) == {"id", "nama", "jabatan"} for satu in ada)
    minta = run("--home", home, "--json", "feedback", "ask", rekan, "--about", siapa, "--value", "harmonis")
    assert minta.code == 0, minta.err
    (minta_id,) = minta.data["ids"]
    assert [s["id"] for s in run("--home", home, "--json", "feedback", "requests").data] == [minta_id]
    kosong = run("--home", home, "feedback", "answer", minta_id, "--value", "harmonis")
    assert (kosong.code, "masih kosong" in kosong.err) == (1, True)
    jawab = ("--value", "harmonis", "--text", "mau menolong", "--respon", "positif", "--date", "2026-05-04")
    jadi = run("--home", home, "--json", "feedback", "answer", minta_id, *jawab)
    assert jadi.code == 0, jadi.err
    assert jadi.data["id"] != minta_id, "an answer has an id of its own, so that nobody finds out whose it is"
    assert run("--home", home, "feedback", "decline", minta_id).code == 1
    perbaiki = ("--text", "mau menolong siapa saja", "--reason", "kurang lengkap")
    assert run("--home", home, "feedback", "correct", jadi.data["id"], *perbaiki).code == 0
    beri = ("--by", penilai, "--text", "laporan rapi", "--scheduled", "--date", "2026-05-05")
    hasil = run("--home", home, "--json", "feedback", "give", siapa, *beri)
    assert hasil.code == 0, hasil.err
    semua = run("--home", home, "--json", "feedback", "list", siapa, "--period", "2026-TW2").data
    assert {(s["teks"], s["sumber"], bool(s["nama"]), s["koreksi"]) for s in semua} == {
        ("mau menolong siapa saja", "Rekan kerja setingkat", False, 1),
        ("laporan rapi", "Pimpinan", True, 0),
    }
    assert "Mei 2026" in run("--home", home, "feedback", "list", siapa).out
    ringkas = run("--home", home, "--json", "feedback", "summary", siapa).data
    assert {(s["kunci"], s["positif"]) for s in ringkas} == {("harmonis", 1), ("umum", 0)}
    cetak = run("--home", home, "feedback", "print", siapa, "--period", "2026-TW2", "--out", tmp_path)
    assert cetak.code == 0, cetak.err
    (pdf,) = tmp_path.glob("umpan-balik_*.pdf")
    with PdfDocument(pdf) as dokumen:
        teks = "".join("".join(page.get_textpage().get_text_range().split()) for page in dokumen)
    assert "mau menolong siapa saja".replace(" ", "") in teks
    assert run("--home", home, "feedback", "withdraw", hasil.data["id"], "--reason", "keliru").code == 0
    assert len(run("--home", home, "--json", "feedback", "given").data) == 1


def test_that_a_name_that_several_have_is_not_guessed(run: Any, dunia: Path) -> None:
    home = dunia / "unit"
    tanya = run("--home", home, "feedback", "give", "Tiada Seorangpun", "--text", "x")
    assert (tanya.code, "cocok dengan 0 pegawai" in tanya.err) == (1, True)


def test_that_the_spread_is_told_and_written(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    kosong = run("--home", home, "spread", "2030-TW1")
    assert (kosong.code, "Belum ada penilaian" in kosong.out) == (0, True)
    assert run("--home", home, "spread", "2030-TW1", "--out", tmp_path / "s.csv").code == 1
    assert run("--home", home, "spread", "triwulan").code == 1

"""The commands about evidence: a file is kept, named by an interchange file, listed, saved and tidied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.services.berkas_bukti import pdf, photo


def test_that_a_file_is_added_counted_and_tidied_away(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    (tmp_path / "rapat.jpg").write_bytes(photo())
    (tmp_path / "notulen.pdf").write_bytes(pdf())
    added = run("--home", home, "--json", "evidence", "add", tmp_path / "rapat.jpg", tmp_path / "notulen.pdf")
    assert (added.code, [one["nama"] for one in added.data["evidence"]]) == (0, ["rapat.jpg", "notulen.pdf"])
    status = run("--home", home, "--json", "evidence", "status").data
    assert (status["files"], status["unnamed"], status["missing"]) == (2, 2, 0)
    assert "2 berkas yang tidak dipakai dihapus" in run("--home", home, "evidence", "status", "--tidy").out
    assert run("--home", home, "--json", "evidence", "status").data["files"] == 0


def test_that_a_refused_file_ends_in_a_sentence(run: Any, dunia: Path, tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"MZ" + bytes(100))
    refused = run("--home", dunia / "unit", "evidence", "add", tmp_path / "foto.jpg")
    assert (refused.code, "foto.jpg adalah program" in refused.err) == (1, True)


def test_that_the_evidence_of_a_person_is_listed_and_saved(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    orang = run("--home", home, "--json", "list", "pegawai").data[0]["id"]
    listed = run("--home", home, "--json", "evidence", "list", orang)
    assert (listed.code, listed.data["evidence"]) == (0, [])
    assert "Tidak ada berkas bukti" in run("--home", home, "evidence", "export", orang, "--out", tmp_path).out

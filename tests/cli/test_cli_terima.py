"""Answers of the kabupaten at the command line: by letter, as photos, from a stick; and ``inspect`` of many."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pypdfium2
import pytest

from desktop_app.exchange.volumes import write_volumes
from tests.cli.conftest import Run
from tests.services.foto_lembar import photograph


@pytest.fixture
def balasan(run: Run, dunia: Path, paket: Path, tmp_path: Path) -> Path:
    """Return the answer of the kabupaten to the bundle of the unit."""
    run("--home", dunia / "kabupaten", "merge", paket)
    folder = tmp_path / "balasan"
    folder.mkdir()
    made = run("--json", "--home", dunia / "kabupaten", "export", "--to", folder)
    return Path(made.data["returns"][0]["file"])


def test_that_an_answer_goes_by_letter_and_comes_together_over_two_days(
    run: Run, dunia: Path, balasan: Path, tmp_path: Path
) -> None:
    unit, above = dunia / "unit", dunia / "kabupaten"
    nomor = run("--json", "--home", above, "returns", "list").data[0]["seq"]
    letter = tmp_path / "surel"
    letter.mkdir()
    (whole,) = run("--json", "--home", above, "returns", "mail", nomor, "--to", letter).data["files"]
    assert Path(whole).read_bytes() == balasan.read_bytes()
    assert run("--home", above, "returns", "mail", 999, "--to", letter).code == 1
    # A larger one would come in parts; this one is cut as small as it takes.
    parts = tmp_path / "bagian"
    parts.mkdir()
    one, two, *more = write_volumes(balasan, parts, 1400, series=hashlib.sha256(balasan.read_bytes()).hexdigest())
    assert run("--home", unit, "merge", one).err.count("skp-luring gather") == 1
    assert run("--home", unit, "inspect", two).code == 1
    stored = two.read_bytes()
    two.unlink()
    (parts / "autorun.inf").write_text("[autorun]")
    first = run("--json", "--home", unit, "gather", parts, "--to", tmp_path)
    assert (first.code, first.data["bundles"]) == (0, [])
    assert first.data["waiting"][0]["missing"] == [2]
    assert [Path(each).name for each in first.data["suspicious"]] == ["autorun.inf"]
    assert "kurang bagian 2" in run("--home", unit, "gather").out
    two.write_bytes(stored)
    (joined,) = run("--json", "--home", unit, "gather", two, "--to", tmp_path).data["bundles"]
    assert run("--json", "--home", unit, "inspect", joined).data["acknowledged"] == [1]
    assert run("--json", "--home", unit, "merge", joined).data["bundles"][0]["acknowledged"] == [1]
    assert run("--home", unit, "gather").out.strip() == "Tidak ada bagian yang menunggu."
    assert run("--json", "--home", unit, "gather", parts).code == 3, "parts of what was applied are no longer needed"
    assert more


def test_that_a_tiny_answer_is_read_from_photos(run: Run, dunia: Path, balasan: Path, tmp_path: Path) -> None:
    unit, above = dunia / "unit", dunia / "kabupaten"
    nomor = run("--json", "--home", above, "returns", "list").data[0]["seq"]
    sheets = tmp_path / "kode.pdf"
    assert run("--home", above, "returns", "codes", nomor, "--out", sheets).code == 0
    photo = tmp_path / "IMG_1.jpg"
    with pypdfium2.PdfDocument(sheets) as document:
        photo.write_bytes(photograph(document[0].render(scale=2.4).to_pil().convert("L")))
    first = run("--json", "--home", unit, "gather", photo, "--to", tmp_path)
    words = run("--json", "--home", unit, "inspect", balasan).data["words"]
    assert first.data["waiting"][0]["words"] == " ".join(words)
    assert first.data["waiting"][0]["here"] == 6, "one sheet has six codes"


def test_that_files_and_folders_are_inspected_each_with_its_own_result(
    run: Run, dunia: Path, paket: Path, tmp_path: Path
) -> None:
    above = dunia / "kabupaten"
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "a.skpb").write_bytes(paket.read_bytes())
    (stick / "rusak.skpb").write_bytes(paket.read_bytes()[:-1] + b"?")
    (stick / "tautan.skpb").symlink_to(paket)
    (stick / "catatan.txt").write_text("bukan urusan kita")
    missing = tmp_path / "tidak-ada.skpb"
    seen = run("--json", "--home", above, "inspect", stick, paket, missing)
    assert seen.code == 3
    assert seen.data["ok"] is False
    assert [(Path(one["file"]).name, one["seq"]) for one in seen.data["bundles"]] == [("a.skpb", 1), (paket.name, 1)]
    assert {Path(one["file"]).name: one["code"] for one in seen.data["refused"]} == {
        "tidak-ada.skpb": "paket_tidak_ada",
        "rusak.skpb": "ciphertext_changed",
    }
    assert [Path(one).name for one in seen.data["suspicious"]] == ["tautan.skpb"]
    told = run("--home", above, "inspect", stick, missing)
    assert told.out.count("Empat kata") == 1
    lines = told.err.splitlines()
    assert sum(line.startswith("rusak.skpb: ") for line in lines) == 1
    assert sum(line.startswith("tidak-ada.skpb: ") for line in lines) == 1
    assert any("tautan.skpb" in line and "tidak dibuka" in line for line in lines)
    (stick / "rusak.skpb").unlink()
    assert run("--home", above, "inspect", stick).code == 0
    (stick / "a.skpb").unlink()
    assert run("--home", above, "inspect", stick).code == 1, "nothing to look at is no success"

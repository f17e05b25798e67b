"""What offices handed in, and imports that are taken back and done again, at the command line."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Run


def test_that_an_import_is_listed_previewed_taken_back_and_done_again(run: Run, dunia: Path, paket: Path) -> None:
    above = dunia / "kabupaten"
    assert run("--home", above, "undo-merge").out.strip() == "Belum ada paket yang diterima."
    assert run("--home", above, "merge", paket).code == 0
    (bundle,) = run("--json", "--home", above, "undo-merge").data["bundles"]
    mark = bundle["mark"][:10]
    assert not bundle["undone"]
    people = run("--json", "--home", above, "setoran", "--year", "2026").data["offices"][0]["people"]
    assert people > 0
    trial = run("--json", "--home", above, "undo-merge", mark, "--dry-run").data
    assert (trial["done"], trial["revisions"]) == (False, bundle["new"])
    assert "disisihkan" in run("--home", above, "undo-merge", mark, "--dry-run").out
    assert run("--json", "--home", above, "undo-merge", mark).data["done"]
    again = run("--home", above, "undo-merge", mark)
    assert (again.code, "sudah dibatalkan" in again.err) == (1, True)
    assert "(DIBATALKAN)" in run("--home", above, "undo-merge").out
    assert run("--json", "--home", above, "setoran", "--year", "2026").data["offices"][0]["people"] == 0
    refused = run("--home", above, "merge", paket)
    assert (refused.code, "redo-merge" in refused.err, "tidak perlu mengulanginya" in refused.err) == (3, True, False)
    assert "redo-merge" in run("--home", above, "inspect", paket).out
    redone = run("--json", "--home", above, "redo-merge", mark).data
    assert (redone["revisions"], redone["waiting"], redone["quarantined"]) == (bundle["new"], 0, 0)
    assert run("--home", above, "redo-merge", mark).code == 1
    assert run("--home", above, "redo-merge", "zz").code == 1
    assert run("--home", above, "check").code == 0


def test_that_the_map_its_names_lists_and_letters_are_made_without_a_window(
    run: Run, dunia: Path, paket: Path, tmp_path: Path
) -> None:
    above, unit = dunia / "kabupaten", dunia / "unit"
    assert run("--home", above, "merge", paket).code == 0
    told = run("--home", above, "setoran", "--year", "2026", "--office", "99.01.01").out
    assert "SKP: " in told
    assert "Paket nomor 1" in told
    assert run("--home", above, "setoran", "--year", "2026", "--office", "99.01.77").code == 1
    out, letters = tmp_path / "nama.csv", tmp_path / "surat.pdf"
    given = ("--export", out, "--names", "--letters", letters, "--number", "800/1", "--post", "Kepala BKPSDM")
    made = run("--json", "--home", above, "setoran", "--year", "2026", "--office", "99.01.01", *given)
    assert made.code == 0
    assert len(made.data["written"]) == 2
    assert letters.read_bytes().startswith(b"%PDF")
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:3] == ["KODE", "KANTOR", "NAMA"]
    missing = made.data["offices"][0]["missing"]
    assert {row[2] for row in rows[1:] if row[0] == "99.01.01"} == {one["name"] for one in missing}
    assert run("--home", unit, "setoran", "--year", "2026").code == 1

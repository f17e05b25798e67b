"""``print`` of many: everybody or several people, a file each or one joined file, stopped and taken up again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop_app.cli import cetak
from desktop_app.services.cetak_rangkaian import save_next


def bookmarks(path: Path) -> list[tuple[str, list[str]]]:
    with pikepdf.Pdf.open(path) as pdf, pdf.open_outline() as outline:
        return [(str(one.title), [str(form.title) for form in one.children]) for one in outline.root]


def determined(run: Any, home: Path) -> list[dict[str, Any]]:
    return [satu for satu in run("--home", home, "--json", "list", "skp").data if satu["status"] == "ditetapkan"]


def test_that_everybody_is_printed_into_one_file_with_bookmarks(run: Any, dunia: Path, tmp_path: Path) -> None:
    home, out = dunia / "unit", tmp_path / "cetak"
    skp = determined(run, home)
    common = ("--home", home, "--json", "print", "skp", "lampiran", "--all", "--periode", "2026", "--out", out)
    hasil = run(*common, "--joined")
    assert hasil.code == 0, hasil.err
    assert hasil.data["forms"] == 2 * len(skp)
    path = Path(hasil.data["target"])
    assert [len(forms) for _, forms in bookmarks(path)] == [2] * len(skp)
    assert all("Lampiran SKP (A.1.8)" in forms for _, forms in bookmarks(path))
    assert list(out.iterdir()) == [path]
    assert {"cetak_belum_ada", "cetak_masih_draf"} & {satu["code"] for satu in hasil.data["left_out"]}
    again = run(*common, "--not-yet")
    assert (again.code, "sudah pernah dicetak" in again.err) == (1, True)


def test_that_a_stopped_run_goes_on_with_resume(
    run: Any, dunia: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, out = dunia / "unit", tmp_path / "cetak"
    ids = [satu["pegawai_id"] for satu in determined(run, home)]
    left = [1]

    def once(kantor: Any) -> Any:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        return save_next(kantor)

    monkeypatch.setattr(cetak, "save_next", once)
    people = [word for satu in ids for word in ("--pegawai", satu)]
    stopped = run("--home", home, "print", "skp", *people, "--periode", "2026", "--out", out)
    assert (stopped.code, "print --resume" in stopped.err) == (1, True)
    assert len(list(out.glob("skp_*.pdf"))) == 1
    monkeypatch.undo()
    assert run("--home", home, "print", "--resume", "--all").code == 2
    assert run("--home", home, "print", "--resume").code == 0
    assert len(list(out.glob("skp_*.pdf"))) == len(ids) > 1
    assert run("--home", home, "print", "--resume").code == 1


@pytest.mark.parametrize(
    "words",
    [("skp",), ("skp", "--all"), ("--all", "--out", "o"), ("skp", "--all", "--pegawai", "1", "--out", "o")],
)
def test_that_print_says_what_is_missing(run: Any, dunia: Path, words: tuple[str, ...]) -> None:
    hasil = run("--home", dunia / "unit", "print", *words)
    assert hasil.code == 2
    assert "Sebutkan formulir, folder tujuan (--out), dan siapa" in hasil.err

"""``print`` knows every form by its code and by the older words, and says which form is the right one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from desktop_app.paths import resources


def first_skp(run: Any, home: Path) -> dict[str, Any]:
    return next(satu for satu in run("--home", home, "--json", "list", "skp").data if satu["status"] == "ditetapkan")


def footer(path: str) -> str:
    with pdfium.PdfDocument(path) as pdf:
        return str(pdf[0].get_textpage().get_text_bounded())


def test_that_print_takes_a_code_and_refuses_the_code_of_another_form(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    skp = first_skp(run, home)
    common = ("--pegawai", skp["pegawai_id"], "--out", tmp_path)
    kode = "A.1.7" if run("--home", home, "print", "A.1.7", *common).code == 0 else "A.1.2"
    hasil = run("--home", home, "--json", "print", kode, *common)
    assert (hasil.code, f"Format {kode} " in footer(hasil.data["file"])) == (0, True)
    assert run("--home", home, "--json", "print", "skp", *common).data["file"] == hasil.data["file"]
    lain = run("--home", home, "print", "A.1.6", *common)
    assert lain.code == 1
    assert f"tidak dicetak pada A.1.6, melainkan pada {kode}" in lain.err
    for word in ("A.1.8", "lampiran"):
        annex = run("--home", home, "--json", "print", word, *common).data["file"]
        assert Path(annex).name.startswith("lampiran-skp_")
        assert "Format A.1.8 " in footer(annex)
    salah = run("--home", home, "print", "A.9.9", *common)
    assert salah.code == 2
    assert "A.1.1" in salah.err


def test_that_the_leaders_example_prints_by_its_code_after_apply(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    assert run("--home", home, "apply", resources() / "demo" / "contoh-direktur-ii.json").code == 0
    hasil = run("--home", home, "--json", "print", "A.1.2", "--pegawai", "197501012000011001", "--out", tmp_path)
    assert hasil.code == 0
    assert "DIREKTUR JENDERAL III" in footer(hasil.data["file"])


def test_that_print_takes_an_earlier_version_from_the_history(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    skp = first_skp(run, home)
    riwayat = run("--home", home, "--json", "show", skp["id"], "--history").data["history"]
    common = ("--pegawai", skp["pegawai_id"], "--out", tmp_path)
    now = run("--home", home, "--json", "print", "skp", *common).data["file"]
    old = run("--home", home, "--json", "print", "skp", "--version", riwayat[-1]["rev"][:12], *common)
    assert old.code == 0
    assert Path(old.data["file"]).read_bytes() == Path(now).read_bytes()
    assert old.data["file"] != now
    wrong = run("--home", home, "print", "skp", "--version", "0123456789ab", *common)
    assert wrong.code == 1
    assert "Versi 0123456789ab" in wrong.err

"""``print`` chooses the form of an evaluation, refuses another by its code, and joins the forms of many."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from desktop_app.paths import resources

KAPUS, BIDAN = "197801012003122001", "198501012008012001"


def words(path: str) -> str:
    with pdfium.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def test_that_print_chooses_the_form_of_an_evaluation(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    for name in ("kepala-puskesmas", "bidan-penyelia"):
        for file in (f"contoh-{name}.json", f"contoh-{name}-evaluasi.json"):
            assert run("--home", home, "apply", resources() / "demo" / file).code == 0
    for nip in (KAPUS, BIDAN):
        common = ("--pegawai", nip, "--periode", "2026-TW4", "--out", tmp_path)
        hasil = run("--home", home, "--json", "print", "evaluasi", *common)
        assert (hasil.code, "Format C.1.1 " in words(hasil.data["file"])) == (0, True)
        assert "PREDIKAT KINERJA PEGAWAI* BAIK" in words(hasil.data["file"])
        assert run("--home", home, "--json", "print", "c.1.1", *common).data["file"] == hasil.data["file"]
        lain = run("--home", home, "print", "C.1.3", *common)
        assert lain.code == 1
        assert "tidak dicetak pada C.1.3, melainkan pada C.1.1" in lain.err
        dokumen = run("--home", home, "--json", "print", "dokumen", *common).data["file"]
        assert "Format D.1.1 " in words(dokumen)
        bukan = run("--home", home, "print", "D.1.2", *common)
        assert "bukan D.1.2, melainkan D.1.1" in bukan.err
        kosong = run("--home", home, "print", "putusan", *common)
        assert (kosong.code, "tidak ada" in kosong.err.lower()) == (1, True)

"""A round by the command line: prepared, checked, opened, answered with codes, closed, read and printed."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from tests.cli.test_cli_serah_terima import people


def test_a_round_by_the_command_line(run: Any, dunia: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = dunia / "unit"
    penilai, _, bawahan = people(run, home)

    def ok(*arguments: object) -> Any:
        hasil = run("--home", home, "--json", "round", *arguments)
        assert hasil.code == 0, hasil.err
        return hasil.data

    doc_id = ok("new", "Semester I", "--period", "2026-TW3", "--until", "2026-12-18")["id"]
    semula = ok("show", doc_id)["penjawab"]
    assert {p["penjawab_id"] for p in semula if p["kelompok"] == "bawahan" and p["tentang_id"] == penilai} >= {*bawahan}
    assert ok("ask", doc_id, penilai, "--as", "Ketua RW 03")["lembar"] == len(semula) + 1
    assert ok("propose", doc_id)["lembar"] == len(semula) + 1, "the outsider stays"
    ok("change", doc_id, "--name", "Semester dua", "--threshold", "4")
    assert (ok("show", doc_id)["nama"], ok("show", doc_id)["ambang"]) == ("Semester dua", 4)
    kalimat = run("--home", home, "round", "check", doc_id).out
    assert "Bawahan:" in kalimat
    assert "Pihak lain: hanya 1 orang ditanya" in kalimat
    ok("open", doc_id)
    assert run("--home", home, "round", "ask", doc_id, penilai, "--as", "RT", "--remove").code == 1
    kode = ok("codes", doc_id, "--out", tmp_path)["file"]
    with PdfDocument(kode) as dokumen:
        teks = "\n".join(str(page.get_textpage().get_text_bounded()) for page in dokumen)
    assert "Untuk: Ketua RW 03" in teks
    baris = [satu.strip() for satu in teks.replace("\r", "").split("\n")]
    milik = next(n for n, satu in enumerate(baris) if satu.startswith("Untuk: Ketua RW 03"))
    angka = next(s for s in baris[milik:] if s.startswith("Kode: ")).removeprefix("Kode: ")
    masukan = tmp_path / "jawaban.txt"

    def typed(*baris: str) -> tuple[str, Path]:
        masukan.write_text("\n".join(baris))
        return "--file", masukan

    (putaran,) = ok("sheets", "--with-code", *typed(angka))
    (lembar,) = putaran["lembar"]
    salah = run("--home", home, "round", "answer", lembar["id"], "--with-code", *typed(angka, "p1=9"))
    assert (salah.code, "Pilih satu dari empat" in salah.err) == (1, True)
    # From input as well, and never as an argument.
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{angka.lower()}\n\np1 = 4\nlayanan cepat\ndan ramah\n"))
    ok("answer", lembar["id"], "--with-code")
    assert run("--home", home, "round", "answer", lembar["id"], "--with-code", *typed(angka, "p1=4")).code == 1
    for pilihan in ("--code", "--text", "--value"):
        assert run("--home", home, "round", "answer", lembar["id"], pilihan, "p1=4").code == 2
    maju = ok("progress", doc_id)
    assert maju["menjawab"] == 1
    assert run("--home", home, "round", "close", doc_id).code == 1
    assert ok("close", doc_id, "--yes") == {"ok": True, "hasil": 1, "jawaban": 1, "ditahan": 1}
    (hasil,) = ok("result")
    satu = ok("result", hasil["id"])
    assert (satu["kelompok"], satu["ditahan"]) == ([], 1)
    assert "bukan unsur predikat" in run("--home", home, "round", "result", hasil["id"]).out
    with PdfDocument(ok("print", hasil["id"], "--out", tmp_path)["file"]) as dokumen:
        cetak = " ".join(str(dokumen[0].get_textpage().get_text_bounded()).split())
    assert "Informasi, bukan unsur predikat" in cetak
    assert "1 jawaban tidak ditampilkan" in cetak
    assert "layanan cepat" not in cetak

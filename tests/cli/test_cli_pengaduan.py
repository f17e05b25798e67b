"""The commands ``complaint`` and ``improvement``: a voice is written down, answered, bound, printed, and acted upon."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from tests.cli.conftest import Run


def test_that_a_complaint_is_written_answered_bound_printed_and_becomes_an_improvement(
    run: Run, founded: Path, tmp_path: Path
) -> None:
    import shutil

    home = tmp_path / "unit"
    shutil.copytree(founded / "unit", home)

    def ok(*arguments: object) -> object:
        hasil = run("--home", home, "--json", *arguments)
        assert hasil.code == 0, hasil.err
        return hasil.data

    said = ("Antre lama sekali", "--date", "2026-02-03", "--service", "KTP", "--from", "Ibu Fulanah Rahasia")
    doc_id = ok("complaint", "add", *said)["id"]  # type: ignore[index]
    results = ok("complaint", "results", "2026")
    assert isinstance(results, list)
    assert results
    pilihan = f"{results[0]['skp_id']}/{results[0]['hasil_id']}"
    ok("complaint", "bind", doc_id, "--unsur", "U3", "--result", pilihan)
    ok("complaint", "answer", doc_id, "Loket kedua dibuka")
    ok("complaint", "close", doc_id, "--date", "2026-02-10")
    (satu,) = ok("complaint", "list", "--periode", "2026-TW1")  # type: ignore[misc]
    assert (satu["status"], satu["unsur"], satu["hasil"]) == ("selesai", "U3", results[0]["hasil"])
    assert ok("complaint", "list", "--open") == []
    made = ok("complaint", "print", "--periode", "2026-B02", "--out", tmp_path)
    with pdfium.PdfDocument(made["file"]) as pdf:  # type: ignore[index]
        teks = pdf[0].get_textpage().get_text_range()
    assert "Antre lama" in teks
    assert "Loket kedua dibuka" in teks
    assert "Rahasia" not in teks.replace("\r\n", " ")

    baik = ok("improvement", "add", "Antrean pendek", "--source", "diisi", "--before", "2,41")["id"]  # type: ignore[index]
    ok("improvement", "measure", baik, "3,10")
    ok("improvement", "step", baik, "selesai", "--date", "2026-12-01")
    (baris,) = ok("improvement", "list")  # type: ignore[misc]
    assert baris["hasil"] == "2,41 → 3,10 (lebih baik)"
    asal = ok("improvement", "add", "--from-complaint", doc_id)["id"]  # type: ignore[index]
    assert {s["id"] for s in ok("improvement", "list", "--open")} == {asal}  # type: ignore[attr-defined]

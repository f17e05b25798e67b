"""The survey by the command line: from preparing to the report, and what is refused on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_that_a_survey_is_prepared_printed_keyed_and_reported(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = ("--home", dunia / "unit", "--json", "survey")
    masa = ("--from", "2026-07-01", "--to", "2026-11-30", "--service", "KTP", "--service", "Izin")
    baru = run(*home, "new", "SKM 2026", *masa, "--population", "25")
    assert (baru.code, baru.data["sampel"]) == (0, 24), baru.err
    doc_id = baru.data["id"]
    out = ("--out", tmp_path / "keluar")
    dini = run(*home, "print-sheets", doc_id, "--count", "2", *out)
    assert (dini.code, dini.data["kode"]) == (1, "skm_tidak_berjalan")
    assert run(*home, "start", doc_id).code == 0
    lembar = run(*home, "print-sheets", doc_id, "--count", "3", *out)
    assert (lembar.code, lembar.data["jumlah"]) == (0, 3), lembar.err
    nomor = [satu["nomor_cetak"] for satu in run(*home, "account", doc_id, "--list").data["lembar"]]
    ketik = run(*home, "key", doc_id, nomor[0], "443344421", "--age", "30", "--sex", "p", "--service", "2")
    assert (ketik.code, ketik.data["dihitung"]) == (0, True), ketik.err
    salah = nomor[1][:-1] + str((int(nomor[1][-1]) + 1) % 10)
    assert run(*home, "key", doc_id, salah, "333333333").data["kode"] == "nomor_lembar_salah"
    assert run(*home, "key", doc_id, nomor[1], "33333333").code == 2
    assert run(*home, "void", doc_id, nomor[1], "--reason", "sobek").data["nasib"] == "batal"
    assert run(*home, "lost", doc_id, nomor[2]).data["nasib"] == "hilang"
    hasil = run(*home, "result", doc_id).data
    # Question 8 asks for U9 and question 9 for U8.
    assert (hasil["unsur"]["U9"]["jumlah"], hasil["unsur"]["U8"]["jumlah"]) == (2, 1)
    assert (hasil["ikm"], hasil["mutu"], hasil["terendah"], hasil["responden"]) == ("80.56", "B", ["U8"], 1)
    usulan = run(*home, "feedback", doc_id).data
    assert (usulan[0]["unsur"], usulan[0]["nilai"]) == ("U8", "adaptif")
    assert all("bukan nilai perorangan" in satu["teks"] for satu in usulan)
    assert run(*home, "codes", doc_id, "--count", "2", *out).code == 0
    assert run(*home, "codes", doc_id).data == {"dibuat": 2, "terpakai": 0}
    for perintah in (("report",), ("report", "--notice"), ("export",)):
        satu = run(*home, *perintah, doc_id, *out)
        assert satu.code == 0, satu.err
    assert sorted(p.name.partition("_")[0] for p in (tmp_path / "keluar").iterdir()) == [
        "jawaban-skm",
        "kode-skm",
        "kuesioner-skm",
        "laporan-skm",
        "pengumuman-ikm",
    ]
    assert run(*home, "close", doc_id).code == 0
    assert run(*home, "codes", doc_id).data == {"dibuat": 0, "terpakai": 0}
    assert run(*home, "reopen", doc_id, "--reason", "lembar ditemukan").code == 0
    assert "SKM 2026" in run("--home", dunia / "unit", "survey", "list").out
    assert "[U9] Bagaimana" in run("--home", dunia / "unit", "survey", "show", doc_id).out

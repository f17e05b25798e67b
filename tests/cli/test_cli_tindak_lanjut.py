"""Follow-ups, the explanation of a predicate and one's own results by the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument


def test_that_a_follow_up_is_suggested_left_noted_closed_and_printed(run: Any, dunia: Path, tmp_path: Path) -> None:
    home = dunia / "unit"
    ada = run("--home", home, "--json", "list", "penilaian").data
    nilai = next(s["id"] for s in ada if s["status"] == "final" and s["periode"] == "2026-TW1")
    common = ("--home", home, "--json", "follow-up")
    assert all("hlm." in satu["dasar"] for satu in run(*common, "propose", nilai).data)
    sanksi = run(*common, "add", nilai, "--kind", "usulan_sanksi", "--text", "Teguran")
    assert (sanksi.code, "peraturan perundang-undangan" in sanksi.err) == (1, True)
    satu = run(*common, "add", nilai, "--kind", "pelatihan", "--text", "Kursus arsip", "--due", "2026-01-05")
    assert satu.code == 0, satu.err
    doc_id = satu.data["id"]
    assert run(*common, "note", doc_id, "--text", "Sudah mendaftar").code == 0
    (baris,) = run(*common, "list", "--filter", "lewat").data
    assert (baris["id"], baris["status"], baris["lewat_hari"] > 0) == (doc_id, "berjalan", True)
    cetak = run(*common, "print", "--out", tmp_path)
    teks = PdfDocument(cetak.data["file"])[0].get_textpage().get_text_bounded()
    assert "Kursus arsip" in teks
    assert run(*common, "close", doc_id, "--outcome", "Lulus").code == 0
    assert run(*common, "list").data == []
    assert run(*common, "close", doc_id, "--outcome", "Lagi").code == 1
    assert run(*common, "reopen", doc_id, "--reason", "belum ada sertifikat").code == 0

    why = run("--home", home, "why", nilai)
    assert why.code == 0, why.err
    assert why.out.startswith("Mengapa predikat saya")
    assert "Bila tidak setuju" in why.out
    pegawai = next(s["pegawai_id"] for s in ada if s["id"] == nilai)
    hasil = run("--home", home, "--json", "my-results", "--pegawai", pegawai).data
    assert next(s for s in hasil if s["penilaian_id"] == nilai)["tindak_lanjut"] == 1
    lengkap = run("--home", home, "my-results", "--id", nilai)
    assert "Kursus arsip" in lengkap.out
    assert "Tidak dicatat:" in lengkap.out
    lembar = run(
        "--home", home, "--json", "print", "mengapa", "--pegawai", pegawai, "--periode", "2026-TW1", "--out", tmp_path
    )
    assert lembar.code == 0, lembar.err
    assert len(PdfDocument(lembar.data["file"])) == 1


def test_that_an_outcome_is_named_noted_shown_and_taken_away(run: Any, dunia: Path) -> None:
    home = dunia / "unit"
    satu = next(s for s in run("--home", home, "--json", "list", "skp").data if s["status"] == "ditetapkan")
    tahun = satu["mulai"][:4]
    common = ("--home", home, "--json", "outcome")
    target = (satu["pegawai_id"], "--year", tahun, "--result", "1")
    salah = run(*common, "set", *target, "--name", "Puas", "--source", "unsur_skm")
    assert (salah.code, "Unsur survei belum dipilih" in salah.err) == (1, True)
    buat = run(*common, "set", *target, "--name", "Warga puas", "--target", "85,5")
    assert buat.code == 0, buat.err
    doc_id = buat.data["id"]
    catat = run(*common, "note", doc_id, f"{tahun}-TW1", "82,5", "--from", "laporan survei")
    assert catat.data["nilai"][0] == {"periode": f"{tahun}-TW1", "nilai": "82.5", "dari": "laporan survei"}
    assert "82,5" in run("--home", home, "outcome", "show", doc_id).out
    (baris,) = run(*common, "list", "--year", tahun).data
    assert baris["terakhir"]["keterangan"] == "laporan survei"
    assert run(*common, "note", doc_id, f"{tahun}-TW1", "-").data["nilai"][0]["nilai"] is None
    assert run(*common, "delete", doc_id, "--reason", "salah hasil").code == 0
    assert run(*common, "list", "--year", tahun).data == []
